package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy/text"
)

func TestCheck(t *testing.T) {
	for name, label := range map[string]string{
		"empty":                        "",
		"plain":                        "World News",
		"money, percent and templates": "$105K in Play, ${x}, %s, {{.}}, \\1, </script>, ]]>",
		"Arabic with marks":            "خبر\u200f عاجل\u200e",
		"joiners of an emoji":          "👩\u200d👩\u200d👧",
		"Persian non-joiner":           "می\u200cخواهم",
		"replacement character":        "a\ufffdb",
		"soft hyphen":                  "Donau\u00addampf",
	} {
		assert.NoError(t, text.Check(label), "a label may be: %s", name)
	}
	for name, label := range map[string]string{
		"NUL":                         "a\x00b",
		"line feed":                   "a\nb",
		"carriage return":             "a\rb",
		"tab":                         "a\tb",
		"escape":                      "\x1b[31mred",
		"delete":                      "a\x7fb",
		"C1 control":                  "a\u0085b",
		"line separator":              "a\u2028b",
		"paragraph separator":         "a\u2029b",
		"byte order mark":             "\ufeffa",
		"right-to-left override":      "photo\u202egpj.exe",
		"left-to-right embedding":     "a\u202ab",
		"isolate":                     "a\u2066b\u2069",
		"invalid UTF-8":               "caf\xe9",
		"overlong encoding":           "\xc0\xaf",
		"surrogate encoded in UTF-8":  "\xed\xa0\x80",
		"a rune cut in the middle":    "日本"[:4],
		"fault at the end of a label": strings.Repeat("a", 5000) + "\n",
	} {
		assert.ErrorIs(t, text.Check(label), text.ErrInvalidText, "no label may hold: %s", name)
	}
}

func TestForbidden(t *testing.T) {
	t.Run("all controls are", func(t *testing.T) {
		for r := range unicode.MaxRune + 1 {
			if unicode.Is(unicode.Cc, r) {
				assert.True(t, text.Forbidden(r), "U+%04X", r)
			}
		}
	})
	t.Run("all explicit directions of UAX 9 are, and its marks are not", func(t *testing.T) {
		for r, want := range map[rune]bool{
			'\u202a': true, '\u202b': true, '\u202c': true, '\u202d': true, '\u202e': true,
			'\u2066': true, '\u2067': true, '\u2068': true, '\u2069': true,
			'\u200e': false, '\u200f': false, '\u061c': false, '\u202f': false, '\u2065': false, '\u206a': false,
		} {
			assert.Equal(t, want, text.Forbidden(r), "U+%04X", r)
		}
	})
	t.Run("no letter, mark, digit or sign is", func(t *testing.T) {
		for r := range unicode.MaxRune + 1 {
			if unicode.IsOneOf([]*unicode.RangeTable{unicode.L, unicode.M, unicode.N, unicode.P, unicode.S}, r) && text.Forbidden(r) {
				t.Errorf("Forbidden(U+%04X) = true, want false", r)
			}
		}
	})
}

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, give, want string }{
		{"nothing is nothing", "", ""},
		{"white space is nothing", " \t\r\n\u00a0\u3000\u2028", ""},
		{"a clean label stays", "World News", "World News"},
		{"the ends are trimmed", "  World \n", "World"},
		{"runs of white space are one space", "a \t\r\n\u00a0 b", "a b"},
		{"a line break parts two words", "a\nb", "a b"},
		{"a line separator parts two words", "a\u2028b", "a b"},
		{"NUL vanishes", "a\x00b", "ab"},
		{"a control between spaces leaves one space", "a \x07 b", "a b"},
		{"a control at the end leaves no space", "a \x07", "a"},
		{"an override vanishes", "photo\u202egpj.exe", "photogpj.exe"},
		{"a byte order mark vanishes", "\ufeffWorld", "World"},
		{"invalid UTF-8 is replaced", "caf\xe9", "caf\ufffd"},
		{"decomposed is composed", "Cafe\u0301", "Café"},
		{"parts that a control kept apart compose", "e\u202a\u0301", "é"},
		{"the Kelvin sign is a K", "\u212a", "K"},
		{"joiners stay", "می\u200cخواهم", "می\u200cخواهم"},
		{"compatibility forms stay", "ﬁ½²", "ﬁ½²"},
		{"text is data", "$105K in Play ${x} %s {{.}} \\1", "$105K in Play ${x} %s {{.}} \\1"},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, text.Clean(tt.give)) })
	}
}

func TestFold(t *testing.T) {
	for name, same := range map[string][]string{
		"case":                         {"ISIS", "isis", " Isis ", "is\x00is"},
		"a sharp s is ss":              {"Straße", "STRASSE", "strasse", "STRAẞE"},
		"normal forms":                 {"Café", "CAFE\u0301", "café"},
		"the Kelvin sign is a k":       {"\u212a", "k", "K"},
		"the ohm sign is an omega":     {"\u2126", "Ω", "ω"},
		"a final sigma is a sigma":     {"ΣΊΣΥΦΟΣ", "σίσυφος", "Σίσυφοσ"},
		"a ligature is its letters":    {"ﬁ", "FI", "fi"},
		"Cherokee":                     {"ᏣᎳᎩ", "ꮳꮃꭹ", "Ꮳꮃꭹ"},
		"white space":                  {"New  York", "new\u00a0york", "NEW\nYORK", " new\t york\r\n", "New\v York", "new \x00 york"},
		"full-width letters have case": {"ＡＢＣ", "ａｂｃ"},
		"controls alone are nothing":   {"", " ", "\x00", " \x7f "},
	} {
		for _, label := range same[1:] {
			assert.Equal(t, text.Fold(same[0]), text.Fold(label), "%s: %q and %q are one name", name, same[0], label)
		}
	}
	names := []string{
		"C", "C++", "C#", "c-", "$5K", "5K", // signs
		"Resume", "Résumé", // diacritics
		"i", "ı", "İ", // dotted and dotless
		"ABC", "ＡＢＣ", "½", "1⁄2", "12", // compatibility
		"New York", "NewYork", "k", "κ",
	}
	for i, a := range names {
		for _, b := range names[:i] {
			assert.NotEqual(t, text.Fold(a), text.Fold(b), "%q and %q are two names", a, b)
		}
	}
}

