package conformance

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/slug/slugtest"
)

var ctx = context.Background()

// openLedger opens a content database the articles of which have their names in a
// scope of their own, so that the scopes of the kit are free.
func openLedger(t *testing.T, db *sql.DB) slug.Ledger {
	t.Helper()
	d, err := articlesql.Open(t.Context(), db, articlesql.Options{
		Naming: article.Naming{Scope: func(article.Article) string { return "news" }},
	})
	require.NoError(t, err)
	return d.Names()
}

func TestNamesOnSQLite(t *testing.T) {
	slugtest.Run(t, func(t *testing.T) slug.Ledger { return openLedger(t, openSQLite(t)) })
}

func TestNamesOnSQLiteWithOneConnection(t *testing.T) {
	slugtest.Run(t, func(t *testing.T) slug.Ledger {
		db := openSQLite(t)
		db.SetMaxOpenConns(1)
		return openLedger(t, db)
	})
}

// The ledgers of memory and of the database agree, where slugs are cut and words are
// reserved too.
func TestNamesOnSQLiteAreThoseOfMemory(t *testing.T) {
	o := slug.Options{MaxBytes: 16, Reserved: []string{"storm", "storm-3", "storm-nears-2", "storm-nears-11"}}
	slugs := []string{
		"storm", "storm-2", "storm-4", "storm-nears-coast", "storm-nears-cities", "storm-nears", "storm-nears-3",
		"stormstormstormstorm", "storm-stormstormst", "ürün-ürün-ürün",
	}
	db := openSQLiteFile(t, filepath.Join(t.TempDir(), "news.db"), "journal_mode(WAL)", "synchronous(OFF)")
	d, err := articlesql.Open(ctx, db, articlesql.Options{
		Naming: article.Naming{Slug: o, Scope: func(article.Article) string { return "news" }},
	})
	require.NoError(t, err)
	held, memory := d.Names(), &slug.Memory{Options: o}
	names := make(map[string]slug.Name) // by owner
	rapid.Check(t, func(t *rapid.T) {
		history := rapid.StringMatching(`[a-z]{12}`).Draw(t, "scope")
		first := len(names)
		for range rapid.IntRange(1, 60).Draw(t, "calls") {
			c := naming{
				do:    rapid.SampledFrom([]string{"new", "new", "new", "rename", "release", "redirect", "plan"}).Draw(t, "do"),
				want:  slug.Name{Scope: history, Slug: rapid.SampledFrom(slugs).Draw(t, "slug")},
				owner: strconv.Itoa(rapid.IntRange(first, max(first, len(names)-1)).Draw(t, "owner")),
			}
			if c.do == "new" {
				c.owner = strconv.Itoa(len(names))
			}
			c.has = names[c.owner]
			want, err := c.call(memory)
			got, also := c.call(held)
			require.Equal(t, want, got, "%+v: %v, %v", c, err, also)
			for _, sentinel := range []error{slug.ErrNotOwner, slug.ErrTaken, slug.ErrUnknownName, slug.ErrInvalidName} {
				require.Equal(t, errors.Is(err, sentinel), errors.Is(also, sentinel), "%+v: %v, %v", c, err, also)
			}
			require.Equal(t, err == nil, also == nil, "%+v: %v, %v", c, err, also)
			if err == nil && c.do != "plan" && c.do != "redirect" {
				names[c.owner] = want.To
			}
		}
	})
}

// A naming is one call of a ledger.
type naming struct {
	do        string
	has, want slug.Name
	owner     string
}

func (c naming) call(l slug.Ledger) (r slug.Renaming, err error) {
	switch c.do {
	case "new":
		r.To, err = l.Reserve(ctx, c.want, c.owner)
	case "rename":
		r.To, err = l.Rename(ctx, c.has, c.want, c.owner)
	case "plan":
		r, err = l.PlanRename(ctx, c.has, c.want, c.owner)
	case "redirect":
		err = l.Redirect(ctx, c.want, c.has)
	case "release":
		err = l.Release(ctx, c.has, c.owner)
	}
	return r, err
}

