package sanitize_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/sanitize"
)

func TestArticleHTML(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"plain text is escaped", `5 < 6 & "7"`, `5 &lt; 6 &amp; &#34;7&#34;`},
		{"script goes with its content", `a<script>alert(1)</script>b`, `ab`},
		{"noscript is read as a browser without scripts reads it", `<noscript><b>x</b></noscript>`, `<b>x</b>`},
		{"template goes with nested templates", `a<template><template>x</template>y</template>b`, `ab`},
		{"svg goes with its content", `a<svg><title>t</title><desc><p>d</p></desc><svg>x</svg>y</svg>b`, `ab`},
		{"self-closed svg holds nothing", `a<svg/>b`, `ab`},
		{"self-closed style inside svg ends there", `a<svg><style/></svg>b`, `ab`},
		{"paragraph ends unclosed svg", `<svg><path><p>x</p>`, `<p>x</p>`},
		{"unclosed style goes to the end", `a<style>b<p>c`, `a`},
		{"select keeps nothing", `<select><option>x<select>y</select>z`, `z`},
		{"handlers, styles and names are left out", `<p onclick=x style=y name=z slot=w>t</p>`, `<p>t</p>`},
		{"classes are names", `<p class="a  B_2 c&amp;d -e">t</p><p class="&lt;">u</p>`, `<p class="a B_2 -e">t</p><p>u</p>`},
		{"an id that could shadow a variable is left out", `<h2 id="location">a</h2><h2 id="what-changed">b</h2><sup id="fnref1">1</sup><sup id=" a b">2</sup>`,
			`<h2>a</h2><h2 id="what-changed">b</h2><sup id="fnref1">1</sup><sup>2</sup>`},
		{"roles are those of publications", `<a href="#fn-1" role="doc-noteref">1</a><p role="button">t</p>`, `<a href="#fn-1" role="doc-noteref">1</a><p>t</p>`},
		{"letters of a host are looked up in ASCII", `<a href="http://BÜCHER.example:80/ä">a</a><a href="https://EXAMPLE.org">b</a><a href="https://a／b.example/">c</a>`,
			`<a href="http://xn--bcher-kva.example:80/%C3%A4">a</a><a href="https://example.org">b</a>c`},
		{"script of an embed becomes a figure with a link", `<p>a</p><script src="https://gist.github.com/gopher/0123456789abcdef.js"></script><script src="//datawrapper.dwcdn.net/aB1cD/2/embed.js">x</script>`,
			`<p>a</p><figure><a href="https://gist.github.com/gopher/0123456789abcdef">GitHub Gist</a></figure><figure><a href="https://datawrapper.dwcdn.net/aB1cD/2/">Datawrapper</a></figure>`},
		{"frame as wide as the page", `<iframe src="https://flo.uri.sh/story/1/embed" width="100%" height="101%"></iframe>`,
			`<iframe allowfullscreen="" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" ` +
				`sandbox="allow-popups allow-presentation allow-same-origin allow-scripts" src="https://flo.uri.sh/story/1/embed" title="Flourish" width="100%"></iframe>`},
		{"unclosed elements are closed", `<p>First<p>Second <b>bold<p>Third`, `<p>First</p><p>Second <b>bold</b></p><p>Third</p>`},
		{"stray end tags are ignored", `</div></p></td></table></b>x</p>y`, `x y`},
		{"block ends a paragraph", `<p>a<div>b</div>c</p>`, `<p>a</p><div>b</div>c`},
		{"heading ends a heading of any level", `<h2>a<h3>b</h2>c`, `<h2>a</h2><h3>b</h3>c`},
		{"item ends an item", `<ul><li>a<li>b</ul>`, `<ul><li>a</li><li>b</li></ul>`},
		{"nested list stays in its item", `<ul><li>a<ol><li>b</ol><li>c</ul>`, `<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>`},
		{"item without a list is text", `<li>a<li>b`, `a b`},
		{"term without a list is text", `<dd>a`, `a`},
		{"terms end each other", `<dl><dt>a<dd>b</dl>`, `<dl><dt>a</dt><dd>b</dd></dl>`},
		{"link ends a link", `<a href="/a">x<a href="/b">y</a>`, `<a href="/a">x</a><a href="/b">y</a>`},
		{"link in a cell in a link is text", `<a href="/a"><table><tr><td><a href="/b">x</a></td></tr></table></a>`,
			`<a href="/a"><table><tbody><tr><td>x</td></tr></tbody></table></a>`},
		{"refused link keeps its text", `<a href="javascript:alert(1)">x</a>`, `x`},
		{"link without an address keeps its text", `<a name="n">x</a>`, `x`},
		{"words of blocks that are left out stay apart", `<nav>One</nav><nav>Two</nav>`, `One Two`},
		{"rows and bodies are supplied", `<table><td>a<tr><th>b</table>`,
			`<table><tbody><tr><td>a</td></tr><tr><th>b</th></tr></tbody></table>`},
		{"text between rows gets a cell", `<table>x<tr><td>y</table>`,
			`<table><tbody><tr><td>x</td></tr><tr><td>y</td></tr></tbody></table>`},
		{"block between columns gets a cell", `<table><col span="2"><p>x</table>`,
			`<table><colgroup><col span="2"/></colgroup><tbody><tr><td><p>x</p></td></tr></tbody></table>`},
		{"white space between rows stays", "<table> <tr>\n<td>y</table>", "<table> <tbody><tr>\n<td>y</td></tr></tbody></table>"},
		{"table in a table ends it", `<table><table><tr><td>x</table>`,
			`<table></table><table><tbody><tr><td>x</td></tr></tbody></table>`},
		{"table in a cell stays", `<table><tr><td><table><tr><td>x</table>y</table>`,
			`<table><tbody><tr><td><table><tbody><tr><td>x</td></tr></tbody></table>y</td></tr></tbody></table>`},
		{"caption and head keep their place", `<table><caption>c</caption><thead><tr><th scope="COL" colspan="0">h</table>`,
			`<table><caption>c</caption><thead><tr><th scope="col">h</th></tr></thead></table>`},
		{"cell without a table is text", `<td>a</td><tr><td>b`, `a b`},
		{"end tags do not leave their cell", `<div><table><tr><td>x</div>y</table>`,
			`<div><table><tbody><tr><td>x y</td></tr></tbody></table></div>`},
		{"line feed after pre is no text", "<pre>\nx</pre>", "<pre>x</pre>"},
		{"second line feed after pre is text", "<pre>\n\nx</pre>", "<pre>\n\nx</pre>"},
		{"ruby parts stand in ruby", `<rt>a</rt><ruby>b<rt>c<rt>d</ruby>`, `a<ruby>b<rt>c</rt><rt>d</rt></ruby>`},
		{"sources stand in media", `<source src="/a"><video><source src="/b" type="video/mp4"></video>`,
			`<video><source src="/b" type="video/mp4"/></video>`},
		{"attributes are sorted and typed", `<img width=" 07" height="1e9" src="/a b.jpg" loading="LAZY" alt="é">`,
			`<img alt="é" loading="lazy" src="/a%20b.jpg" width="7"/>`},
		{"first of two attributes counts", `<img src="/a" src="/b">`, `<img src="/a"/>`},
		{"picture without a source is left out", `<img alt="x"><img src="mailto:a@b.example">`, ``},
		{"boolean attributes are empty", `<details open="x"><summary>s</summary></details>`, `<details open=""><summary>s</summary></details>`},
		{"list attributes", `<ol start="-3" type="I" reversed><li value="x">`, `<ol reversed="" start="-3" type="I"><li></li></ol>`},
		{"related article", `<aside data-article="9F1B2C3D-0000-4000-8000-00000000000A"></aside><aside data-article="x"></aside>`,
			`<aside data-article="9f1b2c3d-0000-4000-8000-00000000000a"></aside><aside></aside>`},
		{"link types of the list stay", `<a href="/x" rel="opener UGC ugc me">x</a>`, `<a href="/x" rel="ugc me">x</a>`},
		{"address without scheme gets https", `<a href="//x.example/">x</a>`, `<a href="https://x.example/">x</a>`},
		{"address is read as a browser reads it", "<a href=\" java\tscript:x\">x</a><a href='\n/y z'>y</a>", `x<a href="/y%20z">y</a>`},
		{"address with a user name is refused", `<a href="https://a@b.example/">x</a>`, `x`},
		{"candidates are checked one by one", `<img src="/a" srcset="javascript:x 1x, /b,c.jpg 2x, /d 3q, /e, /f,">`,
			`<img src="/a" srcset="/b,c.jpg 2x, /e, /f"/>`},
		{"srcset of nothing is left out", `<img src="/a" srcset=" , ,">`, `<img src="/a"/>`},
		{"frame of a listed host gets a sandbox", `<iframe src="http://www.youtube.com/embed/a" onload=x></iframe>`,
			`<iframe allowfullscreen="" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" ` +
				`sandbox="allow-popups allow-presentation allow-same-origin allow-scripts" src="https://www.youtube.com/embed/a" title="YouTube"></iframe>`},
		{"frame of another host becomes a link", `<iframe src="https://x.example/a" title=" Chart ">fallback</iframe>`, `<a href="https://x.example/a">Chart</a>`},
		{"frame of another path becomes a link", `<iframe src="https://www.youtube.com/redirect?q=x"></iframe>`,
			`<a href="https://www.youtube.com/redirect?q=x">www.youtube.com</a>`},
		{"frame in a link becomes text", `<a href="/x"><iframe src="https://x.example/a"></iframe></a>`, `<a href="/x">x.example</a>`},
		{"frame of the same site is left out", `a<iframe src="/admin"></iframe>b`, `ab`},
		{"frame between rows gets a cell", `<table><iframe src="https://x.example/"></iframe></table>`,
			`<table><tbody><tr><td><a href="https://x.example/">x.example</a></td></tr></tbody></table>`},
		{"comments and document types are left out", `<!doctype html>a<!-- b -->c`, `ac`},
		{"odd characters are left out", "a\x00b\u202ec\xffd\fe&#13;f\r\ng", "abcd e\nf\ng"},
		{"frame of a host that is no text is left out", `a<iframe src="https://www.x%80.example">`, `a`},
		{"end tags of headings are one", `<h2>a</h3>b`, `<h2>a</h2>b`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, report, err := sanitize.Article().HTML(tt.give)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			assert.NoError(t, check(sanitize.Article(), tt.give))
			assert.NotContains(t, report.String(), "second opinion")
		})
	}
}

