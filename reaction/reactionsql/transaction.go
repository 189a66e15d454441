package reactionsql

import (
	"context"
	"database/sql"
	"database/sql/driver"
)

// A transaction is a connection between BEGIN and its end. It stands in for
// [sql.Tx], which has no portable way to begin with the lock for writing.
type transaction struct{ conn *sql.Conn }

func (tx *transaction) exec(ctx context.Context, text string, args ...any) (sql.Result, error) {
	return tx.conn.ExecContext(ctx, text, args...)
}

func (tx *transaction) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return tx.conn.QueryContext(ctx, text, args...)
}

// write runs work in a transaction that holds the lock for writing. ctx ends the
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
	through := context.WithoutCancel(ctx)
	if _, err := conn.ExecContext(ctx, s.dialect.begin); err != nil {
		// Most likely nothing has begun, and there is nothing to roll back; but an
		// interrupted driver may have begun and not said so.
		_, _ = conn.ExecContext(through, "ROLLBACK")
		return err
	}
	err := work(through, &transaction{conn})
	if err == nil {
		_, err = conn.ExecContext(through, "COMMIT")
	}
	if err != nil {
		rollBack(through, conn)
	}
	return err
}

// rollBack ends a transaction that has begun. Where that fails the connection is
// given up, and with it the transaction: the pool must not lend it to others.
func rollBack(ctx context.Context, conn *sql.Conn) {
	if _, err := conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}
