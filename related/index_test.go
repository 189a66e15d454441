package related_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

// now is the instant at which tests ask.
var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func id(name string) article.ID { return article.IDFor("test", name) }

// doc is an English document with a text.
func doc(name, text string) related.Document {
	return related.Document{ID: id(name), Lang: "en", Body: text}
}

func indexOf(tb testing.TB, docs ...related.Document) *related.Index {
	tb.Helper()
	ix := related.NewIndex(related.Options{})
	for _, d := range docs {
		require.NoError(tb, ix.Put(d))
	}
	return ix
}

func TestPutRefuses(t *testing.T) {
	tests := []struct {
		name string
		give related.Document
		want error
		text string
	}{
		{"a document without an id", related.Document{Title: "x"}, related.ErrMissing, "related: Document.ID: value is missing"},
		{"an empty document", related.Document{ID: id("x")}, related.ErrEmpty,
			"related: " + id("x").String() + ": document has no words"},
		{"signs alone", related.Document{ID: id("x"), Title: "???", Body: "— 🎉"}, related.ErrEmpty, ""},
		{"a category alone", related.Document{ID: id("x"), Categories: []string{"World"}}, related.ErrEmpty, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ix := related.NewIndex(related.Options{})
			err := ix.Put(tt.give)
			require.ErrorIs(t, err, tt.want)
			var fault *related.Error
			require.ErrorAs(t, err, &fault)
			if tt.text != "" {
				assert.EqualError(t, err, tt.text)
			}
			assert.Zero(t, ix.Len())
		})
	}
}

func TestPutReplaces(t *testing.T) {
	ix := indexOf(t, doc("a", "volcano"), doc("a", "glacier"))
	assert.Equal(t, 1, ix.Len())
	assert.Empty(t, search(t, ix, "volcano", related.Query{}))
	assert.Equal(t, []article.ID{id("a")}, search(t, ix, "glacier", related.Query{}))
	require.ErrorIs(t, ix.Put(related.Document{ID: id("a")}), related.ErrEmpty)
	assert.Equal(t, 1, ix.Len(), "a refused document leaves the one that is there")
}

func TestRemoveOfWhatIsNotThere(t *testing.T) {
	ix := indexOf(t, doc("a", "volcano"))
	ix.Remove(id("b"))
	assert.Equal(t, 1, ix.Len())
	ix.Remove(id("a"))
	ix.Remove(id("a"))
	assert.Zero(t, ix.Len())
}

func TestLongTextsAreCut(t *testing.T) {
	long := strings.Repeat("volcano ", related.MaxBody/8) + "glacier"
	ix := indexOf(t, doc("a", long), related.Document{ID: id("b"), Lead: long})
	assert.Len(t, search(t, ix, "volcano", related.Query{}), 2)
	assert.Empty(t, search(t, ix, "glacier", related.Query{}))

	tags := make([]string, related.MaxTerms+1)
	tags[related.MaxTerms-1], tags[related.MaxTerms] = "inside", "outside"
	ix = indexOf(t, related.Document{ID: id("a"), Tags: tags})
	assert.Len(t, search(t, ix, "inside", related.Query{}), 1)
	assert.Empty(t, search(t, ix, "outside", related.Query{}))
}

func TestAnalyzerMayBeReplaced(t *testing.T) {
	ix := related.NewIndex(related.Options{Analyzer: new(related.Standard)})
	require.NoError(t, ix.Put(doc("a", "volcano")))
	assert.Len(t, search(t, ix, "volcano", related.Query{}), 1)
}

func TestReadersAndWritersSideBySide(t *testing.T) {
	ix := indexOf(t, doc("fixed", "volcano ash cloud"))
	var group sync.WaitGroup
	for w := range 3 {
		group.Go(func() {
			for i := range 60 {
				name := fmt.Sprint(w, i%7)
				assert.NoError(t, ix.Put(doc(name, "volcano ash over "+name)))
				ix.Remove(id(fmt.Sprint(w, (i+3)%7)))
			}
		})
		group.Go(func() {
			for range 60 {
				hits, err := ix.Related(id("fixed"), related.Query{At: now, K: 50})
				assert.NoError(t, err)
				assert.NotContains(t, related.IDs(hits), id("fixed"))
				_, err = ix.Search("volcano as", related.Query{At: now})
				assert.NoError(t, err)
			}
		})
	}
	group.Wait()
}

