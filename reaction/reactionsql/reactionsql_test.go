package reactionsql_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionsql"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type row = []driver.Value

func someone(t *testing.T) reaction.Reader {
	t.Helper()
	r, err := reaction.ParseReader(strings.Repeat("0a", 16))
	require.NoError(t, err)
	return r
}

func TestOptionsAreChecked(t *testing.T) {
	tests := []struct {
		name string
		give reactionsql.Options
		want error
	}{
		{"zero is ready to use", reactionsql.Options{}, nil},
		{"prefix of letters, digits and underscores", reactionsql.Options{Prefix: "site_2_"}, nil},
		{"prefix of 32 bytes", reactionsql.Options{Prefix: strings.Repeat("a", 32)}, nil},
		{"prefix of 33 bytes", reactionsql.Options{Prefix: strings.Repeat("a", 33)}, reactionsql.ErrInvalidPrefix},
		{"prefix with a quote", reactionsql.Options{Prefix: "a'; DROP"}, reactionsql.ErrInvalidPrefix},
		{"prefix with upper case", reactionsql.Options{Prefix: "Site_"}, reactionsql.ErrInvalidPrefix},
		{"prefix that begins with a digit", reactionsql.Options{Prefix: "2_"}, reactionsql.ErrInvalidPrefix},
		{"prefix reserved by SQLite", reactionsql.Options{Prefix: "sqlite_"}, reactionsql.ErrInvalidPrefix},
		{"prefix reserved by PostgreSQL", reactionsql.Options{Prefix: "pg_"}, reactionsql.ErrInvalidPrefix},
		{"dialect of nobody", reactionsql.Options{Dialect: 99}, reactionsql.ErrUnknownDialect},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := reactionsql.Open(t.Context(), new(fake).open(t), tt.give)
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, tt.want == nil, s != nil)
		})
	}
}

func TestErrorNamesTheOperationAndKeepsTheCause(t *testing.T) {
	s, f := openFake(t)
	f.fails["INSERT"] = true
	_, err := s.Set(t.Context(), "a", someone(t), "love")
	var fault *reactionsql.Error
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "set", fault.Op)
	assert.ErrorIs(t, err, errDriver)
	assert.EqualError(t, err, "reactionsql: set: the driver fails")
}

func TestCountersAreTakenInTheOrderOfKinds(t *testing.T) {
	for _, kinds := range [][2]reaction.Kind{{"love", "sad"}, {"sad", "love"}} {
		s, f := openFake(t)
		f.answers["INSERT INTO reactions "] = []row{{string(kinds[0])}}
		before, err := s.Set(t.Context(), "a", someone(t), kinds[1])
		require.NoError(t, err)
		assert.Equal(t, kinds[0], before)
		require.Len(t, f.texts, 5)
		assert.Equal(t, "BEGIN IMMEDIATE", f.texts[0])
		for i, kind := range []string{"love", "sad"} {
			assert.Contains(t, f.texts[2+i], "INSERT INTO reaction_counts ")
			assert.Equal(t, kind, f.args[2+i][1].Value)
		}
		assert.Equal(t, "COMMIT", f.texts[4])
	}
}

func TestNothingIsCommittedWhereNothingChanges(t *testing.T) {
	s, f := openFake(t)
	f.answers["INSERT INTO reactions "] = []row{{"love"}}
	before, err := s.Set(t.Context(), "a", someone(t), "love")
	require.NoError(t, err)
	assert.Equal(t, reaction.Kind("love"), before)
	require.Len(t, f.texts, 3)
	assert.Equal(t, "ROLLBACK", f.texts[2])
}

func TestConnectionThatCannotRollBackIsGivenUp(t *testing.T) {
	s, f := openFake(t)
	f.fails["COMMIT"], f.fails["ROLLBACK"] = true, true
	_, err := s.Set(t.Context(), "a", someone(t), "love")
	require.ErrorIs(t, err, errDriver)
	assert.Equal(t, 1, f.closed)
}

