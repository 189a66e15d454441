package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStrangersShareTheirBytesAndAVisitorHasTheirOwn(t *testing.T) {
	s := start(t)
	path := "/news/" + story(t, s).Name.Slug
	res, shared := s.get(path)
	assert.Equal(t, "public, no-cache", res.Header.Get("Cache-Control"))
	tag := res.Header.Get("ETag")
	assert.Regexp(t, `^"[0-9a-f]{32}(-gzip)?"$`, tag)
	assert.Contains(t, res.Header.Values("Vary"), "Cookie")
	_, again := s.get(path)
	assert.Equal(t, shared, again)

	request := must(http.NewRequestWithContext(t.Context(), http.MethodGet, s.at(path), nil))
	request.Header.Set("If-None-Match", tag)
	res = must(s.http.Do(request))
	s.read(res)
	assert.Equal(t, http.StatusNotModified, res.StatusCode)

	res, _ = s.post("/settings", url.Values{"scheme": {"dark"}}, "Referer", s.at(path))
	assert.Equal(t, path, res.Header.Get("Location"))
	res, own := s.get(path)
	assert.Equal(t, "private, no-cache", res.Header.Get("Cache-Control"))
	assert.NotEqual(t, tag, res.Header.Get("ETag"))
	assert.Equal(t, "dark", attribute(all(parse(t, own), "html")[0], "data-scheme"))
}

func TestASettingIsTakenWithoutAScript(t *testing.T) {
	s := start(t)
	for _, tt := range []struct {
		name, value string
		want        int
	}{
		{"size", "larger", http.StatusSeeOther}, {"size", "usual", http.StatusSeeOther}, {"scheme", `"><script>`, http.StatusSeeOther},
		{"consent", "reject", http.StatusSeeOther}, {"consent", "maybe", http.StatusBadRequest}, {"colour", "red", http.StatusBadRequest},
	} {
		res, _ := s.post("/settings", url.Values{tt.name: {tt.value}}, "Referer", "https://evil.example/x")
		assert.Equal(t, tt.want, res.StatusCode, tt)
		if tt.want == http.StatusSeeOther {
			assert.Equal(t, "/", res.Header.Get("Location"), "not to another site")
		}
	}
	_, page := s.get("/")
	assert.Empty(t, all(parse(t, page), "section", "consent"), "the notice is answered")
	cookies := s.http.Jar.Cookies(must(url.Parse(s.base)))
	require.Len(t, cookies, 1)
	assert.Equal(t, "consent", cookies[0].Name)
}

func TestOnlyWhoAgreedIsRemembered(t *testing.T) {
	s := start(t)
	base := must(url.Parse(s.base))
	s.http.Jar.SetCookies(base, []*http.Cookie{{Name: "consent", Value: "reject"}})
	s.get("/")
	assert.Len(t, s.http.Jar.Cookies(base), 1)
	s.http.Jar.SetCookies(base, []*http.Cookie{{Name: "consent", Value: "accept"}})
	s.get("/")
	require.Len(t, s.http.Jar.Cookies(base), 2)

	longAgo := strconv.FormatInt(time.Now().Add(-10*24*time.Hour).Unix(), 10)
	s.http.Jar.SetCookies(base, []*http.Cookie{{Name: "seen", Value: longAgo + "." + longAgo}})
	_, page := s.get("/")
	assert.NotEmpty(t, all(parse(t, page), "span", "fresh"), "what came since then is counted")
	s.http.Jar.SetCookies(base, []*http.Cookie{{Name: "seen", Value: "x"}})
	_, page = s.get("/")
	assert.Empty(t, all(parse(t, page), "span", "fresh"))
}

func TestTextIsCompressedForWhoTakesIt(t *testing.T) {
	handler := compressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.URL.Query().Get("type"))
		w.Header().Set("ETag", `"a"`)
		if r.Header.Get("If-None-Match") == `"a"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, "words")
	}))
	tests := []struct {
		name, accepts, kind, match string
		status                     int
		coding, tag                string
	}{
		{"text", "br, gzip;q=0.5", "text/html; charset=utf-8", "", http.StatusOK, "gzip", `"a-gzip"`},
		{"a feed", "gzip", "application/rss+xml", "", http.StatusOK, "gzip", `"a-gzip"`},
		{"a picture", "gzip", "image/png", "", http.StatusOK, "", `"a"`},
		{"not wanted", "gzip;q=0, br", "text/html", "", http.StatusOK, "", `"a"`},
		{"nothing said", "", "text/html", "", http.StatusOK, "", `"a"`},
		{"held compressed", "gzip", "text/html", `"a-gzip"`, http.StatusNotModified, "", `"a-gzip"`},
		{"held as it is", "", "text/html", `"a"`, http.StatusNotModified, "", `"a"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/?type="+url.QueryEscape(tt.kind), nil)
			r.Header.Set("Accept-Encoding", tt.accepts)
			r.Header.Set("If-None-Match", tt.match)
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			assert.Equal(t, []any{tt.status, tt.coding, tt.tag}, []any{w.Code, w.Header().Get("Content-Encoding"), w.Header().Get("ETag")})
			assert.Equal(t, "Accept-Encoding", w.Header().Get("Vary"))
			var body io.Reader = w.Body
			if tt.coding != "" {
				body = must(gzip.NewReader(w.Body))
			}
			if tt.status == http.StatusOK {
				assert.Equal(t, "words", string(must(io.ReadAll(body))))
			}
		})
	}
}

func TestAPageThatAllStrangersGetIsCompressedOnce(t *testing.T) {
	words, control := strings.Repeat("words ", 10_000), sharedPage
	handler := compressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Cache-Control", control)
		w.Header().Set("ETag", fmt.Sprintf("%q", words[:5]))
		_, _ = io.WriteString(w, words)
	}))
	ask := func(method string, to http.ResponseWriter) {
		r := httptest.NewRequestWithContext(t.Context(), method, "/", nil)
		r.Header.Set("Accept-Encoding", "gzip")
		handler.ServeHTTP(to, r)
	}
	requireAnswer := func(kept bool) {
		t.Helper()
		w := httptest.NewRecorder()
		ask(http.MethodGet, w)
		assert.Equal(t, kept, w.Header().Get("Content-Length") == strconv.Itoa(w.Body.Len()))
		assert.Equal(t, words, string(must(io.ReadAll(must(gzip.NewReader(w.Body))))))
	}
	ask(http.MethodHead, httptest.NewRecorder())
	ask(http.MethodGet, gone{httptest.NewRecorder()})
	requireAnswer(false) // after an answer without a body, and a broken one
	requireAnswer(true)
	words = strings.Repeat("other ", 10_000)
	requireAnswer(false)
	requireAnswer(true)
	control, words = "private, no-cache", strings.Repeat("yours ", 10_000)
	requireAnswer(false)
	requireAnswer(false)
}

// gone is a reader who has gone.
type gone struct{ http.ResponseWriter }

func (gone) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
