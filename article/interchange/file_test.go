package interchange_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

var (
	monday  = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	tuesday = monday.AddDate(0, 0, 1)
)

// stores is a set of empty stores.
func stores() (interchange.Into, *article.Memory, *taxonomy.Memory) {
	articles, terms := new(article.Memory), new(taxonomy.Memory)
	return interchange.Into{
		Articles: articles, Authors: articles, Terms: terms,
		Stamp: article.Stamp{At: tuesday, By: "importer"},
	}, articles, terms
}

func entry(id, headline string, change ...func(*interchange.Entry)) interchange.Entry {
	e := interchange.Entry{
		Source: "https://blog.example", ExternalID: id, Slug: "old-" + id,
		Window:  article.Window{From: monday},
		Content: article.Content{Lang: "en", Headlines: article.Texts{{Value: headline}}},
		Terms: []interchange.Term{
			{Kind: interchange.Category, Key: "asia", Label: "Asia", Slug: "asia",
				Parent: &interchange.Term{Kind: interchange.Category, Key: "world", Label: "World", Slug: "world"}},
			{Kind: interchange.Tag, Key: "trade", Label: "Trade", Slug: "trade"},
			{Kind: interchange.Category, Key: "news", Label: "News", Slug: "news"},
		},
		Authors: []interchange.Author{{Key: "ana", Name: "Ana Ruiz"}},
	}
	for _, f := range change {
		f(&e)
	}
	return e
}

