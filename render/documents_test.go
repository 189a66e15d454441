package render_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

var update = flag.Bool("update", false, "write the golden files")

var errFull = errors.New("disk is full")

// full fails after n bytes.
type full struct{ n int }

func (w *full) Write(p []byte) (int, error) {
	if len(p) > w.n {
		return w.n, errFull
	}
	w.n -= len(p)
	return len(p), nil
}

// document is something that the package writes of views.
type document struct {
	file  string // the golden file
	write func(w io.Writer, s render.Site, vs ...article.View) error
}

func documents() []document {
	return []document{
		{"rss.xml", func(w io.Writer, s render.Site, vs ...article.View) error { return render.RSS(w, s, views(vs...)) }},
		{"atom.xml", func(w io.Writer, s render.Site, vs ...article.View) error { return render.Atom(w, s, views(vs...)) }},
		{"feed.json", func(w io.Writer, s render.Site, vs ...article.View) error { return render.JSONFeed(w, s, views(vs...)) }},
		{"sitemap.xml", func(w io.Writer, s render.Site, vs ...article.View) error { return render.Sitemap(w, s, views(vs...)) }},
		{"news.xml", func(w io.Writer, s render.Site, vs ...article.View) error {
			return render.NewsSitemap(w, s, dawn, views(vs...))
		}},
		{"index.xml", func(w io.Writer, s render.Site, vs ...article.View) error {
			return render.SitemapIndex(w, s, func(yield func(render.SitemapFile, error) bool) {
				for _, v := range vs {
					if !yield(render.SitemapFile{URL: "/sitemap/" + v.Lang + ".xml", Modified: v.Modified}, nil) {
						return
					}
				}
			})
		}},
		{"robots.txt", func(w io.Writer, s render.Site, vs ...article.View) error {
			return render.Robots(w, s, []render.RobotsGroup{{Disallow: []string{"/search"}}}, "/sitemap.xml")
		}},
		{"article.jsonld", func(w io.Writer, s render.Site, vs ...article.View) error {
			return render.JSONLD(w, s, first(vs))
		}},
		{"site.jsonld", func(w io.Writer, s render.Site, vs ...article.View) error { return render.SiteJSONLD(w, s) }},
		{"article.txt", func(w io.Writer, s render.Site, vs ...article.View) error {
			return render.Text(w, s, first(vs), 0)
		}},
		{"letter.html", func(w io.Writer, s render.Site, vs ...article.View) error {
			return render.NewsletterHTML(w, s, letter(vs...))
		}},
		{"letter.eml", func(w io.Writer, s render.Site, vs ...article.View) error {
			return render.Newsletter(w, s, letter(vs...))
		}},
	}
}

func first(vs []article.View) article.View {
	if len(vs) == 0 {
		return article.View{}
	}
	return vs[0]
}

func letter(vs ...article.View) render.Letter {
	return render.Letter{
		From: mail.Address{Name: "The Gazette", Address: "news@gazette.example"}, To: mail.Address{Address: "ann@reader.example"},
		Date: dawn, ID: "1@gazette.example", Unsubscribe: "/letter/end", Articles: vs,
	}
}

// everything is a view with a block of every kind, and all that an article may say.
func everything(t testing.TB, title string) article.View {
	line, err := inline.Parse(`See <a href="/news/ferry">the ferry</a>, <q cite="q">please</q> <a href="#n1">1</a> <a href="https://a.example/?b=1&amp;c">x</a>.`)
	require.NoError(t, err)
	picture := article.Image{URL: "https://p.example/q.png?w=1&h=2", Alt: title, Caption: line, Credit: "Ann " + title, Width: 12, Height: 8, Licence: "https://l.example/by"}
	contents := []article.BlockContent{
		article.Paragraph{Text: line}, article.Heading{Level: 3, Text: line}, article.Heading{},
		article.List{Ordered: true, Start: 3, Items: []article.ListItem{{Text: line, Sub: &article.List{Items: []article.ListItem{{Text: line}}}}}},
		article.Quote{Paragraphs: []inline.HTML{line}, Cite: line}, article.PullQuote{Text: line},
		article.Figure{Image: picture}, article.Figure{Image: article.Image{URL: "data:x", Alt: title}},
		article.Gallery{Images: []article.Slide{{Image: picture}, {Image: picture}}, Caption: line},
		article.Video{URL: "/v.mp4", Poster: "/v.jpg", Title: title, Caption: line, Credit: title, Width: 16, Height: 9}, article.Video{URL: "data:x", Title: title},
		article.Audio{URL: "/a.mp3", Title: title, Caption: line, Credit: title}, article.Audio{},
		article.Table{HeaderRow: true, HeaderColumn: true, Rows: [][]inline.HTML{{line, line}, {line, line}}, Caption: line}, article.Table{Rows: [][]inline.HTML{{line}}},
		article.Code{Text: title + "\n\tx := \"'<&>\"\n"}, article.Divider{},
		article.Embed{URL: "https://v.example/1", Title: title}, article.Embed{URL: "https://v.example/2"},
		article.Related{URL: "/news/ferry", Title: title}, article.Related{Title: title}, article.Related{Article: article.IDFor("test", "ferry"), Title: title},
		article.LiveEntry{At: dawn, Title: title, Body: article.Body{{Content: article.Paragraph{Text: line}}}},
		article.Raw{HTML: `<p onclick="x()">raw]]></p><script>bad()</script><a href="#x">y</a><img src="z.png" alt="">`, Text: "raw"}, article.Unknown{Name: "x"},
	}
	v := article.View{Teaser: teaser(title)}
	for _, c := range contents {
		v.Body = append(v.Body, article.Block{Content: c})
	}
	v.Genre, v.Dateline = article.GenreReport, article.Dateline{Place: "VELMAR", Source: "Reuters"}
	v.Lead.Licence, v.Lead.Credit = "https://l.example/by", "Ann Poe"
	v.Byline = append(v.Byline, article.Credit{Name: "Jim Coe", Role: article.PartEditing}, article.Credit{Name: "Ann Poe", Role: article.PartReporting, Place: "Lagos", Affiliation: "Reuters"}, article.Credit{Author: mara, Role: article.PartTranslation})
	v.Filing.Entities = []article.Entity{{Kind: article.EntityOrganisation, Name: title, URI: "https://data.example/Q1"}, {Kind: article.EntityPerson, Name: "A"}, {Kind: article.EntityEvent, Name: "B"}, {Kind: article.EntityWork, Name: "C"}, {Name: "D"}}
	v.Filing.Places = []article.Place{{Name: "Velmar", At: &article.LatLong{Lat: -33.5, Long: 151}}}
	v.Source, v.Rights = "Reuters", article.Rights{Notice: "© Reuters & Sons", Terms: "/terms"}
	v.Disclosure.Sponsor = article.Sponsor{Name: "Acme", URL: "https://acme.example"}
	v.Corrections = []article.Notice{{ID: "1", Kind: article.KindCorrection, At: dawn.AddDate(0, 0, 1), Text: title + " was wrong"}}
	return v
}

