package taxonomy_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/newsjunction/news/taxonomy"
)

func Example() {
	world := taxonomy.Category{Term: taxonomy.Term{
		ID:     taxonomy.CategoryID("example", "world"),
		Labels: taxonomy.Labels{{Lang: "en", Text: "World News"}, {Lang: "es", Text: "Mundo"}},
	}}
	asia := taxonomy.Category{
		Term:   taxonomy.Term{ID: taxonomy.CategoryID("example", "asia"), Labels: taxonomy.Labels{{Lang: "en", Text: "Asia"}}},
		Parent: world.ID,
	}

	var tree *taxonomy.Tree // the nil tree is empty
	tree, _, err := tree.Apply(tree.Plan().AddCategory(world).AddCategory(asia))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range tree.Breadcrumb(asia.ID) {
		fmt.Print(c.Labels.In("es"), " > ")
	}
	fmt.Println(tree.Path(asia.ID))
	fmt.Println(len(tree.Reach(world.ID)), "sections are filed under World News")
	// Output:
	// Mundo > Asia > world-news/asia
	// 2 sections are filed under World News
}

// newsroom is a tree of World News (Asia (Japan), Europe) and Sport, with tags.
func newsroom() *taxonomy.Tree {
	term := func(id taxonomy.ID, label string) taxonomy.Term {
		return taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Text: label}}}
	}
	section := func(label, parent string) taxonomy.Category {
		c := taxonomy.Category{Term: term(sectionID(label), label)}
		if parent != "" {
			c.Parent = sectionID(parent)
		}
		return c
	}
	sections := []taxonomy.Category{
		section("World News", ""), section("Asia", "World News"), section("Japan", "Asia"), section("Europe", "World News"), section("Sport", ""),
	}
	var tags []taxonomy.Tag
	for _, label := range []string{"ISIS", "Islamic State", "C++", "C#"} {
		tags = append(tags, taxonomy.Tag{Term: term(labelID(label), label)})
	}
	tree, _ := taxonomy.Load(sections, tags, taxonomy.Options{})
	return tree
}

func sectionID(label string) taxonomy.ID { return taxonomy.CategoryID("example", label) }

func labelID(label string) taxonomy.ID { return taxonomy.TagID("example", label) }

func ExampleLoad() {
	lost := taxonomy.Category{
		Term:   taxonomy.Term{ID: taxonomy.CategoryID("blog", "2"), Labels: taxonomy.Labels{{Text: "Asia"}}},
		Parent: taxonomy.CategoryID("blog", "1"),
	}
	twice := []taxonomy.Tag{
		{Term: taxonomy.Term{ID: taxonomy.TagID("blog", "3"), Labels: taxonomy.Labels{{Text: "Go"}}}},
		{Term: taxonomy.Term{ID: taxonomy.TagID("blog", "4"), Labels: taxonomy.Labels{{Text: "GO"}}}},
	}
	tree, repairs := taxonomy.Load([]taxonomy.Category{lost}, twice, taxonomy.Options{})
	fmt.Println(len(repairs), "repairs")
	fmt.Println(tree.Path(lost.ID))
	tag, _ := tree.Tag(taxonomy.TagID("blog", "4"))
	fmt.Println(tag.Labels.In("en"))
	// Output:
	// 2 repairs
	// asia
	// Go
}

func ExampleTree_FindTag() {
	tree := newsroom()
	for _, label := range []string{" isis", "c++", "C"} {
		tag, ok := tree.FindTag(label)
		fmt.Printf("%q %t\n", tag.Labels.In("en"), ok)
	}
	// Output:
	// "ISIS" true
	// "C++" true
	// "" false
}

func ExampleTree_Descendants() {
	tree := newsroom()
	for top := range tree.Sections(taxonomy.ID{}) {
		fmt.Println(top.Labels.In("en"))
		for c := range tree.Descendants(top.ID, 1) { // a menu of two levels
			fmt.Println("-", c.Labels.In("en"))
		}
	}
	// Output:
	// Sport
	// World News
	// - Asia
	// - Europe
}

func ExamplePlan_Rename() {
	tree := newsroom()
	tree, _, _ = tree.Apply(tree.Plan().Rename(sectionID("Asia"), taxonomy.Label{Text: "Asia & Pacific"}, taxonomy.FollowLabel))
	asked := "world-news/asia"
	if c, ok := tree.CategoryByPath(asked); ok && tree.Path(c.ID) != asked {
		fmt.Println("301", tree.Path(c.ID))
	}
	// Output: 301 world-news/asia-and-pacific
}

func ExamplePlan_Alias() {
	tree := newsroom()
	tree, _, _ = tree.Apply(tree.Plan().Alias(labelID("Islamic State"), "Daesh"))
	tag, _ := tree.FindTag("daesh")
	fmt.Println(tag.Labels.In("en"))
	// Output: Islamic State
}

func ExamplePlan_Move() {
	tree := newsroom()
	_, _, err := tree.Apply(tree.Plan().Move(sectionID("Asia"), sectionID("Japan")))
	fmt.Println(errors.Is(err, taxonomy.ErrCycle))
	preview, _ := tree.Preview(tree.Plan().Move(sectionID("Asia"), taxonomy.ID{}))
	fmt.Print(preview)
	// Output:
	// true
	// category/world-news/asia -> category/asia
	// category/world-news/asia/japan -> category/asia/japan
}

