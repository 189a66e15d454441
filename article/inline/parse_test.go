package inline_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/inline"
)

func parse(t testing.TB, s string) inline.HTML {
	t.Helper()
	h, err := inline.Parse(s)
	require.NoError(t, err, s)
	return h
}

func TestParseKeepsOneSpelling(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"plain text", "Fish and chips", "Fish and chips"},
		{"signs become references", `AT&T > "x" 'y'`, `AT&amp;T &gt; &#34;x&#34; &#39;y&#39;`},
		{"references become characters", "caf&eacute;&#x2026;&nbsp;", "café…\u00a0"},
		{"line ends become line feeds", "a\r\nb\rc&#13;d", "a\nb\nc\nd"},
		{"names become lower case", "<EM>x</Em >", "<em>x</em>"},
		{"void elements with and without slash", "a<br>b<wbr/>c<br />", "a<br/>b<wbr/>c<br/>"},
		{"attributes are sorted and double-quoted", `<a title = 'a "b"' href="/x">y</a>`, `<a href="/x" title="a &#34;b&#34;">y</a>`},
		{"references in attributes end in a semicolon", `<a href="/?a=1&copy=2&amp;b=3&">y</a>`, `<a href="/?a=1&amp;copy=2&amp;b=3&amp;">y</a>`},
		{"every kind of attribute", `<a href="https://x.example/" hreflang="zh-Hant" rel="nofollow ugc" lang="en" dir="ltr"><time datetime="2026-11-23T09:30:00+01:00">t</time></a>`,
			`<a dir="ltr" href="https://x.example/" hreflang="zh-Hant" lang="en" rel="nofollow ugc"><time datetime="2026-11-23T09:30:00+01:00">t</time></a>`},
		{"ruby", `<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>`, `<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>`},
		{"title is any text", `<abbr title="&lt;b&gt; ${x} %s">x</abbr>`, `<abbr title="&lt;b&gt; ${x} %s">x</abbr>`},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := parse(t, tt.give)
			assert.Equal(t, tt.want, h.String())
			assert.Equal(t, h, parse(t, h.String()))
		})
	}
}

