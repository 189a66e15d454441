package bench

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	peer "github.com/gorilla/feeds"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// addresses is a Linker that has each address ready, so that what it costs to make one
// is no part of the measure: the peers are given theirs, too.
type addresses struct {
	render.Paths
	articles map[article.ID]string
}

func (a addresses) ArticleURL(t article.Teaser) string { return a.articles[t.ID] }

// paper is a site and a run of real stories; html are their bodies as the peers, which
// know no blocks, are given them.
func paper(tb testing.TB, n int) (site render.Site, stories []article.View, html []string) {
	routes := addresses{render.Paths{Category: "/section/", Tag: "/tag/"}, make(map[article.ID]string)}
	site, err := render.NewSite(render.Config{
		Name: "Gazette", BaseURL: "https://gazette.example", Description: "News", Linker: routes,
		Feeds: render.Feeds{RSS: "/feed.xml", Atom: "/atom.xml", JSON: "/feed.json"},
	})
	require.NoError(tb, err)
	world, sea := taxonomy.CategoryID("bench", "world"), taxonomy.TagID("bench", "sea")
	tree, _ := taxonomy.Load(
		[]taxonomy.Category{{Term: taxonomy.Term{ID: world, Slug: "world", Labels: taxonomy.Labels{{Text: "World"}}}}},
		[]taxonomy.Tag{{Term: taxonomy.Term{ID: sea, Slug: "sea", Labels: taxonomy.Labels{{Text: "Sea"}}}}}, taxonomy.Options{})
	site = site.With(tree, nil)
	sources := realBodies(tb)
	for i := range n {
		body, _, err := htmlbody.Parse(strings.NewReader(sources[i%len(sources)]), sanitize.Article())
		require.NoError(tb, err)
		id := article.IDFor("bench", fmt.Sprint(i))
		routes.articles[id] = fmt.Sprint("https://gazette.example/news/story-", i)
		at := time.Date(2026, 3, 1, 12, 0, i, 0, time.UTC)
		stories = append(stories, article.View{Body: body, Teaser: article.Teaser{
			ID: id, Lang: "en", Name: slug.Name{Slug: fmt.Sprint("story-", i)},
			Headlines: article.Texts{{Value: fmt.Sprint("Fish & ships, part ", i)}}, Summaries: article.Texts{{Value: "The fleet is in, and it brought more fish than anybody can eat."}},
			Byline: article.Byline{{Name: "Ann Poe"}}, Lead: &article.Image{URL: "/p.jpg", Alt: "x", Width: 1200, Height: 800},
			Filing:    article.Filing{Category: world, Tags: []article.Tagging{{Term: sea}}},
			Published: at, Modified: at,
		}})
		var read struct {
			Items []struct {
				HTML string `json:"content_html"`
			} `json:"items"`
		}
		var out strings.Builder
		require.NoError(tb, render.JSONFeed(&out, site, run(stories[i:])))
		require.NoError(tb, json.Unmarshal([]byte(out.String()), &read))
		html = append(html, read.Items[0].HTML)
	}
	return site, stories, html
}

func realBodies(tb testing.TB) (all []string) {
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "bodies", "wporg.jsonl"))
	if err != nil {
		if os.Getenv("CI") != "" {
			tb.Fatal("the real bodies are absent")
		}
		tb.Skip("the real bodies are absent")
	}
	defer file.Close()
	for lines := json.NewDecoder(bufio.NewReader(file)); lines.More(); {
		var line struct{ HTML string }
		require.NoError(tb, lines.Decode(&line))
		all = append(all, line.HTML)
	}
	return all
}

// written returns the bodies of stories as HTML, as a program without the library's
// feeds would have to make it first.
func written(stories []article.View) ([]string, error) {
	html := make([]string, len(stories))
	for i, v := range stories {
		var out strings.Builder
		if err := htmlbody.Write(&out, v.Body, htmlbody.Options{}); err != nil {
			return nil, err
		}
		html[i] = out.String()
	}
	return html, nil
}

