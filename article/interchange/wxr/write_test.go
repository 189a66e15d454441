package wxr_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// story is a published article, changed.
func story(t *testing.T, change ...func(*article.Article) error) article.Article {
	t.Helper()
	c := article.Content{Lang: "en", Headlines: article.Texts{{Value: "Cranes"}}, Body: article.Body{{Content: article.Paragraph{Text: inline.Text("They move")}}}}
	a, err := article.New(article.NewID(monday), c, article.Stamp{At: monday})
	require.NoError(t, err)
	a.Name = slug.Name{Scope: "article", Slug: "cranes"}
	a, err = a.Publish(article.Stamp{At: monday})
	require.NoError(t, err)
	for _, f := range change {
		require.NoError(t, f(&a))
	}
	return a
}

// becomes makes a change of an action.
func becomes(act func(article.Article) (article.Article, error)) func(*article.Article) error {
	return func(a *article.Article) (err error) {
		*a, err = act(*a)
		return err
	}
}

func write(t *testing.T, blog wxr.Blog, a article.Article) (text, losses string) {
	t.Helper()
	var out strings.Builder
	report, err := wxr.Write(&out, blog, func(yield func(article.Article, error) bool) { yield(a, nil) })
	require.NoError(t, err)
	require.NoError(t, wellFormed([]byte(out.String())))
	return out.String(), report.String()
}

func TestWhatIsNotForAllReadersNeverBecomesPublic(t *testing.T) {
	stamp := article.Stamp{At: monday.Add(time.Hour)}
	tests := []struct {
		name, status, loss string
		change             func(*article.Article) error
	}{
		{"a published article", "publish", "", func(*article.Article) error { return nil }},
		{"a draft", "draft", "", func(a *article.Article) error { a.State, a.Live = article.Draft, nil; return nil }},
		{"one that is withdrawn", "draft", "withdrawn article", becomes(func(a article.Article) (article.Article, error) { return a.Withdraw(stamp) })},
		{"one that is offline", "draft", "unpublished article", becomes(func(a article.Article) (article.Article, error) { return a.Unpublish(stamp) })},
		{"one under an open embargo", "draft", "embargo", becomes(func(a article.Article) (article.Article, error) { return a.SetEmbargo(time.Time{}, "", stamp) })},
		{"one whose embargo ends later", "future", "embargo", becomes(func(a article.Article) (article.Article, error) {
			return a.SetEmbargo(later.AddDate(1, 0, 0), "", stamp)
		})},
		{"one that is scheduled", "future", "", becomes(func(a article.Article) (article.Article, error) {
			return a.Schedule(article.Window{From: later.AddDate(1, 0, 0)}, stamp)
		})},
		{"one whose time is over", "draft", "end of visibility", becomes(func(a article.Article) (article.Article, error) {
			return a.Schedule(article.Window{From: monday, Until: monday.AddDate(0, 1, 0)}, stamp)
		})},
		{"one for members", "private", "not for everybody", func(a *article.Article) error { a.Access = article.Members; return nil }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, losses := write(t, wxr.Blog{URL: "https://blog.example", Lang: "en", At: later}, story(t, tt.change))
			assert.Contains(t, text, "<wp:status><![CDATA["+tt.status+"]]></wp:status>")
			assert.Contains(t, losses, tt.loss)
			e := one(t, text)
			assert.Equal(t, tt.status == "draft" || tt.status == "private", e.Draft)
		})
	}
}

func TestReadersOfAnExportSeeWhatReadersSaw(t *testing.T) {
	edited := story(t, becomes(func(a article.Article) (article.Article, error) {
		c := a.Content.Clone()
		c.Headlines[0].Value = "Not yet"
		return a.Edit(c, article.Stamp{At: later})
	}))
	text, losses := write(t, wxr.Blog{}, edited)
	assert.NotContains(t, text, "Not yet")
	assert.Contains(t, losses, "edit that is not published")
	assert.Contains(t, losses, "history")
}

func TestWhatABodyLosesIsReported(t *testing.T) {
	a := story(t, func(a *article.Article) error {
		a.Live.Content.Body = article.Body{
			{Internal: true, Content: article.Paragraph{Text: inline.Text("for the desk")}},
			{Channels: []article.Channel{article.ChannelWeb}, Content: article.Paragraph{Text: inline.Text("web")}},
			{Content: article.Unknown{Name: "poll", JSON: []byte(`{"type":"poll"}`)}},
			{Content: article.LiveEntry{At: monday, Title: "Live"}},
			{Content: article.Related{Article: article.NewID(later), Title: "See also"}},
			{Content: article.Code{Text: "a\x01b"}},
		}
		a.Live.Content.Filing.Tags = []article.Tagging{{Term: taxonomy.NewID(monday), Relevance: 5}}
		a.Live.Content.Extensions = []article.Extension{{Namespace: wxr.Namespace, Data: "no JSON"}}
		return nil
	})
	text, losses := write(t, wxr.Blog{URL: "https://blog.example", Lang: "de", Address: func(a article.Article) string { return "https://x.example/" + a.Name.Slug }}, a)
	assert.NotContains(t, text, "for the desk")
	assert.Contains(t, text, "https://x.example/cranes")
	assert.Contains(t, text, `<category domain="language" nicename="en">`)
	for _, want := range []string{"internal block", "channels of a block", "block poll", "live entry", "related link", "term: the terms of the blog lack it", "relevance of a tag", "id of an article", "extension " + wxr.Namespace} {
		assert.Contains(t, losses, want)
	}
}

