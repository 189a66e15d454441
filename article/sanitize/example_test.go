package sanitize_test

import (
	"fmt"

	"github.com/newsjunction/news/article/sanitize"
)

func ExampleProfile_HTML() {
	out, report, err := sanitize.Article().HTML(`<p style="color:red">Dredging <b>resumes<script>track()</script></p>`)
	fmt.Println(out, err)
	fmt.Print(report)
	// Output:
	// <p>Dredging <b>resumes</b></p> <nil>
	// p.style: dropped attribute: the attribute is not kept
	// script: dropped element: the element is not kept
}

func ExampleProfile_Inline() {
	h, _, err := sanitize.Comment().Inline(`<h1>See <a href="https://stats.example/">the table</a></h1>`)
	fmt.Println(h, err)
	// Output:
	// See <a href="https://stats.example/" rel="nofollow ugc noopener">the table</a> <nil>
}

func ExampleProfile_With() {
	p, err := sanitize.Article().With(sanitize.Options{Base: "https://news.example/2026/quay/"})
	if err != nil {
		fmt.Println(err)
		return
	}
	out, _, _ := p.HTML(`<img src="crane.jpg" alt="A crane">`)
	fmt.Println(out)
	// Output:
	// <img alt="A crane" src="https://news.example/2026/quay/crane.jpg"/>
}