func TestEachFailureOfTheDriverComesBack(t *testing.T) {
	ctx, r := context.Background(), someone(t)
	set := func(s *reactionsql.Store) error { _, err := s.Set(ctx, "a", r, "love"); return err }
	undo := func(s *reactionsql.Store) error { _, err := s.Set(ctx, "a", r, ""); return err }
	swap := func(s *reactionsql.Store) error { _, err := s.Swap(ctx, "a", r, "", "love"); return err }
	scanOne := func(s *reactionsql.Store) (last error) {
		for _, err := range s.Scan(ctx, "b", "a") {
			last = err
		}
		return last
	}
	mine := func(s *reactionsql.Store) error { _, err := s.Mine(ctx, r, "a"); return err }
	tallies := func(s *reactionsql.Store) error { _, err := s.Tallies(ctx, "a"); return err }
	erase := func(s *reactionsql.Store) error { return s.Erase(ctx, r) }
	recount := func(s *reactionsql.Store) error { _, err := s.Recount(ctx, "a"); return err }
	scan := func(s *reactionsql.Store) (last error) {
		for _, err := range s.Scan(ctx) {
			last = err
		}
		return last
	}
	tests := []struct {
		name  string
		fails string
		do    func(*reactionsql.Store) error
	}{
		{"set begins", "BEGIN", set},
		{"set writes the reaction", "INSERT INTO reactions", set},
		{"set counts", "INSERT INTO reaction_counts", set},
		{"set commits", "COMMIT", set},
		{"swap looks", "SELECT kind FROM", swap},
		{"swap writes", "INSERT INTO reactions", swap},
		{"swap counts", "INSERT INTO reaction_counts", swap},
		{"scan of subjects asks", "SELECT", scanOne},
		{"undo removes", "DELETE", undo},
		{"mine asks", "SELECT", mine},
		{"tallies asks", "SELECT", tallies},
		{"erase counts", "UPDATE", erase},
		{"erase removes", "DELETE", erase},
		{"recount reads", "SELECT kind, CAST", recount},
		{"recount begins to repair", "BEGIN", recount},
		{"recount repairs", "INSERT", recount},
		{"recount commits", "COMMIT", recount},
		{"scan asks", "SELECT", scan},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, f := openFake(t)
			f.answers["SELECT kind, CAST"] = []row{{"love", int64(-1)}, {"sad", int64(1)}}
			f.fails[tt.fails] = true
			require.ErrorIs(t, tt.do(s), errDriver)
			clear(f.fails)
			require.NoError(t, tt.do(s))
		})
	}
}

func TestRowsOfAnotherShapeAreErrors(t *testing.T) {
	ctx, r := context.Background(), someone(t)
	for name, do := range map[string]func(*reactionsql.Store) error{
		"set":     func(s *reactionsql.Store) error { _, err := s.Set(ctx, "a", r, "love"); return err },
		"swap":    func(s *reactionsql.Store) error { _, err := s.Swap(ctx, "a", r, "", "love"); return err },
		"mine":    func(s *reactionsql.Store) error { _, err := s.Mine(ctx, r, "a"); return err },
		"tallies": func(s *reactionsql.Store) error { _, err := s.Tallies(ctx, "a"); return err },
		"recount": func(s *reactionsql.Store) error { _, err := s.Recount(ctx, "a"); return err },
		"scan": func(s *reactionsql.Store) error {
			for _, err := range s.Scan(ctx) {
				return err
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, f := openFake(t)
			f.answers["SELECT"] = []row{{nil, nil, nil, nil, nil}}
			f.answers["INSERT"] = []row{{nil, nil}}
			var fault *reactionsql.Error
			require.ErrorAs(t, do(s), &fault)
			assert.Equal(t, name, fault.Op)
		})
	}
}

func TestSwapWritesNothingWhereSomethingElseIsHeld(t *testing.T) {
	s, f := openFake(t)
	f.answers["SELECT kind FROM"] = []row{{"sad"}}
	before, err := s.Swap(t.Context(), "a", someone(t), "", "love")
	require.NoError(t, err)
	assert.Equal(t, reaction.Kind("sad"), before)
	assert.Equal(t, "ROLLBACK", f.texts[len(f.texts)-1])
	for _, text := range f.texts {
		assert.NotContains(t, text, "INSERT")
	}
}

