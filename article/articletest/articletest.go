package articletest

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// Run holds a store to the promises of [article.Store], each in a subtest. open is
// called once for each of them; it must return an empty store with the zero
// article.Naming, and register its own clean-up with t. The test must not be parallel:
// allocations are counted.
func Run(t *testing.T, open func(t *testing.T) article.Store) {
	for _, p := range promises() {
		t.Run(p.name, func(t *testing.T) { p.check(bench{t}, open(t)) })
	}
}

// RunAuthors is Run for [article.Authors].
func RunAuthors(t *testing.T, open func(t *testing.T) article.Authors) {
	for _, p := range authorPromises() {
		t.Run(p.name, func(t *testing.T) { p.check(bench{t}, open(t)) })
	}
}

// A promise is one sentence about every store of sort S, and the check of it.
type promise[S any] struct {
	name  string
	check func(b bench, s S)
}

func promises() []promise[article.Store] {
	return []promise[article.Store]{
		{"what is saved comes back", comesBack},
		{"a save counts the version and leaves nothing pending", counts},
		{"a stale save is refused and changes nothing", stale},
		{"an article that may not be kept is refused", refused},
		{"revisions that don't follow on those held are refused", unheld},
		{"an article that is not there is not found", notThere},
		{"what goes in and what comes out share nothing with what is held", sharesNothing},
		{"revisions come oldest first and never change", revisions},
		{"a long history is whole", longHistory},
		{"a headline becomes the name", headlineNames},
		{"stories and pages have names of their own", scopes},
		{"a clash of names gets a suffix", clash},
		{"many clashes leave no gap", manyClashes},
		{"a name survives a change of headline", nameSurvives},
		{"a renamed article's old name is moved", renamed},
		{"a name is taken back by its owner as it was", takenBack},
		{"the old name of one can't be taken by another", oldNameHeld},
		{"a withdrawn article's name is gone", withdrawn},
		{"a refused save takes no name", refusedName},
		{"list order ties by id", ties},
		{"a list has the order and the limit asked for", orderAndLimit},
		{"a long list is whole", longList},
		{"every query finds what it matches", queries},
		{"the next change is the first at which the answer is another", nextChange},
		{"an embargo keeps an article from every answer", embargoed},
		{"the feed holds every save once, in order, from any cursor on", feed},
		{"a reader of the feed misses nothing while others save", feedRace},
		{"views come in the order asked", viewOrder},
		{"teasers are views without bodies", teasers},
		{"a scheduled story appears at its instant with no write", scheduled},
		{"editing never changes what readers see", editing},
		{"every sequence may be broken off after the first value", breakOff},
		{"the store may be used inside a sequence", useInside},
		{"a context that is over is refused and nothing changes", contextOver},
		{"concurrent saves of one version: exactly one wins", oneWins},
		{"concurrent new articles with one headline get distinct names", distinctNames},
		{"saves and reads at once are explained by some order of them", linearizable},
		{"a Get after 1,000 revisions costs what it costs after one", getCost},
		{"a name that is found has its article", foundHasArticle},
		{"a withdrawn name stays gone while its article is edited", staysGone},
		{"any history equals the model", anyHistory},
	}
}

// A bench is where a promise is checked: a test, or one history of a rapid one.
type bench struct{ rapid.TB }

var ctx = context.Background()

// noon is the instant at which most things happen; after shifts it by minutes.
var noon = time.Date(2024, 3, 1, 12, 0, 0, 123456000, time.UTC)

func after(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }

func stamp(minutes int) article.Stamp {
	return article.Stamp{At: after(minutes), By: "desk", Why: "as told"}
}

func id(name string, n int) article.ID {
	return article.IDFor("articletest", fmt.Sprint(name, n))
}

func term(n int) taxonomy.ID { return taxonomy.CategoryID("articletest", fmt.Sprint(n)) }

func author(n int) article.AuthorID { return article.AuthorIDFor("articletest", fmt.Sprint(n)) }

// authors are some authors by their numbers.
func authors(numbers ...int) (ids []article.AuthorID) {
	for _, n := range numbers {
		ids = append(ids, author(n))
	}
	return ids
}

func name(slugged string) slug.Name { return slug.Name{Scope: "article", Slug: slugged} }

func words(headline string) article.Content {
	return article.Content{
		Lang:      "en",
		Headlines: article.Texts{{Value: headline}},
		Body:      article.Body{{Content: article.Paragraph{Text: inline.Text(headline + " in full.")}}},
	}
}

// draft is an article that nobody has saved.
func (b bench) draft(id article.ID, c article.Content) article.Article {
	b.Helper()
	a, err := article.New(id, c, stamp(0))
	require.NoError(b, err)
	return a
}

func (b bench) saved(s article.Store, a article.Article) article.Article {
	b.Helper()
	kept, err := s.Save(ctx, a)
	require.NoError(b, err, "Save(%s)", a.ID)
	return kept
}

// published is a saved article that readers see from an instant on.
func (b bench) published(s article.Store, id article.ID, c article.Content, minutes int) article.Article {
	b.Helper()
	a, err := b.draft(id, c).Publish(stamp(minutes))
	require.NoError(b, err)
	return b.saved(s, a)
}

// did passes on what an action returned.
func (b bench) did(a article.Article, err error) article.Article {
	b.Helper()
	require.NoError(b, err)
	return a
}

func (b bench) get(s article.Store, id article.ID) article.Article {
	b.Helper()
	a, err := s.Get(ctx, id)
	require.NoError(b, err, "Get(%s)", id)
	return a
}

func (b bench) wantHeld(s article.Store, want article.Article) {
	b.Helper()
	require.Equal(b, want, b.get(s, want.ID), "Get(%s)", want.ID)
}

func (b bench) wantFound(s article.Store, asked slug.Name, want article.Found) {
	b.Helper()
	got, err := s.Find(ctx, asked)
	require.NoError(b, err, "Find(%s)", asked)
	require.Equal(b, want, got, "Find(%s)", asked)
}

func (b bench) wantNoName(s article.Store, asked slug.Name) {
	b.Helper()
	_, err := s.Find(ctx, asked)
	require.ErrorIs(b, err, article.ErrNotFound, "Find(%s)", asked)
}

// all collects a sequence that must not fail.
func all[T any](b bench, seq iter.Seq2[T, error]) (list []T) {
	b.Helper()
	for v, err := range seq {
		require.NoError(b, err)
		list = append(list, v)
	}
	return list
}

// firstError returns the error with which a sequence ends, or nil.
func firstError[T any](seq iter.Seq2[T, error]) error {
	for _, err := range seq {
		if err != nil {
			return err
		}
	}
	return nil
}
