package bench

import (
	"bufio"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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
	var room []byte
	for i, v := range stories {
		var err error
		if room, err = htmlbody.Append(room[:0], v.Body, htmlbody.Options{Medium: htmlbody.Feed}); err != nil {
			return nil, err
		}
		html[i] = string(room)
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
		Title       string       `xml:"title"`
		Link        string       `xml:"link"`
		GUID        string       `xml:"guid"`
		PubDate     string       `xml:"pubDate"`
		Creator     string       `xml:"dc:creator"`
		Categories  []string     `xml:"category"`
		Description string       `xml:"description"`
		Enclosure   rssEnclosure `xml:"enclosure"`
		Content     string       `xml:"content:encoded"`
	}
	rssEnclosure struct {
		URL    string `xml:"url,attr"`
		Length int    `xml:"length,attr"`
		Type   string `xml:"type,attr"`
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
		Loc     string   `xml:"loc"`
		LastMod string   `xml:"lastmod"`
		Images  []string `xml:"image:image>image:loc"`
	}
	// ldNode is a node of JSON-LD with the members that the story of the benchmark has.
	ldNode struct {
		Type          string   `json:"@type,omitempty"`
		ID            string   `json:"@id,omitempty"`
		Name          string   `json:"name,omitempty"`
		URL           string   `json:"url,omitempty"`
		ContentURL    string   `json:"contentUrl,omitempty"`
		Width         int      `json:"width,omitempty"`
		Height        int      `json:"height,omitempty"`
		Caption       string   `json:"caption,omitempty"`
		Trail         []ldNode `json:"itemListElement,omitempty"`
		Position      int      `json:"position,omitempty"`
		Item          string   `json:"item,omitempty"`
		Page          *ldNode  `json:"mainEntityOfPage,omitempty"`
		Headline      string   `json:"headline,omitempty"`
		Description   string   `json:"description,omitempty"`
		Lang          string   `json:"inLanguage,omitempty"`
		DatePublished string   `json:"datePublished,omitempty"`
		DateModified  string   `json:"dateModified,omitempty"`
		Image         []ldNode `json:"image,omitempty"`
		Thumbnail     string   `json:"thumbnailUrl,omitempty"`
		Author        []ldNode `json:"author,omitempty"`
		Publisher     *ldNode  `json:"publisher,omitempty"`
		IsPartOf      *ldNode  `json:"isPartOf,omitempty"`
		Sections      []string `json:"articleSection,omitempty"`
		Keywords      []string `json:"keywords,omitempty"`
		WordCount     int      `json:"wordCount,omitempty"`
		Free          *bool    `json:"isAccessibleForFree,omitempty"`
	}
	ldDoc struct {
		Context string   `json:"@context"`
		Graph   []ldNode `json:"@graph"`
	}
)

// turn is how long a job is repeated before it is the next one's turn: long enough for
// it to have its own garbage collected, short enough that what else the machine does
// hits all jobs alike.
const turn = 20 * time.Millisecond

// times runs the jobs by turns, and reports the processor time of the first one, and
// those of the others as multiples of it, each the median of its turns.
func times(b *testing.B, names []string, jobs ...func() error) {
	b.Helper()
	var failed error
	spent := make([][]time.Duration, len(jobs))
	repeat := make([]int, len(jobs))
	work := func(i, n int) time.Duration {
		runtime.GC() // of what the job before it left
		return timed(func() {
			for range n {
				failed = cmp.Or(failed, jobs[i]())
			}
		})
	}
	for i := range jobs {
		work(i, 1) // which fills what is filled once
		repeat[i] = int(max(turn/max(work(i, 1), 1), 1))
	}
	for b.Loop() {
		for i := range jobs {
			spent[i] = append(spent[i], work(i, repeat[i])/time.Duration(repeat[i]))
		}
	}
	require.NoError(b, failed)
	for i := range jobs {
		slices.Sort(spent[i])
	}
	ours := spent[0][len(spent[0])/2]
	b.ReportMetric(float64(ours.Nanoseconds())/1000, "us/ours")
	for i, name := range names {
		b.ReportMetric(float64(spent[i+1][len(spent[i+1])/2])/float64(ours), "x/"+name)
	}
}

