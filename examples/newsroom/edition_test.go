package main

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
)

// planned makes a plan on the terms of a database.
func planned(t *testing.T, db *database, plan func(taxonomy.Plan) taxonomy.Plan) {
	t.Helper()
	tree, err := db.terms.Load(t.Context())
	require.NoError(t, err)
	_, change, err := tree.Apply(plan(tree.Plan()))
	require.NoError(t, err)
	require.NoError(t, db.terms.Commit(t.Context(), change))
}

func seeded(slug string) taxonomy.ID { return taxonomy.CategoryID(seedSource, slug) }

// filing yields what the store holds, as the index should.
func (n *newsroom) filing(t *testing.T, now time.Time) func(yield func(taxonomy.Filing, error) bool) {
	return func(yield func(taxonomy.Filing, error) bool) {
		for key, err := range n.articles.List(t.Context(), article.Query{}) {
			require.NoError(t, err)
			a, err := n.articles.Get(t.Context(), key.ID)
			require.NoError(t, err)
			v, ok := a.First(now)
			if ok && !yield(taxonomy.Filing{ID: taxonomy.FilingID(v.ID), Terms: v.Filing.Terms(), From: v.Window.From, Until: v.Window.Until}, nil) {
				return
			}
		}
	}
}

// naming returns which pages link a story in what they are about.
func (n *newsroom) naming(t *testing.T, now time.Time, story string, paths ...string) (where []string) {
	t.Helper()
	for _, path := range paths {
		for _, main := range all(parse(t, n.at(now, path).Body.String()), "main") {
			if len(all(main, "a", "href="+story)) > 0 {
				where = append(where, path)
			}
		}
	}
	return where
}

// Another process writes stories and terms: the next request sees them, by every way
// there is.
func TestWhatAnotherProcessWritesIsThereAtTheNextRequest(t *testing.T) {
	room, start := clockwork(t)
	stamp := article.Stamp{At: start, By: "desk"}
	desk := opened(t, room.database, start)
	require.Equal(t, http.StatusOK, room.at(start, "/").Code)

	a, err := article.New(article.IDFor("desk", "1"), article.Content{
		Lang: "en", Headlines: article.Texts{{Value: "Zeppelins over the Marenna"}},
		Body:   article.Body{{Content: article.Paragraph{Text: inline.Text("An airship was seen.")}}},
		Filing: article.Filing{Category: taxonomy.CategoryID("desk", "airships"), Tags: []article.Tagging{{Term: taxonomy.TagID("desk", "zeppelins")}}},
	}, stamp)
	require.NoError(t, err)
	planned(t, desk.database, func(p taxonomy.Plan) taxonomy.Plan {
		return p.AddCategory(taxonomy.Category{Term: taxonomy.Term{
			ID: taxonomy.CategoryID("desk", "airships"), Labels: taxonomy.Labels{{Lang: "en", Text: "Airships"}},
		}, Parent: seeded("technology")}).AddTag(taxonomy.Tag{Term: taxonomy.Term{
			ID: taxonomy.TagID("desk", "zeppelins"), Labels: taxonomy.Labels{{Lang: "en", Text: "zeppelins"}},
		}})
	})
	a, err = a.Publish(stamp)
	require.NoError(t, err)
	a, err = desk.articles.Save(t.Context(), a)
	require.NoError(t, err)
	path := "/news/" + a.Name.Slug
	lists := []string{"/", "/section/technology", "/section/technology/airships", "/tag/zeppelins", "/search?q=airship"}
	assert.Equal(t, lists, room.naming(t, start, path, lists...))
	trail := parse(t, room.at(start, path).Body.String())
	assert.NotEmpty(t, all(trail, "a", "href=/section/technology/airships"))
	drift, err := room.counts.Recount(room.filing(t, start))
	require.NoError(t, err)
	assert.True(t, drift.IsZero(), drift)

	planned(t, desk.database, func(p taxonomy.Plan) taxonomy.Plan {
		return p.Move(taxonomy.CategoryID("desk", "airships"), seeded("trend"))
	})
	answer := room.at(start, "/section/technology/airships")
	assert.Equal(t, http.StatusMovedPermanently, answer.Code)
	assert.Equal(t, "/section/trend/airships", answer.Header().Get("Location"))
	assert.Equal(t, []string{"/section/trend"}, room.naming(t, start, path, "/section/technology", "/section/trend"))
	drift, err = room.counts.Recount(room.filing(t, start))
	require.NoError(t, err)
	assert.True(t, drift.IsZero(), drift)

	a, err = a.Unpublish(stamp)
	require.NoError(t, err)
	_, err = desk.articles.Save(t.Context(), a)
	require.NoError(t, err)
	assert.Empty(t, room.naming(t, start, path, "/", "/section/trend", "/section/trend/airships", "/tag/zeppelins", "/search?q=airship"))
	assert.Zero(t, room.counts.Count(taxonomy.TagID("desk", "zeppelins"), taxonomy.Alone, start))

	planned(t, desk.database, func(p taxonomy.Plan) taxonomy.Plan {
		return p.Retire(taxonomy.CategoryID("desk", "airships"), taxonomy.ID{}).
			Edit(taxonomy.Term{ID: taxonomy.TagID("desk", "zeppelins"), Labels: taxonomy.Labels{{Text: "desk only"}}, Internal: true})
	})
	assert.Equal(t, http.StatusGone, room.at(start, "/section/trend/airships").Code)
	assert.Equal(t, http.StatusNotFound, room.at(start, "/tag/zeppelins").Code)
}

func TestThePageOfATermWithOneStoryIsKeptFromSearchEngines(t *testing.T) {
	room, start := clockwork(t)
	drift, err := room.counts.Recount(room.filing(t, start))
	require.NoError(t, err)
	require.True(t, drift.IsZero(), "the counts are right from the start: %v", drift)
	seen := make(map[string]bool)
	for tag := range room.tree().Tags() {
		answer := room.at(start, routes().TagURL(tag))
		require.Equal(t, http.StatusOK, answer.Code, tag.Slug)
		shown, err := article.Keys(room.articles.List(t.Context(), article.Query{At: start, Terms: []taxonomy.ID{tag.ID}}))
		require.NoError(t, err)
		want := ""
		if len(shown) < thin {
			want = "noindex"
		}
		seen[want] = true
		assert.Equal(t, want, answer.Header().Get("X-Robots-Tag"), tag.Slug)
	}
	assert.Len(t, seen, 2)
}

func TestAPageThatIsTakenDownLeavesTheFooter(t *testing.T) {
	room, start := clockwork(t)
	const link = `href="/disclaimer"`
	require.Contains(t, room.at(start, "/").Body.String(), link)
	a, err := room.articles.Get(t.Context(), article.IDFor(seedSource, "page:disclaimer"))
	require.NoError(t, err)
	a, err = a.Unpublish(article.Stamp{At: start, By: "desk"})
	require.NoError(t, err)
	_, err = room.articles.Save(t.Context(), a)
	require.NoError(t, err)
	assert.NotContains(t, room.at(start, "/").Body.String(), link)
}
