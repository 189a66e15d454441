package htmlbody_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

func ExampleParse() {
	const pasted = `<p>The cranes <b>move</b> again.</p>
<figure><img src="/crane.jpg" alt="A crane"><figcaption>Pier Four</figcaption></figure>
<script>track()</script>`
	body, report, err := htmlbody.Parse(strings.NewReader(pasted), sanitize.Article())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, block := range body {
		fmt.Println(block.Content.Type())
	}
	fmt.Println(report)
	// Output:
	// paragraph
	// image
	// Body.script: dropped element: the element is not kept
}

func ExampleWrite() {
	body := article.Body{
		{Content: article.Heading{Level: 2, Text: inline.Text("Eleven ships & a queue")}},
		{Content: article.Code{Text: "if a < b {}"}},
	}
	if err := htmlbody.Write(os.Stdout, body, htmlbody.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <h2>Eleven ships &amp; a queue</h2>
	// <pre><code>if a &lt; b {}</code></pre>
}
