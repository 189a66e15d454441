package conformance

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

var morning = time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)

// A desk is a content database with one of each: an article that was renamed and
// edited since it was published, an author, a category and a tag.
type desk struct {
	*articlesql.DB
	article  article.Article
	author   article.Author
	category taxonomy.Category
	tag      taxonomy.Tag
}

func newDesk(t *testing.T, db *sql.DB) desk {
	t.Helper()
	d := desk{DB: openContent(t, db)}
	var err error
	d.author, err = d.Authors().SaveAuthor(t.Context(), article.Author{ID: article.AuthorIDFor("desk", "1"), Name: "Ann"})
	require.NoError(t, err)
	d.category = taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.CategoryID("desk", "1"), Labels: taxonomy.Labels{{Text: "World"}}}}
	d.tag = taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("desk", "1"), Labels: taxonomy.Labels{{Text: "Storm"}}}}
	require.NoError(t, d.addTerms(t.Context(), func(p taxonomy.Plan) taxonomy.Plan {
		return p.AddCategory(d.category).AddTag(d.tag)
	}))
	require.NoError(t, d.Names().Redirect(t.Context(), slug.Name{Scope: "old", Slug: "/storms"}, slug.Name{Scope: "tag", Slug: "storm"}))
	a, err := article.New(article.IDFor("desk", "1"), d.content("First"), article.Stamp{At: morning})
	require.NoError(t, err)
	a, err = a.Publish(article.Stamp{At: morning})
	require.NoError(t, err)
	a, err = d.Articles().Save(t.Context(), a)
	require.NoError(t, err)
	a, err = a.Edit(d.content("Second"), article.Stamp{At: morning})
	require.NoError(t, err)
	a.Name.Slug = "renamed"
	d.article, err = d.Articles().Save(t.Context(), a)
	require.NoError(t, err)
	return d
}

func (d desk) content(headline string) article.Content {
	return article.Content{
		Lang:      "en",
		Headlines: article.Texts{{Value: headline}},
		Byline:    []article.Credit{{Author: d.author.ID}},
		Body:      article.Body{{Content: article.Paragraph{Text: inline.Text(headline)}}},
		Filing:    article.Filing{Category: d.category.ID, Tags: []article.Tagging{{Term: d.tag.ID}}},
	}
}

func (d desk) addTerms(ctx context.Context, add func(taxonomy.Plan) taxonomy.Plan) error {
	tree, err := d.Terms().Load(ctx)
	if err != nil {
		return err
	}
	_, change, err := tree.Apply(add(tree.Plan()))
	if err != nil {
		return err
	}
	return d.Terms().Commit(ctx, change)
}

// everything reads all that a desk holds, by every way there is.
func (d desk) everything(ctx context.Context) (all []any, err error) {
	q := article.Query{At: morning, Authors: []article.AuthorID{d.author.ID}, Terms: []taxonomy.ID{d.category.ID, d.tag.ID}}
	for key, err := range d.Articles().List(ctx, q) {
		if err != nil {
			return nil, err
		}
		all = append(all, key)
	}
	for key, err := range d.Articles().List(ctx, article.Query{}) {
		if err != nil {
			return nil, err
		}
		a, err := d.Articles().Get(ctx, key.ID)
		if err != nil {
			return nil, err
		}
		found, err := d.Articles().Find(ctx, a.Name)
		if err != nil {
			return nil, err
		}
		teasers, err := d.Articles().Teasers(ctx, morning, key.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, key, a, found, teasers)
		for r, err := range d.Articles().Revisions(ctx, key.ID) {
			if err != nil {
				return nil, err
			}
			all = append(all, r)
		}
	}
	for change, err := range d.Articles().Changes(ctx, 0) {
		if err != nil {
			return nil, err
		}
		all = append(all, change)
	}
	at, _, err := d.Articles().NextChange(ctx, article.Query{States: []article.State{article.Published}, Limit: 1}, morning.Add(-time.Hour))
	if err != nil {
		return nil, err
	}
	all = append(all, at)
	people, err := d.Authors().Authors(ctx, d.author.ID)
	if err != nil {
		return nil, err
	}
	tree, err := d.Terms().Load(ctx)
	if err != nil {
		return nil, err
	}
	for change, err := range d.Terms().Changes(ctx, 0) {
		if err != nil {
			return nil, err
		}
		all = append(all, change)
	}
	return append(all, people, tree.Version(), slices.Collect(tree.Categories()), slices.Collect(tree.Tags())), nil
}

