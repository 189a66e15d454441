package htmlbody_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

const storyID = "01890a5d-ac96-774b-bcce-b302099a8057"

func markup(t *testing.T, s string) inline.HTML {
	t.Helper()
	h, err := inline.Parse(s)
	require.NoError(t, err)
	return h
}

func paragraph(t *testing.T, s string) article.Paragraph {
	t.Helper()
	return article.Paragraph{Text: markup(t, s)}
}

func contents(b article.Body) []article.BlockContent {
	var list []article.BlockContent
	for _, block := range b {
		list = append(list, block.Content)
	}
	return list
}

func TestParse(t *testing.T) {
	id, err := article.ParseID(storyID)
	require.NoError(t, err)
	p := func(s string) article.Paragraph { return paragraph(t, s) }
	m := func(s string) inline.HTML { return markup(t, s) }
	tests := []struct {
		name, source string
		want         []article.BlockContent
	}{
		{"nothing is no block", "", nil},
		{"white space is no block", " \n <p> &nbsp; </p>\n", nil},
		{"a paragraph keeps its inline markup", "<p>a <em>b</em></p>", []article.BlockContent{p("a <em>b</em>")}},
		{"text apart by a blank line is two paragraphs", "one\n\ntwo <b>x</b>\n \nthree", []article.BlockContent{p("one"), p("two <b>x</b>"), p("three")}},
		{"a line break in loose text is none", "one\ntwo", []article.BlockContent{p("one\ntwo")}},
		{"a heading of level one becomes level two", "<h1>A</h1><h3>B</h3>", []article.BlockContent{
			article.Heading{Level: 2, Text: m("A")}, article.Heading{Level: 3, Text: m("B")}}},
		{"a picture in a heading stands after it", `<h2>A <img src="/a.png"></h2>`, []article.BlockContent{
			article.Heading{Level: 2, Text: m("A")}, article.Figure{Image: article.Image{URL: "/a.png"}}}},
		{"an empty heading is no block", "<h2> </h2>", nil},
		{"lists nest", `<ol start="3"><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>`, []article.BlockContent{
			article.List{Ordered: true, Start: 3, Items: []article.ListItem{
				{Text: m("a"), Sub: &article.List{Items: []article.ListItem{{Text: m("b")}}}},
				{Text: m("c<br/>d")},
			}}}},
		{"a list with a picture stays as it is", `<ul><li><img src="/a.png"/></li></ul>`, []article.BlockContent{
			article.Raw{HTML: `<ul><li><img src="/a.png"/></li></ul>`}}},
		{"a list with text after an inner list stays as it is", `<ul><li>a<ul><li>b</li></ul>c</li></ul>`, []article.BlockContent{
			article.Raw{HTML: `<ul><li>a<ul><li>b</li></ul>c</li></ul>`, Text: "a\nb\nc"}}},
		{"a list with two inner lists stays as it is", `<ul><li>a<ul><li>b</li></ul><ul><li>c</li></ul></li></ul>`, []article.BlockContent{
			article.Raw{HTML: `<ul><li>a<ul><li>b</li></ul><ul><li>c</li></ul></li></ul>`, Text: "a\nb\nc"}}},
		{"a list with a table stays as it is", `<ul><li><pre>x</pre></li></ul>`, []article.BlockContent{
			article.Raw{HTML: `<ul><li><pre>x</pre></li></ul>`, Text: "x"}}},
		{"an empty list is no block", "<ul></ul>", nil},
		{"a quote keeps paragraphs and source", `<blockquote>x<p>a</p>b <em>c</em><cite>Me</cite></blockquote>`, []article.BlockContent{
			article.Quote{Paragraphs: []inline.HTML{m("x"), m("a"), m("b <em>c</em>")}, Cite: m("Me")}}},
		{"a source within the text is text", `<blockquote><cite>Me</cite> says</blockquote>`, []article.BlockContent{
			article.Quote{Paragraphs: []inline.HTML{m("<cite>Me</cite> says")}}}},
		{"a quote with a list stays as it is", `<blockquote><ul><li>a</li></ul></blockquote>`, []article.BlockContent{
			article.Raw{HTML: `<blockquote><ul><li>a</li></ul></blockquote>`, Text: "a"}}},
		{"an empty quote is no block", `<blockquote><p></p></blockquote>`, nil},
		{"a figure keeps caption and credit", `<figure><a href="https://x.example"><img src="/a.png" alt=" A  b" width="3" height="2"></a><figcaption>C <small>By D</small></figcaption></figure>`,
			[]article.BlockContent{article.Figure{Image: article.Image{URL: "/a.png", Alt: "A b", Width: 3, Height: 2, Caption: m("C"), Credit: "By D"}}}},
		{"a figure of pictures is a gallery", `<figure><figure><img src="/a.png"><figcaption>A <small>C</small></figcaption></figure><img src="/b.png"><figcaption>Both</figcaption></figure>`,
			[]article.BlockContent{article.Gallery{Caption: m("Both"), Images: []article.Slide{
				{Image: article.Image{URL: "/a.png", Caption: m("A"), Credit: "C"}}, {Image: article.Image{URL: "/b.png"}}}}}},
		{"so is a list of pictures in a figure", `<figure><ul><li><figure><img src="/a.png"></figure></li><li><img src="/b.png"></li></ul></figure>`,
			[]article.BlockContent{article.Gallery{Images: []article.Slide{{Image: article.Image{URL: "/a.png"}}, {Image: article.Image{URL: "/b.png"}}}}}},
		{"pictures and words in a figure are no gallery", `<figure><img src="/a.png"><p>x</p><img src="/b.png"></figure>`,
			[]article.BlockContent{article.Figure{Image: article.Image{URL: "/a.png"}}, p("x"), article.Figure{Image: article.Image{URL: "/b.png"}}}},
		{"a caption above a gallery keeps its place", `<figure><figcaption>Both</figcaption><img src="/a.png"><img src="/b.png"></figure>`,
			[]article.BlockContent{article.Figure{Image: article.Image{URL: "/a.png"}}, article.Figure{Image: article.Image{URL: "/b.png"}}, p("Both")}},
		{"a film is a video", `<video controls src="/v.mp4" poster="/p.png" width="640" height="360"></video>`,
			[]article.BlockContent{article.Video{URL: "/v.mp4", Poster: "/p.png", Width: 640, Height: 360}}},
		{"a film in a figure has title, caption and credit", `<figure><video><source src="/v.mp4"></video><figcaption><cite>T</cite> C <small>By D</small></figcaption></figure>`,
			[]article.BlockContent{article.Video{URL: "/v.mp4", Title: "T", Caption: m("C"), Credit: "By D"}}},
		{"a recording is an audio", `<figure><audio controls src="/a.mp3"></audio><figcaption>C</figcaption></figure>`,
			[]article.BlockContent{article.Audio{URL: "/a.mp3", Caption: m("C")}}},
		{"a film with subtitles stays as it is", `<video src="/v.mp4"><track src="/s.vtt"></video>`,
			[]article.BlockContent{article.Raw{HTML: `<video src="/v.mp4"><track src="/s.vtt"/></video>`}}},
		{"the words in a player stand before it", `<figure><audio src="/a.mp3">Get it</audio><figcaption>C</figcaption></figure>`,
			[]article.BlockContent{p("Get it"), article.Audio{URL: "/a.mp3"}, p("C")}},
		{"a film of no file stays as it is", `<figure><video></video><figcaption>C</figcaption></figure>`,
			[]article.BlockContent{article.Raw{HTML: `<video></video>`}, p("C")}},
		{"a quote in a figure is a pull quote", `<figure><blockquote><p>a</p><cite>b</cite></blockquote></figure>`,
			[]article.BlockContent{article.PullQuote{Text: m("a"), Cite: m("b")}}},
		{"with a caption it is a quote, and that is its source", `<figure><blockquote><p>a</p></blockquote><figcaption>b</figcaption></figure>`,
			[]article.BlockContent{article.Quote{Paragraphs: []inline.HTML{m("a")}, Cite: m("b")}}},
		{"with a source and a caption it is a quote and a line", `<figure><blockquote><p>a</p><cite>b</cite></blockquote><figcaption>c</figcaption></figure>`,
			[]article.BlockContent{article.Quote{Paragraphs: []inline.HTML{m("a")}, Cite: m("b")}, p("c")}},
		{"a quote of paragraphs in a figure is a quote", `<figure><blockquote><p>a</p><p>b</p></blockquote></figure>`,
			[]article.BlockContent{article.Quote{Paragraphs: []inline.HTML{m("a"), m("b")}}}},
		{"pictures between words stand after them", `<p>a <img src="/a.png"> b</p>`, []article.BlockContent{
			p("a  b"), article.Figure{Image: article.Image{URL: "/a.png"}}}},
		{"a link in a figure is an embed", `<figure><a href="https://v.example/1">Film</a></figure>`, []article.BlockContent{
			article.Embed{URL: "https://v.example/1", Title: "Film"}}},
		{"two links in a figure are text", `<figure><a href="https://v.example/1">A</a> <a href="https://v.example/2">B</a></figure>`, []article.BlockContent{
			p(`<a href="https://v.example/1">A</a> <a href="https://v.example/2">B</a>`)}},
		{"an address alone is an embed", "https://v.example/1", []article.BlockContent{article.Embed{URL: "https://v.example/1", Title: "https://v.example/1"}}},
		{"an address among words is text", "see https://v.example/1", []article.BlockContent{p("see https://v.example/1")}},
		{"a frame is an embed", `<p>a</p><iframe src="https://www.youtube.com/embed/x" title="T"></iframe>`, []article.BlockContent{
			p("a"), article.Embed{URL: "https://www.youtube.com/embed/x", Title: "T", Provider: "YouTube", Consent: true}}},
		{"code is kept to the character", "<pre><code>\n a\n\tb<br>c</code></pre>", []article.BlockContent{article.Code{Text: "\n a\n\tb\nc"}}},
		{"a rule is a divider", "<hr>", []article.BlockContent{article.Divider{}}},
		{"an aside that names an article is a related link", `<aside data-article="` + storyID + `"><a href="/x">Other</a></aside>`, []article.BlockContent{
			article.Related{Article: id, URL: "/x", Title: "Other"}}},
		{"any other aside is text", `<aside><p>a</p></aside>`, []article.BlockContent{p("a")}},
		{"a table of rows and columns is a table", `<table><tr><th>h</th><th>i</th></tr><tr><td>a</td><td><p>b <em>c</em></p></td></tr></table>`, []article.BlockContent{
			article.Table{HeaderRow: true, Rows: [][]inline.HTML{{m("h"), m("i")}, {m("a"), m("b <em>c</em>")}}}}},
		{"its caption is the figure's", `<figure><table><thead><tr><td colspan="1">a</td></tr></thead><tbody><tr><td></td></tr></tbody></table><figcaption>C</figcaption></figure>`,
			[]article.BlockContent{article.Table{Rows: [][]inline.HTML{{m("a")}, {{}}}, Caption: m("C")}}},
		{"the first column may be headers", `<table><tr><td></td><th>h</th></tr><tr><th>a</th><td>b</td></tr></table>`, []article.BlockContent{
			article.Raw{HTML: `<table><tbody><tr><td></td><th>h</th></tr><tr><th>a</th><td>b</td></tr></tbody></table>`, Text: "h\na\nb"}}},
		{"headers in the first column", `<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>`, []article.BlockContent{
			article.Table{HeaderColumn: true, Rows: [][]inline.HTML{{m("a"), m("b")}, {m("c"), m("d")}}}}},
		{"a table of merged cells stays as it is, its cells apart", `<table><tbody><tr><td>a</td><td>b</td></tr><tr><td colspan="2">c</td></tr></tbody></table>`, []article.BlockContent{
			article.Raw{HTML: `<table><tbody><tr><td>a</td><td>b</td></tr><tr><td colspan="2">c</td></tr></tbody></table>`, Text: "a\nb\nc"}}},
		{"so does one with a foot", `<table><tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot></table>`, []article.BlockContent{
			article.Raw{HTML: `<table><tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot></table>`, Text: "a\nb"}}},
		{"and one with a list in a cell", `<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>`, []article.BlockContent{
			article.Raw{HTML: `<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>`, Text: "a"}}},
		{"an empty table is no block", `<table><tr><td></td></tr></table>`, nil},
		{"containers are opened", `<div><section><p>a</p></section>b</div>`, []article.BlockContent{p("a"), p("b")}},
		{"scripts leave nothing", `<script>alert(1)</script><style>x</style><p onclick="x">a</p>`, []article.BlockContent{p("a")}},
		{"comments leave nothing", `<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->`, []article.BlockContent{p("a")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body, _, err := htmlbody.Parse(strings.NewReader(tt.source), sanitize.Article())
			require.NoError(t, err)
			assert.Equal(t, tt.want, contents(body))
		})
	}
}

