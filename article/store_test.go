package article_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// shelf is a store of many stories that counts what it is asked, and fails where told.
type shelf struct {
	article.Store
	batches []int
	listErr error
	viewErr error
}

func (s *shelf) List(ctx context.Context, q article.Query) iter.Seq2[article.Key, error] {
	return func(yield func(article.Key, error) bool) {
		for key, err := range s.Store.List(ctx, q) {
			if !yield(key, err) {
				return
			}
		}
		if s.listErr != nil {
			yield(article.Key{}, s.listErr)
		}
	}
}

func (s *shelf) Views(ctx context.Context, now time.Time, ids ...article.ID) iter.Seq2[article.View, error] {
	s.batches = append(s.batches, len(ids))
	return func(yield func(article.View, error) bool) {
		for v, err := range s.Store.Views(ctx, now, ids...) {
			if !yield(v, err) {
				return
			}
		}
		if s.viewErr != nil && !yield(article.View{}, s.viewErr) {
			return
		}
	}
}

// stocked is a shelf of stories, one an hour from noon on, oldest first.
func stocked(t *testing.T, stories int) (*shelf, []article.ID) {
	s := &shelf{Store: new(article.Memory)}
	var ids []article.ID
	for i := range stories {
		a, err := draft(t, words(fmt.Sprint("Story ", i))).Publish(by(i))
		require.NoError(t, err)
		_, err = s.Save(context.Background(), a)
		require.NoError(t, err)
		ids = append(ids, a.ID)
	}
	return s, ids
}

func TestViewsOfAQuery(t *testing.T) {
	ctx := context.Background()
	s, ids := stocked(t, 150)
	late := article.Query{At: noon.AddDate(1, 0, 0), Oldest: true}
	t.Run("they come in the query's order, in batches", func(t *testing.T) {
		var got []article.ID
		for v, err := range article.Views(ctx, s, late) {
			require.NoError(t, err)
			got = append(got, v.ID)
		}
		assert.Equal(t, ids, got)
		assert.Equal(t, []int{64, 64, 22}, s.batches)
	})
	t.Run("only those that readers see at the instant", func(t *testing.T) {
		var got []article.ID
		for v, err := range article.Views(ctx, s, article.Query{At: by(2).At}) {
			require.NoError(t, err)
			got = append(got, v.ID)
		}
		assert.Equal(t, []article.ID{ids[2], ids[1], ids[0]}, got)
	})
	t.Run("the sequence may be broken", func(t *testing.T) {
		for _, stop := range []int{1, 64, 65, 150} {
			s.batches = nil
			n := 0
			for range article.Views(ctx, s, late) {
				if n++; n == stop {
					break
				}
			}
			assert.Equal(t, stop, n)
			assert.Len(t, s.batches, (stop+63)/64, "no more is read than is asked for")
		}
	})
	t.Run("a query at no instant is refused", func(t *testing.T) {
		n := 0
		for v, err := range article.Views(ctx, s, article.Query{}) {
			require.ErrorIs(t, err, article.ErrMissing)
			assert.Equal(t, []string{"Query.At"}, paths(t, err))
			assert.Equal(t, article.View{}, v)
			n++
		}
		assert.Equal(t, 1, n)
	})
	broken := errors.New("the disk is gone")
	t.Run("an error of List ends the sequence", func(t *testing.T) {
		s, _ := stocked(t, 70)
		s.listErr = broken
		n, last := 0, error(nil)
		for _, err := range article.Views(ctx, s, late) {
			n, last = n+1, err
		}
		assert.Equal(t, 65, n, "the whole batch before it is good")
		require.ErrorIs(t, last, broken)
	})
	t.Run("an error of Views ends the sequence", func(t *testing.T) {
		s, _ := stocked(t, 70)
		s.viewErr = broken
		n, last := 0, error(nil)
		for _, err := range article.Views(ctx, s, late) {
			n, last = n+1, err
		}
		assert.Equal(t, 65, n)
		require.ErrorIs(t, last, broken)
	})
	t.Run("nothing is nothing", func(t *testing.T) {
		s, _ := stocked(t, 0)
		for range article.Views(ctx, s, late) {
			t.Error("a view of an empty store")
		}
	})
}

func TestKeysCollects(t *testing.T) {
	s, ids := stocked(t, 3)
	got, err := article.Keys(s.List(context.Background(), article.Query{Oldest: true}))
	require.NoError(t, err)
	assert.Equal(t, ids, got)
	s.listErr = errors.New("the disk is gone")
	got, err = article.Keys(s.List(context.Background(), article.Query{}))
	require.ErrorIs(t, err, s.listErr)
	assert.Nil(t, got)
}

