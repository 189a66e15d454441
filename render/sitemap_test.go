package render_test

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy/slug"
)

func named(name string) article.View {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("", 3600))
	return article.View{Teaser: article.Teaser{Name: slug.Name{Scope: "article", Slug: name}, Published: at, Modified: at}}
}

func mapped(t *testing.T) render.Site {
	t.Helper()
	site, err := render.NewSite(render.Config{Name: "N", BaseURL: "https://news.example", Lang: "en", Linker: render.Paths{Article: "/news/"}})
	require.NoError(t, err)
	return site
}

func TestASitemapHoldsEveryAddressWithItsLastEdit(t *testing.T) {
	page := named("about")
	page.Kind = article.Page // the Linker has no place for pages
	var out bytes.Buffer
	require.NoError(t, render.Sitemap(&out, mapped(t), views(named("one"), page, named("two"))))
	var read struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	require.NoError(t, xml.Unmarshal(out.Bytes(), &read))
	require.Len(t, read.URLs, 2)
	assert.Equal(t, "https://news.example/news/one", read.URLs[0].Loc)
	assert.Equal(t, "2026-03-01T11:00:00Z", read.URLs[0].LastMod)
}

func TestASitemapThatCanNotBeWritten(t *testing.T) {
	require.ErrorIs(t, render.Sitemap(io.Discard, render.Site{}, views()), render.ErrNoBase)
	broken := errors.New("broken")
	require.ErrorIs(t, render.Sitemap(io.Discard, mapped(t), func(yield func(article.View, error) bool) {
		yield(article.View{}, broken)
	}), broken)
	require.ErrorIs(t, render.Sitemap(io.Discard, mapped(t), func(yield func(article.View, error) bool) {
		for yield(named("one"), nil) {
		}
	}), render.ErrTooMany)

	many := make([]article.View, 100)
	for i := range many {
		many[i] = named("one")
	}
	var whole bytes.Buffer
	require.NoError(t, render.Sitemap(&whole, mapped(t), views(many...)))
	for left := 0; left < whole.Len(); left += 211 {
		require.ErrorIs(t, render.Sitemap(&full{left}, mapped(t), views(many...)), errFull, left)
	}
}

