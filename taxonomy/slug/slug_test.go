package slug_test

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy/slug"
)

var shape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func TestMake(t *testing.T) {
	long := strings.Repeat("breaking news ", 20)
	for _, tt := range []struct {
		name, give string
		options    slug.Options
		want       string
	}{
		{"words are parted by hyphens", "World News", slug.Options{}, "world-news"},
		{"signs are hyphens, once", "Budget passes, 52–48!!", slug.Options{}, "budget-passes-52-48"},
		{"an underscore is a hyphen", "_snake_case_", slug.Options{}, "snake-case"},
		{"accents are dropped", "Épée à l’Élysée", slug.Options{Lang: "fr"}, "epee-a-lelysee"},
		{"ligatures are spelled out", "Œuvre Straße", slug.Options{}, "oeuvre-strasse"},
		{"German umlauts are German", "Über Größe", slug.Options{Lang: "de"}, "ueber-groesse"},
		{"the region of a language does not matter", "Über", slug.Options{Lang: "de-AT"}, "ueber"},
		{"the case of a language does not matter", "Über", slug.Options{Lang: "DE"}, "ueber"},
		{"an unknown language is read as English", "a & b", slug.Options{Lang: "zz"}, "a-and-b"},
		{"Cyrillic is transliterated", "Новости дня", slug.Options{Lang: "ru"}, "novosti-dnia"},
		{"Arabic is transliterated", "أخبار", slug.Options{Lang: "ar"}, "khbr"},
		{"nothing is untitled", "", slug.Options{}, "untitled"},
		{"signs alone are untitled", "???", slug.Options{}, "untitled"},
		{"controls alone are untitled", "\x00\n\u202e", slug.Options{}, "untitled"},
		{"an emoji alone is untitled", "🔥🔥", slug.Options{}, "untitled"},
		{"a long text is cut at a word", long, slug.Options{MaxBytes: 32}, "breaking-news-breaking-news"},
		{"a cut that falls on a hyphen keeps the word", "aaaa-bbbb-cccc-dddd", slug.Options{MaxBytes: 19}, "aaaa-bbbb-cccc-dddd"},
		{"a cut right behind a word keeps it", "aaaaaaaa bbbbbbb cccc", slug.Options{MaxBytes: 16}, "aaaaaaaa-bbbbbbb"},
		{"a word too long is cut within", strings.Repeat("a", 200), slug.Options{MaxBytes: 20}, strings.Repeat("a", 20)},
		{"a hyphen in the first half is no place to cut", "ab " + strings.Repeat("c", 50), slug.Options{MaxBytes: 16}, "ab-ccccccccccccc"},
		{"a cap under 16 is 16", strings.Repeat("a", 50), slug.Options{MaxBytes: 1}, strings.Repeat("a", 16)},
		{"a negative cap is 16", strings.Repeat("a", 50), slug.Options{MaxBytes: math.MinInt}, strings.Repeat("a", 16)},
		{"a reserved name gets a suffix", "Admin", slug.Options{Reserved: []string{"admin"}}, "admin-2"},
		{"a suffix that is reserved too is passed over", "Admin", slug.Options{Reserved: []string{"admin", "admin-2", "admin-3"}}, "admin-4"},
		{"untitled may be reserved", "?", slug.Options{Reserved: []string{"untitled"}}, "untitled-2"},
		{"a title is data", "$105K in Play, ${x}, %s, \\1", slug.Options{}, "105k-in-play-x-s-1"},
		{"a path is no path", "../../etc/passwd", slug.Options{}, "etc-passwd"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, slug.Make(tt.give, tt.options))
		})
	}
}

func TestMakeOfLettersThatNothingTransliterates(t *testing.T) {
	// Adlam and Osage are too young for the tables of gosimple/unidecode.
	adlam, osage := slug.Make("𞤀𞤣𞤤𞤢𞤥", slug.Options{}), slug.Make("𐓏𐓘𐓻𐓘𐓻𐓟", slug.Options{})
	assert.Regexp(t, `^x-[0-9a-f]{10}$`, adlam)
	assert.NotEqual(t, adlam, osage, "two such texts differ")
	assert.Equal(t, adlam, slug.Make(" 𞤢𞤣𞤤𞤢𞤥\n", slug.Options{}), "two spellings of one text do not")
	assert.Equal(t, adlam, slug.Make(adlam, slug.Options{}))
}

func TestSuffix(t *testing.T) {
	for _, tt := range []struct {
		name, give string
		n          int
		options    slug.Options
		want       string
	}{
		{"it stands at the end", "storm", 2, slug.Options{}, "storm-2"},
		{"the slug is cut to make room", "storm-nears-coast", 12, slug.Options{MaxBytes: 17}, "storm-nears-12"},
		{"no hyphen is doubled by the cut", "storm-nears-coas", 2, slug.Options{MaxBytes: 16}, "storm-nears-2"},
		{"one letter is kept whatever the number", "storm-nears-coast", math.MaxInt64, slug.Options{MaxBytes: 1}, "s-9223372036854775807"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, slug.Suffix(tt.give, tt.n, tt.options))
		})
	}
}

