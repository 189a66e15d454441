package related_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

// search asks at now, for every hit there is, unless the query says otherwise.
func search(tb testing.TB, ix *related.Index, text string, q related.Query) []article.ID {
	tb.Helper()
	q.At = now
	if q.K == 0 {
		q.K = related.MaxK
	}
	hits, err := ix.Search(text, q)
	require.NoError(tb, err)
	return related.IDs(hits)
}

func TestSearch(t *testing.T) {
	ix := indexOf(t,
		related.Document{ID: id("volcano"), Lang: "en", Title: "A volcano wakes", Body: "Ash fell on the harbour towns.", Tags: []string{"Eruptions"},
			Categories: []string{"Geology"}},
		related.Document{ID: id("budget"), Lang: "en", Title: "Budget passes", Body: "The harbour gets $105K, said a volcano expert in C++."},
		related.Document{ID: id("elección"), Lang: "es", Title: "Elección en el puerto", Body: "Die Hard es una película."},
		related.Document{ID: id("wahl"), Lang: "de", Title: "Wahl", Body: "Die Stadt wählt, sagt Hard."},
		related.Document{ID: id("北京"), Lang: "zh", Title: "北京大学", Body: "水很好"},
	)
	tests := []struct {
		name, give string
		lang       string
		want       []string
	}{
		{"nothing", "", "", nil},
		{"signs", "?! —", "", nil},
		{"an unknown word", "zebra", "", nil},
		{"a word of the body", "towns", "", []string{"volcano"}},
		{"a tag", "eruption", "", []string{"volcano"}},
		{"no category", "geology", "", nil},
		{"the title counts most", "volcano", "", []string{"volcano", "budget"}},
		{"every word", "harbour budget", "", []string{"budget"}},
		{"every word, one of them unknown", "harbour zebra volcano", "", nil},
		{"another form", "towns wake", "", []string{"volcano"}},
		{"the last word by its beginning", "budget harb", "", []string{"budget"}},
		{"no other by its beginning", "budg harbour", "", nil},
		{"stop words are passed over", "the harbour of a budget", "", []string{"budget"}},
		{"stop words alone", "in a the", "", []string{"budget"}},
		{"a stop word of one language is a word of another", "die hard", "", []string{"elección", "wahl"}},
		{"without accents", "eleccion", "", []string{"elección"}},
		{"another language", "puerto", "de", nil},
		{"a language of no document", "puerto", "pt", nil},
		{"a language by its region", "puerto", "es-AR", []string{"elección"}},
		{"an amount", "$105k", "", []string{"budget"}},
		{"a sign", "c++", "", []string{"budget"}},
		{"Han in the middle", "京大", "", []string{"北京"}},
		{"one Han character", "很", "", []string{"北京"}},
		{"one Han character that ends a text", "学", "", []string{"北京"}},
		{"two Han characters apart", "水 大", "", []string{"北京"}},
		{"a Han character that is not there", "火", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := make([]article.ID, 0)
			for _, name := range tt.want {
				want = append(want, id(name))
			}
			got := search(t, ix, tt.give, related.Query{Lang: tt.lang})
			if tt.name == "the title counts most" {
				assert.Equal(t, want, got)
				return
			}
			assert.ElementsMatch(t, want, got)
		})
	}
}

func TestSearchPrefersTheWholeWord(t *testing.T) {
	ix := indexOf(t, doc("1", "art and more words"), doc("2", "artichoke and more words"))
	assert.Equal(t, []article.ID{id("1"), id("2")}, search(t, ix, "art", related.Query{}))
}

func TestSearchPrefersTheFresher(t *testing.T) {
	old, fresh, future := doc("1", "volcano"), doc("2", "volcano"), doc("3", "volcano")
	old.Published, fresh.Published, future.Published = now.AddDate(-2, 0, 0), now.AddDate(0, 0, -1), now.AddDate(0, 0, 1)
	hits, err := indexOf(t, old, fresh, future).Search("volcano", related.Query{At: now})
	require.NoError(t, err)
	assert.Equal(t, []article.ID{id("2"), id("1"), id("3")}, related.IDs(hits))
}

func TestSearchKeepsTheFirstWordsOfALongText(t *testing.T) {
	ix := indexOf(t, doc("a", "volcano"))
	assert.Len(t, search(t, ix, strings.Repeat("volcano ", related.MaxSearchWords)+"zebra", related.Query{}), 1)
	assert.Len(t, search(t, ix, "volcano "+strings.Repeat("?", related.MaxSearch)+" zebra", related.Query{}), 1)
	assert.Empty(t, search(t, ix, strings.Repeat("volcano ", related.MaxSearchWords-1)+"zebra", related.Query{}))
}

func TestSearchNeedsAnInstant(t *testing.T) {
	_, err := indexOf(t).Search("x", related.Query{})
	require.ErrorIs(t, err, related.ErrMissing)
}

func FuzzSearch(f *testing.F) {
	f.Add("A volcano wakes", "volcano")
	f.Add("北京大学", "大")
	f.Add("the the", "the")
	f.Add("l'élection", "e\u0301")
	f.Add("\xff", "\xfe")
	f.Fuzz(func(t *testing.T, text, query string) {
		ix := related.NewIndex(related.Options{})
		if ix.Put(doc("a", text)) != nil {
			return
		}
		for _, h := range hitsOf(t, ix, query) {
			requireSharesAddUp(t, h)
		}
		if len(text) <= 400 && len(strings.Fields(text)) <= 8 {
			require.Len(t, hitsOf(t, ix, text), 1, "a text is not found by all of its words")
		}
	})
}

func hitsOf(t *testing.T, ix *related.Index, query string) []related.Hit {
	hits, err := ix.Search(query, related.Query{At: now})
	require.NoError(t, err)
	return hits
}
