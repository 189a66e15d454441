package reactionhttp_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionhttp"
)

var errBroken = errors.New("the disk is on fire")

func TestAFailureOfTheSiteIsLoggedAndToldToNobody(t *testing.T) {
	pages := func(pages []string, err error) func(*reactionhttp.Config) {
		return func(c *reactionhttp.Config) {
			c.Pages = func(context.Context, []string) ([]string, error) { return pages, err }
		}
	}
	account := func(c *reactionhttp.Config) {
		c.Account = func(*http.Request) (string, error) { return "", errBroken }
	}
	tests := []struct {
		name   string
		change func(*reactionhttp.Config)
		get    int
		log    string
	}{
		{"pages fail", pages(nil, errBroken), 500, errBroken.Error()},
		{"pages are too few", pages(nil, nil), 500, "0 for 1 subjects"},
		{"a page is on another site", pages([]string{"https://far.example/"}, nil), 500, "not a path"},
		{"a page is on another host", pages([]string{"//far.example/"}, nil), 500, "not a path"},
		{"a page is on another host for browsers", pages([]string{`/\far.example/`}, nil), 500, "not a path"},
		{"a page is on another host once a tab is left out", pages([]string{"/\t/far.example/"}, nil), 500, "not a path"},
		{"a page is a script", pages([]string{"javascript:alert(1)"}, nil), 500, "not a path"},
		{"the account fails", account, 200, errBroken.Error()},
		{"the write fails", over(&failing{set: errBroken}), 200, errBroken.Error()},
		{"the counts fail", over(&failing{tallies: errBroken}), 500, errBroken.Error()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, tt.change)
			res := s.post("subject=a&reaction=love", nil)
			require.Equal(t, http.StatusInternalServerError, res.StatusCode)
			assert.NotContains(t, assertProblem(t, res), errBroken.Error())
			assert.Empty(t, res.Header.Get("Location"))
			assert.Contains(t, s.log.String(), tt.log)
			assert.Equal(t, tt.get, s.get("?subject=a").StatusCode)
		})
	}
	s := open(t, account)
	_, err := s.Form(httptest.NewRequest("GET", "/", nil), "a", "en")
	assert.ErrorIs(t, err, errBroken)
}

// The reaction was stored, or may have been, though the answer says 500: only with the
// same cookie is trying again the same reader.
func TestWhoTriesAgainAfterAFailureIsCountedOnce(t *testing.T) {
	store := &failing{tallies: errBroken}
	s := open(t, over(store))
	res := s.post("subject=a&reaction=love", nil)
	require.Equal(t, http.StatusInternalServerError, res.StatusCode)
	require.Len(t, res.Cookies(), 1)
	store.tallies = nil
	assert.Equal(t, http.StatusSeeOther, s.post("subject=a&reaction=love", res.Cookies()).StatusCode)
	love, _ := s.count(t, "a")
	assert.Equal(t, 1, love)
}

func TestARequestThatIsCalledOffIsNoFailure(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := httptest.NewRequest(http.MethodGet, "/react?subject=a", nil).WithContext(ctx)
	assert.Equal(t, http.StatusServiceUnavailable, s.answer(r).StatusCode)
	assert.Empty(t, s.log.String())
}

func TestAFormThatBreaksOffIsRefused(t *testing.T) {
	s := open(t)
	r := httptest.NewRequest(http.MethodPost, "/react", iotest.ErrReader(io.ErrUnexpectedEOF))
	res := s.answer(with(r, nil, "Content-Type: application/x-www-form-urlencoded"))
	assert.Equal(t, http.StatusBadRequest, res.StatusCode)
}

func TestPeopleGetThePageOfTheSiteAndScriptsTheProblem(t *testing.T) {
	s := open(t, func(c *reactionhttp.Config) {
		c.Fail = func(w http.ResponseWriter, _ *http.Request, p reactionhttp.Problem) {
			http.Error(w, "sorry: "+p.Title, p.Status)
		}
	})
	res := s.post("subject=c&reaction=love", nil)
	assert.Equal(t, http.StatusNotFound, res.StatusCode)
	assert.Equal(t, "sorry: Not Found\n", read(t, res))
	assertProblem(t, s.post("subject=c&reaction=love", nil, script))
	assertProblem(t, s.get("?subject=c"))
}

func TestAProblemIsAnErrorInOneLine(t *testing.T) {
	p := reactionhttp.Problem{Status: 404, Title: "Not Found", Detail: "there is no such subject"}
	assert.EqualError(t, p, "reactionhttp: 404 Not Found: there is no such subject")
}

func TestAnEmptyStoreOfAnUndoingStrangerStaysEmpty(t *testing.T) {
	store := &failing{set: errBroken}
	s := open(t, over(store))
	res := s.post("subject=a&reaction="+reaction.UndoValue, nil, script)
	assert.Equal(t, http.StatusOK, res.StatusCode, "nothing is written")
	assert.Empty(t, res.Cookies())
	assert.JSONEq(t, `{"subject":"a","mine":"","tally":{"love":0,"sad":0}}`, read(t, res))
}
