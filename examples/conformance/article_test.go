package conformance

import (
	"context"
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/article/articletest"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/taxonomytest"
)

func openContent(t *testing.T, db *sql.DB) *articlesql.DB {
	t.Helper()
	d, err := articlesql.Open(context.Background(), db, articlesql.Options{})
	require.NoError(t, err)
	return d
}

func TestArticlesOnSQLite(t *testing.T) {
	articletest.Run(t, func(t *testing.T) article.Store { return openContent(t, openSQLite(t)).Articles() })
}

func TestArticlesOnSQLiteWithOneConnection(t *testing.T) {
	articletest.Run(t, func(t *testing.T) article.Store {
		db := openSQLite(t)
		db.SetMaxOpenConns(1)
		_, err := db.ExecContext(t.Context(), "PRAGMA foreign_keys = ON")
		require.NoError(t, err)
		return openContent(t, db).Articles()
	})
}

func TestAuthorsOnSQLite(t *testing.T) {
	articletest.RunAuthors(t, func(t *testing.T) article.Authors { return openContent(t, openSQLite(t)).Authors() })
}

func TestTermsOnSQLite(t *testing.T) {
	taxonomytest.Run(t, func(t *testing.T) taxonomy.Store { return openContent(t, openSQLite(t)).Terms() })
}
