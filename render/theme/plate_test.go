package theme_test

import (
	"context"
	"io"
	"strconv"
	"sync"
	"testing"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render/theme"
)

// slotsOf are what an article's page is given for its slots.
func slotsOf(p theme.ArticlePage) theme.Slots {
	return theme.Slots{Visitor: p.Visitor, Reactions: p.Reactions, Comments: p.Comments}
}

// readers are an article's page as several of its readers get it.
func readers(t testing.TB, chrome theme.Chrome) map[string]theme.ArticlePage {
	page := articlePage(t)
	page.Chrome = chrome
	all := map[string]theme.ArticlePage{"a stranger": page}
	known := page
	known.Visitor = member()
	all["a member"] = known
	known.Visitor = theme.Visitor{Answered: true}
	all["who answered the notice"] = known
	known.Visitor = theme.Visitor{Scheme: theme.Dark}
	all["who reads in the dark"] = known
	other := page
	tally := reaction.Default().Tally(reaction.Counts{{Kind: "sad", N: 4_000}})
	other.Reactions = reaction.NewForm(page.View.ID.String(), tally, "sad", "en")
	other.Reactions.Action = "/react"
	all["who reacted"] = other
	bare := page
	bare.Reactions, bare.Comments = reaction.Form{}, theme.Comments{}
	all["nobody, without reactions or comments"] = bare
	talked := page
	talked.Comments = theme.Comments{Count: 3, Content: templ.Raw("<p>Third.</p>")}
	all["the last of three who wrote"] = talked
	return all
}

func TestAPlateFilledForAReaderIsTheirPage(t *testing.T) {
	ad := func(html string) theme.Ad { return theme.Ad{Content: templ.Raw(html)} }
	full := gazette(t)
	full.Parts = theme.Parts{Banner: ad("<p>One.</p>"), Story: ad("<p>Two.</p>"), Aside: ad("<p>Three.</p>")}
	for name, chrome := range map[string]theme.Chrome{"of a chrome": gazette(t), "of a kept one": gazette(t).Keep(0), "with ads": full.Keep(9)} {
		t.Run(name, func(t *testing.T) {
			all := readers(t, chrome)
			for first, page := range all {
				plate, err := theme.Article(page).Cast(t.Context(), "story")
				require.NoError(t, err)
				for reader, theirs := range all {
					require.Equal(t, rendered(t, theme.Article(theirs)), rendered(t, plate.Fill(slotsOf(theirs))), "for %s, cast for %s", reader, first)
				}
			}
		})
	}
}

func TestEveryPageMayBeCast(t *testing.T) {
	for name, page := range pages(t) {
		plate, err := page.Cast(t.Context(), name)
		require.NoError(t, err)
		if name == "article-member" {
			continue // its slots are those of a member
		}
		slots := theme.Slots{}
		switch name {
		case "article", "article-owed":
			slots = slotsOf(articlePage(t))
		case "article-arabic":
			slots = slotsOf(articlePage(t))
			slots.Reactions = bar(t, article.View{Teaser: arabic()})
		}
		require.Equal(t, rendered(t, page), rendered(t, plate.Fill(slots)), name)
	}
}

func TestAPlateHoldsNothingOfWhomItWasCastFor(t *testing.T) {
	page := articlePage(t)
	want := rendered(t, theme.Article(page))
	slots := slotsOf(page)
	page.Visitor = member()
	plate, err := theme.Article(page).Cast(t.Context(), "story")
	require.NoError(t, err)
	got := rendered(t, plate.Fill(slots))
	assert.NotContains(t, got, member().Name)
	assert.Equal(t, want, got)
}

func TestAPlateIsKeptByItsName(t *testing.T) {
	page := articlePage(t)
	_, err := theme.Article(page).Cast(t.Context(), "story")
	require.NoError(t, err)
	_, ok := page.Chrome.Plate("story")
	assert.False(t, ok, "a chrome that is not kept keeps nothing")

	page.Chrome = page.Chrome.Keep(0)
	_, ok = page.Chrome.Plate("story")
	assert.False(t, ok)
	_, err = theme.Article(page).Cast(t.Context(), "story")
	require.NoError(t, err)
	plate, ok := page.Chrome.Plate("story")
	assert.True(t, ok)
	assert.Equal(t, rendered(t, theme.Article(page)), rendered(t, plate.Fill(slotsOf(page))))
	_, ok = page.Chrome.Keep(0).Plate("story")
	assert.False(t, ok, "a chrome that is kept anew starts anew")

	page.View.Headlines = article.Texts{{Value: "Another"}}
	_, err = theme.Article(page).Cast(t.Context(), "story")
	require.NoError(t, err)
	plate, _ = page.Chrome.Plate("story")
	assert.Contains(t, rendered(t, plate.Fill(theme.Slots{})), "<h1>Another</h1>", "cast again, the last one counts")
}