func seq(entries ...interchange.Entry) iter.Seq2[interchange.Entry, error] {
	return func(yield func(interchange.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func file(t *testing.T, into interchange.Into, entries ...interchange.Entry) interchange.Result {
	t.Helper()
	result, err := interchange.File(t.Context(), seq(entries...), into)
	require.NoError(t, err)
	return result
}

func get(t *testing.T, articles *article.Memory, id string) article.Article {
	t.Helper()
	a, err := articles.Get(t.Context(), article.IDFor("https://blog.example", id))
	require.NoError(t, err)
	return a
}

func TestAnEntryBecomesAPublishedArticleWithItsTermsAndAuthors(t *testing.T) {
	into, articles, terms := stores()
	var outcomes []string
	into.Progress = func(o interchange.Outcome) { outcomes = append(outcomes, o.Change.String()) }
	result := file(t, into, entry("1", "One"))
	assert.Equal(t, 1, result.Added)
	assert.Equal(t, []string{"added"}, outcomes)

	a := get(t, articles, "1")
	assert.Equal(t, slug.Name{Scope: "article", Slug: "old-1"}, a.Name)
	v, ok := a.View(tuesday)
	require.True(t, ok)
	assert.Equal(t, monday, v.Published)
	assert.Equal(t, monday, v.Modified, "an import is no edit")
	authors, err := articles.Authors(t.Context(), v.Byline[0].Author)
	require.NoError(t, err)
	assert.Equal(t, "Ana Ruiz", authors[0].Name)

	tree, err := terms.Load(t.Context())
	require.NoError(t, err)
	var trail []string
	for _, c := range tree.Breadcrumb(v.Filing.Category) {
		trail = append(trail, c.Labels.In("en"))
	}
	assert.Equal(t, []string{"World", "Asia"}, trail)
	require.Len(t, v.Filing.Categories, 1)
	tag, ok := tree.FindTag("trade")
	require.True(t, ok)
	assert.Equal(t, []article.Tagging{{Term: tag.ID}}, v.Filing.Tags)
}

func TestASecondImportChangesNothing(t *testing.T) {
	into, articles, terms := stores()
	file(t, into, entry("1", "One"), entry("2", "Two"))
	before, tree := get(t, articles, "1"), must(terms.Load(t.Context()))
	into.Stamp.At = tuesday.AddDate(1, 0, 0)
	result := file(t, into, entry("1", "One"), entry("2", "Two"))
	assert.Equal(t, 2, result.Unchanged)
	assert.Zero(t, result.Added+result.Updated)
	assert.Equal(t, before, get(t, articles, "1"))
	assert.Same(t, tree, must(terms.Load(t.Context())))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestARecordThatChangedAtItsSourceIsANewRevision(t *testing.T) {
	into, articles, _ := stores()
	file(t, into, entry("1", "One"))
	result := file(t, into, entry("1", "One, corrected", func(e *interchange.Entry) { e.Modified = tuesday }))
	assert.Equal(t, 1, result.Updated)
	v, ok := get(t, articles, "1").View(tuesday)
	require.True(t, ok)
	assert.Equal(t, "One, corrected", v.Headline(""))
	assert.Equal(t, tuesday, v.Modified)
	assert.Equal(t, 2, get(t, articles, "1").Revisions)
}

func TestAnEditMadeHereSurvivesTheNextImport(t *testing.T) {
	into, articles, _ := stores()
	file(t, into, entry("1", "One"))
	a := get(t, articles, "1")
	c := a.Content.Clone()
	c.Headlines = article.Texts{{Value: "Edited here"}}
	a = must(must(a.Edit(c, into.Stamp)).Publish(into.Stamp))
	must(articles.Save(t.Context(), a))
	assert.Equal(t, 1, file(t, into, entry("1", "One")).Unchanged)
	assert.Equal(t, "Edited here", get(t, articles, "1").Content.Headlines.For(""))
}

func TestWhatWasTakenOfflineHereStaysOffline(t *testing.T) {
	for name, act := range map[string]func(article.Article, article.Stamp) (article.Article, error){
		"withdrawn": article.Article.Withdraw, "unpublished": article.Article.Unpublish,
	} {
		t.Run(name, func(t *testing.T) {
			into, articles, _ := stores()
			file(t, into, entry("1", "One"))
			must(articles.Save(t.Context(), must(act(get(t, articles, "1"), into.Stamp))))
			assert.Equal(t, 1, file(t, into, entry("1", "One, corrected")).Updated)
			_, visible := get(t, articles, "1").View(tuesday)
			assert.False(t, visible)
		})
	}
}

func TestADraftStaysADraftAndIsPublishedWhenItsSourceDoes(t *testing.T) {
	into, articles, _ := stores()
	draft := func(e *interchange.Entry) { e.Draft, e.Window = true, article.Window{} }
	file(t, into, entry("1", "One", draft))
	assert.Equal(t, article.Draft, get(t, articles, "1").State)
	assert.Equal(t, 1, file(t, into, entry("1", "One again", draft)).Updated)
	assert.Equal(t, article.Draft, get(t, articles, "1").State)
	file(t, into, entry("1", "One"))
	_, visible := get(t, articles, "1").View(tuesday)
	assert.True(t, visible)
}

func TestTermsThatAreHereAlreadyAreUsed(t *testing.T) {
	into, articles, terms := stores()
	world := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.NewID(monday), Labels: taxonomy.Labels{{Lang: "en", Text: "WORLD"}}}}
	trade := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.NewID(monday), Labels: taxonomy.Labels{{Lang: "en", Text: "trade"}}}}
	var empty *taxonomy.Tree
	_, change, err := empty.Apply(empty.Plan().AddCategory(world).AddTag(trade))
	require.NoError(t, err)
	require.NoError(t, terms.Commit(t.Context(), change))
	file(t, into, entry("1", "One"))
	tree := must(terms.Load(t.Context()))
	c := get(t, articles, "1").Content
	assert.Equal(t, world.ID, tree.Breadcrumb(c.Filing.Category)[0].ID)
	assert.Equal(t, trade.ID, c.Filing.Tags[0].Term)
}

