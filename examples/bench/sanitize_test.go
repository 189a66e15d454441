package bench

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/sanitize"
)

// storedBodies returns the bodies of a file of real ones.
func storedBodies(tb testing.TB, name string) []string {
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "bodies", name))
	if err != nil && os.Getenv("CI") == "" {
		tb.Skip("the real bodies are absent: ", err)
	}
	require.NoError(tb, err)
	defer file.Close()
	var all []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 8<<20)
	for lines.Scan() {
		var body struct{ HTML string }
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &body))
		all = append(all, body.HTML)
	}
	require.NoError(tb, lines.Err())
	return all
}

// newsPolicy is what a competent programmer writes with bluemonday for a news site:
// the policy for user content, and what articles need beside it.
func newsPolicy() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowElements("figure", "figcaption", "section", "article", "header", "footer", "picture", "source", "audio", "video", "track", "iframe", "details", "summary")
	p.AllowAttrs("class").Matching(bluemonday.SpaceSeparatedTokens).Globally()
	p.AllowAttrs("srcset", "sizes", "loading", "decoding").OnElements("img", "source")
	p.AllowAttrs("media", "type").OnElements("source")
	p.AllowAttrs("src", "controls", "poster", "preload", "width", "height").OnElements("audio", "video", "source", "track")
	p.AllowAttrs("src").Matching(regexp.MustCompile(`^https://(www\.youtube(-nocookie)?\.com/embed/|player\.vimeo\.com/video/|open\.spotify\.com/embed/)`)).OnElements("iframe")
	p.AllowAttrs("width", "height", "title", "allowfullscreen").OnElements("iframe")
	p.AllowAttrs("cite").OnElements("blockquote")
	p.AllowAttrs("datetime").Matching(bluemonday.ISO8601).OnElements("time")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.RequireNoFollowOnLinks(false)
	return p
}

// BenchmarkSanitizeBodies sanitises real bodies with the Article profile and with
// bluemonday, in turns.
func BenchmarkSanitizeBodies(b *testing.B) {
	policy, profile := newsPolicy(), sanitize.Article()
	sets := map[string][]string{}
	for _, name := range []string{"wporg", "themetest", "parallel"} {
		sets[name] = storedBodies(b, name+".jsonl")
		sets["all"] = append(sets["all"], sets[name]...)
	}
	for _, name := range []string{"all", "wporg", "themetest", "parallel"} {
		list, size := sets[name], 0
		for _, body := range list {
			size += len(body)
		}
		b.Run(name, func(b *testing.B) {
			sanitised := func() {
				for _, body := range list {
					_, _, _ = profile.HTML(body)
				}
			}
			var own, peer time.Duration
			for b.Loop() {
				own += timed(sanitised)
				peer += timed(func() {
					for _, body := range list {
						policy.Sanitize(body)
					}
				})
			}
			b.ReportMetric(peer.Seconds()/own.Seconds(), "x-bluemonday")
			b.ReportMetric(float64(size*b.N)/1e6/own.Seconds(), "MB/s-own")
			b.ReportMetric(testing.AllocsPerRun(3, sanitised)/(float64(size)/1024), "allocs/KiB")
		})
	}
}

// BenchmarkSanitizePlainText sanitises text without markup.
func BenchmarkSanitizePlainText(b *testing.B) {
	profile, policy := sanitize.Article(), newsPolicy()
	sentence := "The minister said \u201cno\u201d \u2013 twice; it's the port's last word on the quay at N\u00fcrnberg. "
	text := strings.Repeat(sentence, 4096/len(sentence))
	var own, peer time.Duration
	for b.Loop() {
		own += timed(func() {
			for range 16 {
				_, _, _ = profile.HTML(text)
			}
		})
		peer += timed(func() { policy.Sanitize(text) })
	}
	b.ReportMetric(float64(16*len(text)*b.N)/1e6/own.Seconds(), "MB/s-own")
	b.ReportMetric(16*peer.Seconds()/own.Seconds(), "x-bluemonday")
}

// BenchmarkSanitizeWorstShapes sanitises 1 MiB and 2 MiB of what is made to be slow.
func BenchmarkSanitizeWorstShapes(b *testing.B) {
	attributes := func(size int) string {
		var s strings.Builder
		for i := 0; s.Len() < size; i++ {
			fmt.Fprintf(&s, "a%d=b ", i)
		}
		return s.String()
	}
	links := func(size int) string {
		var s strings.Builder
		for i := 0; s.Len() < size; i++ {
			fmt.Fprintf(&s, `<a href="/%d">x</a>`, i)
		}
		return s.String()
	}
	shapes := []struct{ name, before, part, after string }{
		{"deep nesting", "", "<div>x", ""},
		{"deep inline nesting", "", "<b>x", ""},
		{"unclosed links", "", `<a href="/x">y`, ""},
		{"angles", "", "<", ""},
		{"attributes", "<p ", attributes(2 << 20)[:2<<20], ">x"},
		{"distinct links", "", links(2 << 20), ""},
		{"long attribute", `<img src="/x" alt="`, "&amp;a", `">`},
		{"long address", `<a href="/`, "a&b", `">x</a>`},
		{"srcset", `<img src="/x" srcset="`, "/a 1x,", `">`},
		{"comments", "", "<!--a-->b", ""},
		{"tables", "", "<table><tr><td>x", ""},
		{"tables in tables", "", "<table>x", ""},
		{"foster parents", "<table>", "<p>x<tr>y<td>", ""},
		{"stray end tags", "", "</p></b></td>x", ""},
		{"stray end tags at depth", strings.Repeat("<b>", 300), "</i></a></u>x", ""},
		{"misnested", "", "<b><i>x</b></i>", ""},
		{"nested svg", "", "<svg>x", ""},
		{"unclosed svg", "", "<svg><p>x", ""},
		{"distinct formatting", "", "<b><i><u><s><em><strong>x", ""},
		{"paragraphs", "", "<p>x", ""},
		{"pictures", "", `<img src="https://a.example/b.jpg" alt="c">`, ""},
		{"frames", "", `<iframe src="https://www.youtube.com/embed/a"></iframe>`, ""},
		{"classes", `<p class="`, "a ", `">x`},
		{"control characters", "", "a\x01\xff", ""},
	}
	for _, s := range shapes {
		of := func(size int) string {
			return s.before + strings.Repeat(s.part, size/len(s.part)+1)[:size] + s.after
		}
		b.Run(s.name, func(b *testing.B) {
			profile, one, two := sanitize.Article(), of(1<<20), of(2<<20)
			var once, twice time.Duration
			for b.Loop() {
				once += timed(func() { _, _, _ = profile.HTML(one) })
				twice += timed(func() { _, _, _ = profile.HTML(two) })
			}
			b.ReportMetric(once.Seconds()*1000/float64(b.N), "ms/MiB")
			b.ReportMetric(twice.Seconds()/once.Seconds(), "x-doubled")
		})
	}
}

// Every benchmark's work is done once by the tests, so that it can't rot.
func TestBothSanitiseRealBodies(t *testing.T) {
	policy := newsPolicy()
	for _, body := range storedBodies(t, "themetest.jsonl") {
		out, _, err := sanitize.Article().HTML(body)
		require.NoError(t, err)
		require.NotPanics(t, func() { policy.Sanitize(body) })
		require.NotContains(t, out, "<script")
	}
}
