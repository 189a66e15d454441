package taxonomy

import (
	"slices"

	"github.com/newsjunction/news/taxonomy/slug"
)

// Slugging says what a change of label means for the slug.
type Slugging uint8

const (
	KeepSlug    Slugging = iota // links stay as they are
	FollowLabel                 // the slug is made of the label anew; the old one leads to it
)

// Rename plans another label in one language; an empty text takes the label away.
// With FollowLabel the slug is made of the label that serves every language (In of
// ""), with a suffix where that is taken.
func (p Plan) Rename(id ID, label Label, s Slugging) Plan {
	return p.with(func(e *edit) error {
		r, err := e.subject(id)
		if err != nil {
			return err
		}
		e.rewrite(r, func(t *Term) {
			if t.Labels = t.Labels.With(label.Lang, label.Text); s == FollowLabel && t.Labels.In("") != "" {
				wants := Term{ID: t.ID, Labels: t.Labels}
				t.reslug(e.named(wants, r.sort))
			}
		})
		return nil
	})
}

// Reslug plans another slug, exactly as it is given; the old one leads to it. A slug
// of another term is refused with [slug.ErrTaken].
func (p Plan) Reslug(id ID, want string) Plan {
	return p.with(func(e *edit) error {
		r, err := e.subject(id)
		switch {
		case err != nil:
			return err
		case !isSlug(want):
			return fault(id, "Slug", slug.ErrInvalidName)
		case e.slugTaken(want, id, r.sort):
			return fault(id, "Slug", slug.ErrTaken)
		}
		e.rewrite(r, func(t *Term) { t.reslug(want) })
		return nil
	})
}

// reslug gives a term a slug and keeps the one it had.
func (t *Term) reslug(s string) {
	if s == t.Slug {
		return
	}
	t.Former = slices.DeleteFunc(append(slices.Clone(t.Former), t.Slug), func(old string) bool { return old == s })
	t.Slug = s
}

// Alias plans names by which a term is found beside its labels.
func (p Plan) Alias(id ID, aliases ...string) Plan {
	aliases = slices.Clone(aliases)
	return p.with(func(e *edit) error {
		r, err := e.subject(id)
		if err != nil {
			return err
		}
		e.rewrite(r, func(t *Term) {
			t.Aliases = slices.Clone(t.Aliases)
			for _, alias := range aliases {
				if !slices.Contains(t.Aliases, alias) {
					t.Aliases = append(t.Aliases, alias)
				}
			}
		})
		return nil
	})
}

// Unalias plans to forget aliases, as they are spelt; those that are not there are
// forgotten already.
func (p Plan) Unalias(id ID, aliases ...string) Plan {
	aliases = slices.Clone(aliases)
	return p.with(func(e *edit) error {
		r, err := e.subject(id)
		if err != nil {
			return err
		}
		e.rewrite(r, func(t *Term) {
			t.Aliases = slices.DeleteFunc(slices.Clone(t.Aliases), func(held string) bool {
				return slices.Contains(aliases, held)
			})
		})
		return nil
	})
}

// Edit plans other labels, descriptions, aliases, references, order, unknown fields,
// and whether the term is internal: all of t but for its slugs and its state, which
// stay as they are.
func (p Plan) Edit(t Term) Plan {
	given := newRecord(t, ID{}, categories)
	return p.with(func(e *edit) error {
		r, err := e.subject(given.id)
		if err != nil {
			return err
		}
		e.rewrite(r, func(t *Term) {
			slug, former, retired := t.Slug, t.Former, t.Retired
			*t = given.term()
			t.Slug, t.Former, t.Retired, t.Into = slug, former, retired, ID{}
		})
		return nil
	})
}
