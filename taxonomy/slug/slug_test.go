package slug_test

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
		{"a title is data", "$105K in Play, ${x}, %s, \\1", slug.Options{}, "dollar-105k-in-play-x-s-1"},
		{"a path is no path", "../../etc/passwd", slug.Options{}, "etc-passwd"},
		{"a percent escape is no escape", "%2e%2e/%00", slug.Options{}, "2e-2e-00"},
		{"& is a word", "foo&bar", slug.Options{}, "foo-and-bar"},
		{"& is a word of the language", "Тонино & Волкот", slug.Options{Lang: "mk"}, "tonino-i-volkot"},
		{"a full-width & and @ are words", "A＆B＠C", slug.Options{}, "a-and-b-at-c"},
		{"@ is a word of the language", "Toto @ Tamto", slug.Options{Lang: "cs"}, "toto-zavinac-tamto"},
		{"@ may be two words", "a@b", slug.Options{Lang: "sv"}, "a-snabel-a-b"},
		{"an entity is what it stands for", "R&amp;D &#8211; caf&eacute; &#x17D;", slug.Options{}, "r-and-d-cafe-z"},
		{"an entity without a semicolon is none", "rock&reggae &notit; &;", slug.Options{}, "rock-and-reggae-and-notit-and"},
		{"a blank may be an entity", "a&nbsp;b", slug.Options{}, "a-b"},
		{"an entity makes no tag", "a &lt;b&gt; c", slug.Options{}, "a-b-c"},
		{"a tag is no word", "Captain <strong class=\"x\">Awesome</strong>", slug.Options{}, "captain-awesome"},
		{"a tag within a word does not part it", "H<sub>2</sub>O", slug.Options{}, "h2o"},
		{"a block parts words", "one<br>two<P>three</P>four", slug.Options{}, "one-two-three-four"},
		{"a comment parts words", "one<!-- <b>and</b> -->two", slug.Options{}, "one-two"},
		{"a comment that never ends is text", "one<!-- two", slug.Options{}, "one-two"},
		{"what only looks like a tag is text", "if a<b2 and c>d, x < y, <unknown> <b <verylongelementname>", slug.Options{}, "if-a-b2-and-c-d-x-y-unknown-b-verylongelementname"},
		{"tags alone are untitled", "<b></b>", slug.Options{}, "untitled"},
		{"C++ is cpp", "C++ and G++", slug.Options{}, "cpp-and-gpp"},
		{"pluses elsewhere are signs", "1++ a++b c+++ ++ d+", slug.Options{}, "1-a-b-c-d"},
		{"C# is c-sharp", "C# and F#", slug.Options{}, "c-sharp-and-f-sharp"},
		{"a number sign elsewhere is a sign", "You are #1, item#2, ab#", slug.Options{}, "you-are-1-item-2-ab"},
		{"currency in front of a number", "$105K and €5, £ 7", slug.Options{}, "dollar-105k-and-euro-5-pound-7"},
		{"currency behind a number", "5 € or 5\u00a0₽", slug.Options{}, "5-euro-or-5-ruble"},
		{"a prefix of currency is a word", "US$105", slug.Options{}, "us-dollar-105"},
		{"all currencies", "1¢ 1￠ 1₹ 1₨ 1₩ 1￦ 1₺ 1₴ 1₪ 1₫ 1₦ 1₱ 1₸ 1₼ 1₾ 1฿ 1₿ ¥1", slug.Options{MaxBytes: 200},
			"1-cent-1-cent-1-rupee-1-rupee-1-won-1-won-1-lira-1-hryvnia-1-shekel-1-dong-1-naira-1-peso-1-tenge-1-manat-1-lari-1-baht-1-bitcoin-yen-1"},
		{"yen in Chinese are yuan", "￥500", slug.Options{Lang: "zh-Hans"}, "yuan-500"},
		{"currency by itself is a sign", "Ke$ha, €-zone, ${x}", slug.Options{}, "ke-ha-zone-x"},
		{"emoji part words", "storm🔥warning ✨ 👩\u200d🚀!", slug.Options{}, "storm-warning"},
		{"a keycap is its digit", "1️⃣ thing", slug.Options{}, "1-thing"},
		{"a copyright sign is no letter", "© 2024 Acme™®", slug.Options{}, "2024-acme"},
		{"a soft sign is silent", "фильм", slug.Options{}, "film"},
		{"letters of mathematics are letters", "𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴 𝟚𝟘", slug.Options{}, "breaking-20"},
		{"a times sign is an x", "6×7", slug.Options{}, "6x7"},
		{"fractions have two numbers", "½ price", slug.Options{}, "1-2-price"},
		{"Danish", "Ærø får rødgrød", slug.Options{Lang: "da"}, "aeroe-faar-roedgroed"},
		{"Norwegian by its common code", "Ærlig", slug.Options{Lang: "no"}, "aerlig"},
		{"Serbian", "Ђорђе и Џон у Шапцу", slug.Options{Lang: "sr-Cyrl"}, "djordje-i-dzon-u-sapcu"},
		{"Croatian", "Đurđevac & Čačak", slug.Options{Lang: "hr"}, "djurdjevac-i-cacak"},
		{"Azerbaijani", "Fərhad Əliyev", slug.Options{Lang: "az"}, "ferhad-eliyev"},
		{"Ukrainian", "Україна: єдність, Юрій і моя їжа", slug.Options{Lang: "uk"}, "ukraina-yednist-yurii-i-moia-yizha"},
		{"Catalan", "Il·lusió al·lallaŀla, a·b l·x", slug.Options{Lang: "ca"}, "illusio-allallalla-a-b-l-x"},
		{"Latvian", "Šķūnis & ģimene", slug.Options{Lang: "lv"}, "skunis-un-gimene"},
		{"Macedonian", "Ѓорѓи Ќосев Љубљана", slug.Options{Lang: "mk"}, "gjorgji-kjosev-ljubljana"},
		{"a language of three letters", "Über", slug.Options{Lang: "deu"}, "ueber"},
		{"a language with an underscore", "Über", slug.Options{Lang: "de_AT"}, "ueber"},
		{"decomposed umlauts are umlauts", "U\u0308ber", slug.Options{Lang: "de"}, "ueber"},
		{"Thai", "ข่าวเด่น", slug.Options{}, "khaawedn"},
		{"invalid UTF-8 vanishes", "caf\xe9s", slug.Options{}, "cafs"},
		{"what is bidirectional or without width vanishes", "a\u202eb\u200bc\u00add\u2066e", slug.Options{}, "abcde"},
		{"line separators part words", "a\u2028b\u0085c\td", slug.Options{}, "a-b-c-d"},
		{"Unicode keeps letters", "Новости & «мир»", slug.Options{Lang: "ru", Unicode: true}, "новости-и-мир"},
		{"Unicode has small letters in form C", "E\u0301TE\u0301 ÄÖ İstanbul", slug.Options{Unicode: true}, "été-äö-istanbul"},
		{"Unicode keeps marks on letters alone", "हिन्दी \u0301a", slug.Options{Unicode: true}, "हिन्दी-a"},
		{"Unicode keeps digits of all scripts", "۱۰۰ दो २", slug.Options{Unicode: true}, "۱۰۰-दो-२"},
		{"Unicode of signs alone is untitled", "🔥 — ?", slug.Options{Unicode: true}, "untitled"},
		{"Unicode keeps what nothing transliterates", "𞤀𞤣", slug.Options{Unicode: true}, "𞤢𞤣"},
		{"Unicode is cut between letters", strings.Repeat("ж", 50), slug.Options{Unicode: true, MaxBytes: 17}, strings.Repeat("ж", 8)},
		{"Unicode is not cut before a mark", "abcdefghijklmnोx", slug.Options{Unicode: true, MaxBytes: 16}, "abcdefghijklm"},
		{"Unicode that is all marks keeps one letter", "a" + strings.Repeat("\u0323\u0301", 20), slug.Options{Unicode: true, MaxBytes: 16}, "ạ"},
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

