package conformance

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/taxonomytest"
)

func TestTermsOnSQLite(t *testing.T) {
	taxonomytest.Run(t, func(t *testing.T) taxonomy.Store { return openContent(t, openSQLite(t)).Terms() })
}

func TestTermsOnSQLiteWithOneConnection(t *testing.T) {
	taxonomytest.Run(t, func(t *testing.T) taxonomy.Store {
		db := openSQLite(t)
		db.SetMaxOpenConns(1)
		return openContent(t, db).Terms()
	})
}

// bookkeeper is a store of terms with the names of them.
type bookkeeper interface {
	taxonomy.Store
	taxonomy.Names
}

func termNamed(id int, label string) taxonomy.Term {
	return taxonomy.Term{ID: taxonomy.TagID("conformance", fmt.Sprint(id)), Labels: taxonomy.Labels{{Text: label}}}
}

func tagName(s string) slug.Name { return slug.Name{Scope: taxonomy.TagScope, Slug: s} }

// committed makes a plan on what a store holds.
func committed(t *testing.T, s taxonomy.Store, plan func(taxonomy.Plan) taxonomy.Plan) taxonomy.Change {
	t.Helper()
	tree, err := s.Load(ctx)
	require.NoError(t, err)
	_, change, err := tree.Apply(plan(tree.Plan()))
	require.NoError(t, err)
	require.NoError(t, s.Commit(ctx, change))
	return change
}

// The names of terms of memory and of the database agree, whatever is done to the
// terms and whatever old URLs they are given.
func TestNamesOfTermsOnSQLiteAreThoseOfMemory(t *testing.T) {
	db := openSQLiteFile(t, filepath.Join(t.TempDir(), "news.db"), "journal_mode(WAL)", "synchronous(OFF)")
	held := openContent(t, db).Terms().(bookkeeper)
	histories := 0
	rapid.Check(t, func(t *rapid.T) {
		var memory taxonomy.Memory
		histories++
		h := &termHistory{stores: [2]bookkeeper{&memory, held}, first: 20 * histories}
		h.tidy(t)
		t.Repeat(map[string]func(*rapid.T){"add": h.add, "surgery": h.surgery, "redirect": h.redirect, "": h.same})
	})
}

// A termHistory does the same to two stores.
type termHistory struct {
	stores [2]bookkeeper
	first  int // number of the first term: each history has its own
	ids    []taxonomy.ID
	names  map[slug.Name]bool
}

// tidy takes away what the history before left.
func (h *termHistory) tidy(t *rapid.T) {
	tree, err := h.stores[1].Load(ctx)
	require.NoError(t, err)
	plan := tree.Plan()
	for tag := range tree.Tags() {
		plan = plan.Delete(tag.ID, taxonomy.Deletion{})
	}
	_, change, err := tree.Apply(plan)
	require.NoError(t, err)
	require.NoError(t, h.stores[1].Commit(ctx, change))
	h.names = make(map[slug.Name]bool)
}

// commit does the same to both. Either both refuse or neither.
func (h *termHistory) commit(t *rapid.T, plan func(*taxonomy.Tree) taxonomy.Plan) {
	var errs [2]error
	for i, s := range h.stores {
		tree, err := s.Load(ctx)
		require.NoError(t, err)
		_, change, err := tree.Apply(plan(tree))
		if err != nil {
			t.Skip(err)
		}
		errs[i] = s.Commit(ctx, change)
	}
	h.agree(t, errs)
}

func (h *termHistory) agree(t *rapid.T, errs [2]error) {
	for _, sentinel := range []error{slug.ErrTaken, slug.ErrUnknownName, slug.ErrInvalidName} {
		require.Equal(t, errors.Is(errs[0], sentinel), errors.Is(errs[1], sentinel), "%v, %v", errs[0], errs[1])
	}
	require.Equal(t, errs[0] == nil, errs[1] == nil, "%v, %v", errs[0], errs[1])
}

