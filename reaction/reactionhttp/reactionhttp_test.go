package reactionhttp_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionhttp"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site is a handler with two stories, a and b, a clock and a log.
type site struct {
	*reactionhttp.Handler
	counter *reaction.Counter
	now     time.Time
	log     strings.Builder
}

// open is a site whose configuration a test may change.
func open(t testing.TB, change ...func(*reactionhttp.Config)) *site {
	t.Helper()
	s := &site{now: time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)}
	c := s.config(t)
	for _, f := range change {
		f(&c)
	}
	s.counter = c.Counter
	var err error
	s.Handler, err = reactionhttp.New(c)
	require.NoError(t, err)
	return s
}

func (s *site) config(t testing.TB) reactionhttp.Config {
	t.Helper()
	keys, err := reaction.NewReaderKeys([]byte("a pepper of this test"))
	require.NoError(t, err)
	return reactionhttp.Config{
		Counter: reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory)),
		Keys:    keys,
		Secrets: [][]byte{[]byte("a secret of this test")},
		Pages: func(_ context.Context, subjects []string) ([]string, error) {
			pages := make([]string, len(subjects))
			for i, subject := range subjects {
				if subject == "a" || subject == "b" {
					pages[i] = "/news/" + subject + "#reactions"
				}
			}
			return pages, nil
		},
		Now: func() time.Time { return s.now },
		Log: slog.New(slog.NewTextHandler(&s.log, nil)),
	}
}

