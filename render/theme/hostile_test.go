package theme_test

import (
	"slices"
	"testing"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
	labels "github.com/newsjunction/news/taxonomy/text"
)

// hostile are titles that hurt somebody once.
var hostile = []string{
	"$105K in Play", "${x}", "%s %d %!v", "{{.}}", `\1 $1`, "</script><script>alert(1)</script>", "]]>", "<!--", "-->",
	`"><img src=x onerror=alert(1)>`, `' onmouseover='x`, "&lt;b&gt; &amp; &", "</title></h1></a>", "javascript:alert(1)",
	"`${1}`", "{ children... }", "a\u200fb", "\U0001F480 x", "<svg/onload=x>",
}

// everywhere returns pages that hold a title wherever a page takes text.
func everywhere(t testing.TB, title string) []templ.Component {
	site, err := render.NewSite(render.Config{Name: title, BaseURL: "https://gazette.example", Description: title, Publisher: title, Linker: routes})
	require.NoError(t, err)
	section := taxonomy.Category{Term: taxonomy.Term{ID: categoryID("s"), Slug: "s", Labels: taxonomy.Labels{{Text: title}}}}
	tag := taxonomy.Tag{Term: taxonomy.Term{ID: tagID("t"), Slug: "t", Labels: taxonomy.Labels{{Text: title}}}}
	tree, _ := taxonomy.Load([]taxonomy.Category{section}, []taxonomy.Tag{tag}, taxonomy.Options{})
	site = site.With(tree, staff{{ID: authorID("a"), Name: title, Slug: "a"}})
	texts := article.Texts{{Value: title}}
	line := inline.Text(title)
	image := article.Image{URL: "/p.svg", Alt: title, Caption: line, Credit: title}
	far := article.Image{URL: "https://far.example/p.png", Alt: title}
	story := article.Teaser{
		ID: article.IDFor("gazette", "h"), Lang: "en", Name: name("hostile"), Kicker: title,
		Headlines: texts, Decks: texts, Summaries: texts, Lead: &image,
		Byline: []article.Credit{{Author: authorID("a")}, {Name: title}},
		Filing: article.Filing{
			Category: section.ID, Tags: []article.Tagging{{Term: tag.ID}}, Series: article.Series{Name: title},
			Entities: []article.Entity{{Name: title}}, Places: []article.Place{{Name: title}},
		},
		Dateline: article.Dateline{Place: title, Source: title}, Source: title, Distributor: title,
		Rights:     article.Rights{Notice: title, Terms: title},
		Disclosure: article.Disclosure{Sponsor: article.Sponsor{Name: title}},
		Published:  dawn, Modified: dawn,
	}
	story.Byline = append(story.Byline, article.Credit{Name: title, Role: article.PartEditing, Place: title, Affiliation: title})
	corrections := []article.Notice{{ID: title, Kind: article.KindUpdate, Text: title}}
	var blocks article.Body
	for _, c := range []article.BlockContent{
		article.Paragraph{Text: inline.Text("One minute.")}, article.Paragraph{Text: line}, article.Heading{Level: 4, Text: line}, article.List{Items: []article.ListItem{{Text: line}}},
		article.Quote{Paragraphs: []inline.HTML{line}, Cite: line}, article.Figure{Image: image}, article.Figure{Image: far},
		article.Code{Text: title}, article.Embed{URL: "https://far.example/", Title: title}, article.Related{URL: "/x", Title: title},
	} {
		blocks = append(blocks, article.Block{Content: c})
	}
	form := reaction.Form{Action: "/react", Subject: title, SubjectField: title, ValueField: title,
		Buttons: []reaction.Button{{Kind: reaction.Kind(title), Value: title, Label: title, Emoji: title}}}
	list := []article.Teaser{story}
	chrome := theme.Chrome{
		Site: site, Sections: []taxonomy.Category{section}, Short: []taxonomy.Category{section}, Pages: list, Latest: append(list, teaser(2)), Newest: []theme.Strip{{Section: section, Stories: list}},
		Follow: []theme.Link{{Name: title, URL: "https://far.example/"}}, Actions: theme.Actions{SignIn: "/sign-in", SignOut: "/x", Settings: "/s", Newsletter: "/n", NewPassword: "/p"},
	}
	return []templ.Component{
		theme.Article(theme.ArticlePage{Chrome: chrome, View: article.View{Teaser: story, Body: blocks, Corrections: corrections}, Original: &story, Reactions: form, Previous: &story, Next: &story, Related: []theme.Suggestion{{Story: story, Why: []string{title}}}, Visitor: theme.Visitor{Name: title}}),
		theme.Home(theme.HomePage{Chrome: chrome, Top: append(list, story), Strips: []theme.Strip{{Section: section, Stories: list}}, Latest: list}),
		theme.List(theme.ListPage{Chrome: chrome, Heading: title, Intro: title, Picture: &image, Trail: []taxonomy.Category{section, section}, Stories: list}),
		theme.Static(theme.StaticPage{Chrome: chrome, View: article.View{Teaser: story, Body: blocks}}),
		theme.Search(theme.SearchPage{Chrome: chrome, Query: title, Stories: list}),
		theme.Search(theme.SearchPage{Chrome: chrome, Query: title}),
		theme.Notice(theme.NoticePage{Chrome: chrome, Status: 404, Latest: list}),
		theme.Form(theme.FormPage{Chrome: chrome, Kind: theme.SignInForm, Email: title, Fault: theme.FaultEmail}),
		theme.Form(theme.FormPage{Chrome: chrome, Kind: theme.NewPasswordForm, Token: title}),
	}
}

