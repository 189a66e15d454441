package articlesql

import (
	"context"
	"errors"
	"fmt"

	"github.com/newsjunction/news/taxonomy/slug"
)

// Names returns the face that keeps names: a slug.Ledger over the book in which
// articles and authors have theirs. In their scopes it only resolves names, and takes
// redirects of old URLs, which lead wherever the article goes; whatever else would
// change a name there is [ErrKept]. All other scopes are the caller's to write.
//
// A scope belongs to the face that first gives a name in it. "author", "category" and
// "tag" are not the caller's from the start, nor are "article" and "page" unless
// [Options] make scopes otherwise; suffixes are those of [Options].
//
// It has a method RedirectAll too, which makes many redirects in one transaction.
func (d *DB) Names() slug.Ledger { return names{d} }

type names struct{ *DB }

// Reserve implements [slug.Ledger].
func (s names) Reserve(ctx context.Context, want slug.Name, owner string) (name slug.Name, err error) {
	err = s.change(ctx, want, func(t *transaction) error {
		a, err := t.account(owner)
		switch {
		case err != nil:
			return err
		case a.name.IsZero():
			if err = s.claim(t, want.Scope); err == nil {
				name, err = t.reserve(want, owner, s.naming.Slug)
			}
			return err
		}
		name = a.name
		if !a.retired {
			return nil
		}
		if err := s.writable(t, name.Scope); err != nil {
			return err
		}
		return t.restore(a)
	})
	return given(name, "reserving", want, err)
}

// Rename implements [slug.Ledger].
func (s names) Rename(ctx context.Context, from, to slug.Name, owner string) (name slug.Name, err error) {
	err = s.change(ctx, to, func(t *transaction) error {
		a, err := t.accountOf(from, owner)
		if err != nil {
			return err
		}
		if err := errors.Join(s.writable(t, from.Scope), s.claim(t, to.Scope)); err != nil {
			return err
		}
		name, err = t.rename(a, to, s.naming.Slug)
		return err
	})
	return given(name, "renaming", from, err)
}

// PlanRename implements [slug.Ledger].
func (s names) PlanRename(ctx context.Context, from, to slug.Name, owner string) (plan slug.Renaming, err error) {
	if err := errors.Join(ctx.Err(), to.Check()); err != nil {
		return plan, about("planning to rename", from, err)
	}
	err = s.read(ctx, func(t *transaction) error {
		a, err := t.accountOf(from, owner)
		if err != nil {
			return err
		}
		if err := errors.Join(s.writable(t, from.Scope), s.writable(t, to.Scope)); err != nil {
			return err
		}
		plan, err = t.plan(a, to, s.naming.Slug)
		return err
	})
	if err != nil {
		return slug.Renaming{}, about("planning to rename", from, err)
	}
	return plan, nil
}

// Redirect implements [slug.Ledger], in all scopes.
func (s names) Redirect(ctx context.Context, from, to slug.Name) error {
	err := from.CheckSource()
	if err == nil {
		err = s.change(ctx, to, func(t *transaction) error { return t.redirect(from, to) })
	}
	return about("redirecting", from, err)
}

// RedirectAll makes redirects in order, each of a pair from the first name to the second
// as Redirect does, in one transaction. It returns what refused each that it did not
// make; on an error of its own it made none.
func (s names) RedirectAll(ctx context.Context, pairs [][2]slug.Name) (refused []error, err error) {
	refused = make([]error, len(pairs))
	if err := ctx.Err(); err != nil || len(pairs) == 0 {
		return refused, err
	}
	err = s.write(ctx, func(t *transaction) error {
		for i, p := range pairs {
			err := errors.Join(p[0].CheckSource(), p[1].Check())
			if err == nil {
				err = t.redirect(p[0], p[1])
			}
			if err != nil && !isRefusal(err) {
				return err
			}
			refused[i] = about("redirecting", p[0], err)
		}
		return nil
	})
	return refused, failed("redirecting", err)
}

// isRefusal reports whether an error is about a name, and the database is well.
func isRefusal(err error) bool {
	return errors.Is(err, slug.ErrInvalidName) || errors.Is(err, slug.ErrUnknownName) || errors.Is(err, slug.ErrTaken)
}

// Retire implements [slug.Ledger].
func (s names) Retire(ctx context.Context, name slug.Name, owner string) error {
	err := s.change(ctx, name, func(t *transaction) error {
		a, err := t.accountOf(name, owner)
		if err != nil {
			return err
		}
		if err := s.writable(t, name.Scope); err != nil {
			return err
		}
		return t.retire(a)
	})
	return about("retiring", name, err)
}

// Release implements [slug.Ledger].
func (s names) Release(ctx context.Context, name slug.Name, owner string) error {
	err := ctx.Err()
	if err == nil {
		err = s.write(ctx, func(t *transaction) error {
			if err := s.writable(t, name.Scope); err != nil {
				return err
			}
			return t.release(name, owner)
		})
	}
	return about("releasing", name, err)
}

// Resolve implements [slug.Ledger].
func (s names) Resolve(ctx context.Context, name slug.Name) (slug.Resolution, error) {
	if err := ctx.Err(); err != nil {
		return slug.Resolution{}, about("resolving", name, err)
	}
	res, _, err := resolve(s.reading(ctx), name)
	if err != nil {
		return slug.Resolution{}, about("resolving", name, err)
	}
	return res, nil
}

// change does work in a write transaction, unless the context is over or what is no
// name is given.
func (s names) change(ctx context.Context, name slug.Name, work func(*transaction) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := name.Check(); err != nil {
		return err
	}
	return s.write(ctx, work)
}

// writable returns [ErrKept] where the names of a scope are another face's.
func (s names) writable(t *transaction, scope string) error {
	keeper, err := t.keeper(scope)
	if err != nil {
		return err
	}
	stories := s.naming.Scope == nil && (scope == "article" || scope == "page")
	if keeper == byLedger || keeper == "" && !stories {
		return nil
	}
	return fmt.Errorf("scope %.80q: %w", scope, ErrKept)
}

// claim makes a scope one of this face's.
func (s names) claim(t *transaction, scope string) error {
	if err := s.writable(t, scope); err != nil {
		return err
	}
	return t.claim(scope, byLedger)
}

func given(name slug.Name, doing string, what slug.Name, err error) (slug.Name, error) {
	if err != nil {
		return slug.Name{}, about(doing, what, err)
	}
	return name, nil
}

// about says of which name err came about.
func about(doing string, name slug.Name, err error) error {
	return failed(fmt.Sprintf("%s %.80q", doing, name.String()), err)
}
