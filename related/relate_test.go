package related_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

// relatedTo asks at now, unless the query says otherwise.
func relatedTo(tb testing.TB, ix *related.Index, name string, q related.Query) []article.ID {
	tb.Helper()
	if q.At.IsZero() {
		q.At = now
	}
	hits, err := ix.Related(id(name), q)
	require.NoError(tb, err)
	return related.IDs(hits)
}

func TestRelatedRefuses(t *testing.T) {
	ix := indexOf(t, doc("a", "volcano"))
	_, err := ix.Related(id("b"), related.Query{At: now})
	require.ErrorIs(t, err, related.ErrUnknownID)
	assert.EqualError(t, err, "related: "+id("b").String()+": no such document")
	_, err = ix.Related(id("a"), related.Query{})
	require.ErrorIs(t, err, related.ErrMissing)
	assert.EqualError(t, err, "related: Query.At: value is missing")
}

func TestRelated(t *testing.T) {
	world, sport := taxonomy.CategoryID("test", "world"), taxonomy.CategoryID("test", "sport")
	with := func(d related.Document, change func(*related.Document)) related.Document {
		change(&d)
		return d
	}
	docs := []related.Document{
		doc("probe", "The volcano threw ash over the harbour"),
		with(doc("near", "Ash of the volcano closes the harbour"), func(d *related.Document) { d.Section = world }),
		with(doc("far", "A volcano seen from a boat with much else to tell of cooking"), func(d *related.Document) { d.Section = sport }),
		doc("other", "Parliament passes a budget"),
		with(doc("spanish", "volcano ash harbour"), func(d *related.Document) { d.Lang = "es" }),
		with(doc("british", "volcano ash"), func(d *related.Document) { d.Lang = "en-GB" }),
		with(doc("future", "volcano ash harbour"), func(d *related.Document) { d.Window.From = now.Add(time.Hour) }),
		with(doc("expired", "volcano ash harbour"), func(d *related.Document) { d.Window.Until = now }),
	}
	tests := []struct {
		name string
		q    related.Query
		want []string
	}{
		{"what readers see in the language of the article", related.Query{}, []string{"near", "british", "far"}},
		{"a story appears at its instant", related.Query{At: now.Add(time.Hour), Exclude: []article.ID{id("near")}},
			[]string{"future", "british", "far"}},
		{"a story disappears at its instant", related.Query{At: now.Add(-1), Exclude: []article.ID{id("near")}},
			[]string{"expired", "british", "far"}},
		{"the first only", related.Query{K: 1}, []string{"british"}},
		{"one language", related.Query{Lang: "es-MX", AnyLang: true}, []string{"spanish"}},
		{"every language", related.Query{AnyLang: true, Exclude: []article.ID{id("far"), id("british")}}, []string{"near", "spanish"}},
		{"some sections", related.Query{Sections: []taxonomy.ID{sport, taxonomy.TagID("test", "x")}}, []string{"far"}},
		{"only what is very like it", related.Query{Threshold: .1, Exclude: []article.ID{id("british")}}, []string{"near"}},
		{"a threshold that nothing passes", related.Query{Threshold: 1.5}, nil},
	}
	ix := indexOf(t, docs...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := make([]article.ID, 0)
			for _, name := range tt.want {
				want = append(want, id(name))
			}
			assert.ElementsMatch(t, want, relatedTo(t, ix, "probe", tt.q))
		})
	}
}

func TestRelatedCount(t *testing.T) {
	ix := related.NewIndex(related.Options{})
	for i := range related.MaxK + 2 {
		require.NoError(t, ix.Put(doc(fmt.Sprint(i), "volcano")))
	}
	for give, want := range map[int]int{-1: related.DefaultK, 0: related.DefaultK, 7: 7, 1 << 40: related.MaxK} {
		assert.Len(t, relatedTo(t, ix, "0", related.Query{K: give, Threshold: -1}), want, "K = %d", give)
	}
}

func TestSharedCategoryIsNoLikeness(t *testing.T) {
	in := func(name, text string) related.Document {
		d := doc(name, text)
		d.Categories = []string{"World News"}
		return d
	}
	ix := indexOf(t, in("a", "volcano"), in("b", "budget"), doc("c", "the world of volcano news"))
	for _, threshold := range []float64{0, -1} {
		assert.Equal(t, []article.ID{id("c")}, relatedTo(t, ix, "a", related.Query{Threshold: threshold}))
		assert.Empty(t, relatedTo(t, ix, "b", related.Query{Threshold: threshold}))
	}
	require.NoError(t, ix.Put(in("d", "volcano seen")))
	require.NoError(t, ix.Put(doc("e", "volcano seen")))
	got := relatedTo(t, ix, "a", related.Query{Exclude: []article.ID{id("c")}})
	assert.Equal(t, []article.ID{id("d"), id("e")}, got, "where there is likeness, a category adds to it")
}

func TestNothingStandsBesideALoneStory(t *testing.T) {
	ix := indexOf(t, doc("a", "volcano"))
	assert.Empty(t, relatedTo(t, ix, "a", related.Query{}))
	require.NoError(t, ix.Put(related.Document{ID: id("b"), Lang: "en", Title: "The"}))
	assert.Empty(t, relatedTo(t, ix, "b", related.Query{}), "a text of stop words is like nothing")
}

func TestTiesGoToTheNewerThenTheSmallerID(t *testing.T) {
	dated := func(name string, at time.Time) related.Document {
		return related.Document{ID: id(name), Lang: "en", Title: "volcano", Published: at}
	}
	ix := indexOf(t, dated("a", now), dated("b", now.AddDate(0, 0, -3)), dated("c", now.AddDate(0, 0, 3)),
		dated("d", now.AddDate(0, 0, 3)))
	first, second := id("c"), id("d")
	if first.Compare(second) > 0 {
		first, second = second, first
	}
	assert.Equal(t, []article.ID{first, second, id("b")}, relatedTo(t, ix, "a", related.Query{}))
}

func TestNearInTimeIsNearer(t *testing.T) {
	dated := func(name string, days int) related.Document {
		d := doc(name, "volcano")
		d.Title, d.Published = "volcano", now.AddDate(0, 0, days)
		return d
	}
	undated := dated("undated", 0)
	undated.Published = time.Time{}
	ix := indexOf(t, dated("probe", 0), undated, dated("year", -365), dated("week", 7), dated("decade", -3650))
	got := relatedTo(t, ix, "probe", related.Query{})
	assert.Equal(t, []article.ID{id("week"), id("year"), id("decade"), id("undated")}, got)
}
