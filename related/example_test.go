package related_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

func ExampleIndex_Related() {
	march := func(day int) time.Time { return time.Date(2026, 3, day, 8, 0, 0, 0, time.UTC) }
	eruption, harbour := article.IDFor("example", "eruption"), article.IDFor("example", "harbour")
	ix := related.NewIndex(related.Options{})
	for _, d := range []related.Document{
		{ID: eruption, Lang: "en", Title: "Volcano wakes", Body: "Ash falls on the harbour.", Published: march(1)},
		{ID: harbour, Lang: "en", Title: "Harbour closed by ash", Published: march(2), Window: article.Window{From: march(2)}},
		{ID: article.IDFor("example", "budget"), Lang: "en", Title: "Budget passes", Published: march(2)},
	} {
		if err := ix.Put(d); err != nil {
			fmt.Println(err)
		}
	}
	before, _ := ix.Related(eruption, related.Query{At: march(1)})
	after, _ := ix.Related(eruption, related.Query{At: march(3)})
	fmt.Println(len(before), len(after), after[0].ID == harbour)
	// Output: 0 1 true
}

func ExampleIndex_Search() {
	ix := related.NewIndex(related.Options{})
	_ = ix.Put(related.Document{ID: article.IDFor("example", "1"), Lang: "en", Title: "Volcano wakes", Body: "Ash falls on the harbour."})
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	for _, text := range []string{"volcanoes", "falling harb", "harbour budget", ""} {
		hits, err := ix.Search(text, related.Query{At: at})
		fmt.Println(len(hits), err)
	}
	// Output:
	// 1 <nil>
	// 1 <nil>
	// 0 <nil>
	// 0 <nil>
}

func ExampleHit_Why() {
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	first := article.IDFor("example", "1")
	ix := related.NewIndex(related.Options{})
	_ = ix.Put(related.Document{ID: first, Lang: "en", Title: "Volcano wakes", Tags: []string{"Iceland"}, Published: at})
	_ = ix.Put(related.Document{ID: article.IDFor("example", "2"), Lang: "en", Title: "Iceland shuts airports",
		Body: "The volcano is to blame.", Published: at.AddDate(0, 0, -3)})
	hits, _ := ix.Related(first, related.Query{At: at})
	for _, h := range hits {
		fmt.Println(h.Why())
	}
	// Output: Shares “volcano” (text, 29 %) and “iceland” (title, 25 %); published 3 days apart (46 %).
}

func ExampleLineup() {
	story := func(name string) article.ID { return article.IDFor("example", name) }
	latest := []article.ID{story("eruption"), story("budget"), story("cup")}
	var l related.Lineup
	for _, slot := range l.Compose(
		related.Slot{Name: "top", Want: 1, From: slices.Values(latest)},
		related.Slot{Name: "opinion", Want: 2, Pins: []article.ID{story("budget")}, Backfill: slices.Values(latest)},
	) {
		for _, p := range slot {
			fmt.Println(p.ID == story("eruption"), p.Why())
		}
	}
	// Output:
	// true Next in order for top.
	// false Picked by hand for opinion.
	// false Fills up opinion, which had too few stories of its own.
}

func ExampleIndex_Duplicates() {
	wire := "The volcano woke on Sunday night and threw ash over the harbour and the towns around it, the mayor said."
	first := article.IDFor("example", "1")
	ix := related.NewIndex(related.Options{})
	_ = ix.Put(related.Document{ID: first, Lang: "en", Title: "Volcano wakes", Body: wire})
	_ = ix.Put(related.Document{ID: article.IDFor("example", "2"), Lang: "en", Title: "Ash over the harbour", Body: wire + " Nobody was hurt, and the ferries sail again today."})
	duplicates, _ := ix.Duplicates(first)
	for _, d := range duplicates {
		fmt.Println(d.Kind)
	}
	// Output: near copy
}

func ExampleSuggester_Suggest() {
	korea, south := taxonomy.TagID("example", "korea"), taxonomy.TagID("example", "south-korea")
	tree, _ := taxonomy.Load(nil, []taxonomy.Tag{
		{Term: taxonomy.Term{ID: korea, Slug: "korea", Labels: taxonomy.Labels{{Text: "Korea"}}}},
		{Term: taxonomy.Term{ID: south, Slug: "south-korea", Labels: taxonomy.Labels{{Text: "South Korea"}}}},
	}, taxonomy.Options{})
	for _, s := range related.NewSuggester(tree).Suggest("A summit in South Korea") {
		fmt.Println(s.Tag == south, s.Text, s.Count)
	}
	// Output: true South Korea 1
}