// fromBlocks is a job that begins where the library's does: at the blocks of a body.
func fromBlocks(stories []article.View, write func(html []string) error) func() error {
	return func() error {
		html, err := written(stories)
		if err != nil {
			return err
		}
		return write(html)
	}
}

func run(stories []article.View) iter.Seq2[article.View, error] {
	return func(yield func(article.View, error) bool) {
		for _, v := range stories {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// The structs that a program without the library writes its documents from.
type (
	rssDoc struct {
		XMLName xml.Name  `xml:"rss"`
		Version string    `xml:"version,attr"`
		Title   string    `xml:"channel>title"`
		Link    string    `xml:"channel>link"`
		Items   []rssItem `xml:"channel>item"`
	}
	rssItem struct {
		Title, Link, GUID, PubDate, Creator string
		Categories                          []string
		Description                         string
		Content                             string `xml:"content:encoded"`
	}
	atomDoc struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string      `xml:"title"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		Title   string   `xml:"title"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Name    string   `xml:"author>name"`
		Terms   []string `xml:"category"`
		Summary string   `xml:"summary"`
		Content string   `xml:"content"`
	}
	feedDoc struct {
		Version, Title string
		Items          []feedItem
	}
	feedItem struct {
		ID, URL, Title, ContentHTML, Summary, Published string
		Tags                                            []string
	}
	mapDoc struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []mapURL `xml:"url"`
	}
	mapURL struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
	}
)

