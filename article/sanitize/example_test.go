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

func ExampleProfile_With_policies() {
	p, err := sanitize.Article().With(sanitize.Options{
		Embeds:     []sanitize.Embed{{Host: "charts.example", Path: "/embed/", Title: "Chart"}},
		Links:      sanitize.LinkPolicy{NoFollow: true},
		Images:     sanitize.ImagePolicy{Hosts: []string{"*.news.example"}, Lazy: true},
		Classes:    []string{"wp-*"},
		TopHeading: 2,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	out, report, _ := p.HTML(`<h1 class="wp-block x">Quay</h1><img src="https://cdn.news.example/q.jpg"><img src="https://pixel.example/1">`)
	fmt.Println(out)
	fmt.Print(report)
	// Output:
	// <h2 class="wp-block">Quay</h2><img loading="lazy" src="https://cdn.news.example/q.jpg"/>
	// h1.class: repaired attribute: the value was brought into its usual form
	// img.src: dropped attribute: the value is not safe or not of its kind
	// img: dropped element: no src that can be kept
	// repaired headings: they were moved below those of the page
}

func ExampleParseLink() {
	u, err := sanitize.ParseLink("https://BÜCHER.example/katalog")
	fmt.Println(u, err)
	_, err = sanitize.ParseLink("javascript:alert(1)")
	fmt.Println(err)
	// Output:
	// https://xn--bcher-kva.example/katalog <nil>
	// sanitize: unsafe URL: inline: unsafe URL at byte 0: scheme is not one of http, https, mailto and tel
}
