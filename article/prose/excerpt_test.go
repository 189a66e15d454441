package prose_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/prose"
)

func TestExcerpt(t *testing.T) {
	tests := []struct {
		name   string
		give   string
		length prose.Length
		want   string
		cut    bool
	}{
		{"short text stays", "One two.", prose.Length{Words: 2}, "One two.", false},
		{"white space is collapsed", "  One\n\ntwo\u00a0 three\t", prose.Length{Words: 3}, "One two three", false},
		{"cut after words", "One two three", prose.Length{Words: 2}, "One two…", true},
		{"no comma before the ellipsis", "One two, three", prose.Length{Words: 2}, "One two…", true},
		{"no dash before the ellipsis", "One two — three", prose.Length{Words: 2}, "One two…", true},
		{"no open quote before the ellipsis", "One “ two", prose.Length{Words: 1}, "One…", true},
		{"cut after characters at a word", "One two three", prose.Length{Chars: 9}, "One two…", true},
		{"characters that just fit", "One two three", prose.Length{Chars: 13}, "One two three", false},
		{"the first limit counts", "One two three", prose.Length{Words: 3, Chars: 4}, "One…", true},
		{"word longer than the limit", "abcdefgh ij", prose.Length{Chars: 3}, "abc…", true},
		{"letter and mark stay together", "abe\u0301fgh", prose.Length{Chars: 3}, "ab…", true},
		{"joined emoji stay together", "a👩\u200d💻b", prose.Length{Chars: 3}, "a…", true},
		{"flags stay together", "a🇩🇪b", prose.Length{Chars: 2}, "a…", true},
		{"skin tone stays with its hand", "ab👍🏽c", prose.Length{Chars: 3}, "ab…", true},
		{"broken bytes are replaced", "\xff\xfe\xfd", prose.Length{Chars: 2}, "\ufffd…", true},
		{"unspaced script by characters", "昨日の午後市議会は", prose.Length{Chars: 4}, "昨日の午…", true},
		{"two characters of unspaced script for a word", "昨日の午後市議会は", prose.Length{Words: 2}, "昨日の午…", true},
		{"stop stays with its sentence", "可決した。昨日", prose.Length{Chars: 5}, "可決した。…", true},
		{"stop does not start the rest", "可決した。昨日", prose.Length{Chars: 4}, "可決し…", true},
		{"open quote does not end it", "a「昨日」は", prose.Length{Chars: 2}, "a…", true},
		{"mixed text", "Tesla在上海 opened", prose.Length{Words: 2}, "Tesla在上…", true},
		{"Thai with marks", "สวัสดีครับ", prose.Length{Chars: 4}, "สวัส…", true},
		{"default of words", strings.Repeat("word ", 60), prose.Length{}, strings.TrimSpace(strings.Repeat("word ", 55)) + "…", true},
		{"default holds for limits below zero", "One two", prose.Length{Words: -1, Chars: -1}, "One two", false},
		{"nothing", " \n ", prose.Length{}, "", false},
		{"signs alone", "— — —", prose.Length{Words: 1}, "— — —", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, cut := prose.Excerpt(tt.give, tt.length)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.cut, cut)
		})
	}
}

func TestExcerptOfAHugeWord(t *testing.T) {
	got, cut := prose.Excerpt(strings.Repeat("a", 1<<20), prose.Length{Chars: 100})
	assert.True(t, cut)
	assert.Equal(t, strings.Repeat("a", 100)+"…", got)
}

func collapse(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
}

func TestExcerptIsAPrefixOfTheCollapsedText(t *testing.T) {
	generator := text()
	rapid.Check(t, func(t *rapid.T) {
		requireExcerptLaws(t, generator.Draw(t, "text"), rapid.IntRange(0, 20).Draw(t, "words"), rapid.IntRange(0, 30).Draw(t, "chars"))
	})
}

func requireExcerptLaws(t require.TestingT, s string, words, chars int) {
	got, cut := prose.Excerpt(s, prose.Length{Words: words, Chars: chars})
	whole := strings.ReplaceAll(collapse(s), "\ufffd", "")
	if !cut {
		require.Equal(t, whole, strings.ReplaceAll(got, "\ufffd", ""))
		return
	}
	kept, found := strings.CutSuffix(got, "…")
	require.True(t, found)
	require.True(t, strings.HasPrefix(whole, strings.ReplaceAll(kept, "\ufffd", "")), "%q of %q", kept, whole)
	require.True(t, utf8.ValidString(kept))
	if chars > 0 {
		require.LessOrEqual(t, utf8.RuneCountInString(kept), chars)
	}
	if words > 0 {
		count := prose.Measure(kept)
		require.LessOrEqual(t, 2*count.Words, 2*words)
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("One two three", 2, 0)
	f.Add("昨日の午後、市議会は", 0, 4)
	f.Add("a👩\u200d💻b\xff", 1, 3)
	f.Fuzz(func(t *testing.T, s string, words, chars int) { requireExcerptLaws(t, s, words, chars) })
}
