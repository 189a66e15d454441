package main

import (
	"io"
	"mime/quotedprintable"
	"net/http"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mails returns the mails of the outbox to an address: subject and text.
func (s *site) mails(to string) (mails []string) {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(s.db+".outbox", "*.eml"))
	require.NoError(s.t, err)
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(s.t, err)
		m, err := mail.ReadMessage(f)
		require.NoError(s.t, err)
		list, err := m.Header.AddressList("To")
		require.NoError(s.t, err)
		_, err = m.Header.Date()
		require.NoError(s.t, err)
		text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		require.NoError(s.t, err)
		require.NoError(s.t, f.Close())
		if list[0].Address == to {
			mails = append(mails, m.Header.Get("Subject")+"\n"+string(text))
		}
	}
	return mails
}

// link returns the path that a mail leads to.
func (s *site) link(mail string) string {
	s.t.Helper()
	found := regexp.MustCompile(regexp.QuoteMeta(s.base) + `(\S+)`).FindStringSubmatch(mail)
	require.NotNil(s.t, found, mail)
	return found[1]
}

func TestTheNewsletterComesToWhoConfirms(t *testing.T) {
	s := start(t)
	ask := func(email string, header ...string) (int, string) {
		res, body := s.post("/newsletter", url.Values{"email": {email}}, header...)
		assert.Equal(t, "no-store", res.Header.Get("Cache-Control"))
		return res.StatusCode, body
	}
	for _, bad := range []string{"", "not-an-address", "a@b", "A <a@b.example>", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example"} {
		status, body := ask(bad)
		assert.Equal(t, http.StatusUnprocessableEntity, status, bad)
		input := all(parse(t, body), "input", "aria-invalid=true")
		require.Len(t, input, 1, bad)
		assert.Equal(t, "fault", attribute(input[0], "aria-describedby"))
	}
	status, known := ask("reader@example.org")
	require.Equal(t, http.StatusOK, status)
	mails := s.mails("reader@example.org")
	require.Len(t, mails, 1)
	path := s.link(mails[0])

	res, _ := s.get("/newsletter/confirm?token=guess")
	assert.Equal(t, http.StatusUnprocessableEntity, res.StatusCode)
	for range 2 { // a mail program opens it before its reader does
		res, body := s.get(path)
		assert.Equal(t, http.StatusOK, res.StatusCode)
		assert.Contains(t, body, "Your address is confirmed.")
	}
	status, again := ask("Reader@example.org")
	assert.Equal(t, http.StatusOK, status)
	assert.Equal(t, strings.ReplaceAll(known, "reader@", "Reader@"), again, "nobody learns who reads")
	assert.Len(t, s.mails("reader@example.org"), 1)
	res, _ = s.post("/newsletter", url.Values{"email": {"x@example.org"}}, "Sec-Fetch-Site", "cross-site")
	assert.Equal(t, http.StatusForbidden, res.StatusCode)
}

func TestNobodyIsFloodedWithMail(t *testing.T) {
	s := start(t)
	for range perAddressee + 2 {
		s.post("/newsletter", url.Values{"email": {"victim@example.org"}})
	}
	assert.Len(t, s.mails("victim@example.org"), perAddressee)
	status := 0
	for range perSender {
		res, _ := s.post("/newsletter", url.Values{"email": {"other@example.org"}})
		status = res.StatusCode
	}
	assert.Equal(t, http.StatusTooManyRequests, status)
}

