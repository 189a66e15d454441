package related_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

func TestQuery(t *testing.T) {
	story := func(name, title, text string, days int, section, series string) related.Document {
		return related.Document{ID: id(name), Lang: "en", Title: title, Body: text, Published: now.AddDate(0, 0, days),
			Section: taxonomy.CategoryID("test", section), Series: series}
	}
	ix := indexOf(t,
		story("probe", "Volcano", "ash harbour ships", 0, "world", ""),
		story("best", "Volcano", "ash harbour ships mayor", -1, "world", "fire"),
		story("copy", "Volcano", "ash harbour ships mayor speaks", -1, "world", "fire"),
		story("newer", "Ships", "harbour ash", 2, "world", ""),
		story("sport", "Ships race", "the harbour", -900, "sport", ""),
		story("filler", "Budget", "parliament votes", -1, "politics", ""),
	)
	boost := func(name string, factor float64) func(article.ID) float64 {
		return func(a article.ID) float64 {
			if a == id(name) {
				return factor
			}
			return 1
		}
	}
	tests := []struct {
		name string
		q    related.Query
		want []string
	}{
		{"by default", related.Query{}, []string{"best", "copy", "newer", "sport"}},
		{"only what is older", related.Query{OlderOnly: true}, []string{"best", "copy", "sport"}},
		{"one of a section", related.Query{PerSection: 1}, []string{"best", "sport"}},
		{"one of a series", related.Query{PerSeries: 1}, []string{"best", "newer", "sport"}},
		{"each unlike the others", related.Query{Diversity: .9, K: 2}, []string{"best", "sport"}},
		{"as diverse as can be", related.Query{Diversity: 7, K: 2}, []string{"best", "sport"}},
		{"lifted", related.Query{Boost: boost("sport", 100)}, []string{"sport", "best", "copy", "newer"}},
		{"taken out", related.Query{Boost: boost("best", 0)}, []string{"copy", "newer", "sport"}},
		{"taken out by what is no number", related.Query{Boost: boost("best", math.NaN())}, []string{"copy", "newer", "sport"}},
		{"beyond all numbers", related.Query{Boost: boost("copy", math.Inf(1))}, []string{"best", "newer", "sport"}},
		{"a title counts for nothing", related.Query{Weights: related.Weights{Title: -1}, K: 3}, []string{"best", "copy", "newer"}},
		{"settings that are no numbers", related.Query{Exponent: math.NaN(), Threshold: math.NaN(), Diversity: math.NaN(),
			Slow: related.Decay{Gain: math.NaN(), Days: math.NaN()}, Weights: related.Weights{Text: math.NaN()}}, []string{"best", "copy", "newer", "sport"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var want []article.ID
			for _, name := range tt.want {
				want = append(want, id(name))
			}
			assert.Equal(t, want, relatedTo(t, ix, "probe", tt.q))
		})
	}
}

func TestFreshnessMayBeSet(t *testing.T) {
	old, fresh := doc("old", "volcano ash"), doc("fresh", "volcano ash and more ash of the volcano, so to speak")
	old.Published, fresh.Published = now.AddDate(-9, 0, 0), now
	probe := doc("probe", "volcano ash")
	probe.Published = now
	ix := indexOf(t, probe, old, fresh, doc("other", "glacier"))
	none := related.Query{Slow: related.Decay{Gain: -1}, Fast: related.Decay{Gain: -1}}
	assert.Equal(t, []article.ID{id("old"), id("fresh")}, relatedTo(t, ix, "probe", none))
	much := related.Query{Slow: related.Decay{Gain: math.Inf(1), Days: 3}}
	assert.Equal(t, []article.ID{id("fresh"), id("old")}, relatedTo(t, ix, "probe", much))
}

