package reactionhttp_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/reaction/reactionhttp"
)

func TestCountsAreListedInTheOrderAsked(t *testing.T) {
	s := open(t)
	s.post("subject=b&reaction=sad", nil)
	for query, want := range map[string]string{
		"?subject=a": `{"tallies":{"a":{"love":0,"sad":0}}}`,
		"?subject=b&subject=c&subject=a&subject=b": `{"tallies":{"b":{"love":0,"sad":1},"c":null,"a":{"love":0,"sad":0}}}`,
		"?subject=%22%3C/&subject=a":               `{"tallies":{"\"\u003c/":null,"a":{"love":0,"sad":0}}}`,
	} {
		res := s.get(query)
		assert.Equal(t, http.StatusOK, res.StatusCode)
		assert.Equal(t, "application/json", res.Header.Get("Content-Type"))
		assert.Equal(t, "no-cache", res.Header.Get("Cache-Control"))
		assert.Empty(t, res.Cookies())
		assert.Equal(t, want, read(t, res))
	}
}

func TestCountsThatCanNotBeListedAreAProblem(t *testing.T) {
	named := func(n int) string {
		var b strings.Builder
		b.WriteString("?subject=a")
		for i := range n - 1 {
			fmt.Fprintf(&b, "&subject=%d", i)
		}
		return b.String()
	}
	s := open(t)
	assert.Equal(t, http.StatusOK, s.get(named(reactionhttp.MaxAsked)).StatusCode)
	for query, want := range map[string]int{
		"":                               400,
		"?subject=":                      400,
		"?subject=%ff":                   400,
		"?subject=a&x=%zz":               400,
		named(reactionhttp.MaxAsked + 1): 400,
		"?subject=c":                     404,
		"?subject=c&subject=d":           404,
	} {
		res := s.get(query)
		assert.Equal(t, want, res.StatusCode, query)
		assertProblem(t, res)
	}
}

func TestATagHoldsUntilACountChanges(t *testing.T) {
	s := open(t)
	tag := s.get("?subject=a").Header.Get("ETag")
	require.Regexp(t, `^"[A-Za-z0-9_-]{16}"$`, tag)
	for _, header := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
		res := s.get("?subject=a", "If-None-Match: "+header)
		assert.Equal(t, http.StatusNotModified, res.StatusCode, header)
		assert.Empty(t, read(t, res))
	}
	cookies := s.post("subject=a&reaction=love", nil).Cookies()
	res := s.get("?subject=a", "If-None-Match: "+tag)
	assert.Equal(t, http.StatusOK, res.StatusCode)
	assert.NotEqual(t, tag, res.Header.Get("ETag"))
	s.post("subject=a&reaction=-", cookies)
	assert.Equal(t, http.StatusNotModified, s.get("?subject=a", "If-None-Match: "+tag).StatusCode)
}

func TestAHeadIsAGetWithoutItsBody(t *testing.T) {
	s := open(t)
	get, head := s.get("?subject=a"), s.answer(httptest.NewRequest(http.MethodHead, "/react?subject=a", nil))
	assert.Equal(t, get.Header, head.Header)
	assert.Empty(t, read(t, head))
}
