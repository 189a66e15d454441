package theme_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

var update = flag.Bool("update", false, "write the golden pages")

// pages are one of each page, full and empty.
func pages(t testing.TB) map[string]theme.Page {
	chrome := gazette(t)
	full := articlePage(t)
	arabicPage := full
	arabicPage.View.Teaser = arabic()
	arabicPage.View.Filing.Tags = full.View.Filing.Tags
	arabicPage.Reactions = bar(t, arabicPage.View)
	strip := func(n int) theme.Strip {
		return theme.Strip{Section: chrome.Sections[n], Stories: teasers(n, n+4)}
	}
	about := article.View{Teaser: page("About"), Body: body(t)[:4]}
	world := chrome.Sections[0]
	inWorld := chrome
	inWorld.Current = world.ID
	spanish := chrome
	spanish.Lang = "es"
	selling := full
	selling.Visitor = member()
	house := theme.Ad{Content: templ.Raw("<p>Read the Gazette.</p>"), Room: theme.RoomRectangle}
	selling.Chrome.Parts = theme.Parts{Brand: templ.Raw("<a href=\"/\">HG</a>"), Footer: templ.Raw("<footer>Fin.</footer>"), Banner: theme.Ad{Content: house.Content}, Story: house, Aside: theme.Ad{Content: house.Content, Room: theme.RoomTall}}
	german := chrome
	german.Lang = "de"
	return map[string]theme.Page{
		"article-member": theme.Article(selling),
		"blog":           theme.List(theme.ListPage{Chrome: german, Kind: theme.AllList, Heading: "Blog", URL: "/blog", Stories: teasers(0, 3)}),
		"sign-in":        theme.Form(theme.FormPage{Chrome: chrome, Kind: theme.SignInForm, Email: "a@b.example", Fault: theme.FaultSignIn}),
		"join":           theme.Form(theme.FormPage{Chrome: spanish, Kind: theme.JoinForm, Fault: theme.FaultName}),
		"newsletter":     theme.Form(theme.FormPage{Chrome: german, Email: "nobody", Fault: theme.FaultEmail}),
		"article":        theme.Article(full),
		"article-arabic": theme.Article(arabicPage),
		"article-owed":   theme.Article(owed(t)),
		"article-empty":  theme.Article(theme.ArticlePage{}),
		"home":           theme.Home(theme.HomePage{Chrome: chrome, Top: append(teasers(0, 5), arabic()), Strips: []theme.Strip{strip(0), strip(1), {Section: world}}, Latest: teasers(2, 8)}),
		"home-empty":     theme.Home(theme.HomePage{}),
		"section": theme.List(theme.ListPage{Chrome: inWorld, Heading: "World News", Intro: "What moves beyond the bay.", URL: "/section/world-news",
			Trail: []taxonomy.Category{world}, Stories: teasers(0, 8), Newer: "/section/world-news", Older: "/section/world-news?page=3"}),
		"tag": theme.List(theme.ListPage{Chrome: spanish, Kind: theme.TagList, Heading: "ISIS", URL: "/tag/isis", Stories: teasers(0, 2), Older: "/tag/isis?page=2"}),
		"author": theme.List(theme.ListPage{Chrome: chrome, Kind: theme.AuthorList, Heading: "Mara Quist", Intro: "Writes about the sea.", URL: "/author/mara-quist",
			Picture: &article.Image{URL: "/pictures/authors/mara.svg", Alt: "Mara Quist", Width: 320, Height: 320}, Links: []string{"https://www.social.example/@mara/", "javascript:x"}}),
		"list-empty":  theme.List(theme.ListPage{}),
		"about":       theme.Static(theme.StaticPage{Chrome: chrome, View: about}),
		"page-empty":  theme.Static(theme.StaticPage{}),
		"search":      theme.Search(theme.SearchPage{Chrome: chrome, Query: `storm "x" <b>`, Stories: teasers(0, 3)}),
		"search-none": theme.Search(theme.SearchPage{Chrome: chrome, Query: "zzz"}),
		"search-form": theme.Search(theme.SearchPage{Chrome: chrome}),
		"not-found":   theme.Notice(theme.NoticePage{Chrome: chrome, Status: 404, Latest: teasers(0, 3)}),
		"gone":        theme.Notice(theme.NoticePage{Chrome: spanish, Status: 410}),
		"broken":      theme.Notice(theme.NoticePage{}),
	}
}

func rendered(t testing.TB, page templ.Component) string {
	var out strings.Builder
	require.NoError(t, page.Render(t.Context(), &out))
	return out.String()
}

func TestPagesAreAsKept(t *testing.T) {
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) {
			got := rendered(t, page)
			file := filepath.Join("testdata", name+".html")
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
		})
	}
}