func TestParseReportsWhatItDrops(t *testing.T) {
	_, report, err := htmlbody.Parse(strings.NewReader(`<h1>x</h1><p onclick="a">b</p><script>c</script><p><img src="javascript:x" alt="y"> z</p>`), sanitize.Article())
	require.NoError(t, err)
	text := report.String()
	for _, want := range []string{"h1", "script", "onclick", "img"} {
		assert.Contains(t, text, want)
	}
	_, report, err = htmlbody.Parse(strings.NewReader(`<p>a <img src="/b.png" alt="b"></p>`), sanitize.Article())
	require.NoError(t, err)
	assert.True(t, report.Empty(), "a picture that became a block is not lost: %s", report)
}

func TestLinksWithinThePageLeaveTheirWords(t *testing.T) {
	m := func(s string) inline.HTML { return markup(t, s) }
	const out = `<a href="https://a.example/#x">out</a>`
	const quote = `<blockquote class="twitter-tweet">a <a href="#x">b</a></blockquote>`
	tests := []struct {
		name, source string
		want         []article.BlockContent
		count        int
	}{
		{"in a paragraph", `<p>a <a rel="me" href="#x" title="t > u"><em>b</em> c</a> d ` + out + ` <a href="#e">e</a></p>`,
			[]article.BlockContent{article.Paragraph{Text: m("a <em>b</em> c d " + out + " e")}}, 2},
		{"in loose text", `a<sup><a href="#fn-1">1</a></sup>`, []article.BlockContent{article.Paragraph{Text: m("a<sup>1</sup>")}}, 1},
		{"in a line that is outside the grammar", `<p>a <a class="y" href="#x">b</a> <font>c</font></p>`, []article.BlockContent{article.Paragraph{Text: m("a b c")}}, 1},
		{"in a heading", `<h2><a href="#x"> a</a></h2><h2>b <a href="#y">c</a><img src="/d.png"></h2>`, []article.BlockContent{article.Heading{Level: 2, Text: m("a")},
			article.Heading{Level: 2, Text: m("b c")}, article.Figure{Image: article.Image{URL: "/d.png"}}}, 2},
		{"in lists", `<ul><li>a <a href="#x">b</a><ol><li><a href="#y">c</a></li></ol></li></ul>`, []article.BlockContent{article.List{Items: []article.ListItem{
			{Text: m("a b"), Sub: &article.List{Ordered: true, Items: []article.ListItem{{Text: m("c")}}}}}}}, 2},
		{"in a figure", `<figure><a href="#x">a</a></figure>`, []article.BlockContent{article.Paragraph{Text: m("a")}}, 1},
		{"in a quote of a script", quote, []article.BlockContent{article.Quote{Paragraphs: []inline.HTML{m("a b")}}}, 1},
		{"without words", `<p><a href="#x"> </a></p>`, nil, 1},
		{"whose words are an address", `<p><a href="#x">https://v.example/1</a></p>`, []article.BlockContent{article.Embed{URL: "https://v.example/1", Title: "https://v.example/1"}}, 1},
		{"but not of a raw block, which keeps its ids", `<dl><dt id="a-1">a</dt><dd><a href="#a-1">b</a></dd></dl>`, []article.BlockContent{
			article.Raw{HTML: `<dl><dt id="a-1">a</dt><dd><a href="#a-1">b</a></dd></dl>`, Text: "a\nb"}}, 0},
		{"and not as text", `<p>&lt;a href="#x"&gt; ` + out + `</p>`, []article.BlockContent{article.Paragraph{Text: m(`&lt;a href="#x"&gt; ` + out)}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body, report, err := htmlbody.Parse(strings.NewReader(tt.source), sanitize.Article())
			require.NoError(t, err)
			assert.Equal(t, tt.want, contents(body))
			count := 0
			for l := range report.All() {
				if l.What == "link" {
					assert.True(t, strings.HasPrefix(l.Path, "Body["), l.Path)
					count += l.Count
				}
			}
			assert.Equal(t, tt.count, count, "%s", report)
		})
	}
}

