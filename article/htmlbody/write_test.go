package htmlbody_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

func body(contents ...article.BlockContent) article.Body {
	var b article.Body
	for _, c := range contents {
		b = append(b, article.Block{Content: c})
	}
	return b
}

func write(t *testing.T, b article.Body, o htmlbody.Options) string {
	t.Helper()
	var out strings.Builder
	require.NoError(t, htmlbody.Write(&out, b, o))
	return out.String()
}

func TestWrite(t *testing.T) {
	id, err := article.ParseID(storyID)
	require.NoError(t, err)
	const hostile = `"><script>x</script>$1 ${y} %s {{.}} ]]>`
	const escaped = `&#34;&gt;&lt;script&gt;x&lt;/script&gt;$1 ${y} %s {{.}} ]]&gt;`
	tests := []struct {
		name string
		give article.BlockContent
		want string
	}{
		{"paragraph", article.Paragraph{Text: inline.Text("a & b")}, "<p>a &amp; b</p>"},
		{"heading", article.Heading{Level: 3, Text: inline.Text("a")}, "<h3>a</h3>"},
		{"heading out of range", article.Heading{Level: 9, Text: inline.Text("a")}, "<h6>a</h6>"},
		{"list", article.List{Ordered: true, Start: 2, Items: []article.ListItem{{Text: inline.Text("a"), Sub: &article.List{Items: []article.ListItem{{Text: inline.Text("b")}}}}}},
			`<ol start="2"><li>a<ul><li>b</li></ul></li></ol>`},
		{"quote", article.Quote{Paragraphs: []inline.HTML{inline.Text("a")}, Cite: inline.Text("b")}, "<blockquote><p>a</p><cite>b</cite></blockquote>"},
		{"figure", article.Figure{Image: article.Image{URL: "/a.png", Alt: hostile, Credit: "c"}},
			`<figure><img alt="` + escaped + `" src="/a.png"/><figcaption> <small>c</small></figcaption></figure>`},
		{"pull quote", article.PullQuote{Text: inline.Text("a"), Cite: inline.Text("b")}, "<figure><blockquote><p>a</p><cite>b</cite></blockquote></figure>"},
		{"gallery", article.Gallery{Images: []article.Slide{{Image: article.Image{URL: "/a.png", Credit: "c"}}, {Image: article.Image{URL: "/b.png"}}}, Caption: inline.Text("d")},
			`<figure><figure><img alt="" src="/a.png"/><figcaption> <small>c</small></figcaption></figure><figure><img alt="" src="/b.png"/></figure><figcaption>d</figcaption></figure>`},
		{"video", article.Video{URL: "/v.mp4", Poster: "/p.png", Title: hostile, Caption: inline.Text("c"), Width: 1, Height: 2},
			`<figure><video controls="" height="2" poster="/p.png" src="/v.mp4" width="1"></video><figcaption><cite>` + escaped + `</cite> c</figcaption></figure>`},
		{"audio", article.Audio{URL: "/a.mp3"}, `<figure><audio controls="" src="/a.mp3"></audio></figure>`},
		{"table", article.Table{HeaderRow: true, HeaderColumn: true, Rows: [][]inline.HTML{{inline.Text("a"), inline.Text("b")}, {inline.Text("c"), inline.Text("d")}}, Caption: inline.Text("e")},
			"<figure><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>c</th><td>d</td></tr></tbody></table><figcaption>e</figcaption></figure>"},
		{"live entry", article.LiveEntry{At: time.Date(2026, 3, 1, 12, 5, 0, 0, time.UTC), Title: "T <b>", Body: body(article.Paragraph{Text: inline.Text("a")}, article.Raw{HTML: "<hr>"})},
			"<section><p><time datetime=\"2026-03-01T12:05:00Z\">12:05</time></p>\n<h3>T &lt;b&gt;</h3>\n<p>a</p>\n<hr/>\n</section>"},
		{"code", article.Code{Text: "<a>"}, "<pre><code>&lt;a&gt;</code></pre>"},
		{"divider", article.Divider{}, "<hr/>"},
		{"embed", article.Embed{URL: "https://v.example/?a=1&b=2"}, `<figure><a href="https://v.example/?a=1&amp;b=2">https://v.example/?a=1&amp;b=2</a></figure>`},
		{"embed whose address is not safe", article.Embed{URL: "javascript:x", Title: hostile}, "<figure>" + escaped + "</figure>"},
		{"related link elsewhere", article.Related{URL: "https://x.example/", Title: hostile}, `<aside><a href="https://x.example/">` + escaped + "</a></aside>"},
		{"related article", article.Related{Article: id, Title: "T"}, `<aside data-article="` + storyID + `"><a href="/own">T</a></aside>`},
		{"raw is sanitised again", article.Raw{HTML: `<table><tbody><tr><td onclick="x">a</td></tr></tbody></table><script>y</script>`}, "<table><tbody><tr><td>a</td></tr></tbody></table>"},
		{"unknown is left out", article.Unknown{Name: "x"}, ""},
	}
	o := htmlbody.Options{Article: func(article.ID) string { return "/own" }}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, strings.TrimSuffix(write(t, body(tt.give), o), "\n"))
		})
	}
}

func TestARelatedLinkKeepsItsOwnAddressWhereTheCallerHasNone(t *testing.T) {
	id, err := article.ParseID(storyID)
	require.NoError(t, err)
	b := body(article.Related{Article: id, URL: "/old", Title: "T"})
	want := `<aside data-article="` + storyID + `"><a href="/old">T</a></aside>` + "\n"
	assert.Equal(t, want, write(t, b, htmlbody.Options{}))
	assert.Equal(t, want, write(t, b, htmlbody.Options{Article: func(article.ID) string { return "" }}))
}

// failing is a writer that fails after some bytes.
type failing struct{ left int }

var errFull = errors.New("full")

func (w *failing) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return w.left, errFull
	}
	w.left -= len(p)
	return len(p), nil
}

func TestAWriterThatFailsAnywhereGivesItsError(t *testing.T) {
	b := body(article.Paragraph{Text: inline.Text(strings.Repeat("a", 6000))}, article.Raw{HTML: strings.Repeat("<hr/>", 1500)},
		article.LiveEntry{Body: body(article.Raw{HTML: strings.Repeat("<hr/>", 1500)}, article.Code{Text: strings.Repeat("a", 6000)})}, article.Divider{})
	whole := len(write(t, b, htmlbody.Options{}))
	for left := 0; left < whole; left += 97 {
		require.ErrorIs(t, htmlbody.Write(&failing{left}, b, htmlbody.Options{}), errFull, left)
	}
}

func TestRawTooLargeToSanitiseIsAnError(t *testing.T) {
	err := htmlbody.Write(&strings.Builder{}, body(article.Raw{HTML: strings.Repeat("x", sanitize.MaxBytes+1)}), htmlbody.Options{})
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
}
