package theme_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
)

// class returns the elements of a class.
func class(root *html.Node, name string) []*html.Node {
	var found []*html.Node
	for _, e := range elements(root, "") {
		for c := range strings.FieldsSeq(attr(e, "class")) {
			if c == name {
				found = append(found, e)
			}
		}
	}
	return found
}

func texts(nodes []*html.Node) []string {
	var all []string
	for _, n := range nodes {
		all = append(all, strings.Join(strings.Fields(text(n)), " "))
	}
	return all
}

func TestAStoryHasItsPartsInReadingOrder(t *testing.T) {
	root := requireLawful(t, rendered(t, theme.Article(articlePage(t))))
	assert.Equal(t, "Skip to content", text(elements(root, "a")[0]))
	crumbs := class(root, "breadcrumb")[0]
	assert.Equal(t, []string{"Harbour Gazette", "Blog", "World News", "Asia", "Harbour claims storm damage, underlining twin security threats"}, texts(elements(crumbs, "li")))
	assert.Equal(t, "page", attr(elements(crumbs, "li")[4], "aria-current"))
	assert.Equal(t, []string{"Published August 1, 2023 Updated August 3, 2023 2 Min Read"}, texts(class(root, "dates")))
	assert.Equal(t, "2023-08-01T08:30:00+02:00", attr(elements(class(root, "dates")[0], "time")[0], "datetime"))
	assert.Equal(t, []string{"By Mara Quist and Ilan Reef"}, texts(class(root, "byline")))
	assert.Equal(t, []string{"Facebook", "X", "Pinterest", "WhatsApp", "LinkedIn", "Email", "2 Comments"}, texts(elements(class(root, "share")[0], "a")))
	assert.Equal(t, []string{"#claims #security #threats #ISIS"}, texts(class(root, "hashtags")))
	assert.Equal(t, []string{"claims", "ISIS", "security", "Threats"}, texts(elements(class(root, "tagged")[0], "li")))
	assert.Equal(t, []string{"Latest Post"}, texts(elements(class(root, "latest")[0], "h2")))
	assert.Len(t, elements(class(root, "related")[0], "li"), 4)
	current := elements(class(root, "sections")[0], "a")[0]
	assert.Equal(t, "true", attr(current, "aria-current"), "the story is in the section, not the section")
}

func TestReactionsAreOneFormThatWorksByItself(t *testing.T) {
	page := articlePage(t)
	root := parse(t, rendered(t, theme.Article(page)))
	form := elements(class(root, "reactions")[0], "form")[0]
	assert.Equal(t, "post", attr(form, "method"))
	assert.Equal(t, "/react", attr(form, "action"))
	assert.Equal(t, reaction.UndoValue, attr(form, "data-undo"))
	assert.Equal(t, page.View.ID.String(), attr(elements(form, "input")[0], "value"))
	buttons := elements(form, "button")
	require.Len(t, buttons, 7)
	assert.Equal(t, "true", attr(buttons[0], "aria-pressed"))
	assert.Equal(t, reaction.UndoValue, attr(buttons[0], "value"))
	assert.Equal(t, "false", attr(buttons[6], "aria-pressed"))
	assert.Equal(t, "wink", attr(buttons[6], "value"))
	assert.Equal(t, []string{"😉 Wink 12"}, texts(buttons[6:]))
}

func TestPartsWithoutContentAreAbsent(t *testing.T) {
	chrome := gazette(t)
	chrome.Latest, chrome.Actions = nil, theme.Actions{}
	root := requireLawful(t, rendered(t, theme.Article(theme.ArticlePage{Chrome: chrome})))
	assert.Len(t, elements(root, "form"), 1, "but for the search, there is nothing to send")
	for _, part := range []string{"reactions", "latest", "consent", "settings", "ad", "discussion", "related", "neighbours", "tagged", "hashtags", "byline", "share", "picture", "label"} {
		assert.Empty(t, class(root, part), part)
	}
	assert.Equal(t, []string{"Untitled"}, texts(elements(root, "h1")))
}

func TestAnUpdateOnTheDayOfPublicationSaysWhen(t *testing.T) {
	page := articlePage(t)
	page.View.Modified = page.View.Published.Add(3 * time.Hour)
	root := parse(t, rendered(t, theme.Article(page)))
	assert.Equal(t, []string{"August 1, 2023", "August 1, 2023, 11:30"}, texts(elements(class(root, "dates")[0], "time")))
}

