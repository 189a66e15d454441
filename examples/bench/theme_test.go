package bench

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

const (
	pageWords = 833 // of the model page's story
	pageCards = 112 // teasers: twelve a section in the menu, and those around the story
)

// modelPage is a page of the model's size.
func modelPage(tb testing.TB) theme.ArticlePage {
	at := time.Date(2023, 8, 1, 6, 30, 0, 0, time.UTC)
	names := []string{"World News", "Business", "Cryptocurrency", "Technology", "Entertainment", "Sports News", "People", "Trend"}
	var sections []taxonomy.Category
	for i, name := range names {
		id := taxonomy.CategoryID("bench", name)
		sections = append(sections, taxonomy.Category{Term: taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Text: name}}, Order: i}})
	}
	var tags []taxonomy.Tag
	for _, name := range []string{"claims", "ISIS", "Pakistan", "security", "Threats"} {
		tags = append(tags, taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("bench", name), Labels: taxonomy.Labels{{Text: name}}}})
	}
	tree, _ := taxonomy.Load(sections, tags, taxonomy.Options{})
	site, err := render.NewSite(render.Config{Name: "News Junction", BaseURL: "https://news.example", Linker: render.Paths{Article: "/news/", Category: "/section/", Tag: "/tag/"}})
	require.NoError(tb, err)
	site = site.With(tree, nil)

	teaser := func(n int) article.Teaser {
		title := "Calm returns to the harbour & its " + strconv.Itoa(n) + " boats after a long night of storm"
		return article.Teaser{
			ID: article.IDFor("bench", strconv.Itoa(n)), Lang: "en", Name: slug.Name{Scope: "article", Slug: slug.Make(title, slug.Options{})},
			Headlines: article.Texts{{Value: title}}, Decks: article.Texts{{Role: article.Short, Value: "What is known of it, and what is not, in short."}},
			Lead:      &article.Image{URL: "/pictures/" + strconv.Itoa(n) + ".jpg", Width: 1200, Height: 675},
			Filing:    article.Filing{Category: taxonomy.CategoryID("bench", names[n%8])},
			Published: at.Add(-time.Duration(n) * time.Hour), Modified: at,
		}
	}
	n := 0
	next := func(want int) (list []article.Teaser) {
		for range want {
			list = append(list, teaser(n))
			n++
		}
		return list
	}
	chrome := theme.Chrome{Site: site, Blog: "/blog", Actions: theme.Actions{Settings: "/settings", Newsletter: "/newsletter", SignIn: "/sign-in"}, Files: theme.AssetsAt("/assets/")}
	for c := range tree.Sections(taxonomy.ID{}) {
		chrome.Sections = append(chrome.Sections, c)
		chrome.Newest = append(chrome.Newest, theme.Strip{Section: c, Stories: next(12)})
	}
	chrome.Short, chrome.Latest = chrome.Sections[:6], next(6)
	v := article.View{Teaser: teaser(1000)}
	v.Byline = article.Byline{{Name: "Mara Quist"}}
	for _, t := range tags {
		v.Filing.Tags = append(v.Filing.Tags, article.Tagging{Term: t.ID})
	}
	words := strings.Fields(strings.Repeat("The sea found the one place where stones had been laid in a hurry & left. ", 60))[:pageWords]
	for len(words) > 0 {
		cut := min(36, len(words))
		v.Body = append(v.Body, article.Block{Content: article.Paragraph{Text: inline.Text(strings.Join(words[:cut], " "))}})
		words = words[cut:]
	}
	form := reaction.NewForm(v.ID.String(), reaction.Default().Tally(nil), "", "en")
	form.Action = "/react"
	around := next(2)
	page := theme.ArticlePage{Chrome: chrome, View: v, Reactions: form, Previous: &around[0], Next: &around[1]}
	for _, t := range next(8) {
		page.Related = append(page.Related, theme.Suggestion{Story: t, Why: []string{"harbour", "storm"}})
	}
	require.Equal(tb, pageCards, n)
	return page
}

// BenchmarkThemeArticle renders a page of 112 teasers and 833 words, each way in turns
// with html/template in the same run:
//
//   - "anew" is all of it from its values; a template gets what is looked up and
//     formatted before it, from the same values, and that is in its time;
//   - "as served" is the page of a kept chrome, cast before, with the slots filled of a
//     reader of whom nothing is known; "to a member" with those of one who is signed in.
//
// "x" is how many times the processor time of html/template is that of the theme, and
// "x-ready" the same where the template is handed what was looked up and formatted
// for nothing.
func BenchmarkThemeArticle(b *testing.B) {
	page := modelPage(b)
	peer := newPeer(b)
	ctx := context.Background()
	var anew bytes.Buffer
	require.NoError(b, theme.Article(page).Render(ctx, &anew))
	requireSameDocument(b, anew.String(), peer, page)

	kept := page
	kept.Chrome = page.Chrome.Keep(0)
	_, err := theme.Article(kept).Cast(ctx, "story")
	require.NoError(b, err)
	served := func(v theme.Visitor) func() error {
		return func() error {
			plate, ok := kept.Chrome.Plate("story")
			require.True(b, ok)
			return plate.Fill(theme.Slots{Visitor: v, Reactions: page.Reactions}).Render(ctx, io.Discard)
		}
	}
	for _, r := range []struct {
		name string
		run  func() error
	}{
		{"anew", func() error { return theme.Article(page).Render(ctx, io.Discard) }},
		{"as served", served(theme.Visitor{})},
		{"to a member", served(theme.Visitor{Name: "Nadia", Answered: true, Scheme: theme.Dark, Since: page.View.Published})},
	} {
		b.Run(r.name, func(b *testing.B) {
			besidePeer(b, r.run, peer, page)
			b.ReportMetric(float64(anew.Len()), "bytes/page")
			b.ReportMetric(testing.AllocsPerRun(20, func() { require.NoError(b, r.run()) }), "allocs/page")
		})
	}
}

// besidePeer runs the theme in turns with its peer, several pages a turn: the clock of
// processor time is too coarse for one.
func besidePeer(b *testing.B, run func() error, peer htmlPage, page theme.ArticlePage) {
	const turn = 8
	var ours, theirs, given time.Duration
	ready := peerOf(page)
	for b.Loop() {
		ours += timed(func() {
			for range turn {
				require.NoError(b, run())
			}
		}) / turn
		b.StopTimer()
		theirs += timed(func() { require.NoError(b, peer.Execute(io.Discard, peerOf(page))) })
		given += timed(func() { require.NoError(b, peer.Execute(io.Discard, ready)) })
		b.StartTimer()
	}
	b.ReportMetric(float64(theirs)/float64(ours), "x")
	b.ReportMetric(float64(given)/float64(ours), "x-ready")
	b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "us/page")
}