func TestReadersSeeNoMixture(t *testing.T) {
	versions := []related.Document{doc("a", "volcano ash harbour ships and a glacier"), doc("a", "volcano")}
	docs := []related.Document{versions[0], doc("b", "volcano ash"), doc("c", "glacier"), doc("d", "harbour ships")}
	q := related.Query{At: now, Threshold: -1}
	var whole [][]said
	for _, v := range versions {
		ix := indexOf(t, docs...)
		require.NoError(t, ix.Put(v))
		hits, err := ix.Related(id("b"), q)
		require.NoError(t, err)
		whole = append(whole, told(hits))
	}
	ix := indexOf(t, docs...)
	stop := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		defer close(stop)
		for i := range 400 {
			assert.NoError(t, ix.Put(versions[i%2]))
		}
	})
	for range 2 {
		group.Go(func() {
			for {
				hits, err := ix.Related(id("b"), q)
				if !assert.NoError(t, err) || !assert.Contains(t, whole, told(hits)) {
					return
				}
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	group.Wait()
}

// drawDocument makes documents of few words, so that they share some.
func drawDocument(t *rapid.T) related.Document {
	words := func(name string, most int) []string {
		return rapid.SliceOfN(rapid.SampledFrom([]string{"volcano", "volcanoes", "ash", "ashes", "the", "glacier", "Élan", "elan", "北京大学", "C++", "105K"}), 0, most).Draw(t, name)
	}
	d := related.Document{
		ID:         id(rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"}).Draw(t, "id")),
		Lang:       rapid.SampledFrom([]string{"en", "es", "en-GB", ""}).Draw(t, "lang"),
		Title:      "story " + strings.Join(words("title", 3), " "),
		Tags:       words("tags", 2),
		Categories: words("categories", 1),
		Body:       strings.Join(words("body", 12), " "),
	}
	if days := rapid.IntRange(0, 400).Draw(t, "days"); days > 0 {
		d.Published = now.AddDate(0, 0, -days)
	}
	return d
}

func TestIndexAnswersAsOneBuiltAfresh(t *testing.T) {
	options := related.Options{Analyzer: new(related.Standard)}
	rapid.Check(t, func(t *rapid.T) {
		ix, model := related.NewIndex(options), make(map[article.ID]related.Document)
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				d := drawDocument(t)
				require.NoError(t, ix.Put(d))
				model[d.ID] = d
			},
			"remove": func(t *rapid.T) {
				gone := id(rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"}).Draw(t, "id"))
				ix.Remove(gone)
				delete(model, gone)
			},
			"": func(t *rapid.T) {
				fresh := related.NewIndex(options)
				for _, d := range model { // in any order
					require.NoError(t, fresh.Put(d))
				}
				requireSameAnswers(t, fresh, ix, model)
			},
		})
	})
}

func requireSameAnswers(t require.TestingT, want, got *related.Index, docs map[article.ID]related.Document) {
	require.Equal(t, want.Len(), got.Len())
	for _, q := range []related.Query{{At: now, K: 9}, {At: now, AnyLang: true, Threshold: -1}} {
		for doc := range docs {
			w, err := want.Related(doc, q)
			require.NoError(t, err)
			g, err := got.Related(doc, q)
			require.NoError(t, err)
			require.Equal(t, told(w), told(g))
			seen := map[article.ID]bool{doc: true}
			for _, h := range g {
				require.False(t, seen[h.ID], "twice, or the document itself")
				seen[h.ID] = true
				requireSharesAddUp(t, h)
			}
		}
		for _, text := range []string{"volcano", "the", "story ash", "story vol", "elan 北京", "c"} {
			w, err := want.Search(text, q)
			require.NoError(t, err)
			g, err := got.Search(text, q)
			require.NoError(t, err)
			require.Equal(t, told(w), told(g))
			for _, h := range g {
				requireSharesAddUp(t, h)
			}
		}
	}
}

// said is all that a hit tells.
type said struct {
	id      article.ID
	score   float64
	reasons []related.Reason
}

func told(hits []related.Hit) []said {
	all := make([]said, len(hits))
	for i, h := range hits {
		all[i] = said{h.ID, h.Score, h.Reasons()}
	}
	return all
}

func requireSharesAddUp(t require.TestingT, h related.Hit) {
	sum := 0.0
	for _, r := range h.Reasons() {
		require.Positive(t, r.Share)
		require.NotEmpty(t, r.Term)
		sum += r.Share
	}
	require.InDelta(t, h.Score, sum, 1e-9)
}

func TestDocumentFromView(t *testing.T) {
	world, asia := taxonomy.CategoryID("test", "world"), taxonomy.CategoryID("test", "asia")
	tag := taxonomy.TagID("test", "ash")
	tree := terms{
		world: {{Term: taxonomy.Term{ID: world, Labels: taxonomy.Labels{{Text: "World"}}}}},
		asia: {{Term: taxonomy.Term{ID: world, Labels: taxonomy.Labels{{Text: "World"}}}},
			{Term: taxonomy.Term{ID: asia, Labels: taxonomy.Labels{{Text: "Asia"}, {Lang: "es", Text: "Asia (es)"}}}}},
		tag: {{Term: taxonomy.Term{ID: tag, Labels: taxonomy.Labels{{Text: "Ash"}}}}},
	}
	v := article.View{Teaser: article.Teaser{
		ID: id("a"), Lang: "es", Published: now, Window: article.Window{From: now},
		Headlines: article.Texts{{Value: "Volcano"}, {Role: article.Social, Value: "Boom"}},
		Decks:     article.Texts{{Value: "Deck"}},
		Filing: article.Filing{
			Category: asia, Categories: []taxonomy.ID{world},
			Tags: []article.Tagging{{Term: tag}, {Term: taxonomy.TagID("test", "unknown")}},
		},
	}, Body: article.Body{
		{Content: article.Code{Text: "first"}},
		{Content: article.Related{Title: "another story", URL: "https://example.com/"}},
		{Content: article.Embed{URL: "https://example.com/video"}},
		{Content: article.Embed{URL: "https://example.com/video", Title: "film"}},
	}}
	got := related.FromView(v, tree)
	want := related.Document{
		ID: id("a"), Lang: "es", Title: "Volcano", Tags: []string{"Ash"}, Categories: []string{"World", "Asia (es)"},
		Section: asia, Lead: "Deck\n\nfirst\n\nfilm", Body: "Deck\n\nfirst\n\nfilm", Published: now, Window: article.Window{From: now},
	}
	assert.Equal(t, want, got)
	assert.Len(t, v.Body, 4, "the view is as it was")

	v.Decks, v.Body = nil, article.Body{{Content: article.Code{Text: strings.Repeat("ash ", 1000)}}}
	got = related.FromView(v, tree)
	assert.Equal(t, strings.TrimSpace(strings.Repeat("ash ", 625)), got.Lead, "a lead ends between words")
	assert.Len(t, got.Body, 4000)

	v.Body = article.Body{{Content: article.Code{Text: strings.Repeat("水", 3000)}}}
	assert.Equal(t, strings.Repeat("水", related.LeadLength), related.FromView(v, tree).Lead)
}

// terms is a tree of breadcrumbs.
type terms map[taxonomy.ID][]taxonomy.Category

func (t terms) Breadcrumb(id taxonomy.ID) []taxonomy.Category { return t[id] }

func (t terms) Term(id taxonomy.ID) (taxonomy.Term, bool) {
	trail, ok := t[id]
	if !ok {
		return taxonomy.Term{}, false
	}
	return trail[len(trail)-1].Term, true
}

var _ related.Terms = (*taxonomy.Tree)(nil)
