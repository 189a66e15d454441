package articlesql

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// List implements [article.Store]. It reads a page of keys at a time, each from
// where an index says that the last one ended.
func (s articles) List(ctx context.Context, q article.Query) iter.Seq2[article.Key, error] {
	return func(yield func(article.Key, error) bool) {
		for left := q.Limit; ; {
			size := keyPage
			if q.Limit > 0 {
				size = min(size, left)
			}
			page, err := s.page(ctx, q, size)
			if err != nil {
				yield(article.Key{}, failed("list", err))
				return
			}
			for _, key := range page {
				if !yield(key, nil) {
					return
				}
			}
			if left -= len(page); len(page) < size || left == 0 {
				return
			}
			if last := page[len(page)-1]; q.Oldest {
				q.After = last
			} else {
				q.Before = last
			}
		}
	}
}

// termBatch is how many terms one statement asks for. Each is a walk of its own
// along the index, and engines have limits on how many a statement may join.
const termBatch = 100

// page returns the first keys of a query, at most size.
func (s articles) page(ctx context.Context, q article.Query, size int) ([]article.Key, error) {
	if len(q.Terms) == 0 {
		return s.walk(ctx, q, nil, size)
	}
	terms := slices.Clone(q.Terms)
	slices.SortFunc(terms, taxonomy.ID.Compare)
	terms = slices.Compact(terms)
	var keys []article.Key
	for batch := range slices.Chunk(terms, termBatch) {
		found, err := s.walk(ctx, q, batch, size)
		if err != nil {
			return nil, err
		}
		keys = append(keys, found...)
	}
	if len(terms) <= termBatch {
		return keys, nil
	}
	slices.SortFunc(keys, func(a, b article.Key) int {
		if q.Oldest {
			return a.Compare(b)
		}
		return b.Compare(a)
	})
	keys = slices.Compact(keys)
	return keys[:min(size, len(keys))], nil
}

func (s articles) walk(ctx context.Context, q article.Query, terms []taxonomy.ID, size int) (keys []article.Key, err error) {
	statement, args := selection(q, terms, size)
	err = s.each(ctx, statement, args, func(scan scanner) error {
		var us int64
		var key article.Key
		err := scan(&key.ID, &us) // the id first: a damaged row is told by it
		key.Time = instant(us)
		keys = append(keys, key)
		return damage("article", key.ID.String(), err)
	})
	return keys, err
}

// selection is the statement that finds the first keys of a query under one of
// terms, or, where there are none, under whatever term.
func selection(q article.Query, terms []taxonomy.ID, size int) (string, []any) {
	live := 0
	if !q.At.IsZero() {
		live = 1
	}
	order := " ORDER BY key_us DESC, id DESC LIMIT ?"
	if q.Oldest {
		order = " ORDER BY key_us, id LIMIT ?"
	}
	if len(terms) == 0 && q.Author.IsZero() {
		w := where{sql: "SELECT a.id AS id, a.key_us AS key_us FROM article a WHERE a.kind = ?", args: []any{q.Kind.String()}}
		w.keys(q, "a.key_us", "a.id")
		w.window(q)
		return w.sql + order, append(w.args, size)
	}
	if len(terms) == 0 {
		w := walkOf("article_byline", "author", live, q.Author, q)
		return w.sql + order, append(w.args, size)
	}
	var all where
	for i, term := range terms {
		w := walkOf("article_filing", "term", live, term, q)
		if !q.Author.IsZero() {
			w.and("EXISTS (SELECT 1 FROM article_byline b WHERE b.article = a.id AND b.live = ? AND b.author = ?)", live, q.Author)
		}
		if len(terms) == 1 {
			return w.sql + order, append(w.args, size)
		}
		if i > 0 {
			all.sql += " UNION ALL "
		}
		all.sql += "SELECT * FROM (" + w.sql + order + ") AS t" // each walk stops at its own first keys
		all.args = append(append(all.args, w.args...), size)
	}
	return "SELECT DISTINCT id, key_us FROM (" + all.sql + ") AS u" + order, append(all.args, size)
}

// walkOf begins a statement that walks along the rows of one author or term.
func walkOf(table, column string, live int, id any, q article.Query) where {
	w := where{
		sql: "SELECT f.article AS id, f.key_us AS key_us FROM " + table + " f JOIN article a ON a.id = f.article" +
			" WHERE f.live = ? AND f." + column + " = ? AND f.kind = ?",
		args: []any{live, id, q.Kind.String()},
	}
	w.keys(q, "f.key_us", "f.article")
	w.window(q)
	return w
}

// A where is the beginning of a statement, up to its conditions.
type where struct {
	sql  string
	args []any
}

func (w *where) and(condition string, args ...any) {
	w.sql += " AND " + condition
	w.args = append(w.args, args...)
}

// keys asks for what lies between the keys of a query. The first condition of each
// pair is where a walk along an index begins; the second one is exact.
func (w *where) keys(q article.Query, us, id string) {
	if !q.Before.IsZero() {
		at := ceil(q.Before)
		w.and(us+" <= ?", at.us)
		w.and("("+us+" < ? OR "+id+" < ?)", at.us, at.id)
	}
	if !q.After.IsZero() {
		at := ceil(q.After)
		w.and(us+" >= ?", at.us)
		w.and("("+us+" > ? OR "+id+" > ?)", at.us, at.id)
	}
}

// window asks for what a query wants of the article's own row.
func (w *where) window(q article.Query) {
	lang := "a.lang = ?"
	if !q.At.IsZero() {
		lang = "a.live_lang = ?"
		us := q.At.UnixMicro()
		w.and("a.state = 'published' AND a.from_us <= ? AND a.until_us > ?", us, us)
	}
	if q.Lang != "" {
		w.and(lang, q.Lang)
	}
}

// A place is a key in the store's own units.
type place struct {
	us int64
	id string
}

// ceil returns the place of a key. Between two microseconds it is the beginning of
// the next one, before every id.
func ceil(k article.Key) place {
	whole := k.Time.Truncate(time.Microsecond)
	if whole.Equal(k.Time) {
		return place{k.Time.UnixMicro(), k.ID.String()}
	}
	return place{k.Time.UnixMicro() + 1, ""}
}