func TestTwoTagsOfOneLabelAreOneTag(t *testing.T) {
	into, articles, _ := stores()
	file(t, into, entry("1", "One", func(e *interchange.Entry) {
		e.Terms = []interchange.Term{
			{Kind: interchange.Tag, Key: "a", Label: "ISIS"}, {Kind: interchange.Tag, Key: "b", Label: "isis"},
			{Kind: interchange.Tag, Key: "a", Label: "ISIS"},
		}
	}))
	assert.Len(t, slices.Compact(get(t, articles, "1").Content.Filing.Tags), 1)
}

func TestCategoriesThatNestWithoutEndAreCutOffOrRefused(t *testing.T) {
	into, articles, _ := stores()
	deep := interchange.Term{Kind: interchange.Category, Key: "leaf", Label: "Leaf"}
	for i := range 100 {
		below := deep
		deep = interchange.Term{Kind: interchange.Category, Key: fmt.Sprint(i), Label: fmt.Sprint(i), Parent: &below}
	}
	file(t, into, entry("1", "One", func(e *interchange.Entry) { e.Terms = []interchange.Term{deep} }))
	assert.False(t, get(t, articles, "1").Content.Filing.Category.IsZero())

	circle := interchange.Term{Kind: interchange.Category, Key: "a", Label: "A"}
	circle.Parent = &circle
	_, err := interchange.File(t.Context(), seq(entry("2", "Two", func(e *interchange.Entry) { e.Terms = []interchange.Term{circle} })), into)
	require.Error(t, err)
}

func TestPagesAreNamedAmongPages(t *testing.T) {
	into, articles, _ := stores()
	file(t, into, entry("1", "About", func(e *interchange.Entry) { e.Kind, e.Slug = article.Page, "À propos" }))
	assert.Equal(t, slug.Name{Scope: "page", Slug: "a-propos"}, get(t, articles, "1").Name)
}

func TestLossesAreSummedUp(t *testing.T) {
	into, _, _ := stores()
	lossy := func(e *interchange.Entry) { e.Losses.Add("Body[1]", loss.Dropped, "script", "never kept") }
	var rest interchange.Entry
	rest.Losses.Add("", loss.Dropped, "menu", "no article")
	result := file(t, into, entry("1", "One", lossy), entry("2", "Two", lossy), rest)
	assert.Equal(t, "dropped script: never kept (2 times)\ndropped menu: no article\n", result.Losses.String())
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	t.Run("a store is missing", func(t *testing.T) {
		_, err := interchange.File(t.Context(), seq(), interchange.Into{})
		require.ErrorIs(t, err, interchange.ErrIncomplete)
	})
	t.Run("the sequence fails after good entries", func(t *testing.T) {
		into, articles, _ := stores()
		result, err := interchange.File(t.Context(), func(yield func(interchange.Entry, error) bool) {
			_ = yield(entry("1", "One"), nil) && yield(interchange.Entry{}, broken)
		}, into)
		require.ErrorIs(t, err, broken)
		assert.Equal(t, 1, result.Added)
		get(t, articles, "1")
	})
	t.Run("an article that no store may keep", func(t *testing.T) {
		into, _, _ := stores()
		_, err := interchange.File(t.Context(), seq(entry("1", "")), into)
		require.ErrorIs(t, err, article.ErrMissing)
		assert.ErrorContains(t, err, `entry "1"`)
	})
	t.Run("an author without a name", func(t *testing.T) {
		into, _, _ := stores()
		_, err := interchange.File(t.Context(), seq(entry("1", "One", func(e *interchange.Entry) { e.Authors[0].Name = "" })), into)
		require.ErrorIs(t, err, article.ErrMissing)
	})
	t.Run("a term without a label", func(t *testing.T) {
		into, _, _ := stores()
		_, err := interchange.File(t.Context(), seq(entry("1", "One", func(e *interchange.Entry) { e.Terms[1].Label = "\x00" })), into)
		require.ErrorIs(t, err, taxonomy.ErrNoLabel)
	})
	t.Run("a window that ends before it begins", func(t *testing.T) {
		into, _, _ := stores()
		_, err := interchange.File(t.Context(), seq(entry("1", "One", func(e *interchange.Entry) { e.Window.Until = monday.Add(-1) })), into)
		require.ErrorIs(t, err, article.ErrWindow)
	})
	t.Run("a context that has ended", func(t *testing.T) {
		into, _, _ := stores()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := interchange.File(ctx, seq(entry("1", "One")), into)
		require.ErrorIs(t, err, context.Canceled)
	})
}

