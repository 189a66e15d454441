package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

// browser is a tab of a real browser on a site.
type browser struct {
	*site
	ctx context.Context

	mu       sync.Mutex
	problems []string // console errors, exceptions, requests to other hosts
}

// chromium finds the browser. Without one, a test is skipped; in CI that is a failure.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "google-chrome", "chromium-browser"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	require.Empty(t, os.Getenv("CI"), "no Chromium: .ci/run installs one")
	t.Skip("no chromium or google-chrome on this machine")
	return ""
}

func browse(t *testing.T, s *site) *browser {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.WindowSize(1280, 900))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, leave := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		leave()
		stop()
	})
	b := &browser{site: s, ctx: ctx}
	require.NoError(t, chromedp.Listen(ctx, b.hear))
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	return b
}

func (b *browser) hear(event any) {
	note := func(format string, args ...any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.problems = append(b.problems, fmt.Sprintf(format, args...))
	}
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		note("exception: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			note("console: %v", e.Args)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			note("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if strings.HasPrefix(e.Request.URL, "http") && !strings.HasPrefix(e.Request.URL, b.base+"/") {
			note("request to another host: %s", e.Request.URL)
		}
	}
}

// patience is how long the browser may take for one step.
const patience = 2 * time.Minute

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	require.NoError(b.t, chromedp.Do(ctx, actions...))
}

// call runs a command of the browser's protocol.
func call[P, R any](b *browser, command cdp.Command[P, R], params P) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, command, params)
	require.NoError(b.t, err)
}

func (b *browser) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// eval returns what an expression is in the page.
func eval[T any](b *browser, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	require.NoError(b.t, err)
	return v
}

// eventually waits until an expression is true, on whatever page it comes to be so.
func (b *browser) eventually(expression string) {
	b.t.Helper()
	var last error
	require.Eventually(b.t, func() bool {
		var yes bool
		yes, last = chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression))
		return yes && last == nil
	}, patience, 50*time.Millisecond, "%s: %v", expression, last)
}

// shows is the expression that a reaction has a count and is chosen or not.
func shows(kind string, count int, chosen bool) string {
	return fmt.Sprintf(`(() => {const b = document.querySelector('button[data-kind=%q]');
		return !!b && b.getAttribute('aria-pressed') === '%t' && b.textContent.trim().match(/\d+$/)?.[0] === '%d'})()`, kind, chosen, count)
}

func press(kind string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(fmt.Sprintf("button[data-kind=%q]", kind)))
}

func TestReadersInARealBrowser(t *testing.T) {
	chromium(t)
	t.Run("the test hears an error in the console", func(t *testing.T) {
		b := browse(t, start(t))
		b.open("/nothing")
		require.Eventually(t, func() bool {
			b.mu.Lock()
			defer b.mu.Unlock()
			return len(b.problems) > 0
		}, patience, 50*time.Millisecond)
	})
	t.Run("seeded", func(t *testing.T) { tour(t, start(t)) })
	t.Run("imported", func(t *testing.T) { tour(t, start(t, "-import", needExport(t))) })
}

// tour walks through a site as readers do.
func tour(t *testing.T, s *site) {
	var stories []article.View
	for _, v := range s.stories() {
		if v.Lang == "en" || v.Lang == "en-US" {
			stories = append(stories, v)
		}
	}
	require.Greater(t, len(stories), 4)
	v := stories[2]
	path := "/news/" + v.Name.Slug
	steps := []struct {
		name string
		run  func(t *testing.T, b *browser)
	}{
		{"reacts, switches, undoes, reloads", func(t *testing.T, b *browser) { b.reacts(path) }},
		{"reacts with the keyboard", func(t *testing.T, b *browser) { b.reactsWithKeys(path) }},
		{"reacts without JavaScript", func(t *testing.T, b *browser) { b.reactsWithoutScript("/news/" + stories[3].Name.Slug) }},
		{"searches", func(t *testing.T, b *browser) { b.searches(path, v) }},
		{"finds links to share", func(t *testing.T, b *browser) { b.shares(path, v) }},
		{"goes to the previous story and back", func(t *testing.T, b *browser) { b.steps(path) }},
		{"follows every link of home and story", func(t *testing.T, b *browser) { b.follows("/", path) }},
		{"reads on a narrow screen", func(t *testing.T, b *browser) { b.narrow("/", path) }},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			within := *s
			within.t = t
			b := browse(t, &within)
			step.run(t, b)
			b.mu.Lock()
			defer b.mu.Unlock()
			assert.Empty(t, b.problems)
		})
	}
}

