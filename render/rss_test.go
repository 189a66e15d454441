package render_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy/slug"
	labels "github.com/newsjunction/news/taxonomy/text"
)

// parsed is a feed as a reader of it sees it.
type parsed struct {
	Title       string `xml:"channel>title"`
	Description string `xml:"channel>description"`
	Language    string `xml:"channel>language"`
	Self        struct {
		Href string `xml:"href,attr"`
		Rel  string `xml:"rel,attr"`
	} `xml:"http://www.w3.org/2005/Atom channel>link"`
	Items []struct {
		Title       string   `xml:"title"`
		Link        string   `xml:"link"`
		Date        string   `xml:"pubDate"`
		Description string   `xml:"description"`
		Creators    []string `xml:"http://purl.org/dc/elements/1.1/ creator"`
		Language    string   `xml:"http://purl.org/dc/elements/1.1/ language"`
		Content     string   `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		GUID        struct {
			Value     string `xml:",chardata"`
			Permalink string `xml:"isPermaLink,attr"`
		} `xml:"guid"`
		Categories []struct {
			Label  string `xml:",chardata"`
			Domain string `xml:"domain,attr"`
		} `xml:"category"`
	} `xml:"channel>item"`
}

func views(vs ...article.View) iter.Seq2[article.View, error] {
	return func(yield func(article.View, error) bool) {
		for _, v := range vs {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func feed(t testing.TB, site render.Site, vs ...article.View) string {
	var out strings.Builder
	require.NoError(t, render.RSS(&out, site, views(vs...)))
	return out.String()
}

func read(t testing.TB, document string) parsed {
	var p parsed
	require.NoError(t, xml.Unmarshal([]byte(document), &p))
	return p
}

// view has a body with what is hard to put into a feed.
func view(t testing.TB, title string) article.View {
	line, err := inline.Parse(`See <a href="/news/ferry">the ferry</a>, <em>please</em>.`)
	require.NoError(t, err)
	contents := []article.BlockContent{
		article.Paragraph{Text: line}, article.Paragraph{Text: inline.Text(title)}, article.Code{Text: title},
		article.Figure{Image: article.Image{URL: "/p.jpg", Alt: title}},
		article.Raw{HTML: `<p onclick="x()">raw]]></p><script>bad()</script>`},
	}
	v := article.View{Teaser: teaser(title)}
	for _, c := range contents {
		v.Body = append(v.Body, article.Block{Content: c})
	}
	return v
}

func TestAReaderOfTheFeedSeesTheStory(t *testing.T) {
	p := read(t, feed(t, newSite(t, "Gazette"), view(t, "Calm sea")))
	assert.Equal(t, "en", p.Language)
	assert.Equal(t, "https://gazette.example/feed.xml", p.Self.Href)
	assert.Equal(t, "self", p.Self.Rel)
	require.Len(t, p.Items, 1)
	item := p.Items[0]
	assert.Equal(t, "https://gazette.example/news/calm-sea", item.Link)
	assert.Equal(t, "Tue, 01 Aug 2023 08:30:00 +0200", item.Date)
	assert.Equal(t, "urn:uuid:"+teaser("").ID.String(), item.GUID.Value)
	assert.Equal(t, "false", item.GUID.Permalink)
	assert.Equal(t, []string{"Mara Quist", "Ilan Reef"}, item.Creators)
	assert.Equal(t, "Calm sea is a deck", item.Description)
	require.Len(t, item.Categories, 4)
	assert.Equal(t, "Asia", item.Categories[0].Label)
	assert.Equal(t, "https://gazette.example/section/asia", item.Categories[0].Domain)
	assert.Equal(t, "https://gazette.example/tag/cpp", item.Categories[3].Domain)
}

func TestAFeedLinksAbsolutelyAndRunsNothing(t *testing.T) {
	content := read(t, feed(t, newSite(t, "Gazette"), view(t, "Calm sea"))).Items[0].Content
	assert.Contains(t, content, `href="https://gazette.example/news/ferry"`)
	assert.Contains(t, content, `src="https://gazette.example/p.jpg"`)
	assert.NotContains(t, content, "onclick")
	assert.NotContains(t, content, "script")
}

func TestHostileTitlesComeBackByteEqual(t *testing.T) {
	for _, title := range hostile {
		t.Run(title, func(t *testing.T) {
			p := read(t, feed(t, newSite(t, title), view(t, title)))
			assert.Equal(t, title, p.Title)
			assert.Equal(t, title+", every morning", p.Description)
			require.Len(t, p.Items, 1)
			assert.Equal(t, title, p.Items[0].Title)
			assert.Equal(t, title+" is a deck", p.Items[0].Description)
			assert.Equal(t, title+" sea", p.Items[0].Categories[2].Label)
		})
	}
}

func TestAFeedHoldsNoPages(t *testing.T) {
	about := article.View{Teaser: teaser("About")}
	about.Kind = article.Page
	assert.Empty(t, read(t, feed(t, newSite(t, "Gazette"), about)).Items)
}

func TestATermWithoutAPageHasNoDomain(t *testing.T) {
	site, err := render.NewSite(render.Config{Name: "x", BaseURL: "https://x.example", Linker: render.Paths{}})
	require.NoError(t, err)
	p := read(t, feed(t, site.With(treeOfSea{}, nil), view(t, "Calm sea")))
	require.NotEmpty(t, p.Items[0].Categories)
	assert.Empty(t, p.Items[0].Categories[0].Domain)
	assert.Empty(t, p.Items[0].Link)
}

func TestAnEmptyFeedIsAFeed(t *testing.T) {
	p := read(t, feed(t, newSite(t, "Gazette")))
	assert.Equal(t, "Gazette", p.Title)
	assert.Empty(t, p.Items)
}

func TestAFailedReadEndsTheFeed(t *testing.T) {
	broken := errors.New("store is gone")
	err := render.RSS(io.Discard, newSite(t, "Gazette"), func(yield func(article.View, error) bool) {
		_ = yield(view(t, "x"), nil) && yield(article.View{}, broken)
	})
	require.ErrorIs(t, err, broken)
}

func TestAFailedWriterIsNotAskedForMoreStories(t *testing.T) {
	asked := 0
	err := render.RSS(&full{100}, newSite(t, "Gazette"), func(yield func(article.View, error) bool) {
		for asked < 1000 && yield(view(t, "x"), nil) {
			asked++
		}
	})
	require.ErrorIs(t, err, errFull)
	assert.Less(t, asked, 100)
}

func FuzzRSS(f *testing.F) {
	for _, title := range hostile {
		f.Add(title, title)
	}
	f.Add("a\x00\x0b\uFFFEb", "\xff]]\x00>")
	f.Fuzz(func(t *testing.T, title, raw string) {
		v := view(t, title)
		v.Body = append(v.Body, article.Block{Content: article.Raw{HTML: raw}})
		p := read(t, feed(t, newSite(t, "Gazette"), v))
		require.Len(t, p.Items, 1)
		if title != "" && labels.Check(title) == nil && !strings.ContainsAny(title, "\uFFFE\uFFFF") {
			require.Equal(t, title, p.Items[0].Title)
		}
	})
}

func ExampleRSS() {
	routes := render.Paths{Article: "/news/"}
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: routes})
	if err != nil {
		fmt.Println(err)
		return
	}
	story := article.View{
		Teaser: article.Teaser{
			ID: article.IDFor("example", "1"), Lang: "en", Name: slug.Name{Scope: "article", Slug: "fish"},
			Headlines: article.Texts{{Value: "Fish & ships"}}, Published: time.Date(2023, 8, 1, 6, 30, 0, 0, time.UTC),
		},
		Body: article.Body{{Content: article.Paragraph{Text: inline.Text("The fleet is in.")}}},
	}
	if err := render.RSS(os.Stdout, site, views(story)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
	// <channel>
	// <title>Harbour Gazette</title>
	// <link>https://gazette.example/</link>
	// <description>Harbour Gazette</description>
	// <language>en</language>
	// <lastBuildDate>Tue, 01 Aug 2023 06:30:00 +0000</lastBuildDate>
	// <generator>github.com/newsjunction/news</generator>
	// <item>
	// <title>Fish &amp; ships</title>
	// <link>https://gazette.example/news/fish</link>
	// <guid isPermaLink="false">urn:uuid:c249645b-a9c9-5738-b7e9-cf4a250d57c8</guid>
	// <pubDate>Tue, 01 Aug 2023 06:30:00 +0000</pubDate>
	// <dc:creator>Harbour Gazette</dc:creator>
	// <description>The fleet is in.</description>
	// <content:encoded><![CDATA[<p>The fleet is in.</p>]]></content:encoded>
	// </item>
	// </channel>
	// </rss>
}

func TestAFeedHoldsTheSummaryAloneOfWhatIsNotForEverybody(t *testing.T) {
	v := article.View{Teaser: teaser("Calm sea"), Body: article.Body{{Content: article.Paragraph{Text: inline.Text("The text itself.")}}}}
	v.Source, v.Rights.Notice = "Reuters", "© Reuters & Sons"
	v.SignedAs = "By our own correspondent"
	for access, whole := range map[article.Access]bool{article.Public: true, article.Members: false, article.Paid: false} {
		v.Access = access
		var feed strings.Builder
		require.NoError(t, render.RSS(&feed, newSite(t, "Gazette"), func(yield func(article.View, error) bool) { yield(v, nil) }))
		assert.Equal(t, whole, strings.Contains(feed.String(), "The text itself."), access)
		assert.Contains(t, feed.String(), "Calm sea is a deck")
		assert.Contains(t, feed.String(), "<dc:rights>© Reuters &amp; Sons</dc:rights>")
		assert.Contains(t, feed.String(), "<dc:source>Reuters</dc:source>")
		assert.Contains(t, feed.String(), "<dc:creator>Mara Quist</dc:creator>")
		assert.NotContains(t, feed.String(), "correspondent", "a line kept from a source stands on pages alone")
	}
}
