package articlesql

import (
	"context"
	"iter"
	"time"

	"github.com/newsjunction/news/article"
)

// NextChange implements [article.Store]. It reads one row of an index for each edge
// of a window that matters, and, where the query has a limit, the answer.
func (s articles) NextChange(ctx context.Context, q article.Query, after time.Time) (at time.Time, ok bool, err error) {
	next := int64(forEver)
	err = s.read(ctx, func(t *transaction) error {
		if q.At = after; after.IsZero() {
			q.At = after.Add(1) // the zero time would be no instant
		}
		// What comes after the last key of a full answer can't enter it as long as
		// none of the others leaves it.
		var last *article.Key
		if q.Limit > 0 {
			shown, err := page(t.each, q, q.Limit)
			if err != nil {
				return err
			}
			if len(shown) == q.Limit {
				last = &shown[q.Limit-1]
			}
		}
		for _, part := range inParts(q) {
			for _, edge := range edges(part) {
				edge.keys(part, "a.key_us", "a.id")
				edge.upTo(last, part.Oldest)
				edge.speaks(part)
				edge.translates(part)
				edge.credits(part)
				edge.files(part)
				var us int64
				found, err := t.one(edge.sql+" ORDER BY edge_us LIMIT 1", edge.args, &us)
				if err != nil {
					return damage("article", "", err)
				}
				if found {
					next = min(next, us)
				}
			}
		}
		return nil
	})
	if err != nil || next == forEver {
		return time.Time{}, false, failed("next change", err)
	}
	return instant(next), true, nil
}

// edges begins the statements that find the next instant at which an article comes
// to be of the states that a query asks for, or ceases to be: at the beginning and
// at the end of what readers see of it, or at the end of a window in which an
// embargo leaves nothing to see.
func edges(q article.Query) (statements []where) {
	asked := make(map[article.State]bool)
	for _, state := range q.States {
		asked[state] = true
	}
	if len(q.States) == 0 {
		asked[article.Published] = true
	}
	add := func(before, after article.State, edge, condition string) {
		if asked[before] != asked[after] {
			statements = append(statements, where{
				"SELECT a." + edge + " AS edge_us FROM article a WHERE a.kind = ? AND a.state = 'published'" +
					" AND a." + edge + " > ? AND a." + edge + " < ? AND " + condition,
				[]any{q.Kind.String(), q.At.UnixMicro(), int64(forEver)},
			})
		}
	}
	add(article.Scheduled, article.Published, "from_us", "a.from_us < a.until_us")
	add(article.Published, article.Unpublished, "until_us", "a.from_us < a.until_us")
	add(article.Scheduled, article.Unpublished, "until_us", "a.from_us >= a.until_us")
	return statements
}

// upTo asks for keys that don't come after the last one in the order of a query.
func (w *where) upTo(last *article.Key, oldest bool) {
	if last == nil {
		return
	}
	at, sign := ceil(*last), ">"
	if oldest {
		sign = "<"
	}
	w.and("(a.key_us "+sign+" ? OR a.key_us = ? AND a.id "+sign+"= ?)", at.us, at.us, at.id)
}

// changed adds a save to the feed. The write lock, held from the transaction's
// start, makes the order of the numbers that of the commits.
func (t *transaction) changed(a article.Article) error {
	last := int64(0)
	if _, err := t.one("SELECT seq FROM article_change ORDER BY seq DESC LIMIT 1", nil, &last); err != nil {
		return damage("article_change", "", err)
	}
	return t.insert("article_change (seq, article, version)", [][]any{{last + 1, a.ID, a.Version}})
}

// Changes implements [article.Store]. It reads a page at a time.
func (s articles) Changes(ctx context.Context, since article.Cursor) iter.Seq2[article.Change, error] {
	return func(yield func(article.Change, error) bool) {
		for {
			page, err := s.changes(ctx, since)
			if err != nil {
				yield(article.Change{}, failed("changes", err))
				return
			}
			for _, change := range page {
				if !yield(change, nil) {
					return
				}
				since = change.Cursor
			}
			if len(page) < changePage {
				return
			}
		}
	}
}

func (s articles) changes(ctx context.Context, since article.Cursor) (page []article.Change, err error) {
	err = s.each(ctx, "SELECT article, seq, version FROM article_change WHERE seq > ? ORDER BY seq LIMIT ?",
		[]any{int64(since), changePage}, func(scan scanner) error {
			var c article.Change
			err := scan(&c.ID, &c.Cursor, &c.Version)
			page = append(page, c)
			return damage("article_change", c.ID.String(), err)
		})
	return page, err
}