// with adds cookies and headers, "Name: value", to a request.
func with(r *http.Request, cookies []*http.Cookie, headers ...string) *http.Request {
	for _, c := range cookies {
		r.AddCookie(c)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	return r
}

func (s *site) answer(r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

// post sends a form.
func (s *site) post(form string, cookies []*http.Cookie, headers ...string) *http.Response {
	r := httptest.NewRequest(http.MethodPost, "/react", strings.NewReader(form))
	headers = append([]string{"Content-Type: application/x-www-form-urlencoded"}, headers...)
	return s.answer(with(r, cookies, headers...))
}

func (s *site) get(query string, headers ...string) *http.Response {
	return s.answer(with(httptest.NewRequest(http.MethodGet, "/react"+query, nil), nil, headers...))
}

// count returns how many love and how many are sad about a subject.
func (s *site) count(t testing.TB, subject string) (love, sad int) {
	t.Helper()
	tally, err := s.counter.Tally(context.Background(), subject)
	require.NoError(t, err)
	return tally.Of("love"), tally.Of("sad")
}

func read(t testing.TB, res *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	return string(body)
}

// script is the header by which a page's script asks for JSON.
const script = "Accept: application/json"

// failing is a store whose calls fail while their error is set.
type failing struct {
	reaction.Memory
	set, tallies error
}

func (f *failing) Set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if f.set != nil {
		return "", f.set
	}
	return f.Memory.Set(ctx, subject, r, k)
}

func (f *failing) Tallies(ctx context.Context, subjects ...string) ([]reaction.Counts, error) {
	if f.tallies != nil {
		return nil, f.tallies
	}
	return f.Memory.Tallies(ctx, subjects...)
}

func over(store reaction.Store) func(*reactionhttp.Config) {
	return func(c *reactionhttp.Config) { c.Counter = reaction.NewCounter(reaction.MustSet("love", "sad"), store) }
}

func TestAPlainFormSetsSwitchesAndUndoesAndLeadsBack(t *testing.T) {
	s := open(t)
	var cookies []*http.Cookie
	for _, step := range []struct {
		value     string
		love, sad int
	}{{"love", 1, 0}, {"love", 1, 0}, {"sad", 0, 1}, {"-", 0, 0}, {"-", 0, 0}} {
		res := s.post("subject=a&reaction="+step.value, cookies)
		require.Equal(t, http.StatusSeeOther, res.StatusCode)
		assert.Equal(t, "/news/a#reactions", res.Header.Get("Location"))
		assert.Equal(t, "no-store", res.Header.Get("Cache-Control"))
		if cookies == nil {
			cookies = res.Cookies()
		} else {
			assert.Empty(t, res.Cookies(), "a cookie that is fresh is not renewed")
		}
		love, sad := s.count(t, "a")
		assert.Equal(t, []int{step.love, step.sad}, []int{love, sad}, step.value)
	}
}

func TestAScriptGetsWhatTheReaderHoldsAndTheCounts(t *testing.T) {
	s := open(t)
	for _, accept := range []string{"application/json", "text/html;q=0.5, application/json", "application/problem+json"} {
		res := s.post("subject=b&reaction=sad", nil, "Accept: "+accept)
		require.Equal(t, http.StatusOK, res.StatusCode)
		assert.Equal(t, "application/json", res.Header.Get("Content-Type"))
		assert.Equal(t, "no-store", res.Header.Get("Cache-Control"))
	}
	cookies := s.post("subject=b&reaction=love", nil).Cookies()
	assert.JSONEq(t, `{"subject":"b","mine":"sad","tally":{"love":0,"sad":4}}`, read(t, s.post("subject=b&reaction=sad", cookies, script)))
	assert.JSONEq(t, `{"subject":"b","mine":"","tally":{"love":0,"sad":3}}`, read(t, s.post("subject=b&reaction=-", cookies, script)))
}

func TestWhatIsRefusedIsAProblemAndChangesNothing(t *testing.T) {
	const form = "Content-Type: application/x-www-form-urlencoded"
	tests := []struct {
		name, method, body string
		headers            []string
		want               int
	}{
		{"unknown kind", "POST", "subject=a&reaction=rage", nil, 422},
		{"empty kind", "POST", "subject=a&reaction=", nil, 422},
		{"no kind", "POST", "subject=a", nil, 400},
		{"two kinds", "POST", "subject=a&reaction=love&reaction=sad", nil, 400},
		{"no subject", "POST", "reaction=love", nil, 400},
		{"two subjects", "POST", "subject=a&subject=b&reaction=love", nil, 400},
		{"empty subject", "POST", "subject=&reaction=love", nil, 400},
		{"subject of 513 bytes", "POST", "subject=" + strings.Repeat("a", 513) + "&reaction=love", nil, 400},
		{"subject that is no UTF-8", "POST", "subject=%ff&reaction=love", nil, 400},
		{"subject with a NUL", "POST", "subject=a%00&reaction=love", nil, 400},
		{"unknown subject", "POST", "subject=c&reaction=love", nil, 404},
		{"broken escape", "POST", "subject=a&reaction=love&x=%zz", nil, 400},
		{"nothing", "POST", "", nil, 400},
		{"long form", "POST", "subject=a&reaction=love&x=" + strings.Repeat("x", reactionhttp.MaxFormBytes), nil, 413},
		{"JSON", "POST", `{"subject":"a","reaction":"love"}`, []string{"Content-Type: application/json"}, 415},
		{"no type", "POST", "subject=a&reaction=love", []string{"Content-Type: "}, 415},
		{"from another site", "POST", "subject=a&reaction=love", []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"from another host of the domain", "POST", "subject=a&reaction=love", []string{"Sec-Fetch-Site: same-site"}, 403},
		{"from another origin, in an old browser", "POST", "subject=a&reaction=love", []string{"Origin: https://far.example"}, 403},
		{"another method", "PUT", "subject=a&reaction=love", nil, 405},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			// What the URL says must not make up for what the form lacks.
			r := httptest.NewRequest(tt.method, "/react?subject=a&reaction=love", strings.NewReader(tt.body))
			res := s.answer(with(r, nil, append([]string{form}, tt.headers...)...))
			assert.Equal(t, tt.want, res.StatusCode)
			assert.Empty(t, res.Cookies())
			assertProblem(t, res)
			love, sad := s.count(t, "a")
			assert.Zero(t, love+sad)
			assert.Empty(t, s.log.String(), "what a client does wrong is not logged")
		})
	}
	assert.Equal(t, "GET, HEAD, POST", open(t).answer(httptest.NewRequest(http.MethodDelete, "/react", nil)).Header.Get("Allow"))
}

