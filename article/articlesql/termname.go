package articlesql

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

var _ taxonomy.Names = terms{}

// Resolve implements [taxonomy.Names].
func (s terms) Resolve(ctx context.Context, name slug.Name) (slug.Resolution, error) {
	err := ctx.Err()
	if err == nil {
		var res slug.Resolution
		var keeper string
		if res, keeper, err = resolve(s.reading(ctx), name); err == nil && keeper == byTerms {
			return res, nil
		}
		if err == nil {
			err = slug.ErrUnknownName
		}
	}
	return slug.Resolution{}, about("resolving", name, err)
}

// Redirect implements [taxonomy.Names].
func (s terms) Redirect(ctx context.Context, from, to slug.Name) error {
	err := ctx.Err()
	if err == nil {
		err = from.CheckSource()
	}
	if err == nil {
		err = s.write(ctx, func(t *transaction) error {
			_, keeper, err := resolve(t.each, to)
			if err == nil && keeper != byTerms {
				err = fmt.Errorf("name %.80q: %w", to.String(), slug.ErrUnknownName)
			}
			if err != nil {
				return err
			}
			return t.redirect(from, to)
		})
	}
	return about("redirecting", from, err)
}

// A renaming brings the book of names from one tree to the next. It is no row of
// renames: slugs may change hands in a change, and a term that stands for itself again
// takes back what was given to it, so each name that may differ is written as the next
// tree has it.
type renaming struct {
	*transaction
	before, next *taxonomy.Tree
	change       taxonomy.Change
}

func (r renaming) do() error {
	names, owners := r.touched()
	for _, owner := range owners {
		given, err := r.given(owner)
		if err != nil {
			return err
		}
		names = append(names, given...)
	}
	slices.SortFunc(names, slug.Name.Compare)
	for _, name := range slices.Compact(names) {
		if err := r.name(name); err != nil {
			return err
		}
	}
	return nil
}

// touched returns the slugs of all terms that change, and the owners of names some of
// which may lead elsewhere: a term that ceases to stand for itself, or what one that
// was merged led to.
func (r renaming) touched() (names []slug.Name, owners []taxonomy.ID) {
	step := func(scope string, before, after *taxonomy.Term) {
		for _, t := range []*taxonomy.Term{before, after} {
			if t == nil {
				continue
			}
			for _, s := range append([]string{t.Slug}, t.Former...) {
				names = append(names, slug.Name{Scope: scope, Slug: s})
			}
		}
		switch {
		case before == nil || after != nil && before.Into == after.Into:
		case before.Into.IsZero():
			owners = append(owners, before.ID)
		default:
			owners = append(owners, before.Into)
		}
	}
	for _, s := range r.change.Categories {
		step(taxonomy.CategoryScope, termOf(s.Before, categoryTerm), termOf(s.After, categoryTerm))
	}
	for _, s := range r.change.Tags {
		step(taxonomy.TagScope, termOf(s.Before, tagTerm), termOf(s.After, tagTerm))
	}
	return names, owners
}

func termOf[T any](v *T, term func(*T) *taxonomy.Term) *taxonomy.Term {
	if v == nil {
		return nil
	}
	return term(v)
}

func categoryTerm(c *taxonomy.Category) *taxonomy.Term { return &c.Term }
func tagTerm(t *taxonomy.Tag) *taxonomy.Term           { return &t.Term }

// given returns the redirects that somebody asked for, of those that an owner has.
func (r renaming) given(owner taxonomy.ID) (names []slug.Name, err error) {
	err = r.each("SELECT scope, slug FROM name WHERE owner = ? AND given <> ''", []any{owner}, func(scan scanner) error {
		var n slug.Name
		err := scan(&n.Scope, &n.Slug)
		names = append(names, n)
		return err
	})
	return names, err
}

// name writes the entry of a name as the next tree has it.
func (r renaming) name(name slug.Name) error {
	held, err := r.entry(name)
	if err != nil {
		return err
	}
	want, err := r.want(name, held)
	switch {
	case err != nil || want == held:
		return err
	case want.owner == "":
		return r.dropName(name)
	case held.owner == "":
		return r.putName(name, want)
	}
	return r.setName(name, want)
}

// want returns what the entry of a name is to be. [slug.ErrTaken] where a term has the
// slug, and the name is not the tree's or was given to another term.
func (r renaming) want(name slug.Name, held entry) (entry, error) {
	term, found := holder(r.next, name)
	to := r.follow(held.given)
	want := entry{} // a slug is no gift: who has it keeps it
	switch {
	case !found:
		return to, nil
	case held.given != "" && to.owner != term.ID.String(), !r.ours(held):
		err := fmt.Errorf("%w: %s leads elsewhere", slug.ErrTaken, name)
		return entry{}, &taxonomy.TermError{ID: term.ID, Field: "Slug", Err: err}
	case name.Slug != term.Slug:
		want.status = moved
	case term.Retired:
		want.status = gone
	default:
		want.status = current
	}
	want.owner = term.ID.String()
	return want, nil
}

// ours reports whether a name is a term's, or nobody's.
func (r renaming) ours(held entry) bool {
	if held.owner == "" {
		return true
	}
	id, err := taxonomy.ParseID(held.owner)
	if err != nil {
		return false
	}
	_, ok := r.before.Record(id)
	return ok
}

// follow returns the entry of a redirect that was given to a term: it leads to what
// the term stands for in the next tree or, where it was deleted, to whoever takes over.
// It is the zero entry where that is nobody.
func (r renaming) follow(given string) entry {
	id, err := taxonomy.ParseID(given)
	if err != nil { // nobody asked for it, or it was not given to a term
		return entry{}
	}
	owner, ok := r.change.Successor(r.next, id)
	if !ok {
		return entry{}
	}
	if _, held := r.next.Record(id); !held {
		id = owner // one that was merged has its old URLs back when the merge is undone
	}
	return entry{owner.String(), moved, id.String()}
}

// holder returns the term that a name leads to.
func holder(tree *taxonomy.Tree, name slug.Name) (taxonomy.Term, bool) {
	if name.Scope == taxonomy.TagScope {
		tag, ok := tree.TagBySlug(name.Slug)
		return tag.Term, ok
	}
	c, ok := tree.CategoryBySlug(name.Slug)
	return c.Term, ok
}
