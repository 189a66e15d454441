package main

import (
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
)

// locs returns the addresses that a sitemap or an index names, as paths.
func locs(t *testing.T, document string) (paths []string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return paths
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "loc" && start.Name.Space == "http://www.sitemaps.org/schemas/sitemap/0.9" {
			var loc string
			require.NoError(t, decoder.DecodeElement(&loc, &start))
			paths = append(paths, strings.TrimPrefix(loc, "http://news.example"))
		}
	}
}

func TestTheSitemapsOfTheIndexNameEveryStoryAndPageOnce(t *testing.T) {
	room, start := clockwork(t)
	named := make(map[string]int)
	for _, file := range locs(t, room.at(start, "/sitemap.xml").Body.String()) {
		answer := room.at(start, file)
		require.Equal(t, http.StatusOK, answer.Code, file)
		paths := locs(t, answer.Body.String())
		assert.NotEmpty(t, paths, file)
		for _, path := range paths {
			if file != "/sitemaps/news.xml" {
				named[path]++
			}
		}
	}
	want := make(map[string]int)
	for _, kind := range []article.Kind{article.Story, article.Page} {
		for v, err := range article.Views(t.Context(), room.articles, article.Query{At: start, Kind: kind}) {
			require.NoError(t, err)
			want[routes().ArticleURL(v.Teaser)] = 1
		}
	}
	assert.Equal(t, want, named)
}

func TestASitemapThatIsNotThereIsNotFound(t *testing.T) {
	room, start := clockwork(t)
	for _, file := range []string{"2026-03", "2026-3.xml", "2026-13.xml", "x.xml", "2026-03_1.xml", "2026-03_0.xml", "2026-03_x.xml", "2026-03_2.xml", "pages", "news_2.xml"} {
		assert.Equal(t, http.StatusNotFound, room.at(start, "/sitemaps/"+file).Code, file)
	}
}

func TestWithoutNewsThereIsNoNewsSitemapAndTheIndexNamesNone(t *testing.T) {
	room, start := clockwork(t)
	assert.Contains(t, locs(t, room.at(start, "/sitemap.xml").Body.String()), "/sitemaps/news.xml")
	assert.Len(t, locs(t, room.at(start, "/sitemaps/news.xml").Body.String()), 5)
	later := start.Add(7 * 24 * time.Hour)
	assert.NotContains(t, locs(t, room.at(later, "/sitemap.xml").Body.String()), "/sitemaps/news.xml")
	assert.Equal(t, http.StatusNotFound, room.at(later, "/sitemaps/news.xml").Code)
}

func TestAnEditIsInTheFeedsAtOnceAndTheirValidatorsChange(t *testing.T) {
	room, start := clockwork(t)
	feeds := []string{"/feed.xml", "/atom.xml", "/feed.json"}
	before := make(map[string]string)
	for _, path := range feeds {
		before[path] = room.at(start, path).Header().Get("ETag")
	}
	keys, err := article.Keys(room.articles.List(t.Context(), article.Query{At: start, Limit: 1}))
	require.NoError(t, err)
	edited(t, room, keys[0], start.Add(time.Second), func(c *article.Content) { c.Headlines = article.Texts{{Value: "Put right ]]>"}} })
	for _, path := range feeds {
		answer := room.at(start.Add(time.Minute), path)
		assert.NotEqual(t, before[path], answer.Header().Get("ETag"), path)
		assert.Contains(t, answer.Body.String(), "Put right ]]", path)
		assert.Equal(t, "Sun, 01 Mar 2026 12:00:01 GMT", answer.Header().Get("Last-Modified"), path)
	}
	again, err := room.state(t.Context(), start)
	require.NoError(t, err)
	other, err := opened(t, room.database, start).state(t.Context(), start)
	require.NoError(t, err)
	assert.Equal(t, again.Cursor, other.Cursor, "another process finds the same")
}

func TestADocumentThatFailsHalfwayIsBrokenOffAndNotTakenForWhole(t *testing.T) {
	room, start := clockwork(t)
	room.now = func() time.Time { return start }
	broken := errors.New("store is gone")
	ask := httptest.NewRequest(http.MethodGet, "/feed.xml", nil)
	answer := httptest.NewRecorder()
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() {
		room.document(answer, ask, "text/plain", func(w io.Writer, _ render.State) error {
			_, _ = io.WriteString(w, "half")
			return broken
		})
	})
	answer = httptest.NewRecorder()
	room.document(answer, ask, "text/plain", func(io.Writer, render.State) error { return broken })
	assert.Equal(t, http.StatusInternalServerError, answer.Code)
	assert.Empty(t, answer.Header().Get("ETag"), "nobody keeps it")
}

func TestTextIsSentCompressedToWhoReadsThat(t *testing.T) {
	room, start := clockwork(t)
	plain := room.at(start, "/feed.xml")
	ask := httptest.NewRequest(http.MethodGet, "/feed.xml", nil)
	ask.Header.Set("Accept-Encoding", "br, gzip;q=0.8")
	answer := httptest.NewRecorder()
	room.handler().ServeHTTP(answer, ask)
	assert.Equal(t, "gzip", answer.Header().Get("Content-Encoding"))
	z, err := gzip.NewReader(answer.Body)
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.Equal(t, plain.Body.String(), string(text))
	for _, header := range []string{"", "identity", "gzip;q=0"} {
		assert.False(t, acceptsGzip(header), header)
	}
	assert.Contains(t, plain.Header().Values("Vary"), "Accept-Encoding")
}

func TestAMethodThatTheSiteDoesNotKnowIsRefused(t *testing.T) {
	room, _ := clockwork(t)
	answer := httptest.NewRecorder()
	room.handler().ServeHTTP(answer, httptest.NewRequest(http.MethodDelete, "/", nil))
	assert.Equal(t, http.StatusMethodNotAllowed, answer.Code)
}

func TestATranslationAndItsOriginalNameEachOther(t *testing.T) {
	room, start := clockwork(t)
	var stories []article.View
	for v, err := range article.Views(t.Context(), room.articles, article.Query{At: start}) {
		require.NoError(t, err)
		stories = append(stories, v)
	}
	var english, spanish article.View
	for _, v := range stories {
		switch v.Lang {
		case "en":
			english = v
		case "es":
			spanish = v
		}
	}
	edited(t, room, spanish.ID, start, func(c *article.Content) { c.Origin.Translation.Of = english.ID })
	room = opened(t, room.database, start)
	for _, v := range []article.View{english, spanish} {
		page := room.at(start, routes().ArticleURL(v.Teaser)).Body.String()
		for lang, other := range map[string]article.View{"en": english, "es": spanish} {
			assert.Contains(t, page, `hreflang="`+lang+`" href="http://news.example`+routes().ArticleURL(other.Teaser)+`"`)
		}
	}
}

func TestTheLengthOfADrawingIsInTheFeed(t *testing.T) {
	assert.Positive(t, pictureBytes("http://news.example/pictures/bean-library.svg"))
	for _, address := range []string{"http://news.example/x.svg", "http://news.example/pictures/none.svg", ":", "http://news.example/pictures/../seed.go"} {
		assert.Zero(t, pictureBytes(address), address)
	}
}
