package lexer_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	xhtml "golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/sanitize/lexer"
)

// token is one token in full.
type token struct {
	Kind      lexer.Kind
	Raw, Text string
	Name      string
	Attrs     [][2]string
}

// read returns the tokens of a lexer. Markup says whether what follows noscript is.
func read(source string, markup bool) []token {
	var all []token
	l := lexer.New(source)
	for kind := l.Next(); kind != lexer.End; kind = l.Next() {
		t := token{Kind: kind, Raw: l.Raw()}
		switch kind {
		case lexer.Text:
			t.Text = l.Text()
		case lexer.StartTag, lexer.SelfClosing, lexer.EndTag:
			t.Name = l.Name()
			for name, value, ok := l.Attr(); ok; name, value, ok = l.Attr() {
				t.Attrs = append(t.Attrs, [2]string{name, value})
			}
			if markup && t.Name == "noscript" {
				l.NextIsMarkup()
			}
		}
		all = append(all, t)
	}
	return all
}

// model returns the tokens of golang.org/x/net/html.
func model(source string, markup bool) []token {
	kinds := map[xhtml.TokenType]lexer.Kind{xhtml.TextToken: lexer.Text, xhtml.StartTagToken: lexer.StartTag,
		xhtml.SelfClosingTagToken: lexer.SelfClosing, xhtml.EndTagToken: lexer.EndTag, xhtml.CommentToken: lexer.Comment, xhtml.DoctypeToken: lexer.Doctype}
	var all []token
	z := xhtml.NewTokenizer(strings.NewReader(source))
	for kind := z.Next(); kind != xhtml.ErrorToken; kind = z.Next() {
		t := token{Kind: kinds[kind], Raw: string(z.Raw())}
		switch kind {
		case xhtml.TextToken:
			t.Text = string(z.Text())
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken, xhtml.EndTagToken:
			name, more := z.TagName()
			t.Name = string(name)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				t.Attrs = append(t.Attrs, [2]string{string(key), string(value)})
			}
			if markup && t.Name == "noscript" {
				z.NextIsNotRawText()
			}
		}
		all = append(all, t)
	}
	return all
}

func requireSame(t require.TestingT, source string) {
	for _, markup := range []bool{false, true} {
		want, got := model(source, markup), read(source, markup)
		if !assert.ObjectsAreEqual(want, got) {
			for i := range min(len(want), len(got)) {
				require.Equal(t, want[i], got[i], "token %d of %.500q", i, source)
			}
			require.Equal(t, len(want), len(got), "tokens of %.500q", source)
		}
	}
}

func TestTokensAreThoseOfXNetHTML(t *testing.T) {
	tests := []struct{ name, give string }{
		{"nothing", ""},
		{"text alone", "a < b & c &amp; d &copy e &notit; \r\n\r"},
		{"a paragraph", `<p class="a b" ID='x'>a<br/>b</p >`},
		{"addresses with references and without", `<a href="/?a=1&amp;b=2&copy=3&copy4&copy;&reg&#38;&#x26&#;&;&notit;&semi;&lt">x</a>`},
		{"values without quotes", `<a href=/b/c title=d>x</a><a href=/b/>y</a>`},
		{"attributes without values", `<video controls muted/>x<video controls / muted>`},
		{"attributes that stand twice", `<p a=1 A=2 a="3">`},
		{"an attribute that begins with a sign", `<p =a="b" ='c'>`},
		{"no space between two attributes", `<p a="b"c="d">`},
		{"an empty value", `<p a= >x<p a="">y<p a=>`},
		{"comments of every shape", `<!-- a --><!----><!--><!---><!-- b --!><!-- c -- d ---><!-- e`},
		{"what is read as a comment", `<!a><?b?></ c></><![CDATA[d]]>e`},
		{"a document type", `<!DOCTYPE html><p>`},
		{"content that is text", `<script>a<b</script><style>c</style><textarea>&amp;<p></textarea><title>&lt;</title>x`},
		{"an empty frame", `<iframe src="/a"></iframe><p>b</p><iframe></iframe >c<iframe/></iframe>`},
		{"text to the end", `a<plaintext>b</plaintext><p>`},
		{"an empty element that reads text to the end", `<plaintext></plaintext>b`},
		{"NUL anywhere", "a\x00b<p\x00 c\x00='d\x00'e=\x00 \x00></p\x00>"},
		{"a < that opens nothing", "a <3 < b <"},
		{"tags that do not end", `a<p b="c`},
		{"an end tag that does not end", "a</p"},
		{"the beginning of an end tag", "a</"},
		{"capitals", `<P CLASS=A>b</P>`},
		{"letters beyond ASCII", `<é><pé é="É">`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			requireSame(t, tt.give)
			// What is odd is left to the other reader for a while, and then no more.
			requireSame(t, tt.give+strings.Repeat(`<p class="a">b &amp; c</p>`, 400)+tt.give)
		})
	}
}

func TestManyAttributesAreLeftToTheOther(t *testing.T) {
	var s strings.Builder
	for i := range 100 {
		s.WriteString(` a` + strings.Repeat("b", i) + `="c"`)
	}
	requireSame(t, "<p"+s.String()+s.String()+">d</p>")
}

// Soups are what tags, quotes and signs make in any order.
func TestAnySoupIsReadTheSame(t *testing.T) {
	morsels := strings.Split("<|>|/|=|\"|'| |\n|\r|\t|\f|!|?|-|--|--!|&|;|#|x|a|B|p|br|script|style|title|noscript|iframe|</|<!--|-->|<a |href=|<!doctype |"+
		"&amp;|&copy|&#x26;|&#9999999999;|\x00|é|\xff|<p>|</p>|<script>|</script>|<noscript>|</noscript>|<textarea>|</textarea>|<p a='b'>", "|")
	rapid.Check(t, func(t *rapid.T) {
		requireSame(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(morsels), 0, 60).Draw(t, "soup"), ""))
	})
}

func TestRealBodiesAreReadTheSame(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "..", "shared", "data")
	files, err := filepath.Glob(filepath.Join(folder, "bodies", "*.jsonl"))
	require.NoError(t, err)
	hostile, err := filepath.Glob(filepath.Join(folder, "sanitize", "*.jsonl"))
	require.NoError(t, err)
	if files = append(files, hostile...); len(files) == 0 && os.Getenv("CI") == "" {
		t.Skip("the real bodies are absent")
	}
	require.NotEmpty(t, files)
	for _, name := range files {
		file, err := os.Open(name)
		require.NoError(t, err)
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var body struct{ HTML string }
			require.NoError(t, json.Unmarshal(lines.Bytes(), &body))
			requireSame(t, body.HTML)
		}
		require.NoError(t, lines.Err())
		require.NoError(t, file.Close())
	}
}

func FuzzLexer(f *testing.F) {
	f.Add(`<p class="a">b &amp; c</p><!-- d --><a href=/e?f&copy=g>`)
	f.Add("<script><!--<script></script>--></script><a b='c\x00'>")
	f.Fuzz(func(t *testing.T, source string) { requireSame(t, source) })
}
