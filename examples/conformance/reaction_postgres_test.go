package conformance

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionsql"
	"github.com/newsjunction/news/reaction/reactiontest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReactionsOnPostgreSQL(t *testing.T) {
	reactiontest.Run(t, func(t *testing.T) reaction.Store { return openReactions(t, openPostgres(t), postgres()) })
}

func TestReactionsOnPostgreSQLAreLinearizable(t *testing.T) {
	reactiontest.Linearizable(t, openReactions(t, openPostgres(t), postgres()), *calls)
}

func TestReactionsOnPostgreSQLRepairDrift(t *testing.T) {
	db := openPostgres(t)
	requireRepair(t, db, openReactions(t, db, postgres()))
}

// Writers go on while several repair: each fault is repaired once.
func TestReactionsOnPostgreSQLRepairDriftBesideWriters(t *testing.T) {
	db := openPostgres(t)
	s := openReactions(t, db, postgres())
	_, err := db.ExecContext(t.Context(), "INSERT INTO reaction_counts VALUES ('a', 'love', 1000)")
	require.NoError(t, err)
	drifts, errs := make([]int, 4), make([]error, 8)
	var done sync.WaitGroup
	for i := range errs {
		r := reactionReader(t, fmt.Sprint("account:", i))
		done.Go(func() {
			if i < len(drifts) {
				drifts[i], errs[i] = s.Recount(t.Context(), "a")
				return
			}
			for n := range 25 {
				if errs[i] == nil {
					errs[i] = set(t.Context(), s, "a", r, []reaction.Kind{"love", "sad", ""}[n%3])
				}
			}
		})
	}
	done.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	assert.ElementsMatch(t, []int{1000, 0, 0, 0}, drifts)
	assert.Equal(t, reaction.Counts{{Kind: "love", N: 4}}, reactionCounts(t, s, "a"))
}

func TestReactionsOnPostgreSQLRefuseForeignTables(t *testing.T) {
	for _, table := range []string{"reactions", "reaction_counts"} {
		t.Run(table, func(t *testing.T) {
			db := openPostgres(t)
			_, err := db.ExecContext(t.Context(), "CREATE TABLE "+table+" (subject TEXT, votes INTEGER)")
			require.NoError(t, err)
			_, err = reactionsql.Open(t.Context(), db, postgres())
			require.ErrorIs(t, err, reactionsql.ErrSchema)
			var tables int
			require.NoError(t, db.QueryRowContext(t.Context(), "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema").Scan(&tables))
			assert.Equal(t, 1, tables, "tables after a refused opening")
		})
	}
}

func TestReactionsOnPostgreSQLReportDamagedRows(t *testing.T) {
	for name, values := range map[string]string{
		"short reader": `('b', '\x01', 'love', '')`,
		"bad kind":     `('b', '\x00000000000000000000000000000001', 'NO KIND', '')`,
		"no kind":      `('b', '\x00000000000000000000000000000001', '', '')`,
	} {
		t.Run(name, func(t *testing.T) {
			db := openPostgres(t)
			requireDamageSeen(t, db, openReactions(t, db, postgres()), values)
		})
	}
}

// Several processes open one empty database at once, and each finds its tables.
func TestReactionsOnPostgreSQLAreOpenedByManyAtOnce(t *testing.T) {
	db := openPostgres(t)
	errs := make([]error, 8)
	var done sync.WaitGroup
	for i := range errs {
		done.Go(func() { _, errs[i] = reactionsql.Open(t.Context(), db, postgres()) })
	}
	done.Wait()
	for _, err := range errs {
		assert.NoError(t, err)
	}
}

