package htmlbody_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
)

// absolute stands for the addresses of a site at news.example.
func absolute(dst []byte, address string) []byte {
	switch {
	case strings.HasPrefix(address, "/"):
		dst = append(dst, "https://news.example"...)
	case address == "lost":
		return dst
	}
	return append(dst, address...)
}

func line(t *testing.T, markup string) inline.HTML {
	t.Helper()
	h, err := inline.Parse(markup)
	require.NoError(t, err)
	return h
}

func TestEachMediumHasItsSpelling(t *testing.T) {
	id, err := article.ParseID(storyID)
	require.NoError(t, err)
	links := line(t, `<a href="/x?a=1&amp;b=2" title="/y">x</a> <a href="https://a.example/">a</a> <q cite="/z">z</q> <a href="lost">l</a>`)
	tests := []struct {
		name       string
		give       article.BlockContent
		feed, mail string
	}{
		{"addresses in running text", article.Paragraph{Text: links},
			`<p><a href="https://news.example/x?a=1&amp;b=2" title="/y">x</a> <a href="https://a.example/">a</a> <q cite="https://news.example/z">z</q> <a href="">l</a></p>`, ""},
		{"brackets are no shortcode", article.Paragraph{Text: inline.Text("[gallery]")}, "<p>[gallery]</p>", ""},
		{"picture", article.Figure{Image: article.Image{URL: "/a.png", Alts: taxonomy.Labels{{Lang: "de", Text: "Bild"}}, Caption: inline.Text("c"), Width: 2, Height: 100_000}},
			`<figure><img alt="Bild" src="https://news.example/a.png" width="2"/><figcaption>c</figcaption></figure>`,
			`<div><img alt="Bild" src="https://news.example/a.png" width="2"/><p>c</p></div>`},
		{"picture that stands nowhere", article.Figure{Image: article.Image{URL: "lost", Caption: inline.Text("c")}},
			"<figure><figcaption>c</figcaption></figure>", "<div><p>c</p></div>"},
		{"picture behind a link of mail", article.Figure{Image: article.Image{URL: "mailto:a@b.example"}}, "<figure></figure>", "<div></div>"},
		{"pull quote", article.PullQuote{Text: inline.Text("a")}, "<figure><blockquote><p>a</p></blockquote></figure>", "<div><blockquote><p>a</p></blockquote></div>"},
		{"film", article.Video{URL: "/v.mp4", Poster: "lost", Title: "T", Caption: inline.Text("c")},
			`<figure><video controls="" src="https://news.example/v.mp4"></video><figcaption><cite>T</cite> c</figcaption></figure>`,
			`<div><a href="https://news.example/v.mp4">T</a><p>c</p></div>`},
		{"film that stands nowhere", article.Video{URL: "lost", Title: "T"}, "<figure>T</figure>", "<div>T</div>"},
		{"recording", article.Audio{URL: "/a.mp3"}, `<figure><audio controls="" src="https://news.example/a.mp3"></audio></figure>`,
			`<div><a href="https://news.example/a.mp3">/a.mp3</a></div>`},
		{"table", article.Table{Rows: [][]inline.HTML{{inline.Text("a")}}, Caption: inline.Text("c")},
			"<figure><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>c</figcaption></figure>",
			`<div><table border="1" cellpadding="4" cellspacing="0"><tbody><tr><td>a</td></tr></tbody></table><p>c</p></div>`},
		{"embed", article.Embed{URL: "https://v.example/", Title: "T"}, `<figure><a href="https://v.example/">T</a></figure>`, `<p><a href="https://v.example/">T</a></p>`},
		{"related article", article.Related{Article: id, Title: "T"}, "<aside>T</aside>", "<p>T</p>"},
		{"live entry", article.LiveEntry{At: time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC), Body: body(article.Divider{})},
			"<section><p><time datetime=\"2026-03-02T00:30:00+01:00\">00:30</time></p>\n<hr/>\n</section>",
			"<div><p><time datetime=\"2026-03-02T00:30:00+01:00\">00:30</time></p>\n<hr/>\n</div>"},
		{"raw", article.Raw{HTML: "<b>x</b>"}, "CLEAN <b>x</b>", ""},
		{"raw of which nothing is left", article.Raw{HTML: "  "}, "", ""},
	}
	o := htmlbody.Options{
		Address: absolute, Lang: "de", Zone: time.FixedZone("", 3600),
		Raw: func(html string) (string, error) {
			if html = strings.TrimSpace(html); html == "" {
				return "", nil
			}
			return "CLEAN " + html, nil
		},
	}
	for _, tt := range tests {
		if tt.mail == "" {
			tt.mail = tt.feed
		}
		for medium, want := range map[htmlbody.Medium]string{htmlbody.Feed: tt.feed, htmlbody.Mail: tt.mail} {
			t.Run(tt.name, func(t *testing.T) {
				o := o
				o.Medium = medium
				got, err := htmlbody.Append([]byte("before "), body(tt.give), o)
				require.NoError(t, err)
				assert.Equal(t, "before "+want, strings.TrimSuffix(string(got), "\n"))
			})
		}
	}
}

