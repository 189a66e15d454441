package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestABrokenDatabaseIsToldInAPageOfTheSite(t *testing.T) {
	room, start := clockwork(t)
	require.NoError(t, room.Close())
	for _, path := range []string{
		"/", "/blog", "/news/any", "/about", "/section/world-news", "/tag/clocks", "/author/june-ashgrove", "/search?q=velmar",
		"/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/sitemaps/news.xml", "/sitemaps/2026-02.xml", "/newsletter/confirm?token=x",
	} {
		answer := room.at(start, path)
		assert.Equal(t, http.StatusInternalServerError, answer.Code, path)
		assert.Contains(t, answer.Body.String(), "<h1>", path)
		assert.Empty(t, answer.Header().Get("ETag"), path)
	}
	for _, path := range []string{"/newsletter", "/sign-in", "/join", "/lost-password", "/new-password"} {
		form := url.Values{"email": {"a@example.org"}, "name": {"A"}, "password": {"long enough"}, "token": {"x"}}
		assert.Equal(t, http.StatusInternalServerError, room.posted(path, form).Code, path)
	}
}

// posted answers a form of the site's own.
func (n *newsroom) posted(path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer := httptest.NewRecorder()
	n.handler().ServeHTTP(answer, r)
	return answer
}

func TestAFormThatIsTooLongIsRefused(t *testing.T) {
	room, _ := clockwork(t)
	long := url.Values{"email": {strings.Repeat("a", maxForm)}}
	for _, path := range []string{"/newsletter", "/sign-in", "/join", "/lost-password", "/new-password", "/settings"} {
		assert.Equal(t, http.StatusRequestEntityTooLarge, room.posted(path, long).Code, path)
	}
}