// Stores that fail at one call.
type (
	noGet     struct{ article.Store }
	noSave    struct{ article.Store }
	authors   = article.Authors
	noAuthors struct{ authors }
	noCommit  struct{ taxonomy.Store }
)

var errBroken = errors.New("broken")

func (noGet) Get(context.Context, article.ID) (article.Article, error) {
	return article.Article{}, errBroken
}

func (noSave) Save(_ context.Context, a article.Article) (article.Article, error) {
	return a, errBroken
}

func (noAuthors) Authors(context.Context, ...article.AuthorID) ([]article.Author, error) {
	return nil, errBroken
}

func (noCommit) Commit(context.Context, taxonomy.Change) error { return errBroken }

func TestTheErrorOfAStoreEndsTheImport(t *testing.T) {
	for name, breakIt := range map[string]func(*interchange.Into){
		"get":     func(i *interchange.Into) { i.Articles = noGet{i.Articles} },
		"save":    func(i *interchange.Into) { i.Articles = noSave{i.Articles} },
		"authors": func(i *interchange.Into) { i.Authors = noAuthors{i.Authors} },
		"commit":  func(i *interchange.Into) { i.Terms = noCommit{i.Terms} },
	} {
		t.Run(name, func(t *testing.T) {
			into, _, _ := stores()
			breakIt(&into)
			_, err := interchange.File(t.Context(), seq(entry("1", "One")), into)
			require.ErrorIs(t, err, errBroken)
		})
	}
}

func ExampleFile() {
	entries := seq(interchange.Entry{
		Source: "https://blog.example", ExternalID: "17",
		Window:  article.Window{From: monday},
		Content: article.Content{Lang: "en", Headlines: article.Texts{{Value: "Cranes move again"}}},
		Terms:   []interchange.Term{{Kind: interchange.Category, Key: "harbour", Label: "Harbour"}},
		Authors: []interchange.Author{{Key: "ana", Name: "Ana Ruiz"}},
	})
	store := new(article.Memory)
	into := interchange.Into{
		Articles: store, Authors: store, Terms: new(taxonomy.Memory),
		Stamp: article.Stamp{At: tuesday, By: "importer"},
	}
	for range 2 {
		result, err := interchange.File(context.Background(), entries, into)
		fmt.Println(result.Added, "added,", result.Unchanged, "unchanged", err)
	}
	// Output:
	// 1 added, 0 unchanged <nil>
	// 0 added, 1 unchanged <nil>
}

func TestMenusAreGivenBackWithinABound(t *testing.T) {
	into, _, _ := stores()
	var entries []interchange.Entry
	for i := range 510 {
		entries = append(entries, interchange.Entry{Source: "https://blog.example", Menu: &interchange.MenuLink{Menu: "Main", Key: fmt.Sprint(i), Label: "x"}})
	}
	entries[1].Menu.Term = &interchange.Term{Kind: interchange.Tag, Key: "trade"}
	entries[2].Menu.Article = article.IDFor("https://blog.example", "7")
	entries[3].Menu.URL = "/a"
	result := file(t, into, entries...)
	assert.Len(t, result.Menus, 500)
	assert.Equal(t, *entries[499].Menu, result.Menus[499])
	assert.Equal(t, 510, result.Losses.Total())
	for _, want := range []string{`Menus["Main"]: dropped link "x" to nothing`, `link "x" to tag "trade"`, `link "x" to article `, `link "x" to /a`, "dropped link of a menu: "} {
		assert.Contains(t, result.Losses.String(), want)
	}
}
