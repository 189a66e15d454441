package reactionhttp_test

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionhttp"
)

// met is the cookie of a guest who reacts for the first time.
func met(t testing.TB, s *site) *http.Cookie {
	t.Helper()
	cookies := s.post("subject=a&reaction=love", nil).Cookies()
	require.Len(t, cookies, 1)
	return cookies[0]
}

// who returns the guest that cookies with these values name.
func (s *site) who(name string, values ...string) reaction.Reader {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	for _, v := range values {
		r.AddCookie(&http.Cookie{Name: name, Value: v})
	}
	return s.Guest(r)
}

func secrets(list ...string) func(*reactionhttp.Config) {
	return func(c *reactionhttp.Config) {
		c.Secrets = nil
		for _, s := range list {
			c.Secrets = append(c.Secrets, []byte(s))
		}
	}
}

func TestACookieIsTheSitesOwnAndOutOfReachOfScripts(t *testing.T) {
	cookie := met(t, open(t))
	assert.Equal(t, "reader", cookie.Name)
	assert.Equal(t, "/", cookie.Path)
	assert.Empty(t, cookie.Domain)
	assert.Equal(t, 365*24*60*60, cookie.MaxAge)
	assert.True(t, cookie.HttpOnly)
	assert.Equal(t, http.SameSiteLaxMode, cookie.SameSite)
	assert.False(t, cookie.Secure, "the request came by plain HTTP")
	assert.NotEqual(t, cookie.Value, met(t, open(t)).Value)
}

func TestACookieIsForHTTPSWhereTheSiteIs(t *testing.T) {
	s := open(t)
	r := httptest.NewRequest(http.MethodPost, "/react", strings.NewReader("subject=a&reaction=love"))
	r.TLS = new(tls.ConnectionState)
	res := s.answer(with(r, nil, "Content-Type: application/x-www-form-urlencoded"))
	assert.True(t, res.Cookies()[0].Secure)

	s = open(t, func(c *reactionhttp.Config) {
		c.SecureCookie, c.Cookie, c.MaxAge = true, "__Host-reader", 90*time.Minute
	})
	cookie := met(t, s)
	assert.True(t, cookie.Secure)
	assert.Equal(t, "__Host-reader", cookie.Name)
	assert.Equal(t, 90*60, cookie.MaxAge)
}

func TestACookieThatIsNotOursIsNobody(t *testing.T) {
	s := open(t)
	good := met(t, s).Value
	name, rest, _ := strings.Cut(good, ".")
	issued, sum, _ := strings.Cut(rest, ".")
	for what, value := range map[string]string{
		"nothing":                     "",
		"no dots":                     "somebody",
		"another name":                "SOMEBODY." + rest,
		"another time":                name + ".1." + sum,
		"no signature":                name + "." + issued + ".",
		"half a signature":            name + "." + issued + "." + sum[:20],
		"a signature in upper case":   name + "." + issued + "." + strings.ToUpper(sum),
		"more after the signature":    good + "A",
		"padding after the signature": good + "=",
		"very long":                   strings.Repeat("x", 4000) + "." + rest,
		"of another site":             met(t, open(t, secrets("a secret of another site"))).Value,
	} {
		assert.True(t, s.who("reader", value).IsZero(), what)
		res := s.post("subject=a&reaction=love", []*http.Cookie{{Name: "reader", Value: value}})
		require.Len(t, res.Cookies(), 1, what)
		assert.False(t, s.who("reader", res.Cookies()[0].Value).IsZero(), what)
	}
	assert.False(t, s.who("reader", "planted.1.x", good).IsZero(), "a planted cookie hides none of ours")
	assert.True(t, s.who("another", good).IsZero())
}

func TestSecretsRotateAndGuestsStay(t *testing.T) {
	const first, second = "the first secret of all", "the second secret of all"
	old := open(t, secrets(first))
	cookie := met(t, old)
	guest := old.who("reader", cookie.Value)

	both := open(t, secrets(second, first))
	assert.Equal(t, guest, both.who("reader", cookie.Value))
	res := both.post("subject=a&reaction=love", []*http.Cookie{cookie})
	require.Len(t, res.Cookies(), 1, "signed anew")
	renewed := res.Cookies()[0]
	assert.Equal(t, guest, both.who("reader", renewed.Value))
	assert.Empty(t, both.post("subject=a&reaction=love", []*http.Cookie{renewed}).Cookies())

	one := open(t, secrets(second))
	assert.Equal(t, guest, one.who("reader", renewed.Value))
	assert.True(t, one.who("reader", cookie.Value).IsZero())
}

func TestACookieIsRenewedInItsSecondHalfAndEndsWithItsTime(t *testing.T) {
	const day = 24 * time.Hour
	s := open(t, func(c *reactionhttp.Config) { c.MaxAge = 10 * day })
	cookie, begin := met(t, s), s.now
	guest := s.who("reader", cookie.Value)
	for _, tt := range []struct {
		after   time.Duration
		renewed bool
	}{{-day, false}, {0, false}, {5*day - time.Second, false}, {5 * day, true}, {10*day - time.Second, true}} {
		s.now = begin.Add(tt.after)
		res := s.post("subject=a&reaction=love", []*http.Cookie{cookie})
		assert.Equal(t, tt.renewed, len(res.Cookies()) == 1, tt.after)
		for _, c := range res.Cookies() {
			assert.Equal(t, guest, s.who("reader", c.Value))
		}
	}
	s.now = begin.Add(10 * day)
	assert.True(t, s.who("reader", cookie.Value).IsZero())
	love, _ := s.count(t, "a")
	assert.Equal(t, 1, love)
}

func TestAMemberWhoseAccountIsSpelledLikeAGuestIsAnotherReader(t *testing.T) {
	name, _, _ := strings.Cut(kept, ".")
	s := open(t, func(c *reactionhttp.Config) {
		c.Account = func(*http.Request) (string, error) { return name, nil }
	})
	member, err := s.Reader(httptest.NewRequest(http.MethodGet, "/", nil))
	require.NoError(t, err)
	assert.NotEqual(t, s.who("reader", kept), member)
}

// kept is a cookie that a browser holds: releases to come must read it too.
const kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZ.1772366400.qZlh8E0jmdJqw1zxaCOyIQpS_GzY1S2MbQF93pMuCpg"

func TestACookieOfAnEarlierReleaseIsRead(t *testing.T) {
	assert.False(t, open(t).who("reader", kept).IsZero())
}

// Only what was signed is a cookie: any change of it is nobody, not another guest.
func FuzzCookie(f *testing.F) {
	s := open(f)
	name, rest, _ := strings.Cut(kept, ".")
	for _, seed := range []string{kept, "", ".", "..", name, rest, name + ".", "." + rest, kept + ".", kept + kept, "reader=" + kept, `"` + kept + `"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header["Cookie"] = []string{"reader=" + value}
		held := slices.ContainsFunc(r.CookiesNamed("reader"), func(c *http.Cookie) bool { return c.Value == kept })
		assert.Equal(t, held, !s.Guest(r).IsZero(), "%q", value)
	})
}