func TestPicturesOfOtherHostsAreLinks(t *testing.T) {
	page := articlePage(t)
	page.View.Body = article.Body{
		{Content: article.Figure{Image: article.Image{URL: "https://far.example/a.png", Alt: "A wall"}}},
		{Content: article.Figure{Image: article.Image{URL: "near.png"}}},
		{Content: article.Raw{HTML: `<picture><source srcset="https://far.example/b.png"><img src="https://far.example/c.png" alt="Sea"></picture>` +
			`<img src="/d.png" srcset="/d.png 1x, https://far.example/e.png 2x"><video src="https://far.example/f.mp4"></video>` +
			`<video src="/g.mp4" poster="https://far.example/h.png"></video><audio><source src="https://far.example/i.mp3"></audio><audio></audio>` +
			`<iframe src="https://www.youtube.com/embed/x"></iframe><a href="/y"><img src="https://far.example/z.png"></a>`}},
	}
	body := class(requireLawful(t, rendered(t, theme.Article(page))), "body")[0]
	for _, e := range elements(body, "") {
		for _, key := range []string{"src", "srcset", "poster"} {
			assert.NotContains(t, attr(e, key), "far.example")
			assert.NotContains(t, attr(e, key), "youtube")
		}
	}
	assert.Contains(t, texts(elements(body, "a")), "Picture: A wall (far.example)")
	assert.Contains(t, texts(elements(body, "a")), "Picture: Sea (far.example)")
	assert.Contains(t, texts(elements(body, "a")), "On another site: www.youtube.com")
	assert.Equal(t, "https://gazette.example/near.png", attr(elements(body, "img")[0], "src"))

	config := page.Chrome.Site.Config()
	config.RemoteImages = true
	site, err := render.NewSite(config)
	require.NoError(t, err)
	page.Chrome.Site = site
	body = class(parse(t, rendered(t, theme.Article(page))), "body")[0]
	assert.Equal(t, "https://far.example/a.png", attr(elements(body, "img")[0], "src"))
	assert.Empty(t, elements(body, "iframe"), "a frame is no picture")
}

func TestRawHTMLThatIsTooLargeIsShownAsItsText(t *testing.T) {
	page := articlePage(t)
	page.View.Body = article.Body{{Content: article.Raw{HTML: strings.Repeat("<p>", 2<<20), Text: "a < b"}}}
	root := requireLawful(t, rendered(t, theme.Article(page)))
	assert.Equal(t, []string{"a < b"}, texts(class(root, "raw")))
}

func TestHeadingsKeepTheirLevelBelowTheHeadline(t *testing.T) {
	page := articlePage(t)
	page.View.Body = nil
	for level := 0; level <= 7; level++ {
		page.View.Body = append(page.View.Body, article.Block{Content: article.Heading{Level: level, Text: inline.Text("x")}})
	}
	var got []string
	for _, e := range elements(class(requireLawful(t, rendered(t, theme.Article(page))), "body")[0], "") {
		got = append(got, e.Data)
	}
	assert.Equal(t, []string{"h2", "h2", "h2", "h3", "h4", "h5", "h6", "h2"}, got)
}

func TestWhatHasNoPageIsNotLinked(t *testing.T) {
	page := articlePage(t)
	config := page.Chrome.Site.Config()
	config.Linker = render.Paths{}
	bare, err := render.NewSite(config)
	require.NoError(t, err)
	page.Chrome.Site = bare.With(treeOf(t), staff{{ID: authorID("Mara Quist"), Name: "Mara Quist"}})
	root := requireLawful(t, rendered(t, theme.Article(page)))
	for _, a := range elements(root, "a") {
		assert.NotEmpty(t, attr(a, "href"), text(a))
	}
	assert.Contains(t, texts(elements(class(root, "tagged")[0], "li")), "ISIS")
	requireLawful(t, rendered(t, theme.Home(theme.HomePage{Chrome: page.Chrome, Top: teasers(0, 3), Strips: []theme.Strip{{Section: page.Chrome.Sections[0], Stories: teasers(0, 2)}}})))
}
