package taxonomy_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

// manyTags returns tags as a newsroom has them: two words and a number.
func manyTags(n int) []taxonomy.Tag {
	words := []string{"Supreme Court", "Élections", "Climate", "Housing market", "Champions League", "Budget", "Wildfire", "Football"}
	list := make([]taxonomy.Tag, n)
	for i := range list {
		list[i] = tag(fmt.Sprint(i), fmt.Sprint(words[i%len(words)], " ", i))
	}
	return list
}

// manyCategories returns sections of 10 levels, each with 10 sections or as many as
// there are left, and a last one with a thousand below it.
func manyCategories(n int) []taxonomy.Category {
	list := make([]taxonomy.Category, n)
	for i := range list {
		list[i] = section(fmt.Sprint(i), fmt.Sprint("Section ", i))
		switch {
		case i > n-1_000: // the subtree of a thousand: a chain of bushes
			list[i].Parent = list[n-1_000+(i-(n-1_000)-1)/10].ID
		case i >= 10:
			list[i].Parent = list[i/10].ID
		}
	}
	return list
}

func loaded(b *testing.B, categories []taxonomy.Category, tags []taxonomy.Tag) *taxonomy.Tree {
	tree, repairs := taxonomy.Load(categories, tags, taxonomy.Options{})
	require.Empty(b, repairs)
	return tree
}

// The sizes of a benchmark: the one we speak of, and half of it, for the ratio.
func halves(b *testing.B, n int, run func(b *testing.B, n int)) {
	for _, n := range []int{n / 2, n} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { run(b, n) })
	}
}

func BenchmarkFindTag(b *testing.B) {
	halves(b, 200_000, func(b *testing.B, n int) {
		tree := loaded(b, nil, manyTags(n))
		labels := make([]string, 0, 1_000)
		for i := range 1_000 {
			labels = append(labels, fmt.Sprint("housing MARKET ", i*(n/1_000)/8*8+3))
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, ok := tree.FindTag(labels[i%len(labels)]); !ok {
				b.Fatal("not found")
			}
		}
	})
}

// BenchmarkFindTagInAMap is the peer of BenchmarkFindTag: a map that nobody can change.
func BenchmarkFindTagInAMap(b *testing.B) {
	const n = 200_000
	held := make(map[string]taxonomy.Tag, n)
	for _, t := range manyTags(n) {
		held[text.Fold(t.Labels[0].Text)] = t
	}
	labels := make([]string, 0, 1_000)
	for i := range 1_000 {
		labels = append(labels, fmt.Sprint("housing MARKET ", i*(n/1_000)/8*8+3))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, ok := held[text.Fold(labels[i%len(labels)])]; !ok {
			b.Fatal("not found")
		}
	}
}