func TestContentOnSQLiteIsTheSameAfterReopening(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	db := openSQLiteFile(t, file, "journal_mode(WAL)")
	d := newDesk(t, db)
	want, err := d.everything(t.Context())
	require.NoError(t, err)
	require.NoError(t, db.Close())
	d.DB = openContent(t, openSQLiteFile(t, file))
	got, err := d.everything(t.Context())
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestDamagedRowsOnSQLiteAreToldWithTheirID(t *testing.T) {
	tests := []struct{ name, table, id, statement string }{
		{"working copy cut off", "article", "article", `UPDATE article SET working = substr(working, 1, 40)`},
		{"life", "article", "article", `UPDATE article SET life = '{"access":"all"}'`},
		{"change", "article_change", "article", `UPDATE article_change SET version = 'first'`},
		{"working copy empty", "article", "article", `UPDATE article SET working = ''`},
		{"working copy with an unknown field", "article", "article", `UPDATE article SET working = '{"origin":{"later":1}}'`},
		{"working copy twice", "article", "article", `UPDATE article SET working = working || working`},
		{"live revision", "article", "article", `UPDATE article SET live = '[]'`},
		{"live revision lost", "article", "article", `UPDATE article SET live = NULL`},
		{"unsafe markup", "article", "article", `UPDATE article SET live = replace(live, '"text":"First"', '"text":"<script>"')`},
		{"state", "article", "article", `UPDATE article SET state = 'gnarled'`},
		{"kind", "article", "article", `UPDATE article SET kind = 'story ' WHERE id = id; UPDATE article_filing SET kind = 'x'`},
		{"version", "article", "article", `UPDATE article SET version = 'many'`},
		{"name", "article", "article", `UPDATE article SET slug = 'Not A Slug'`},
		{"key", "article", "article", `UPDATE article SET key_us = 'noon'`},
		{"name status", "name", "article:renamed", `UPDATE name SET status = 'odd'`},
		{"name without a current one", "name", "article:renamed", `UPDATE name SET status = 'moved'`},
		{"name owner", "name", "article:renamed", `UPDATE name SET owner = 'nobody' WHERE scope = 'article'`},
		{"revision", "article_revision", "article", `UPDATE article_revision SET content = '{}}' WHERE number = 2`},
		{"revision's instant", "article_revision", "article", `UPDATE article_revision SET at_us = 'x'`},
		{"author", "author", "author", `UPDATE author SET record = '{'`},
		{"author's record missing", "author", "author", `PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'record TEXT NOT NULL', 'record TEXT'); PRAGMA writable_schema = RESET; UPDATE author SET record = NULL`},
		{"category", "category", "category", `UPDATE category SET record = 'null1'`},
		{"category's record missing", "category", "category", `PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'record TEXT NOT NULL', 'record TEXT'); PRAGMA writable_schema = RESET; UPDATE category SET record = NULL`},
		{"tag without a label", "category or tag", "tag", `UPDATE tag SET record = '{"id":"' || id || '","labels":{}}'`},
		{"change of the terms", "term_change", "1", `UPDATE term_change SET record = '{'`},
		{"change of the terms without a number", "term_change", "first", `DROP TABLE term_change; CREATE TABLE term_change (version, record); INSERT INTO term_change VALUES ('first', NULL)`},
		{"version of the terms", "article_meta", "terms", `UPDATE article_meta SET value = 'two' WHERE name = 'terms'`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := openSQLite(t)
			db.SetMaxOpenConns(1)
			d := newDesk(t, db)
			_, err := db.ExecContext(t.Context(), tt.statement)
			require.NoError(t, err)
			_, err = d.everything(t.Context())
			if tt.name == "kind" { // a list does not meet it
				_, err = d.Articles().Get(t.Context(), d.article.ID)
			}
			if tt.name == "live revision lost" {
				require.Error(t, err)
			}
			require.ErrorIs(t, err, articlesql.ErrDamaged)
			var place *articlesql.DamageError
			require.ErrorAs(t, err, &place)
			assert.Equal(t, tt.table, place.Table)
			ids := map[string]string{
				"article": d.article.ID.String(), "author": d.author.ID.String(),
				"category": d.category.ID.String(), "tag": d.tag.ID.String(),
			}
			want, ok := ids[tt.id]
			if !ok {
				want = tt.id
			}
			assert.Equal(t, want, place.ID)
			assert.Contains(t, err.Error(), want)
		})
	}
}

func TestDatabasesOfOthersAreRefused(t *testing.T) {
	tests := []struct{ name, statement string }{
		{"a newer version", `UPDATE article_meta SET value = '2' WHERE name = 'schema'`},
		{"no version", `DELETE FROM article_meta`},
		{"a table of the same name", `DROP TABLE article_meta`},
		{"a table that is missing", `DROP TABLE article_byline`},
		{"another table of the version", `DROP TABLE article_meta; CREATE TABLE article_meta (x)`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := openSQLite(t)
			newDesk(t, db)
			_, err := db.ExecContext(t.Context(), tt.statement)
			require.NoError(t, err)
			_, err = articlesql.Open(t.Context(), db, articlesql.Options{})
			require.ErrorIs(t, err, articlesql.ErrSchema)
		})
	}
	t.Run("other tables beside are no matter", func(t *testing.T) {
		db := openSQLite(t)
		_, err := db.ExecContext(t.Context(), `CREATE TABLE meta (x); CREATE TABLE reaction (x)`)
		require.NoError(t, err)
		openContent(t, db)
		openContent(t, db)
	})
	t.Run("a file that is no database", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "news.db")
		require.NoError(t, os.WriteFile(file, []byte(fmt.Sprintf("%4096s", "prose")), 0o600))
		_, err := articlesql.Open(t.Context(), openSQLiteFile(t, file), articlesql.Options{})
		require.ErrorContains(t, err, "articlesql: opening: ")
		require.NotErrorIs(t, err, articlesql.ErrSchema)
	})
	t.Run("a database that is closed", func(t *testing.T) {
		db := openSQLite(t)
		require.NoError(t, db.Close())
		_, err := articlesql.Open(t.Context(), db, articlesql.Options{})
		require.Error(t, err)
	})
}