// assertProblem checks the form of RFC 9457, and returns the detail.
func assertProblem(t *testing.T, res *http.Response) string {
	t.Helper()
	assert.Equal(t, "application/problem+json", res.Header.Get("Content-Type"))
	assert.Equal(t, "no-store", res.Header.Get("Cache-Control"))
	var p reactionhttp.Problem
	require.NoError(t, json.NewDecoder(res.Body).Decode(&p))
	assert.Equal(t, res.StatusCode, p.Status)
	assert.Equal(t, http.StatusText(res.StatusCode), p.Title)
	assert.NotEmpty(t, p.Detail)
	return p.Detail
}

func TestTheLongestSubjectFitsIntoAForm(t *testing.T) {
	subject := strings.Repeat("\u00e9", reaction.MaxSubjectBytes/2)
	s := open(t, func(c *reactionhttp.Config) {
		c.Pages = func(context.Context, []string) ([]string, error) { return []string{"/"}, nil }
	})
	res := s.post("subject="+strings.Repeat("%C3%A9", reaction.MaxSubjectBytes/2)+"&reaction=love", nil)
	assert.Equal(t, http.StatusSeeOther, res.StatusCode)
	love, _ := s.count(t, subject)
	assert.Equal(t, 1, love)
}

func TestATrustedOriginMayPost(t *testing.T) {
	s := open(t, func(c *reactionhttp.Config) {
		c.CrossOrigin = http.NewCrossOriginProtection()
		require.NoError(t, c.CrossOrigin.AddTrustedOrigin("https://www.example.com"))
	})
	res := s.post("subject=a&reaction=love", nil, "Sec-Fetch-Site: same-site", "Origin: https://www.example.com")
	assert.Equal(t, http.StatusSeeOther, res.StatusCode)
}

func TestARetiredKindCanBeUndoneAndNotChosen(t *testing.T) {
	store := new(reaction.Memory)
	cookies := open(t, over(store)).post("subject=a&reaction=sad", nil).Cookies()
	choices := reaction.MustSet("love", "sad").Choices()
	choices[1].Retired = true
	set, err := reaction.NewSet(choices...)
	require.NoError(t, err)
	s := open(t, func(c *reactionhttp.Config) { c.Counter = reaction.NewCounter(set, store) })
	assert.Equal(t, http.StatusUnprocessableEntity, s.post("subject=b&reaction=sad", cookies).StatusCode)
	assert.Equal(t, http.StatusSeeOther, s.post("subject=a&reaction=-", cookies).StatusCode)
	_, sad := s.count(t, "a")
	assert.Zero(t, sad)
}

func TestALimitHoldsBackWithTheSecondsToWait(t *testing.T) {
	wait := time.Duration(0)
	var asked []reaction.Reader
	s := open(t, func(c *reactionhttp.Config) {
		c.Limit = func(_ *http.Request, r reaction.Reader) time.Duration { asked = append(asked, r); return wait }
	})
	cookies := s.post("subject=a&reaction=love", nil).Cookies()
	for _, tt := range []struct {
		wait  time.Duration
		after string
	}{{time.Nanosecond, "1"}, {time.Second, "1"}, {1001 * time.Millisecond, "2"}, {time.Hour, "3600"}} {
		wait = tt.wait
		res := s.post("subject=a&reaction=sad", cookies)
		assert.Equal(t, http.StatusTooManyRequests, res.StatusCode)
		assert.Equal(t, tt.after, res.Header.Get("Retry-After"))
		assertProblem(t, res)
	}
	love, sad := s.count(t, "a")
	assert.Equal(t, []int{1, 0}, []int{love, sad})
	wait = -time.Second
	assert.Equal(t, http.StatusSeeOther, s.post("subject=a&reaction=sad", cookies).StatusCode)

	assert.True(t, asked[0].IsZero(), "a guest without a cookie")
	assert.Equal(t, s.Guest(with(httptest.NewRequest("GET", "/", nil), cookies)), asked[1])
}

