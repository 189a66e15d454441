package inline_test

import (
	"errors"
	"fmt"

	"github.com/newsjunction/news/article/inline"
)

func ExampleParse() {
	h, err := inline.Parse(`Fish & chips: <A href='/menu'>the <em>menu</em></A>`)
	fmt.Println(h, err)
	_, err = inline.Parse(`Fish <script>track()</script>`)
	fmt.Println(err, errors.Is(err, inline.ErrUnsafeInline))
	// Output:
	// Fish &amp; chips: <a href="/menu">the <em>menu</em></a> <nil>
	// inline: unsafe inline markup at byte 5: <script> is not in the grammar true
}

func ExampleText() {
	fmt.Println(inline.Text(`$105K in Play: "a < b"`))
	// Output:
	// $105K in Play: &#34;a &lt; b&#34;
}

func ExampleHTML_Plain() {
	h, _ := inline.Parse(`H<sub>2</sub>O &amp; <em>air</em>`)
	fmt.Println(h.Plain())
	// Output:
	// H2O & air
}

func ExampleCut() {
	h, _ := inline.Parse(`The <b>quay reopens</b> on Monday`)
	short, cut := inline.Cut(h, 10)
	fmt.Println(short, cut)
	// Output:
	// The <b>quay</b> true
}

func ExampleCheckLink() {
	fmt.Println(inline.CheckLink("https://news.example/quay"))
	fmt.Println(inline.CheckLink("javascript:alert(1)"))
	// Output:
	// <nil>
	// inline: unsafe URL at byte 0: scheme is not one of http, https, mailto and tel
}

func ExampleGrammar() {
	for e := range inline.Grammar() {
		if e.Void {
			fmt.Println(e.Name)
		}
	}
	// Output:
	// br
	// wbr
}
