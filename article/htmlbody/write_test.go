package htmlbody_test

import (
	"errors"
	"strings"
	"testing"

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
			`<figure><img src="/a.png" alt="` + escaped + `"/><figcaption> <small>c</small></figcaption></figure>`},
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
	b := body(article.Paragraph{Text: inline.Text(strings.Repeat("a", 6000))}, article.Raw{HTML: strings.Repeat("<hr/>", 1500)}, article.Divider{})
	whole := len(write(t, b, htmlbody.Options{}))
	for left := 0; left < whole; left += 97 {
		require.ErrorIs(t, htmlbody.Write(&failing{left}, b, htmlbody.Options{}), errFull, left)
	}
}

func TestRawTooLargeToSanitiseIsAnError(t *testing.T) {
	err := htmlbody.Write(&strings.Builder{}, body(article.Raw{HTML: strings.Repeat("x", sanitize.MaxBytes+1)}), htmlbody.Options{})
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
}