func TestRawPassesTheProfileOfTheMedium(t *testing.T) {
	raw := body(article.Raw{HTML: `<section class="x"><a href="/x">a</a> <a href="https://b.example/">b</a></section>`})
	for medium, want := range map[htmlbody.Medium]string{
		htmlbody.Archive: `<section class="x"><a href="/x">a</a> <a href="https://b.example/">b</a></section>` + "\n",
		htmlbody.Feed:    `<section>a <a href="https://b.example/">b</a></section>` + "\n",
		htmlbody.Mail:    `a <a href="https://b.example/">b</a>` + "\n",
	} {
		got, err := htmlbody.Append(nil, raw, htmlbody.Options{Medium: medium})
		require.NoError(t, err)
		assert.Equal(t, want, string(got))
	}
}

func TestAFailedRawEndsWhatIsAppended(t *testing.T) {
	o := htmlbody.Options{Raw: func(string) (string, error) { return "", errFull }}
	_, err := htmlbody.Append(nil, body(article.Raw{HTML: "x"}), o)
	require.ErrorIs(t, err, errFull)
}

// What no text may hold, and what ends a section of XML, never reaches the output.
func TestWhatIsAppendedStandsInASectionOfXML(t *testing.T) {
	hostile := rapid.StringOf(rapid.SampledFrom([]rune("]>[<&\"'a \n\t\r\x00\x1f\x7f\u0085\u2028\u202e\ufeff\ufffd\ufffe\uffff日🌊")))
	rapid.Check(t, func(t *rapid.T) {
		s := hostile.Draw(t, "text") + rapid.SampledFrom([]string{"", "\xff", "]]>"}).Draw(t, "end")
		b := body(article.Paragraph{Text: inline.Text(s)}, article.Code{Text: s}, article.Raw{HTML: s + "<p title=\"" + s + "\">" + s},
			article.Figure{Image: article.Image{URL: "/" + s, Alt: s, Credit: s}}, article.Video{URL: s, Title: s}, article.Embed{URL: s, Title: s},
			article.Related{URL: "/x", Title: s}, article.LiveEntry{Title: s})
		for _, o := range []htmlbody.Options{{}, {Medium: htmlbody.Feed, Address: absolute}, {Medium: htmlbody.Mail}} {
			got, err := htmlbody.Append(nil, b, o)
			require.NoError(t, err)
			require.NotContains(t, string(got), "]]>")
			require.Equal(t, strings.ToValidUTF8(string(got), ""), string(got))
			require.Equal(t, -1, strings.IndexFunc(string(got), func(r rune) bool {
				return r < ' ' && r != '\t' && r != '\n' || r == 0x7f || r == 0xfffe || r == 0xffff
			}), "%q", got)
		}
	})
}

func TestTextIsSpelledAsTheSanitiserSpellsIt(t *testing.T) {
	for give, want := range map[string]string{
		"a & b < c > \"d\" 'e'": "a &amp; b &lt; c &gt; &#34;d&#34; &#39;e&#39;", "a\x00b\x7fc\u0085d\u202ee": "abcde",
		"\xff": "\uFFFD", "日本 🌊\n\t\ufffe\uffff": "日本 🌊\n\t", "": "", "a\xe2\x82": "a\uFFFD\uFFFD",
	} {
		assert.Equal(t, want, string(htmlbody.AppendText(nil, give)))
	}
	assert.Equal(t, strings.Repeat("x", 9), string(htmlbody.AppendText([]byte("x"), strings.Repeat("x", 8))))
}
