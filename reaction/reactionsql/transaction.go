package reactionsql

import (
	"context"
	"database/sql"
	"database/sql/driver"
)

// A transaction is a connection between BEGIN and its end. It stands in for
// [sql.Tx], which has no portable way to begin with the lock for writing.
type transaction struct{ conn *sql.Conn }

func (tx *transaction) exec(ctx context.Context, text string, args ...any) error {
	_, err := tx.conn.ExecContext(ctx, text, args...)
	return err
}

func (tx *transaction) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return tx.conn.QueryContext(ctx, text, args...)
}

// write runs work in a transaction that excludes every other one. ctx ends the
// wait for it; what comes after is not interrupted. An error of work, or of the
// commit, undoes everything.
func (s *Store) write(ctx context.Context, work func(context.Context, *transaction) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case s.writer <- struct{}{}:
		defer func() { <-s.writer }()
	case <-ctx.Done():
		return ctx.Err()
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return s.transact(ctx, conn, work)
}

func (s *Store) transact(ctx context.Context, conn *sql.Conn, work func(context.Context, *transaction) error) error {
	tx, through := &transaction{conn}, context.WithoutCancel(ctx)
	if err := tx.exec(ctx, s.dialect.begin); err != nil {
		// Most likely nothing has begun, and there is nothing to roll back; but an
		// interrupted driver may have begun and not said so.
		_ = tx.exec(through, "ROLLBACK")
		return err
	}
	var err error
	if s.dialect.lock != "" {
		err = tx.exec(ctx, s.dialect.lock)
	}
	if err == nil {
		err = work(through, tx)
	}
	if err == nil {
		err = tx.exec(through, "COMMIT")
	}
	if err != nil {
		tx.rollBack(through)
	}
	return err
}

// rollBack ends a transaction that has begun. Where that fails the connection is
// given up, and with it the transaction: the pool must not lend it to others.
func (tx *transaction) rollBack(ctx context.Context) {
	if err := tx.exec(ctx, "ROLLBACK"); err != nil {
		_ = tx.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// each reads the rows of a query to their end: only then is its statement done, and
// every error seen.
func each(rows *sql.Rows, err error, do func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// scalar reads the one value of a query; none where there is no row.
func scalar[T any](none T) func(*sql.Rows, error) (T, error) {
	return func(rows *sql.Rows, err error) (T, error) {
		value := none
		err = each(rows, err, func(rows *sql.Rows) error { return rows.Scan(&value) })
		if err != nil {
			var zero T
			return zero, err
		}
		return value, nil
	}
}
