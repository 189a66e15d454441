package render

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTextIsSpelledAsTheSanitiserSpellsIt(t *testing.T) {
	for give, want := range map[string]string{
		"a & b < c > \"d\" 'e'": "a &amp; b &lt; c &gt; &#34;d&#34; &#39;e&#39;", "a\x00b\x7fc\u0085d\u202ee": "abcde",
		"\xff": "\uFFFD", "日本 🌊\n\t": "日本 🌊\n\t", "": "",
	} {
		require.Equal(t, want, string(appendHTML(nil, give)))
	}
	require.Equal(t, strings.Repeat("x", 9), string(appendHTML([]byte("x"), strings.Repeat("x", 8))))
}
