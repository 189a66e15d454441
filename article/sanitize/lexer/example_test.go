package lexer_test

import (
	"fmt"

	"github.com/newsjunction/news/article/sanitize/lexer"
)

func ExampleLexer() {
	l := lexer.New(`<p>Ships &amp; <A href="/quay?a=1&b=2">cranes</A></p>`)
	for kind := l.Next(); kind != lexer.End; kind = l.Next() {
		switch kind {
		case lexer.Text:
			fmt.Printf("text %q\n", l.Text())
		case lexer.StartTag:
			fmt.Print("start of ", l.Name())
			for name, value, ok := l.Attr(); ok; name, value, ok = l.Attr() {
				fmt.Printf(" %s=%q", name, value)
			}
			fmt.Println()
		case lexer.EndTag:
			fmt.Println("end of", l.Name())
		}
	}
	// Output:
	// start of p
	// text "Ships & "
	// start of a href="/quay?a=1&b=2"
	// text "cranes"
	// end of a
	// end of p
}
