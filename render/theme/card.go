package theme

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
)

// cards is a grid of teasers whose headlines stand below a heading of a level.
func (f *frame) cards(stories []article.Teaser, below int) templ.Component {
	return f.drawn(func(k ink) ink {
		k = k.raw(`<ul class="cards">`)
		for i := range stories {
			k = f.card(k, &stories[i], below, nil)
		}
		return k.raw("</ul>")
	})
}

// suggestions is a grid of stories that go with another.
func (f *frame) suggestions(list []Suggestion) templ.Component {
	return f.drawn(func(k ink) ink {
		k = k.raw(`<ul class="cards">`)
		for i := range list {
			k = f.card(k, &list[i].Story, 2, list[i].Why)
		}
		return k.raw("</ul>")
	})
}

// briefs is a list of teasers in little room: section, headline, date.
func (f *frame) briefs(stories []article.Teaser) templ.Component {
	return f.drawn(func(k ink) ink {
		k = k.raw(`<ol class="briefs">`)
		for i := range stories {
			t := &stories[i]
			k = f.open(k, `<li class="brief"`, t)
			k = f.section(k, t)
			k = f.marks(k, t, f.wordsOf(t))
			k = f.cardHeadline(k, t, 3)
			k = f.day(k, t).raw("</li>")
		}
		return k.raw("</ol>")
	})
}

// lead is the story at the head of the front page.
func (f *frame) lead(t *article.Teaser) templ.Component {
	return f.drawn(func(k ink) ink {
		k = f.open(k, `<div class="lead-story"`, t)
		k = f.thumbnail(k, t, true).raw(`<div class="lead-words">`)
		k = f.section(k, t)
		k = f.marks(k, t, f.wordsOf(t))
		k = f.cardHeadline(k, t, 2)
		k = deck(k, t.Decks.For(""))
		return f.day(k, t).raw("</div></div>")
	})
}

// card is a teaser in a grid, with what it has in common with the page's story.
func (f *frame) card(k ink, t *article.Teaser, below int, why []string) ink {
	k = f.open(k, `<li class="card"`, t)
	k = f.thumbnail(k, t, false)
	k = f.section(k, t)
	k = f.marks(k, t, f.wordsOf(t))
	k = f.cardHeadline(k, t, below+1)
	k = deck(k, t.Decks.For(article.Short))
	k = f.day(k, t)
	return f.why(k, t, why).raw("</li>")
}

// open adds a start tag with the tone of a story's section and with its language.
func (f *frame) open(k ink, tag raw, t *article.Teaser) ink {
	k = k.raw(tag).raw(` data-tone="`).text(f.filed(t).tone).raw(`"`)
	return f.language(k, t.Lang).raw(">")
}

// why says what two stories have in common, to readers who ask.
func (f *frame) why(k ink, t *article.Teaser, why []string) ink {
	if len(why) == 0 {
		return k
	}
	k = k.raw(`<details class="why"`)
	if f.foreign(t.Lang) {
		k = k.attribute("lang", f.lang).attribute("dir", render.Direction(f.lang))
	}
	k = k.raw("><summary>").text(f.words.why).raw("</summary><p>")
	return k.text(f.words.shares).text(strings.Join(why, " · ")).raw("</p></details>")
}

func (f *frame) thumbnail(k ink, t *article.Teaser, atOnce bool) ink {
	if t.Lead == nil || !f.shows(t.Lead.URL) {
		return k
	}
	return f.picture(k.raw(`<div class="thumbnail">`), t.Lead, "", atOnce).raw("</div>")
}

func (f *frame) section(k ink, t *article.Teaser) ink {
	if filed := f.filed(t); filed.known {
		return k.raw(`<p class="label">`).text(filed.In(t.Lang)).raw("</p>")
	}
	return k
}

// marked is marks in the page's language, as a component.
func (f *frame) marked(t *article.Teaser) templ.Component {
	return f.drawn(func(k ink) ink { return f.marks(k, t, f.words) })
}

// marks say what kind of journalism a story is, and for whom.
func (f *frame) marks(k ink, t *article.Teaser, w *words) ink {
	labels := w.marks(t)
	if len(labels) == 0 {
		return k
	}
	k = k.raw(`<p class="marks">`)
	for _, label := range labels {
		k = k.raw("<span>").text(label).raw("</span>")
	}
	return k.raw("</p>")
}

func (f *frame) cardHeadline(k ink, t *article.Teaser, level int) ink {
	if level > 2 {
		return f.headlineLink(k.raw("<h3>"), t).raw("</h3>")
	}
	return f.headlineLink(k.raw("<h2>"), t).raw("</h2>")
}

func (f *frame) headlineLink(k ink, t *article.Teaser) ink {
	if address := f.articleURL(t); address != "" {
		return k.raw("<a").link("href", address).raw(">").text(f.headline(t)).raw("</a>")
	}
	return k.text(f.headline(t))
}

func deck(k ink, text string) ink {
	if text == "" {
		return k
	}
	return k.raw(`<p class="deck">`).text(text).raw("</p>")
}
