package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

// A story's page is kept between requests: what ends by itself must not be kept with it,
// nor what was changed since.
func TestAKeptPageShowsASponsorAsLongAsThatIsOneAndEveryEdit(t *testing.T) {
	room, start := clockwork(t)
	story, ends := article.IDFor(seedSource, "story:night-marathon"), start.Add(time.Hour)
	a := edited(t, room, story, start, func(c *article.Content) {
		c.Disclosure.Sponsor = article.Sponsor{Name: "Umbrella", Window: article.Window{From: start, Until: ends}}
	})
	path := "/news/" + a.Name.Slug
	for _, tt := range []struct {
		now       time.Time
		sponsored bool
	}{{start, true}, {start, true}, {ends.Add(-time.Second), true}, {ends, false}, {ends, false}, {start, true}} {
		assert.Equal(t, tt.sponsored, len(all(parse(t, room.at(tt.now, path).Body.String()), "p", "sponsor")) == 1, tt.now)
	}
	edited(t, room, story, start, func(c *article.Content) { c.Headlines[0].Value = "A night in the rain" })
	assert.Contains(t, room.at(start, path).Body.String(), "<h1>A night in the rain</h1>")
}

func TestAKeptPageIsTheSameBytesForEveryStranger(t *testing.T) {
	room, start := clockwork(t)
	a, err := room.articles.Get(t.Context(), article.IDFor(seedSource, "story:night-marathon"))
	require.NoError(t, err)
	path := "/news/" + a.Name.Slug
	first := room.at(start, path)
	ask := httptest.NewRequest(http.MethodGet, path, nil)
	ask.AddCookie(&http.Cookie{Name: "scheme", Value: "dark"})
	theirs := httptest.NewRecorder()
	room.handler().ServeHTTP(theirs, ask)
	assert.Contains(t, theirs.Body.String(), `data-scheme="dark"`)
	again := room.at(start, path)
	assert.True(t, first.Body.String() == again.Body.String(), "after a reader with settings of their own")
	assert.Equal(t, first.Header().Get("ETag"), again.Header().Get("ETag"))
	assert.NotEqual(t, first.Header().Get("ETag"), theirs.Header().Get("ETag"))
	assert.Equal(t, "private, no-cache", theirs.Header().Get("Cache-Control"))
}
