package conformance

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionsql"
	"github.com/newsjunction/news/reaction/reactiontest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReactionsOnSQLite(t *testing.T) {
	reactiontest.Run(t, func(t *testing.T) reaction.Store {
		return openReactions(t, openSQLite(t), reactionsql.Options{})
	})
}

func TestReactionsOnSQLiteWithOneConnectionAndARollbackJournal(t *testing.T) {
	reactiontest.Run(t, func(t *testing.T) reaction.Store {
		db := openSQLiteFile(t, filepath.Join(t.TempDir(), "news.db"), "synchronous(OFF)")
		db.SetMaxOpenConns(1)
		return openReactions(t, db, reactionsql.Options{Prefix: "site_"})
	})
}

func TestReactionsOnSQLiteOutliveTheirDatabaseHandle(t *testing.T) {
	file, r := filepath.Join(t.TempDir(), "news.db"), reactionReader(t, "account:1")
	db := openSQLiteFile(t, file, "journal_mode(WAL)")
	_, err := openReactions(t, db, reactionsql.Options{}).Set(t.Context(), "a", r, "love")
	require.NoError(t, err)
	require.NoError(t, db.Close())

	s := openReactions(t, openSQLiteFile(t, file), reactionsql.Options{})
	held, err := s.Mine(t.Context(), r, "a")
	require.NoError(t, err)
	assert.Equal(t, []reaction.Kind{"love"}, held)
	assert.Equal(t, reaction.Counts{{Kind: "love", N: 1}}, reactionCounts(t, s, "a"))
}

func TestReactionsOnSQLiteWithPrefixesAreKeptApart(t *testing.T) {
	db, r := openSQLite(t), reactionReader(t, "account:1")
	first := openReactions(t, db, reactionsql.Options{})
	second := openReactions(t, db, reactionsql.Options{Prefix: "second_"})
	_, err := first.Set(t.Context(), "a", r, "love")
	require.NoError(t, err)
	assert.Empty(t, reactionCounts(t, second, "a"))
}

func TestReactionsOnSQLiteRepairDrift(t *testing.T) {
	db := openSQLite(t)
	requireRepair(t, db, openReactions(t, db, reactionsql.Options{}))
}

func TestReactionsOnSQLiteByTwoHandlesAtOnceAreExact(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	var done sync.WaitGroup
	errs := make([]error, 6)
	for i := range errs {
		s := openReactions(t, openSQLiteFile(t, file, "busy_timeout(120000)", "journal_mode(WAL)"), reactionsql.Options{})
		readers := make([]reaction.Reader, 10)
		for n := range readers {
			readers[n] = reactionReader(t, fmt.Sprintf("account:%d-%d", i, n))
		}
		done.Go(func() {
			for _, r := range readers {
				if _, err := s.Set(context.Background(), "a", r, "love"); err != nil {
					errs[i] = err
				}
			}
		})
	}
	done.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	s := openReactions(t, openSQLiteFile(t, file), reactionsql.Options{})
	assert.Equal(t, reaction.Counts{{Kind: "love", N: 60}}, reactionCounts(t, s, "a"))
	drift, err := s.Recount(t.Context(), "a")
	require.NoError(t, err)
	assert.Zero(t, drift)
}

func TestReactionsOnSQLiteThatIsBusyFailAndChangeNothing(t *testing.T) {
	file, r := filepath.Join(t.TempDir(), "news.db"), reactionReader(t, "account:1")
	s := openReactions(t, openSQLiteFile(t, file, "journal_mode(WAL)"), reactionsql.Options{})
	other, err := openSQLiteFile(t, file).Conn(t.Context())
	require.NoError(t, err)
	defer other.Close()
	_, err = other.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	require.NoError(t, err)

	_, err = s.Set(t.Context(), "a", r, "love")
	var fault *reactionsql.Error
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "set", fault.Op)
	assert.Empty(t, reactionCounts(t, s, "a"))

	_, err = other.ExecContext(t.Context(), "ROLLBACK")
	require.NoError(t, err)
	_, err = s.Set(t.Context(), "a", r, "love")
	require.NoError(t, err)
	assert.Equal(t, reaction.Counts{{Kind: "love", N: 1}}, reactionCounts(t, s, "a"))
}

func TestReactionsOnSQLiteRefuseForeignTables(t *testing.T) {
	for _, table := range []string{"reactions", "reaction_counts"} {
		t.Run(table, func(t *testing.T) {
			db := openSQLite(t)
			_, err := db.ExecContext(t.Context(), "CREATE TABLE "+table+" (subject TEXT, votes INTEGER)")
			require.NoError(t, err)
			_, err = reactionsql.Open(t.Context(), db, reactionsql.Options{})
			require.ErrorIs(t, err, reactionsql.ErrSchema)
			var tables int
			require.NoError(t, db.QueryRowContext(t.Context(), "SELECT count(*) FROM sqlite_schema WHERE type = 'table'").Scan(&tables))
			assert.Equal(t, 1, tables, "tables after a refused opening")
		})
	}
}

