package taxonomy

import (
	"context"
	"iter"

	"github.com/newsjunction/news/taxonomy/slug"
)

// A Store keeps the newest tree, and with it the names of its terms. Implementations
// are safe for concurrent use and linearizable, and pass the kit of package
// taxonomytest.
//
// Every method returns the error of its context where that is over, and then changes
// nothing; nor does one that returns another error.
type Store interface {
	// Load returns the newest tree; an empty store has an empty one.
	Load(ctx context.Context) (*Tree, error)
	// Commit makes the change, whole or not at all. [ErrVersionConflict] where
	// the store no longer holds the version that the change was made on, a
	// [TermError] where the change leads to no sound tree, [slug.ErrTaken] where a
	// slug that it gives is held outside the tree, such as by an old URL that
	// redirects to another term. An empty change is committed by doing nothing.
	Commit(ctx context.Context, change Change) error
	// Changes yields the changes after a version, in order, up to the newest.
	// [ErrForgotten] where the store no longer has all of them. [Tree.With] makes
	// the tree of each.
	Changes(ctx context.Context, since Version) iter.Seq2[Change, error]
}

// Scopes of the names of terms.
const (
	CategoryScope = "category"
	TagScope      = "tag"
)

// Names is the book of the names of a store's terms: those that the tree gives, which
// can't be written here, and old URLs that redirect to them. A store may have it; a
// [slug.Ledger] is one.
type Names interface {
	// Resolve says what a name is: current, moved (to the slug that the term has,
	// or the term that it was merged into), or gone with a retired term. Owner is
	// the id of the term. [slug.ErrUnknownName] where it is no term's.
	Resolve(ctx context.Context, name slug.Name) (slug.Resolution, error)
	// Redirect makes from, which may be any path that [slug.Path] returns, lead to
	// the term that has the name to, for ever, or until a term that it leads to
	// takes it as its slug, which it keeps then; a second time changes nothing.
	// [slug.ErrUnknownName] where no term has it, [slug.ErrTaken] where from leads
	// to another term or is the current name of this one, [slug.ErrInvalidName]
	// where from is neither a name nor a path.
	Redirect(ctx context.Context, from, to slug.Name) error
}

// resolve says what a name in the scope of a sort is.
func (t *Tree) resolve(name slug.Name) (slug.Resolution, bool) {
	r := t.holder(name)
	if r == nil {
		return slug.Resolution{}, false
	}
	got := slug.Resolution{Name: slug.Name{Scope: scopeOf(r.sort), Slug: r.slug}, Owner: r.id.String()}
	switch {
	case r.retired:
		got.Status, got.Name = slug.Gone, name
	case got.Name != name:
		got.Status = slug.Moved
	}
	return got, true
}

// holder returns the record that a name leads to; nil where there is none.
func (t *Tree) holder(name slug.Name) *record {
	if t == nil {
		return nil
	}
	for of := range sorts {
		if name.Scope == scopeOf(of) {
			return t.first(&t.slugs[of], name.Slug).record
		}
	}
	return nil
}

func scopeOf(of sort) string {
	if of == tags {
		return TagScope
	}
	return CategoryScope
}