func TestTermsAndAuthorsOfABlog(t *testing.T) {
	a, b := taxonomy.NewID(monday), taxonomy.NewID(later)
	world := taxonomy.Category{Term: taxonomy.Term{ID: a, Labels: taxonomy.Labels{{Text: "World"}, {Lang: "de", Text: "Welt"}}, Descriptions: taxonomy.Labels{{Text: "All of it"}}}}
	asia := taxonomy.Category{Term: taxonomy.Term{ID: b, Labels: taxonomy.Labels{{Text: "Asia"}}}, Parent: a}
	mentions := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.NewID(later.AddDate(1, 0, 0)), Labels: taxonomy.Labels{{Text: "ana"}}, References: []taxonomy.Reference{{Source: "https://blog.example", ID: "mentions:ana-r"}, {Source: "other", ID: "x"}}}}
	tree, repairs := taxonomy.Load([]taxonomy.Category{world, asia}, []taxonomy.Tag{mentions}, taxonomy.Options{})
	require.Empty(t, repairs)
	ana := article.Author{ID: article.NewAuthorID(monday), Name: "Ana Ruiz", Slug: "ana", Bio: "Writes"}
	bo := article.Author{ID: article.NewAuthorID(later), Name: "Bo", Slug: "bo"}
	one := story(t, func(s *article.Article) error {
		s.Live.Content.Byline = article.Byline{{Author: ana.ID}, {Author: bo.ID}}
		s.Live.Content.Filing = article.Filing{Category: b, Categories: []taxonomy.ID{a}, Tags: []article.Tagging{{Term: mentions.ID}}}
		return nil
	})
	text, losses := write(t, wxr.Blog{URL: "https://blog.example", Lang: "en", Terms: tree, Authors: []article.Author{ana, bo}}, one)
	assert.Contains(t, losses, "biography")
	assert.Contains(t, losses, "other label of a term")
	entries, err := read(text)
	require.NoError(t, err)
	e := articles(entries)[0]
	assert.Equal(t, []string{"Asia", "World", "ana"}, labels(e))
	assert.Equal(t, "World", e.Terms[0].Parent.Label)
	assert.Equal(t, "All of it", e.Terms[0].Parent.Description)
	assert.Equal(t, "mentions:ana-r", e.Terms[2].Key)
	require.Len(t, e.Authors, 2)
	assert.Equal(t, "Bo", e.Authors[1].Name)
	var counts wxr.Counts
	_, err = collect(wxr.Read(strings.NewReader(text), wxr.Options{Counts: &counts}))
	require.NoError(t, err)
	assert.Equal(t, []int{2, 2, 0, 1}, []int{counts.Authors, counts.Categories, counts.Tags, counts.Terms})
}

// limitedWriter fails after n bytes.
type limitedWriter struct{ n int }

var errFull = errors.New("full")

func (w *limitedWriter) Write(p []byte) (int, error) {
	if len(p) > w.n {
		n := w.n
		w.n = 0
		return n, errFull
	}
	w.n -= len(p)
	return len(p), nil
}

func TestTheErrorsOfTheWriterAndOfTheArticlesComeBack(t *testing.T) {
	a := story(t)
	times := func(n int) func(func(article.Article, error) bool) {
		return func(yield func(article.Article, error) bool) {
			for range n {
				if !yield(a, nil) {
					return
				}
			}
		}
	}
	all := times(3)
	var whole strings.Builder
	_, err := wxr.Write(&whole, wxr.Blog{}, all)
	require.NoError(t, err)
	for n := range whole.Len() {
		_, err := wxr.Write(&limitedWriter{n: n}, wxr.Blog{}, all)
		require.ErrorIs(t, err, errFull, "after %d bytes", n)
	}
	_, err = wxr.Write(io.Discard, wxr.Blog{}, func(yield func(article.Article, error) bool) { yield(article.Article{}, errFull) })
	require.ErrorIs(t, err, errFull)
	_, err = wxr.Write(&limitedWriter{n: 100}, wxr.Blog{}, times(1000))
	require.ErrorIs(t, err, errFull)
}

func ExampleWrite() {
	content := article.Content{Lang: "en", Headlines: article.Texts{{Value: "Cranes move again"}}, Kicker: "Harbour"}
	a, _ := article.New(article.IDFor("https://blog.example", "7"), content, article.Stamp{At: monday})
	a, _ = a.Publish(article.Stamp{At: monday})
	var out strings.Builder
	lost, err := wxr.Write(&out, wxr.Blog{Title: "Blog", URL: "https://blog.example", Lang: "en"},
		func(yield func(article.Article, error) bool) { yield(a, nil) })
	fmt.Println(strings.Contains(out.String(), "<title><![CDATA[Cranes move again]]></title>"), err)
	for l := range lost.All() {
		fmt.Println(l.Action, l.What)
	}
	// Output:
	// true <nil>
	// approximated id of an article
	// approximated fields that WordPress has not
}
