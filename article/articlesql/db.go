package articlesql

import (
	"context"
	"database/sql"
	"sync/atomic"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// Options say how a database is used. The zero value is ready to use.
type Options struct {
	Naming article.Naming // how articles are named; it may change between two runs
}

// A DB is a database of articles, authors, terms and names. It is made by [Open], and is
// safe for concurrent use.
type DB struct {
	sql     *sql.DB
	naming  article.Naming
	dialect dialect
	newest  atomic.Pointer[taxonomy.Tree] // that a Load or a Commit met last: the next Commit reads what came since
}

// Open makes the tables of an empty database, or checks those that are there. Tables
// of other packages beside them are left alone. The errors are [ErrSchema] and
// those of the driver. The caller goes on owning db, and closes it.
func Open(ctx context.Context, db *sql.DB, o Options) (*DB, error) {
	d := &DB{sql: db, naming: o.Naming, dialect: sqlite()}
	if err := d.prepare(ctx); err != nil {
		return nil, failed("opening", err)
	}
	return d, nil
}

// Articles returns the face that keeps articles. It has a method SaveAll too, which
// saves many in one transaction: an import asks for it.
func (d *DB) Articles() article.Store { return articles{d} }

// Authors returns the face that keeps authors.
func (d *DB) Authors() article.Authors { return authors{d} }

// Terms returns the face that keeps the tree of terms. It is a [taxonomy.Names] too.
func (d *DB) Terms() taxonomy.Store { return terms{d} }

// The faces share a database and differ in the contract they keep.
type (
	articles struct{ *DB }
	authors  struct{ *DB }
	terms    struct{ *DB }
)
