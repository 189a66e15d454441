package inline_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/inline"
)

// markup draws markup of the grammar.
func markup() *rapid.Generator[string] {
	texts := rapid.SampledFrom([]string{"a", "two words ", "é", "e\u0301", "東京", "&amp;", "&lt;b&gt;", "👩\u200d💻", " ", "x\n", "'", "<br/>", "<wbr>"})
	var nested *rapid.Generator[string]
	nested = rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			if rapid.IntRange(0, 3).Draw(t, "kind") > 0 {
				b.WriteString(texts.Draw(t, "text"))
				continue
			}
			name := rapid.SampledFrom([]string{"b", "em", "q", "code"}).Draw(t, "name")
			b.WriteString("<" + name + ` lang="en">` + nested.Draw(t, "inner") + "</" + name + ">")
		}
		return b.String()
	})
	return nested
}

func TestCutKeepsAPrefixOfTheText(t *testing.T) {
	generator := markup()
	rapid.Check(t, func(t *rapid.T) {
		h, err := inline.Parse(generator.Draw(t, "markup"))
		require.NoError(t, err)
		n := rapid.IntRange(-1, 30).Draw(t, "n")
		got, cut := inline.Cut(h, n)
		require.Equal(t, cut, utf8.RuneCountInString(h.Plain()) > max(n, 0))
		if !cut {
			require.Equal(t, h, got)
			return
		}
		require.NoError(t, inline.Check(got.String()))
		require.LessOrEqual(t, utf8.RuneCountInString(got.Plain()), max(n, 0))
		require.True(t, strings.HasPrefix(h.Plain(), got.Plain()))
	})
}

func TestCut(t *testing.T) {
	tests := []struct {
		name, give string
		n          int
		want       string
		cut        bool
	}{
		{"short text stays", "<b>one two</b>", 7, "<b>one two</b>", false},
		{"between words", "<b>one two</b> three", 6, "<b>one</b>", true},
		{"at the end of a word", "<b>one two</b> three", 7, "<b>one two</b>", true},
		{"no empty elements at the end", "one <b>two</b>", 4, "one", true},
		{"long word within", "<i>abcdef</i>", 3, "<i>abc</i>", true},
		{"letter and mark stay together", "abe\u0301f", 3, "ab", true},
		{"joined emoji stay together", "ab👩\u200d💻", 4, "ab", true},
		{"unspaced script between characters", "<q>東京で発表</q>された", 3, "<q>東京で</q>", true},
		{"no comma at the start of the rest", "東京、大阪", 2, "東", true},
		{"references count as one", "&lt;&gt;&amp;x", 2, "&lt;&gt;", true},
		{"line breaks count as one", "a<br>b<br>c", 3, "a<br/>b", true},
		{"nothing", "<b>x</b>", 0, "", true},
		{"less than nothing", "x", -1, "", true},
		{"nothing of nothing", "", -1, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, cut := inline.Cut(parse(t, tt.give), tt.n)
			assert.Equal(t, tt.want, got.String())
			assert.Equal(t, tt.cut, cut)
		})
	}
}
