package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	_ "modernc.org/sqlite"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// database is the SQLite file, with a face for each contract of the library.
type database struct {
	*sql.DB
	articles article.Store
	authors  article.Authors
	terms    taxonomy.Store
	names    slug.Ledger
	secret   []byte // signs readers' cookies and keys their reactions
}

// reserved are the names that a page can't have: routes of the site.
func reserved() []string {
	return []string{"search", "news", "section", "tag", "author", "assets", "pictures", "covers", "react", "feed", "latest", "blog",
		"settings", "newsletter", "sign-in", "sign-out", "join", "lost-password", "new-password"}
}

// openDatabase opens or makes the file. What it writes survives a killed process,
// and, for synchronous=FULL, a loss of power.
func openDatabase(ctx context.Context, file string) (*database, error) {
	dsn := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: url.Values{
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)",
			"cache_size(-32768)"}, // KiB: an import touches more pages than SQLite's own 2 MiB hold
	}.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", file, err)
	}
	d := &database{DB: db}
	if err := d.prepare(ctx); err != nil {
		return nil, fmt.Errorf("opening %s: %w", file, errors.Join(err, db.Close()))
	}
	return d, nil
}

func (d *database) prepare(ctx context.Context) error {
	content, err := articlesql.Open(ctx, d.DB, articlesql.Options{
		Naming: article.Naming{Slug: slug.Options{Reserved: reserved()}},
	})
	if err != nil {
		return err
	}
	d.articles, d.authors, d.terms, d.names = content.Articles(), content.Authors(), content.Terms(), content.Names()
	return d.loadSecret(ctx)
}

// loadSecret reads the secret, and makes one for a new file.
func (d *database) loadSecret(ctx context.Context) error {
	const table = `CREATE TABLE IF NOT EXISTS newsroom (id INTEGER PRIMARY KEY CHECK (id = 1), secret BLOB NOT NULL)`
	if _, err := d.ExecContext(ctx, table); err != nil {
		return err
	}
	fresh := make([]byte, 32)
	if _, err := rand.Read(fresh); err != nil {
		return err
	}
	if _, err := d.ExecContext(ctx, `INSERT INTO newsroom (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING`, fresh); err != nil {
		return err
	}
	return d.QueryRowContext(ctx, `SELECT secret FROM newsroom WHERE id = 1`).Scan(&d.secret)
}
