package articlesql

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/ident"
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
			page, err := page(s.reading(ctx), q, size)
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

// batch is how many terms, and how many authors, one statement asks for. Each is a
// walk of its own along an index, and engines have limits on how many a statement
// may join.
const batch = 100

// A reading calls do for each row of a statement.
type reading func(statement string, args []any, do func(scanner) error) error

// page returns the first keys of a query, at most size.
func page(read reading, q article.Query, size int) ([]article.Key, error) {
	var keys []article.Key
	parts := inParts(q)
	for _, part := range parts {
		statement, args := selection(part, size)
		err := read(statement, args, func(scan scanner) error {
			var us int64
			var key article.Key
			err := scan(&key.ID, &us) // the id first: a damaged row is told by it
			key.Time = instant(us)
			keys = append(keys, key)
			return damage("article", key.ID.String(), err)
		})
		if err != nil {
			return nil, err
		}
	}
	if len(parts) == 1 {
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

// inParts divides a query so that each part asks for no more authors and terms than
// one statement takes. An article may answer to several parts.
func inParts(q article.Query) (parts []article.Query) {
	for _, terms := range batches(q.Terms) {
		for _, authors := range batches(q.Authors) {
			part := q
			part.Terms, part.Authors = terms, authors
			parts = append(parts, part)
		}
	}
	return parts
}

// batches returns ids, each once, in batches; of no ids, one that is empty.
func batches[T any](ids []ident.Of[T]) [][]ident.Of[T] {
	if len(ids) == 0 {
		return [][]ident.Of[T]{nil}
	}
	ids = slices.Clone(ids)
	slices.SortFunc(ids, ident.Of[T].Compare)
	return slices.Collect(slices.Chunk(slices.Compact(ids), batch))
}

// selection is the statement that finds the first keys of a query.
func selection(q article.Query, size int) (string, []any) {
	order := " ORDER BY key_us DESC, id DESC LIMIT ?"
	if q.Oldest {
		order = " ORDER BY key_us, id LIMIT ?"
	}
	walks := walks(q)
	if len(walks) == 1 {
		return walks[0].sql + order, append(walks[0].args, size)
	}
	var all where
	for i, w := range walks {
		if i > 0 {
			all.sql += " UNION ALL "
		}
		all.sql += "SELECT * FROM (" + w.sql + order + ") AS t" // each walk stops at its own first keys
		all.args = append(append(all.args, w.args...), size)
	}
	return "SELECT DISTINCT id, key_us FROM (" + all.sql + ") AS u" + order, append(all.args, size)
}

// walks begins the statements that together find what a query asks for, each along
// one index in the order of keys: by original, else by term, by author, by state.
func walks(q article.Query) (walks []where) {
	states := states(q)
	begin := func(sql string, args ...any) {
		walks = append(walks, where{sql, args})
	}
	switch {
	case !q.TranslationOf.IsZero():
		begin(along("article_filing", "term"), readers(q), original(q.TranslationOf), q.Kind.String())
	case len(q.Terms) > 0:
		for _, term := range q.Terms {
			begin(along("article_filing", "term"), readers(q), term, q.Kind.String())
		}
	case len(q.Authors) > 0:
		for _, author := range q.Authors {
			begin(along("article_byline", "author"), readers(q), author, q.Kind.String())
		}
	case len(states) > 1:
		for _, state := range states {
			begin("SELECT a.id AS id, a.key_us AS key_us FROM article a WHERE a.kind = ?", q.Kind.String())
			walks[len(walks)-1].anyOf([]where{state})
		}
		states = nil
	default:
		begin("SELECT a.id AS id, a.key_us AS key_us FROM article a WHERE a.kind = ?", q.Kind.String())
	}
	us, id := "a.key_us", "a.id"
	if !q.TranslationOf.IsZero() || len(q.Terms) > 0 || len(q.Authors) > 0 {
		us, id = "f.key_us", "f.article"
	}
	for i := range walks {
		walks[i].keys(q, us, id)
		walks[i].anyOf(states)
		walks[i].speaks(q)
		if !q.TranslationOf.IsZero() {
			walks[i].files(q)
		}
		if !q.TranslationOf.IsZero() || len(q.Terms) > 0 {
			walks[i].credits(q)
		}
	}
	return walks
}

// along begins a statement that walks along the rows of one author or term.
func along(table, column string) string {
	return "SELECT f.article AS id, f.key_us AS key_us FROM " + table + " f JOIN article a ON a.id = f.article" +
		" WHERE f.live = ? AND f." + column + " = ? AND f.kind = ?"
}

// readers is 1 where a query asks what readers see, and else 0: the live column of
// the rows that it asks about.
func readers(q article.Query) int {
	if !q.At.IsZero() && len(q.States) == 0 {
		return 1
	}
	return 0
}

// states returns conditions on an article's row, one of which must hold; none where
// any state will do.
func states(q article.Query) (list []where) {
	us := q.At.UnixMicro()
	visible := where{"a.state = 'published' AND a.from_us <= ? AND a.until_us > ?", []any{us, us}}
	if readers(q) == 1 {
		return []where{visible}
	}
	var seen []article.State
	for _, state := range q.States {
		if slices.Contains(seen, state) {
			continue
		}
		seen = append(seen, state)
		decided := where{"a.state = ?", []any{state.String()}}
		switch {
		case q.At.IsZero():
			list = append(list, decided)
		case state == article.Published:
			list = append(list, visible)
		case state == article.Scheduled:
			list = append(list, where{"a.state = 'published' AND a.from_us > ? AND a.until_us > ?", []any{us, us}})
		case state == article.Unpublished:
			list = append(list, decided, where{"a.state = 'published' AND a.until_us <= ?", []any{us}})
		default:
			list = append(list, decided)
		}
	}
	return list
}

// A where is the beginning of a statement, up to its conditions; or a condition.
type where struct {
	sql  string
	args []any
}

func (w *where) and(condition string, args ...any) {
	w.sql += " AND " + condition
	w.args = append(w.args, args...)
}

// anyOf asks for one of several conditions; of none, for nothing.
func (w *where) anyOf(conditions []where) {
	if len(conditions) == 0 {
		return
	}
	texts, args := make([]string, len(conditions)), []any(nil)
	for i, c := range conditions {
		texts[i] = c.sql
		args = append(args, c.args...)
	}
	if len(texts) == 1 {
		w.and(texts[0], args...)
		return
	}
	w.and("("+strings.Join(texts, " OR ")+")", args...)
}

// keys asks for what lies between the keys and the instants of a query. The first
// condition of each pair is where a walk along an index begins; the second one is
// exact.
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
	if !q.From.IsZero() {
		w.and(us+" >= ?", ceil(article.Key{Time: q.From}).us)
	}
	if !q.Until.IsZero() {
		w.and(us+" < ?", ceil(article.Key{Time: q.Until}).us)
	}
}

// speaks asks for the language that a query wants.
func (w *where) speaks(q article.Query) {
	if q.Lang == "" {
		return
	}
	column := "a.lang"
	if readers(q) == 1 {
		column = "a.live_lang"
	}
	w.and(column+" = ?", q.Lang)
}

// translates asks for a translation of what a query names.
func (w *where) translates(q article.Query) {
	if !q.TranslationOf.IsZero() {
		w.and("EXISTS (SELECT 1 FROM article_filing o WHERE o.article = a.id AND o.live = ? AND o.term = ?)",
			readers(q), original(q.TranslationOf))
	}
}

// credits asks for an article that credits one of the authors of a query.
func (w *where) credits(q article.Query) {
	if len(q.Authors) > 0 {
		w.and("EXISTS (SELECT 1 FROM article_byline b WHERE b.article = a.id AND b.live = ? AND b.author IN ("+
			marks(len(q.Authors))+"))", listed(readers(q), q.Authors)...)
	}
}

// files asks for an article that is filed under one of the terms of a query.
func (w *where) files(q article.Query) {
	if len(q.Terms) > 0 {
		w.and("EXISTS (SELECT 1 FROM article_filing t WHERE t.article = a.id AND t.live = ? AND t.term IN ("+
			marks(len(q.Terms))+"))", listed(readers(q), q.Terms)...)
	}
}

// listed returns the arguments of a condition on one of ids.
func listed[T any](first any, ids []ident.Of[T]) []any {
	args := []any{first}
	for _, id := range ids {
		args = append(args, id)
	}
	return args
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
