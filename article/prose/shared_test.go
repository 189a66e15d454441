package prose_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// shared reads a file of the data beside the repository.
func shared(t testing.TB, path ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "..", "shared", "data"}, path...)...))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("the data is not on this machine")
	}
	require.NoError(t, err)
	return data
}

func modelBody(t testing.TB) string { return string(shared(t, "page", "model-body.txt")) }

// A story is one of ten, in one of 22 languages.
type story struct {
	Doc  int
	Lang string
	HTML string
	text string
}

func stories(t testing.TB) []story {
	t.Helper()
	tag := regexp.MustCompile(`<[^>]*>`)
	var list []story
	lines := bufio.NewScanner(bytes.NewReader(shared(t, "bodies", "parallel.jsonl")))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var s story
		require.NoError(t, json.Unmarshal(lines.Bytes(), &s))
		s.text = html.UnescapeString(tag.ReplaceAllString(s.HTML, "\n"))
		list = append(list, s)
	}
	require.NoError(t, lines.Err())
	require.Len(t, list, 220)
	return list
}

// joined returns the ten stories of a language, or of all where it is empty, as one text.
func joined(list []story, lang string) string {
	var b strings.Builder
	for _, s := range list {
		if lang == "" || s.Lang == lang {
			b.WriteString(s.text + "\n")
		}
	}
	return b.String()
}

func languages(list []story) (langs []string) {
	for _, s := range list {
		langs = append(langs, s.Lang)
	}
	slices.Sort(langs)
	return slices.Compact(langs)
}

// text draws what hurts: words, signs that join or part them, and scripts side by side.
func text() *rapid.Generator[string] {
	bits := rapid.SampledFrom([]string{"word", "don't", "c’est", " ", " ", " ", "\n", "\r", " – ", ", ", ".", ":", ";", "'", "\"", "_", "‿",
		"昨日", "々", "。", "「", "」", "สวัสดี", "กำ", "เ", "e\u0301", "👩\u200d💻", "🇩🇪", "🇩", "1\ufe0f\u20e3", "ℹ\ufe0f", "Ⓜ", "²",
		"\xff", "\xe6\x98", "\xf0", "\ufffd", "1,000", "7", "-", "\u200d", "\u00ad", "\u0301", "\u0600", "(", "“", "¿", "»", "a", "B", "サッカー",
		"カ", "ｶﾞ", "नमस्ते", "크", "ש\"ל", "ა", "ኢ", "ខ្មែ", "https://news.example/a", "\u00a0", "\u3000", "　", "…", "🅰", "ㄅ", "ⴰ"})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOf(bits).Draw(t, "bits"), "") })
}
