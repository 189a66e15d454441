package articlesql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

// A transaction runs statements on one connection between a begin and a commit. It
// looks at its context before each statement and lets a statement that has begun
// run to its end: so the connection is always in a known state.
type transaction struct {
	ctx     context.Context
	conn    *sql.Conn
	dialect dialect
}

// write does work in one transaction that holds the write lock from its start.
func (d *DB) write(ctx context.Context, work func(*transaction) error) error {
	return d.transact(ctx, d.dialect.begin, work)
}

// read does work in one transaction that sees a single state of the database.
func (d *DB) read(ctx context.Context, work func(*transaction) error) error {
	return d.transact(ctx, d.dialect.beginRead, work)
}

func (d *DB) transact(ctx context.Context, begin string, work func(*transaction) error) (err error) {
	conn, err := d.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	_, begun := conn.ExecContext(ctx, begin)
	if err = begun; err == nil {
		t := &transaction{ctx, conn, d.dialect}
		if err = work(t); err == nil {
			err = t.exec("COMMIT")
		}
	}
	if err == nil {
		return nil
	}
	// A begin that failed may have begun, where its context ended beside it.
	_, undone := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	if begun == nil && undone != nil {
		discard(conn)
	}
	return err
}

// discard keeps a connection whose state is unknown from being used again.
func discard(conn *sql.Conn) {
	// Raw returns the error it is given, which is meant for the pool.
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
}

func (t *transaction) exec(statement string, args ...any) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	_, err := t.conn.ExecContext(context.WithoutCancel(t.ctx), t.dialect.bind(statement), args...)
	return err
}

// insert adds rows to the columns of a table, as many as fit at a time.
func (t *transaction) insert(into string, rows [][]any) error {
	for len(rows) > 0 {
		n := min(len(rows), 1+500/len(rows[0]))
		statement, args := "INSERT INTO "+into+" VALUES ", make([]any, 0, n*len(rows[0]))
		for i, row := range rows[:n] {
			if i > 0 {
				statement += ", "
			}
			statement += "(" + marks(len(row)) + ")"
			args = append(args, row...)
		}
		if err := t.exec(statement, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// one reads the row of a statement; found is false where there is none.
func (t *transaction) one(statement string, args []any, to ...any) (found bool, err error) {
	err = t.each(statement, args, func(scan scanner) error {
		found = true
		return scan(to...)
	})
	return found, err
}

// each calls do for each row of a statement.
func (t *transaction) each(statement string, args []any, do func(scanner) error) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	rows, err := t.conn.QueryContext(context.WithoutCancel(t.ctx), t.dialect.bind(statement), args...)
	return drain(rows, err, do)
}

// each calls do for each row of a statement. The connection is free again when it
// returns.
func (d *DB) each(ctx context.Context, statement string, args []any, do func(scanner) error) error {
	rows, err := d.sql.QueryContext(ctx, d.dialect.bind(statement), args...)
	return drain(rows, err, do)
}

// reading is each in a context.
func (d *DB) reading(ctx context.Context) reading {
	return func(statement string, args []any, do func(scanner) error) error {
		return d.each(ctx, statement, args, do)
	}
}

// A scanner reads the row at hand, as sql.Rows.Scan does.
type scanner func(to ...any) error

func drain(rows *sql.Rows, err error, do func(scanner) error) error {
	if err != nil {
		return err
	}
	defer rows.Close() // a second Close does nothing, and the first one's error is below
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return err
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}

// failed says what the package was doing when err came about.
func failed(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("articlesql: %s: %w", doing, err)
}