// times runs the jobs by turns, so that a busy machine slows all alike, and reports the
// first one's time, and those of the others as multiples of it.
func times(b *testing.B, names []string, jobs ...func() error) {
	b.Helper()
	spent := make([]time.Duration, len(jobs))
	for b.Loop() {
		for i, job := range jobs {
			start := time.Now()
			if err := job(); err != nil {
				b.Fatal(err)
			}
			spent[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(spent[0].Microseconds())/float64(b.N), "us/ours")
	for i, name := range names {
		b.ReportMetric(float64(spent[i+1])/float64(spent[0]), "x/"+name)
	}
}

func BenchmarkRSS(b *testing.B) {
	site, stories, html := paper(b, 100)
	gorilla := func(html []string) error {
		feed := &peer.Feed{Title: "Gazette", Link: &peer.Link{Href: "https://gazette.example/"}, Description: "News"}
		for i, v := range stories {
			feed.Items = append(feed.Items, &peer.Item{
				Title: v.Headline(""), Link: &peer.Link{Href: site.ArticleURL(v.Teaser)}, Author: &peer.Author{Name: "Ann Poe"},
				Description: v.Summary(""), Id: v.ID.String(), Created: v.Published, Updated: v.Modified, Content: html[i],
			})
		}
		return feed.WriteRss(io.Discard)
	}
	structs := func(html []string) error {
		doc := rssDoc{Version: "2.0", Title: "Gazette", Link: "https://gazette.example/"}
		for i, v := range stories {
			doc.Items = append(doc.Items, rssItem{
				v.Headline(""), site.ArticleURL(v.Teaser), v.ID.String(), v.Published.Format(time.RFC1123Z), "Ann Poe", []string{"World", "Sea"}, v.Summary(""), html[i],
			})
		}
		return xml.NewEncoder(io.Discard).Encode(doc)
	}
	times(b, []string{"gorilla", "encoding/xml", "gorilla-html-ready", "encoding/xml-html-ready"},
		func() error { return render.RSS(io.Discard, site, run(stories)) },
		fromBlocks(stories, gorilla), fromBlocks(stories, structs),
		func() error { return gorilla(html) }, func() error { return structs(html) })
}

func BenchmarkAtom(b *testing.B) {
	site, stories, html := paper(b, 100)
	structs := func(html []string) error {
		doc := atomDoc{Title: "Gazette"}
		for i, v := range stories {
			doc.Entries = append(doc.Entries, atomEntry{v.Headline(""), v.ID.String(), v.Modified.Format(time.RFC3339), "Ann Poe", []string{"World", "Sea"}, v.Summary(""), html[i]})
		}
		return xml.NewEncoder(io.Discard).Encode(doc)
	}
	times(b, []string{"encoding/xml", "encoding/xml-html-ready"},
		func() error { return render.Atom(io.Discard, site, run(stories)) },
		fromBlocks(stories, structs), func() error { return structs(html) })
}

func BenchmarkJSONFeed(b *testing.B) {
	site, stories, html := paper(b, 100)
	structs := func(html []string) error {
		doc := feedDoc{Version: "https://jsonfeed.org/version/1.1", Title: "Gazette"}
		for i, v := range stories {
			doc.Items = append(doc.Items, feedItem{v.ID.String(), site.ArticleURL(v.Teaser), v.Headline(""), html[i], v.Summary(""), v.Published.Format(time.RFC3339), []string{"World", "Sea"}})
		}
		return json.NewEncoder(io.Discard).Encode(doc)
	}
	times(b, []string{"encoding/json", "encoding/json-html-ready"},
		func() error { return render.JSONFeed(io.Discard, site, run(stories)) },
		fromBlocks(stories, structs), func() error { return structs(html) })
}

func BenchmarkSitemap(b *testing.B) {
	site, stories, _ := paper(b, 1)
	many := func(yield func(article.View, error) bool) {
		for range render.MaxSitemap {
			if !yield(stories[0], nil) {
				return
			}
		}
	}
	times(b, []string{"encoding/xml"},
		func() error { return render.Sitemap(io.Discard, site, many) },
		func() error {
			var doc mapDoc
			for v := range many {
				doc.URLs = append(doc.URLs, mapURL{site.ArticleURL(v.Teaser), v.Modified.Format(time.RFC3339)})
			}
			return xml.NewEncoder(io.Discard).Encode(doc)
		})
}

func BenchmarkJSONLD(b *testing.B) {
	site, stories, _ := paper(b, 1)
	var out strings.Builder
	require.NoError(b, render.JSONLD(&out, site, stories[0]))
	var same map[string]any // the same graph, as the maps that a program without the library builds
	require.NoError(b, json.Unmarshal([]byte(out.String()), &same))
	nodes := same["@graph"].([]any)
	story := nodes[len(nodes)-1].(map[string]any)
	times(b, []string{"encoding/json"},
		func() error { return render.JSONLD(io.Discard, site, stories[0]) },
		func() error {
			story["wordCount"] = stories[0].Words(site.Config().Reading) // most of the work, of either
			return json.NewEncoder(io.Discard).Encode(same)
		})
}

// spentOn returns how often and how much a job allocates.
func spentOn(t *testing.T, job func() error) (allocations, bytes uint64) {
	var before, after runtime.MemStats
	require.NoError(t, job())
	runtime.GC()
	runtime.ReadMemStats(&before)
	require.NoError(t, job())
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
}

func TestAnItemOfAFeedAllocatesNothing(t *testing.T) {
	site, stories, _ := paper(t, 200)
	for name, write := range map[string]func(io.Writer, render.Site, iter.Seq2[article.View, error]) error{
		"rss": render.RSS, "atom": render.Atom, "json": render.JSONFeed,
	} {
		for i := range stories { // one and the same, so that no body is the first of its size
			stories[i].Body = stories[0].Body
		}
		few, _ := spentOn(t, func() error { return write(io.Discard, site, run(stories[:100])) })
		all, _ := spentOn(t, func() error { return write(io.Discard, site, run(stories)) })
		require.Less(t, all, few+20, "%s: %d for 100 items, %d for 200", name, few, all)
	}
}

func TestASitemapOfAnySizeTakesTheSameMemory(t *testing.T) {
	site, stories, _ := paper(t, 1)
	sized := func(n int) func() error {
		return func() error {
			return render.Sitemap(io.Discard, site, func(yield func(article.View, error) bool) {
				for range n {
					if !yield(stories[0], nil) {
						return
					}
				}
			})
		}
	}
	_, few := spentOn(t, sized(1000)) // enough to fill all buffers
	_, many := spentOn(t, sized(render.MaxSitemap))
	require.Less(t, many, 2*few, "%d bytes for 1,000 addresses, %d for %d", few, many, render.MaxSitemap)
}
