package conformance

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// A write is one step at a desk. Each can be done once.
type write struct {
	name string
	do   func(ctx context.Context, d desk) error
}

func writes() []write {
	saved := func(ctx context.Context, d desk, a article.Article, err error) error {
		if err == nil {
			_, err = d.Articles().Save(ctx, a)
		}
		return err
	}
	stamp := article.Stamp{At: morning.Add(time.Hour)}
	return []write{
		{"new", func(ctx context.Context, d desk) error {
			a, err := article.New(article.IDFor("desk", "new"), d.content("First"), stamp) // a name that is held
			return saved(ctx, d, a, err)
		}},
		{"edit", func(ctx context.Context, d desk) error {
			a, err := d.article.Edit(d.content("Third"), stamp)
			return saved(ctx, d, a, err)
		}},
		{"rename", func(ctx context.Context, d desk) error {
			a, err := d.article.Rename(slug.Name{Scope: "article", Slug: "again"}, stamp)
			return saved(ctx, d, a, err)
		}},
		{"embargo", func(ctx context.Context, d desk) error {
			a, err := d.article.SetEmbargo(time.Time{}, "agreed", stamp)
			return saved(ctx, d, a, err)
		}},
		{"correct", func(ctx context.Context, d desk) error {
			a, err := d.article.Correct(article.Correction{Kind: article.KindUpdate, Text: "More."}, d.content("Third"), stamp)
			return saved(ctx, d, a, err)
		}},
		{"withdraw", func(ctx context.Context, d desk) error {
			a, err := d.article.Withdraw(stamp)
			return saved(ctx, d, a, err)
		}},
		{"redirect", func(ctx context.Context, d desk) error {
			return d.Names().Redirect(ctx, slug.Name{Scope: "article", Slug: "/2015/03/first"}, d.article.Name)
		}},
		{"author", func(ctx context.Context, d desk) error {
			_, err := d.Authors().SaveAuthor(ctx, article.Author{ID: article.AuthorIDFor("desk", "2"), Name: "Ann"})
			return err
		}},
		{"author changed", func(ctx context.Context, d desk) error {
			_, err := d.Authors().SaveAuthor(ctx, article.Author{ID: d.author.ID, Name: "Zoë"})
			return err
		}},
		{"terms", func(ctx context.Context, d desk) error {
			return d.addTerms(ctx, func(p taxonomy.Plan) taxonomy.Plan {
				c := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.CategoryID("desk", "2"), Labels: taxonomy.Labels{{Text: "Asia"}}}, Parent: d.category.ID}
				tag := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("desk", "2"), Labels: taxonomy.Labels{{Text: "Calm"}}}}
				return p.AddCategory(c).AddTag(tag)
			})
		}},
		{"terms renamed", func(ctx context.Context, d desk) error {
			return d.addTerms(ctx, func(p taxonomy.Plan) taxonomy.Plan {
				return p.Reslug(d.tag.ID, "tempest").Rename(d.category.ID, taxonomy.Label{Text: "Earth"}, taxonomy.FollowLabel)
			})
		}},
		{"terms merged", func(ctx context.Context, d desk) error {
			return d.addTerms(ctx, func(p taxonomy.Plan) taxonomy.Plan {
				tag := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("desk", "2"), Labels: taxonomy.Labels{{Text: "Gale"}}}}
				return p.AddTag(tag).Merge(d.tag.ID, tag.ID).Retire(d.category.ID, taxonomy.ID{})
			})
		}},
		{"terms deleted", func(ctx context.Context, d desk) error {
			return d.addTerms(ctx, func(p taxonomy.Plan) taxonomy.Plan {
				return p.Delete(d.tag.ID, taxonomy.Deletion{}).Delete(d.category.ID, taxonomy.Deletion{})
			})
		}},
		{"old URL of a term", func(ctx context.Context, d desk) error {
			return d.Names().Redirect(ctx, slug.Name{Scope: "tag", Slug: "/tags/storm.html"}, slug.Name{Scope: "tag", Slug: "storm"})
		}},
	}
}