func (h *termHistory) slug(t *rapid.T) string {
	return rapid.SampledFrom([]string{"storm", "gale", "wind", "calm", "rain"}).Draw(t, "slug")
}

func (h *termHistory) add(t *rapid.T) {
	if len(h.ids) == 8 {
		t.Skip("terms enough to meet")
	}
	term := termNamed(h.first+len(h.ids), fmt.Sprint("Label ", len(h.ids)))
	term.Slug = h.slug(t)
	h.commit(t, func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().AddTag(taxonomy.Tag{Term: term}) })
	h.ids = append(h.ids, term.ID)
}

func (h *termHistory) surgery(t *rapid.T) {
	if len(h.ids) == 0 {
		t.Skip("nothing there")
	}
	a, b := rapid.SampledFrom(h.ids).Draw(t, "a"), rapid.SampledFrom(h.ids).Draw(t, "b")
	to := h.slug(t)
	do := rapid.SampledFrom([]string{"merge", "merge", "restore", "restore", "retire", "reslug", "replace", "reassign", "delete"}).Draw(t, "do")
	h.commit(t, func(tree *taxonomy.Tree) taxonomy.Plan {
		p := tree.Plan()
		return map[string]taxonomy.Plan{
			"merge": p.Merge(a, b), "restore": p.Restore(a), "retire": p.Retire(a, taxonomy.ID{}), "reslug": p.Reslug(a, to),
			"replace": p.Retire(a, b), "reassign": p.Delete(a, taxonomy.Deletion{To: b}), "delete": p.Delete(a, taxonomy.Deletion{}),
		}[do]
	})
}

func (h *termHistory) redirect(t *rapid.T) {
	to := tagName(rapid.SampledFrom([]string{"storm", "gale", "wind"}).Draw(t, "to")) // never an old URL itself
	from := rapid.SampledFrom([]slug.Name{tagName("/old"), {Scope: "old", Slug: "/b"}, tagName("calm"), tagName("rain"), {Scope: "old", Slug: "storm"}}).Draw(t, "from")
	h.names[from] = true
	var errs [2]error
	for i, s := range h.stores {
		errs[i] = s.Redirect(ctx, from, to)
	}
	h.agree(t, errs)
}

// same asks both for every name.
func (h *termHistory) same(t *rapid.T) {
	trees := [2]*taxonomy.Tree{}
	for i, s := range h.stores {
		var err error
		trees[i], err = s.Load(ctx)
		require.NoError(t, err)
	}
	for _, id := range h.ids {
		for _, tree := range trees {
			term, _ := tree.Record(id)
			h.names[tagName(term.Slug)] = true
		}
	}
	for _, s := range []string{"storm", "gale", "wind", "calm", "rain", "storm-2"} {
		h.names[tagName(s)] = true
	}
	for name := range h.names {
		want, err := h.stores[0].Resolve(ctx, name)
		got, also := h.stores[1].Resolve(ctx, name)
		h.agree(t, [2]error{err, also})
		require.Equal(t, want, got, name)
	}
}

func TestAMergeThatIsUndoneGivesItsOldURLsBack(t *testing.T) {
	d := openContent(t, openSQLite(t))
	one, two := termNamed(1, "Storm"), termNamed(2, "Gale")
	committed(t, d.Terms(), func(p taxonomy.Plan) taxonomy.Plan {
		return p.AddTag(taxonomy.Tag{Term: one}).AddTag(taxonomy.Tag{Term: two})
	})
	old := slug.Name{Scope: "tag", Slug: "/tags/storm.html"}
	require.NoError(t, d.Names().Redirect(ctx, old, tagName("storm")))
	leads := func(to string, owner taxonomy.Term) {
		t.Helper()
		got, err := d.Names().Resolve(ctx, old)
		require.NoError(t, err)
		require.Equal(t, slug.Resolution{Status: slug.Moved, Name: tagName(to), Owner: owner.ID.String()}, got)
	}
	merge := committed(t, d.Terms(), func(p taxonomy.Plan) taxonomy.Plan { return p.Merge(one.ID, two.ID) })
	leads("gale", two)
	committed(t, d.Terms(), func(p taxonomy.Plan) taxonomy.Plan { return p.Undo(merge) })
	leads("storm", one)
}

