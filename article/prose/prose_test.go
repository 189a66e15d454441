package prose_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/prose"
)

func TestMeasure(t *testing.T) {
	tests := []struct {
		name, give string
		want       prose.Count
	}{
		{"nothing", "", prose.Count{}},
		{"words", "Budget passes after a long night", prose.Count{Words: 6}},
		{"apostrophes, points and hyphens join", "don't c'est 1,000,000 COVID-19 e.g. user@news.example", prose.Count{Words: 6}},
		{"lone dashes and signs are no words", "one – two — three - & … •", prose.Count{Words: 3}},
		{"emoji are no words", "fire 🔥 👩\u200d💻 🇩🇪", prose.Count{Words: 1}},
		{"digits are words", "52–48 in 2026", prose.Count{Words: 3}},
		{"white space of any kind", "a\tb\nc\u00a0d\u3000e", prose.Count{Words: 5}},
		{"Cyrillic and Greek", "Привет мир, γειά σου", prose.Count{Words: 4}},
		{"Arabic and Hebrew with marks", "قَالَ المتحدث שָׁלוֹם", prose.Count{Words: 3}},
		{"Hindi", "नमस्ते दुनिया", prose.Count{Words: 2}},
		{"Korean", "안녕하세요 세계", prose.Count{Words: 2}},
		{"Chinese by characters", "昨日の午後、市議会は可決した。", prose.Count{Chars: 13}},
		{"long vowels are characters", "サッカー", prose.Count{Chars: 4}},
		{"Thai letters without marks", "สวัสดี", prose.Count{Chars: 4}},
		{"Lao, Khmer and Burmese", "ສະ ខ្មែ မြန်", prose.Count{Chars: 6}},
		{"mixed text by run", "Tesla在上海 opened 2座factories。Next", prose.Count{Words: 5, Chars: 4}},
		{"full-width digits stop at the stop", "ＡＢ。ＣＤ", prose.Count{Words: 2}},
		{"bytes that are not UTF-8", "a\xff\xfe b \xff", prose.Count{Words: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, prose.Measure(tt.give))
		})
	}
}

func TestModelPageTakesSevenMinutes(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "page", "model-body.txt"))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("the text of the model page is not on this machine")
	}
	require.NoError(t, err)
	count := prose.Measure(string(text))
	// 833 white-space fields, six of them lone dashes.
	assert.Equal(t, prose.Count{Words: 833 - 6}, count)
	assert.Equal(t, 7, prose.Minutes(prose.Speed{Words: 120}.Time(count)))
	assert.Equal(t, 7, prose.Minutes(prose.Speed{Words: 120}.Time(prose.Count{Words: 833})))
}

func text() *rapid.Generator[string] {
	bits := rapid.SampledFrom([]string{"word", "don't", " ", "\n", " – ", ", ", "昨日", "。", "「", "」", "สวัสดี", "e\u0301", "👩\u200d💻",
		"🇩🇪", "\xff", "1,000", "-", "\u200d", "\u0301", "(", "a", "B", "サッカー"})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOf(bits).Draw(t, "bits"), "") })
}

func TestMeasureAddsUpOverLines(t *testing.T) {
	generator := text()
	rapid.Check(t, func(t *rapid.T) {
		a, b := generator.Draw(t, "a"), generator.Draw(t, "b")
		require.Equal(t, prose.Measure(a+"\n"+b), prose.Measure(a).Add(prose.Measure(b)))
	})
}

func FuzzMeasure(f *testing.F) {
	f.Add("don't 1,000 東京", "ไทย – x")
	f.Fuzz(func(t *testing.T, a, b string) {
		require.Equal(t, prose.Measure(a+"\n"+b), prose.Measure(a).Add(prose.Measure(b)))
		letters := 0
		for _, r := range a {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				letters++
			}
		}
		count := prose.Measure(a)
		require.LessOrEqual(t, count.Words+count.Chars, letters)
	})
}

func BenchmarkMeasure(b *testing.B) {
	s := strings.Repeat("The harbour authority said on Tuesday that dredging will resume. ", 83)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		prose.Minutes(prose.Speed{}.Time(prose.Measure(s)))
	}
}
