package interchange

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/slug"
)

// lead makes the addresses and names that an article had at its source lead to it.
// That is repeated for an article that was there already: a run may have ended
// between the two.
func (f *filing) lead(ctx context.Context, e Entry, a article.Article) error {
	if f.Names == nil || e.ExternalID == "" {
		return nil
	}
	for _, from := range f.old(e, a) {
		if err := f.refused(f.Names.Redirect(ctx, from, a.Name)); err != nil {
			return err
		}
	}
	return nil
}

// leadAll is lead for a batch that was saved.
func (f *filing) leadAll(ctx context.Context, ledger Redirector, done []Outcome) error {
	var pairs [][2]slug.Name
	for _, o := range done {
		if o.Entry.ExternalID == "" {
			continue
		}
		for _, from := range f.old(o.Entry, o.Article) {
			pairs = append(pairs, [2]slug.Name{from, o.Article.Name})
		}
	}
	refused, err := ledger.RedirectAll(ctx, pairs)
	if err != nil {
		return fmt.Errorf("interchange: old addresses of %d entries: %w", len(done), err)
	}
	for _, err := range refused {
		if err := f.refused(err); err != nil {
			return fmt.Errorf("interchange: %w", err)
		}
	}
	return nil
}

// refused notes why a redirect was not made, if that is about the address; any other
// error it returns.
func (f *filing) refused(err error) error {
	switch {
	case errors.Is(err, slug.ErrTaken):
		f.result.Losses.Add("", loss.Dropped, "old address", "it leads to another article")
	case errors.Is(err, slug.ErrInvalidName):
		f.result.Losses.Add("", loss.Dropped, "old address", "it is too long, or no address")
	default:
		return err
	}
	return nil
}

// old returns what leads to an article: the paths of its addresses, with what it was
// called before in the place of its name, and its old names.
func (f *filing) old(e Entry, a article.Article) []slug.Name {
	var names []slug.Name
	add := func(address string) {
		if p, err := slug.PathOf(address); err == nil {
			names = append(names, slug.Name{Scope: f.Scope, Slug: p})
		}
	}
	add(e.URL)
	for _, address := range e.OldURLs {
		add(address)
	}
	for _, old := range e.OldSlugs {
		if name := slug.Make(old, slug.Options{Lang: a.Content.Lang}); name != a.Name.Slug {
			names = append(names, slug.Name{Scope: a.Name.Scope, Slug: name})
		}
		if u, err := url.Parse(e.URL); err == nil && len(u.Path) > 1 && u.RawQuery == "" {
			add((&url.URL{Path: path.Join(path.Dir(path.Clean(u.Path)), old)}).String())
		}
	}
	return names
}