func TestFoldPlain(t *testing.T) {
	for _, same := range [][]string{
		{"Résumé", "RESUME", "re\u0301sume\u0301", "resume"},
		{"Ἀθῆναι", "αθηναι"},
		{"Йод", "иод"},
		{"Ñandú", "nandu"},
		{"ISIS", "isis"},
	} {
		for _, label := range same[1:] {
			assert.Equal(t, text.FoldPlain(same[0]), text.FoldPlain(label), "%q and %q have one key", same[0], label)
		}
	}
	for _, apart := range [][2]string{
		{"が", "か"}, {"Łódź", "Lodz"}, {"Øl", "Ol"}, {"ı", "i"}, {"हिन्दी", "हनद"}, {"C++", "C"}, {"אָ", "א"},
	} {
		assert.NotEqual(t, text.FoldPlain(apart[0]), text.FoldPlain(apart[1]), "%q and %q stay two", apart[0], apart[1])
	}
}

func TestFoldOfLatinIsThatOfEverythingElse(t *testing.T) {
	// A letter of another script, with which nothing composes, takes the long way.
	long := func(s string) string { return strings.TrimPrefix(text.Fold("日"+s+"日"), "日") }
	for r := range rune(0x2100) {
		if unicode.Is(unicode.M, r) {
			continue // composes with the x
		}
		require.Equal(t, long(string(r)), strings.TrimPrefix(text.Fold("x"+string(r)+"x"), "x")[:len(long(string(r)))-len("日")]+"日", "U+%04X", r)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("aZ09 \t\n\v\x00\x1c\x7f+#$-éÉßÿŸžİıŉſ\u0301"))).Draw(t, "label")
		require.Equal(t, text.Fold(s+" 日"), strings.TrimSpace(text.Fold(s)+" 日"))
	})
}

func TestEveryCaseOfALetterHasOneKey(t *testing.T) {
	cased := []*unicode.RangeTable{unicode.L, unicode.M, unicode.Nl, unicode.So}
	for r := range unicode.MaxRune + 1 {
		if !unicode.IsOneOf(cased, r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) {
			continue
		}
		key := text.Fold(string(r))
		if again := text.Fold(key); again != key {
			t.Errorf("Fold(Fold(U+%04X)) = %+q, want %+q", r, again, key)
		}
		if next := unicode.SimpleFold(r); text.Fold(string(next)) != key {
			t.Errorf("Fold(U+%04X) = %+q, want that of U+%04X, %+q", r, key, next, text.Fold(string(next)))
		}
	}
}

func TestFoldIgnoresWhatCaseAndFormCanChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("aBcßſKéÉñΣςσ日本한 \u0301\u0308\u0327\u0345"), unicode.Latin, unicode.Greek, unicode.Cyrillic)).Draw(t, "label")
		for _, spelling := range []string{norm.NFD.String(s), norm.NFC.String(s), text.Clean(s), "\t" + s + "\n"} {
			if text.Fold(spelling) != text.Fold(s) {
				t.Fatalf("Fold(%q) = %q, want %q", spelling, text.Fold(spelling), text.Fold(s))
			}
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		"", "World News", "a\u202eb", "e\u202a\u0301", "caf\xe9", "\xed\xa0\x80", "a\u00a0\u2028b", " \x00 ",
		"\u1100\u1161\u11a8", "\u0344", "\u2126\u212a", "a\u0345\u0301", "\u0f73",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// Law: a clean text is a label, stands still, and has no white space but single inner spaces.
		got := text.Clean(s)
		require.NoError(t, text.Check(got))
		require.Equal(t, got, text.Clean(got))
		require.True(t, utf8.ValidString(got))
		require.Equal(t, strings.Join(strings.Fields(got), " "), got)
		require.True(t, norm.NFC.IsNormalString(got))
	})
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{
		"ISIS", "Straße", "İstanbul", "\u01f0", "\u0390", "\u1fb3", "α\u0345\u0301", "\u1e9e", "\u212a", "Ꭰꭰ", "\u0345", "ŉ", "\ufb05",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// Law: a key stands still, is a label, and is the key of the text cleaned.
		key := text.Fold(s)
		require.Equal(t, key, text.Fold(key), "folding twice is folding once")
		require.NoError(t, text.Check(key))
		require.Equal(t, key, text.Fold(text.Clean(s)))
		plain := text.FoldPlain(s)
		require.Equal(t, plain, text.FoldPlain(plain), "folding twice is folding once")
		require.Equal(t, plain, text.FoldPlain(key), "one name has one plain key")
	})
}

func BenchmarkFold(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":  "Supreme Court to hear challenge to voting map",
		"accent": "Décès de l’écrivain à l’âge de quatre-vingt-dix ans",
		"han":    "宮城県沖でマグニチュード7.4東北各地で強い地震",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				text.Fold(s)
			}
		})
	}
}
