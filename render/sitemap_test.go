package render_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
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
	// <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
	// <url>
	// <loc>https://news.example/news/cranes-move-again</loc>
	// <lastmod>2026-03-01T11:00:00Z</lastmod>
	// </url>
	// </urlset>
}