func TestScanOfSubjectsAsksForEachOnceInOrder(t *testing.T) {
	key := make([]byte, 16)
	key[0] = 1
	s, f := openFake(t)
	var asked []any
	for range s.Scan(t.Context(), "b", "a", "b") {
		require.Fail(t, "a fake without answers has a row")
	}
	for _, args := range f.args {
		asked = append(asked, args[0].Value)
	}
	assert.Equal(t, []any{"a", "b"}, asked)

	f.answers["SELECT"] = []row{{"a", key, "love"}}
	for row, err := range s.Scan(t.Context(), "a", "b") {
		require.NoError(t, err)
		assert.Equal(t, "a", row.Subject)
		break
	}
	assert.Len(t, f.args, 3)
}

func TestScanRefusesDamagedRows(t *testing.T) {
	key := make([]byte, 16)
	key[0] = 1
	for name, damaged := range map[string]row{
		"short reader":   {"b", []byte{1}, "love"},
		"nobody":         {"b", make([]byte, 16), "love"},
		"malformed kind": {"b", key, "NO"},
		"no kind":        {"b", key, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, f := openFake(t)
			f.answers["SELECT"] = []row{{"a", key, "love"}, damaged}
			var errs []error
			for _, err := range s.Scan(t.Context()) {
				errs = append(errs, err)
			}
			require.Len(t, errs, 2)
			assert.NoError(t, errs[0])
			assert.ErrorIs(t, errs[1], reactionsql.ErrCorrupt)
		})
	}
}

func TestScanTurnsPagesAndStopsWhenTold(t *testing.T) {
	key := make([]byte, 16)
	key[0] = 1
	s, f := openFake(t)
	for range 500 {
		f.answers["SELECT"] = append(f.answers["SELECT"], row{"a", key, "love"})
	}
	n := 0
	for _, err := range s.Scan(t.Context()) {
		require.NoError(t, err)
		if n++; n == 600 {
			break
		}
	}
	assert.Len(t, f.texts, 2)
}

func TestBadInputNeverReachesTheDatabase(t *testing.T) {
	s, f := openFake(t)
	ctx, r, nobody := t.Context(), someone(t), reaction.Reader{}
	_, err := s.Set(ctx, "", r, "love")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	_, err = s.Swap(ctx, "a", r, "NO", "love")
	assert.ErrorIs(t, err, reaction.ErrUnknownKind)
	for _, err := range s.Scan(ctx, "") {
		assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	}
	_, err = s.Mine(ctx, nobody, "a")
	assert.ErrorIs(t, err, reaction.ErrNoReader)
	_, err = s.Mine(ctx, r, "")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	_, err = s.Tallies(ctx, "a\x00")
	assert.ErrorIs(t, err, reaction.ErrInvalidSubject)
	_, err = s.Recount(ctx, strings.Repeat("a", 513))
	assert.ErrorIs(t, err, reaction.ErrSubjectTooLong)
	assert.ErrorIs(t, s.Erase(ctx, nobody), reaction.ErrNoReader)
	assert.Empty(t, f.texts)
}

func TestContextThatIsOverNeverReachesTheDatabase(t *testing.T) {
	s, f := openFake(t)
	r := someone(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Set(ctx, "a", r, "love")
	assert.ErrorIs(t, err, context.Canceled)
	_, err = s.Mine(ctx, r, "a")
	assert.ErrorIs(t, err, context.Canceled)
	_, err = s.Tallies(ctx, "a")
	assert.ErrorIs(t, err, context.Canceled)
	_, err = s.Recount(ctx, "a")
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, s.Erase(ctx, r), context.Canceled)
	_, err = s.Swap(ctx, "a", r, "", "love")
	assert.ErrorIs(t, err, context.Canceled)
	for _, err := range s.Scan(ctx) {
		assert.ErrorIs(t, err, context.Canceled)
	}
	assert.Empty(t, f.texts)
}