func TestParseRefusesWhatLeavesTheGrammar(t *testing.T) {
	deep := strings.Repeat("<b>", inline.MaxDepth+1) + strings.Repeat("</b>", inline.MaxDepth+1)
	tests := []struct {
		name   string
		give   string
		offset int
		reason string
		cause  error
	}{
		{"unknown element", `a<script>x</script>`, 1, "<script> is not in the grammar", nil},
		{"block", `<p>x</p>`, 0, "<p> is not in the grammar", nil},
		{"comment", `ab<!-- x -->`, 2, "< that opens no tag; as text it is &lt;", nil},
		{"bare sign", `5 < 6`, 2, "< that opens no tag; as text it is &lt;", nil},
		{"unclosed element", `<b>x`, 4, "<b> is not closed", nil},
		{"stray end tag", `x</b>`, 1, "</b> closes nothing", nil},
		{"crossed elements", `<b><i>x</b></i>`, 7, "</b> closes nothing", nil},
		{"end tag of a void element", `<br></br>`, 4, "</br> closes nothing", nil},
		{"malformed end tag", `<b>x</b y>`, 4, "malformed end tag", nil},
		{"end tag without a name", `x</>`, 1, "malformed end tag", nil},
		{"unended tag", `<b`, 0, "malformed <b>", nil},
		{"slash in the middle", `<b / >x</b>`, 0, "malformed <b>", nil},
		{"self-closed element", `<b/>x`, 0, "<b/> is not closed by its slash", nil},
		{"unknown attribute", `<b onclick="x">y</b>`, 3, `attribute "onclick" of <b> is not in the grammar`, nil},
		{"attribute of another element", `<b href="/x">y</b>`, 3, `attribute "href" of <b> is not in the grammar`, nil},
		{"attribute without a value", `<b lang>x</b>`, 3, "attribute lang of <b> without a quoted value", nil},
		{"unquoted value", `<b lang=en>x</b>`, 3, "attribute lang of <b> without a quoted value", nil},
		{"unended value", `<b lang="en>x</b>`, 3, "attribute lang of <b> without a quoted value", nil},
		{"attribute twice", `<b lang="en" LANG="fr">x</b>`, 0, "attribute lang of <b> twice", nil},
		{"link to nowhere", `<a title="x">y</a>`, 0, "<a> lacks href", nil},
		{"link in a link", `<a href="/x"><b><a href="/y">z</a></b></a>`, 16, "link inside a link", nil},
		{"ruby text outside ruby", `<rt>x</rt>`, 0, "<rt> stands outside <ruby>", nil},
		{"bad language", `<b lang="en_US">x</b>`, 3, "attribute lang of <b>: is not a language tag", nil},
		{"long language", `<b lang="` + strings.Repeat("a-", 40) + `a">x</b>`, 3, "attribute lang of <b>: is not a language tag", nil},
		{"bad direction", `<b dir="up">x</b>`, 3, "attribute dir of <b>: is not a direction", nil},
		{"bad time", `<time datetime="now!">x</time>`, 6, "attribute datetime of <time>: is not a date or time", nil},
		{"bad relation", `<a href="/x" rel="opener">x</a>`, 13, "attribute rel of <a>: holds an unknown link type", nil},
		{"unsafe link", `<a href="javascript:x">y</a>`, 3,
			"attribute href of <a>: inline: unsafe URL at byte 0: scheme is not one of http, https, mailto and tel", inline.ErrUnsafeURL},
		{"unsafe link behind a reference", `<q cite="java&#115;cript:x">y</q>`, 3,
			"attribute cite of <q>: inline: unsafe URL at byte 0: scheme is not one of http, https, mailto and tel", inline.ErrUnsafeURL},
		{"NUL", "a\x00", 1, "control character", nil},
		{"invalid UTF-8", "a\xff<b>x</b>", 1, "invalid UTF-8", nil},
		{"override of direction", "ab\u202e", 2, "character that overrides the direction of text", nil},
		{"isolate as a reference", "ab&#x2066;", 0, "character that overrides the direction of text as a character reference", nil},
		{"control character in a value", "<b lang=\"e\x01n\">x</b>", 10, "control character", nil},
		{"too deep", deep, 3 * inline.MaxDepth, "nested deeper than 64", inline.ErrTooDeep},
		{"too large", strings.Repeat("a", inline.MaxBytes+1), inline.MaxBytes, "longer than 1048576 bytes", inline.ErrTooLarge},
		{"too large when spelt out", strings.Repeat(">", inline.MaxBytes), inline.MaxBytes, "longer than 1048576 bytes", inline.ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := inline.Parse(tt.give)
			assert.True(t, h.IsZero())
			require.ErrorIs(t, err, inline.ErrUnsafeInline)
			var fault *inline.Error
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.offset, fault.Offset)
			assert.Equal(t, tt.reason, fault.Reason)
			if tt.cause != nil {
				require.ErrorIs(t, err, tt.cause)
			}
			assert.Equal(t, err, inline.Check(tt.give))
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`<a href="https://x.example/?a=1&amp;b=2" rel='ugc'>x<br></a>`)
	f.Add(`<ruby>a<rt>b</rt></ruby>&#x202e;&notit;&#0;`)
	f.Add("<b lang=\"en\"\r\n>x\r</b >")
	f.Fuzz(func(t *testing.T, s string) {
		h, err := inline.Parse(s)
		if err != nil {
			require.ErrorIs(t, err, inline.ErrUnsafeInline)
			return
		}
		again, err := inline.Parse(h.String())
		require.NoError(t, err)
		require.Equal(t, h, again)
		require.Equal(t, h.Plain(), inline.Text(h.Plain()).Plain())
	})
}
