package related_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/related"
)

// wordsOf writes words as "text/stem", a stop word as "text/".
func wordsOf(text, lang string) string {
	var out []string
	for w := range new(related.Standard).Words(text, lang) {
		out = append(out, w.Text+"/"+w.Stem)
	}
	return strings.Join(out, " ")
}

func TestStandardWords(t *testing.T) {
	tests := []struct {
		name, lang, give, want string
	}{
		{"nothing", "en", "  — … 🎉 ", ""},
		{"stop words keep their text", "en", "The elections", "the/ elections/elect"},
		{"a region does not matter", "en-GB", "elections", "elections/elect"},
		{"a possessive is the name", "en", "China's China’s", "china/china china/china"},
		{"signs make another language of C", "en", "C, C++ and C#", "c/c c++/c++ and/ c#/c#"},
		{"signs before a letter are no part of a word", "en", "a+b x#y", "a/ b/b x/x y/y"},
		{"signs behind a longer word are not", "en", "Disney+ NBC#", "disney/disney nbc/nbc"},
		{"amounts and tickers", "en", "$105K $BTC 1,000.50", "105k/105k btc/btc 1,000.50/1,000.50"},
		{"accents and case", "es", "Elección ELECCIONES", "eleccion/eleccion elecciones/eleccion"},
		{"sharp s", "", "Straße STRASSE", "strasse/strasse strasse/strasse"},
		{"decomposed is composed", "", "cafe\u0301 café", "cafe/cafe cafe/cafe"},
		{"elision", "fr", "l'élection d’Aix", "l/ election/elect d/ aix/aix"},
		{"Arabic without its vowels", "ar", "كِتَابٌ", "كتاب/كتاب"},
		{"Arabic stop word", "ar", "فِي", "في/"},
		{"Greek loses its accents", "", "Αθήνα", "αθηνα/αθηνα"},
		{"Cyrillic keeps its marks", "", "Йод", "йод/йод"},
		{"Han in pairs", "zh", "北京大学, 水", "北京/北京 京大/京大 大学/大学 学/ 水/"},
		{"Han beside Latin", "zh", "北京ABC", "北京/北京 京/ abc/abc"},
		{"Thai in pairs", "th", "ไทย", "ไท/ไท ทย/ทย ย/"},
		{"bytes that are no text", "en", "a\xffelection", "a/ election/elect"},
		{"invisible characters", "", "so\u00adfa", "sofa/sofa"},
		{"Norwegian has two names", "nb", "biler", "biler/bil"},
		{"no known language", "xx", "elections", "elections/elections"},
		{"no stem is left of it", "en", "'s's", "s/s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, wordsOf(tt.give, tt.lang))
		})
	}
}

func TestStandardStemsEachLanguage(t *testing.T) {
	tests := []struct{ lang, one, many string }{
		{"ar", "كتاب", "الكتاب"}, {"da", "bil", "biler"}, {"de", "Buch", "Buches"}, {"en", "market", "markets"},
		{"es", "mercado", "mercados"}, {"fi", "talo", "talot"}, {"fr", "marché", "marchés"}, {"hu", "ház", "házak"},
		{"it", "mercato", "mercati"}, {"nl", "boek", "boeken"}, {"no", "bok", "boken"}, {"pt", "mercado", "mercados"},
		{"ro", "pom", "pomi"}, {"ru", "рынку", "рынка"}, {"sv", "bok", "boken"}, {"tr", "kitap", "kitaplar"},
	}
	stem := func(word, lang string) string {
		for w := range new(related.Standard).Words(word, lang) {
			return w.Stem
		}
		return ""
	}
	for _, tt := range tests {
		assert.Equal(t, stem(tt.one, tt.lang), stem(tt.many, tt.lang), tt.lang)
	}
}

func TestStandardStopsWhenAsked(t *testing.T) {
	for _, text := range []string{"elections market", "北京大学", "水 x"} {
		for range new(related.Standard).Words(text, "en") {
			break
		}
	}
	n := 0
	for range new(related.Standard).Words("北 x", "en") {
		n++
		break
	}
	assert.Equal(t, 1, n)
}

func TestStandardCutsLongWords(t *testing.T) {
	for w := range new(related.Standard).Words(strings.Repeat("é", 1000), "") {
		assert.Len(t, w.Text, related.MaxWord/2)
	}
	for w := range new(related.Standard).Words("x"+strings.Repeat("ж", 1000), "") {
		assert.Len(t, w.Text, related.MaxWord-1, "a character is not cut in two")
	}
}

func TestStandardForgetsWhatItCannotHold(t *testing.T) {
	var s related.Standard
	var text strings.Builder
	for i := range 40_000 {
		text.WriteString("w")
		text.WriteString(strings.Repeat("x", i%7))
		text.WriteRune('一' + rune(i%3)) // keeps the numbers apart
		for n := i; n > 0; n /= 10 {
			text.WriteByte(byte('0' + n%10))
		}
		text.WriteByte(' ')
	}
	var first, second []related.Word
	for w := range s.Words(text.String(), "en") {
		first = append(first, w)
	}
	for w := range s.Words(text.String(), "en") {
		second = append(second, w)
	}
	require.Equal(t, first, second)
}

func FuzzStandard(f *testing.F) {
	for _, seed := range []string{"The $105K C++", "l'élection", "北京大学", "a\xff\u0301b", "İstanbul ßẞ", "كِتَابٌ", "ไทย"} {
		for _, lang := range []string{"en", "fr", "ar", "tr", ""} {
			f.Add(seed, lang)
		}
	}
	var s related.Standard
	f.Fuzz(func(t *testing.T, text, lang string) {
		var again []related.Word
		for w := range s.Words(text, lang) {
			require.NotEmpty(t, w.Text)
			require.True(t, utf8.ValidString(w.Text) && utf8.ValidString(w.Stem))
			require.False(t, strings.ContainsFunc(w.Text, unicode.IsSpace), "%q", w.Text)
			again = append(again, w)
		}
		i := 0
		for w := range new(related.Standard).Words(text, lang) {
			require.Equal(t, again[i], w, "what is remembered differs from what is found anew")
			i++
		}
		require.Len(t, again, i)
	})
}
