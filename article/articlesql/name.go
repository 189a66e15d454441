package articlesql

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

// What became of a name: the status column of article_name.
const (
	current = "current" // its owner's one name; or, withdrawn, gone
	moved   = "moved"   // one that its owner had; gone with it
	gone    = "gone"
)

// name keeps the book of names as the article wants it, and returns the name that
// the article is given.
func (t *transaction) name(a article.Article, held holding, naming article.Naming) (slug.Name, error) {
	name := held.name
	if name.IsZero() || !a.Name.IsZero() && a.Name != name {
		want := naming.Want(a)
		if err := want.Check(); err != nil {
			return slug.Name{}, err
		}
		var err error
		if name, err = t.free(want, a.ID, naming.Slug); err != nil {
			return slug.Name{}, err
		}
	}
	withdrawn := a.State == article.Withdrawn
	if name == held.name && withdrawn == held.withdrawn {
		return name, nil
	}
	others, own := moved, current
	if withdrawn {
		others, own = gone, gone
	}
	if err := t.exec("UPDATE article_name SET status = ? WHERE owner = ?", others, a.ID); err != nil {
		return slug.Name{}, err
	}
	if err := t.exec("DELETE FROM article_name WHERE scope = ? AND slug = ?", name.Scope, name.Slug); err != nil {
		return slug.Name{}, err
	}
	return name, t.insert("article_name (scope, slug, owner, status)", [][]any{{name.Scope, name.Slug, a.ID, own}})
}

// free returns the name that owner may have: want, or the first with a suffix that
// nobody else has.
func (t *transaction) free(want slug.Name, owner article.ID, o slug.Options) (slug.Name, error) {
	const batch = 64 // candidates looked up at a time, once the first is taken
	candidates := []string{want.Slug}
	for n := 2; ; n += batch {
		taken := make(map[string]bool)
		args := []any{owner, want.Scope}
		for _, c := range candidates {
			args = append(args, c)
		}
		statement := "SELECT slug FROM article_name WHERE owner <> ? AND scope = ? AND slug IN (" + marks(len(candidates)) + ")"
		err := t.each(statement, args, func(scan scanner) error {
			var slug string
			err := scan(&slug)
			taken[slug] = true
			return err
		})
		if err != nil {
			return slug.Name{}, err
		}
		for _, c := range candidates {
			if !taken[c] && !slices.Contains(o.Reserved, c) {
				return slug.Name{Scope: want.Scope, Slug: c}, nil
			}
		}
		candidates = candidates[:0]
		for i := range batch {
			candidates = append(candidates, slug.Suffix(want.Slug, n+i, o))
		}
	}
}

// Find implements [article.Store].
func (s articles) Find(ctx context.Context, name slug.Name) (article.Found, error) {
	var (
		found  bool
		f      article.Found
		status string
		now    [2]*string
	)
	err := s.each(ctx, `SELECT n.owner, n.status, c.scope, c.slug FROM article_name n
		LEFT JOIN article_name c ON c.owner = n.owner AND c.status = 'current'
		WHERE n.scope = ? AND n.slug = ?`, []any{name.Scope, name.Slug}, func(scan scanner) error {
		found = true
		return damage("article_name", name.String(), scan(&f.ID, &status, &now[0], &now[1]))
	})
	if err == nil && !found {
		err = article.ErrNotFound
	}
	if err == nil {
		err = resolve(&f, status, name, now)
	}
	if err != nil {
		return article.Found{}, failed(fmt.Sprintf("name %.80q", name.String()), err)
	}
	return f, nil
}

// resolve says what a name in a status is, where its owner is called now.
func resolve(f *article.Found, status string, name slug.Name, now [2]*string) error {
	switch {
	case status == gone:
		f.Status, f.Name = slug.Gone, name
	case now[0] == nil || status != current && status != moved:
		return &DamageError{"article_name", name.String(), article.ErrUnknownValue}
	default:
		f.Name = slug.Name{Scope: *now[0], Slug: *now[1]}
		if status == moved {
			f.Status = slug.Moved
		}
	}
	return nil
}