func TestMakeAllocatesTheSlugAndAppendNothing(t *testing.T) {
	buf := make([]byte, 0, 256)
	for _, title := range []string{
		"Bill Changing Credit Card Rules Is Sent to Obama With Gun Measure Included", "C++ & C#: $105K <b>in</b> play",
		"Президент подписал закон", "宮城県沖でマグニチュード7.4東北各地で強い地震", "ข่าวเด่น", "हिन्दी समाचार", "Über größe", "storm🔥",
	} {
		o := slug.Options{Lang: "de", Reserved: []string{"feed", "tag"}}
		assert.LessOrEqual(t, testing.AllocsPerRun(50, func() { slug.Make(title, o) }), 1.0, "%q", title)
		assert.Zero(t, testing.AllocsPerRun(50, func() { buf = slug.Append(buf[:0], title, o) }), "%q", title)
	}
}

func TestMakeOfHugeTexts(t *testing.T) {
	for name, part := range map[string]string{
		"words": "storm ", "signs": "? ", "tags": "<b>", "comments": "<!--", "entities": "&amp", "marks": "e\u0301", "emoji": "🔥",
		"letters that nothing reads": "𞤀", "NUL": "\x00", "invalid": "\xff", "money": "$",
	} {
		t.Run(name, func(t *testing.T) {
			huge := strings.Repeat(part, 1<<20/len(part))
			for _, unicode := range []bool{false, true} {
				got := slug.Make(huge, slug.Options{Unicode: unicode})
				require.NoError(t, slug.Name{Scope: "article", Slug: got}.Check())
				require.LessOrEqual(t, len(got), slug.DefaultMaxBytes)
			}
		})
	}
}

