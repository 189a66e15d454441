package taxonomy_test

import (
	"context"
	"fmt"

	"github.com/newsjunction/news/taxonomy"
)

func Example() {
	world := taxonomy.Category{Term: taxonomy.Term{
		ID:     taxonomy.CategoryID("example", "world"),
		Labels: taxonomy.Labels{"en": "World News", "es": "Mundo"},
	}}
	asia := taxonomy.Category{
		Term:   taxonomy.Term{ID: taxonomy.CategoryID("example", "asia"), Labels: taxonomy.Labels{"en": "Asia"}},
		Parent: world.ID,
	}

	var tree *taxonomy.Tree // the nil tree is empty
	tree, _, err := tree.Apply(tree.Plan().AddCategory(world).AddCategory(asia))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range tree.Breadcrumb(asia.ID) {
		fmt.Print("/", c.Slug)
	}
	fmt.Println()
	fmt.Println(len(tree.Reach(world.ID)), "sections are filed under World News")
	// Output:
	// /world-news/asia
	// 2 sections are filed under World News
}

func ExampleLoad() {
	lost := taxonomy.Category{
		Term:   taxonomy.Term{ID: taxonomy.CategoryID("blog", "2"), Labels: taxonomy.Labels{"": "Asia"}},
		Parent: taxonomy.CategoryID("blog", "1"),
	}
	tree, repairs := taxonomy.Load([]taxonomy.Category{lost}, nil, taxonomy.Options{})
	for c := range tree.Sections(taxonomy.ID{}) {
		fmt.Println(c.Slug)
	}
	fmt.Println(len(repairs), "repair")
	// Output:
	// asia
	// 1 repair
}

func ExampleTree_FindTag() {
	isis := taxonomy.Tag{Term: taxonomy.Term{
		ID: taxonomy.TagID("example", "isis"), Labels: taxonomy.Labels{"": "ISIS"},
	}}
	tree, _ := taxonomy.Load(nil, []taxonomy.Tag{isis}, taxonomy.Options{})
	tag, ok := tree.FindTag("isis")
	fmt.Println(tag.Labels.In("en"), ok)
	// Output: ISIS true
}

func ExampleMemory() {
	ctx := context.Background()
	var store taxonomy.Memory
	tree, _ := store.Load(ctx)

	plan := tree.Plan().AddTag(taxonomy.Tag{Term: taxonomy.Term{
		ID: taxonomy.TagID("example", "go"), Labels: taxonomy.Labels{"": "Go"},
	}})
	_, change, _ := tree.Apply(plan)
	fmt.Println(store.Commit(ctx, change))
	fmt.Println(store.Commit(ctx, change)) // a second editor planned on the same tree
	// Output:
	// <nil>
	// tree was changed by somebody else
}
