package article_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/taxonomy/slug"
)

func Example() {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := article.Content{
		Lang:      "en",
		Headlines: article.Texts{{Value: "Storm nears coast"}, {Role: article.Short, Value: "Storm"}},
		Body: article.Body{
			{Content: article.Paragraph{Text: inline.Text("Thousands were told to leave on Sunday.")}},
			{Internal: true, Content: article.Paragraph{Text: inline.Text("Check the number with the ministry.")}},
		},
	}
	a, err := article.New(article.NewID(at), c, article.Stamp{At: at, By: "ana"})
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err = a.Publish(article.Stamp{At: at, By: "ana", Why: "first edition"})
	if err != nil {
		fmt.Println(err)
		return
	}
	v, ok := a.View(at)
	fmt.Println(ok, v.Headline(article.Short), len(v.Body))
	fmt.Println(v.Excerpt(prose.Length{Words: 4}))
	// Output:
	// true Storm 1
	// Thousands were told to…
}

func ExampleArticle_Schedule() {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := article.Content{Lang: "en", Headlines: article.Texts{{Value: "Budget in full"}}}
	a, _ := article.New(article.NewID(now), c, article.Stamp{At: now})

	embargo := article.Window{From: now.Add(24 * time.Hour), Until: now.Add(72 * time.Hour)}
	a, _ = a.Schedule(embargo, article.Stamp{At: now})
	for _, days := range []int{0, 1, 3} {
		fmt.Println(a.StateAt(now.AddDate(0, 0, days)))
	}
	change, _ := a.NextChange(now)
	fmt.Println("next change:", change.Format(time.DateTime))
	// Output:
	// scheduled
	// published
	// unpublished
	// next change: 2026-03-02 12:00:00
}

func ExampleContent_Check() {
	err := article.Content{
		Lang: "en",
		Body: article.Body{{Content: article.Figure{Image: article.Image{URL: "javascript:alert(1)"}}}},
	}.Check()
	fmt.Println(err)
	fmt.Println(errors.Is(err, article.ErrMissing), errors.Is(err, article.ErrUnsafeURL))
	// Output:
	// article: Content.Headlines: value is missing
	// article: Content.Body[0].URL: address is not safe
	// true true
}

func ExampleDecodeBody() {
	body, err := article.DecodeBody([]byte(`[
		{"type": "heading", "level": 2, "text": "What <em>now</em>?", "mood": 1.50},
		{"type": "hologram", "of": "a storm"}
	]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(body.Text())
	out, _ := body[1:].AppendJSON(nil)
	fmt.Printf("%s %s\n", body[0].Extra, out)
	// Output:
	// What now?
	// "mood":1.50 [{"type": "hologram", "of": "a storm"}]
}

func ExampleMemory() {
	ctx, now := context.Background(), time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	store := article.Memory{Naming: article.Naming{Slug: slug.Options{Reserved: []string{"search"}}}}
	for _, headline := range []string{"Storm nears coast", "Storm nears coast", "Search"} {
		c := article.Content{Lang: "en", Headlines: article.Texts{{Value: headline}}}
		a, _ := article.New(article.NewID(now), c, article.Stamp{At: now})
		a, err := store.Save(ctx, a)
		fmt.Println(a.Name, a.Version, err)
	}
	// Output:
	// article:storm-nears-coast 1 <nil>
	// article:storm-nears-coast-2 1 <nil>
	// article:search-2 1 <nil>
}

func ExampleViews() {
	ctx, at := context.Background(), time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var store article.Memory
	for i, headline := range []string{"First", "Second", "Third"} {
		c := article.Content{Lang: "en", Headlines: article.Texts{{Value: headline}}}
		stamp := article.Stamp{At: at.Add(time.Duration(i) * time.Hour)}
		a, _ := article.New(article.NewID(stamp.At), c, stamp)
		a, _ = a.Publish(stamp)
		_, _ = store.Save(ctx, a)
	}
	newest := article.Query{At: at.Add(90 * time.Minute), Limit: 5}
	for v, err := range article.Views(ctx, &store, newest) {
		fmt.Println(v.Headline(""), err)
	}
	// Output:
	// Second <nil>
	// First <nil>
}
