package prose_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/prose"
)

func TestExcerpt(t *testing.T) {
	tests := []struct {
		name      string
		give      string
		length    prose.Length
		want      string
		truncated bool
	}{
		{"short text stays", "One two.", prose.Length{Words: 2}, "One two.", false},
		{"white space is collapsed", "  One\n\ntwo\u00a0 three\t", prose.Length{Words: 3}, "One two three", false},
		{"white space after the limit is nothing left out", "One two\n\n ", prose.Length{Words: 2}, "One two", false},
		{"cut after words", "One two three", prose.Length{Words: 2}, "One two…", true},
		{"a compound counts its parts", "A right-wing party", prose.Length{Words: 2}, "A…", true},
		{"no comma before the ellipsis", "One two, three", prose.Length{Words: 2}, "One two…", true},
		{"no dash before the ellipsis", "One two — three", prose.Length{Words: 2}, "One two…", true},
		{"no open quote before the ellipsis", "One “ two", prose.Length{Words: 1}, "One…", true},
		{"no open bracket before the ellipsis", "One ([ two", prose.Length{Words: 1}, "One…", true},
		{"no straight quote that opens", "He said \" \"what", prose.Length{Words: 2}, "He said…", true},
		{"a straight quote that closes stays", "\"He said\" what", prose.Length{Words: 2}, "\"He said\"…", true},
		{"a Swedish quote that opens goes", "Han sa ” hej", prose.Length{Words: 2}, "Han sa…", true},
		{"a German quote that closes stays", "»Ja« sagte er", prose.Length{Words: 1}, "»Ja«…", true},
		{"no Spanish mark that opens", "Uno ¿ dos", prose.Length{Words: 1}, "Uno…", true},
		{"a stop stays", "One two. Three", prose.Length{Words: 2}, "One two.…", true},
		{"cut after characters at a word", "One two three", prose.Length{Chars: 9}, "One two…", true},
		{"characters that just fit", "One two three", prose.Length{Chars: 13}, "One two three", false},
		{"the first limit counts", "One two three", prose.Length{Words: 3, Chars: 4}, "One…", true},
		{"a word longer than the limit leaves nothing", "abcdefgh ij", prose.Length{Chars: 3}, "", true},
		{"an address longer than the limit is cut at its signs", "https://news.example/a/story", prose.Length{Chars: 22}, "https://news.example/a…", true},
		{"signs alone are no beginning", "$105,000 a year", prose.Length{Chars: 3}, "", true},
		{"a quote alone is no beginning", "“ “Word” it said", prose.Length{Chars: 3}, "", true},
		{"letter and mark stay together", "昨か\u3099市", prose.Length{Chars: 2}, "昨…", true},
		{"joined emoji stay together", "a👩\u200d💻b", prose.Length{Chars: 3}, "a…", true},
		{"flags stay together", "a🇩🇪b", prose.Length{Chars: 2}, "a…", true},
		{"skin tone stays with its hand", "ab👍🏽c", prose.Length{Chars: 3}, "ab…", true},
		{"each broken byte is a character", "\xff\xfe\xfd", prose.Length{Chars: 2}, "\ufffd\ufffd…", true},
		{"a word is not cut at a broken byte", "one caf\xe9s", prose.Length{Chars: 7}, "one…", true},
		{"unspaced script by characters", "昨日の午後市議会は", prose.Length{Chars: 4}, "昨日の午…", true},
		{"unspaced script by the time of words", "昨日の午後市議会は", prose.Length{Words: 2}, "昨日の午…", true},
		{"more of it in Japanese, which is read faster", "昨日の午後市議会は", prose.Length{Words: 2, Lang: "ja"}, "昨日の午後……", true},
		{"stop stays with its sentence", "可決した。昨日", prose.Length{Chars: 5}, "可決した。…", true},
		{"stop does not start the rest", "可決した。昨日", prose.Length{Chars: 4}, "可決し…", true},
		{"a long vowel stays with its letter", "サッカー場", prose.Length{Chars: 3}, "サッ…", true},
		{"a small letter stays with its letter", "サッカー場", prose.Length{Chars: 1}, "", true},
		{"open quote does not end it", "a「昨日」は", prose.Length{Chars: 2}, "a…", true},
		{"mixed text", "Tesla在上海 opened", prose.Length{Words: 2}, "Tesla在…", true},
		{"Latin after a stop of Chinese", "上海。Tesla opened", prose.Length{Chars: 4}, "上海。…", true},
		{"Thai with marks", "สวัสดีครับ", prose.Length{Chars: 4}, "สวัส…", true},
		{"a Thai vowel goes with the letter after it", "มาเมือง", prose.Length{Chars: 3}, "มา…", true},
		{"a Lao vowel goes with the letter after it", "ມາເມືອງ", prose.Length{Chars: 3}, "ມາ…", true},
		{"an ellipsis of the text itself", "two…", prose.Length{Chars: 3}, "two…", false},
		{"default of words", strings.Repeat("word ", 60), prose.Length{}, strings.TrimSpace(strings.Repeat("word ", 55)) + "…", true},
		{"default holds for limits below zero", "One two", prose.Length{Words: -1, Chars: -1, Sentences: -1}, "One two", false},
		{"nothing", " \n ", prose.Length{}, "", false},
		{"signs alone", "— — —", prose.Length{Words: 1}, "— — —", false},
		{"German sets a space before the ellipsis", "Eins zwei drei", prose.Length{Words: 2, Lang: "de-AT"}, "Eins zwei\u00a0…", true},
		{"Chinese doubles the ellipsis", "昨日市议会", prose.Length{Chars: 2, Lang: "zh-Hans"}, "昨日……", true},
		{"one sentence, without an ellipsis", "One two.  Three four. Five.", prose.Length{Sentences: 1}, "One two.", true},
		{"two sentences", "\n\nOne two.\nThree four. Five.", prose.Length{Sentences: 2}, "One two. Three four.", true},
		{"all sentences", "One two. Three. \n", prose.Length{Sentences: 2}, "One two. Three.", false},
		{"words before sentences", "One two three. Four.", prose.Length{Sentences: 1, Words: 2}, "One two…", true},
		{"sentences before words", "One two three. Four.", prose.Length{Sentences: 1, Words: 3}, "One two three.", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, truncated := prose.Excerpt(tt.give, tt.length)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.truncated, truncated)
		})
	}
}

