package conformance

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/debugger"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/sanitize"
)

// hostileVectors is how many vectors the corpus has, fewestOutputs what is less than
// their distinct outputs, and boxesOnAPage how many of those a page shows, each in a
// container of its own.
const (
	hostileVectors = 7764
	fewestOutputs  = 2500
	boxesOnAPage   = 250
)

// TestNoSanitisedVectorHurtsAPageOfChromium loads every distinct output of every
// profile in a browser, which reads it as no parser of ours does.
func TestNoSanitisedVectorHurtsAPageOfChromium(t *testing.T) {
	outputs := sanitised(t)
	j := newJudge(t)
	shown := 0
	for batch := range slices.Chunk(outputs, boxesOnAPage) {
		if faults := j.load(batch); len(faults) > 0 {
			for _, output := range batch {
				if faults := j.load([]string{output}); len(faults) > 0 {
					t.Errorf("%v\nof %s", faults, output)
				}
			}
			t.Fatalf("%v", faults)
		}
		shown += len(batch)
	}
	assert.Equal(t, len(outputs), shown)
	assert.Greater(t, shown, fewestOutputs)
	t.Logf("%d distinct outputs shown", shown)
}

// TestTheBrowserSeesRawVectorsFire proves the judge awake.
func TestTheBrowserSeesRawVectorsFire(t *testing.T) {
	vectors := []string{
		`<script>fired=1</script>`,
		`<script src="http://x.example/a.js"></script>`,
		`<img src="/none" onerror="fired=1">`,
		`<img srcset="/none 1x" onerror=fired=1>`,
		`<svg onload=fired=1>`,
		`<svg><script>fired=1</script></svg>`,
		`<svg><animate onbegin=fired=1 attributeName=x dur=1s>`,
		`<math><mtext></p><img src=/none onerror=fired=1></mtext></math>`,
		`<noscript><p title="</noscript><img src=/none onerror=fired=1>">`,
		`<body onload=fired=1>`,
		`<body onpageshow=fired=1>`,
		`<iframe src="javascript:parent.fired=1"></iframe>`,
		`<iframe srcdoc="<script>fired=1</script>"></iframe>`,
		`<iframe src="data:text/html,<script>fired=1</script>"></iframe>`,
		`<details open ontoggle=fired=1>x</details>`,
		`<video src=/none onerror=fired=1></video>`,
		`<audio src=/none onerror=fired=1></audio>`,
		`<input autofocus onfocus=fired=1>`,
		`<style>@keyframes x{}</style><p style="animation-name:x" onanimationstart=fired=1>x</p>`,
		`<object data="data:text/html,<script>fired=1</script>"></object>`,
		`<link rel=stylesheet href="http://x.example/a.css">`,
		`<meta http-equiv=refresh content="0;url=http://x.example/">`,
		`<p onclick=fired=1>x</p>`,
		`<a href="javascript:fired=1">x</a>`,
		`<form action="javascript:fired=1"></form>`,
		`</div><p>out of its container</p>`,
		`<!--`,
	}
	j := newJudge(t)
	require.Empty(t, j.load([]string{"<p>harmless</p>"}))
	for _, v := range vectors {
		assert.NotEmpty(t, j.load([]string{v}), v)
	}
}

// sanitised returns every distinct output over the hostile vectors.
func sanitised(t *testing.T) []string {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "sanitize", "hostile.jsonl"))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("the corpus of sanitiser vectors is not on this machine")
	}
	require.NoError(t, err)
	defer file.Close()
	profiles := []sanitize.Profile{sanitize.Comment(), sanitize.Article(), sanitize.Feed(), sanitize.Newsletter(), sanitize.Plain()}
	seen, vectors := map[string]bool{}, 0
	var outputs []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v struct{ HTML string }
		require.NoError(t, json.Unmarshal(lines.Bytes(), &v))
		vectors++
		for _, p := range profiles {
			out, _, err := p.HTML(v.HTML)
			require.NoError(t, err)
			if !seen[out] {
				seen[out] = true
				outputs = append(outputs, out)
			}
		}
	}
	require.NoError(t, lines.Err())
	require.GreaterOrEqual(t, vectors, hostileVectors)
	return outputs
}

// judge is a tab of a browser that can reach no host but its own server, and notes
// what a page does.
type judge struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu     sync.Mutex
	page   string
	loads  int
	faults []string
}

func newJudge(t *testing.T) *judge {
	t.Helper()
	j := &judge{t: t}
	server := httptest.NewServer(http.HandlerFunc(j.serve))
	t.Cleanup(server.Close)
	j.base = server.URL
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(findChromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, leave := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		leave()
		stop()
	})
	j.ctx = ctx
	require.NoError(t, chromedp.Listen(ctx, j.hear))
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	require.NoError(t, err)
	_, err = chromedp.Call(ctx, debugger.Enable, debugger.EnableParams{})
	require.NoError(t, err)
	return j
}

