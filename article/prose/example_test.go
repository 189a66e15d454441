package prose_test

import (
	"fmt"
	"time"

	"github.com/newsjunction/news/article/prose"
)

func ExampleMeasure() {
	fmt.Printf("%+v\n", prose.Measure("The mayor didn't say – 東京で発表"))
	// Output:
	// {Words:4 Chars:5}
}

func ExampleSpeed_Time() {
	count := prose.Count{Words: 833}
	fmt.Println(prose.Minutes(prose.Speed{Words: 120}.Time(count)), "min read")
	fmt.Println(prose.Speed{}.Time(count).Round(time.Second))
	// Output:
	// 7 min read
	// 3m30s
}

func ExampleExcerpt() {
	text := "The harbour authority said on Tuesday that dredging will resume."
	fmt.Println(prose.Excerpt(text, prose.Length{Words: 6}))
	fmt.Println(prose.Excerpt(text, prose.Length{}))
	// Output:
	// The harbour authority said on Tuesday… true
	// The harbour authority said on Tuesday that dredging will resume. false
}