func TestMembersAreOneReaderOnEveryMachine(t *testing.T) {
	s := open(t, func(c *reactionhttp.Config) {
		c.Account = func(r *http.Request) (string, error) { return r.Header.Get("Member"), nil }
	})
	for range 2 {
		res := s.post("subject=a&reaction=love", nil, "Member: ana")
		assert.Equal(t, http.StatusSeeOther, res.StatusCode)
		assert.Empty(t, res.Cookies(), "a member needs none")
	}
	love, _ := s.count(t, "a")
	assert.Equal(t, 1, love)
	guest := s.post("subject=a&reaction=love", nil).Cookies()
	s.post("subject=a&reaction=-", guest, "Member: ana")
	love, _ = s.count(t, "a")
	assert.Equal(t, 1, love, "the guest's stays, the member's is undone")

	r := with(httptest.NewRequest("GET", "/", nil), guest, "Member: ana")
	member, err := s.Reader(r)
	require.NoError(t, err)
	assert.NotEqual(t, member, s.Guest(r))
	require.NoError(t, s.counter.Erase(t.Context(), s.Guest(r)))
	love, _ = s.count(t, "a")
	assert.Zero(t, love)
}

func TestASiteWithoutSecretsHasMembersOnly(t *testing.T) {
	s := open(t, func(c *reactionhttp.Config) {
		c.Secrets = nil
		c.Account = func(r *http.Request) (string, error) { return r.Header.Get("Member"), nil }
	})
	res := s.post("subject=a&reaction=love", []*http.Cookie{{Name: "reader", Value: "x.1."}})
	assert.Equal(t, http.StatusForbidden, res.StatusCode)
	assert.Contains(t, assertProblem(t, res), "members")
	assert.Equal(t, http.StatusSeeOther, s.post("subject=a&reaction=love", nil, "Member: ana").StatusCode)
}

func TestAFormIsAsItsReaderSeesIt(t *testing.T) {
	s := open(t, func(c *reactionhttp.Config) { c.Path = "/api/reactions" })
	cookies := s.post("subject=a&reaction=love", nil).Cookies()
	for _, tt := range []struct {
		cookies []*http.Cookie
		values  []string
	}{{nil, []string{"love", "sad"}}, {cookies, []string{"-", "sad"}}} {
		f, err := s.Form(with(httptest.NewRequest("GET", "/news/a", nil), tt.cookies), "a", "es")
		require.NoError(t, err)
		assert.Equal(t, "/api/reactions", f.Action)
		assert.Equal(t, "a", f.Subject)
		assert.Equal(t, "Me encanta", f.Buttons[0].Label)
		assert.Equal(t, tt.values, []string{f.Buttons[0].Value, f.Buttons[1].Value})
		assert.Equal(t, 1, f.Buttons[0].Count)
	}
	_, err := s.Form(httptest.NewRequest("GET", "/", nil), "", "en")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
}

func TestMountedRoutesStandBesideThoseOfTheSite(t *testing.T) {
	s, mux := open(t), http.NewServeMux()
	mux.HandleFunc("GET /{page}", http.NotFound)
	s.Mount(mux)
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(method, "/react?subject=a", nil))
		assert.Equal(t, http.StatusOK, w.Code)
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/react", nil))
	assert.Equal(t, http.StatusUnsupportedMediaType, w.Code)
}

func TestReactionsAreToldWhenTheyAreStored(t *testing.T) {
	var told []string
	store := new(failing)
	s := open(t, over(store), func(c *reactionhttp.Config) {
		c.Reacted = func(_ context.Context, subject string, res reaction.Result) {
			told = append(told, fmt.Sprintf("%s %s>%s %d", subject, res.Before, res.After, res.Tally.Total()))
		}
	})
	cookies := s.post("subject=a&reaction=love", nil).Cookies()
	s.post("subject=a&reaction=sad", cookies)
	s.post("subject=a&reaction=-", cookies)
	s.post("subject=a&reaction=rage", cookies)
	store.set = errors.New("disk full")
	s.post("subject=a&reaction=love", cookies)
	assert.Equal(t, []string{"a >love 1", "a love>sad 1", "a sad> 0"}, told)
}

func TestManyReadersAtOnceAreCountedOnceEach(t *testing.T) {
	s := open(t)
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			cookies := s.post("subject=a&reaction=sad", nil).Cookies()
			for range 20 {
				s.post("subject=a&reaction=love", cookies)
				s.get("?subject=a")
			}
		})
	}
	wait.Wait()
	love, sad := s.count(t, "a")
	assert.Equal(t, []int{16, 0}, []int{love, sad})
}
