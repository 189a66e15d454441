package bench

import (
	"bytes"
	"context"
	"html/template"
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

// modelPage is a page of the model's size, and the same for html/template.
func modelPage(tb testing.TB) (theme.ArticlePage, peerPage) {
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
	return page, peerOf(page)
}

// peerPage is what html/template is given: all that needs a lookup is done before.
type peerPage struct {
	Title, Canonical, Published string
	Sections                    []peerSection
	Latest, Related             []peerCard
	Previous, Next              peerCard
	Body                        []string
	Tags                        []string
	Share                       []render.Service
	Shared                      render.Sharing
	Buttons                     []reaction.Button
	Data                        template.JS
	Properties                  []render.Property
}

type peerSection struct {
	ID, Name, URL, Tone string
	Stories             []peerCard
}

type peerCard struct {
	Title, URL, Section, Tone, Deck, Stamp, Day, Picture string
	Width, Height                                        int
}

func peerOf(p theme.ArticlePage) peerPage {
	site := p.Chrome.Site
	tone := make(map[taxonomy.ID]string)
	for i, c := range p.Chrome.Sections {
		tone[c.ID] = strconv.Itoa(i + 1)
	}
	card := func(t article.Teaser) peerCard {
		section, _ := site.Section(t)
		return peerCard{
			t.Headline(""), "/news/" + t.Name.Slug, section.Labels.In("en"), tone[section.ID], t.Decks.For(article.Short),
			t.Published.Format(time.RFC3339), t.Published.Format("January 2, 2006"), t.Lead.URL, t.Lead.Width, t.Lead.Height,
		}
	}
	head := site.ArticleHead(p.View)
	page := peerPage{
		Title: p.View.Headline(""), Canonical: head.Canonical, Published: p.View.Published.Format(time.RFC3339), Previous: card(*p.Previous), Next: card(*p.Next),
		Share: site.Config().Share, Shared: render.Sharing{Title: p.View.Headline(""), Link: head.Canonical}, Buttons: p.Reactions.Buttons, Data: template.JS(head.Data), Properties: append(head.Properties, head.Names...),
	}
	for _, strip := range p.Chrome.Newest {
		s := peerSection{strip.Section.Slug, strip.Section.Labels.In("en"), "/section/" + strip.Section.Slug, tone[strip.Section.ID], nil}
		for _, t := range strip.Stories {
			s.Stories = append(s.Stories, card(t))
		}
		page.Sections = append(page.Sections, s)
	}
	for _, t := range p.Chrome.Latest {
		page.Latest = append(page.Latest, card(t))
	}
	for _, s := range p.Related {
		page.Related = append(page.Related, card(s.Story))
	}
	for _, b := range p.View.Body {
		page.Body = append(page.Body, article.Body{b}.Text())
	}
	for _, tag := range site.Tags(p.View.Teaser) {
		page.Tags = append(page.Tags, tag.Labels.In("en"))
	}
	return page
}

const peerSource = `{{define "card"}}<li class="card" data-tone="{{.Tone}}"><div class="thumbnail"><img src="{{.Picture}}" alt="" loading="lazy" decoding="async" width="{{.Width}}" height="{{.Height}}"></div><p class="label">{{.Section}}</p><h3><a href="{{.URL}}">{{.Title}}</a></h3>{{if .Deck}}<p class="deck">{{.Deck}}</p>{{end}}<p class="day"><time datetime="{{.Stamp}}">{{.Day}}</time></p></li>{{end}}<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>{{.Title}} – News Junction</title><link rel="canonical" href="{{.Canonical}}">{{range .Properties}}<meta property="{{.Name}}" content="{{.Content}}">{{end}}<script type="application/ld+json">{{.Data}}</script></head><body><a class="skip" href="#main">Skip to content</a><header class="masthead"><p class="brand"><a href="/">News Junction</a></p><form action="/search" class="search" role="search"><input type="search" name="q" aria-label="Search"><button type="submit">Search</button></form><nav class="sections" aria-label="Sections"><ul>{{range .Sections}}<li data-tone="{{.Tone}}"><a href="{{.URL}}">{{.Name}}</a><button type="button" popovertarget="menu-{{.ID}}"><span class="hush">{{.Name}}: latest</span></button><div popover id="menu-{{.ID}}" class="mega"><p class="panel-title"><span>{{.Name}}</span> <a href="{{.URL}}">Show More</a></p><ul>{{range .Stories}}<li><div class="thumbnail"><img src="{{.Picture}}" alt="" loading="lazy" decoding="async" width="{{.Width}}" height="{{.Height}}"></div><a href="{{.URL}}">{{.Title}}</a><time class="day" datetime="{{.Stamp}}">{{.Day}}</time></li>{{end}}</ul></div></li>{{end}}</ul></nav></header><main id="main"><article class="story"><header class="story-head"><h1>{{.Title}}</h1><p class="dates"><time datetime="{{.Published}}">{{.Published}}</time></p><ul class="share">{{$p := .}}{{range .Share}}<li><a href="{{.URL $p.Shared}}" rel="noopener noreferrer nofollow"><span>{{.Label}}</span></a></li>{{end}}</ul></header><div class="body">{{range .Body}}<p>{{.}}</p>{{end}}</div><ul class="tagged">{{range .Tags}}<li><a rel="tag" href="/tag/{{.}}">{{.}}</a></li>{{end}}</ul><section class="reactions"><form method="post" action="/react"><ul>{{range .Buttons}}<li><button name="reaction" value="{{.Value}}" data-kind="{{.Kind}}"><span class="face">{{.Emoji}}</span><span>{{.Label}}</span> <span class="count">{{.Count}}</span></button></li>{{end}}</ul></form></section><nav class="neighbours"><a rel="prev" href="{{.Previous.URL}}">{{.Previous.Title}}</a><a rel="next" href="{{.Next.URL}}">{{.Next.Title}}</a></nav></article><section class="latest"><h2>Latest Post</h2><ol>{{range .Latest}}{{template "card" .}}{{end}}</ol></section><section class="related"><h2>You Might Also Like</h2><ul>{{range .Related}}{{template "card" .}}{{end}}</ul></section></main><footer class="footer"><ul>{{range .Sections}}<li><a href="{{.URL}}">{{.Name}}</a></li>{{end}}</ul></footer></body></html>`

// BenchmarkThemeArticle renders a page of 112 teasers and 833 words beside a template of
// html/template that makes a page of nearly the size: everything anew, and as it is
// served, the chrome kept. "x" is how many times the CPU time of html/template is that of
// the theme.
func BenchmarkThemeArticle(b *testing.B) {
	page, peer := modelPage(b)
	tmpl := template.Must(template.New("page").Parse(peerSource))
	ctx := context.Background()
	kept := page
	kept.Chrome = page.Chrome.Keep()
	var anew, other bytes.Buffer
	require.NoError(b, theme.Article(page).Render(ctx, &anew))
	require.NoError(b, theme.Article(kept).Render(ctx, io.Discard))
	require.NoError(b, tmpl.Execute(&other, peer))
	require.InEpsilon(b, anew.Len(), other.Len(), 0.35, "pages of one size")

	runs := []struct {
		name string
		run  func() error
	}{
		{"anew", func() error { return theme.Article(page).Render(ctx, io.Discard) }},
		{"as served", func() error { return theme.Article(kept).Render(ctx, io.Discard) }},
	}
	for _, r := range runs {
		b.Run(r.name, func(b *testing.B) {
			var ours, theirs time.Duration
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				require.NoError(b, r.run())
				ours += time.Since(start)
				b.StopTimer()
				start = time.Now()
				require.NoError(b, tmpl.Execute(io.Discard, peer))
				theirs += time.Since(start)
				b.StartTimer()
			}
			b.ReportMetric(float64(theirs)/float64(ours), "x")
			b.ReportMetric(float64(anew.Len()), "bytes/page")
			b.ReportMetric(float64(other.Len()), "bytes/peer")
		})
	}
}
