package theme_test

import (
	"context"
	"io"
	"sync"
	"testing"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render/theme"
)

// What is kept is what would be rendered, whichever page was first to put it there.
func TestPagesOfAKeptChromeAreThoseOfAnother(t *testing.T) {
	kept := gazette(t).Keep(0)
	pages := func(c theme.Chrome) []templ.Component {
		article, arabicPage := articlePage(t), articlePage(t)
		article.Chrome, arabicPage.Chrome = c, c
		arabicPage.View.Teaser = arabic()
		spanish, inWorld := c, c
		spanish.Lang = "es"
		inWorld.Current = c.Sections[0].ID
		guest := article
		guest.Visitor = member()
		home := theme.HomePage{Chrome: c, Top: teasers(0, 3)}
		return []templ.Component{
			theme.Article(article), theme.Article(guest), theme.Article(arabicPage), theme.Home(home),
			theme.Home(theme.HomePage{Chrome: spanish}), theme.Static(theme.StaticPage{Chrome: c, View: article.View}),
			theme.List(theme.ListPage{Chrome: inWorld, Heading: "World News", URL: "/section/world-news"}),
			theme.List(theme.ListPage{Chrome: inWorld, Heading: "World News", URL: "/section/world-news?before=x"}),
			theme.Form(theme.FormPage{Chrome: c, Kind: theme.SignInForm}), theme.Search(theme.SearchPage{Chrome: c}),
		}
	}
	for range 2 {
		want, got := pages(gazette(t)), pages(kept)
		for i := range want {
			require.Equal(t, rendered(t, want[i]), rendered(t, got[i]), "page %d", i)
		}
	}
}

func TestAKeptPartIsRenderedOnce(t *testing.T) {
	count := 0
	page := articlePage(t)
	page.Chrome.Parts.Brand = templ.ComponentFunc(func(context.Context, io.Writer) error {
		count++
		return nil
	})
	page.Chrome = page.Chrome.Keep(0)
	for range 3 {
		rendered(t, theme.Article(page))
	}
	assert.Equal(t, 1, count)
	page.Chrome = page.Chrome.Keep(0)
	rendered(t, theme.Article(page))
	assert.Equal(t, 2, count, "a chrome that is kept anew starts anew")
}

func TestAPartThatFailsIsNotKept(t *testing.T) {
	page := articlePage(t)
	fault := errFull
	page.Chrome.Parts.Brand = templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, _ = io.WriteString(w, "<b>half")
		return fault
	})
	page.Chrome = page.Chrome.Keep(0)
	require.ErrorIs(t, theme.Article(page).Render(t.Context(), io.Discard), errFull)
	fault = nil
	assert.Contains(t, rendered(t, theme.Article(page)), "<b>half")
	require.ErrorIs(t, theme.Article(page).Render(t.Context(), &full{3000}), errFull)
	require.ErrorIs(t, theme.Article(page).Render(&patience{t.Context(), 3}, io.Discard), context.Canceled)
}

func TestAKeptChromeIsSharedByManyReaders(t *testing.T) {
	page := articlePage(t)
	want := rendered(t, theme.Article(page))
	page.Chrome = page.Chrome.Keep(0)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for range 5 {
				assert.Equal(t, want, rendered(t, theme.Article(page)))
			}
		})
	}
	readers.Wait()
}
