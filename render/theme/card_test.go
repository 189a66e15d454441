package theme_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
)

func TestACardShowsWhatThereIsOfAStory(t *testing.T) {
	bare := article.Teaser{ID: article.IDFor("gazette", "bare"), Lang: "en"}
	far := teaser(1)
	far.Lead = &article.Image{URL: "https://far.example/p.jpg"}
	chrome := gazette(t)
	chrome.Latest = []article.Teaser{bare}
	page := theme.HomePage{Chrome: chrome, Top: []article.Teaser{teaser(0), bare, far}, Latest: []article.Teaser{bare}}
	root := requireLawful(t, rendered(t, theme.Home(page)))
	cards := class(root, "card")
	require.Len(t, cards, 2)
	assert.Equal(t, "Untitled", text(cards[0]))
	assert.Empty(t, elements(cards[0], "a"), "it has no page")
	assert.Equal(t, "0", attr(cards[0], "data-tone"))
	assert.Len(t, elements(cards[1], "a"), 1)
	assert.Empty(t, elements(cards[1], "img"), "nothing is loaded from another host")
	assert.Equal(t, []string{"Untitled"}, texts(elements(class(root, "briefs")[0], "li")))
	assert.Equal(t, []string{"Untitled"}, texts(elements(class(root, "panel")[0], "li")))
}

func TestStoriesOfNoSiteAreWordsAlone(t *testing.T) {
	unknown := gazette(t).Sections[:1]
	page := theme.HomePage{Chrome: theme.Chrome{Sections: unknown}, Top: teasers(0, 3), Latest: teasers(0, 2)}
	page.Strips = []theme.Strip{{Section: unknown[0], Stories: teasers(0, 1)}, {Section: gazette(t).Sections[1], Stories: teasers(1, 2)}}
	root := requireLawful(t, rendered(t, theme.Home(page)))
	assert.Equal(t, []string{teaser(1).Headline(""), teaser(2).Headline("")}, texts(elements(class(root, "cards")[0], "h2")))
	assert.Empty(t, elements(class(root, "top")[0], "a"))
	assert.Empty(t, elements(root, "img"))
	assert.Empty(t, class(root, "sections"))
	assert.Equal(t, []string{"1", "0"}, []string{attr(class(root, "section-strip")[0], "data-tone"), attr(class(root, "section-strip")[1], "data-tone")}, "a section outside the menu has the site's colour")
	assert.Equal(t, []string{"August 1, 2023", "July 31, 2023"}, texts(class(class(root, "briefs")[0], "day")))
}

func TestAPanelShowsTheSmallestOfAPicture(t *testing.T) {
	story := teaser(0)
	story.Lead = &article.Image{URL: "/p.jpg", Width: 1200, Height: 800, Renditions: []article.Rendition{
		{URL: "/p-600.jpg", Width: 600, Height: 400}, {URL: "/p-300.jpg", Width: 300, Height: 200},
		{URL: "/p-200.webp", Width: 200, Height: 133, Type: "image/webp"}, {URL: "https://far.example/p-100.jpg", Width: 100, Height: 67},
	}}
	plain := teaser(1)
	plain.Lead = nil
	chrome := gazette(t)
	chrome.Newest[0].Stories = []article.Teaser{story, plain}
	images := elements(class(requireLawful(t, rendered(t, theme.Home(theme.HomePage{Chrome: chrome}))), "mega")[0], "img")
	require.Len(t, images, 1)
	assert.Equal(t, []string{"/p-300.jpg", "300", "200", ""}, []string{attr(images[0], "src"), attr(images[0], "width"), attr(images[0], "height"), attr(images[0], "srcset")})
}

func TestAMenuItemWithoutStoriesHasNoPanel(t *testing.T) {
	chrome := gazette(t)
	chrome.Newest = chrome.Newest[:1]
	root := requireLawful(t, rendered(t, theme.Home(theme.HomePage{Chrome: chrome})))
	assert.Len(t, class(root, "mega"), 1)
	assert.Len(t, elements(class(root, "sections")[0], "button"), 1)
}

// bilingual is a linker that knows of translations.
type bilingual struct{ render.Paths }

func (bilingual) Alternates(t article.Teaser) []render.Alternate {
	return []render.Alternate{{Lang: "en", URL: "/news/x"}, {Lang: "ar", URL: "/ar/" + t.Name.Slug}}
}

func TestTheHeadNamesFeedsAndTranslations(t *testing.T) {
	site, err := render.NewSite(render.Config{
		Name: "A & B", BaseURL: "https://gazette.example", Linker: bilingual{routes}, Feeds: render.Feeds{RSS: "/feed.xml"}, TimeZone: time.UTC,
	})
	require.NoError(t, err)
	root := requireLawful(t, rendered(t, theme.Article(theme.ArticlePage{Chrome: theme.Chrome{Site: site}, View: story(t)})))
	var links [][3]string
	for _, link := range elements(elements(root, "head")[0], "link") {
		if attr(link, "rel") == "alternate" {
			links = append(links, [3]string{attr(link, "hreflang"), attr(link, "title"), attr(link, "href")})
		}
	}
	slug := story(t).Name.Slug
	assert.Equal(t, [][3]string{
		{"en", "", "https://gazette.example/news/x"}, {"ar", "", "https://gazette.example/ar/" + slug}, {"", "A & B – RSS", "https://gazette.example/feed.xml"},
	}, links)
}

func TestASectionWithAndWithoutAPage(t *testing.T) {
	site, err := render.NewSite(render.Config{Name: "G", BaseURL: "https://gazette.example", Linker: render.Paths{Article: "/news/"}})
	require.NoError(t, err)
	chrome := gazette(t)
	chrome.Site = site.With(treeOf(t), nil)
	page := articlePage(t)
	page.Chrome = chrome
	root := requireLawful(t, rendered(t, theme.Article(page)))
	assert.Empty(t, class(root, "sections"), "a menu of sections that have no page")
	assert.Empty(t, elements(class(root, "story-head")[0], "nav p"))
	assert.Len(t, elements(class(root, "tagged")[0], "span"), 4, "tags without pages are words")
}
