package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
)

// asNewsroom makes the test binary run as the program itself, for the tests that
// kill it.
const asNewsroom = "NEWSROOM_RUN"

func TestMain(m *testing.M) {
	if os.Getenv(asNewsroom) != "" {
		main()
	}
	goleak.VerifyTestMain(m)
}

const newsExport = "../../../shared/data/wxr/news/posts.xml"

// needExport skips a test where the real export is not there: only CI has to have it.
func needExport(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(newsExport); err != nil {
		require.Empty(t, os.Getenv("CI"), "../shared/data must be there in CI: %v", err)
		t.Skip("../shared/data/wxr is not there")
	}
	return newsExport
}

// site is a newsroom that runs for a test.
type site struct {
	t    *testing.T
	base string
	db   string
	http *http.Client // follows no redirect, keeps cookies
}

// start runs the program until the test ends, and checks that it stops cleanly.
func start(t *testing.T, args ...string) *site {
	t.Helper()
	s := &site{t: t, db: filepath.Join(t.TempDir(), "newsroom.db"), http: newClient(t)}
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var stderr syncBuffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"-addr", "127.0.0.1:0", "-db", s.db, "-reactions", filepath.Join(t.TempDir(), "reactions")}, args...), in, &stderr)
		in.Close()
	}()
	base := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if _, address, ok := strings.Cut(lines.Text(), "on the air: "); ok {
				base <- address
			}
		}
	}()
	t.Cleanup(func() {
		s.http.CloseIdleConnections()
		stop()
		assert.Equal(t, 0, <-ended, stderr.String())
	})
	select {
	case s.base = <-base:
	case code := <-ended:
		ended <- code
		require.FailNow(t, "the newsroom ended", stderr.String())
	case <-time.After(2 * time.Minute):
		require.FailNow(t, "the newsroom did not come on air", stderr.String())
	}
	return s
}

func newClient(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &http.Client{
		Jar:           jar,
		Timeout:       time.Minute,
		Transport:     &http.Transport{},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// get fetches a path and returns its answer with the body read.
func (s *site) get(path string) (*http.Response, string) {
	s.t.Helper()
	res, err := s.http.Get(s.at(path))
	require.NoError(s.t, err)
	return res, s.read(res)
}

// post posts a form.
func (s *site) post(path string, form url.Values, header ...string) (*http.Response, string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.at(path), strings.NewReader(form.Encode()))
	require.NoError(s.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := s.http.Do(req)
	require.NoError(s.t, err)
	return res, s.read(res)
}

func (s *site) at(path string) string {
	if strings.HasPrefix(path, "http") {
		return path
	}
	return s.base + path
}

func (s *site) read(res *http.Response) string {
	s.t.Helper()
	body, err := io.ReadAll(res.Body)
	require.NoError(s.t, err)
	require.NoError(s.t, res.Body.Close())
	return string(body)
}

// open opens the site's database beside the running program.
func (s *site) open() *database {
	s.t.Helper()
	db, err := openDatabase(s.t.Context(), s.db)
	require.NoError(s.t, err)
	s.t.Cleanup(func() { assert.NoError(s.t, db.Close()) })
	return db
}

// stories returns what readers see, newest first.
func (s *site) stories() []article.View {
	s.t.Helper()
	var views []article.View
	for v, err := range article.Views(s.t.Context(), s.open().articles, article.Query{At: time.Now()}) {
		require.NoError(s.t, err)
		views = append(views, v)
	}
	return views
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	return doc
}

// all returns the elements below n with a name and, if one is given, with a class or
// another attribute "key=value".
func all(n *html.Node, name string, attributes ...string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || d.Data != name {
			continue
		}
		matches := true
		for _, want := range attributes {
			key, value, ok := strings.Cut(want, "=")
			if !ok {
				key, value = "class", want
			}
			matches = matches && attribute(d, key) == value
		}
		if matches {
			found = append(found, d)
		}
	}
	return found
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// words is the text of a node without any white space.
func words(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			s.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(s.String()), "")
}

// export is a small WordPress export of posts.
func export(t *testing.T, items ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "export.xml")
	content := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Test</title><link>https://blog.example</link>
<wp:wxr_version>1.2</wp:wxr_version>%s</channel></rss>`, strings.Join(items, "\n"))
	require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
	return file
}

// item is a published post of an export.
func item(id int, title, body string) string {
	return fmt.Sprintf(`<item><title><![CDATA[%s]]></title><dc:creator>desk</dc:creator>
<content:encoded><![CDATA[%s]]></content:encoded><wp:post_id>%d</wp:post_id><wp:post_date_gmt>2024-03-0%d 10:00:00</wp:post_date_gmt>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><category domain="category" nicename="news">News</category></item>`,
		title, body, id, 1+id%9)
}