func TestTheShelfKeepsWhatWasUsedLast(t *testing.T) {
	home := theme.HomePage{Chrome: theme.Chrome{}.Keep(8)} // a home page of nothing has four parts
	cast := func(name string) {
		_, err := theme.Home(home).Cast(t.Context(), name)
		require.NoError(t, err)
	}
	kept := func(name string) bool {
		_, ok := home.Chrome.Plate(name)
		return ok
	}
	cast("first")
	for n := range 100 {
		cast(strconv.Itoa(n))
		require.True(t, kept("first"), "asked for each time")
		require.True(t, kept(strconv.Itoa(n)))
	}
	assert.True(t, kept("98"))
	assert.False(t, kept("90"))
	few := 0
	for n := range 100 {
		if kept(strconv.Itoa(n)) {
			few++
		}
	}
	assert.LessOrEqual(t, few, 7)
}

func TestAPageThatFailsIsNotKept(t *testing.T) {
	page := articlePage(t)
	page.Chrome.Parts.Footer = templ.ComponentFunc(func(context.Context, io.Writer) error { return errFull })
	page.Chrome = page.Chrome.Keep(0)
	_, err := theme.Article(page).Cast(t.Context(), "story")
	require.ErrorIs(t, err, errFull)
	_, ok := page.Chrome.Plate("story")
	assert.False(t, ok)

	for n := range 60 {
		_, err := theme.Article(articlePage(t)).Cast(&patience{t.Context(), n}, "story")
		require.ErrorIs(t, err, context.Canceled, n)
	}
}

func TestAFilledPlateFailsWhereverItsWriterDoes(t *testing.T) {
	page := articlePage(t)
	plate, err := theme.Article(page).Cast(t.Context(), "story")
	require.NoError(t, err)
	filled := plate.Fill(slotsOf(page))
	size := len(rendered(t, filled))
	for n := 0; n < size; n += 37 {
		require.ErrorIs(t, filled.Render(t.Context(), &full{n}), errFull, "at byte %d", n)
	}
	require.NoError(t, filled.Render(t.Context(), &full{size}))
	for n := range 9 {
		require.ErrorIs(t, filled.Render(&patience{t.Context(), n}, io.Discard), context.Canceled, n)
	}
}

func TestTheZeroPageIsNothing(t *testing.T) {
	plate, err := theme.Page{}.Cast(t.Context(), "")
	require.NoError(t, err)
	assert.Empty(t, rendered(t, theme.Page{}))
	assert.Empty(t, rendered(t, plate.Fill(theme.Slots{})))
}

func TestAPlateIsSharedByManyReaders(t *testing.T) {
	chrome := gazette(t).Keep(4) // fewer than a page has parts: they come and go all the time
	all := readers(t, chrome)
	want := make(map[string]string)
	for reader, page := range all {
		want[reader] = rendered(t, theme.Article(page))
	}
	var wait sync.WaitGroup
	for range 4 {
		for reader, page := range all {
			wait.Go(func() {
				for range 4 {
					plate, ok := chrome.Plate("story")
					if !ok {
						var err error
						plate, err = theme.Article(page).Cast(t.Context(), "story")
						assert.NoError(t, err)
					}
					assert.True(t, want[reader] == rendered(t, plate.Fill(slotsOf(page))), reader)
				}
			})
		}
	}
	wait.Wait()
}

func TestAPageAsServedTakesFewAllocations(t *testing.T) {
	page := articlePage(t)
	page.Chrome = page.Chrome.Keep(0)
	_, err := theme.Article(page).Cast(t.Context(), "story")
	require.NoError(t, err)
	for name, slots := range map[string]theme.Slots{
		"a stranger's": {Reactions: page.Reactions}, "a member's": {Reactions: page.Reactions, Visitor: member()},
	} {
		allocations := testing.AllocsPerRun(20, func() {
			plate, _ := page.Chrome.Plate("story")
			if err := plate.Fill(slots).Render(t.Context(), io.Discard); err != nil {
				t.Error(err)
			}
		})
		assert.LessOrEqual(t, allocations, 200.0, name)
	}
}