func TestAnswersOfTheDatabaseAreSortedToTheQuestion(t *testing.T) {
	s, f := openFake(t)
	f.answers["SELECT subject, kind FROM"] = []row{{"a", "love"}}
	f.answers["SELECT subject, kind, n"] = []row{{"a", "love", int64(2)}, {"a", "sad", int64(1)}}
	mine, err := s.Mine(t.Context(), someone(t), "b", "a")
	require.NoError(t, err)
	assert.Equal(t, []reaction.Kind{"", "love"}, mine)
	tallies, err := s.Tallies(t.Context(), "b", "a")
	require.NoError(t, err)
	assert.Equal(t, []reaction.Counts{nil, {{Kind: "love", N: 2}, {Kind: "sad", N: 1}}}, tallies)
}

// A writer that waits behind another gives up with its context, and the other is
// seen through although its own context ends.
func TestContextEndsTheWaitForTheLockButNoWrite(t *testing.T) {
	s, f := openFake(t)
	r := someone(t)
	f.hold, f.held = make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	written := make(chan error)
	go func() {
		_, err := s.Set(ctx, "a", r, "love")
		written <- err
	}()
	<-f.held

	waiting := &knowing{Context: ctx, asked: make(chan struct{})}
	gaveUp := make(chan error)
	go func() {
		_, err := s.Set(waiting, "b", r, "love")
		gaveUp <- err
	}()
	<-waiting.asked
	cancel()
	assert.ErrorIs(t, <-gaveUp, context.Canceled)
	close(f.hold)
	assert.NoError(t, <-written)
	assert.Equal(t, "COMMIT", f.texts[len(f.texts)-1])
}

// knowing tells when somebody first waits for its end.
type knowing struct {
	context.Context
	asked chan struct{}
}

func (c *knowing) Done() <-chan struct{} {
	select {
	case <-c.asked:
	default:
		close(c.asked)
	}
	return c.Context.Done()
}

func TestAPageIsOneQuery(t *testing.T) {
	page := make([]string, 50)
	for i := range page {
		page[i] = fmt.Sprint("subject ", i)
	}
	for name, d := range map[string]reactionsql.Dialect{"SQLite": reactionsql.SQLite, "PostgreSQL": reactionsql.PostgreSQL} {
		t.Run(name, func(t *testing.T) {
			s, f := openFakeOf(t, d)
			_, err := s.Tallies(t.Context(), page...)
			require.NoError(t, err)
			assert.Len(t, f.texts, 1)
			_, err = s.Mine(t.Context(), someone(t), page...)
			require.NoError(t, err)
			assert.Len(t, f.texts, 2)
		})
	}
}

func TestTablesThatExistAreUsedAsTheyAre(t *testing.T) {
	for name, d := range map[string]reactionsql.Dialect{"SQLite": reactionsql.SQLite, "PostgreSQL": reactionsql.PostgreSQL} {
		t.Run(name, func(t *testing.T) {
			f := &fake{answers: map[string][]row{"SELECT count(": {{int64(1)}}}}
			_, err := reactionsql.Open(t.Context(), f.open(t), reactionsql.Options{Dialect: d})
			require.NoError(t, err)
			for _, text := range f.texts {
				assert.NotContains(t, text, "CREATE")
			}
			assert.Equal(t, "COMMIT", f.texts[len(f.texts)-1])
		})
	}
}

func TestTablesOfAnotherShapeAreRefused(t *testing.T) {
	f := &fake{fails: map[string]bool{"UPDATE": true}}
	_, err := reactionsql.Open(t.Context(), f.open(t), reactionsql.Options{})
	require.ErrorIs(t, err, reactionsql.ErrSchema)
	assert.Equal(t, "ROLLBACK", f.texts[len(f.texts)-1])
}

func TestTablesThatCannotBeMadeAreAnError(t *testing.T) {
	f := &fake{fails: map[string]bool{"CREATE TABLE": true}}
	_, err := reactionsql.Open(t.Context(), f.open(t), reactionsql.Options{})
	require.ErrorIs(t, err, errDriver)
	assert.NotErrorIs(t, err, reactionsql.ErrSchema)
}

func TestClosedDatabaseIsAnError(t *testing.T) {
	f := new(fake)
	db := f.open(t)
	require.NoError(t, db.Close())
	_, err := reactionsql.Open(t.Context(), db, reactionsql.Options{})
	var fault *reactionsql.Error
	require.True(t, errors.As(err, &fault))
	assert.Equal(t, "open", fault.Op)
}
