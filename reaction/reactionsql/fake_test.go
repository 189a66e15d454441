package reactionsql_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/newsjunction/news/reaction/reactionsql"
	"github.com/stretchr/testify/require"
)

var errDriver = errors.New("the driver fails")

// fake is a driver without an engine: it keeps the statements it was given,
// answers queries by the first words of their text, and fails where told to.
type fake struct {
	mu      sync.Mutex
	texts   []string
	args    [][]driver.NamedValue       // of each text
	answers map[string][][]driver.Value // by the text's beginning
	fails   map[string]bool             // by the text's beginning
	hold    chan struct{}               // BEGIN waits for it, if not nil
	held    chan struct{}               // told when BEGIN waits
	closed  int                         // connections
	lost    int                         // statements that find their connection gone
}

// openFake returns a store on a fake that has made its tables and forgotten them.
func openFake(t *testing.T) (*reactionsql.Store, *fake) {
	t.Helper()
	return openFakeOf(t, reactionsql.SQLite)
}

func openFakeOf(t *testing.T, d reactionsql.Dialect) (*reactionsql.Store, *fake) {
	t.Helper()
	f := &fake{answers: make(map[string][][]driver.Value), fails: make(map[string]bool)}
	s, err := reactionsql.Open(t.Context(), f.open(t), reactionsql.Options{Dialect: d})
	require.NoError(t, err)
	f.texts, f.args = nil, nil
	return s, f
}

func (f *fake) open(t *testing.T) *sql.DB {
	db := sql.OpenDB(f)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

func (f *fake) Connect(context.Context) (driver.Conn, error) { return fakeConn{f}, nil }
func (f *fake) Driver() driver.Driver                        { return nil }

// run is one statement: its rows, or its failure.
func (f *fake) run(text string, args []driver.NamedValue) (*fakeRows, error) {
	if f.hold != nil && strings.HasPrefix(text, "BEGIN") {
		f.held <- struct{}{}
		<-f.hold
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lost > 0 {
		f.lost--
		return nil, driver.ErrBadConn
	}
	f.texts, f.args = append(f.texts, text), append(f.args, args)
	for words := range f.fails {
		if strings.HasPrefix(text, words) {
			return nil, errDriver
		}
	}
	for words, rows := range f.answers {
		if strings.HasPrefix(text, words) {
			return &fakeRows{rows: rows}, nil
		}
	}
	return &fakeRows{}, nil
}

type fakeConn struct{ *fake }

func (c fakeConn) Prepare(string) (driver.Stmt, error) { return nil, errDriver }
func (c fakeConn) Begin() (driver.Tx, error)           { return nil, errDriver }

func (c fakeConn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed++
	return nil
}

func (c fakeConn) ExecContext(_ context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	_, err := c.run(text, args)
	return driver.ResultNoRows, err
}

func (c fakeConn) QueryContext(_ context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := c.run(text, args)
	if err != nil {
		return nil, err
	}
	return rows, nil
}

type fakeRows struct{ rows [][]driver.Value }

func (r *fakeRows) Close() error { return nil }

func (r *fakeRows) Columns() []string {
	if len(r.rows) == 0 {
		return nil
	}
	return make([]string, len(r.rows[0]))
}

func (r *fakeRows) Next(dest []driver.Value) error {
	if len(r.rows) == 0 {
		return io.EOF
	}
	copy(dest, r.rows[0])
	r.rows = r.rows[1:]
	return nil
}
