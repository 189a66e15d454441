package articlesql_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var errEngine = errors.New("engine is out of order")

// A stub is an engine without tables: it writes down what it is told, fails at what
// begins with fail, and answers a query that begins with a key of answers.
type stub struct {
	log     []string
	closed  int
	fail    map[string]bool
	answers map[string][][]driver.Value
}

func (s *stub) open(t *testing.T) *sql.DB {
	t.Helper()
	db := sql.OpenDB(s)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

func (s *stub) Connect(context.Context) (driver.Conn, error) { return (*stubConn)(s), nil }
func (s *stub) Driver() driver.Driver                        { return nil }

// told returns the first words of each statement since the last call.
func (s *stub) told() (words []string) {
	for _, statement := range s.log {
		fields := strings.Fields(statement)
		words = append(words, strings.Join(fields[:min(3, len(fields))], " "))
	}
	s.log = nil
	return words
}

type stubConn stub

func (c *stubConn) Prepare(string) (driver.Stmt, error) { return nil, errEngine }
func (c *stubConn) Begin() (driver.Tx, error)           { return nil, errEngine }
func (c *stubConn) Close() error                        { c.closed++; return nil }

func (c *stubConn) hear(statement string) error {
	c.log = append(c.log, statement)
	for prefix := range c.fail {
		if strings.HasPrefix(statement, prefix) {
			return errEngine
		}
	}
	return nil
}

func (c *stubConn) ExecContext(_ context.Context, statement string, _ []driver.NamedValue) (driver.Result, error) {
	return driver.RowsAffected(1), c.hear(statement)
}

func (c *stubConn) QueryContext(_ context.Context, statement string, _ []driver.NamedValue) (driver.Rows, error) {
	if err := c.hear(statement); err != nil {
		return nil, err
	}
	for prefix, rows := range c.answers {
		if strings.HasPrefix(statement, prefix) {
			return &stubRows{rows}, nil
		}
	}
	return &stubRows{}, nil
}

type stubRows struct{ left [][]driver.Value }

func (r *stubRows) Columns() []string {
	if len(r.left) == 0 {
		return nil
	}
	return make([]string, len(r.left[0]))
}

func (r *stubRows) Close() error { return nil }

func (r *stubRows) Next(dest []driver.Value) error {
	if len(r.left) == 0 {
		return io.EOF
	}
	copy(dest, r.left[0])
	r.left = r.left[1:]
	return nil
}