// findChromium finds the browser. Without one, a test is skipped; in CI that is a failure.
func findChromium(t *testing.T) string {
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

func (j *judge) serve(w http.ResponseWriter, r *http.Request) {
	j.mu.Lock()
	page, current := j.page, "/"+strconv.Itoa(j.loads)
	j.mu.Unlock()
	if r.URL.Path != current {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, page)
}

// hear notes each script that the browser reads, wherever it stands, and each request
// but those for pictures, films and frames of listed hosts.
func (j *judge) hear(event any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch e := event.(type) {
	case *debugger.EventScriptParsed:
		// The page of a frame that could not be reached has scripts of the browser's own.
		if e.URL != "judge://inspection" && !strings.HasPrefix(e.URL, "chrome-error:") {
			j.faults = append(j.faults, "script of "+strconv.Quote(e.URL))
		}
	case *network.EventRequestWillBeSent:
		if !j.mayLoad(e) {
			j.faults = append(j.faults, fmt.Sprintf("request of a %s: %s", e.Type, e.Request.URL))
		}
	}
}

func (j *judge) mayLoad(e *network.EventRequestWillBeSent) bool {
	switch e.Type {
	case network.ResourceTypeImage, network.ResourceTypeMedia, network.ResourceTypeTextTrack:
		return true
	case network.ResourceTypeDocument:
		u, err := url.Parse(e.Request.URL)
		return err == nil && (strings.HasPrefix(e.Request.URL, j.base+"/") || isPlayerHost(u.Host))
	}
	return e.Request.URL == j.base+"/favicon.ico"
}

// isPlayerHost lists the hosts whose frames the Article profile keeps.
func isPlayerHost(host string) bool {
	switch strings.TrimPrefix(host, "www.") {
	case "youtube.com", "youtube-nocookie.com", "player.vimeo.com", "platform.twitter.com", "instagram.com", "facebook.com",
		"tiktok.com", "open.spotify.com", "w.soundcloud.com", "google.com", "maps.google.com", "embed.bsky.app",
		"embed.podcasts.apple.com", "datawrapper.dwcdn.net", "flo.uri.sh":
		return true
	}
	return false
}

// load shows outputs, each in a container of its own, and returns what went wrong.
func (j *judge) load(outputs []string) []string {
	j.t.Helper()
	j.mu.Lock()
	j.loads++
	address := j.base + "/" + strconv.Itoa(j.loads)
	j.page, j.faults = boxes(outputs), nil
	j.mu.Unlock()
	ctx, cancel := context.WithTimeout(j.ctx, 2*time.Minute)
	defer cancel()
	require.NoError(j.t, chromedp.Do(ctx, chromedp.Navigate(address)))
	time.Sleep(100 * time.Millisecond) // for handlers that run after the page is loaded
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](inspection))
	if err != nil {
		found = []string{"the page cannot be asked: " + err.Error()}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return append(found, slices.Clone(j.faults)...)
}

func boxes(outputs []string) string {
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><body>`)
	for _, output := range outputs {
		page.WriteString(`<div class="judge-box">` + output + `</div><p class="judge-after">after</p>`)
	}
	fmt.Fprintf(&page, `<div class="judge-end">%d</div></body></html>`, len(outputs))
	return page.String()
}

// inspection says which containers are not whole, and what in them would run a script
// when it is touched.
const inspection = `(() => {
	const faults = [];
	const end = document.body.lastElementChild;
	const wanted = end && end.className === 'judge-end' ? Number(end.textContent) : -1;
	if (document.body.childElementCount !== 2 * wanted + 1) faults.push('containers are broken');
	for (let i = 0; i < wanted; i++) {
		const box = document.body.children[2 * i], after = document.body.children[2 * i + 1];
		if (!box || box.className !== 'judge-box' || !after || after.className !== 'judge-after' || after.innerHTML !== 'after')
			{ faults.push('container ' + i + ' is broken'); break; }
		for (const e of box.querySelectorAll('*')) {
			if (e.namespaceURI !== 'http://www.w3.org/1999/xhtml' || /^(script|style|link|meta|base|object|embed|form|input|button|template)$/.test(e.localName))
				faults.push('element ' + e.localName);
			for (const a of e.attributes) {
				if (/^on|^style$|^srcdoc$|^name$/.test(a.name)) faults.push('attribute ' + a.name);
				if (/^(href|src|action|formaction|poster|cite|data)$/.test(a.name)) {
					const protocol = new URL(a.value, 'https://page.example/').protocol;
					if (!/^(https?|mailto|tel):$/.test(protocol)) faults.push(a.name + ' to ' + protocol);
				}
			}
		}
	}
	return faults;
})()
//# sourceURL=judge://inspection`