func TestAppend(t *testing.T) {
	dst := append(make([]byte, 0, 8), "/news/"...)
	got := slug.Append(dst, "Storm nears the coast", slug.Options{})
	assert.Equal(t, "/news/storm-nears-the-coast", string(got))
	assert.Equal(t, "/news/untitled", string(slug.Append(dst, "", slug.Options{})))
	long := slug.Make(strings.Repeat("storm ", 200), slug.Options{MaxBytes: 1000})
	assert.Len(t, long, 166*len("storm-")-1, "a cap of one's own may be beyond the default")
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
	if !o.Unicode {
		require.Regexp(t, shape, got, "Make(%q)", title)
	}
	require.LessOrEqual(t, len(got), max(limit, 16), "Make(%q) = %q", title, got)
	require.NotContains(t, o.Reserved, got)
	require.Equal(t, got, slug.Make(got, o), "Make(Make(%q))", title)
	require.Equal(t, got, slug.Make(title, o), "Make(%q) twice", title)
	require.Equal(t, "/news/"+got, string(slug.Append([]byte("/news/"), title, o)))
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
			Unicode:  rapid.Bool().Draw(t, "unicode"),
		})
	})
}

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		give, stem string
		n          int
	}{
		{"storm-2", "storm", 2},
		{"storm-2-10", "storm-2", 10},
		{"covid-19", "covid", 19},
		{"/2015/03/буря-7", "/2015/03/буря", 7},
		{"-2", "", 0},
		{"storm-999999999", "storm", 999_999_999},
		{"storm-1000000000", "", 0},
		{"storm-1", "", 0},
		{"storm-0", "", 0},
		{"storm-02", "", 0},
		{"storm2", "", 0},
		{"storm-", "", 0},
		{"storm", "", 0},
		{"42", "", 0},
		{"", "", 0},
	} {
		stem, n := slug.Number(tt.give)
		assert.Equal(t, tt.stem, stem, tt.give)
		assert.Equal(t, tt.n, n, tt.give)
	}
}

func TestFreeIsTheFirstThatIsNeitherTakenNorReserved(t *testing.T) {
	for _, tt := range []struct {
		name, give string
		o          slug.Options
		taken      []string
		want       string
	}{
		{"nobody has it", "storm", slug.Options{}, nil, "storm"},
		{"one has it", "storm", slug.Options{}, []string{"storm"}, "storm-2"},
		{"a gap is filled", "storm", slug.Options{}, []string{"storm", "storm-3"}, "storm-2"},
		{"a reserved word", "feed", slug.Options{Reserved: []string{"feed", "feed-3"}}, []string{"feed-2"}, "feed-4"},
		{"the cap is kept", "storm-nears-coast", slug.Options{MaxBytes: 17}, []string{"storm-nears-coast"}, "storm-nears-2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := slug.Free(tt.give, tt.o, func(s string) bool { return slices.Contains(tt.taken, s) })
			assert.Equal(t, tt.want, got)
		})
	}
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
	seen := map[string]bool{}
	languages := map[string]int{}
	titles, equal, fallbacks := 0, 0, 0
	for lang, title := range headlines(t) {
		o := slug.Options{Lang: lang}
		got := slug.Make(title, o)
		languages[lang]++
		titles++
		require.NoError(t, name(got).Check(), "Make(%q) = %q", title, got)
		require.Less(t, strings.Trim(got, "abcdefghijklmnopqrstuvwxyz0123456789-"), "a", "Make(%q) = %q", title, got)
		require.LessOrEqual(t, len(got), slug.DefaultMaxBytes)
		require.Equal(t, got, slug.Make(got, o))
		if got == "untitled" || strings.HasPrefix(got, "x-") && len(got) == 12 {
			fallbacks++
		}
		if seen[lang+":"+got] { // Serbian has the same slugs in both of its scripts
			equal++
		}
		seen[lang+":"+got] = true
	}
	t.Logf("%d headlines in %d languages: %d equal slugs (%.3f %%), %d fallbacks", titles, len(languages), equal,
		100*float64(equal)/float64(titles), fallbacks)
	assert.Greater(t, titles, 40_000)
	assert.Less(t, float64(equal), 0.002*float64(titles))
	assert.Zero(t, fallbacks)
}

// headlines yields real headlines with their languages.
func headlines(t *testing.T) func(yield func(lang, title string) bool) {
	dir := shared(t, "titles")
	return func(yield func(lang, title string) bool) {
		for _, file := range []string{"en-news.txt", "en-click.txt", "ja-wikinews.txt", "zh-thuc.txt", "parallel.tsv"} {
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
		for _, unicode := range []bool{false, true} {
			requireLaws(t, title, slug.Options{MaxBytes: limit % 256, Lang: lang, Unicode: unicode, Reserved: []string{"untitled", "a", "a-2"}})
		}
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
