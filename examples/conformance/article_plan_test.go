package conformance

import (
	"database/sql"
	"database/sql/driver"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// SQLite tells of each list how it would find it: along an index, in order.
func TestListsOnSQLiteWalkAlongAnIndex(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	sound := openSQLiteFile(t, file, "journal_mode(WAL)")
	var asked []driver.NamedValue
	text := ""
	db := sql.OpenDB(watched{sound.Driver(), dsn(file), func(s string, args []driver.NamedValue) { text, asked = s, args }})
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	d := newDesk(t, db)
	key := d.article.Key()
	tests := []struct {
		name  string
		query article.Query
	}{
		{"everything", article.Query{}},
		{"oldest first, from a key on", article.Query{Oldest: true, After: key}},
		{"what readers see", article.Query{At: morning, Lang: "en", Before: key}},
		{"by an author", article.Query{At: morning, Author: d.author.ID, Before: key}},
		{"under a term", article.Query{At: morning, Terms: []taxonomy.ID{d.tag.ID}, Before: key}},
		{"under a term, by an author", article.Query{Terms: []taxonomy.ID{d.tag.ID}, Author: d.author.ID}},
		{"under several terms", article.Query{At: morning, Terms: []taxonomy.ID{d.tag.ID, d.category.ID}, Before: key}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := article.Keys(d.Articles().List(t.Context(), tt.query))
			require.NoError(t, err)
			args := make([]any, len(asked))
			for i, a := range asked {
				args[i] = a.Value
			}
			plan := explain(t, sound, text, args)
			t.Log(strings.Join(plan, "\n"))
			walks := 0
			for _, step := range plan {
				assert.NotRegexp(t, `^SCAN [abf]( |$)`, step)
				if strings.Contains(step, "TEMP B-TREE") { // what the walks under several terms found is merged
					assert.Greater(t, len(tt.query.Terms), 1, step)
				}
				if strings.HasPrefix(step, "SEARCH ") {
					walks++
				}
			}
			assert.Positive(t, walks)
		})
	}
}

func explain(t *testing.T, db *sql.DB, statement string, args []any) (steps []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+statement, args...)
	require.NoError(t, err)
	for rows.Next() {
		var id, parent, unused int
		var step string
		require.NoError(t, rows.Scan(&id, &parent, &unused, &step))
		steps = append(steps, step)
	}
	require.NoError(t, rows.Err())
	return steps
}
