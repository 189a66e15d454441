package wxr_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

var (
	monday = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	later  = monday.AddDate(1, 0, 0)
)

// bodies returns the bodies of a file by the number of their post, as encoding/xml
// reads them; none where it can't.
func bodies(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(data, name))
	require.NoError(t, err)
	var file struct {
		Items []struct {
			ID      string `xml:"post_id"`
			Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(text, &file); err != nil {
		return nil
	}
	all := make(map[string]string)
	for _, item := range file.Items {
		all[strings.TrimSpace(item.ID)] = item.Content
	}
	return all
}

// stores are those of one import.
type stores struct {
	articles *article.Memory
	terms    *taxonomy.Memory
	ids      []article.ID
	people   []article.AuthorID
	source   string
	lang     string
	result   interchange.Result
}

func newStores() *stores {
	return &stores{articles: new(article.Memory), terms: new(taxonomy.Memory)}
}

// fill puts an export into the stores.
func (s *stores) fill(t *testing.T, r io.Reader, at time.Time) {
	t.Helper()
	var counts wxr.Counts
	entries := func(yield func(interchange.Entry, error) bool) {
		s.ids = nil
		for e, err := range wxr.Read(r, wxr.Options{Counts: &counts}) {
			s.source = e.Source
			for _, who := range e.Authors {
				if id := article.AuthorIDFor(e.Source, who.Key); !slices.Contains(s.people, id) {
					s.people = append(s.people, id)
				}
			}
			if e.ExternalID != "" {
				s.ids = append(s.ids, article.IDFor(e.Source, e.ExternalID))
				s.lang = e.Content.Lang
			}
			if !yield(e, err) {
				return
			}
		}
	}
	var err error
	s.result, err = interchange.File(t.Context(), entries, interchange.Into{
		Articles: s.articles, Authors: s.articles, Terms: s.terms, Stamp: article.Stamp{At: at, By: "importer"},
	})
	require.NoError(t, err)
	s.lang = wxr.Language(deref(counts.Language), new(loss.Report))
}

func (s *stores) all(ctx context.Context) iter.Seq2[article.Article, error] {
	return func(yield func(article.Article, error) bool) {
		for _, id := range s.ids {
			if !yield(s.articles.Get(ctx, id)) {
				return
			}
		}
	}
}

// export writes what the stores hold.
func (s *stores) export(t *testing.T) []byte {
	t.Helper()
	people, err := s.articles.Authors(t.Context(), s.people...)
	require.NoError(t, err)
	var out bytes.Buffer
	_, err = wxr.Write(&out, wxr.Blog{
		Title: "Blog", URL: s.source, Lang: s.lang, At: later, Terms: s.tree(t), Authors: people,
	}, s.all(t.Context()))
	require.NoError(t, err)
	return out.Bytes()
}

func (s *stores) tree(t *testing.T) *taxonomy.Tree {
	t.Helper()
	tree, err := s.terms.Load(t.Context())
	require.NoError(t, err)
	return tree
}

// dump is what stores hold, as text, but for when and by whom it was put there.
func (s *stores) dump(t *testing.T) []string {
	t.Helper()
	var lines []string
	for a, err := range s.all(t.Context()) {
		require.NoError(t, err)
		c := a.Content.Clone()
		c.Origin.Digest = ""
		text, err := json.MarshalIndent(c, "", " ")
		require.NoError(t, err)
		lines = append(lines, fmt.Sprint(a.ID, a.Kind, a.Name, a.State, a.Window, a.Modified, a.Comments), string(text))
	}
	for c := range s.tree(t).Categories() {
		lines = append(lines, fmt.Sprint("category ", c.ID, c.Labels, c.Descriptions, c.Slug, c.Parent))
	}
	for tag := range s.tree(t).Tags() {
		lines = append(lines, fmt.Sprint("tag ", tag.ID, tag.Labels, tag.Descriptions, tag.Slug))
	}
	return lines
}

func TestAnExportOfAnImportImportsTheSame(t *testing.T) {
	readable(t, func(t *testing.T, name string, _ expected) {
		first, second := newStores(), newStores()
		first.fill(t, open(t, name), later)
		if first.source == "" {
			t.Skip("a site without an address can't be named again")
		}
		written := first.export(t)
		require.NoError(t, wellFormed(written))
		second.fill(t, bytes.NewReader(written), later)
		want, got := first.dump(t), second.dump(t)
		require.Equal(t, len(want), len(got))
		for i := range want {
			if !assert.Equal(t, want[i], got[i]) {
				return
			}
		}
		assert.Equal(t, len(first.people), len(second.people))
		assert.Equal(t, string(written), string(second.export(t)), "a second export is the first")
	})
}

func open(t *testing.T, name string) io.Reader {
	t.Helper()
	in, err := os.Open(filepath.Join(data, name))
	require.NoError(t, err)
	t.Cleanup(func() { in.Close() })
	return in
}

func wellFormed(text []byte) error {
	for dec := xml.NewDecoder(bytes.NewReader(text)); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	readable(t, func(t *testing.T, name string, _ expected) {
		s := newStores()
		s.fill(t, open(t, name), monday)
		before, tree := s.dump(t), s.tree(t)
		s.fill(t, open(t, name), later)
		assert.Zero(t, s.result.Added+s.result.Updated)
		assert.Equal(t, before, s.dump(t))
		assert.Same(t, tree, s.tree(t))
	})
}

// TestAStopAnywhereAndARunAgainEqualOneRun stops the import of the theme test at each
// of a number of entries, as a kill would between two writes.
func TestAStopAnywhereAndARunAgainEqualOneRun(t *testing.T) {
	expectations(t)
	const name = "theme-test/themeunittestdata.wordpress.xml"
	whole := newStores()
	whole.fill(t, open(t, name), monday)
	killed := errors.New("killed")
	for stop := 0; stop < 80; stop += 13 {
		s := newStores()
		entries := func(yield func(interchange.Entry, error) bool) {
			n := 0
			for e, err := range wxr.Read(open(t, name), wxr.Options{}) {
				if n++; n > stop {
					yield(interchange.Entry{}, killed)
					return
				}
				if !yield(e, err) {
					return
				}
			}
		}
		_, err := interchange.File(t.Context(), entries, interchange.Into{
			Articles: s.articles, Authors: s.articles, Terms: s.terms, Stamp: article.Stamp{At: monday},
		})
		require.ErrorIs(t, err, killed)
		s.fill(t, open(t, name), monday)
		assert.Equal(t, whole.dump(t), s.dump(t))
	}
}

// rich is an article with all that WordPress has no place for.
func rich(t *testing.T, author article.AuthorID, category, tag taxonomy.ID) article.Article {
	t.Helper()
	text, err := inline.Parse("Cranes <em>move</em> ]]> [gallery ids=1] [:en] &amp; $105K")
	require.NoError(t, err)
	c := article.Content{
		Lang: "en", Genre: article.GenreAnalysis, Kicker: "Harbour",
		Headlines: article.Texts{{Value: `$105K ]]> <b> [:de] & "quotes"`}, {Role: article.SEO, Value: "Cranes move"}, {Role: article.Push, Value: "Cranes!"}},
		Decks:     article.Texts{{Value: "After nine days"}},
		Summaries: article.Texts{{Value: "In short"}, {Role: article.Social, Value: "Look"}},
		Byline:    article.Byline{{Author: author}, {Name: "Ann Poe", Role: article.PartReporting, Place: "Lagos"}},
		Lead:      &article.Image{URL: "https://blog.example/a.jpg", Alt: "A crane", Credit: "Jim Coe", Width: 10, Height: 20},
		Body:      article.Body{{Content: article.Paragraph{Text: text}}, {Content: article.Code{Text: "a\n\nb[0] <!--more-->"}}},
		Filing:    article.Filing{Category: category, Tags: []article.Tagging{{Term: tag}}, Entities: []article.Entity{{Kind: article.EntityPerson, Name: "Ann"}}},
		Note:      "for the desk", Extensions: []article.Extension{{Namespace: "example.org/x", Data: `{"a":1}`}},
		Origin: article.Origin{Source: "Reuters"},
	}
	a, err := article.New(article.NewID(monday), c, article.Stamp{At: monday})
	require.NoError(t, err)
	a.Name = slug.Name{Scope: "article", Slug: "cranes"}
	a, err = a.Schedule(article.Window{From: monday, Until: later.AddDate(1, 0, 0)}, article.Stamp{At: monday})
	require.NoError(t, err)
	a.Comments = article.CommentsOff
	return a
}

func TestWhatWordPressHasNoPlaceForComesBack(t *testing.T) {
	world := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.NewID(monday), Labels: taxonomy.Labels{{Text: "Arts & Crafts"}}}}
	trade := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.NewID(later), Labels: taxonomy.Labels{{Text: "C++"}}}}
	tree, _ := taxonomy.Load([]taxonomy.Category{world}, []taxonomy.Tag{trade}, taxonomy.Options{})
	ana := article.Author{ID: article.NewAuthorID(monday), Name: "Ana Ruiz", Slug: "ana-ruiz"}
	a := rich(t, ana.ID, world.ID, trade.ID)
	var out bytes.Buffer
	losses, err := wxr.Write(&out, wxr.Blog{URL: "https://blog.example", Lang: "en", At: later, Terms: tree, Authors: []article.Author{ana}},
		func(yield func(article.Article, error) bool) { yield(a, nil) })
	require.NoError(t, err)
	require.NoError(t, wellFormed(out.Bytes()))
	assert.Contains(t, losses.String(), "fields that WordPress has not")

	entries, err := collect(wxr.Read(bytes.NewReader(out.Bytes()), wxr.Options{}))
	require.NoError(t, err)
	e := articles(entries)[0]
	assert.Equal(t, a.ID.String(), e.ExternalID)
	assert.Equal(t, a.Window, e.Window)
	assert.Equal(t, article.CommentsOff, e.Commenting)
	assert.Equal(t, "cranes", e.Slug)
	assert.Equal(t, []interchange.Author{{Key: "ana-ruiz", Name: "Ana Ruiz", Slug: "ana-ruiz"}}, e.Authors)
	assert.Equal(t, []string{"Arts & Crafts", "C++"}, labels(e))
	assert.Equal(t, a.Content.Body.Text(), e.Content.Body.Text())
	want, got := a.Content.Clone(), e.Content
	for i := range want.Body {
		want.Body[i].ID = ""
	}
	want.Byline = want.Byline[1:]
	want.Filing.Category, want.Filing.Tags = taxonomy.ID{}, nil
	for _, texts := range []*article.Texts{&want.Headlines, &got.Headlines, &want.Summaries, &got.Summaries} {
		sortTexts(*texts)
	}
	left, err := json.MarshalIndent(want, "", " ")
	require.NoError(t, err)
	right, err := json.MarshalIndent(got, "", " ")
	require.NoError(t, err)
	assert.Equal(t, string(left), string(right))
}

func sortTexts(texts article.Texts) {
	slices.SortFunc(texts, func(a, b article.Text) int { return strings.Compare(string(a.Role), string(b.Role)) })
}