func BenchmarkRSS(b *testing.B) {
	site, stories, html := paper(b, 100)
	const picture = "https://gazette.example/p.jpg"
	gorilla := func(html []string) error {
		feed := &peer.Feed{Title: "Gazette", Link: &peer.Link{Href: "https://gazette.example/"}, Description: "News"}
		for i, v := range stories {
			feed.Items = append(feed.Items, &peer.Item{
				Title: v.Headline(""), Link: &peer.Link{Href: site.ArticleURL(v.Teaser)}, Author: &peer.Author{Name: "Ann Poe"},
				Description: v.Summary(""), Id: v.ID.String(), Created: v.Published, Updated: v.Modified, Content: html[i],
				Enclosure: &peer.Enclosure{Url: picture, Length: "0", Type: "image/jpeg"},
			})
		}
		return feed.WriteRss(io.Discard)
	}
	structs := func(html []string) error {
		doc := rssDoc{Version: "2.0", Title: "Gazette", Link: "https://gazette.example/"}
		for i, v := range stories {
			doc.Items = append(doc.Items, rssItem{
				v.Headline(""), site.ArticleURL(v.Teaser), v.ID.String(), v.Published.Format(time.RFC1123Z), "Ann Poe", []string{"World", "Sea"}, v.Summary(""),
				rssEnclosure{picture, 0, "image/jpeg"}, html[i],
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
	var out strings.Builder
	require.NoError(b, render.Sitemap(&out, site, run(stories)))
	var read struct { // a start tag with a prefix is matched without it
		Images []string `xml:"url>image>loc"`
	}
	require.NoError(b, xml.Unmarshal([]byte(out.String()), &read))
	require.NotEmpty(b, read.Images)
	times(b, []string{"encoding/xml"},
		func() error { return render.Sitemap(io.Discard, site, many) },
		func() error {
			var doc mapDoc
			for v := range many {
				doc.URLs = append(doc.URLs, mapURL{site.ArticleURL(v.Teaser), v.Modified.Format(time.RFC3339), read.Images})
			}
			return xml.NewEncoder(io.Discard).Encode(doc)
		})
}

// nodesOf makes the graph of a story that a program without the library encodes.
func nodesOf(site render.Site, v *article.View) ldDoc {
	c, address := site.Config(), site.ArticleURL(v.Teaser)
	home, published := c.BaseURL+"/", v.Published.Format(time.RFC3339)
	publisher, person := ldNode{ID: home + "#publisher"}, ldNode{ID: address + "#credit-1"}
	picture, free := c.BaseURL+v.Lead.URL, v.Access == article.Public
	trail := []ldNode{{Type: "ListItem", Position: 1, Name: c.Name, Item: home}}
	story := ldNode{
		Type: "NewsArticle", ID: address + "#article", URL: address, Page: &ldNode{Type: "WebPage", ID: address},
		Headline: v.Headline(""), Name: v.Headline(""), Description: v.Summary(article.Social), Lang: v.Lang,
		DatePublished: published, DateModified: v.Modified.Format(time.RFC3339), Thumbnail: picture,
		Image:  []ldNode{{Type: "ImageObject", URL: picture, ContentURL: picture, Width: v.Lead.Width, Height: v.Lead.Height, Caption: v.Lead.Alt}},
		Author: []ldNode{person}, Publisher: &publisher, IsPartOf: &ldNode{ID: home + "#site"}, WordCount: v.Words(c.Reading), Free: &free,
	}
	for _, section := range site.Categories(v.Teaser) {
		story.Sections = append(story.Sections, section.Labels.In(v.Lang))
		trail = append(trail, ldNode{Type: "ListItem", Position: len(trail) + 1, Name: section.Labels.In(v.Lang), Item: c.BaseURL + "/section/" + section.Slug})
	}
	for _, tag := range site.Tags(v.Teaser) {
		story.Keywords = append(story.Keywords, tag.Labels.In(v.Lang))
	}
	trail = append(trail, ldNode{Type: "ListItem", Position: len(trail) + 1, Name: v.Headline(""), Item: address})
	return ldDoc{"https://schema.org", []ldNode{
		{Type: "NewsMediaOrganization", ID: publisher.ID, Name: c.Publisher, URL: home},
		{Type: "WebSite", ID: home + "#site", URL: home, Name: c.Name, Description: c.Description, Lang: c.Lang, Publisher: &publisher},
		{Type: "BreadcrumbList", ID: address + "#breadcrumb", Trail: trail},
		{Type: "Person", ID: person.ID, Name: v.Byline[0].Name},
		story,
	}}
}

// The story has no body: to count its words is the same work for both, and more than
// all the rest; BenchmarkHead has it.
func BenchmarkJSONLD(b *testing.B) {
	site, stories, _ := paper(b, 1)
	var out strings.Builder
	require.NoError(b, render.JSONLD(&out, site, stories[0]))
	same, err := json.Marshal(nodesOf(site, &stories[0]))
	require.NoError(b, err)
	require.JSONEq(b, out.String(), string(same), "both write the same")
	stories[0].Body = nil
	ready := nodesOf(site, &stories[0])
	times(b, []string{"encoding/json", "encoding/json-nodes-ready"},
		func() error { return render.JSONLD(io.Discard, site, stories[0]) },
		func() error { return json.NewEncoder(io.Discard).Encode(nodesOf(site, &stories[0])) },
		func() error { return json.NewEncoder(io.Discard).Encode(ready) })
}

// What the metadata of a page costs, JSON-LD included, which a page without a cache
// makes at each request.
func BenchmarkHead(b *testing.B) {
	site, stories, _ := paper(b, 1)
	b.ReportAllocs()
	for b.Loop() {
		if site.ArticleHead(stories[0]).Data == "" {
			b.Fatal("a head without data")
		}
	}
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
