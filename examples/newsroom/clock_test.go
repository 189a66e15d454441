package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/reaction"
)

// clockwork is a seeded newsroom whose clock the test sets, and the instant at which it
// was first started.
func clockwork(t *testing.T) (room *newsroom, start time.Time) {
	t.Helper()
	start = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	db, err := openDatabase(t.Context(), filepath.Join(t.TempDir(), "newsroom.db"))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	require.NoError(t, seed(t.Context(), db, start))
	return opened(t, db, start), start
}

// opened is a newsroom on a database, at an instant.
func opened(t *testing.T, db *database, now time.Time) *newsroom {
	t.Helper()
	room, err := newNewsroom(t.Context(), db, new(reaction.Memory), "http://news.example", false, io.Discard, func() time.Time { return now })
	require.NoError(t, err)
	return room
}

// at answers a request for a path at an instant.
func (n *newsroom) at(now time.Time, path string) *httptest.ResponseRecorder {
	n.now = func() time.Time { return now }
	answer := httptest.NewRecorder()
	n.handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	return answer
}

// showing returns which of the pages that list stories show one.
func (n *newsroom) showing(now time.Time, mark string, paths ...string) (where []string) {
	for _, path := range paths {
		if strings.Contains(n.at(now, path).Body.String(), mark) {
			where = append(where, path)
		}
	}
	return where
}

func TestTheClockAloneBringsAStoryAndTakesItAway(t *testing.T) {
	room, start := clockwork(t)
	id := article.IDFor(seedSource, "story:tower-bell")
	a, err := room.articles.Get(t.Context(), id)
	require.NoError(t, err)
	from := start.Add(3 * time.Minute)
	assert.Equal(t, article.Window{From: from}, a.Window)
	until := from.Add(time.Hour)
	a, err = a.Schedule(article.Window{From: from, Until: until}, article.Stamp{At: start, By: "desk"})
	require.NoError(t, err)
	a, err = room.articles.Save(t.Context(), a)
	require.NoError(t, err)
	room = opened(t, room.database, start) // what is held in memory is read when it starts

	path := "/news/" + a.Name.Slug
	lists := []string{"/", "/section/trend", "/tag/clocks", "/author/june-ashgrove", "/search?q=bell+skarn", "/feed.xml", "/sitemaps/2026-03.xml"}
	for _, tt := range []struct {
		name   string
		now    time.Time
		status int
		where  []string
	}{
		{"before its instant nobody sees it", from.Add(-time.Microsecond), http.StatusNotFound, nil},
		{"at its instant it is everywhere", from, http.StatusOK, lists},
		{"in its last moment too", until.Add(-time.Microsecond), http.StatusOK, lists},
		{"when its window ends it is nowhere", until, http.StatusNotFound, nil},
		{"and the clock may go back", from, http.StatusOK, lists},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.status, room.at(tt.now, path).Code)
			assert.Equal(t, tt.where, room.showing(tt.now, path, lists...))
		})
	}
	b, err := room.articles.Get(t.Context(), id)
	require.NoError(t, err)
	assert.Equal(t, a.Version, b.Version, "with no write")
}

func TestTheValidatorsOfFeedAndSitemapChangeAtTheInstantAndNotBefore(t *testing.T) {
	room, start := clockwork(t)
	from := start.Add(3 * time.Minute)
	for _, path := range []string{"/feed.xml", "/sitemap.xml"} {
		before := room.at(start, path).Header().Get("ETag")
		require.NotEmpty(t, before, path)
		assert.Equal(t, before, room.at(from.Add(-time.Microsecond), path).Header().Get("ETag"), path)
		assert.NotEqual(t, before, room.at(from, path).Header().Get("ETag"), path)

		ask := httptest.NewRequest(http.MethodGet, path, nil)
		ask.Header.Set("If-None-Match", before)
		answer := httptest.NewRecorder()
		room.handler().ServeHTTP(answer, ask)
		assert.Equal(t, http.StatusOK, answer.Code, "what a reader held is stale")
		ask.Header.Set("If-None-Match", answer.Header().Get("ETag"))
		answer = httptest.NewRecorder()
		room.handler().ServeHTTP(answer, ask)
		assert.Equal(t, http.StatusNotModified, answer.Code)
	}
	assert.Contains(t, room.at(start, "/robots.txt").Body.String(), "Sitemap: http://news.example/sitemap.xml")
}