func ExamplePlan_Merge() {
	tree := newsroom()
	plan := tree.Plan().Merge(labelID("ISIS"), labelID("Islamic State"))
	preview, _ := tree.Preview(plan) // the dry run
	fmt.Print(preview)

	tree, _, _ = tree.Apply(plan)
	tag, _ := tree.Tag(labelID("ISIS")) // as an older article names it
	fmt.Println(tag.Labels.In("en"), len(tree.Reach(tag.ID)))
	// Output:
	// tag/isis -> tag/islamic-state
	// Islamic State 2
}

func ExamplePlan_Retire() {
	tree := newsroom()
	plan := tree.Plan().Retire(labelID("C#"), labelID("C++")).Retire(sectionID("Sport"), taxonomy.ID{})
	preview, _ := tree.Preview(plan)
	fmt.Print(preview)
	// Output:
	// category/sport is gone
	// tag/c-sharp -> tag/cpp
}

func ExamplePlan_Delete() {
	tree := newsroom()
	plan := tree.Plan().Delete(sectionID("Asia"), taxonomy.Deletion{Children: taxonomy.PromoteChildren, To: sectionID("World News")})
	tree, change, _ := tree.Apply(plan)
	fmt.Println(tree.Path(sectionID("Japan")))

	filed := map[taxonomy.ID][]string{sectionID("Asia"): {"article 7", "article 9"}} // an Index knows
	work := taxonomy.WorkList(change.Refile, func(id taxonomy.ID) iter.Seq[string] { return slices.Values(filed[id]) })
	for article, r := range work {
		to, _ := tree.Term(r.To)
		fmt.Println("file", article, "under", to.Labels.In("en"))
	}
	// Output:
	// world-news/japan
	// file article 7 under World News
	// file article 9 under World News
}

func ExamplePlan_Undo() {
	tree := newsroom()
	tree, mistake, _ := tree.Apply(tree.Plan().Merge(labelID("C++"), labelID("C#")))
	tree, _, _ = tree.Apply(tree.Plan().Move(sectionID("Japan"), taxonomy.ID{})) // somebody goes on
	tree, _, err := tree.Apply(tree.Plan().Undo(mistake))
	tag, _ := tree.FindTag("c++")
	fmt.Println(tag.Labels.In("en"), tree.Path(sectionID("Japan")), err)
	// Output: C++ japan <nil>
}

func ExampleMemory() {
	ctx := context.Background()
	var store taxonomy.Memory
	tree, _ := store.Load(ctx)

	plan := tree.Plan().AddTag(taxonomy.Tag{Term: taxonomy.Term{
		ID: taxonomy.TagID("example", "go"), Labels: taxonomy.Labels{{Text: "Go"}},
	}})
	_, change, _ := tree.Apply(plan)
	fmt.Println(store.Commit(ctx, change))
	fmt.Println(store.Commit(ctx, change)) // a second editor planned on the same tree
	// Output:
	// <nil>
	// tree was changed by somebody else
}

func ExampleLatest() {
	ctx := context.Background()
	var store taxonomy.Memory
	latest, _ := taxonomy.NewLatest(ctx, &store)

	tree := latest.Tree() // what readers ask
	_, change, _ := tree.Apply(tree.Plan().AddCategory(taxonomy.Category{Term: taxonomy.Term{ID: sectionID("Asia"), Labels: taxonomy.Labels{{Text: "Asia"}}}}))
	fmt.Println(store.Commit(ctx, change), latest.Tree().Version())
	fmt.Println(latest.Refresh(ctx), latest.Tree().Version())
	// Output:
	// <nil> 0
	// <nil> 1
}

func ExampleReadJSON() {
	tree, repairs, err := taxonomy.ReadJSON(strings.NewReader(`{
		"tags": [{"id": "6c9c3d2e-4b1f-5c6a-9e0d-1f2a3b4c5d6e", "labels": {"en": "Storm", "es": "Tormenta"}, "icon": "wind"}]
	}`), taxonomy.Limits{})
	fmt.Println(len(repairs), err)
	tree.WriteJSON(os.Stdout)
	// Output:
	// 0 <nil>
	// {"version":0,
	// "categories":[],
	// "tags":[
	// {"id":"6c9c3d2e-4b1f-5c6a-9e0d-1f2a3b4c5d6e","labels":{"en":"Storm","es":"Tormenta"},"slug":"storm","icon":"wind"}]}
}

func ExampleHashtags() {
	tags := slices.Collect(newsroom().Tags())
	fmt.Println(taxonomy.Hashtags("Islamic state claims an attack", "en", tags[2:]))
	// Output: [#Islamicstate #ISIS]
}

func ExampleByLabel() {
	tags := slices.Collect(newsroom().Tags())
	taxonomy.ByLabel(tags, "en")
	for _, t := range tags {
		fmt.Println(t.Labels.In("en"))
	}
	// Output:
	// C#
	// C++
	// ISIS
	// Islamic State
}