// rows reads the database beside the package, every table of it.
func tableRows(t *testing.T, db *sql.DB) map[string][]string {
	t.Helper()
	held := make(map[string][]string)
	for _, columns := range []string{
		"id || version || scope || slug || state || key_us || revisions || life || working || coalesce(live, '') FROM article",
		"article || number || content FROM article_revision", "scope || slug || owner || status || given FROM name",
		"scope || keeper FROM name_scope", "scope || stem || digits || freed || number FROM name_number",
		"seq || article || version FROM article_change",
		"live || term || key_us || article FROM article_filing", "live || author || key_us || article FROM article_byline",
		"id || slug || record FROM author", "id || record FROM category", "id || record FROM tag", "version || record FROM term_change",
		"name || value FROM article_meta",
	} {
		rows, err := db.QueryContext(t.Context(), "SELECT "+columns+" ORDER BY 1")
		require.NoError(t, err)
		for rows.Next() {
			var row string
			require.NoError(t, rows.Scan(&row))
			held[columns] = append(held[columns], row)
		}
		require.NoError(t, rows.Err())
	}
	return held
}

// wantWhole demands that no name lacks its article, no article its name or revisions.
func wantWhole(t *testing.T, db *sql.DB) {
	t.Helper()
	for fault, query := range map[string]string{
		"name without article":      "SELECT count(*) FROM name n LEFT JOIN article a ON a.id = n.owner WHERE n.scope = 'article' AND a.id IS NULL",
		"article without name":      "SELECT count(*) FROM article a LEFT JOIN name n ON n.scope = a.scope AND n.slug = a.slug AND n.owner = a.id WHERE n.owner IS NULL",
		"term name without term":    "SELECT count(*) FROM name WHERE scope IN ('category', 'tag') AND owner NOT IN (SELECT id FROM category UNION SELECT id FROM tag)",
		"category without name":     "SELECT count(*) FROM category t WHERE json_extract(record, '$.into') IS NULL AND NOT EXISTS (SELECT 1 FROM name n WHERE n.scope = 'category' AND n.slug = json_extract(record, '$.slug') AND n.owner = t.id AND n.status <> 'moved')",
		"tag without name":          "SELECT count(*) FROM tag t WHERE json_extract(record, '$.into') IS NULL AND NOT EXISTS (SELECT 1 FROM name n WHERE n.scope = 'tag' AND n.slug = json_extract(record, '$.slug') AND n.owner = t.id AND n.status <> 'moved')",
		"tree changes that lack":    "SELECT value - (SELECT count(*) FROM term_change) FROM article_meta WHERE name = 'terms'",
		"author without name":       "SELECT count(*) FROM author a LEFT JOIN name n ON n.scope = 'author' AND n.slug = a.slug AND n.owner = a.id WHERE n.owner IS NULL",
		"revisions that lack":       "SELECT count(*) FROM article a WHERE a.revisions <> (SELECT count(*) FROM article_revision r WHERE r.article = a.id)",
		"saves that the feed lacks": "SELECT count(*) FROM article a WHERE a.version <> (SELECT count(*) FROM article_change c WHERE c.article = a.id)",
		"gaps in the feed":          "SELECT coalesce(max(seq), 0) - count(*) FROM article_change",
		"filing without article":    "SELECT count(*) FROM article_filing f LEFT JOIN article a ON a.id = f.article WHERE a.id IS NULL",
	} {
		var n int
		require.NoError(t, db.QueryRowContext(t.Context(), query).Scan(&n))
		assert.Zero(t, n, fault)
	}
}

// Each call of the driver fails once, before or after it is done. The write is then
// done whole or not at all, its error says so, and the next write works.
func TestArticlesOnSQLiteSurviveEachFailingCall(t *testing.T) {
	for _, w := range writes() {
		for _, after := range []bool{false, true} {
			t.Run(w.name+map[bool]string{false: "/before", true: "/after"}[after], func(t *testing.T) {
				for n := 1; ; n++ {
					db, f := openFaultySQLite(t)
					d := newDesk(t, db)
					before := tableRows(t, db)
					f.plant(n, after)
					err := w.do(t.Context(), d)
					if !f.spent() {
						require.NoError(t, err)
						require.Greater(t, n, 3, "calls that could fail")
						return
					}
					wantWhole(t, db)
					if err == nil { // what failed was of no use any more, such as the end of a reading
						continue
					}
					if now := tableRows(t, db); assert.ErrorIs(t, err, errPlanted) && !assert.ObjectsAreEqual(before, now) {
						require.True(t, after, "call %d failed and something changed", n) // the commit's answer was lost
						continue
					}
					require.NoError(t, w.do(t.Context(), d), "after call %d failed", n)
				}
			})
		}
	}
}

