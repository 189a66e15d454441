package article

import (
	"time"

	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/taxonomy/slug"
)

// A Teaser is what a reader may see of an article, less its body: what lists and
// cards need. Do not write to its slices.
type Teaser struct {
	ID          ID
	Kind        Kind
	Access      Access
	Comments    Comments
	Name        slug.Name
	Lang        string
	Genre       Genre
	Headlines   Texts
	Decks       Texts
	Summaries   Texts
	Kicker      string
	Dateline    Dateline
	Byline      Byline
	SignedAs    string
	Lead        *Image
	Filing      Filing
	Source      string // whose report it is, as printed
	Distributor string // who delivered it, where not the source
	Rights      Rights
	Translation Translation
	Disclosure  Disclosure // of a sponsor only within its window
	Published   time.Time  // when readers first saw it, or see it again after an embargo
	Modified    time.Time  // the last edit that readers see, typos apart; not before Published
	Window      Window
}

// A View is what a reader may see of an article at an instant. It holds nothing
// internal: no working copy, no stamps, no internal block or correction.
type View struct {
	Teaser
	Body        Body
	Corrections []Notice // oldest first
}

// View returns what a reader sees at an instant; ok is false where that is nothing.
func (a Article) View(now time.Time) (v View, ok bool) {
	w, ok := a.visible()
	if !ok || !w.Contains(now) {
		return v, false
	}
	a.fill(&v, now, w)
	return v, true
}

// First returns the view at an instant, or, where the article is not yet visible,
// the one at the instant at which it will be: what an index is fed with, which asks
// the window itself. Ok is false where no reader sees it then or later.
func (a Article) First(after time.Time) (v View, ok bool) {
	w, ok := a.visible()
	if !ok {
		return v, false
	}
	if after.Before(w.From) {
		after = w.From
	}
	if !w.Contains(after) {
		return v, false
	}
	a.fill(&v, after, w)
	return v, true
}

// fill makes v the view at an instant in the window in which the article is visible. It
// sets field by field: a View is too large to be copied about.
func (a *Article) fill(v *View, now time.Time, w Window) {
	c := &a.Live.Content
	v.ID, v.Kind, v.Access, v.Comments, v.Name = a.ID, a.Kind, a.Access, a.Comments, a.Name
	v.Lang, v.Genre = c.Lang, c.Genre
	v.Headlines, v.Decks, v.Summaries, v.Kicker = c.Headlines, c.Decks, c.Summaries, c.Kicker
	v.Dateline, v.Byline, v.SignedAs, v.Lead, v.Filing = c.Dateline, c.Byline, c.SignedAs, c.Lead, c.Filing
	v.Source, v.Distributor, v.Rights = c.Origin.Source, c.Origin.Distributor, c.Origin.Rights
	v.Translation = c.Origin.Translation
	v.Disclosure = c.Disclosure.at(now)
	v.Published, v.Modified, v.Window = w.From, a.Modified, w
	if a.Modified.Before(w.From) {
		v.Modified = w.From
	}
	v.Body = c.Body.public()
	v.Corrections = a.notices(v.Body)
}

// Headline returns the headline for a role (see [Texts.For]).
func (t Teaser) Headline(role Role) string { return t.Headlines.For(role) }

// Key is the article's place in the order of lists.
func (t Teaser) Key() Key { return Key{t.Published, t.ID} }

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
