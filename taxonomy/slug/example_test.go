package slug_test

import (
	"context"
	"fmt"

	"github.com/newsjunction/news/taxonomy/slug"
)

func ExampleMake() {
	fmt.Println(slug.Make("Budget passes, 52–48", slug.Options{}))
	fmt.Println(slug.Make("Bürger & Räte", slug.Options{Lang: "de"}))
	fmt.Println(slug.Make("???", slug.Options{}))
	// Output:
	// budget-passes-52-48
	// buerger-und-raete
	// untitled
}

func ExampleMake_reserved() {
	o := slug.Options{MaxBytes: 32, Reserved: []string{"search", "feed"}}
	fmt.Println(slug.Make("Search", o))
	fmt.Println(slug.Make("Search for the missing ferry enters its second week", o))
	// Output:
	// search-2
	// search-for-the-missing-ferry
}

func ExampleMemory() {
	ctx := context.Background()
	var ledger slug.Memory
	want := slug.Name{Scope: "article", Slug: "storm"}

	first, _ := ledger.Reserve(ctx, want, "article 1")
	second, _ := ledger.Reserve(ctx, want, "article 2")
	fmt.Println(first, second)

	_, _ = ledger.Rename(ctx, first, slug.Name{Scope: "article", Slug: "storm-nears-coast"}, "article 1")
	old, _ := ledger.Resolve(ctx, first)
	fmt.Println(old.Status, old.Name)

	_ = ledger.Retire(ctx, second, "article 2")
	killed, _ := ledger.Resolve(ctx, second)
	fmt.Println(killed.Status)
	// Output:
	// article:storm article:storm-2
	// moved article:storm-nears-coast
	// gone
}
