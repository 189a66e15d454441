package interchange_test

import (
	"context"
	"fmt"
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

// batcher is a store that saves many in one step.
type batcher struct {
	*article.Memory
	steps []int
	fail  error
}

func (b *batcher) SaveAll(ctx context.Context, all []article.Article) ([]article.Article, error) {
	if b.fail != nil {
		return nil, b.fail
	}
	b.steps = append(b.steps, len(all))
	kept := make([]article.Article, len(all))
	for i, a := range all {
		var err error
		if kept[i], err = b.Save(ctx, a); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

func entries(n int) []interchange.Entry {
	var all []interchange.Entry
	for i := range n {
		all = append(all, entry(fmt.Sprint(i), fmt.Sprint("Story ", i)))
	}
	return all
}

func TestAStoreThatSavesManyAtATimeIsGivenMany(t *testing.T) {
	into, articles, _ := stores()
	store := &batcher{Memory: articles}
	into.Articles = store
	var order []string
	into.Progress = func(o interchange.Outcome) {
		assert.Positive(t, o.Article.Version)
		order = append(order, o.Entry.ExternalID)
	}
	assert.Equal(t, 150, file(t, into, entries(150)...).Added)
	assert.Equal(t, []int{64, 64, 22}, store.steps)
	assert.Equal(t, "0", order[0])
	assert.Equal(t, "149", order[149])
	assert.Equal(t, 150, file(t, into, entries(150)...).Unchanged)
	assert.Len(t, store.steps, 3, "what has not changed is not saved")

	store.fail = errBroken
	_, err := interchange.File(t.Context(), seq(entry("x", "X")), into)
	require.ErrorIs(t, err, errBroken)
}

func TestBatchesEndWhereTheyHoldManyBlocks(t *testing.T) {
	into, articles, _ := stores()
	store := &batcher{Memory: articles}
	into.Articles = store
	large := func(e *interchange.Entry) {
		for range 3000 {
			e.Content.Body = append(e.Content.Body, article.Block{Content: article.Divider{}})
		}
	}
	file(t, into, entry("1", "One", large), entry("2", "Two", large), entry("3", "Three", large))
	assert.Equal(t, []int{2, 1}, store.steps)
}

func TestARecordThatStandsTwiceInAnArchiveIsOneArticle(t *testing.T) {
	into, articles, _ := stores()
	result := file(t, into, entry("1", "One"), entry("1", "One, again"))
	assert.Equal(t, 1, result.Added)
	assert.Equal(t, 1, result.Updated)
	assert.Equal(t, "One, again", get(t, articles, "1").Content.Headlines.For(""))
}

func TestTermsAndAuthorsThatNoArticleUsesAreKept(t *testing.T) {
	into, articles, terms := stores()
	head := entry("", "")
	head.Terms[1].Description = "Goods and\nmoney"
	head.Authors[0].Slug = "ana"
	result := file(t, into, head)
	assert.Zero(t, result.Added+result.Updated+result.Unchanged)
	tag, ok := must(terms.Load(t.Context())).FindTag("trade")
	require.True(t, ok)
	assert.Equal(t, "Goods and money", tag.Descriptions.In(""))
	assert.Equal(t, []taxonomy.Reference{{Source: "https://blog.example", ID: "trade"}}, tag.References)
	ana, err := articles.FindAuthor(t.Context(), "ana")
	require.NoError(t, err)
	assert.Equal(t, "Ana Ruiz", ana.Name)
}

func TestOldAddressesAndNamesLeadToTheArticle(t *testing.T) {
	into, articles, _ := stores()
	names := new(slug.Memory)
	into.Names = names
	e := entry("1", "One", func(e *interchange.Entry) {
		e.URL, e.OldURLs, e.OldSlugs = "https://blog.example/2024/old-1/", []string{"https://blog.example/?p=1", "https://blog.example/", "%zz", "https://blog.example/" + longPath()}, []string{"first", "old-1"}
	})
	// The memory of names stands beside that of articles: it must know the article's.
	name := slug.Name{Scope: "article", Slug: "old-1"}
	id := article.IDFor("https://blog.example", "1")
	require.NoError(t, reserve(names, name, id.String()))
	for range 2 {
		result := file(t, into, e)
		assert.Empty(t, result.Losses.String())
		for _, old := range []string{"/2024/old-1", "?p=1", "first", "/2024/first"} {
			found, err := names.Resolve(t.Context(), slug.Name{Scope: "article", Slug: old})
			require.NoError(t, err, old)
			assert.Equal(t, name, found.Name)
		}
	}
	assert.Equal(t, name, get(t, articles, "1").Name)

	other := entry("2", "Two", func(e *interchange.Entry) { e.URL = "https://blog.example/?p=1" })
	require.NoError(t, reserve(names, slug.Name{Scope: "article", Slug: "old-2"}, article.IDFor("https://blog.example", "2").String()))
	assert.Contains(t, file(t, into, other).Losses.String(), "it leads to another article")

	unknown := entry("3", "Three", func(e *interchange.Entry) { e.URL = "https://blog.example/3" })
	_, err := interchange.File(t.Context(), seq(unknown), into)
	require.ErrorIs(t, err, slug.ErrUnknownName)
}

func longPath() string { return fmt.Sprintf("%02000d", 1) }

func reserve(names *slug.Memory, name slug.Name, owner string) error {
	_, err := names.Reserve(context.Background(), name, owner)
	return err
}

// busy is a store of terms in which somebody else commits before the first commits here.
type busy struct {
	taxonomy.Store
	left int
}

func (b *busy) Commit(ctx context.Context, c taxonomy.Change) error {
	if b.left > 0 {
		b.left--
		tree, err := b.Load(ctx)
		if err != nil {
			return err
		}
		other := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.NewID(monday.Add(time.Duration(b.left))), Labels: taxonomy.Labels{{Text: fmt.Sprint("Other ", b.left)}}}}
		_, change, err := tree.Apply(tree.Plan().AddCategory(other))
		if err != nil {
			return err
		}
		if err := b.Store.Commit(ctx, change); err != nil {
			return err
		}
	}
	return b.Store.Commit(ctx, c)
}

func TestTermsThatSomebodyElseChangesMeanwhileAreLookedAtAgain(t *testing.T) {
	into, articles, terms := stores()
	into.Terms = &busy{Store: terms, left: 3}
	assert.Equal(t, 1, file(t, into, entry("1", "One")).Added)
	assert.False(t, get(t, articles, "1").Content.Filing.Category.IsZero())
	into.Terms = &busy{Store: terms, left: 100}
	_, err := interchange.File(t.Context(), seq(entry("2", "Two", func(e *interchange.Entry) { e.Terms[1].Key, e.Terms[1].Label = "new", "New" })), into)
	require.ErrorIs(t, err, taxonomy.ErrVersionConflict)
}

func TestWhatStandsBeforeAnEntryThatCanNotBeFiledIsFiled(t *testing.T) {
	for name, broken := range map[string]func(*interchange.Entry){
		"an article": func(e *interchange.Entry) { e.Content.Headlines = nil },
		"a term":     func(e *interchange.Entry) { e.Terms[0].Key, e.Terms[0].Label = "none", "\x00" },
	} {
		t.Run(name, func(t *testing.T) {
			into, articles, _ := stores()
			result, err := interchange.File(t.Context(), seq(entry("1", "One"), entry("2", "Two", broken), entry("3", "Three")), into)
			require.Error(t, err)
			assert.ErrorContains(t, err, `entry "2"`)
			assert.Equal(t, 1, result.Added)
			get(t, articles, "1")
			_, err = articles.Get(t.Context(), article.IDFor("https://blog.example", "3"))
			require.ErrorIs(t, err, article.ErrNotFound)
		})
	}
}

func TestACategoryAboveItselfHasNothingAboveIt(t *testing.T) {
	into, articles, terms := stores()
	a := interchange.Term{Kind: interchange.Category, Key: "a", Label: "A"}
	b := interchange.Term{Kind: interchange.Category, Key: "b", Label: "B", Parent: &interchange.Term{Kind: interchange.Category, Key: "a", Label: "A"}}
	a.Parent = &b
	file(t, into, entry("1", "One", func(e *interchange.Entry) { e.Terms = []interchange.Term{a} }))
	tree := must(terms.Load(t.Context()))
	assert.Len(t, tree.Breadcrumb(get(t, articles, "1").Content.Filing.Category), 1)
}

func TestOnlyRepairsKeepTheirPlaces(t *testing.T) {
	into, _, _ := stores()
	result := file(t, into, entry("1", "One", func(e *interchange.Entry) {
		e.Losses.Add("line 3, byte 9", loss.Repaired, "&", "it is text")
		e.Losses.Add("Body[1]", loss.Dropped, "script", "never kept")
	}))
	assert.Equal(t, "line 3, byte 9: repaired &: it is text\ndropped script: never kept\n", result.Losses.String())
}

func TestTheTermsOfAStoreThatCanNotBeReadEndTheImport(t *testing.T) {
	into, _, _ := stores()
	into.Terms = noLoad{into.Terms}
	_, err := interchange.File(t.Context(), seq(entry("1", "One")), into)
	require.ErrorIs(t, err, errBroken)
}

type noLoad struct{ taxonomy.Store }

func (noLoad) Load(context.Context) (*taxonomy.Tree, error) { return nil, errBroken }

func TestLimitsHaveDefaults(t *testing.T) {
	l := interchange.Limits{Record: 5}.OrDefault()
	assert.Equal(t, 5, l.Record)
	assert.Positive(t, l.Head)
	assert.Positive(t, l.File)
	assert.Positive(t, interchange.Limits{}.OrDefault().Record)
}

// redirector is a ledger that makes many redirects in one step.
type redirector struct {
	*slug.Memory
	steps   []int
	refusal error // of every redirect
	fail    error
}

func (r *redirector) RedirectAll(ctx context.Context, pairs [][2]slug.Name) ([]error, error) {
	r.steps = append(r.steps, len(pairs))
	refused := make([]error, len(pairs))
	for i, p := range pairs {
		refused[i] = r.refusal
		if r.refusal == nil {
			refused[i] = r.Redirect(ctx, p[0], p[1])
		}
	}
	return refused, r.fail
}

func TestALedgerThatMakesManyRedirectsAtATimeIsGivenMany(t *testing.T) {
	addressed := func(n int) (all []interchange.Entry) {
		for i, e := range entries(n) {
			e.URL = fmt.Sprintf("https://blog.example/%d/", i)
			all = append(all, e)
		}
		return all
	}
	open := func(t *testing.T) (interchange.Into, *redirector) {
		into, articles, _ := stores()
		ledger := &redirector{Memory: new(slug.Memory)}
		into.Articles, into.Names = &batcher{Memory: articles}, ledger
		for i := range 100 {
			id := article.IDFor("https://blog.example", fmt.Sprint(i))
			require.NoError(t, reserve(ledger.Memory, slug.Name{Scope: "article", Slug: fmt.Sprint("old-", i)}, id.String()))
		}
		return into, ledger
	}
	t.Run("a batch in a step, once more when it is imported again", func(t *testing.T) {
		into, ledger := open(t)
		for range 2 {
			result := file(t, into, append(addressed(100), interchange.Entry{})...)
			assert.Empty(t, result.Losses.String())
		}
		assert.Equal(t, []int{64, 36, 64, 36}, ledger.steps)
		found, err := ledger.Resolve(t.Context(), slug.Name{Scope: "article", Slug: "/99"})
		require.NoError(t, err)
		assert.Equal(t, "old-99", found.Name.Slug)
	})
	t.Run("what is refused is reported", func(t *testing.T) {
		for refusal, want := range map[error]string{slug.ErrTaken: "leads to another article", slug.ErrInvalidName: "no address"} {
			into, ledger := open(t)
			ledger.refusal = refusal
			result := file(t, into, addressed(3)...)
			assert.Equal(t, 3, result.Losses.Total())
			assert.Contains(t, result.Losses.String(), want)
		}
	})
	t.Run("an error ends the run", func(t *testing.T) {
		into, ledger := open(t)
		ledger.fail = errBroken
		_, err := interchange.File(t.Context(), seq(addressed(3)...), into)
		require.ErrorIs(t, err, errBroken)
		ledger.fail, ledger.refusal = nil, errBroken
		_, err = interchange.File(t.Context(), seq(addressed(3)...), into)
		require.ErrorIs(t, err, errBroken)
	})
}