func TestSlugsOfTermsAreTheirsAlone(t *testing.T) {
	d := newDesk(t, openSQLite(t))
	terms := d.Terms().(bookkeeper)
	require.NoError(t, d.Names().Redirect(ctx, tagName("breaking"), d.article.Name))
	before, err := terms.Load(ctx)
	require.NoError(t, err)
	_, change, err := before.Apply(before.Plan().AddTag(taxonomy.Tag{Term: termNamed(1, "Breaking")}))
	require.NoError(t, err)
	err = terms.Commit(ctx, change)
	var place *taxonomy.TermError
	require.ErrorAs(t, err, &place)
	assert.Equal(t, "Slug", place.Field)
	require.ErrorIs(t, err, slug.ErrTaken)
	after, err := terms.Load(ctx)
	require.NoError(t, err)
	require.Equal(t, before.Version(), after.Version())

	require.ErrorIs(t, terms.Redirect(ctx, tagName("/old"), d.article.Name), slug.ErrUnknownName, "the name of an article")
	_, err = terms.Resolve(ctx, tagName("breaking"))
	require.ErrorIs(t, err, slug.ErrUnknownName)
	found, err := d.Articles().Find(ctx, tagName("breaking"))
	require.NoError(t, err)
	require.Equal(t, d.article.ID, found.ID)
	_, err = d.Articles().Find(ctx, tagName("storm"))
	require.Error(t, err)
}

// Two processes on one file: each sees what the other commits, and a change that was
// made on the tree before it is refused.
func TestTermsOnSQLiteAreFollowedFromAnotherProcess(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	open := func() *articlesql.DB {
		return openContent(t, openSQLiteFile(t, file, "busy_timeout(120000)", "journal_mode(WAL)"))
	}
	here, there := newDesk(t, openSQLiteFile(t, file, "busy_timeout(120000)", "journal_mode(WAL)")), open()
	latest, err := taxonomy.NewLatest(ctx, there.Terms())
	require.NoError(t, err)
	late := latest.Tree()
	_, stale, err := late.Apply(late.Plan().AddTag(taxonomy.Tag{Term: termNamed(7, "Late")}))
	require.NoError(t, err)

	asia := taxonomy.Category{Term: termNamed(1, "Asia"), Parent: here.category.ID}
	committed(t, here.Terms(), func(p taxonomy.Plan) taxonomy.Plan { return p.AddCategory(asia) })
	committed(t, here.Terms(), func(p taxonomy.Plan) taxonomy.Plan {
		return p.Rename(here.category.ID, taxonomy.Label{Text: "Earth"}, taxonomy.FollowLabel)
	})
	require.NoError(t, latest.Refresh(ctx))
	require.Equal(t, "earth/asia", latest.Tree().Path(asia.ID))
	require.ErrorIs(t, there.Terms().Commit(ctx, stale), taxonomy.ErrVersionConflict)

	// From more changes than are read at a time.
	for i := range 40 {
		committed(t, here.Terms(), func(p taxonomy.Plan) taxonomy.Plan {
			return p.Alias(here.tag.ID, fmt.Sprint("Alias ", i))
		})
	}
	committed(t, there.Terms(), func(p taxonomy.Plan) taxonomy.Plan { return p.Merge(asia.ID, here.category.ID) })
	require.NoError(t, latest.Refresh(ctx))
	require.Equal(t, "earth", latest.Tree().Path(asia.ID))
	again, err := open().Terms().Load(ctx)
	require.NoError(t, err)
	require.Equal(t, again.Version(), latest.Tree().Version())
	require.Len(t, latest.Tree().Reach(here.category.ID), 2)
}