// requireLaws holds one result of Make to its promises.
func requireLaws(t require.TestingT, title string, o slug.Options) {
	got := slug.Make(title, o)
	limit := o.MaxBytes
	if limit == 0 {
		limit = slug.DefaultMaxBytes
	}
	require.Regexp(t, shape, got, "Make(%q)", title)
	require.LessOrEqual(t, len(got), max(limit, 16), "Make(%q) = %q", title, got)
	require.NotContains(t, o.Reserved, got)
	require.Equal(t, got, slug.Make(got, o), "Make(Make(%q))", title)
	require.Equal(t, got, slug.Make(title, o), "Make(%q) twice", title)
	require.NoError(t, slug.Name{Scope: "article", Slug: got}.Check())
}

var languages = []string{
	"", "bg", "cs", "de", "en", "es", "fi", "fr", "el", "hu", "id", "it", "kk", "nb", "nl", "nn", "pl", "pt", "pt-BR", "ro", "sl", "sv", "tr",
	"ar", "ja", "zh-Hans", "no such language", "-", "\x00",
}

func TestMakeKeepsItsLaws(t *testing.T) {
	word := rapid.SampledFrom([]string{"a", "b", "2", "untitled", "x"})
	rapid.Check(t, func(t *rapid.T) {
		requireLaws(t, rapid.String().Draw(t, "title"), slug.Options{
			MaxBytes: rapid.IntRange(-1, 120).Draw(t, "cap"),
			Lang:     rapid.SampledFrom(languages).Draw(t, "language"),
			Reserved: rapid.SliceOfN(word, 0, 3).Draw(t, "reserved"),
		})
	})
}

func TestSuffixKeepsShapeAndCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := slug.Options{MaxBytes: rapid.IntRange(0, 40).Draw(t, "cap")}
		name := slug.Make(rapid.StringMatching(`[a-z0-9 ]{0,60}`).Draw(t, "title"), o)
		n := rapid.IntRange(1, 1_000_000_000).Draw(t, "n")
		m := rapid.IntRange(1, 1_000_000_000).Draw(t, "m")
		got := slug.Suffix(name, n, o)
		limit := 96
		if o.MaxBytes > 0 {
			limit = max(o.MaxBytes, 16)
		}
		if !shape.MatchString(got) || len(got) > limit || got == name && !strings.Contains(name, "-") {
			t.Fatalf("Suffix(%q, %d) = %q", name, n, got)
		}
		if (n == m) != (got == slug.Suffix(name, m, o)) {
			t.Fatalf("Suffix(%q) with %d and %d: %q, %q", name, n, m, got, slug.Suffix(name, m, o))
		}
	})
}

func TestMakeOfRealHeadlines(t *testing.T) {
	const perLanguage = 100
	seen := map[string]int{}
	for lang, title := range headlines(t) {
		if seen[lang]++; seen[lang] <= perLanguage {
			requireLaws(t, title, slug.Options{Lang: lang})
			assert.NotEqual(t, "untitled", slug.Make(title, slug.Options{Lang: lang}), "%s: %q", lang, title)
		}
	}
	assert.GreaterOrEqual(t, len(seen), 10, "languages: %v", seen)
}

// headlines yields real headlines with their languages.
func headlines(t *testing.T) func(yield func(lang, title string) bool) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "titles")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the real headlines are absent: ", dir)
		}
		t.Skip("the real headlines are absent: ", dir)
	}
	return func(yield func(lang, title string) bool) {
		for _, file := range []string{"en-news.txt", "ja-wikinews.txt", "zh-thuc.txt", "parallel.tsv"} {
			data, err := os.ReadFile(filepath.Join(dir, file))
			require.NoError(t, err)
			for line := range strings.Lines(string(data)) {
				lang, title := file[:2], line
				if file == "parallel.tsv" {
					fields := strings.SplitN(line, "\t", 3)
					lang, title = fields[1], fields[2]
				}
				if lang != "lang" && !yield(lang, title) {
					return
				}
			}
		}
	}
}

func FuzzMake(f *testing.F) {
	for _, seed := range []string{
		"", "C#", "a\u202eb", "Budget passes, 52–48", "???", "🔥", "𞤀𞤣𞤤𞤢𞤥", "Œ", "ß", "İ", "½ ⅷ ①", "a-", strings.Repeat("a-", 80),
		strings.Repeat("日本", 60), "caf\xe9", "untitled", "x-0123456789",
	} {
		f.Add(seed, 0, "de")
		f.Add(seed, 17, "")
	}
	f.Fuzz(func(t *testing.T, title string, limit int, lang string) {
		// Law: shape, cap, idempotence, never empty, never reserved; the same twice.
		requireLaws(t, title, slug.Options{MaxBytes: limit % 256, Lang: lang, Reserved: []string{"untitled", "a", "a-2"}})
	})
}

func BenchmarkMake(b *testing.B) {
	for name, title := range map[string]string{
		"ascii":    "Bill Changing Credit Card Rules Is Sent to Obama With Gun Measure Included",
		"cyrillic": "Президент подписал закон о бюджете на следующий год",
		"han":      "宮城県沖でマグニチュード7.4東北各地で強い地震",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(title)))
			for b.Loop() {
				slug.Make(title, slug.Options{})
			}
		})
	}
}