func write(t testing.TB, d document, s render.Site, vs ...article.View) string {
	var out strings.Builder
	require.NoError(t, d.write(&out, s, vs...), d.file)
	return out.String()
}

func TestEveryDocumentIsAsKept(t *testing.T) {
	spanish := article.View{Teaser: teaser("Mar en calma")}
	spanish.Lang, spanish.ID, spanish.Access = "es", article.IDFor("test", "2"), article.Members
	for _, d := range documents() {
		t.Run(d.file, func(t *testing.T) {
			got := write(t, d, newSite(t, "Gazette"), everything(t, `Fish & "ships" ]]>`), spanish, article.View{})
			file := filepath.Join("testdata", d.file)
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
			assert.Equal(t, got, write(t, d, newSite(t, "Gazette"), everything(t, `Fish & "ships" ]]>`), spanish, article.View{}), "the same every time")
		})
	}
}

func TestASiteThatWasNotMadeHasNoDocuments(t *testing.T) {
	for _, d := range documents() {
		var out bytes.Buffer
		require.ErrorIs(t, d.write(&out, render.Site{}, everything(t, "x")), render.ErrNoBase, d.file)
		assert.Zero(t, out.Len(), d.file)
	}
	assert.Empty(t, render.Site{}.URL("/x"))
	assert.Empty(t, render.Site{}.ArticleHead(article.View{}).Data)
	assert.Empty(t, render.Site{}.Shares(teaser("x")))
}

func TestAFailingWriterEndsADocumentWithItsErrorAtOnce(t *testing.T) {
	site, v := newSite(t, "Gazette"), everything(t, "Calm sea")
	for _, d := range documents() {
		size := len(write(t, d, site, v, v))
		for n := 0; n < size; n += max(1, size/800) {
			require.ErrorIs(t, d.write(&full{n}, site, v, v), errFull, "%s at %d", d.file, n)
		}
		require.ErrorIs(t, d.write(&full{size - 1}, site, v, v), errFull, d.file)
		require.NoError(t, d.write(&full{size}, site, v, v), d.file)
	}
}

func TestADocumentOfNothingIsADocument(t *testing.T) {
	for _, d := range documents() {
		if d.file == "article.txt" {
			continue // a text of nothing is empty
		}
		assert.NotEmpty(t, write(t, d, newSite(t, "Gazette")), d.file)
		assert.NotEmpty(t, write(t, d, newSite(t, "Gazette"), article.View{}), d.file)
	}
}

func TestAFailedReadEndsADocument(t *testing.T) {
	broken := errors.New("store is gone")
	failing := func(yield func(article.View, error) bool) {
		_ = yield(everything(t, "x"), nil) && yield(article.View{}, broken)
	}
	site := newSite(t, "Gazette")
	require.ErrorIs(t, render.Atom(io.Discard, site, failing), broken)
	require.ErrorIs(t, render.JSONFeed(io.Discard, site, failing), broken)
	require.ErrorIs(t, render.NewsSitemap(io.Discard, site, dawn, failing), broken)
	require.ErrorIs(t, render.SitemapIndex(io.Discard, site, func(yield func(render.SitemapFile, error) bool) { yield(render.SitemapFile{}, broken) }), broken)
}

func TestLargeAndCrowdedViewsAreRendered(t *testing.T) {
	v := article.View{Teaser: teaser("Crowded"), Body: article.Body{{Content: article.Paragraph{Text: inline.Text(strings.Repeat("word ", 200_000))}}}}
	var tags []taxonomy.Tag
	for i := range 5000 {
		id := taxonomy.TagID("many", string(rune('a'+i%26))+strings.Repeat("x", i/26))
		tags = append(tags, taxonomy.Tag{Term: taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Text: "tag " + id.String()}}}})
		v.Filing.Tags = append(v.Filing.Tags, article.Tagging{Term: id})
	}
	tree, _ := taxonomy.Load(nil, tags, taxonomy.Options{})
	site := newSite(t, "Gazette").With(tree, nil)
	for _, d := range documents() {
		assert.NotEmpty(t, write(t, d, site, v), d.file)
	}
	assert.Len(t, read(t, feed(t, site, v)).Items[0].Categories, 5000)
}