func TestReadingOnSQLiteTellsOfEachFailingCall(t *testing.T) {
	db, f := openFaultySQLite(t)
	d := newDesk(t, db)
	want, err := d.everything(t.Context())
	require.NoError(t, err)
	for n := 1; ; n++ {
		f.plant(n, false)
		got, err := d.everything(t.Context())
		if !f.spent() {
			require.NoError(t, err)
			require.Greater(t, n, 20, "calls that could fail")
			return
		}
		if err == nil { // a rollback of a reading, say
			require.Equal(t, want, got, "call %d failed unseen", n)
			continue
		}
		require.ErrorIs(t, err, errPlanted)
	}
}

func TestOpeningOnSQLiteTellsOfEachFailingCall(t *testing.T) {
	for n := 1; ; n++ {
		db, f := openFaultySQLite(t)
		f.plant(n, false)
		_, err := articlesql.Open(t.Context(), db, articlesql.Options{})
		if !f.spent() {
			require.NoError(t, err)
			return
		}
		if err != nil {
			require.ErrorIs(t, err, errPlanted)
		}
		openContent(t, db)
	}
}

// A countdown is over after it was asked a number of times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// The context ends before each statement in turn: nothing is changed, and the
// connection is good for the next write.
func TestArticlesOnSQLiteUndoWhatAContextCutShort(t *testing.T) {
	for _, w := range writes() {
		t.Run(w.name, func(t *testing.T) {
			db := openSQLite(t)
			db.SetMaxOpenConns(1)
			d := newDesk(t, db)
			before := tableRows(t, db)
			for n := 0; ; n++ {
				ctx := &countdown{t.Context(), n}
				err := w.do(ctx, d)
				if err == nil {
					require.Greater(t, n, 3)
					wantWhole(t, db)
					return
				}
				require.ErrorIs(t, err, context.Canceled)
				require.Equal(t, before, tableRows(t, db))
			}
		})
	}
}

// A copy of the files between any two statements is what a crash there leaves.
func TestArticlesOnSQLiteAreWholeAfterACrash(t *testing.T) {
	for _, w := range writes() {
		t.Run(w.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "news.db")
			sound := openSQLiteFile(t, file, "journal_mode(WAL)")
			var copies []string
			watch := func() {}
			db := sql.OpenDB(watched{sound.Driver(), dsn(file, "journal_mode(WAL)"), func(string, []driver.NamedValue) { watch() }})
			t.Cleanup(func() { require.NoError(t, db.Close()) })
			d := newDesk(t, db)
			before := tableRows(t, db)
			watch = func() {
				to := filepath.Join(t.TempDir(), strconv.Itoa(len(copies)))
				copyFile(t, file, to)
				copyFile(t, file+"-wal", to+"-wal")
				copies = append(copies, to)
			}
			require.NoError(t, w.do(t.Context(), d))
			watch()
			watch = func() {}
			after := tableRows(t, db)
			require.NotEqual(t, before, after)
			require.Greater(t, len(copies), 3)
			for i, c := range copies {
				left := openSQLiteFile(t, c)
				openContent(t, left)
				wantWhole(t, left)
				want := before
				if i == len(copies)-1 {
					want = after
				}
				require.Equal(t, want, tableRows(t, left), "crash before call %d", i)
			}
		})
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, data, 0o600))
}

// watched calls before each statement and each query.
type watched struct {
	driver driver.Driver
	name   string
	before func(text string, args []driver.NamedValue)
}

func (w watched) Driver() driver.Driver { return w.driver }

func (w watched) Connect(context.Context) (driver.Conn, error) {
	conn, err := w.driver.Open(w.name)
	return watchedConn{conn, w.before}, err
}

type watchedConn struct {
	driver.Conn
	before func(text string, args []driver.NamedValue)
}

func (c watchedConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	c.before(text, args)
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, text, args)
}

func (c watchedConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	c.before(text, args)
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, text, args)
}