func TestChangesOfTermsOnSQLiteThatAreNotKeptAreForgotten(t *testing.T) {
	db := openSQLite(t)
	d := newDesk(t, db)
	latest, err := taxonomy.NewLatest(ctx, d.Terms())
	require.NoError(t, err)
	for i := range 3 {
		committed(t, d.Terms(), func(p taxonomy.Plan) taxonomy.Plan { return p.AddTag(taxonomy.Tag{Term: termNamed(i, fmt.Sprint(i))}) })
	}
	for _, prune := range []string{"DELETE FROM term_change WHERE version < 3", "DELETE FROM term_change"} {
		_, err = db.ExecContext(ctx, prune)
		require.NoError(t, err)
		for _, err := range d.Terms().Changes(ctx, 1) {
			require.ErrorIs(t, err, taxonomy.ErrForgotten)
		}
	}
	require.NoError(t, latest.Refresh(ctx))
	require.Equal(t, taxonomy.Version(4), latest.Tree().Version())
	_, ok := latest.Tree().FindTag("2")
	require.True(t, ok)
}

// A program outlives its database: somebody puts an older copy in its place.
func TestTermsOnSQLiteAreCommittedOnWhatIsThere(t *testing.T) {
	db := openSQLite(t)
	d := newDesk(t, db)
	committed(t, d.Terms(), func(p taxonomy.Plan) taxonomy.Plan { return p.AddTag(taxonomy.Tag{Term: termNamed(1, "Gale")}) })
	for _, statement := range []string{
		"DELETE FROM term_change WHERE version = 2", "UPDATE article_meta SET value = '1' WHERE name = 'terms'",
		"DELETE FROM tag WHERE record LIKE '%Gale%'", "DELETE FROM name WHERE slug = 'gale'",
	} {
		_, err := db.ExecContext(ctx, statement)
		require.NoError(t, err)
	}
	other := openContent(t, db)
	tree, err := other.Terms().Load(ctx)
	require.NoError(t, err)
	_, change, err := tree.Apply(tree.Plan().AddTag(taxonomy.Tag{Term: termNamed(2, "Gale")}))
	require.NoError(t, err)
	require.NoError(t, d.Terms().Commit(ctx, change))
	wantWhole(t, db)
}

// A commit costs what it changes, however many terms there are.
func TestCommitOnSQLiteAsksNothingOfTermsThatStay(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.db")
	sound := openSQLiteFile(t, file, "journal_mode(WAL)", "synchronous(OFF)")
	var told []string
	db := sql.OpenDB(watched{sound.Driver(), dsn(file, "synchronous(OFF)"), func(text string, _ []driver.NamedValue) { told = append(told, text) }})
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	terms := openContent(t, db).Terms()
	var tree *taxonomy.Tree
	commit := func(plan func(taxonomy.Plan) taxonomy.Plan) string {
		next, change, err := tree.Apply(plan(tree.Plan()))
		require.NoError(t, err)
		told = nil
		require.NoError(t, terms.Commit(ctx, change))
		tree = next
		return strings.Join(told, "\n")
	}
	one := func(n int) string {
		return commit(func(p taxonomy.Plan) taxonomy.Plan {
			return p.AddTag(taxonomy.Tag{Term: termNamed(n, fmt.Sprint("Storm of ", n))}).Merge(termNamed(n-1, "").ID, termNamed(n-2, "").ID)
		})
	}
	commit(func(p taxonomy.Plan) taxonomy.Plan {
		for n := range 3 {
			p = p.AddTag(taxonomy.Tag{Term: termNamed(n, fmt.Sprint("Gale ", string(rune('a'+n))))})
		}
		return p
	})
	few := one(3)
	commit(func(p taxonomy.Plan) taxonomy.Plan {
		for n := range 500 {
			p = p.AddTag(taxonomy.Tag{Term: termNamed(100+n, fmt.Sprint("Gale ", n, "x"))})
		}
		return p
	})
	require.Equal(t, few, one(600))
	require.NotContains(t, few, "FROM tag ")
}