func TestExcerptOfAHugeWord(t *testing.T) {
	huge := strings.Repeat("a", 10<<20)
	got, truncated := prose.Excerpt("One "+huge, prose.Length{Chars: 100})
	assert.True(t, truncated)
	assert.Equal(t, "One…", got)
	got, truncated = prose.Excerpt(huge+" b", prose.Length{Words: 1})
	assert.True(t, truncated)
	assert.Equal(t, huge+"…", got)
}

// Excerpt copies what it looks at, so what it allocates shows how far it reads.
func TestExcerptReadsNoMoreThanItNeeds(t *testing.T) {
	body := modelBody(t)
	long := strings.Repeat(body, 1000)
	small := bytesOf(func() { prose.Excerpt(body, prose.Length{}) })
	assert.InDelta(t, small, bytesOf(func() { prose.Excerpt(long, prose.Length{}) }), 100, "a text a thousand times as long")
	assert.Less(t, small, float64(len(body)))
}

func TestExcerptsOfTheStories(t *testing.T) {
	for _, s := range stories(t) {
		requireExcerptLaws(t, s.text, prose.Length{Words: 55, Lang: s.Lang})
		requireExcerptLaws(t, s.text, prose.Length{Chars: 160})
		requireExcerptLaws(t, s.text, prose.Length{Sentences: 3})
	}
}

func TestExcerptIsAPrefixOfTheLine(t *testing.T) {
	generator := text()
	rapid.Check(t, func(t *rapid.T) {
		requireExcerptLaws(t, generator.Draw(t, "text"), prose.Length{
			Words: rapid.IntRange(0, 20).Draw(t, "words"), Chars: rapid.IntRange(0, 30).Draw(t, "chars"),
			Sentences: rapid.IntRange(0, 2).Draw(t, "sentences"),
		})
	})
}

