package theme_test

import (
	"context"
	"html/template"
	"io"
	"testing"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
)

func TestAPageIsAsItsVisitorSetIt(t *testing.T) {
	page := articlePage(t)
	root := requireLawful(t, rendered(t, theme.Article(page)))
	html := elements(root, "html")[0]
	assert.False(t, has(html, "data-scheme"))
	assert.Len(t, class(root, "consent"), 1)
	assert.Empty(t, class(root, "fresh"))
	assert.Len(t, elements(root, "dialog"), 1)

	page.Visitor = member()
	root = requireLawful(t, rendered(t, theme.Article(page)))
	html = elements(root, "html")[0]
	assert.Equal(t, []string{"dark", "larger"}, []string{attr(html, "data-scheme"), attr(html, "data-size")})
	assert.Empty(t, class(root, "consent"))
	assert.Equal(t, []string{"2 since your last visit"}, texts(class(root, "fresh")))
	assert.Equal(t, []string{"Nadia"}, texts(class(root, "member")))
	assert.Empty(t, elements(root, "dialog"), "who is signed in needs no dialog")
}

func TestASettingIsAForm(t *testing.T) {
	page := articlePage(t)
	for _, tt := range []struct {
		visitor      theme.Visitor
		size, scheme string
	}{
		{theme.Visitor{}, "larger", "dark"},
		{theme.Visitor{Size: theme.Larger, Scheme: theme.Dark}, "largest", "light"},
		{theme.Visitor{Size: theme.Largest, Scheme: theme.Light}, "usual", "dark"},
	} {
		page.Visitor = tt.visitor
		buttons := elements(class(parse(t, rendered(t, theme.Article(page))), "settings")[0], "button")
		require.Len(t, buttons, 2)
		assert.Equal(t, []string{tt.size, tt.scheme}, []string{attr(buttons[0], "value"), attr(buttons[1], "value")})
	}
	assert.Equal(t, theme.Largest, theme.ParseSize("largest"))
	assert.Equal(t, theme.Dark, theme.ParseScheme("dark"))
	assert.Empty(t, theme.ParseSize("usual"))
	assert.Empty(t, theme.ParseScheme(`"><script>`))
}

func TestTheMenuShowsTheLatestOfASection(t *testing.T) {
	root := requireLawful(t, rendered(t, theme.Article(articlePage(t))))
	panels := class(root, "mega")
	require.Len(t, panels, 8)
	for i, panel := range panels {
		assert.Len(t, elements(panel, "time"), 5)
		assert.Len(t, elements(panel, "img"), 5)
		button := elements(panel.Parent, "button")[0]
		assert.Equal(t, attr(panel, "id"), attr(button, "popovertarget"), i)
	}
	assert.Equal(t, "Show More", text(elements(panels[0], "a")[0]))
	assert.Len(t, elements(class(root, "short")[0], "a"), 6)
}

func TestAMenuOfManySectionsAndAStoryOfManyTagsArePages(t *testing.T) {
	page := articlePage(t)
	for range 25 {
		page.Chrome.Sections = append(page.Chrome.Sections, page.Chrome.Sections[:8]...)
	}
	for range 5000 {
		page.View.Filing.Tags = append(page.View.Filing.Tags, article.Tagging{Term: tagID("ISIS")})
	}
	root := requireLawful(t, rendered(t, theme.Article(page)))
	assert.GreaterOrEqual(t, len(elements(class(root, "sections")[0], "a")), 200)
	assert.Len(t, elements(class(root, "tagged")[0], "li"), 4)
}

func TestALinkElsewhereIsChecked(t *testing.T) {
	root := parse(t, rendered(t, theme.Article(articlePage(t))))
	var me []string
	for _, a := range elements(class(root, "footer")[0], "a") {
		if attr(a, "rel") == "me noopener" {
			me = append(me, text(a))
		}
	}
	assert.Equal(t, []string{"Mastodon"}, me)
}

func TestASuggestionSaysWhyToWhoAsks(t *testing.T) {
	root := parse(t, rendered(t, theme.Article(articlePage(t))))
	reasons := elements(class(root, "related")[0], "details")
	require.Len(t, reasons, 4)
	assert.Equal(t, "Why this?It has in common: storm · harbour", text(reasons[0]))
	assert.Equal(t, "en", attr(reasons[3], "lang"), "in the page's language, on the card of another")
}

func TestAnAdKeepsItsRoomAndIsLabelled(t *testing.T) {
	page := articlePage(t)
	assert.Empty(t, class(parse(t, rendered(t, theme.Article(page))), "ad"))
	content := templ.Raw("<p>Buy.</p>")
	page.Chrome.Parts = theme.Parts{
		Banner: theme.Ad{Content: content}, Story: theme.Ad{Content: content, Room: theme.RoomRectangle}, Aside: theme.Ad{Content: content, Room: theme.RoomTall},
	}
	var rooms []string
	for _, ad := range class(requireLawful(t, rendered(t, theme.Article(page))), "ad") {
		assert.Equal(t, "Advertisement", attr(ad, "aria-label"))
		rooms = append(rooms, attr(ad, "data-room"))
	}
	assert.Equal(t, []string{"banner", "rectangle", "tall"}, rooms)
}

// A part is anything that renders: here a template of html/template, and plain Go.
func TestPartsAreReplacedByWhateverRenders(t *testing.T) {
	page := articlePage(t)
	brand := template.Must(template.New("").Parse(`<a href="/">{{.}}</a>`))
	page.Chrome.Parts.Brand = templ.FromGoHTML(brand, "A & B")
	page.Chrome.Parts.Footer = templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "<footer>Fin.</footer>")
		return err
	})
	root := requireLawful(t, rendered(t, theme.Article(page)))
	assert.Equal(t, []string{"A & B"}, texts(class(root, "brand")))
	assert.Equal(t, []string{"Fin."}, texts(elements(root, "footer")))
}