// A role that may write to the tables need not own them, nor make others.
func TestReactionsOnPostgreSQLAreUsedByARoleThatOwnsNothing(t *testing.T) {
	config := postgresConfig(t)
	role := ownName()
	owner := openConfig(t, config)
	openReactions(t, owner, postgres())
	for _, text := range []string{
		"CREATE ROLE " + role,
		"GRANT USAGE ON SCHEMA " + config.RuntimeParams["search_path"] + " TO " + role,
		"GRANT SELECT, INSERT, UPDATE, DELETE ON reactions, reaction_counts TO " + role,
	} {
		_, err := owner.ExecContext(t.Context(), text)
		require.NoError(t, err)
	}
	t.Cleanup(func() {
		_, err := owner.Exec("DROP OWNED BY " + role + "; DROP ROLE " + role) // the test's context is over
		require.NoError(t, err)
	})
	other := config.Copy()
	other.RuntimeParams["role"] = role
	s := openReactions(t, openConfig(t, other), postgres())
	require.NoError(t, set(t.Context(), s, "a", reactionReader(t, "account:1"), "love"))
	requireExact(t, s, "a")
}

// The context of a write that waits for another one ends, and the write is made: an
// abandoned one would be made by the server, after later ones of the same reader.
func TestReactionsOnPostgreSQLAreSeenThrough(t *testing.T) {
	config, r := postgresConfig(t), reactionReader(t, "account:1")
	db, watch := openConfig(t, config), openConfig(t, config)
	db.SetMaxOpenConns(2)
	s := openReactions(t, db, postgres())
	require.NoError(t, set(t.Context(), s, "a", r, "love"))
	other, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	var holder, waiting int
	require.NoError(t, other.QueryRowContext(t.Context(), "UPDATE reactions SET was = was RETURNING pg_backend_pid()").Scan(&holder))

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	written := make(chan error, 1)
	go func() { written <- set(ctx, s, "a", r, "sad") }()
	for waiting == 0 {
		require.NoError(t, watch.QueryRowContext(t.Context(), "SELECT count(*) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))", holder).Scan(&waiting))
	}
	cancel()
	late, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	require.ErrorIs(t, set(late, s, "b", r, "love"), context.DeadlineExceeded, "no connection is left")
	require.NoError(t, other.Rollback())
	require.NoError(t, <-written)
	assert.Equal(t, reaction.Counts{{Kind: "sad", N: 1}}, reactionCounts(t, s, "a"))
	assert.Empty(t, reactionCounts(t, s, "b"))
}

// A page of counts and a reader's own reactions come from an index, and a write finds
// its rows by one: with a table scan made dear, none is left in a plan.
func TestReactionsOnPostgreSQLAreReadByIndex(t *testing.T) {
	db := openPostgres(t)
	openReactions(t, db, postgres())
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	defer conn.Close()
	_, err = conn.ExecContext(t.Context(), "SET enable_seqscan = off")
	require.NoError(t, err)
	for _, query := range []string{
		`SELECT subject, kind, n FROM reaction_counts WHERE n > 0 AND subject = ANY(CAST(CAST('{"a","b"}' AS text) AS text[])) ORDER BY subject, kind`,
		`SELECT subject, kind FROM reactions WHERE reader = '\x01' AND subject = ANY(CAST(CAST('{"a","b"}' AS text) AS text[]))`,
		`SELECT subject, reader, kind FROM reactions WHERE (subject, reader) > ('a', '\x01') ORDER BY subject, reader LIMIT 500`,
		`DELETE FROM reactions WHERE reader = '\x01'`,
	} {
		rows, err := conn.QueryContext(t.Context(), "EXPLAIN "+query)
		require.NoError(t, err)
		plan := ""
		for rows.Next() {
			var line string
			require.NoError(t, rows.Scan(&line))
			plan += line + "\n"
		}
		require.NoError(t, rows.Err())
		assert.Contains(t, plan, "Index Cond", query)
		assert.NotContains(t, plan, "Seq Scan", query)
	}
}

func TestReactionsOnPostgreSQLSurviveEachFailingCall(t *testing.T) {
	requireSurvival(t, func(t *testing.T) (reaction.Store, *faults) {
		db, f := openFaultyPostgres(t)
		return openReactions(t, db, postgres()), f
	})
}

func TestReactionsOnPostgreSQLOpenAgainAfterEachFailingCall(t *testing.T) {
	for _, after := range []bool{false, true} {
		db, f := openFaultyPostgres(t)
		requireOpening(t, db, f, after, postgres())
	}
}