// BenchmarkReadJSONOfPlainStructs is the peer of BenchmarkReadJSON: encoding/json, into
// structs without any index.
func BenchmarkReadJSONOfPlainStructs(b *testing.B) {
	var file bytes.Buffer
	require.NoError(b, loaded(b, nil, manyTags(200_000)).WriteJSON(&file))
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		var plain struct {
			Tags []struct {
				ID, Slug string
				Labels   map[string]string
			}
		}
		if err := json.Unmarshal(file.Bytes(), &plain); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChangeOfOneTag(b *testing.B) {
	halves(b, 200_000, func(b *testing.B, n int) {
		tree := loaded(b, nil, manyTags(n))
		extra := tag("extra", "Extra")
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			id := taxonomy.TagID("t", fmt.Sprint(i%n))
			plan := tree.Plan().Rename(id, taxonomy.Label{Text: "Renamed"}, taxonomy.FollowLabel).AddTag(extra)
			_, change, err := tree.Apply(plan)
			if err == nil {
				_, err = tree.With(change)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkCommit has a book of as many old URLs as there are tags.
func BenchmarkCommit(b *testing.B) {
	halves(b, 200_000, func(b *testing.B, n int) {
		ctx, store := context.Background(), new(taxonomy.Memory)
		var tree *taxonomy.Tree
		plan := tree.Plan()
		for _, t := range manyTags(n) {
			plan = plan.AddTag(t)
		}
		tree, change, err := tree.Apply(plan)
		require.NoError(b, err)
		require.NoError(b, store.Commit(ctx, change))
		for i, step := range change.Tags {
			old := slug.Name{Scope: "old", Slug: fmt.Sprint("/tag/", i)}
			require.NoError(b, store.Redirect(ctx, old, slug.Name{Scope: taxonomy.TagScope, Slug: step.After.Slug}))
		}
		for i := 0; b.Loop(); i++ {
			label := taxonomy.Label{Text: fmt.Sprint("Renamed ", i)}
			if tree, change, err = tree.Apply(tree.Plan().Rename(tagID(fmt.Sprint(i%n)), label, taxonomy.FollowLabel)); err == nil {
				err = store.Commit(ctx, change)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkMergeOfTags(b *testing.B) {
	tree := loaded(b, nil, manyTags(200_000))
	for i := 0; b.Loop(); i++ {
		_, _, err := tree.Apply(tree.Plan().Merge(taxonomy.TagID("t", fmt.Sprint(i%1_000)), taxonomy.TagID("t", "5000")))
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTagMemory reports what a tag costs, its indexes in.
func BenchmarkTagMemory(b *testing.B) {
	halves(b, 200_000, func(b *testing.B, n int) {
		var file bytes.Buffer
		require.NoError(b, loaded(b, nil, manyTags(n)).WriteJSON(&file))
		for b.Loop() {
			before := heap()
			tree, _, err := taxonomy.ReadJSON(bytes.NewReader(file.Bytes()), taxonomy.Limits{})
			require.NoError(b, err)
			b.ReportMetric(float64(heap()-before)/float64(n), "B/tag")
			runtime.KeepAlive(tree)
		}
	})
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkReadJSON(b *testing.B) {
	halves(b, 200_000, func(b *testing.B, n int) {
		var file bytes.Buffer
		require.NoError(b, loaded(b, nil, manyTags(n)).WriteJSON(&file))
		b.SetBytes(int64(file.Len()))
		for b.Loop() {
			if _, _, err := taxonomy.ReadJSON(bytes.NewReader(file.Bytes()), taxonomy.Limits{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkWriteJSON(b *testing.B) {
	halves(b, 200_000, func(b *testing.B, n int) {
		tree := loaded(b, nil, manyTags(n))
		for b.Loop() {
			var file bytes.Buffer
			if err := tree.WriteJSON(&file); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(file.Len()))
		}
	})
}

func BenchmarkMoveOfAThousand(b *testing.B) {
	halves(b, 10_000, func(b *testing.B, n int) {
		tree := loaded(b, manyCategories(n), nil)
		subtree := category(fmt.Sprint(n - 1_000))
		require.Len(b, tree.Reach(subtree), 1_000)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, _, err := tree.Apply(tree.Plan().Move(subtree, category(fmt.Sprint(i%100)))); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPreviewOfAMoveOfAThousand(b *testing.B) {
	tree := loaded(b, manyCategories(10_000), nil)
	for i := 0; b.Loop(); i++ {
		if _, err := tree.Preview(tree.Plan().Move(category("9000"), category(fmt.Sprint(i%100)))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBreadcrumb(b *testing.B) {
	ofACategory(b, func(t *taxonomy.Tree, id taxonomy.ID) { t.Breadcrumb(id) })
}

func BenchmarkPath(b *testing.B) {
	ofACategory(b, func(t *taxonomy.Tree, id taxonomy.ID) { t.Path(id) })
}

func BenchmarkDepth(b *testing.B) {
	ofACategory(b, func(t *taxonomy.Tree, id taxonomy.ID) { t.Depth(id) })
}

func ofACategory(b *testing.B, do func(*taxonomy.Tree, taxonomy.ID)) {
	halves(b, 10_000, func(b *testing.B, n int) {
		tree := loaded(b, manyCategories(n), nil)
		id := category(fmt.Sprint(n - 2_000))
		b.ReportAllocs()
		for b.Loop() {
			do(tree, id)
		}
	})
}

// BenchmarkLoadOfSiblings has all terms in one list, the worst for lists.
func BenchmarkLoadOfSiblings(b *testing.B) {
	halves(b, 100_000, func(b *testing.B, n int) {
		list := make([]taxonomy.Category, n)
		for i := range list {
			list[i] = section(fmt.Sprint(i), "World")
		}
		for b.Loop() {
			taxonomy.Load(list, nil, taxonomy.Options{})
		}
	})
}

// BenchmarkLoadOfAChain has each tag merged into the next.
func BenchmarkLoadOfAChain(b *testing.B) {
	halves(b, 100_000, func(b *testing.B, n int) {
		list := manyTags(n)
		for i := range list[:n-1] {
			list[i].Into = list[i+1].ID
		}
		for b.Loop() {
			taxonomy.Load(nil, list, taxonomy.Options{})
		}
	})
}
