package taxonomy_test

import (
	"fmt"
	"iter"
	"maps"
	"time"

	"github.com/newsjunction/news/taxonomy"
)

// exampleTree is World (Asia, Europe) and Sport.
func exampleTree() *taxonomy.Tree {
	name := func(word string) taxonomy.Term {
		return taxonomy.Term{ID: taxonomy.CategoryID("example", word), Labels: taxonomy.Labels{{Text: word}}}
	}
	tree, _ := taxonomy.Load([]taxonomy.Category{
		{Term: name("World")},
		{Term: name("Asia"), Parent: taxonomy.CategoryID("example", "World")},
		{Term: name("Europe"), Parent: taxonomy.CategoryID("example", "World")},
		{Term: name("Sport")},
	}, nil, taxonomy.Options{})
	return tree
}

func ExampleIndex() {
	world, asia, europe := taxonomy.CategoryID("example", "World"), taxonomy.CategoryID("example", "Asia"), taxonomy.CategoryID("example", "Europe")
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

	index := taxonomy.NewIndex(exampleTree())
	index.Put(taxonomy.Filing{ID: taxonomy.FilingID{UUID: [16]byte{1}}, Terms: []taxonomy.ID{asia, europe}, From: noon})
	index.Put(taxonomy.Filing{ID: taxonomy.FilingID{UUID: [16]byte{2}}, Terms: []taxonomy.ID{asia}, From: noon.Add(time.Hour)})

	for now, ok := noon, true; ok; now, ok = index.NextChange(now) {
		fmt.Println(now.Format("15:04"),
			index.Count(world, taxonomy.WithDescendants, now), "in the world,",
			index.Count(asia, taxonomy.Alone, now), "in Asia")
	}
	// Output:
	// 12:00 1 in the world, 1 in Asia
	// 13:00 2 in the world, 2 in Asia
}

func ExampleIndex_Adopt() {
	world, asia, sport := taxonomy.CategoryID("example", "World"), taxonomy.CategoryID("example", "Asia"), taxonomy.CategoryID("example", "Sport")
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tree := exampleTree()
	index := taxonomy.NewIndex(tree)
	index.Put(taxonomy.Filing{ID: taxonomy.FilingID{UUID: [16]byte{1}}, Terms: []taxonomy.ID{asia}, From: noon})

	next, _, err := tree.Apply(tree.Plan().Move(asia, sport))
	if err != nil {
		fmt.Println(err)
		return
	}
	index.Adopt(next) // the article is not touched
	fmt.Println(index.Count(world, taxonomy.WithDescendants, noon), index.Count(sport, taxonomy.WithDescendants, noon))
	// Output: 0 1
}

// A menu takes all counts of one moment.
func ExampleIndex_Counts() {
	tree := exampleTree()
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	index := taxonomy.NewIndex(tree)
	for n, word := range []string{"Asia", "Asia", "Europe"} {
		index.Put(taxonomy.Filing{
			ID:    taxonomy.FilingID{UUID: [16]byte{byte(n + 1)}},
			Terms: []taxonomy.ID{taxonomy.CategoryID("example", word)},
		})
	}
	counts := maps.Collect(index.Counts(taxonomy.WithDescendants, noon))
	for c := range tree.Categories() {
		fmt.Println(c.Labels.In("en"), counts[c.ID])
	}
	// Output:
	// Sport 0
	// World 3
	// Asia 2
	// Europe 1
}

// Pages with too little to show are kept from search engines.
func ExampleIndex_Fewer() {
	tree := exampleTree()
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	index := taxonomy.NewIndex(tree)
	index.Put(taxonomy.Filing{ID: taxonomy.FilingID{UUID: [16]byte{1}}, Terms: []taxonomy.ID{taxonomy.CategoryID("example", "Asia")}})
	for id, n := range index.Fewer(1, taxonomy.WithDescendants, noon) {
		c, _ := tree.Category(id)
		fmt.Println("noindex:", c.Slug, n)
	}
	// Output:
	// noindex: sport 0
	// noindex: europe 0
}

// Whoever deletes a term with a reassignment gets the list of articles to re-file.
func ExampleIndex_Filed() {
	tree := exampleTree()
	index := taxonomy.NewIndex(tree)
	asia, world := taxonomy.CategoryID("example", "Asia"), taxonomy.CategoryID("example", "World")
	for _, n := range []byte{2, 1} {
		index.Put(taxonomy.Filing{ID: taxonomy.FilingID{UUID: [16]byte{n}}, Terms: []taxonomy.ID{asia}})
	}
	_, change, err := tree.Apply(tree.Plan().Delete(asia, taxonomy.Deletion{To: world}))
	if err != nil {
		fmt.Println(err)
		return
	}
	for id, refile := range taxonomy.WorkList(change.Refile, index.Filed) {
		fmt.Println(id, refile.From == asia, refile.To == world)
	}
	// Output:
	// 01000000-0000-0000-0000-000000000000 true true
	// 02000000-0000-0000-0000-000000000000 true true
}

// A nightly job holds the index to what the store has.
func ExampleIndex_Recount() {
	asia := taxonomy.CategoryID("example", "Asia")
	store := []taxonomy.Filing{
		{ID: taxonomy.FilingID{UUID: [16]byte{1}}, Terms: []taxonomy.ID{asia}},
		{ID: taxonomy.FilingID{UUID: [16]byte{2}}, Terms: []taxonomy.ID{asia}},
	}
	index := taxonomy.NewIndex(exampleTree())
	index.Put(store[0]) // the second was lost on the way
	var views iter.Seq2[taxonomy.Filing, error] = func(yield func(taxonomy.Filing, error) bool) {
		for _, f := range store {
			if !yield(f, nil) {
				return
			}
		}
	}
	drift, err := index.Recount(views)
	fmt.Println(drift.Filings, err)
	for _, wrong := range drift.Counts {
		if wrong.Term == asia && wrong.Scope == taxonomy.Alone {
			fmt.Println("Asia has", wrong.Have, "and should have", wrong.Want)
		}
	}
	// Output:
	// [02000000-0000-0000-0000-000000000000] <nil>
	// Asia has 1 and should have 2
}