func TestANewSectionIsInTheMenuWhenItsFirstStoryIs(t *testing.T) {
	room, start := clockwork(t)
	const menu = `<a href="/section/trend"`
	ids, err := article.Keys(room.articles.List(t.Context(), article.Query{}))
	require.NoError(t, err)
	for _, id := range ids {
		a, err := room.articles.Get(t.Context(), id)
		require.NoError(t, err)
		c, ok := room.tree().Category(a.Content.Filing.Category)
		if !ok || c.Slug != "trend" || a.Window.From.After(start) {
			continue
		}
		a, err = a.Unpublish(article.Stamp{At: start, By: "desk"})
		require.NoError(t, err)
		_, err = room.articles.Save(t.Context(), a)
		require.NoError(t, err)
	}
	assert.NotContains(t, room.at(start, "/about").Body.String(), menu)
	assert.Contains(t, room.at(start.Add(3*time.Minute), "/about").Body.String(), menu)
}

func TestACorrectionIsShownAndDated(t *testing.T) {
	room, start := clockwork(t)
	a, err := room.articles.Get(t.Context(), article.IDFor(seedSource, "story:night-marathon"))
	require.NoError(t, err)
	page := parse(t, room.at(start, "/news/"+a.Name.Slug).Body.String())
	corrections := all(page, "section", "corrections")
	require.Len(t, corrections, 1)
	assert.Contains(t, words(corrections[0]), "February28,2026Anearlierversionofthisarticlesaid")
	assert.Contains(t, words(all(page, "p", "dates")[0]), "UpdatedFebruary28,2026")
	assert.Contains(t, words(all(page, "div", "body")[0]), "some300have")
}

func TestAnAuthorHasAPageWithAPicture(t *testing.T) {
	room, start := clockwork(t)
	authors, err := readJSON[struct{ Key, Name string }]("seed/authors.json")
	require.NoError(t, err)
	for _, seeded := range authors {
		found, err := room.authors.Authors(t.Context(), article.AuthorIDFor(seedSource, seeded.Key))
		require.NoError(t, err)
		require.Len(t, found, 1)
		page := parse(t, room.at(start, "/author/"+found[0].Slug).Body.String())
		portraits := all(page, "div", "portrait")
		require.Len(t, portraits, 1, seeded.Name)
		picture := all(portraits[0], "img")[0]
		assert.NotEmpty(t, attribute(picture, "alt"))
		answer := room.at(start, attribute(picture, "src"))
		assert.Equal(t, http.StatusOK, answer.Code)
		assert.Equal(t, "image/svg+xml", answer.Header().Get("Content-Type"))
		assert.Len(t, all(all(page, "ul", "links")[0], "a", "href=https://social.example/@"+seeded.Key), 1)
	}
}

func TestWhatAnEditorPickedComesFirst(t *testing.T) {
	room, start := clockwork(t)
	a, err := room.articles.Get(t.Context(), article.IDFor(seedSource, "story:velmar-strike-ends"))
	require.NoError(t, err)
	picked, err := room.articles.Get(t.Context(), article.IDFor(seedSource, "story:freight-rates-fall"))
	require.NoError(t, err)
	page := parse(t, room.at(start, "/news/"+a.Name.Slug).Body.String())
	for _, section := range all(page, "section", "related") {
		assert.Equal(t, "/news/"+picked.Name.Slug, attribute(all(section, "a")[0], "href"))
	}
	assert.Equal(t, "AdditionalreportingbySanneHoltinVelmar.", words(all(page, "p", "contributors")[0]))
	assert.Equal(t, "VELMAR", words(all(page, "p", "dateline")[0]))
}

func TestSeededStoriesKeepTheRulesOfTheHouse(t *testing.T) {
	room, _ := clockwork(t)
	ids, err := article.Keys(room.articles.List(t.Context(), article.Query{}))
	require.NoError(t, err)
	require.Len(t, ids, 27)
	for _, id := range ids {
		a, err := room.articles.Get(t.Context(), id)
		require.NoError(t, err)
		for _, finding := range a.Content.Validate(article.StandardProfile()) {
			assert.Fail(t, finding.String(), a.Name)
		}
	}
}

// edited publishes what change makes of an article.
func edited(t *testing.T, room *newsroom, id article.ID, at time.Time, change func(*article.Content)) article.Article {
	t.Helper()
	a, err := room.articles.Get(t.Context(), id)
	require.NoError(t, err)
	content, stamp := a.Content.Clone(), article.Stamp{At: at, By: "desk"}
	change(&content)
	a, err = a.Edit(content, stamp)
	require.NoError(t, err)
	a, err = a.Publish(stamp)
	require.NoError(t, err)
	a, err = room.articles.Save(t.Context(), a)
	require.NoError(t, err)
	return a
}
