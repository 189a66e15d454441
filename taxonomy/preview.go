package taxonomy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsjunction/news/taxonomy/slug"
)

// A Preview is what a plan would do, for an editor to read before it is done.
type Preview struct {
	Change    Change
	Redirects []Redirect // in the order of their From; descendants of what moves are among them
}

// A Redirect is an address that leads elsewhere after a change. Categories have the
// path as their address, tags the slug.
type Redirect struct {
	Scope  string // [CategoryScope] or [TagScope]
	From   string
	To     string // the new address; empty where Answer is not 301
	Answer int    // of HTTP: 301; 410 of a term that is retired; 404 of one that is deleted
}

const (
	movedPermanently = 301
	gone             = 410
	notFound         = 404
)

// Preview returns what a plan would do, with the errors of [Tree.Apply].
func (t *Tree) Preview(p Plan) (Preview, error) {
	next, change, err := t.Apply(p)
	if err != nil {
		return Preview{}, err
	}
	preview := Preview{Change: change}
	for _, r := range t.affected(change) {
		if redirect, ok := t.redirect(next, r); ok {
			preview.Redirects = append(preview.Redirects, redirect)
		}
	}
	slices.SortFunc(preview.Redirects, func(a, b Redirect) int {
		return cmp.Or(cmp.Compare(a.Scope, b.Scope), cmp.Compare(a.From, b.From))
	})
	return preview, nil
}

// affected returns the terms of a tree whose address a change may change: those that
// stood for themselves, with all below them.
func (t *Tree) affected(change Change) (list []*record) {
	seen := make(map[ID]bool)
	add := func(r *record) bool {
		if !seen[r.id] {
			seen[r.id] = true
			list = append(list, r)
		}
		return true
	}
	for _, turn := range change.turns() {
		if turn.before != nil && turn.before.standing() {
			add(turn.before)
			t.walk(turn.before.id, 0, add)
		}
	}
	return list
}

// redirect returns what becomes of the address of a term.
func (t *Tree) redirect(next *Tree, r *record) (Redirect, bool) {
	d := Redirect{Scope: scopeOf(r.sort), From: t.address(r), Answer: notFound}
	now := next.holder(slug.Name{Scope: d.Scope, Slug: r.slug})
	switch {
	case now == nil:
		return d, true
	case now.retired && !r.retired:
		d.Answer = gone
		return d, true
	}
	d.To, d.Answer = next.address(now), movedPermanently
	return d, d.To != d.From
}

// address returns the path of a category, and the slug of a tag.
func (t *Tree) address(r *record) string {
	if r.sort == tags {
		return r.slug
	}
	return t.Path(r.id)
}

// String returns the preview in lines: addresses, then articles to be filed anew.
func (p Preview) String() string {
	var b strings.Builder
	for _, r := range p.Redirects {
		b.WriteString(r.Scope + "/" + r.From)
		switch r.Answer {
		case movedPermanently:
			b.WriteString(" -> " + r.Scope + "/" + r.To + "\n")
		case gone:
			b.WriteString(" is gone\n")
		default:
			b.WriteString(" is unknown\n")
		}
	}
	for _, r := range p.Change.Refile {
		b.WriteString("articles of " + r.From.String())
		if r.To.IsZero() {
			b.WriteString(" lose it\n")
		} else {
			b.WriteString(" go to " + r.To.String() + "\n")
		}
	}
	return b.String()
}