// However many want one name, a ledger asks for the number that comes next, and
// whether it is free.
func TestNamesOnSQLiteAreFoundByTwoQueries(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	sound := openSQLiteFile(t, file, "journal_mode(WAL)", "synchronous(OFF)")
	var asked []string
	db := sql.OpenDB(watched{sound.Driver(), dsn(file, "synchronous(OFF)"), func(text string, _ []driver.NamedValue) {
		if strings.HasPrefix(text, "SELECT stem") || strings.HasPrefix(text, "SELECT slug") {
			asked = append(asked, strings.Join(strings.Fields(text)[:4], " "))
		}
	}})
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	ledger := openLedger(t, db)
	storm := slug.Name{Scope: "campaign", Slug: "storm"}
	for i := range 1200 {
		asked = nil
		got, err := ledger.Reserve(t.Context(), storm, strconv.Itoa(i))
		require.NoError(t, err)
		require.Len(t, asked, 2, "%v: %v", got, asked)
	}
	require.NoError(t, ledger.Release(t.Context(), slug.Name{Scope: "campaign", Slug: "storm-700"}, "699"))
	asked = nil
	got, err := ledger.Reserve(t.Context(), storm, "again")
	require.NoError(t, err)
	require.Equal(t, "storm-700", got.Slug)
	require.Len(t, asked, 2)
}

func TestNamesOfArticlesAreGivenBySavesOnly(t *testing.T) {
	d := newDesk(t, openSQLite(t))
	ledger, owner, mine := d.Names(), d.article.ID.String(), slug.Name{Scope: "campaign", Slug: "vote"}
	_, err := ledger.Reserve(ctx, mine, "vote")
	require.NoError(t, err)
	_, err = ledger.Reserve(ctx, slug.Name{Scope: "offers", Slug: "sale"}, "sale")
	require.NoError(t, err)
	for _, scope := range []string{"article", "page", "author", "category", "tag"} {
		taken := slug.Name{Scope: scope, Slug: "taken"}
		_, err := ledger.Reserve(ctx, taken, "somebody")
		assert.ErrorIs(t, err, articlesql.ErrKept, scope)
		_, err = ledger.Rename(ctx, mine, taken, "vote")
		assert.ErrorIs(t, err, articlesql.ErrKept, scope)
		_, err = ledger.PlanRename(ctx, mine, taken, "vote")
		assert.ErrorIs(t, err, articlesql.ErrKept, scope)
	}
	_, err = ledger.Rename(ctx, d.article.Name, mine, owner)
	require.ErrorIs(t, err, articlesql.ErrKept)
	require.ErrorIs(t, ledger.Retire(ctx, d.article.Name, owner), articlesql.ErrKept)
	require.ErrorIs(t, ledger.Release(ctx, d.article.Name, owner), articlesql.ErrKept)
	require.ErrorIs(t, ledger.Release(ctx, slug.Name{Scope: "author", Slug: "ann"}, d.author.ID.String()), articlesql.ErrKept)
	name, err := ledger.Reserve(ctx, mine, owner)
	require.NoError(t, err)
	require.Equal(t, d.article.Name, name, "an owner that has a name keeps it")

	withdrawn, err := d.article.Withdraw(article.Stamp{At: morning})
	require.NoError(t, err)
	withdrawn, err = d.Articles().Save(ctx, withdrawn)
	require.NoError(t, err)
	_, err = ledger.Reserve(ctx, mine, owner)
	require.ErrorIs(t, err, articlesql.ErrKept)
	res, err := ledger.Resolve(ctx, withdrawn.Name)
	require.NoError(t, err)
	require.Equal(t, slug.Resolution{Status: slug.Gone, Name: withdrawn.Name, Owner: owner}, res)

	_, err = d.Articles().Find(ctx, mine)
	require.ErrorIs(t, err, article.ErrNotFound)
	_, err = d.Articles().Find(ctx, slug.Name{Scope: "author", Slug: "ann"})
	require.ErrorIs(t, err, article.ErrNotFound)
}

