package article_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

func TestQueryOfStatesAndTimes(t *testing.T) {
	original := article.IDFor("test", "original")
	live := words("Storm")
	live.Origin.Translation.Of = original
	story := published(t, live)
	edited, err := story.Edit(words("Calm"), by(2))
	require.NoError(t, err)
	planned, err := draft(t, words("Soon")).Schedule(article.Window{From: by(24).At, Until: by(48).At}, by(1))
	require.NoError(t, err)
	held, err := planned.SetEmbargo(by(30).At, "", by(1))
	require.NoError(t, err)
	open, err := planned.SetEmbargo(time.Time{}, "", by(1))
	require.NoError(t, err)
	offline, err := story.Unpublish(by(2))
	require.NoError(t, err)
	in := func(states ...article.State) article.Query { return article.Query{States: states} }
	at := func(hours int, q article.Query) article.Query {
		q.At = by(hours).At
		return q
	}
	for _, tt := range []struct {
		name  string
		query article.Query
		give  article.Article
		want  bool
	}{
		{"a state as decided", in(article.Published), planned, true},
		{"one of several", in(article.Draft, article.Unpublished), offline, true},
		{"no other state", in(article.Draft), story, false},
		{"scheduled is no state at no instant", in(article.Scheduled), planned, false},
		{"scheduled before its window", at(23, in(article.Scheduled)), planned, true},
		{"published in it", at(24, in(article.Published)), planned, true},
		{"unpublished after it", at(48, in(article.Unpublished)), planned, true},
		{"scheduled under an embargo", at(24, in(article.Scheduled)), held, true},
		{"published after an embargo", at(30, in(article.Published)), held, true},
		{"not seen by readers under an embargo", at(29, article.Query{}), held, false},
		{"seen by readers after it", at(30, article.Query{}), held, true},
		{"never seen under an open one", at(30, article.Query{}), open, false},
		{"with states, the original of the working copy", at(3, article.Query{States: []article.State{article.Published}, TranslationOf: original}), edited, false},
		{"without, that of the live revision", at(3, article.Query{TranslationOf: original}), edited, true},
		{"a translation of something else", article.Query{TranslationOf: article.IDFor("test", "x")}, story, false},
		{"from its own time on", article.Query{From: story.Key().Time}, story, true},
		{"not from later on", article.Query{From: story.Key().Time.Add(1)}, story, false},
		{"until later", article.Query{Until: story.Key().Time.Add(1)}, story, true},
		{"not until its own time", article.Query{Until: story.Key().Time}, story, false},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.query.Matches(tt.give)) })
	}
	t.Run("an article with nothing to show is not seen, whatever its state", func(t *testing.T) {
		assert.False(t, at(3, article.Query{}).Matches(article.Article{State: article.Published}))
	})
}

func TestNextChangeOfAQuery(t *testing.T) {
	planned, err := draft(t, words("Soon")).Schedule(article.Window{From: by(24).At, Until: by(48).At}, by(1))
	require.NoError(t, err)
	held, err := planned.SetEmbargo(by(30).At, "", by(1))
	require.NoError(t, err)
	outlasted, err := planned.SetEmbargo(by(50).At, "", by(1))
	require.NoError(t, err)
	scheduled := article.Query{States: []article.State{article.Scheduled}}
	always := article.Query{States: []article.State{article.Scheduled, article.Published, article.Unpublished}}
	for _, tt := range []struct {
		name  string
		query article.Query
		give  article.Article
		after time.Time
		want  int // hours after noon; 0: never
	}{
		{"its beginning", article.Query{}, planned, by(1).At, 24},
		{"the same, of the beginning of time", article.Query{}, planned, time.Time{}, 24},
		{"its end", article.Query{}, planned, by(24).At, 48},
		{"nothing after that", article.Query{}, planned, by(48).At, 0},
		{"the end of an embargo", article.Query{}, held, by(1).At, 30},
		{"nothing where it outlasts the window", article.Query{}, outlasted, by(1).At, 0},
		{"where it is scheduled no more", scheduled, held, by(1).At, 30},
		{"where it is past with nothing seen", scheduled, outlasted, by(1).At, 48},
		{"nothing where all its states are asked for", always, planned, by(1).At, 0},
		{"nothing of what the query does not ask for", article.Query{Lang: "es"}, planned, by(1).At, 0},
		{"nothing of a draft", article.Query{}, draft(t, words("x")), by(1).At, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at, ok := tt.query.NextChange(tt.give, tt.after)
			require.Equal(t, tt.want != 0, ok)
			if ok {
				assert.Equal(t, by(tt.want).At, at)
			}
		})
	}
}

// A list is read on from the last key of the page before.
func ExampleQuery() {
	store, ctx := new(article.Memory), context.Background()
	nine := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for i, headline := range []string{"Dawn", "Storm", "Flood", "Calm"} {
		c := article.Content{Lang: "en", Headlines: article.Texts{{Value: headline}}}
		stamp := article.Stamp{At: nine.Add(time.Duration(i) * time.Hour)}
		a, err := article.New(article.IDFor("example", headline), c, stamp)
		if err == nil {
			a, err = a.Publish(stamp)
		}
		if err == nil {
			_, err = store.Save(ctx, a)
		}
		if err != nil {
			fmt.Println(err)
		}
	}
	q := article.Query{At: nine.AddDate(0, 0, 1), Limit: 2}
	for page := 1; ; page++ {
		ids, err := article.Keys(store.List(ctx, q))
		if err != nil || len(ids) == 0 {
			break
		}
		teasers, err := store.Teasers(ctx, q.At, ids...)
		if err != nil {
			break
		}
		for _, t := range teasers {
			fmt.Println(page, t.Headline(""))
			q.Before = t.Key()
		}
	}
	// Output:
	// 1 Calm
	// 1 Flood
	// 2 Storm
	// 2 Dawn
}

// A cache that is kept until NextChange is never stale but for a save, which the feed
// tells of.
func ExampleStore() {
	var store article.Store = new(article.Memory)
	ctx := context.Background()
	nine := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	c := article.Content{Lang: "en", Headlines: article.Texts{{Value: "Budget"}}}
	a, err := article.New(article.IDFor("example", "budget"), c, article.Stamp{At: nine})
	if err == nil {
		a, err = a.Schedule(article.Window{From: nine.Add(time.Hour)}, article.Stamp{At: nine})
	}
	if err == nil {
		_, err = store.Save(ctx, a)
	}
	if err != nil {
		fmt.Println(err)
	}

	at, ok, err := store.NextChange(ctx, article.Query{Limit: 10}, nine)
	fmt.Println("the front page changes at", at.Format(time.TimeOnly), ok, err)
	for change, err := range store.Changes(ctx, 0) {
		fmt.Println("saved at version", change.Version, err)
	}
	// Output:
	// the front page changes at 10:00:00 true <nil>
	// saved at version 1 <nil>
}