func TestQueryMatches(t *testing.T) {
	writer, sea := article.AuthorIDFor("test", "w"), taxonomy.TagID("test", "sea")
	world, asia := taxonomy.CategoryID("test", "world"), taxonomy.CategoryID("test", "asia")
	live := words("Storm")
	live.Byline = []article.Credit{{Name: "Somebody"}, {Author: writer}}
	live.Filing = article.Filing{Category: world, Categories: []taxonomy.ID{asia}, Tags: []article.Tagging{{Term: sea}}}
	story := published(t, live)
	working := words("Tormenta")
	working.Lang = "es"
	edited, err := story.Edit(working, by(2))
	require.NoError(t, err)
	page := story
	page.Kind = article.Page
	planned, err := draft(t, live).Schedule(article.Window{From: by(24).At, Until: by(48).At}, by(1))
	require.NoError(t, err)
	at, key := by(3).At, story.Key()

	for _, tt := range []struct {
		name  string
		query article.Query
		give  article.Article
		want  bool
	}{
		{"the zero query asks for stories", article.Query{}, story, true},
		{"drafts included", article.Query{}, draft(t, live), true},
		{"but for no page", article.Query{}, page, false},
		{"a page where pages are asked for", article.Query{Kind: article.Page}, page, true},
		{"no story where pages are asked for", article.Query{Kind: article.Page}, story, false},
		{"at an instant, what is visible", article.Query{At: at}, story, true},
		{"as the window begins", article.Query{At: by(24).At}, planned, true},
		{"not before the window", article.Query{At: by(24).At.Add(-1)}, planned, false},
		{"not as the window ends", article.Query{At: by(48).At}, planned, false},
		{"at an instant, no draft", article.Query{At: at}, draft(t, live), false},
		{"its language", article.Query{Lang: "en"}, story, true},
		{"no other language", article.Query{Lang: "es"}, story, false},
		{"at no instant, the language of the working copy", article.Query{Lang: "es"}, edited, true},
		{"at an instant, that of the live revision", article.Query{Lang: "en", At: at}, edited, true},
		{"at an instant, not that of the working copy", article.Query{Lang: "es", At: at}, edited, false},
		{"an author it credits", article.Query{Authors: []article.AuthorID{writer}}, story, true},
		{"no author it does not", article.Query{Authors: []article.AuthorID{article.AuthorIDFor("test", "x")}}, story, false},
		{"at an instant, the authors of the live revision", article.Query{Authors: []article.AuthorID{writer}, At: at}, edited, true},
		{"at no instant, those of the working copy", article.Query{Authors: []article.AuthorID{writer}}, edited, false},
		{"its primary category", article.Query{Terms: []taxonomy.ID{world}}, story, true},
		{"another of its categories", article.Query{Terms: []taxonomy.ID{asia}}, story, true},
		{"one of its tags, among others", article.Query{Terms: []taxonomy.ID{taxonomy.TagID("test", "x"), sea}}, story, true},
		{"no other term", article.Query{Terms: []taxonomy.ID{taxonomy.TagID("test", "x")}}, story, false},
		{"no term of nothing", article.Query{Terms: []taxonomy.ID{{}}}, draft(t, words("x")), false},
		{"older than a key", article.Query{Before: article.Key{Time: key.Time.Add(1)}}, story, true},
		{"not older than itself", article.Query{Before: key}, story, false},
		{"newer than a key", article.Query{After: article.Key{Time: key.Time.Add(-1)}}, story, true},
		{"not newer than itself", article.Query{After: key}, story, false},
		{"its limit and order do not matter", article.Query{Limit: 1, Oldest: true}, story, true},
		{"all at once", article.Query{At: at, Lang: "en", Authors: []article.AuthorID{writer}, Terms: []taxonomy.ID{asia}}, story, true},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.query.Matches(tt.give)) })
	}
}

func TestNamingWants(t *testing.T) {
	story, page := draft(t, words("Größe & Maß")), draft(t, words("About us"))
	page.Kind = article.Page
	german := story
	german.Content.Lang = "de"
	named := story
	named.Name = slug.Name{Scope: "special", Slug: "as-it-is"}
	bySection := article.Naming{Scope: func(a article.Article) string { return "article/" + a.Content.Lang }}
	for _, tt := range []struct {
		name   string
		naming article.Naming
		give   article.Article
		want   slug.Name
	}{
		{"a story stands in its scope", article.Naming{}, story, slug.Name{Scope: "article", Slug: "grosse-and-mass"}},
		{"a page in another", article.Naming{}, page, slug.Name{Scope: "page", Slug: "about-us"}},
		{"the language is the article's", article.Naming{Slug: slug.Options{Lang: "en"}}, german, slug.Name{Scope: "article", Slug: "groesse-und-mass"}},
		{"a scope of the site's own", bySection, german, slug.Name{Scope: "article/de", Slug: "groesse-und-mass"}},
		{"the site's options", article.Naming{Slug: slug.Options{Reserved: []string{"about-us"}}}, page, slug.Name{Scope: "page", Slug: "about-us-2"}},
		{"a name it has stays as it is", bySection, named, slug.Name{Scope: "special", Slug: "as-it-is"}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.naming.Want(tt.give)) })
	}
}
