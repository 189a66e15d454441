package xmltext_test

import (
	"encoding/xml"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/render/internal/xmltext"
)

// document writes a text into each sink.
func document(t testing.TB, s string) string {
	var out strings.Builder
	w := xmltext.NewWriter(&out)
	w.Markup("<doc>\n")
	w.Element("text", s, "attr", s)
	w.Empty("empty", "attr", s)
	w.Markup("</doc>")
	require.NoError(t, w.Step())
	require.NoError(t, w.Close())
	return out.String()
}

type doc struct {
	Text struct {
		Value string `xml:",chardata"`
		Attr  string `xml:"attr,attr"`
	} `xml:"text"`
	Empty struct {
		Attr string `xml:"attr,attr"`
	} `xml:"empty"`
}

func read(t testing.TB, s string) doc {
	var d doc
	require.NoError(t, xml.Unmarshal([]byte(document(t, s)), &d), "%q", s)
	return d
}

func TestTextComesBackAsItWas(t *testing.T) {
	for _, s := range []string{
		"plain", `a & b < c > d "e" 'f'`, "]]>", "]]]]>>", "]]>]]>", "a]]", "line\nline\r\nline\ttab", "<![CDATA[x]]>",
		"&amp;", "<!-- -->", "日本 🌊", "\uFFFD", "\u0085\u2028", " spaces ",
	} {
		d := read(t, s)
		assert.Equal(t, s, d.Text.Value)
		assert.Equal(t, s, d.Text.Attr)
		assert.Equal(t, s, d.Empty.Attr)
	}
}

func TestWhatXMLCannotHoldIsLeftOut(t *testing.T) {
	for give, want := range map[string]string{
		"a\x00b\x0bc\x1fd": "abcd", "\uFFFE\uFFFFx": "x", "a\xffb": "a\uFFFDb", "]]\x00>": "]]>", "a\x7fb": "a\x7fb",
	} {
		d := read(t, give)
		assert.Equal(t, want, d.Text.Value)
		assert.Equal(t, want, d.Text.Attr)
	}
}

func TestAnElementWithoutTextIsLeftOut(t *testing.T) {
	var out strings.Builder
	w := xmltext.NewWriter(&out)
	w.Element("a", "", "b", "c")
	require.NoError(t, w.Close())
	assert.Empty(t, out.String())
}

func TestASectionHoldsWhatIsFilledIn(t *testing.T) {
	var out strings.Builder
	w := xmltext.NewWriter(&out)
	fill := func(s string, err error) func([]byte) ([]byte, error) {
		return func(dst []byte) ([]byte, error) { return append(dst, s...), err }
	}
	require.NoError(t, w.CDATA("a", "", fill("", nil)))
	require.NoError(t, w.CDATA("b", ` c="d"`, fill("<p>x &amp; y</p>", nil)))
	require.ErrorIs(t, w.CDATA("e", "", fill("half of it", errFull)), errFull)
	require.NoError(t, w.Close())
	assert.Equal(t, "<b c=\"d\"><![CDATA[<p>x &amp; y</p>]]></b>\n", out.String())
}

var errFull = errors.New("disk is full")

type full struct{ n int }

func (w *full) Write(p []byte) (int, error) {
	if len(p) > w.n {
		return w.n, errFull
	}
	w.n -= len(p)
	return len(p), nil
}

func TestTheFirstErrorStays(t *testing.T) {
	w := xmltext.NewWriter(&full{100})
	for range 1000 {
		w.Element("a", strings.Repeat("x", 100))
		_ = w.Step()
	}
	require.ErrorIs(t, w.Step(), errFull)
	require.ErrorIs(t, w.Close(), errFull)
}

func FuzzWriter(f *testing.F) {
	f.Add("]]>\x00&<\xff\xff\uFFFE")
	f.Fuzz(func(t *testing.T, s string) {
		d := read(t, s)
		require.Equal(t, d.Text.Value, d.Text.Attr)
		if utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r >= 0xFFFE }) {
			require.Equal(t, s, d.Text.Value)
		}
	})
}

func TestAttributesAndInstantsThatAreNotThereAreLeftOut(t *testing.T) {
	var out strings.Builder
	w := xmltext.NewWriter(&out)
	w.Open("a")
	w.Attr("b", "")
	w.Attr("c", `"`)
	w.AttrBytes("d", nil)
	w.AttrBytes("e", []byte("<"))
	w.Number("f", 0)
	w.Number("g", 7)
	w.Markup(">")
	w.TextBytes([]byte("&"))
	w.Int(-3)
	w.Raw([]byte("x"))
	w.Time("h", time.Time{}, time.DateOnly)
	w.Time("i", time.Date(2023, 8, 1, 0, 0, 0, 0, time.UTC), time.DateOnly)
	w.MailDate("j", time.Time{})
	w.Markup("</a>")
	require.NoError(t, w.Close())
	assert.Equal(t, "<a c=\"&#34;\" e=\"&lt;\" g=\"7\">&amp;-3x<i>2023-08-01</i>\n</a>", out.String())
}

func TestADateOfMailIsThatOfTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-70_000_000_000, 300_000_000_000).Draw(t, "at"), 0).In(time.FixedZone("", rapid.IntRange(-86_399, 86_399).Draw(t, "offset")))
		var out strings.Builder
		w := xmltext.NewWriter(&out)
		w.MailDate("at", at)
		require.NoError(t, w.Close())
		require.Equal(t, "<at>"+at.Format(time.RFC1123Z)+"</at>\n", out.String())
	})
}
