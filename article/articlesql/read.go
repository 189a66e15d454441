package articlesql

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/newsjunction/news/article"
)

// How many rows are read at a time.
const (
	keyPage      = 256 // keys of a list
	viewPage     = 64  // views, each with its body
	revisionPage = 16  // revisions, each with its content
	authorPage   = 256
	changePage   = 256
)

// Get implements [article.Store]. What can't be decoded is a [DamageError].
func (s articles) Get(ctx context.Context, id article.ID) (article.Article, error) {
	found, err := s.rows(ctx, rowColumns+" FROM article WHERE id = ?", []any{id})
	if err == nil && len(found) == 0 {
		err = article.ErrNotFound
	}
	if err == nil {
		var a article.Article
		if a, err = found[0].article(); err == nil {
			return a, nil
		}
	}
	return article.Article{}, failed("article "+id.String(), err)
}

// rows returns the articles that a query of [rowColumns] selects.
func (s articles) rows(ctx context.Context, query string, args []any) (rows []row, err error) {
	err = s.each(ctx, "SELECT "+query, args, func(scan scanner) error {
		var r row
		err := r.scan(scan)
		rows = append(rows, r)
		return err
	})
	return rows, err
}

// Revisions implements [article.Store]. It reads a few at a time.
func (s articles) Revisions(ctx context.Context, id article.ID) iter.Seq2[article.Revision, error] {
	return func(yield func(article.Revision, error) bool) {
		last := 0
		for {
			page, err := s.revisions(ctx, id, last)
			if err != nil {
				yield(article.Revision{}, failed("revisions of article "+id.String(), err))
				return
			}
			for _, r := range page {
				if !yield(r, nil) {
					return
				}
				last = r.Number
			}
			if len(page) < revisionPage {
				return
			}
		}
	}
}

func (s articles) revisions(ctx context.Context, id article.ID, after int) (page []article.Revision, err error) {
	err = s.each(ctx, `SELECT number, at_us, account, reason, content FROM article_revision
		WHERE article = ? AND number > ? ORDER BY number LIMIT ?`, []any{id, after, revisionPage}, func(scan scanner) error {
		var r article.Revision
		var at int64
		var content string
		if err := scan(&r.Number, &at, &r.Stamp.By, &r.Stamp.Why, &content); err != nil {
			return damage("article_revision", id.String(), err)
		}
		r.Stamp.At = instant(at)
		page = append(page, r)
		return damage("article_revision", id.String(), decode(content, &page[len(page)-1].Content))
	})
	return page, err
}

// Views implements [article.Store]. It reads a batch at a time.
func (s articles) Views(ctx context.Context, now time.Time, ids ...article.ID) iter.Seq2[article.View, error] {
	return func(yield func(article.View, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(article.View{}, failed("views", err))
			return
		}
		for batch := range slices.Chunk(ids, viewPage) {
			views, err := s.views(ctx, now, batch)
			if err != nil {
				yield(article.View{}, failed("views", err))
				return
			}
			for _, id := range batch {
				if v, ok := views[id]; ok && !yield(v, nil) {
					return
				}
			}
		}
	}
}

// views returns what readers see of ids, without reading working copies.
func (s articles) views(ctx context.Context, now time.Time, ids []article.ID) (map[article.ID]article.View, error) {
	us := now.UnixMicro()
	args := []any{us, us}
	for _, id := range ids {
		args = append(args, id)
	}
	found, err := s.rows(ctx, `id, version, kind, scope, slug, state, created_us, revisions, life, NULL, live
		FROM article WHERE state = 'published' AND from_us <= ? AND until_us > ? AND id IN (`+marks(len(ids))+")", args)
	views := make(map[article.ID]article.View, len(found))
	for _, r := range found {
		a, err := r.article()
		if err != nil {
			return nil, err
		}
		if v, ok := a.View(now); ok {
			views[r.id] = v
		}
	}
	return views, err
}

// Teasers implements [article.Store].
func (s articles) Teasers(ctx context.Context, now time.Time, ids ...article.ID) ([]article.Teaser, error) {
	teasers := make([]article.Teaser, 0, len(ids))
	for v, err := range s.Views(ctx, now, ids...) {
		if err != nil {
			return nil, err
		}
		teasers = append(teasers, v.Teaser)
	}
	return teasers, nil
}
