package reactionsql

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"

	"github.com/newsjunction/news/reaction"
)

// pageRows is how many rows a scan holds.
const pageRows = 500

// Mine is as [reaction.Store] says: one query, served by the index of readers.
func (s *Store) Mine(ctx context.Context, r reaction.Reader, subjects ...string) ([]reaction.Kind, error) {
	if err := reaction.CheckReader(r); err != nil {
		return nil, err
	}
	if err := reaction.CheckSubjects(subjects...); err != nil {
		return nil, err
	}
	held := make(map[string]reaction.Kind, len(subjects))
	err := s.ask(ctx, s.text.mine, "", []any{key(r)}, subjects, func(rows *sql.Rows) error {
		var subject, kind string
		if err := rows.Scan(&subject, &kind); err != nil {
			return err
		}
		held[subject] = reaction.Kind(kind)
		return nil
	})
	if err != nil {
		return nil, failed("mine", err)
	}
	kinds := make([]reaction.Kind, len(subjects))
	for i, subject := range subjects {
		kinds[i] = held[subject]
	}
	return kinds, nil
}

// Tallies is as [reaction.Store] says: one query of counters, so all subjects are
// seen at one instant.
func (s *Store) Tallies(ctx context.Context, subjects ...string) ([]reaction.Counts, error) {
	if err := reaction.CheckSubjects(subjects...); err != nil {
		return nil, err
	}
	kept := make(map[string]reaction.Counts, len(subjects))
	err := s.ask(ctx, s.text.tallies, s.text.ordered, nil, subjects, func(rows *sql.Rows) error {
		var subject, kind string
		var n int
		if err := rows.Scan(&subject, &kind, &n); err != nil {
			return err
		}
		kept[subject] = append(kept[subject], reaction.Count{Kind: reaction.Kind(kind), N: n})
		return nil
	})
	if err != nil {
		return nil, failed("tallies", err)
	}
	tallies := make([]reaction.Counts, len(subjects))
	for i, subject := range subjects {
		tallies[i] = append(reaction.Counts(nil), kept[subject]...)
	}
	return tallies, nil
}

// ask runs a query whose text ends in a list of subjects, and hands over each row.
func (s *Store) ask(ctx context.Context, text, end string, args []any, subjects []string, do func(*sql.Rows) error) error {
	if err := ctx.Err(); err != nil || len(subjects) == 0 {
		return err
	}
	list, values := s.dialect.among(subjects)
	rows, err := s.db.QueryContext(ctx, s.dialect.bind(text+list+end), append(args, values...)...)
	return each(rows, err, do)
}

// Scan is as [reaction.Store] says. It reads a page of rows at a time and keeps no
// connection between pages. A row that no store can have written ends it with
// [ErrCorrupt].
func (s *Store) Scan(ctx context.Context, subjects ...string) iter.Seq2[reaction.Row, error] {
	return func(yield func(reaction.Row, error) bool) {
		if err := reaction.CheckSubjects(subjects...); err != nil {
			yield(reaction.Row{}, err)
			return
		}
		if len(subjects) == 0 {
			s.pages(ctx, s.text.page, "", yield)
			return
		}
		for _, subject := range slices.Compact(slices.Sorted(slices.Values(subjects))) {
			if !s.pages(ctx, s.text.pageOf, subject, yield) {
				return
			}
		}
	}
}

// pages yields the rows after subject, a page at a time, and reports whether there
// may be more to yield.
func (s *Store) pages(ctx context.Context, text, subject string, yield func(reaction.Row, error) bool) bool {
	last := reaction.Row{Subject: subject}
	for {
		page, err := s.page(ctx, text, last)
		for _, row := range page {
			if !yield(row, nil) {
				return false
			}
		}
		if err != nil {
			yield(reaction.Row{}, failed("scan", err))
			return false
		}
		if len(page) < pageRows {
			return true
		}
		last = page[len(page)-1]
	}
}

// page returns the rows after last, and with an error those before the fault.
func (s *Store) page(ctx context.Context, text string, last reaction.Row) (page []reaction.Row, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx, text, last.Subject, key(last.Reader))
	err = each(rows, err, func(rows *sql.Rows) error {
		var row reaction.Row
		var reader []byte
		if err := rows.Scan(&row.Subject, &reader, (*string)(&row.Kind)); err != nil {
			return err
		}
		if err := row.Reader.UnmarshalBinary(reader); err != nil {
			return fmt.Errorf("%w: %.64q: %w", ErrCorrupt, row.Subject, err)
		}
		if err := reaction.Check(row.Subject, row.Reader, row.Kind); err != nil {
			return fmt.Errorf("%w: %.64q: %w", ErrCorrupt, row.Subject, err)
		}
		if row.Kind == "" {
			return fmt.Errorf("%w: %.64q: no kind", ErrCorrupt, row.Subject)
		}
		page = append(page, row)
		return nil
	})
	return page, err
}

// key is the reader as it is bound.
func key(r reaction.Reader) []byte {
	b, _ := r.MarshalBinary() // never fails
	return b
}