func TestCommentHTML(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"links say whose they are", `<a href="https://x.example/" rel="me">x</a>`, `<a href="https://x.example/" rel="nofollow ugc noopener">x</a>`},
		{"headings, pictures and frames are left out", `<p>a</p><h1>B</h1><img src="/x"><iframe src="https://www.youtube.com/embed/a">y</iframe>`, `<p>a</p>B`},
		{"tables are text", `<table><tr><td>a</td><td>b</td></tr></table>`, `a b`},
		{"lists stay", `<ul><li>a</ul>`, `<ul><li>a</li></ul>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := sanitize.Comment().HTML(tt.give)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			assert.NoError(t, check(sanitize.Comment(), tt.give))
		})
	}
}

func TestInline(t *testing.T) {
	tests := []struct {
		name    string
		profile sanitize.Profile
		give    string
		want    string
	}{
		{"blocks are left out and words stay apart", sanitize.Article(), `<h2>One</h2><p>Two <b>three</b></p>`, `One Two <b>three</b>`},
		{"pictures are left out", sanitize.Article(), `a <img src="/x"> b`, `a  b`},
		{"links of comments say whose they are", sanitize.Comment(), `<a href="/x">y</a>`, `<a href="/x" rel="nofollow ugc noopener">y</a>`},
		{"zero profile keeps text", sanitize.Profile{}, `<b>a</b><script>b</script><p>c`, `a c`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := tt.profile.Inline(tt.give)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got.String())
		})
	}
}

func TestReportSaysWhatWasLost(t *testing.T) {
	_, report, err := sanitize.Article().HTML(`<p style="a">x</p><p style="b">y</p><script>z</script>`)
	require.NoError(t, err)
	want := []loss.Loss{
		{Path: "p.style", Action: loss.Dropped, What: "attribute", Why: "the attribute is not kept", Count: 2},
		{Path: "script", Action: loss.Dropped, What: "element", Why: "the element is not kept", Count: 1},
	}
	var got []loss.Loss
	for l := range report.All() {
		got = append(got, l)
	}
	assert.Equal(t, want, got)
}

func TestZeroProfileKeepsTextAlone(t *testing.T) {
	got, _, err := sanitize.Profile{}.HTML(`<p>a &amp; <b>b</b></p><p>c</p><style>d</style>`)
	require.NoError(t, err)
	assert.Equal(t, "a &amp; b c", got)
	require.NoError(t, check(sanitize.Profile{}, got))
}

func TestALimitIsCheckedBeforeAnyWork(t *testing.T) {
	p, err := sanitize.Comment().With(sanitize.Options{MaxBytes: 3})
	require.NoError(t, err)
	_, _, err = p.HTML("abcd")
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
	assert.EqualError(t, err, "sanitize: too large: 4 bytes, at most 3")
	got, _, err := p.HTML("abc")
	require.NoError(t, err)
	assert.Equal(t, "abc", got)
	_, _, err = sanitize.Comment().HTML("abcd")
	require.NoError(t, err, "the profile it came from stays")
}

func TestProfilesAreSharedByGoroutines(t *testing.T) {
	p := sanitize.Article()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				out, _, err := p.HTML(`<p onclick=x>a<img src="/b" srcset="/c 2x"><iframe src="//www.youtube.com/embed/d">`)
				assert.NoError(t, err)
				assert.NoError(t, harmless(out))
			}
		})
	}
	group.Wait()
}

func TestDefaultLimit(t *testing.T) {
	_, _, err := sanitize.Article().HTML(strings.Repeat("a", sanitize.MaxBytes+1))
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
}

func TestInlineMarkupTooLongForTheGrammar(t *testing.T) {
	_, _, err := sanitize.Article().Inline(strings.Repeat("a", inline.MaxBytes+1))
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
	require.ErrorIs(t, err, inline.ErrTooLarge)
}

func TestWorstShapesGetThrough(t *testing.T) {
	const size = 1 << 18
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	large := func(s string) string { return strings.Repeat(s, 4*size/len(s)) }
	tests := []struct {
		name, give string
		want       string // a part of the report; "" for none
	}{
		{"nested b", large("<b>x"), "nested too deeply"},
		{"nested links", large(`<a href="/">x`), ""},
		{"nested div", fill("<div>x"), "nested too deeply"},
		{"nested tables", fill("<table><tr><td>x"), "nested too deeply"},
		{"tables in tables", fill("<table>x"), ""},
		{"many tags", large("<i></i>"), "too many tags"},
		{"many attributes", "<p " + distinct(size) + ">x", "too many attributes"},
		{"one long attribute", `<img src="/x" alt="` + fill("a") + `">`, ""},
		{"many candidates", `<img src="/x" srcset="` + fill("/a 1x,") + `">`, ""},
		{"many angles", fill("<"), ""},
		{"many comments", fill("<!-->x"), "HTML comment"},
		{"stray end tags", fill("</p></b>x"), ""},
		{"misnested", fill("<b><i>x</b></i>"), ""},
		{"rows without tables", fill("<tr><td>x"), ""},
		{"nested svg", fill("<svg>x"), ""},
		{"unclosed svg and paragraphs", fill("<svg><p>x"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, report, err := sanitize.Article().HTML(tt.give)
			require.NoError(t, err)
			assert.Contains(t, report.String(), tt.want)
			assert.NoError(t, harmless(out))
		})
	}
}

// distinct returns attributes of different names, size bytes in all.
func distinct(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "a%d ", i)
	}
	return b.String()
}

func TestTextPastTheLimitsIsKept(t *testing.T) {
	deep := strings.Repeat("<div>", 300) + "<table>a<td>b" + strings.Repeat("<i>", 20) + "c"
	out, _, err := sanitize.Article().HTML(deep)
	require.NoError(t, err)
	assert.Equal(t, "a bc", textOf(tree(t, out)))

	many := strings.Repeat("<br>", sanitize.MaxTags) + "<table><p>a<script>b</script><p>c"
	out, _, err = sanitize.Article().HTML(many)
	require.NoError(t, err)
	assert.Equal(t, "a c", textOf(tree(t, out)))
}

func TestFramePastTheDepthIsLeftOut(t *testing.T) {
	out, report, err := sanitize.Article().HTML(strings.Repeat("<div>", 256) +
		`<iframe src="https://www.youtube.com/embed/a"></iframe><iframe src="https://x.example/"></iframe>`)
	require.NoError(t, err)
	assert.NotContains(t, out, "<iframe")
	assert.Contains(t, out, "x.example")
	assert.Contains(t, report.String(), "nested too deeply")
}