func TestAMemberJoinsSignsInForgetsAndSignsOut(t *testing.T) {
	s := start(t)
	send := func(path string, pairs ...string) (*http.Response, string) {
		form := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return s.post(path, form)
	}
	name := func() string {
		_, page := s.get("/")
		if shown := all(parse(t, page), "p", "member"); len(shown) > 0 {
			return words(shown[0])
		}
		return ""
	}
	for _, tt := range []struct {
		want  int
		pairs []string
	}{
		{http.StatusUnprocessableEntity, []string{"email", "nobody", "name", "Nadia", "password", "long enough"}},
		{http.StatusUnprocessableEntity, []string{"email", "nadia@example.org", "name", " ", "password", "long enough"}},
		{http.StatusUnprocessableEntity, []string{"email", "nadia@example.org", "name", "Nadia", "password", "short"}},
		{http.StatusOK, []string{"email", "nadia@example.org", "name", "Nadia", "password", "long enough"}},
		{http.StatusUnprocessableEntity, []string{"email", "Nadia@example.org", "name", "Eve", "password", "long enough"}},
	} {
		res, _ := send("/join", tt.pairs...)
		assert.Equal(t, tt.want, res.StatusCode, tt.pairs)
	}
	for _, pairs := range [][]string{
		{"email", "nadia@example.org", "password", "wrong wrong"}, {"email", "eve@example.org", "password", "long enough"}, {"email", "", "password", ""},
	} {
		res, body := send("/sign-in", pairs...)
		assert.Equal(t, http.StatusUnprocessableEntity, res.StatusCode)
		assert.Contains(t, body, "Address or password is wrong.")
		assert.Empty(t, res.Cookies())
	}
	res, _ := send("/sign-in", "email", "nadia@example.org", "password", "long enough")
	require.Equal(t, http.StatusSeeOther, res.StatusCode)
	require.Len(t, res.Cookies(), 1)
	assert.True(t, res.Cookies()[0].HttpOnly)
	assert.Equal(t, "Nadia", name())
	res, _ = s.get("/")
	assert.Equal(t, "private, no-cache", res.Header.Get("Cache-Control"))

	_, unknown := send("/lost-password", "email", "eve@example.org")
	_, known := send("/lost-password", "email", "nadia@example.org")
	assert.Equal(t, unknown, known, "nobody learns who has an account")
	assert.Empty(t, s.mails("eve@example.org"))
	mails := s.mails("nadia@example.org")
	require.Len(t, mails, 1)
	_, token, _ := strings.Cut(s.link(mails[0]), "token=")
	_, page := s.get(s.link(mails[0]))
	assert.Equal(t, token, attribute(all(parse(t, page), "input", "name=token")[0], "value"))
	for _, step := range []struct {
		token, password string
		want            int
	}{
		{token, "short", http.StatusUnprocessableEntity}, {"guess", "another long one", http.StatusUnprocessableEntity},
		{token, "another long one", http.StatusOK}, {token, "a third long one", http.StatusUnprocessableEntity},
	} {
		res, _ := send("/new-password", "token", step.token, "password", step.password)
		assert.Equal(t, step.want, res.StatusCode, step)
	}
	assert.Empty(t, name(), "a new password ends all sessions")
	res, _ = send("/sign-in", "email", "nadia@example.org", "password", "long enough")
	assert.Equal(t, http.StatusUnprocessableEntity, res.StatusCode)
	res, _ = send("/sign-in", "email", "nadia@example.org", "password", "another long one")
	assert.Equal(t, http.StatusSeeOther, res.StatusCode)
	assert.Equal(t, "Nadia", name())
	session := s.http.Jar.Cookies(must(url.Parse(s.base)))
	res, _ = send("/sign-out")
	assert.Equal(t, http.StatusSeeOther, res.StatusCode)
	assert.Empty(t, name())
	s.http.Jar.SetCookies(must(url.Parse(s.base)), session)
	assert.Empty(t, name(), "the session is over, whoever kept its cookie")
}

func TestAMembersReactionIsTheirsWhereverTheySignIn(t *testing.T) {
	s := start(t)
	path := "/news/" + story(t, s).Name.Slug
	member := url.Values{"email": {"nadia@example.org"}, "name": {"Nadia"}, "password": {"long enough"}}
	res, _ := s.post("/join", member)
	require.Equal(t, http.StatusOK, res.StatusCode)
	signIn := func() {
		res, _ := s.post("/sign-in", member)
		require.Equal(t, http.StatusSeeOther, res.StatusCode)
	}
	loved := func() bool {
		_, page := s.get(path)
		pressed := all(parse(t, page), "button", "data-kind=love")
		require.Len(t, pressed, 1)
		return attribute(pressed[0], "aria-pressed") == "true"
	}
	signIn()
	res, _ = s.post("/react", url.Values{"subject": {story(t, s).ID.String()}, "reaction": {"love"}})
	require.Less(t, res.StatusCode, 400)
	assert.True(t, loved())
	s.http = newClient(t) // another device
	assert.False(t, loved())
	signIn()
	assert.True(t, loved())
	s.post("/sign-out", nil)
	assert.False(t, loved(), "a guest is nobody's account")
}
