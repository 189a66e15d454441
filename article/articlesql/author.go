package articlesql

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

// SaveAuthor implements [article.Authors].
func (s authors) SaveAuthor(ctx context.Context, a article.Author) (article.Author, error) {
	if err := errors.Join(ctx.Err(), a.Check()); err != nil {
		return a, err
	}
	next := a
	err := s.write(ctx, func(t *transaction) error {
		var held string
		found, err := t.one("SELECT slug FROM author WHERE id = ?", []any{a.ID}, &held)
		if err != nil {
			return err
		}
		if next.Slug, err = t.authorSlug(a, held); err != nil {
			return err
		}
		record, err := encode(next)
		if err != nil {
			return err
		}
		// Not a delete and an insert, once other tables refer to authors.
		if found {
			return t.exec("UPDATE author SET slug = ?, record = ? WHERE id = ?", next.Slug, record, a.ID)
		}
		return t.insert("author (id, slug, record)", [][]any{{a.ID, next.Slug, record}})
	})
	if err != nil {
		return a, failed("saving author "+a.ID.String(), err)
	}
	return next, nil
}

// authorSlug keeps the book of names as an author wants it, and returns the slug that
// the author is given. The one it had is free again.
func (t *transaction) authorSlug(a article.Author, held string) (string, error) {
	name := func(s string) slug.Name { return slug.Name{Scope: "author", Slug: s} }
	want, owner := name(slug.Make(cmp.Or(a.Slug, a.Name), slug.Options{})), a.ID.String()
	if held == "" {
		given, err := t.reserve(want, owner, slug.Options{})
		return given.Slug, err
	}
	given, err := t.rename(account{owner: owner, name: name(held)}, want, slug.Options{})
	if err == nil && given.Slug != held {
		err = t.release(name(held), owner)
	}
	return given.Slug, err
}

// Authors implements [article.Authors].
func (s authors) Authors(ctx context.Context, ids ...article.AuthorID) ([]article.Author, error) {
	if err := ctx.Err(); err != nil {
		return nil, failed("authors", err)
	}
	list := make([]article.Author, 0, len(ids))
	for batch := range slices.Chunk(ids, authorPage) {
		args := make([]any, len(batch))
		for i, id := range batch {
			args[i] = id
		}
		found, err := s.authors(ctx, "id IN ("+marks(len(batch))+")", args)
		if err != nil {
			return nil, failed("authors", err)
		}
		for _, id := range batch {
			if i := slices.IndexFunc(found, func(a article.Author) bool { return a.ID == id }); i >= 0 {
				list = append(list, found[i])
			}
		}
	}
	return list, nil
}

// FindAuthor implements [article.Authors].
func (s authors) FindAuthor(ctx context.Context, slug string) (article.Author, error) {
	found, err := s.authors(ctx, "slug = ?", []any{slug})
	if err == nil && len(found) == 0 {
		err = article.ErrNotFound
	}
	if err != nil {
		return article.Author{}, failed(fmt.Sprintf("author %.80q", slug), err)
	}
	return found[0], nil
}

func (s authors) authors(ctx context.Context, condition string, args []any) (found []article.Author, err error) {
	err = s.each(ctx, "SELECT id, record FROM author WHERE "+condition, args, func(scan scanner) error {
		var id, record string
		if err := scan(&id, &record); err != nil {
			return damage("author", id, err)
		}
		var a article.Author
		err := decode(record, &a)
		found = append(found, a)
		return damage("author", id, err)
	})
	return found, err
}