func TestReactionsOnSQLiteReportDamagedRows(t *testing.T) {
	for name, values := range map[string]string{
		"short reader": "('b', x'01', 'love', '')",
		"bad kind":     "('b', zeroblob(15) || x'01', 'NO KIND', '')",
		"no kind":      "('b', x'00000000000000000000000000000001', '', '')",
	} {
		t.Run(name, func(t *testing.T) {
			db := openSQLite(t)
			requireDamageSeen(t, db, openReactions(t, db, reactionsql.Options{}), values)
		})
	}
}

// A page of counts and a reader's own reactions come from an index: no statement
// of the read path walks a table or counts rows.
func TestReactionsOnSQLiteAreReadByIndex(t *testing.T) {
	db := openSQLite(t)
	openReactions(t, db, reactionsql.Options{})
	for _, query := range []string{
		"SELECT subject, kind, n FROM reaction_counts WHERE n > 0 AND subject IN ('a', 'b') ORDER BY subject, kind",
		"SELECT subject, kind FROM reactions WHERE reader = x'01' AND subject IN ('a', 'b')",
		"SELECT subject, reader, kind FROM reactions WHERE (subject, reader) > ('a', x'01') ORDER BY subject, reader LIMIT 500",
		"DELETE FROM reactions WHERE reader = x'01'",
	} {
		assert.NotContains(t, queryPlan(t, db, query), "SCAN", query)
		assert.NotContains(t, queryPlan(t, db, query), "TEMP B-TREE", query)
	}
}

func queryPlan(t *testing.T, db *sql.DB, query string) string {
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query)
	require.NoError(t, err)
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		require.NoError(t, rows.Scan(&id, &parent, &unused, &detail))
		plan = append(plan, detail)
	}
	require.NoError(t, rows.Err())
	return strings.Join(plan, "; ")
}

// requireRepair damages counters behind the back of the store.
func requireRepair(t *testing.T, db *sql.DB, s reaction.Store) {
	t.Helper()
	for i, k := range []reaction.Kind{"love", "love", "sad"} {
		require.NoError(t, set(t.Context(), s, "a", reactionReader(t, fmt.Sprint("account:", i)), k))
	}
	for _, text := range []string{
		"UPDATE reaction_counts SET n = n + 5 WHERE kind = 'love'",
		"DELETE FROM reaction_counts WHERE kind = 'sad'",
		"INSERT INTO reaction_counts VALUES ('a', 'ghost', 2), ('a', 'minus', -1)",
	} {
		_, err := db.ExecContext(t.Context(), text)
		require.NoError(t, err)
	}
	drift, err := s.Recount(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, 5+1+2+1, drift)
	assert.Equal(t, reaction.Counts{{Kind: "love", N: 2}, {Kind: "sad", N: 1}}, reactionCounts(t, s, "a"))
	requireExact(t, s, "a")
}

// requireDamageSeen adds a row that no store can have written, after a sound one.
func requireDamageSeen(t *testing.T, db *sql.DB, s reaction.Store, values string) {
	t.Helper()
	require.NoError(t, set(t.Context(), s, "a", reactionReader(t, "account:1"), "love"))
	_, err := db.ExecContext(t.Context(), "INSERT INTO reactions VALUES "+values)
	require.NoError(t, err)
	var last error
	good := 0
	for _, err := range s.Scan(t.Context()) {
		if last = err; err == nil {
			good++
		}
	}
	require.ErrorIs(t, last, reactionsql.ErrCorrupt)
	assert.Equal(t, 1, good, "rows before the damage")
}

func openReactions(t *testing.T, db *sql.DB, o reactionsql.Options) *reactionsql.Store {
	t.Helper()
	s, err := reactionsql.Open(t.Context(), db, o)
	require.NoError(t, err)
	return s
}

func reactionReader(t *testing.T, account string) reaction.Reader {
	t.Helper()
	keys, err := reaction.NewReaderKeys([]byte("a pepper for tests, not for a site"))
	require.NoError(t, err)
	r, err := keys.Reader(account)
	require.NoError(t, err)
	return r
}

func reactionCounts(t *testing.T, s reaction.Store, subject string) reaction.Counts {
	t.Helper()
	counts, err := s.Tallies(t.Context(), subject)
	require.NoError(t, err)
	return counts[0]
}
