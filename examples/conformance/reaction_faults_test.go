package conformance

import (
	"context"
	"database/sql"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionsql"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReactionsOnSQLiteSurviveEachFailingCall(t *testing.T) {
	requireSurvival(t, func(t *testing.T) (reaction.Store, *faults) {
		db, f := openFaultySQLite(t)
		return openReactions(t, db, reactionsql.Options{}), f
	})
}

func TestReactionsOnSQLiteOpenAgainAfterEachFailingCall(t *testing.T) {
	for _, after := range []bool{false, true} {
		db, f := openFaultySQLite(t)
		requireOpening(t, db, f, after, reactionsql.Options{})
	}
}

// requireSurvival lets each call of the driver fail once, before or after it is done.
// Whatever the store then answers, it holds what it held or what was asked for, its
// counts are exact, and the next write works.
func requireSurvival(t *testing.T, open func(*testing.T) (reaction.Store, *faults)) {
	first, second := reactionReader(t, "account:1"), reactionReader(t, "account:2")
	swap := func(ctx context.Context, s reaction.Store, subject string, from, to reaction.Kind) error {
		_, err := s.Swap(ctx, subject, first, from, to)
		return err
	}
	operations := []struct {
		name string
		do   func(ctx context.Context, s reaction.Store) error
	}{
		{"set", func(ctx context.Context, s reaction.Store) error { return set(ctx, s, "c", first, "wink") }},
		{"switch", func(ctx context.Context, s reaction.Store) error { return set(ctx, s, "a", first, "angry") }},
		{"repeat", func(ctx context.Context, s reaction.Store) error { return set(ctx, s, "a", first, "love") }},
		{"undo", func(ctx context.Context, s reaction.Store) error { return set(ctx, s, "a", first, "") }},
		{"swap from nothing", func(ctx context.Context, s reaction.Store) error { return swap(ctx, s, "c", "", "wink") }},
		{"swap to another", func(ctx context.Context, s reaction.Store) error { return swap(ctx, s, "a", "love", "angry") }},
		{"swap to nothing", func(ctx context.Context, s reaction.Store) error { return swap(ctx, s, "a", "love", "") }},
		{"swap of what is not held", func(ctx context.Context, s reaction.Store) error { return swap(ctx, s, "a", "sad", "wink") }},
		{"erase", func(ctx context.Context, s reaction.Store) error { return s.Erase(ctx, first) }},
		{"recount", func(ctx context.Context, s reaction.Store) error { _, err := s.Recount(ctx, "a"); return err }},
		{"mine", func(ctx context.Context, s reaction.Store) error { _, err := s.Mine(ctx, first, "a", "b"); return err }},
		{"tallies", func(ctx context.Context, s reaction.Store) error { _, err := s.Tallies(ctx, "a", "b"); return err }},
		{"scan", func(ctx context.Context, s reaction.Store) error { _, err := scanned(ctx, s); return err }},
	}
	for _, op := range operations {
		for _, after := range []bool{false, true} {
			t.Run(op.name+map[bool]string{false: "/before", true: "/after"}[after], func(t *testing.T) {
				s, f := open(t)
				prepare := func() {
					for _, r := range []reaction.Reader{first, second} {
						require.NoError(t, s.Erase(t.Context(), r))
						require.NoError(t, set(t.Context(), s, "a", r, "love"))
						require.NoError(t, set(t.Context(), s, "b", r, "sad"))
					}
				}
				prepare()
				held := rowsOf(t, s)
				require.NoError(t, op.do(t.Context(), s))
				asked := rowsOf(t, s)
				for n := 1; ; n++ {
					prepare()
					f.plant(n, after)
					err := op.do(t.Context(), s)
					if !f.spent() {
						require.NoError(t, err)
						require.Greater(t, n, 1, "calls that could fail")
						return
					}
					got := rowsOf(t, s)
					if err == nil { // the fault hit what nobody needs, such as a rollback
						assert.Equal(t, asked, got, "call %d failed unseen", n)
					} else {
						assert.ErrorIs(t, err, errPlanted, "call %d", n)
						assert.Contains(t, [][]reaction.Row{held, asked}, got, "call %d failed", n)
					}
					requireExact(t, s, "a", "b", "c")
				}
			})
		}
	}
}

// requireOpening lets each call of the driver fail once while the store is opened,
// until it is. A failure at the end of an answer is not seen.
func requireOpening(t *testing.T, db *sql.DB, f *faults, after bool, o reactionsql.Options) {
	t.Helper()
	seen := 0
	for n := 1; ; n++ {
		f.plant(n, after)
		_, err := reactionsql.Open(t.Context(), db, o)
		if !f.spent() {
			require.NoError(t, err)
			break
		}
		if err != nil {
			require.ErrorIs(t, err, errPlanted, "call %d", n)
			seen++
		}
	}
	require.Greater(t, seen, 3, "failures seen")
	s := openReactions(t, db, o)
	require.NoError(t, set(t.Context(), s, "a", reactionReader(t, "account:1"), "love"))
	requireExact(t, s, "a")
}

func set(ctx context.Context, s reaction.Store, subject string, r reaction.Reader, k reaction.Kind) error {
	_, err := s.Set(ctx, subject, r, k)
	return err
}

func scanned(ctx context.Context, s reaction.Store) (rows []reaction.Row, err error) {
	for row, err := range s.Scan(ctx) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func rowsOf(t *testing.T, s reaction.Store) []reaction.Row {
	t.Helper()
	rows, err := scanned(t.Context(), s)
	require.NoError(t, err)
	return rows
}

// requireExact demands counts that need no repair.
func requireExact(t *testing.T, s reaction.Store, subjects ...string) {
	t.Helper()
	for _, subject := range subjects {
		drift, err := s.Recount(t.Context(), subject)
		require.NoError(t, err)
		require.Zero(t, drift, "drift of %s", subject)
	}
}
