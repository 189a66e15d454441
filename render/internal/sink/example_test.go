package sink_test

import (
	"fmt"
	"os"

	"github.com/newsjunction/news/render/internal/sink"
)

func ExampleWriter() {
	w := sink.New(os.Stdout)
	for n := range 3 {
		w.Held = fmt.Appendln(w.Held, "part", n)
		w.Spill() // too little to be worth a call
	}
	w.Flush()
	fmt.Println(w.Err)
	// Output:
	// part 0
	// part 1
	// part 2
	// <nil>
}
