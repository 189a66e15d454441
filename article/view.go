package article

import (
	"slices"
	"time"

	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/taxonomy/slug"
)

// A Teaser is what a reader may see of an article, less its body: what lists and
// cards need. Do not write to its slices.
type Teaser struct {
	ID        ID
	Kind      Kind
	Name      slug.Name
	Lang      string
	Headlines Texts
	Decks     Texts
	Summaries Texts
	Kicker    string
	Byline    []Credit
	Lead      *Image
	Filing    Filing
	Published time.Time // when readers first saw it
	Modified  time.Time // when the live revision was made visible; not before Published
	Window    Window
}

// A View is what a reader may see of an article at an instant. It holds nothing
// internal: no working copy, no stamps, no origin, no internal block.
type View struct {
	Teaser
	Body Body
}

// View returns what a reader sees at an instant; ok is false where that is nothing.
func (a Article) View(now time.Time) (v View, ok bool) {
	if a.State != Published || a.Live == nil || !a.Window.Contains(now) {
		return View{}, false
	}
	return a.view(), true
}

// First returns the view at an instant, or, where the article is not yet visible,
// the one at the instant at which it will be: what an index is fed with, which asks
// the window itself. Ok is false where no reader sees it then or later.
func (a Article) First(after time.Time) (v View, ok bool) {
	if after.Before(a.Window.From) {
		after = a.Window.From
	}
	return a.View(after)
}

func (a Article) view() View {
	c := a.Live.Content
	modified := a.Live.Stamp.At
	if modified.Before(a.Window.From) {
		modified = a.Window.From
	}
	body := c.Body
	internal := func(b Block) bool { return b.Internal }
	if slices.ContainsFunc(body, internal) {
		body = slices.DeleteFunc(slices.Clone(body), internal)
	}
	return View{Teaser{
		ID: a.ID, Kind: a.Kind, Name: a.Name, Lang: c.Lang,
		Headlines: c.Headlines, Decks: c.Decks, Summaries: c.Summaries, Kicker: c.Kicker,
		Byline: c.Byline, Lead: c.Lead, Filing: c.Filing,
		Published: a.Window.From, Modified: modified, Window: a.Window,
	}, body}
}

// Headline returns the headline for a role (see [Texts.For]).
func (t Teaser) Headline(role Role) string { return t.Headlines.For(role) }

// Key is the article's place in the order of lists.
func (t Teaser) Key() Key { return Key{t.Published, t.ID} }

// ReadingTime returns how long the body takes at a speed; [prose.Minutes] rounds it.
func (v View) ReadingTime(speed prose.Speed) time.Duration {
	return speed.Time(prose.Measure(v.Body.Text()))
}

// Excerpt returns the beginning of the body's running text, cut to a length. Headings,
// lists, captions and code are no part of it.
func (v View) Excerpt(length prose.Length) string {
	var text []byte
	for _, content := range v.Body.contents() {
		if p, ok := content.(Paragraph); ok {
			text = append(p.appendText(text), '\n')
		}
	}
	excerpt, _ := prose.Excerpt(string(text), length)
	return excerpt
}

// Summary returns the summary for a role, else the deck, else an excerpt of the
// default length: what feeds, cards and head metadata say of the article.
func (v View) Summary(role Role) string {
	for _, texts := range []Texts{v.Summaries, v.Decks} {
		if s := texts.For(role); s != "" {
			return s
		}
	}
	return v.Excerpt(prose.Length{})
}

// Linked returns the articles that the body's related links lead to.
func (v View) Linked() []ID { return v.Body.Linked() }
