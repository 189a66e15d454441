package reactionsql

import (
	"context"
	"database/sql"
	"errors"

	"github.com/newsjunction/news/reaction"
)

// errUnchanged ends a transaction that has nothing to keep.
var errUnchanged = errors.New("nothing changed")

// Set is as [reaction.Store] says: one transaction, or none to speak of where
// nothing changes.
func (s *Store) Set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if err := reaction.Check(subject, r, k); err != nil {
		return "", err
	}
	var before reaction.Kind
	err := s.write(ctx, func(ctx context.Context, tx *transaction) (err error) {
		if before, err = s.replace(ctx, tx, subject, r, k); err != nil {
			return err
		}
		if before == k {
			return errUnchanged
		}
		return s.count(ctx, tx, subject, before, k)
	})
	if errors.Is(err, errUnchanged) {
		return before, nil
	}
	if err != nil {
		return "", failed("set", err)
	}
	return before, nil
}

// replace writes the row of subject and reader, and returns what it held.
func (s *Store) replace(ctx context.Context, tx *transaction, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	text, args := s.text.put, []any{subject, key(r), string(k)}
	if k == "" {
		text, args = s.text.remove, args[:2]
	}
	rows, err := tx.query(ctx, text, args...)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var before string
	for rows.Next() { // to the end: the statement is done when no row is left
		if err := rows.Scan(&before); err != nil {
			return "", err
		}
	}
	return reaction.Kind(before), rows.Err()
}

// count moves one reaction from one counter to the other, the lesser kind first,
// as every writer does: none waits for one that waits for it.
func (s *Store) count(ctx context.Context, tx *transaction, subject string, from, to reaction.Kind) error {
	type step struct {
		kind reaction.Kind
		n    int
	}
	steps := []step{{from, -1}, {to, 1}}
	if to < from {
		steps[0], steps[1] = steps[1], steps[0]
	}
	for _, st := range steps {
		if st.kind == "" {
			continue
		}
		if _, err := tx.exec(ctx, s.text.add, subject, string(st.kind), st.n); err != nil {
			return err
		}
	}
	return nil
}

// Erase is as [reaction.Store] says: one transaction, however much r holds.
func (s *Store) Erase(ctx context.Context, r reaction.Reader) error {
	if err := reaction.CheckReader(r); err != nil {
		return err
	}
	return failed("erase", s.write(ctx, func(ctx context.Context, tx *transaction) error {
		for _, text := range []string{s.text.discount, s.text.forget} {
			if _, err := tx.exec(ctx, text, key(r)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Recount is as [reaction.Store] says. It reads every reaction to subject.
func (s *Store) Recount(ctx context.Context, subject string) (int, error) {
	if err := reaction.CheckSubject(subject); err != nil {
		return 0, err
	}
	drift := 0
	err := s.write(ctx, func(ctx context.Context, tx *transaction) error {
		kept, err := counts(tx.query(ctx, s.text.counters, subject))
		if err != nil {
			return err
		}
		exact, err := counts(tx.query(ctx, s.text.recount, subject))
		if err != nil {
			return err
		}
		if drift = exact.Drift(kept); drift == 0 {
			return errUnchanged
		}
		return s.repair(ctx, tx, subject, kept, exact)
	})
	if errors.Is(err, errUnchanged) {
		return 0, nil
	}
	if err != nil {
		return 0, failed("recount", err)
	}
	return drift, nil
}

// repair adds to each counter what it lacks.
func (s *Store) repair(ctx context.Context, tx *transaction, subject string, kept, exact reaction.Counts) error {
	for _, c := range exact {
		if kept.Of(c.Kind) == 0 {
			kept = append(kept, reaction.Count{Kind: c.Kind})
		}
	}
	for _, c := range kept {
		if missing := exact.Of(c.Kind) - c.N; missing != 0 {
			if _, err := tx.exec(ctx, s.text.add, subject, string(c.Kind), missing); err != nil {
				return err
			}
		}
	}
	return nil
}

// counts reads rows of kind and number to their end.
func counts(rows *sql.Rows, err error) (reaction.Counts, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var cs reaction.Counts
	for rows.Next() {
		var c reaction.Count
		if err := rows.Scan((*string)(&c.Kind), &c.N); err != nil {
			return nil, err
		}
		cs = append(cs, c)
	}
	return cs, rows.Err()
}