func TestScopesOfTheLedgerTakeNoArticle(t *testing.T) {
	d, err := articlesql.Open(ctx, openSQLite(t), articlesql.Options{
		Naming: article.Naming{Scope: func(a article.Article) string { return "news/" + a.Content.Lang }},
	})
	require.NoError(t, err)
	_, err = d.Names().Reserve(ctx, slug.Name{Scope: "news/en", Slug: "vote"}, "vote")
	require.NoError(t, err)
	save := func(lang string) error {
		c := article.Content{Lang: lang, Headlines: article.Texts{{Value: "Storm"}}}
		a, err := article.New(article.IDFor("test", lang), c, article.Stamp{At: morning})
		require.NoError(t, err)
		_, err = d.Articles().Save(ctx, a)
		return err
	}
	require.ErrorIs(t, save("en"), articlesql.ErrKept)
	require.NoError(t, save("es"))
	_, err = d.Names().Reserve(ctx, slug.Name{Scope: "news/es", Slug: "vote"}, "other")
	require.ErrorIs(t, err, articlesql.ErrKept)
}

func TestOldURLsLeadWhereverTheirArticleGoes(t *testing.T) {
	d := newDesk(t, openSQLite(t))
	a := d.article
	old, err := slug.Path("/2015/03/%D0%91%D1%83%D1%80%D1%8F/?p=12")
	require.NoError(t, err)
	from := slug.Name{Scope: "article", Slug: old}
	require.NoError(t, d.Names().Redirect(ctx, from, slug.Name{Scope: "article", Slug: "first"}))
	for _, to := range []string{"second", "third", "first"} {
		a, err = a.Rename(slug.Name{Scope: "article", Slug: to}, article.Stamp{At: morning})
		require.NoError(t, err)
		a, err = d.Articles().Save(ctx, a)
		require.NoError(t, err)
		for _, name := range []slug.Name{from, {Scope: "article", Slug: "renamed"}} {
			found, err := d.Articles().Find(ctx, name)
			require.NoError(t, err)
			require.Equal(t, article.Found{Status: slug.Moved, ID: a.ID, Name: a.Name}, found)
		}
	}
	other, err := article.New(article.IDFor("desk", "2"), d.content("Other"), article.Stamp{At: morning})
	require.NoError(t, err)
	other, err = d.Articles().Save(ctx, other)
	require.NoError(t, err)
	require.ErrorIs(t, d.Names().Redirect(ctx, from, other.Name), slug.ErrTaken)
	require.ErrorIs(t, d.Names().Redirect(ctx, a.Name, other.Name), slug.ErrTaken)
	require.ErrorIs(t, d.Names().Redirect(ctx, slug.Name{Scope: "article", Slug: "/Old/"}, other.Name), slug.ErrInvalidName)
}

// Each call of the driver fails once, before or after it is done: a name is then
// changed whole or not at all.
func TestNamesOnSQLiteSurviveEachFailingCall(t *testing.T) {
	campaign := func(s string) slug.Name { return slug.Name{Scope: "campaign", Slug: s} }
	steps := []struct {
		name string
		do   func(l slug.Ledger) error
	}{
		{"reserve", func(l slug.Ledger) error { _, err := l.Reserve(ctx, campaign("vote"), "new"); return err }},
		{"reserve what is retired", func(l slug.Ledger) error { _, err := l.Reserve(ctx, campaign("vote"), "3"); return err }},
		{"rename", func(l slug.Ledger) error {
			_, err := l.Rename(ctx, campaign("poll"), campaign("vote"), "2")
			return err
		}},
		{"redirect", func(l slug.Ledger) error { return l.Redirect(ctx, campaign("/old-5"), campaign("vote")) }},
		{"retire", func(l slug.Ledger) error { return l.Retire(ctx, campaign("poll"), "2") }},
		{"release", func(l slug.Ledger) error { return l.Release(ctx, campaign("poll"), "2") }},
		{"plan", func(l slug.Ledger) error {
			_, err := l.PlanRename(ctx, campaign("poll"), campaign("vote"), "2")
			return err
		}},
		{"resolve", func(l slug.Ledger) error { _, err := l.Resolve(ctx, campaign("poll")); return err }},
	}
	for _, step := range steps {
		for _, after := range []bool{false, true} {
			t.Run(step.name+map[bool]string{false: "/before", true: "/after"}[after], func(t *testing.T) {
				for n := 1; ; n++ {
					db, f := openFaultySQLite(t)
					l := openLedger(t, db)
					for owner, want := range []string{"vote", "vote", "poll", "vote", "vote"} {
						_, err := l.Reserve(ctx, campaign(want), strconv.Itoa(owner))
						require.NoError(t, err)
					}
					_, err := l.Rename(ctx, campaign("poll"), campaign("vote"), "2")
					require.NoError(t, err)
					_, err = l.Rename(ctx, campaign("vote-5"), campaign("poll"), "2")
					require.NoError(t, err)
					require.NoError(t, l.Retire(ctx, campaign("vote-3"), "3"))
					require.NoError(t, l.Release(ctx, campaign("vote-2"), "1"))
					before := tableRows(t, db)
					f.plant(n, after)
					err = step.do(l)
					if !f.spent() {
						require.NoError(t, err)
						return
					}
					if err == nil { // what failed was of no use any more
						continue
					}
					require.ErrorIs(t, err, errPlanted)
					if !assert.ObjectsAreEqual(before, tableRows(t, db)) {
						require.True(t, after, "call %d failed and something changed", n) // the commit's answer was lost
						continue
					}
					require.NoError(t, step.do(l), "after call %d failed", n)
				}
			})
		}
	}
}

