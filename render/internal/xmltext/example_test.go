package xmltext_test

import (
	"fmt"
	"os"

	"github.com/newsjunction/news/render/internal/xmltext"
)

func ExampleWriter() {
	w := xmltext.NewWriter(os.Stdout)
	w.Markup("<item>\n")
	w.Element("title", "Fish & ships")
	html := func(dst []byte) ([]byte, error) { return append(dst, "<p>The fleet is in.</p>"...), nil }
	if err := w.CDATA("content", ` type="html"`, html); err != nil {
		fmt.Println(err)
	}
	w.Markup("</item>\n")
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <item>
	// <title>Fish &amp; ships</title>
	// <content type="html"><![CDATA[<p>The fleet is in.</p>]]></content>
	// </item>
}
