package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

// pressed returns the value that each button of an article's bar posts, the counts
// shown, and the chosen one.
func pressed(t *testing.T, page string) (values, counts map[string]string, chosen string) {
	t.Helper()
	values, counts = make(map[string]string), make(map[string]string)
	for _, button := range all(parse(t, page), "button", "name=reaction") {
		label := strings.ToLower(strings.TrimFunc(words(button), func(r rune) bool { return r < 'A' || r > 'z' }))
		values[label] = attribute(button, "value")
		counts[label] = strings.TrimLeft(words(button)[len(words(button))-1:], "")
		if attribute(button, "aria-pressed") == "true" {
			chosen = label
		}
	}
	return values, counts, chosen
}

func story(t *testing.T, s *site) article.View {
	t.Helper()
	for _, v := range s.stories() {
		if v.Lang == "en" {
			return v
		}
	}
	require.FailNow(t, "no English story")
	return article.View{}
}

func TestReactingWithoutJavaScriptSetsSwitchesAndUndoes(t *testing.T) {
	s := start(t)
	v := story(t, s)
	path := "/news/" + v.Name.Slug
	_, page := s.get(path)
	values, counts, chosen := pressed(t, page)
	require.Len(t, values, 7)
	assert.Empty(t, chosen)
	assert.Equal(t, "0", counts["love"])
	assert.Empty(t, s.http.Jar.Cookies(must(url.Parse(s.base))), "no cookie before a reaction")

	press := func(kind string) {
		_, page := s.get(path)
		values, _, _ := pressed(t, page)
		res, _ := s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {values[kind]}})
		require.Equal(t, http.StatusSeeOther, res.StatusCode)
		assert.Equal(t, path+"#reactions", res.Header.Get("Location"))
	}
	want := func(kind, love, sad string) {
		t.Helper()
		_, page := s.get(path)
		_, counts, chosen := pressed(t, page)
		assert.Equal(t, []string{kind, love, sad}, []string{chosen, counts["love"], counts["sad"]})
	}
	press("love")
	want("love", "1", "0")
	press("sad")
	want("sad", "0", "1")
	press("sad")
	want("", "0", "0")
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestAReaderWhoComesLaterSeesTheTallyButNoChoice(t *testing.T) {
	s := start(t)
	v := story(t, s)
	res, body := s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {"wink"}}, "Accept", "application/json")
	require.Equal(t, http.StatusOK, res.StatusCode)
	var answer struct {
		Mine  string
		Tally map[string]int
	}
	require.NoError(t, json.Unmarshal([]byte(body), &answer))
	assert.Equal(t, "wink", answer.Mine)
	assert.Equal(t, 1, answer.Tally["wink"])
	assert.Len(t, answer.Tally, 7)

	s.http = newClient(t)
	_, page := s.get("/news/" + v.Name.Slug)
	_, counts, chosen := pressed(t, page)
	assert.Equal(t, "1", counts["wink"])
	assert.Empty(t, chosen)
	s.http.CloseIdleConnections()
}

func TestAReactionThatIsNotOneIsRefusedAndChangesNothing(t *testing.T) {
	s := start(t)
	v := story(t, s)
	id := v.ID.String()
	tests := []struct {
		name   string
		form   url.Values
		header []string
		want   int
	}{
		{"unknown kind", url.Values{"subject": {id}, "reaction": {"rage"}}, nil, http.StatusUnprocessableEntity},
		{"no kind", url.Values{"subject": {id}}, nil, http.StatusBadRequest},
		{"no subject", url.Values{"reaction": {"love"}}, nil, http.StatusBadRequest},
		{"subject that is no id", url.Values{"subject": {"x"}, "reaction": {"love"}}, nil, http.StatusNotFound},
		{"story by another spelling of its id", url.Values{"subject": {strings.ToUpper(id)}, "reaction": {"love"}}, nil, http.StatusNotFound},
		{"page that is no story", url.Values{"subject": {article.IDFor(seedSource, "page:about").String()}, "reaction": {"love"}}, nil, http.StatusNotFound},
		{"unknown story", url.Values{"subject": {article.IDFor("x", "y").String()}, "reaction": {"love"}}, nil, http.StatusNotFound},
		{"from another site", url.Values{"subject": {id}, "reaction": {"love"}}, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"huge body", url.Values{"subject": {id}, "reaction": {strings.Repeat("x", 1<<20)}}, nil, http.StatusRequestEntityTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, _ := s.post("/react", tt.form, tt.header...)
			assert.Equal(t, tt.want, res.StatusCode)
			assert.Empty(t, res.Cookies())
		})
	}
	_, page := s.get("/news/" + v.Name.Slug)
	_, counts, _ := pressed(t, page)
	for kind, count := range counts {
		assert.Equal(t, "0", count, kind)
	}
}