func (b *browser) reacts(path string) {
	b.open(path)
	b.eventually(shows("love", 0, false))
	b.do(press("love"))
	b.eventually(shows("love", 1, true))
	b.do(press("sad"))
	b.eventually(shows("sad", 1, true))
	b.eventually(shows("love", 0, false))
	b.do(chromedp.Reload())
	b.eventually(shows("sad", 1, true))
	b.do(press("sad"))
	b.eventually(shows("sad", 0, false))
	b.do(chromedp.Reload())
	b.eventually(shows("sad", 0, false))
	assert.Equal(b.t, b.base+path, strings.TrimSuffix(eval[string](b, "location.href"), "#reactions"))
}

func (b *browser) reactsWithKeys(path string) {
	b.open(path)
	b.do(chromedp.Focus(chromedp.CSS(`button[data-kind="wink"]`)), chromedp.KeyEvent(" "))
	b.eventually(shows("wink", 1, true))
	b.do(chromedp.KeyEvent(kb.Enter))
	b.eventually(shows("wink", 0, false))
}

func (b *browser) reactsWithoutScript(path string) {
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(path)
	for _, want := range []struct {
		kind   string
		button string
	}{
		{"happy", `button[data-kind="happy"][aria-pressed="true"]`},
		{"angry", `button[data-kind="angry"][aria-pressed="true"]`},
		{"angry", `button[data-kind="angry"][aria-pressed="false"]`},
	} {
		b.do(press(want.kind), chromedp.WaitVisible(chromedp.CSS(want.button)))
		b.eventually("document.readyState === 'complete'") // until then the page may move under the next press
	}
}

func (b *browser) searches(path string, v article.View) {
	words := strings.Fields(v.Headline(""))
	longest := slices.MaxFunc(words, func(a, c string) int { return len(a) - len(c) })
	b.open(path)
	b.do(chromedp.SendKeys(chromedp.CSS(`[role=search] input[type=search]`), longest+kb.Enter))
	b.eventually(fmt.Sprintf(`location.pathname === '/search' && !!document.querySelector('main a[href=%q]')`, path))
	b.open("/search?q=zzqxv")
	assert.Contains(b.t, eval[string](b, "document.querySelector('main').innerText"), "zzqxv")
	assert.Zero(b.t, eval[int](b, `document.querySelectorAll('main a[href^="/news/"]').length`))
}

func (b *browser) shares(path string, v article.View) {
	b.open(path)
	links := eval[[]string](b, `[...document.querySelectorAll('nav.share a:not([href^="#"])')].map(a => a.href)`)
	hosts := []string{"www.facebook.com", "x.com", "www.pinterest.com", "wa.me", "www.linkedin.com", "", "t.me", "mastodon.social", "bsky.app"}
	require.Len(b.t, links, len(hosts))
	for i, host := range hosts {
		link, err := url.Parse(links[i])
		require.NoError(b.t, err)
		assert.Equal(b.t, host, link.Host)
		text, err := url.QueryUnescape(link.RawQuery)
		require.NoError(b.t, err)
		assert.Contains(b.t, text, b.base+path)
		if host != "www.facebook.com" && host != "www.linkedin.com" {
			assert.Contains(b.t, text, v.Headline(article.Social))
		}
	}
}

func (b *browser) steps(path string) {
	b.open(path)
	b.do(chromedp.Click(chromedp.CSS(`a[rel=prev]`)))
	b.eventually(fmt.Sprintf("location.pathname !== %q && document.readyState === 'complete'", path))
	b.do(chromedp.Click(chromedp.CSS(`a[rel=next]`)))
	b.eventually(fmt.Sprintf("location.pathname === %q", path))
}

func (b *browser) follows(paths ...string) {
	seen := make(map[string]bool)
	for _, path := range paths {
		b.open(path)
		for _, link := range eval[[]string](b, `[...document.querySelectorAll('a[href], link[href], img[src], script[src]')].map(e => e.href || e.src)`) {
			link, _, _ = strings.Cut(link, "#")
			if strings.HasPrefix(link, b.base) && !seen[link] {
				seen[link] = true
				res, _ := b.get(link)
				assert.Equal(b.t, http.StatusOK, res.StatusCode, link)
			}
		}
	}
	assert.Greater(b.t, len(seen), 20)
}

func (b *browser) narrow(paths ...string) {
	b.do(chromedp.EmulateViewport(320, 640, chromedp.EmulateMobile))
	for _, path := range paths {
		b.open(path)
		assert.LessOrEqual(b.t, eval[int](b, "document.documentElement.scrollWidth"), 320, path)
	}
}