func ExampleSitemap() {
	site, err := render.NewSite(render.Config{Name: "News", BaseURL: "https://news.example", Lang: "en", Linker: render.Paths{Article: "/news/"}})
	if err != nil {
		panic(err)
	}
	if err := render.Sitemap(os.Stdout, site, views(named("cranes-move-again"))); err != nil {
		panic(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
	// <url>
	// <loc>https://news.example/news/cranes-move-again</loc>
	// <lastmod>2026-03-01T11:00:00Z</lastmod>
	// </url>
	// </urlset>
}

func TestANewsSitemapHoldsTheStoriesOfTwoDays(t *testing.T) {
	now := named("x").Published
	story := func(name string, ago time.Duration, lang string) article.View {
		v := named(name)
		v.Headlines, v.Published, v.Lang = article.Texts{{Value: "T"}}, now.Add(-ago), lang
		return v
	}
	page, untitled := story("about", 0, "en"), named("untitled")
	page.Kind = article.Page
	var out bytes.Buffer
	vs := views(story("now", 0, "pt-BR"), story("old", 48*time.Hour, "zh-Hant"), story("older", 48*time.Hour+1, ""), story("later", -1, ""), page, untitled, story("zh", 0, "zh"))
	require.NoError(t, render.NewsSitemap(&out, mapped(t), now, vs))
	var read struct {
		Locs  []string `xml:"url>loc"`
		Langs []string `xml:"url>news>publication>language"`
		Dates []string `xml:"url>news>publication_date"`
	}
	require.NoError(t, xml.Unmarshal(out.Bytes(), &read))
	assert.Equal(t, []string{"https://news.example/news/now", "https://news.example/news/old", "https://news.example/news/zh"}, read.Locs)
	assert.Equal(t, []string{"pt", "zh-tw", "zh-cn"}, read.Langs)
	assert.Equal(t, "2026-03-01T11:00:00Z", read.Dates[0])

	many := func(yield func(article.View, error) bool) {
		for range render.MaxNewsSitemap + 1 {
			if !yield(story("x", 0, "en"), nil) {
				return
			}
		}
	}
	require.ErrorIs(t, render.NewsSitemap(io.Discard, mapped(t), now, many), render.ErrTooMany)
	parts := 0
	for i, part := range render.Parts(many, render.MaxNewsSitemap) {
		require.NoError(t, render.NewsSitemap(io.Discard, mapped(t), now, part))
		parts = i + 1
	}
	assert.Equal(t, 2, parts)
}

func TestGoogleNewsIsNotToldWhatStandsInBrackets(t *testing.T) {
	site, err := render.NewSite(render.Config{Name: "The Gazette (London)", BaseURL: "https://news.example", Linker: render.Paths{Article: "/news/"}})
	require.NoError(t, err)
	v := named("x")
	v.Headlines = article.Texts{{Value: "T"}}
	var out strings.Builder
	require.NoError(t, render.NewsSitemap(&out, site, v.Published, views(v)))
	assert.Contains(t, out.String(), "<news:name>The Gazette</news:name>")
}

func TestASitemapNamesPicturesAndOtherLanguages(t *testing.T) {
	v := named("x")
	v.Lead = &article.Image{URL: "/a b.jpg"}
	image := func(url string) article.Image { return article.Image{URL: url} }
	v.Body = article.Body{
		{Content: article.Figure{Image: image("/b.jpg")}},
		{Content: article.Gallery{Images: []article.Slide{{Image: image("https://c.example/c.jpg?d=1&e=2")}}}},
	}
	site, err := render.NewSite(render.Config{Name: "N", BaseURL: "https://news.example", Linker: abroad{render.Paths{Article: "/news/"}}})
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, render.Sitemap(&out, site, views(v)))
	var read struct {
		Pictures []string `xml:"url>image>loc"`
		Links    []struct {
			Lang string `xml:"hreflang,attr"`
		} `xml:"url>link"`
	}
	require.NoError(t, xml.Unmarshal(out.Bytes(), &read))
	assert.Equal(t, []string{"https://news.example/b.jpg", "https://c.example/c.jpg?d=1&e=2"}, read.Pictures)
	assert.Len(t, read.Links, 2)
}

func TestAnIndexLeavesOutWhatIsNoAddressAndHasALimit(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, render.SitemapIndex(&out, mapped(t), func(yield func(render.SitemapFile, error) bool) {
		_ = yield(render.SitemapFile{URL: "javascript:x"}, nil) && yield(render.SitemapFile{URL: "/a.xml"}, nil)
	}))
	assert.Equal(t, 1, strings.Count(out.String(), "<loc>"))
	require.ErrorIs(t, render.SitemapIndex(io.Discard, mapped(t), func(yield func(render.SitemapFile, error) bool) {
		for yield(render.SitemapFile{}, nil) {
		}
	}), render.ErrTooMany)
}

func TestPartsAreRunsOfASequenceEachReadOnce(t *testing.T) {
	broken := errors.New("broken")
	numbers := func(n int) func(func(int, error) bool) {
		return func(yield func(int, error) bool) {
			for i := range n {
				if !yield(i, nil) {
					return
				}
			}
			yield(-1, broken)
		}
	}
	for _, tt := range []struct {
		n, take int
		want    [][]int
	}{
		{0, 9, [][]int{{-1}}}, {2, 9, [][]int{{0, 1, -1}}}, {3, 9, [][]int{{0, 1, 2}, {-1}}}, {7, 9, [][]int{{0, 1, 2}, {3, 4, 5}, {6, -1}}}, {7, 1, [][]int{{0}, {3}, {6}}}, {7, 0, [][]int{nil, nil, nil}},
	} {
		var got [][]int
		for i, part := range render.Parts(numbers(tt.n), 3) {
			var run []int
			for v := range part {
				if len(run) == tt.take {
					break
				}
				run = append(run, v)
			}
			require.Equal(t, len(got), i)
			got = append(got, run)
		}
		assert.Equal(t, tt.want, got, "%d, %d of each", tt.n, tt.take)
	}
	for range render.Parts(numbers(9), 3) {
		break
	}
	for i := range render.Parts(func(func(int, error) bool) {}, 3) {
		t.Fatal("a run of nothing", i)
	}
}

func TestASitemapCanBeCompressed(t *testing.T) {
	var out bytes.Buffer
	write := func(w io.Writer) error { return render.Sitemap(w, mapped(t), views(named("one"))) }
	require.NoError(t, render.Gzip(&out, write))
	z, err := gzip.NewReader(&out)
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.Contains(t, string(text), "<loc>https://news.example/news/one</loc>")
	require.ErrorIs(t, render.Gzip(&full{}, write), errFull)
	require.ErrorIs(t, render.Gzip(&full{20}, write), errFull)
	require.ErrorIs(t, render.Gzip(io.Discard, func(io.Writer) error { return errFull }), errFull)
}
