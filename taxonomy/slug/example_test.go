package slug_test

import (
	"context"
	"fmt"

	"github.com/newsjunction/news/taxonomy/slug"
)

func ExampleMake() {
	fmt.Println(slug.Make("Budget passes, 52–48", slug.Options{}))
	fmt.Println(slug.Make("Bürger & Räte", slug.Options{Lang: "de"}))
	fmt.Println(slug.Make("C++ in $105K play", slug.Options{}))
	fmt.Println(slug.Make("???", slug.Options{}))
	// Output:
	// budget-passes-52-48
	// buerger-und-raete
	// cpp-in-dollar-105k-play
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

func ExampleMake_unicode() {
	fmt.Println(slug.Make("Новости & погода", slug.Options{Lang: "ru"}))
	fmt.Println(slug.Make("Новости & погода", slug.Options{Lang: "ru", Unicode: true}))
	// Output:
	// novosti-i-pogoda
	// новости-и-погода
}

func ExampleAppend() {
	url := []byte("https://example.com/news/")
	url = slug.Append(url, "Storm nears the coast", slug.Options{})
	fmt.Println(string(url))
	// Output: https://example.com/news/storm-nears-the-coast
}

func ExampleFree() {
	held := map[string]bool{"ann-lee": true, "ann-lee-2": true}
	o := slug.Options{}
	fmt.Println(slug.Free(slug.Make("Ann Lee", o), o, func(s string) bool { return held[s] }))
	// Output: ann-lee-3
}

func ExampleMemory_Redirect() {
	ctx := context.Background()
	var ledger slug.Memory
	storm, _ := ledger.Reserve(ctx, slug.Name{Scope: "article", Slug: "storm"}, "article 1")

	old, _ := slug.PathOf("https://blog.example/2015/03/%D0%91%D1%83%D1%80%D1%8F/")
	_ = ledger.Redirect(ctx, slug.Name{Scope: "article", Slug: old}, storm)
	res, _ := ledger.Resolve(ctx, slug.Name{Scope: "article", Slug: "/2015/03/буря"})
	fmt.Println(res.Status, res.Name)

	plan, _ := ledger.PlanRename(ctx, storm, slug.Name{Scope: "article", Slug: "flood"}, "article 1")
	fmt.Println(plan.To, plan.Redirects)
	// Output:
	// moved article:storm
	// article:flood [article:/2015/03/буря article:storm]
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
