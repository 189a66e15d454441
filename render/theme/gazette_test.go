package theme_test

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// dawn is the instant that the gazette's stories hang on.
var dawn = time.Date(2023, time.August, 1, 6, 30, 0, 0, time.UTC)

// routes are the gazette's.
var routes = render.Paths{Article: "/news/", Page: "/", Category: "/section/", Tag: "/tag/", Author: "/author/"}

// staff are the gazette's authors.
type staff []article.Author

func (s staff) Author(id article.AuthorID) (article.Author, bool) {
	for _, a := range s {
		if a.ID == id {
			return a, true
		}
	}
	return article.Author{}, false
}

func authorID(name string) article.AuthorID { return article.AuthorIDFor("gazette", name) }

func categoryID(name string) taxonomy.ID { return taxonomy.CategoryID("gazette", name) }

func tagID(name string) taxonomy.ID { return taxonomy.TagID("gazette", name) }

var sections = []taxonomy.Labels{
	{{Text: "World News"}, {Lang: "ar", Text: "أخبار العالم"}, {Lang: "es", Text: "Internacional"}},
	{{Text: "Business"}, {Lang: "ar", Text: "أعمال"}, {Lang: "es", Text: "Economía"}},
	{{Text: "Cryptocurrency"}, {Lang: "ar", Text: "العملات المشفرة"}, {Lang: "es", Text: "Criptomonedas"}},
	{{Text: "Technology"}, {Lang: "ar", Text: "تقنية"}, {Lang: "es", Text: "Tecnología"}},
	{{Text: "Entertainment"}, {Lang: "ar", Text: "ترفيه"}, {Lang: "es", Text: "Cultura"}},
	{{Text: "Sports News"}, {Lang: "ar", Text: "رياضة"}, {Lang: "es", Text: "Deportes"}},
	{{Text: "People"}, {Lang: "ar", Text: "ناس"}, {Lang: "es", Text: "Gente"}},
	{{Text: "Trend"}, {Lang: "ar", Text: "رائج"}, {Lang: "es", Text: "Tendencias"}},
}

// gazette is a site with sections, tags and staff, and the chrome of its pages.
func gazette(t testing.TB) theme.Chrome {
	zone := time.FixedZone("CEST", 2*60*60)
	site, err := render.NewSite(render.Config{
		Name: "Harbour Gazette", BaseURL: "https://gazette.example", Description: "News of the harbour, the hills and what lies between, every morning.",
		TimeZone: zone, Reading: article.Reading{Speed: prose.Speed{Words: 120}}, Linker: routes,
	})
	require.NoError(t, err)
	tree := treeOf(t)
	people := staff{{ID: authorID("Mara Quist"), Name: "Mara Quist", Slug: "mara-quist"}}
	chrome := theme.Chrome{
		Site:   site.With(tree, people),
		Pages:  []article.Teaser{page("About"), page("Privacy Policy"), page("Contact")},
		Latest: teasers(1, 7), Follow: []theme.Link{{Name: "Mastodon", URL: "https://social.example/@gazette"}, {Name: "Nowhere", URL: "javascript:x"}},
		Blog: "/blog",
		Actions: theme.Actions{
			Settings: "/settings", Newsletter: "/newsletter", SignIn: "/sign-in", Join: "/join",
			LostPassword: "/lost-password", NewPassword: "/new-password", SignOut: "/sign-out",
		},
		Files: theme.Files{Style: "/assets/news.css", Late: "/assets/late.css", Script: "/assets/news.js", Icon: "/assets/icon.svg"},
	}
	for c := range tree.Sections(taxonomy.ID{}) {
		chrome.Sections = append(chrome.Sections, c)
		chrome.Newest = append(chrome.Newest, theme.Strip{Section: c, Stories: teasers(len(chrome.Newest), len(chrome.Newest)+5)})
	}
	chrome.Short = chrome.Sections[:6]
	return chrome
}

