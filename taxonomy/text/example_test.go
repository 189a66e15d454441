package text_test

import (
	"fmt"

	"github.com/newsjunction/news/taxonomy/text"
)

func ExampleCheck() {
	fmt.Println(text.Check("World News"))
	fmt.Println(text.Check("photo\u202egpj.exe"))
	// Output:
	// <nil>
	// text holds invalid UTF-8, a control character or a directional override
}

func ExampleClean() {
	fmt.Printf("%q\n", text.Clean("  Breaking:\n\tstorm\x00 nears  coast "))
	// Output: "Breaking: storm nears coast"
}

func ExampleFold() {
	fmt.Println(text.Fold("Straße") == text.Fold("STRASSE"))
	fmt.Println(text.Fold("C++") == text.Fold("C#"))
	// Output:
	// true
	// false
}
