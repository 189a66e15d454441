package htmlbody_test

import (
	"fmt"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
)

// The same picture for a feed and for mail, with the address that readers elsewhere need.
func ExampleAppend() {
	body := article.Body{{Content: article.Figure{Image: article.Image{URL: "/crane.jpg", Alt: "A crane", Caption: inline.Text("Pier Four")}}}}
	for _, medium := range []htmlbody.Medium{htmlbody.Feed, htmlbody.Mail} {
		html, err := htmlbody.Append(nil, body, htmlbody.Options{
			Medium: medium,
			Address: func(dst []byte, address string) []byte {
				if strings.HasPrefix(address, "/") {
					dst = append(dst, "https://gazette.example"...)
				}
				return append(dst, address...)
			},
		})
		if err != nil {
			fmt.Println(err)
		}
		fmt.Print(string(html))
	}
	// Output:
	// <figure><img alt="A crane" src="https://gazette.example/crane.jpg"/><figcaption>Pier Four</figcaption></figure>
	// <div><img alt="A crane" src="https://gazette.example/crane.jpg"/><p>Pier Four</p></div>
}

func ExampleAppendText() {
	fmt.Println(string(htmlbody.AppendText([]byte(`<p title="`), `"Fish" & ships`)))
	// Output: <p title="&#34;Fish&#34; &amp; ships
}
