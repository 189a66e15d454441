package render_test

import (
	"os"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy/slug"
)

// fish is a story of one paragraph.
func fish() article.View {
	return article.View{
		Teaser: article.Teaser{
			ID: article.IDFor("example", "1"), Lang: "en", Name: slug.Name{Scope: "article", Slug: "fish"},
			Headlines: article.Texts{{Value: "Fish & ships"}}, Byline: article.Byline{{Name: "Ann Poe"}},
			Published: time.Date(2023, 8, 1, 6, 30, 0, 0, time.UTC),
		},
		Body: article.Body{{Content: article.Paragraph{Text: inline.Text("The fleet is in.")}}},
	}
}

// harbour is a site with a page for each story.
func harbour() render.Site {
	site, err := render.NewSite(render.Config{
		Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{Article: "/news/"},
		Feeds: render.Feeds{Atom: "/atom.xml", JSON: "/feed.json"},
	})
	if err != nil {
		panic(err)
	}
	return site
}

func ExampleAtom() {
	if err := render.Atom(os.Stdout, harbour(), views(fish())); err != nil {
		panic(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
	// <id>https://gazette.example/atom.xml</id>
	// <title>Harbour Gazette</title>
	// <updated>2023-08-01T06:30:00Z</updated>
	// <link rel="alternate" type="text/html" href="https://gazette.example/"/>
	// <link rel="self" type="application/atom+xml" href="https://gazette.example/atom.xml"/>
	// <author>
	// <name>Harbour Gazette</name>
	// <uri>https://gazette.example/</uri>
	// </author>
	// <generator>github.com/newsjunction/news</generator>
	// <entry>
	// <id>urn:uuid:c249645b-a9c9-5738-b7e9-cf4a250d57c8</id>
	// <title>Fish &amp; ships</title>
	// <published>2023-08-01T06:30:00Z</published>
	// <updated>2023-08-01T06:30:00Z</updated>
	// <link rel="alternate" type="text/html" href="https://gazette.example/news/fish"/>
	// <author>
	// <name>Ann Poe</name>
	// </author>
	// <summary>The fleet is in.</summary>
	// <content type="html"><![CDATA[<p>The fleet is in.</p>]]></content>
	// </entry>
	// </feed>
}

func ExampleJSONFeed() {
	if err := render.JSONFeed(os.Stdout, harbour(), views(fish())); err != nil {
		panic(err)
	}
	// Output:
	// {"version":"https://jsonfeed.org/version/1.1","title":"Harbour Gazette","home_page_url":"https://gazette.example/","feed_url":"https://gazette.example/feed.json","authors":[{"name":"Harbour Gazette","url":"https://gazette.example/"}],"language":"en","items":[{"id":"urn:uuid:c249645b-a9c9-5738-b7e9-cf4a250d57c8","url":"https://gazette.example/news/fish","title":"Fish & ships","content_html":"<p>The fleet is in.</p>","summary":"The fleet is in.","date_published":"2023-08-01T06:30:00Z","authors":[{"name":"Ann Poe"}]}]}
}

func ExampleFeed() {
	section := render.Feed{Title: "Harbour Gazette: Sea", Page: "/section/sea", Self: "/section/sea/feed.json", Summary: true}
	if err := section.JSONFeed(os.Stdout, harbour(), views(fish())); err != nil {
		panic(err)
	}
	// Output:
	// {"version":"https://jsonfeed.org/version/1.1","title":"Harbour Gazette: Sea","home_page_url":"https://gazette.example/section/sea","feed_url":"https://gazette.example/section/sea/feed.json","authors":[{"name":"Harbour Gazette","url":"https://gazette.example/"}],"language":"en","items":[{"id":"urn:uuid:c249645b-a9c9-5738-b7e9-cf4a250d57c8","url":"https://gazette.example/news/fish","title":"Fish & ships","content_text":"The fleet is in.","summary":"The fleet is in.","date_published":"2023-08-01T06:30:00Z","authors":[{"name":"Ann Poe"}]}]}
}

func ExampleNewsSitemap() {
	now := time.Date(2023, 8, 1, 12, 0, 0, 0, time.UTC)
	if err := render.NewsSitemap(os.Stdout, harbour(), now, views(fish())); err != nil {
		panic(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
	// <url>
	// <loc>https://gazette.example/news/fish</loc>
	// <news:news>
	// <news:publication>
	// <news:name>Harbour Gazette</news:name>
	// <news:language>en</news:language>
	// </news:publication>
	// <news:publication_date>2023-08-01T06:30:00Z</news:publication_date>
	// <news:title>Fish &amp; ships</news:title>
	// </news:news>
	// </url>
	// </urlset>
}

func ExampleSitemapIndex() {
	months := func(yield func(render.SitemapFile, error) bool) {
		_ = yield(render.SitemapFile{URL: "/sitemaps/2023-08.xml"}, nil) && yield(render.SitemapFile{URL: "/sitemaps/2023-07.xml"}, nil)
	}
	if err := render.SitemapIndex(os.Stdout, harbour(), months); err != nil {
		panic(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
	// <sitemap>
	// <loc>https://gazette.example/sitemaps/2023-08.xml</loc>
	// </sitemap>
	// <sitemap>
	// <loc>https://gazette.example/sitemaps/2023-07.xml</loc>
	// </sitemap>
	// </sitemapindex>
}
