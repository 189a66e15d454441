package reactionsql

import (
	"context"
	"errors"
	"strings"

	"github.com/newsjunction/news/reaction"
)

func sqliteDialect() dialect {
	return dialect{
		begin:    "BEGIN IMMEDIATE",
		made:     "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = '{rows}_by_reader'",
		text:     "TEXT", // collates BINARY unless told otherwise
		bytes:    "BLOB",
		table:    "WITHOUT ROWID",
		counters: "WITHOUT ROWID",
		among: func(values []string) (string, []any) {
			args := make([]any, len(values))
			for i, v := range values {
				args[i] = v
			}
			return "IN (" + strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ") + ")", args
		},
		writes: newSQLite,
	}
}

// sqlite writes in a transaction of several statements, which cost no round trip:
// the engine is in the process.
type sqlite struct {
	*Store
	put      string // makes or replaces a reaction; returns the kind before
	remove   string // undoes a reaction; returns the kind before
	discount string // takes what a reader holds out of the counters
	forget   string // removes what a reader holds
}

func newSQLite(s *Store, rows, counts string) writes {
	fill := strings.NewReplacer("{rows}", rows, "{counts}", counts)
	return sqlite{
		Store: s,
		put: fill.Replace("INSERT INTO {rows} (subject, reader, kind, was) VALUES (?, ?, ?, '')" +
			" ON CONFLICT (subject, reader) DO UPDATE SET was = {rows}.kind, kind = excluded.kind RETURNING was"),
		remove:   fill.Replace("DELETE FROM {rows} WHERE subject = ? AND reader = ? RETURNING kind"),
		discount: fill.Replace("UPDATE {counts} SET n = n - 1 WHERE (subject, kind) IN (SELECT subject, kind FROM {rows} WHERE reader = ?)"),
		forget:   fill.Replace("DELETE FROM {rows} WHERE reader = ?"),
	}
}

// errUnchanged ends a transaction that has nothing to keep.
var errUnchanged = errors.New("nothing changed")

func (s sqlite) set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	return s.change(ctx, subject, k, func(ctx context.Context, tx *transaction) (reaction.Kind, error) {
		return s.replace(ctx, tx, subject, r, k)
	})
}

// swap looks before it writes: whoever holds the lock for writing sees what will be
// replaced.
func (s sqlite) swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	return s.change(ctx, subject, to, func(ctx context.Context, tx *transaction) (reaction.Kind, error) {
		before, err := scalar[reaction.Kind]("")(tx.query(ctx, s.text.held, subject, key(r)))
		if err != nil {
			return "", err
		}
		if before != from {
			return before, errUnchanged
		}
		return s.replace(ctx, tx, subject, r, to)
	})
}

// change is a transaction in which work makes k what a reader holds, and which
// then moves the counters. It returns what work does: the kind held before.
func (s sqlite) change(ctx context.Context, subject string, k reaction.Kind, work func(context.Context, *transaction) (reaction.Kind, error)) (reaction.Kind, error) {
	var before reaction.Kind
	err := s.write(ctx, func(ctx context.Context, tx *transaction) (err error) {
		if before, err = work(ctx, tx); err != nil {
			return err
		}
		if before == k {
			return errUnchanged
		}
		return s.count(ctx, tx, subject, before, k)
	})
	if err != nil && !errors.Is(err, errUnchanged) {
		return "", err
	}
	return before, nil
}

// replace writes the row of subject and reader, and returns what it held.
func (s sqlite) replace(ctx context.Context, tx *transaction, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if k == "" {
		return scalar[reaction.Kind]("")(tx.query(ctx, s.remove, subject, key(r)))
	}
	return scalar[reaction.Kind]("")(tx.query(ctx, s.put, subject, key(r), string(k)))
}

// count moves one reaction from one counter to the other, the lesser kind first.
func (s sqlite) count(ctx context.Context, tx *transaction, subject string, from, to reaction.Kind) error {
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
		if err := tx.exec(ctx, s.text.add, subject, string(st.kind), st.n); err != nil {
			return err
		}
	}
	return nil
}

func (s sqlite) erase(ctx context.Context, r reaction.Reader) error {
	return s.write(ctx, func(ctx context.Context, tx *transaction) error {
		if err := tx.exec(ctx, s.discount, key(r)); err != nil {
			return err
		}
		return tx.exec(ctx, s.forget, key(r))
	})
}
