package reactionsql_test

import (
	"context"
	"database/sql/driver"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionsql"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPostgreSQLWritesInOneStatement(t *testing.T) {
	ctx, r := context.Background(), someone(t)
	set := func(k reaction.Kind) func(*reactionsql.Store) (reaction.Kind, error) {
		return func(s *reactionsql.Store) (reaction.Kind, error) { return s.Set(ctx, "a", r, k) }
	}
	swap := func(from, to reaction.Kind) func(*reactionsql.Store) (reaction.Kind, error) {
		return func(s *reactionsql.Store) (reaction.Kind, error) { return s.Swap(ctx, "a", r, from, to) }
	}
	tests := []struct {
		name   string
		do     func(*reactionsql.Store) (reaction.Kind, error)
		args   int
		answer []row
		before reaction.Kind
	}{
		{"set", set("love"), 3, []row{{"sad"}}, "sad"},
		{"set of the first", set("love"), 3, []row{{""}}, ""},
		{"set of what is held answers no row", set("love"), 3, nil, "love"},
		{"undo", set(""), 2, []row{{"sad"}}, "sad"},
		{"undo of nothing answers no row", set(""), 2, nil, ""},
		{"swap from nothing", swap("", "love"), 3, []row{{"sad"}}, "sad"},
		{"swap to another", swap("sad", "love"), 4, []row{{"sad"}}, "sad"},
		{"swap to nothing", swap("sad", ""), 3, []row{{"sad"}}, "sad"},
		{"swap of what is not held answers no row", swap("sad", "love"), 4, nil, ""},
		{"swap that changes nothing", swap("sad", "sad"), 2, []row{{"love"}}, "love"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, f := openFakeOf(t, reactionsql.PostgreSQL)
			f.answers["WITH"], f.answers["SELECT kind"] = tt.answer, tt.answer
			before, err := tt.do(s)
			require.NoError(t, err)
			assert.Equal(t, tt.before, before)
			require.Len(t, f.texts, 1)
			assert.Len(t, f.args[0], tt.args)
			for _, other := range []string{"?", "{", "BEGIN"} {
				assert.NotContains(t, f.texts[0], other)
			}

			f.fails["WITH"], f.fails["SELECT"] = true, true
			_, err = tt.do(s)
			assert.ErrorIs(t, err, errDriver)
		})
	}
}

// A pool holds connections of a server that was started again.
func TestPostgreSQLWritesOnTheNextConnectionWhereOneIsGone(t *testing.T) {
	s, f := openFakeOf(t, reactionsql.PostgreSQL)
	f.lost = 2
	_, err := s.Set(t.Context(), "a", someone(t), "love")
	require.NoError(t, err)
	assert.Len(t, f.texts, 1)
	f.lost = 99
	_, err = s.Set(t.Context(), "a", someone(t), "love")
	assert.ErrorIs(t, err, driver.ErrBadConn)
}

func TestPostgreSQLErasesInOneStatement(t *testing.T) {
	s, f := openFakeOf(t, reactionsql.PostgreSQL)
	require.NoError(t, s.Erase(t.Context(), someone(t)))
	require.Len(t, f.texts, 1)
	f.fails["WITH"] = true
	assert.ErrorIs(t, s.Erase(t.Context(), someone(t)), errDriver)
}

func TestPostgreSQLTakesSubjectsAsOneArray(t *testing.T) {
	s, f := openFakeOf(t, reactionsql.PostgreSQL)
	_, err := s.Mine(t.Context(), someone(t), "a", `b"c`, `d\e`, "f,{g}", "NULL")
	require.NoError(t, err)
	require.Len(t, f.args[0], 2)
	assert.Equal(t, `{"a","b\"c","d\\e","f,{g}","NULL"}`, f.args[0][1].Value)
	assert.True(t, strings.HasSuffix(f.texts[0], "WHERE reader = $1 AND subject = ANY(CAST(CAST($2 AS text) AS text[]))"), f.texts[0])
}

// Openings and repairs wait for each other, and for no writer; where that fails
// nothing is left open.
func TestPostgreSQLRepairsUnderALock(t *testing.T) {
	s, f := openFakeOf(t, reactionsql.PostgreSQL)
	f.answers["SELECT kind, CAST"] = []row{{"love", int64(-2)}, {"sad", int64(1)}}
	drift, err := s.Recount(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, 3, drift)
	var words []string
	for _, text := range f.texts {
		first, rest, _ := strings.Cut(text, " ")
		if strings.HasPrefix(rest, "pg_advisory_xact_lock(") {
			first = "LOCK"
		}
		words = append(words, first)
	}
	assert.Equal(t, []string{"SELECT", "BEGIN", "LOCK", "SELECT", "INSERT", "INSERT", "COMMIT"}, words)

	f.fails["SELECT pg_advisory"] = true
	_, err = s.Recount(t.Context(), "a")
	assert.ErrorIs(t, err, errDriver)
	assert.Equal(t, "ROLLBACK", f.texts[len(f.texts)-1])
}
