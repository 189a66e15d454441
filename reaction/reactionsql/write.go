package reactionsql

import (
	"context"
	"database/sql"

	"github.com/newsjunction/news/reaction"
)

// Set is as [reaction.Store] says: one transaction.
func (s *Store) Set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if err := reaction.Check(subject, r, k); err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", failed("set", err)
	}
	before, err := s.writes.set(ctx, subject, r, k)
	return before, failed("set", err)
}

// Swap is as [reaction.Store] says: one transaction.
func (s *Store) Swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	if err := reaction.CheckSwap(subject, r, from, to); err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", failed("swap", err)
	}
	before, err := s.writes.swap(ctx, subject, r, from, to)
	return before, failed("swap", err)
}

// Erase is as [reaction.Store] says: one transaction, however much r holds.
func (s *Store) Erase(ctx context.Context, r reaction.Reader) error {
	if err := reaction.CheckReader(r); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return failed("erase", err)
	}
	return failed("erase", s.writes.erase(ctx, r))
}

// Recount is as [reaction.Store] says. It reads every reaction to subject in one
// query, and writes only where a counter is off.
func (s *Store) Recount(ctx context.Context, subject string) (int, error) {
	if err := reaction.CheckSubject(subject); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, failed("recount", err)
	}
	off, err := lacks(s.db.QueryContext(ctx, s.text.drifted, subject, subject))
	if err == nil && len(off) > 0 {
		off, err = s.repair(ctx, subject)
	}
	if err != nil {
		return 0, failed("recount", err)
	}
	drift := 0
	for _, c := range off {
		drift += max(c.N, -c.N)
	}
	return drift, nil
}

// repair adds to each counter what it lacks, and returns that. Writers may go on
// meanwhile: they change a counter and its reactions by the same, so what it lacks
// stays; but of two repairs the second must see the first.
func (s *Store) repair(ctx context.Context, subject string) (off []reaction.Count, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *transaction) error {
		if off, err = lacks(tx.query(ctx, s.text.drifted, subject, subject)); err != nil {
			return err
		}
		for _, c := range off {
			if err := tx.exec(ctx, s.text.add, subject, string(c.Kind), c.N); err != nil {
				return err
			}
		}
		return nil
	})
	return off, err
}

// lacks reads kinds and what their counters lack, which may be less than nothing.
func lacks(rows *sql.Rows, err error) (off []reaction.Count, _ error) {
	err = each(rows, err, func(rows *sql.Rows) error {
		var c reaction.Count
		err := rows.Scan((*string)(&c.Kind), &c.N)
		off = append(off, c)
		return err
	})
	return off, err
}