func TestAForgedCookieIsNobody(t *testing.T) {
	s := start(t)
	v := story(t, s)
	s.http.Jar.SetCookies(must(url.Parse(s.base)), []*http.Cookie{{Name: "reader", Value: "somebody.c2lnbmF0dXJl"}})
	res, _ := s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {"love"}})
	require.Len(t, res.Cookies(), 1, "a new reader gets a cookie")
	cookie := res.Cookies()[0]
	assert.NotContains(t, cookie.Value, "somebody")
	assert.True(t, cookie.HttpOnly)
	assert.Equal(t, http.SameSiteLaxMode, cookie.SameSite)
}

func TestTheCountsOfAPageOfStoriesComeInOneAnswer(t *testing.T) {
	s := start(t)
	stories := s.stories()[:3]
	query := url.Values{"subject": {article.IDFor("x", "y").String()}}
	for _, v := range stories {
		res, _ := s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {"wink"}})
		require.Equal(t, http.StatusSeeOther, res.StatusCode)
		query.Add("subject", v.ID.String())
	}
	res, body := s.get("/react?" + query.Encode())
	require.Equal(t, http.StatusOK, res.StatusCode)
	assert.NotEmpty(t, res.Header.Get("ETag"))
	var answer struct{ Tallies map[string]map[string]int }
	require.NoError(t, json.Unmarshal([]byte(body), &answer))
	require.Len(t, answer.Tallies, 4)
	assert.Nil(t, answer.Tallies[query.Get("subject")], "no such story")
	for _, v := range stories {
		assert.Equal(t, 1, answer.Tallies[v.ID.String()]["wink"])
		assert.Len(t, answer.Tallies[v.ID.String()], 7)
	}
}

func TestAReaderWhoReactsWithoutEndWaits(t *testing.T) {
	room, start := clockwork(t)
	form := url.Values{"subject": {article.IDFor(seedSource, "story:night-marathon").String()}, "reaction": {"love"}}
	first := room.posted("/react", form)
	require.Equal(t, http.StatusSeeOther, first.Code)
	react := func() *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/react", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.AddCookie(first.Result().Cookies()[0])
		answer := httptest.NewRecorder()
		room.handler().ServeHTTP(answer, r)
		return answer
	}
	for range perReader {
		require.Equal(t, http.StatusSeeOther, react().Code)
	}
	room.now = func() time.Time { return start.Add(20 * time.Second) }
	refused := react()
	assert.Equal(t, http.StatusTooManyRequests, refused.Code)
	assert.Equal(t, "40", refused.Header().Get("Retry-After"))
	assert.Equal(t, http.StatusSeeOther, room.posted("/react", form).Code, "another reader")
	room.now = func() time.Time { return start.Add(reactSpan) }
	assert.Equal(t, http.StatusSeeOther, react().Code)
}

// A reaction whose redirect a reader has seen is on disk.
func TestAReactionSurvivesAKillJustAfterItsRedirect(t *testing.T) {
	db := filepath.Join(t.TempDir(), "newsroom.db")
	first, s := spawn(t, db)
	v := story(t, s)
	res, _ := s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {"love"}})
	require.Equal(t, http.StatusSeeOther, res.StatusCode)
	require.NoError(t, first.Process.Kill())
	_ = first.Wait() // "signal: killed" is what is wanted

	cookies := res.Cookies()
	_, again := spawn(t, db)
	again.http.Jar.SetCookies(must(url.Parse(again.base)), cookies)
	_, page := again.get("/news/" + v.Name.Slug)
	_, counts, chosen := pressed(t, page)
	assert.Equal(t, "1", counts["love"])
	assert.Equal(t, "love", chosen)
}

func TestAnInterruptStopsTheProgramCleanly(t *testing.T) {
	process, s := spawn(t, filepath.Join(t.TempDir(), "newsroom.db"))
	res, _ := s.get("/")
	require.Equal(t, http.StatusOK, res.StatusCode)
	require.NoError(t, process.Process.Signal(os.Interrupt))
	require.NoError(t, process.Wait())
}

// spawn runs the program as a process of its own.
func spawn(t *testing.T, db string) (*exec.Cmd, *site) {
	t.Helper()
	cmd := exec.Command(must(os.Executable()), "-addr", "127.0.0.1:0", "-db", db)
	cmd.Env = append(os.Environ(), asNewsroom+"=1")
	cmd.Stderr = os.Stderr
	out := must(cmd.StdoutPipe())
	require.NoError(t, cmd.Start())
	s := &site{t: t, db: db, http: newClient(t)}
	t.Cleanup(func() {
		s.http.CloseIdleConnections()
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
	})
	line := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		if lines.Scan() {
			line <- lines.Text()
		}
		close(line)
	}()
	select {
	case text := <-line:
		_, s.base, _ = strings.Cut(text, "on the air: ")
		require.NotEmpty(t, s.base, text)
	case <-time.After(2 * time.Minute):
		require.FailNow(t, "the newsroom did not come on air")
	}
	return cmd, s
}