// Options may change between two runs: a number that was freed may be reserved since.
func TestNamesOnSQLiteKeepToTheReservedWordsOfTheRun(t *testing.T) {
	db := openSQLite(t)
	reopened := func(reserved ...string) slug.Ledger {
		d, err := articlesql.Open(ctx, db, articlesql.Options{Naming: article.Naming{Slug: slug.Options{Reserved: reserved}}})
		require.NoError(t, err)
		return d.Names()
	}
	campaign := func(s string) slug.Name { return slug.Name{Scope: "campaign", Slug: s} }
	reserve := func(l slug.Ledger, owner, want string) {
		t.Helper()
		got, err := l.Reserve(ctx, campaign("storm"), owner)
		require.NoError(t, err)
		require.Equal(t, campaign(want), got)
	}
	l := reopened()
	for i, want := range []string{"storm", "storm-2", "storm-3", "storm-4", "storm-5"} {
		reserve(l, strconv.Itoa(i), want)
	}
	for i, name := range []string{"storm-2", "storm-4"} {
		require.NoError(t, l.Release(ctx, campaign(name), strconv.Itoa(2*i+1)))
	}
	reserve(reopened("storm-2"), "a", "storm-4")
	require.NoError(t, l.Release(ctx, campaign("storm-4"), "a"))
	reserve(reopened("storm-2", "storm-4"), "b", "storm-6")
	reserve(reopened(), "c", "storm-2")
}

func TestDamagedNamesOnSQLiteAreTold(t *testing.T) {
	campaign := func(s string) slug.Name { return slug.Name{Scope: "campaign", Slug: s} }
	for _, tt := range []struct {
		name, table, statement string
		do                     func(l slug.Ledger) error
	}{
		{"what comes next", "name_number", `UPDATE name_number SET number = 'x'`, func(l slug.Ledger) error {
			_, err := l.Reserve(ctx, campaign("vote"), "new")
			return err
		}},
		{"what a release counts", "name_number", `UPDATE name_number SET number = 'x'`, func(l slug.Ledger) error {
			return l.Release(ctx, campaign("vote-2"), "1")
		}},
		{"an owner without a current name", "name", `UPDATE name SET status = 'moved'`, func(l slug.Ledger) error {
			_, err := l.Resolve(ctx, campaign("vote"))
			return err
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := openSQLite(t)
			l := openLedger(t, db)
			for i := range 2 {
				_, err := l.Reserve(ctx, campaign("vote"), strconv.Itoa(i))
				require.NoError(t, err)
			}
			_, err := db.ExecContext(ctx, tt.statement)
			require.NoError(t, err)
			var damaged *articlesql.DamageError
			require.ErrorAs(t, tt.do(l), &damaged)
			assert.Equal(t, tt.table, damaged.Table)
		})
	}
}
