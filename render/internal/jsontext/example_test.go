package jsontext_test

import (
	"fmt"
	"os"

	"github.com/newsjunction/news/render/internal/jsontext"
)

func ExampleWriter() {
	w := jsontext.NewWriter(os.Stdout)
	w.Open('{')
	w.Text("title", `The "Fish"`)
	w.Text("summary", "")
	w.Number("words", 3)
	w.Close('}')
	if err := w.End(); err != nil {
		fmt.Println(err)
	}
	// Output: {"title":"The \"Fish\"","words":3}
}

func ExampleScript() {
	w := jsontext.Script([]byte("["))
	w.String("</script>")
	fmt.Printf("%s]\n", w.Appended())
	// Output: ["\u003c/script\u003e"]
}
