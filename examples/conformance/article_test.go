package conformance

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/article/articletest"
	"github.com/newsjunction/news/article/interchange"
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

// oneByOne saves each article as a batch of its own.
type oneByOne struct{ article.Store }

func (s oneByOne) Save(ctx context.Context, a article.Article) (article.Article, error) {
	kept, err := s.Store.(interchange.Batcher).SaveAll(ctx, []article.Article{a})
	return kept[0], err
}

func TestArticlesOnSQLiteSavedInBatches(t *testing.T) {
	articletest.Run(t, func(t *testing.T) article.Store { return oneByOne{openContent(t, openSQLite(t)).Articles()} })
}

func draft(t *testing.T, headline string) article.Article {
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	content := article.Content{Lang: "en", Headlines: article.Texts{{Value: headline}}}
	a, err := article.New(article.NewID(at), content, article.Stamp{At: at, By: "desk"})
	require.NoError(t, err)
	return a
}

func TestABatchOnSQLiteIsKeptWholeOrNotAtAll(t *testing.T) {
	store := openContent(t, openSQLite(t)).Articles()
	batch := store.(interchange.Batcher)
	first, err := batch.SaveAll(t.Context(), []article.Article{draft(t, "One headline"), draft(t, "One headline"), draft(t, "Another")})
	require.NoError(t, err)
	require.Equal(t, "one-headline-2", first[1].Name.Slug)

	stale := first[2]
	stale.Version--
	given := []article.Article{draft(t, "A third"), stale}
	got, err := batch.SaveAll(t.Context(), given)
	require.ErrorIs(t, err, article.ErrVersionConflict)
	require.Equal(t, given, got)
	_, err = store.Get(t.Context(), given[0].ID)
	require.ErrorIs(t, err, article.ErrNotFound)
	none, err := batch.SaveAll(t.Context(), nil)
	require.NoError(t, err)
	require.Empty(t, none)
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