func FuzzExcerpt(f *testing.F) {
	f.Add("One two three", 2, 0, 0)
	f.Add("昨日の午後、市議会は", 0, 4, 0)
	f.Add("a👩\u200d💻b\xff", 1, 3, 0)
	f.Add("Mr. Adams said. U.S. officials did not.", 0, 0, 1)
	f.Add("\u0600 “\u0600“ กำ", 0, 3, 0)
	f.Fuzz(func(t *testing.T, s string, words, chars, sentences int) {
		requireExcerptLaws(t, s, prose.Length{Words: words, Chars: chars, Sentences: sentences})
	})
}

func requireExcerptLaws(t require.TestingT, s string, l prose.Length) {
	got, truncated := prose.Excerpt(s, l)
	line := prose.Line(s)
	if !truncated {
		require.Equal(t, line, got)
		return
	}
	require.True(t, utf8.ValidString(got))
	if got == "" || l.Sentences > 0 && strings.HasPrefix(line, got) {
		return // whole sentences go without an ellipsis
	}
	mark := "…"
	switch l.Lang {
	case "de", "fi":
		mark = "\u00a0…"
	case "ja", "zh-Hans", "zh-Hant":
		mark = "……"
	}
	kept, found := strings.CutSuffix(got, mark)
	require.True(t, found)
	require.NotEmpty(t, kept)
	require.Less(t, len(kept), len(line))
	require.True(t, strings.HasPrefix(line, kept), "%q of %q", kept, line)
	requireCleanCut(t, line, kept)
	if l.Chars > 0 {
		require.LessOrEqual(t, utf8.RuneCountInString(kept), l.Chars)
	}
	if l.Words > 0 {
		require.LessOrEqual(t, prose.Count(kept).Words(), l.Words)
	}
	if l.Sentences <= 0 {
		longer, _ := prose.Excerpt(s+"\n"+strings.Repeat("tail ", 2000), l)
		require.Equal(t, got, longer, "what follows does not matter")
	}
}

// requireCleanCut holds a cut to lying between what a reader sees as characters, not
// inside a word of a script that has words, and behind nothing that opens.
func requireCleanCut(t require.TestingT, line, kept string) {
	marks := graphemes.FromString(line)
	for marks.Next() && marks.End() < len(kept) {
	}
	require.Equal(t, len(kept), marks.End(), "inside a character: %+q of %+q", kept, line)

	last, size := utf8.DecodeLastRuneInString(kept)
	next, _ := utf8.DecodeRuneInString(line[len(kept):])
	if !isChar(marks.Value()) && !isChar(string(next)) {
		for s := words.FromString(line); s.Next() && s.Start() < len(kept); {
			if s.End() > len(kept) {
				left, right := line[s.Start():len(kept)], line[len(kept):s.End()]
				require.False(t, prose.Count(left).Words() > 0 && prose.Count(right).Words() > 0, "inside a word: %+q of %+q", kept, line)
			}
		}
	}
	require.False(t, unicode.IsSpace(last) || unicode.Is(unicode.Ps, last), "%+q", kept)
	if unicode.Is(unicode.Pi, last) {
		before, _ := utf8.DecodeLastRuneInString(kept[:len(kept)-size])
		require.False(t, len(kept) == size || unicode.IsSpace(before), "%+q", kept)
	}
}

// isChar reports whether one character is counted by itself.
func isChar(s string) bool { return prose.Count(s).Chars() > 0 }

func TestLine(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"white space is collapsed", "\u3000One\r\n\r\ntwo\u2028three\u00a0 ", "One two three"},
		{"each broken byte is one character", "a\xff\xfe\xe6\x98b", "a\ufffd\ufffd\ufffd\ufffdb"},
		{"nothing", "\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, prose.Line(tt.give)) })
	}
}