func TestParseIsBounded(t *testing.T) {
	_, _, err := htmlbody.Parse(io.LimitReader(endless{}, 1<<40), sanitize.Article())
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
	small, err := sanitize.Article().With(sanitize.Options{MaxBytes: 100})
	require.NoError(t, err)
	_, _, err = htmlbody.Parse(strings.NewReader(strings.Repeat("x", 101)), small)
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
	broken := errors.New("broken")
	_, _, err = htmlbody.Parse(iotest.ErrReader(broken), sanitize.Article())
	require.ErrorIs(t, err, broken)
}

// endless is a text without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestListsNestedTooDeepAreKeptAsTheyAre(t *testing.T) {
	deep := strings.Repeat("<ul><li>a", article.MaxListDepth+4) + strings.Repeat("</li></ul>", article.MaxListDepth+4)
	body, _, err := htmlbody.Parse(strings.NewReader(deep), sanitize.Article())
	require.NoError(t, err)
	require.Len(t, body, 1)
	assert.IsType(t, article.Raw{}, body[0].Content)
}

// FuzzParse: whatever comes in, the blocks pass the article's own check, and writing
// and parsing them gives the same blocks.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "a\n\n\nb", "<p>x</p>", `<figure><img src="/a"><figcaption>c<small>d</small></figcaption></figure>`,
		"<ul><li>a<ol><li>b</ol></ul>", "<blockquote><p>a<cite>b</cite></blockquote>", "<pre>\n\nx</pre>",
		`<aside data-article="` + storyID + `"><a href="//x">y</a></aside>`, "<table><td>x", "<h1><h2>x", "https://a.b/c",
		"<figure><img src=/a><img src=/b><figcaption>x", "<figure><video src=/v></video><figcaption><cite>t</cite>c<small>d", "<audio src=/a>x</audio>",
		"<figure><blockquote>a<cite>b</blockquote></figure>", "<figure><blockquote>a</blockquote><figcaption>b", "<figure><table><tr><th>a<th>b<tr><th>c<td>d</table><figcaption>e",
		"<table><tr><th>a</table>", "<table><tr><th><tr><td>x", "<svg><style><img src=x onerror=y>", "<figure><a href='https://a.b/'></a></figure>", "<p>\u00a0a", "<iframe src='https://player.vimeo.com/video/1'>",
		`[caption]<img src="/a.png"> x [/caption][gallery]`, `<amp-img src=/a><noscript>x</amp-img>[embed]https://a.example/[/embed]`, "[[gallery]] [ gallery]",
		`<blockquote class="twitter-tweet">x<a href=/y>z</a></blockquote>`, "a\n\nb<!-- wp:more /--><figure><table><td>[gallery]</table>d</figure>", "<pre>[gallery]</pre>&#91;gallery]",
		`a<a href="#x"> <b>c</b>\n\nd</a>`, `<li><a href="#x">[gal</a>lery]`, `<figure><a href="#x">https://a.example/</a></figure>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		body, _, err := htmlbody.Parse(strings.NewReader(source), sanitize.Article())
		if err != nil {
			t.Skip(err)
		}
		content := article.Content{Lang: "en", Headlines: article.Texts{{Value: "x"}}, Body: body}
		require.NoError(t, content.Check())
		var written strings.Builder
		require.NoError(t, htmlbody.Write(&written, body, htmlbody.Options{}))
		again, _, err := htmlbody.Parse(strings.NewReader(written.String()), sanitize.Article())
		require.NoError(t, err)
		require.Equal(t, body, again, written.String())
		require.Equal(t, body.Text(), again.Text())
	})
}
