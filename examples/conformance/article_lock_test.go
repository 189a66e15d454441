package conformance

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
)

func TestContentOnSQLiteIsOpenedByManyAtOnce(t *testing.T) {
	db := openSQLite(t)
	var done sync.WaitGroup
	for range 8 {
		done.Go(func() {
			_, err := articlesql.Open(t.Context(), db, articlesql.Options{})
			assert.NoError(t, err)
		})
	}
	done.Wait()
	newDesk(t, db)
}

// Another process holds the write lock for longer than the context lasts.
func TestSaveOnSQLiteWaitsForTheLockAsLongAsItsContext(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	d := newDesk(t, openSQLiteFile(t, file, "busy_timeout(60000)", "journal_mode(WAL)"))
	other, err := openSQLiteFile(t, file).Conn(t.Context())
	require.NoError(t, err)
	_, err = other.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	require.NoError(t, err)

	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	edited, err := d.article.Edit(d.content("Late"), article.Stamp{At: morning})
	require.NoError(t, err)
	_, err = d.Articles().Save(ctx, edited)
	require.ErrorIs(t, err, context.DeadlineExceeded)

	reading, err := d.Articles().Get(t.Context(), d.article.ID) // readers don't wait
	require.NoError(t, err)
	require.Equal(t, d.article, reading)
	_, err = other.ExecContext(t.Context(), "COMMIT")
	require.NoError(t, err)
	require.NoError(t, other.Close())
	_, err = d.Articles().Save(t.Context(), edited)
	require.NoError(t, err)
}
