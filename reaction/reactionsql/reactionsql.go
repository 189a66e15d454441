package reactionsql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/newsjunction/news/reaction"
)

var (
	// ErrInvalidPrefix refuses a prefix that cannot begin the name of a table.
	ErrInvalidPrefix = errors.New("prefix does not match ^[a-z][a-z0-9_]{0,31}$, or is reserved")
	// ErrUnknownDialect refuses a dialect that the package does not speak.
	ErrUnknownDialect = errors.New("unknown SQL dialect")
	// ErrSchema refuses tables of these names that have other columns.
	ErrSchema = errors.New("tables exist with other columns")
	// ErrCorrupt refuses a row that no Store can have written.
	ErrCorrupt = errors.New("stored reaction is damaged")
)

// Options say where reactions are kept. The zero value is ready to use.
type Options struct {
	Prefix  string  // put before the names of tables ("site_" makes site_reactions); matches ^[a-z][a-z0-9_]{0,31}$; "" is none
	Dialect Dialect // zero is SQLite
}

// An Error says which operation of a store failed.
type Error struct {
	Op  string // "open", "set", "swap", "mine", "tallies", "erase", "recount" or "scan"
	Err error  // an Err variable of this package, the driver's error, or that of the context
}

// Error names the operation and the cause.
func (e *Error) Error() string { return "reactionsql: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Store is a [reaction.Store] in a database. Make one with [Open]. It is safe for
// concurrent use and starts no goroutine; closing the database is the caller's.
type Store struct {
	db      *sql.DB
	dialect dialect
	text    statements
	writes  writes
	writer  chan struct{} // holds one token; taken by the one goroutine that is in a transaction
}

var _ reaction.Store = (*Store)(nil)

// writes are what each engine does in its own way. They get arguments that were
// checked, and a context that was not over.
type writes interface {
	set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (before reaction.Kind, err error)
	swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (before reaction.Kind, err error)
	erase(ctx context.Context, r reaction.Reader) error
}

// Open returns the store in db, making its tables and index where they are
// missing. Every error is an [*Error]; those of bad options wrap
// [ErrInvalidPrefix] or [ErrUnknownDialect], and tables of other columns under the
// same names give [ErrSchema] and are left as they are.
func Open(ctx context.Context, db *sql.DB, o Options) (*Store, error) {
	d, err := o.Dialect.speech()
	if err != nil {
		return nil, failed("open", err)
	}
	if err := checkPrefix(o.Prefix); err != nil {
		return nil, failed("open", err)
	}
	rows, counts := o.Prefix+"reactions", o.Prefix+"reaction_counts"
	s := &Store{db: db, dialect: d, text: d.statements(rows, counts), writer: make(chan struct{}, 1)}
	s.writes = d.writes(s, rows, counts)
	if err := s.create(ctx); err != nil {
		return nil, failed("open", err)
	}
	return s, nil
}

// create makes what is missing in one transaction, and looks at what there is. The
// index is made last: where it exists, all does, and nothing is made that only the
// owner of a table may make.
func (s *Store) create(ctx context.Context) error {
	return s.write(ctx, func(ctx context.Context, tx *transaction) error {
		made, err := scalar(0)(tx.query(ctx, s.text.made))
		if err != nil {
			return err
		}
		if made == 0 {
			for _, text := range s.text.tables {
				if err := tx.exec(ctx, text); err != nil {
					return err
				}
			}
		}
		for _, text := range s.text.probe {
			if err := tx.exec(ctx, text); err != nil {
				return fmt.Errorf("%w: %w", ErrSchema, err)
			}
		}
		if made == 0 {
			return tx.exec(ctx, s.text.index)
		}
		return nil
	})
}

func checkPrefix(prefix string) error {
	if prefix == "" {
		return nil
	}
	ok := len(prefix) <= 32 && prefix[0] >= 'a' && prefix[0] <= 'z' &&
		strings.Trim(prefix, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" &&
		!strings.HasPrefix(prefix, "sqlite_") && !strings.HasPrefix(prefix, "pg_")
	if !ok {
		return fmt.Errorf("%w: %.40q", ErrInvalidPrefix, prefix)
	}
	return nil
}

// failed wraps the cause of a failed operation; nil stays nil.
func failed(op string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Op: op, Err: err}
}
