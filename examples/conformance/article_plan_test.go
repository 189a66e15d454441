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
		{"by an author", article.Query{At: morning, Authors: []article.AuthorID{d.author.ID}, Before: key}},
		{"under a term", article.Query{At: morning, Terms: []taxonomy.ID{d.tag.ID}, Before: key}},
		{"under a term, by an author", article.Query{Terms: []taxonomy.ID{d.tag.ID}, Authors: []article.AuthorID{d.author.ID}}},
		{"by several authors", article.Query{At: morning, Authors: []article.AuthorID{d.author.ID, article.AuthorIDFor("desk", "2")}, Before: key}},
		{"in a state", article.Query{States: []article.State{article.Draft}, Before: key}},
		{"in several states at an instant", article.Query{At: morning, States: []article.State{article.Scheduled, article.Unpublished}}},
		{"translations", article.Query{TranslationOf: d.article.ID}},
		{"translations that readers see", article.Query{At: morning, TranslationOf: d.article.ID}},
		{"of a day", article.Query{At: morning, From: morning, Until: morning.AddDate(0, 0, 1)}},
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
				if strings.Contains(step, "TEMP B-TREE") { // what several walks found is merged
					assert.Greater(t, max(len(tt.query.Terms), len(tt.query.Authors), len(tt.query.States)), 1, step)
				}
				if strings.HasPrefix(step, "SEARCH ") {
					walks++
				}
			}
			assert.Positive(t, walks)
		})
	}
}

// The next change is the first row of an index, however many articles there are.
func TestNextChangeOnSQLiteIsFoundByAnIndex(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	sound := openSQLiteFile(t, file, "journal_mode(WAL)")
	asked := make(map[string][]driver.NamedValue)
	db := sql.OpenDB(watched{sound.Driver(), dsn(file), func(s string, args []driver.NamedValue) {
		if strings.Contains(s, "edge_us") {
			asked[s] = args
		}
	}})
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	d := newDesk(t, db)
	for _, q := range []article.Query{
		{}, {Limit: 1}, {Lang: "en", Authors: []article.AuthorID{d.author.ID}, Terms: []taxonomy.ID{d.tag.ID}}, {States: []article.State{article.Scheduled}},
	} {
		_, _, err := d.Articles().NextChange(t.Context(), q, morning)
		require.NoError(t, err)
	}
	require.Greater(t, len(asked), 4)
	for text, named := range asked {
		args := make([]any, len(named))
		for i, a := range named {
			args[i] = a.Value
		}
		plan := strings.Join(explain(t, sound, text, args), "; ")
		assert.Regexp(t, `SEARCH a USING (COVERING )?INDEX article_by_[34] \(kind=\? AND state=\? AND (from|until)_us>\? AND (from|until)_us<\?\)`, plan, text)
		assert.NotContains(t, plan, "TEMP B-TREE", text)
		assert.NotContains(t, plan, "SCAN", text)
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