// treeOf holds the gazette's sections and tags.
func treeOf(t testing.TB) *taxonomy.Tree {
	var categories []taxonomy.Category
	for i, labels := range sections {
		id := categoryID(labels.In(""))
		categories = append(categories, taxonomy.Category{Term: taxonomy.Term{ID: id, Labels: labels, Order: i}})
	}
	asia := taxonomy.Category{Term: taxonomy.Term{ID: categoryID("Asia"), Labels: taxonomy.Labels{{Text: "Asia"}}}, Parent: categoryID("World News")}
	var tags []taxonomy.Tag
	for _, label := range []string{"security", "Threats", "ISIS", "claims", "C++"} {
		tags = append(tags, taxonomy.Tag{Term: taxonomy.Term{ID: tagID(label), Labels: taxonomy.Labels{{Text: label}}}})
	}
	tree, repairs := taxonomy.Load(append(categories, asia), tags, taxonomy.Options{})
	require.Empty(t, repairs)
	return tree
}

func page(title string) article.Teaser {
	return article.Teaser{
		ID: article.IDFor("gazette", title), Kind: article.Page, Lang: "en",
		Name: name(title), Headlines: article.Texts{{Value: title}}, Published: dawn, Modified: dawn,
	}
}

func name(title string) slug.Name {
	return slug.Name{Scope: "article", Slug: slug.Make(title, slug.Options{})}
}

// teaser is the n-th story of the gazette.
func teaser(n int) article.Teaser {
	titles := []string{
		"Fishing fleet stays in port as storm turns north", "Council votes to reopen the old ferry pier",
		"Bitcoin miner buys a disused paper mill", "The bridge sensor that listened for rust",
		"A silent film finds its orchestra again", "Night marathon sets a record in the rain",
		"The woman who tunes the city’s clocks", "Why everybody is mending their own chairs",
	}
	title := titles[n%len(titles)]
	section := sections[n%len(sections)].In("")
	return article.Teaser{
		ID: article.IDFor("gazette", fmt.Sprint(n)), Lang: "en", Name: name(title),
		Headlines: article.Texts{{Value: title}},
		Decks:     article.Texts{{Value: "A short account of it, with what is known and what is not."}},
		Byline:    []article.Credit{{Author: authorID("Mara Quist")}},
		Lead:      &article.Image{URL: "/pictures/" + url.PathEscape(fmt.Sprint(n%4)) + ".svg", Alt: "A drawing", Width: 1200, Height: 800},
		Filing:    article.Filing{Category: categoryID(section)},
		Published: dawn.AddDate(0, 0, -n), Modified: dawn.AddDate(0, 0, -n),
	}
}

func teasers(from, to int) []article.Teaser {
	var list []article.Teaser
	for n := from; n < to; n++ {
		list = append(list, teaser(n))
	}
	return list
}

func arabic() article.Teaser {
	t := teaser(1)
	t.ID = article.IDFor("gazette", "ar")
	t.Lang, t.Name = "ar", slug.Name{Scope: "article", Slug: "ar"}
	t.Headlines = article.Texts{{Value: "الصيادون ينتظرون هدوء البحر قبل الإبحار"}}
	t.Decks = article.Texts{{Value: "عاصفة تتجه شمالًا والميناء مغلق حتى صباح الغد."}}
	return t
}

// story has every kind of block, and all that a page can show of a story.
func story(t testing.TB) article.View {
	v := article.View{Teaser: teaser(0)}
	v.Headlines = article.Texts{
		{Value: "Harbour claims storm damage, underlining twin security threats"},
		{Role: article.Short, Value: "Harbour claims storm damage"},
	}
	v.Decks = article.Texts{{Value: "Two reports in one week say that the breakwater was built for a calmer sea than the one outside it."}}
	v.Name = name(v.Headline(""))
	v.Kicker = "After the storm"
	v.Filing = article.Filing{
		Category: categoryID("Asia"),
		Tags:     []article.Tagging{{Term: tagID("Threats")}, {Term: tagID("security")}, {Term: tagID("ISIS")}, {Term: tagID("claims")}},
	}
	v.Byline = append(v.Byline, article.Credit{Name: "Ilan Reef"})
	v.Lead.Caption = markup(t, "The outer wall at <em>low</em> tide.")
	v.Lead.Credit = "Drawing: Harbour Gazette"
	v.Modified = v.Published.Add(50 * time.Hour)
	v.Body = body(t)
	return v
}

