package conformance

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// errPlanted is what a failing call of a faulty driver returns.
var errPlanted = errors.New("planted fault")

// faults decide which call of a driver fails: that at which left reaches zero.
// Statements, queries and each row read are calls.
type faults struct {
	left  atomic.Int64
	after atomic.Bool // the call is made before it fails: its answer was lost
}

// plant makes the n-th call from here fail, and only that one.
func (f *faults) plant(n int, after bool) {
	f.after.Store(after)
	f.left.Store(int64(n))
}

// spent reports whether the planted fault has happened, and takes it away.
func (f *faults) spent() bool { return f.left.Swap(0) <= 0 }

func (f *faults) call(do func() error) error {
	if f.left.Load() <= 0 || f.left.Add(-1) != 0 {
		return do()
	}
	if f.after.Load() {
		if err := do(); err != nil {
			return err
		}
	}
	return errPlanted
}

// openFaultySQLite is openSQLite through a driver that fails when told to.
func openFaultySQLite(t *testing.T) (*sql.DB, *faults) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "news.db")
	sound := openSQLiteFile(t, file)
	f := new(faults)
	db := sql.OpenDB(faultyConnector{sound.Driver(), dsn(file, "busy_timeout(120000)", "journal_mode(WAL)"), f})
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db, f
}

type faultyConnector struct {
	driver driver.Driver
	name   string
	faults *faults
}

func (c faultyConnector) Driver() driver.Driver { return c.driver }

func (c faultyConnector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.name)
	if err != nil {
		return nil, err
	}
	return &faultyConn{conn, c.faults}, nil
}

type faultyConn struct {
	driver.Conn
	faults *faults
}

func (c *faultyConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (res driver.Result, err error) {
	err = c.faults.call(func() error {
		res, err = c.Conn.(driver.ExecerContext).ExecContext(ctx, text, args)
		return err
	})
	return res, err
}

func (c *faultyConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	var rows driver.Rows
	err := c.faults.call(func() (err error) {
		rows, err = c.Conn.(driver.QueryerContext).QueryContext(ctx, text, args)
		return err
	})
	if err != nil {
		if rows != nil {
			rows.Close()
		}
		return nil, err
	}
	return &faultyRows{rows, c.faults}, nil
}

type faultyRows struct {
	driver.Rows
	faults *faults
}

func (r *faultyRows) Next(dest []driver.Value) error {
	return r.faults.call(func() error { return r.Rows.Next(dest) })
}