// shape lists the elements of a page with the names of their attributes.
func shape(root *html.Node) []string {
	var shape []string
	for _, e := range elements(root, "") {
		if attr(e, "class") == "hashtags" || attr(e, "class") == "day" {
			continue
		}
		s := e.Data
		for _, a := range e.Attr {
			s += " " + a.Key
		}
		shape = append(shape, s)
	}
	return shape
}

// holds reports whether the page has the title to the byte in an element of a name:
// as its text, or as an attribute.
func holds(root *html.Node, name, title string) bool {
	return slices.ContainsFunc(elements(root, name), func(e *html.Node) bool {
		return text(e) == title || slices.ContainsFunc(e.Attr, func(a html.Attribute) bool { return a.Val == title })
	})
}

func TestHostileTitlesAreTextInEverySink(t *testing.T) {
	plain := everywhere(t, "Plain words")
	for _, title := range hostile {
		t.Run(title, func(t *testing.T) {
			for i, page := range everywhere(t, title) {
				root := parse(t, rendered(t, page))
				requireBalanced(t, rendered(t, page))
				assert.Equal(t, shape(parse(t, rendered(t, plain[i]))), shape(root), "page %d", i)
			}
			story := parse(t, rendered(t, everywhere(t, title)[0]))
			for _, sink := range []string{"h1", "h3", "h4", "p", "li", "code", "strong", "small", "img", "meta", "input", "button", "span", "a"} {
				assert.True(t, holds(story, sink, title), "<%s>", sink)
			}
			assert.Equal(t, title+" – "+title, text(elements(story, "title")[0]))
			results := parse(t, rendered(t, everywhere(t, title)[4]))
			assert.True(t, holds(results, "input", title))
			assert.Equal(t, "Results for “"+title+"”", text(elements(results, "h1")[0]))
		})
	}
}

func TestAddressesOfBodiesCannotRunAScript(t *testing.T) {
	v := story(t)
	v.Body = nil
	for _, address := range []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>x</script>", "vbscript:x", "//evil.example/x", "java\tscript:x"} {
		v.Body = append(v.Body,
			article.Block{Content: article.Embed{URL: address}},
			article.Block{Content: article.Related{URL: address, Title: "x"}},
			article.Block{Content: article.Figure{Image: article.Image{URL: address}}})
	}
	page := articlePage(t)
	page.View = v
	page.Reactions.Action = "javascript:alert(1)"
	requireLawful(t, rendered(t, theme.Article(page)))
}

func FuzzArticle(f *testing.F) {
	for _, title := range hostile {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		if title == "" || labels.Check(title) != nil {
			t.Skip("no store keeps it")
		}
		root := requireSafe(t, rendered(t, everywhere(t, "n "+title)[0]))
		require.Equal(t, "n "+title, text(elements(root, "h1")[0]))
	})
}

// requireSafe is requireLawful less what depends on the text alone.
func requireSafe(t testing.TB, page string) *html.Node {
	requireBalanced(t, page)
	root := parse(t, page)
	for _, e := range elements(root, "") {
		if e.Data == "script" {
			require.Equal(t, "application/ld+json", attr(e, "type"))
			continue
		}
		require.NotContains(t, []string{"style", "iframe", "object", "embed"}, e.Data)
		for _, a := range e.Attr {
			require.False(t, len(a.Key) > 2 && a.Key[:2] == "on")
		}
	}
	return root
}

func FuzzRaw(f *testing.F) {
	f.Add(`<p>x</p><img src="https://far.example/x.gif"><video src=//far.example/v poster=/p></video>`)
	f.Add(`<picture><source srcset="//far.example/a 2x"><img src=/b srcset="/b 1x, https://far.example/c 2x"></picture>`)
	f.Add(`<iframe src="https://www.youtube.com/embed/x"></iframe><a href=/x><img src=//far.example/y alt=z></a><h1>x</h1>`)
	f.Add(`<table><tr><td><p><svg><style><!--</style><img title="--><img src onerror=x>">`)
	f.Add(`<img src=00><track src=x><source src=y><video><source src=../z></video>`)
	chrome := gazette(f)
	f.Fuzz(func(t *testing.T, raw string) {
		v := article.View{Teaser: teaser(0), Body: article.Body{{Content: article.Raw{HTML: raw, Text: "x"}}}}
		requireLawful(t, rendered(t, theme.Static(theme.StaticPage{Chrome: chrome, View: v})))
	})
}