func body(t testing.TB) article.Body {
	long := "The wall held for eleven hours. Then, a little after four in the morning, the sea found the one place where the stones had been laid in a hurry, and a piece of the harbour as long as a bus went out with the tide. Nobody was hurt; <a href=\"/news/ferry\">the ferry</a> had been sent away at midnight."
	sub := &article.List{Items: []article.ListItem{{Text: inline.Text("and the lamp on it")}}}
	contents := []article.BlockContent{
		article.Paragraph{Text: markup(t, long)},
		article.Paragraph{Text: markup(t, "“We were <strong>lucky</strong>,” said the harbour master, who does not often say so &amp; did not smile.")},
		article.Related{Article: teaser(3).ID, Title: "As the editor wrote it"},
		article.Heading{Level: 2, Text: inline.Text("What the divers saw")},
		article.Paragraph{Text: markup(t, long)},
		article.List{Items: []article.ListItem{{Text: inline.Text("the outer wall"), Sub: sub}, {Text: inline.Text("the slipway")}}},
		article.List{Ordered: true, Start: 3, Items: []article.ListItem{{Text: inline.Text("wait for calm water")}}},
		article.Quote{Paragraphs: []inline.HTML{inline.Text("The sea does not read plans.")}, Cite: inline.Text("A diver, at breakfast")},
		article.Figure{Image: article.Image{URL: "https://pictures.example/wall.jpg", Alt: "The gap in the wall"}},
		article.Figure{Image: article.Image{URL: "/pictures/2.svg", Alt: "A chart", Width: 800, Height: 500, Credit: "Chart: harbour office"}},
		article.Code{Text: "wave\theight < 4 && wind > 9"},
		article.Divider{},
		article.Embed{URL: "https://video.example/watch?v=1&t=2", Title: "The storm from the lighthouse"},
		article.Raw{HTML: `<h1>Tides</h1><table><tr><td>High</td><td>04:12</td></tr></table><img src="https://pictures.example/t.gif" alt="tide" onerror="x()"><script>bad()</script>`, Text: "Tides"},
		article.Unknown{Name: "poll", JSON: []byte(`{"type":"poll"}`)},
		article.Related{URL: "https://other.example/report", Title: "The first report, in full"},
		article.Heading{Level: 3, Text: inline.Text("What comes next")},
		article.Paragraph{Text: markup(t, long)},
	}
	var blocks article.Body
	for _, c := range contents {
		blocks = append(blocks, article.Block{Content: c})
	}
	return blocks
}

func markup(t testing.TB, s string) inline.HTML {
	h, err := inline.Parse(s)
	require.NoError(t, err)
	return h
}

// bar is the reaction bar of a reader who holds love.
func bar(t testing.TB, v article.View) reaction.Form {
	tally := reaction.Default().Tally(reaction.Counts{{Kind: "love", N: 3}, {Kind: "wink", N: 12}})
	form := reaction.NewForm(v.ID.String(), tally, "love", v.Lang)
	form.Action = "/react"
	return form
}

func articlePage(t testing.TB) theme.ArticlePage {
	v := story(t)
	previous, next := teaser(5), arabic()
	return theme.ArticlePage{
		Chrome: gazette(t), View: v, Reactions: bar(t, v), Previous: &previous, Next: &next,
		Linked: []article.Teaser{teaser(3)}, Related: suggested(append(teasers(3, 6), arabic())...),
		Comments: theme.Comments{Count: 2, Content: templ.Raw("<p>“Well kept.”</p>")},
	}
}

// suggested are stories that go with another.
func suggested(stories ...article.Teaser) (list []theme.Suggestion) {
	for _, t := range stories {
		list = append(list, theme.Suggestion{Story: t, Why: []string{"storm", "harbour"}})
	}
	return list
}

// member is a visitor of whom all is known.
func member() theme.Visitor {
	return theme.Visitor{Name: "Nadia", Scheme: theme.Dark, Size: theme.Larger, Answered: true, Since: dawn.AddDate(0, 0, -3)}
}