func TestWeightOfADocument(t *testing.T) {
	heavy, light := doc("heavy", "volcano ash and more"), doc("light", "volcano ash")
	heavy.Weight, light.Weight = 5, .5
	ix := indexOf(t, doc("probe", "volcano ash"), heavy, light, doc("other", "glacier"))
	for _, hits := range [][]related.Hit{hitsOf(t, ix, "volcano"), mustRelated(t, ix, "probe")} {
		for _, h := range hits {
			requireAddUp(t, h)
		}
	}
	assert.Equal(t, []article.ID{id("heavy"), id("light")}, relatedTo(t, ix, "probe", related.Query{}))
	assert.Contains(t, mustRelated(t, ix, "probe")[0].Why(), "; weight (80 %)")
	for _, bad := range []float64{-1, math.NaN(), math.Inf(1), math.MaxFloat64} {
		light.Weight = bad
		require.NoError(t, ix.Put(light))
		require.NotEmpty(t, relatedTo(t, ix, "probe", related.Query{}))
	}
}

func mustRelated(t *testing.T, ix *related.Index, name string) []related.Hit {
	hits, err := ix.Related(id(name), related.Query{At: now})
	require.NoError(t, err)
	return hits
}

func requireAddUp(t *testing.T, h related.Hit) {
	sum := 0.0
	for _, r := range h.Reasons() {
		sum += r.Share
	}
	require.InDelta(t, h.Score, sum, 1e-9)
}

func TestSimilar(t *testing.T) {
	ix := indexOf(t, doc("a", "The volcano threw ash over the harbour"), doc("b", "Ash of the volcano"), doc("c", "budget"),
		related.Document{ID: id("d"), Lang: "en", Title: "Iceland", Categories: []string{"World"}})
	draft := related.Document{Lang: "en-GB", Title: "Unheard-of zebras", Body: "The volcano threw ash over the harbour of zebras", Categories: []string{"World", "Unknown"}}
	similar := func(d related.Document, q related.Query) []article.ID {
		q.At = now
		hits, err := ix.Similar(d, q)
		require.NoError(t, err)
		for _, h := range hits {
			requireAddUp(t, h)
		}
		return related.IDs(hits)
	}
	assert.Equal(t, []article.ID{id("a"), id("b")}, similar(draft, related.Query{}))
	draft.ID = id("a")
	assert.Equal(t, []article.ID{id("b")}, similar(draft, related.Query{}), "not what it is a version of")
	assert.Empty(t, similar(related.Document{}, related.Query{AnyLang: true}))
	draft.Lang = "fr"
	assert.Empty(t, similar(draft, related.Query{}))
	assert.NotEmpty(t, similar(draft, related.Query{AnyLang: true}))
	_, err := ix.Similar(draft, related.Query{})
	require.ErrorIs(t, err, related.ErrMissing)
}

func TestSimilarAnswersAsRelated(t *testing.T) {
	docs := someDocuments()
	ix := indexOf(t, docs...)
	for _, d := range docs {
		want, err := ix.Related(d.ID, related.Query{At: now, AnyLang: true})
		require.NoError(t, err)
		got, err := ix.Similar(d, related.Query{At: now, AnyLang: true})
		require.NoError(t, err)
		require.Equal(t, told(want), told(got))
	}
}

func TestWindowsOfAnyAge(t *testing.T) {
	d := doc("a", "volcano")
	d.Window = article.Window{From: time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC), Until: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	ix := indexOf(t, d)
	for _, year := range []int{1000, 2026, 5000} {
		hits, err := ix.Search("volcano", related.Query{At: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)})
		require.NoError(t, err)
		assert.Len(t, hits, 1, "in %d", year)
	}
}

func TestRelatedTakesTwoAllocations(t *testing.T) {
	if raced {
		t.Skip("the race detector makes pools forget")
	}
	var docs []related.Document
	for i := range 50 {
		docs = append(docs, doc(fmt.Sprint(i), fmt.Sprintf("volcano ash story%d of harbour%d", i, i%5)))
	}
	ix := indexOf(t, docs...)
	probe := id("1")
	dst, err := ix.AppendRelated(nil, probe, related.Query{At: now})
	require.NoError(t, err)
	require.Len(t, dst, related.DefaultK)
	allocs := testing.AllocsPerRun(2000, func() { dst, _ = ix.AppendRelated(dst[:0], probe, related.Query{At: now}) })
	assert.LessOrEqual(t, allocs, 2.0)
}
