package prose_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/prose"
)

func TestCount(t *testing.T) {
	tests := []struct {
		name, give string
		want       prose.Counts
	}{
		{"nothing", "", prose.Counts{}},
		{"words", "Budget passes after a long night", prose.Counts{prose.Latin: 6}},
		{"apostrophes join letters", "don't c'est l’été o'clock", prose.Counts{prose.Latin: 4}},
		{"commas and stops join digits", "1,000,000 and 3.14", prose.Counts{prose.Common: 2, prose.Latin: 1}},
		{"stops join letters", "e.g. news.example", prose.Counts{prose.Latin: 2}},
		{"commas do not join letters", "a,b;c", prose.Counts{prose.Latin: 3}},
		{"colons join letters and not digits", "EU:n 20:15", prose.Counts{prose.Latin: 1, prose.Common: 2}},
		{"underscores join", "snake_case __init__", prose.Counts{prose.Latin: 2}},
		{"hyphens and dashes part", "COVID-19, 52–48", prose.Counts{prose.Latin: 1, prose.Common: 3}},
		{"a word with digits is of its letters", "$105K B2 2nd", prose.Counts{prose.Latin: 3}},
		{"lone dashes and signs are no words", "one – two — three - & … • ' .", prose.Counts{prose.Latin: 3}},
		{"emoji are no words", "fire 🔥 👩\u200d💻 🇩🇪 1\ufe0f\u20e3 2\u20e3 ℹ\ufe0f", prose.Counts{prose.Latin: 1}},
		{"superscripts and fractions are no words", "m² ½ word¹", prose.Counts{prose.Latin: 2}},
		{"white space of any kind parts", "a\tb\nc\u00a0d\u3000e\r\nf", prose.Counts{prose.Latin: 6}},
		{"soft hyphens do not part", "Donau\u00addampf", prose.Counts{prose.Latin: 1}},
		{"mixed text by run", "Tesla在上海 opened 2座factories。Next", prose.Counts{prose.Latin: 4, prose.Common: 1, prose.Han: 4}},
		{"letters of two scripts are of the first", "Kpop가 가Kpop", prose.Counts{prose.Latin: 1, prose.Hangul: 1}},
		{"long vowels are characters", "サッカー ｻｯｶｰ", prose.Counts{prose.Kana: 8}},
		{"voicing marks are none", "ｶﾞか\u3099", prose.Counts{prose.Kana: 2}},
		{"kana tied to a word is counted beside it", "a_カナ_b", prose.Counts{prose.Latin: 1, prose.Kana: 2}},
		{"each broken byte is an unknown character", "a\xff\xfe b \xe6\x98", prose.Counts{prose.Latin: 2, prose.Unknown: 4}},
		{"a broken rune at the end hides no word", "word\xf0 b", prose.Counts{prose.Latin: 2, prose.Unknown: 1}},
		{"what stands for a broken byte counts like it", "a\ufffdb", prose.Counts{prose.Latin: 2, prose.Unknown: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, prose.Count(tt.give)) })
	}
}

func TestScripts(t *testing.T) {
	tests := []struct {
		name, give string
		want       prose.Counts
	}{
		{"Latin", "Straße, naïve façade, Łódź!", prose.Counts{prose.Latin: 4}},
		{"Cyrillic", "Привет, мир", prose.Counts{prose.Cyrillic: 2}},
		{"Greek", "γειά σου Κόσμε", prose.Counts{prose.Greek: 3}},
		{"Armenian", "Բարև աշխարհ։", prose.Counts{prose.Armenian: 2}},
		{"Georgian", "გამარჯობა მსოფლიო", prose.Counts{prose.Georgian: 2}},
		{"Hebrew with marks and gershayim", "שָׁלוֹם צה\"ל", prose.Counts{prose.Hebrew: 2}},
		{"Arabic with marks", "قَالَ المتحدث، أمس", prose.Counts{prose.Arabic: 3}},
		{"Persian with a joiner", "می\u200cخواهم بروم", prose.Counts{prose.Arabic: 2}},
		{"Urdu", "یہ اردو ہے۔", prose.Counts{prose.Arabic: 3}},
		{"Devanagari", "नमस्ते दुनिया।", prose.Counts{prose.Indic: 2}},
		{"Bengali", "ওহে বিশ্ব", prose.Counts{prose.Indic: 2}},
		{"Gurmukhi", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", prose.Counts{prose.Indic: 3}},
		{"Gujarati", "નમસ્તે દુનિયા", prose.Counts{prose.Indic: 2}},
		{"Tamil", "வணக்கம் உலகம்", prose.Counts{prose.Indic: 2}},
		{"Telugu", "హలో ప్రపంచం", prose.Counts{prose.Indic: 2}},
		{"Kannada", "ನಮಸ್ಕಾರ ಜಗತ್ತು", prose.Counts{prose.Indic: 2}},
		{"Malayalam", "നമസ്കാരം ലോകം", prose.Counts{prose.Indic: 2}},
		{"Sinhala", "ආයුබෝවන් ලෝකය", prose.Counts{prose.Indic: 2}},
		{"Ethiopic", "ሰላም፡ልዑል ዓለም", prose.Counts{prose.Ethiopic: 3}},
		{"Hangul", "안녕하세요, 세계", prose.Counts{prose.Hangul: 2}},
		{"Tibetan by syllables", "བོད་སྐད", prose.Counts{prose.OtherWords: 2}},
		{"Cherokee", "ᎣᏏᏲ ᎡᎶᎯ", prose.Counts{prose.OtherWords: 2}},
		{"Han", "市議会は〇。", prose.Counts{prose.Han: 4, prose.Kana: 1}},
		{"Hiragana", "こんにちは、せかい。", prose.Counts{prose.Kana: 8}},
		{"Katakana", "アメリカ・カナダ", prose.Counts{prose.Kana: 7}},
		{"Thai without marks", "สวัสดี ๒๐", prose.Counts{prose.Thai: 4, prose.Common: 1}},
		{"Lao without marks", "ສະບາຍດີ", prose.Counts{prose.Lao: 6}},
		{"Khmer without marks", "ខ្មែរ", prose.Counts{prose.Khmer: 3}},
		{"Burmese without marks", "မြန်မာ", prose.Counts{prose.Burmese: 3}},
		{"Tai Le", "ᥖᥭᥰ", prose.Counts{prose.OtherChars: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, prose.Count(tt.give))
			assert.Equal(t, tt.want.Add(tt.want), prose.Count(tt.give+"\n"+tt.give))
		})
	}
}

func TestCountsOfAllScripts(t *testing.T) {
	c := prose.Counts{prose.Common: 1, prose.Latin: 2, prose.OtherWords: 3, prose.Han: 4, prose.Unknown: 5}
	assert.Equal(t, 6, c.Words())
	assert.Equal(t, 9, c.Chars())
	assert.Equal(t, 15, c.Total())
	assert.Equal(t, "Common 1, Latin 2, OtherWords 3, Han 4, Unknown 5", c.String())
	assert.Empty(t, prose.Counts{}.String())
	assert.Empty(t, prose.Script(len(c)).String())
	for script := range c {
		assert.NotEmpty(t, prose.Script(script).String())
	}
}

// naive counts by the iterator of uax29 and the tables of package unicode alone.
func naive(text string) (c prose.Counts) {
	for text != "" {
		valid := text
		for i, r := range text {
			if _, size := utf8.DecodeRuneInString(text[i:]); r == utf8.RuneError && size == 1 {
				valid = text[:i]
				break
			}
		}
		for s := words.FromString(valid); s.Next(); {
			c = c.Add(naiveSegment(s.Value()))
		}
		if text = text[len(valid):]; text != "" {
			c[prose.Unknown]++
			text = text[1:]
		}
	}
	return c
}

func naiveSegment(segment string) (c prose.Counts) {
	word, first := false, prose.Common
	for _, r := range segment {
		script, ok := naiveScript(r)
		switch {
		case !ok:
		case !script.InWords():
			c[script]++
		default:
			word = true
			if first == prose.Common {
				first = script
			}
		}
	}
	key := strings.HasSuffix(segment, "\ufe0f") || strings.HasSuffix(segment, "\u20e3")
	if word && !(first == prose.Common && key) {
		c[first]++
	}
	return c
}

func naiveScript(r rune) (script prose.Script, ok bool) {
	switch {
	case r == utf8.RuneError:
		return prose.Unknown, true
	case unicode.IsDigit(r):
		return prose.Common, true
	case r == 'ー' || r == 'ｰ':
		return prose.Kana, true
	case !unicode.IsLetter(r) && !unicode.Is(unicode.Nl, r), r == 'ℹ', r == 0xFF9E, r == 0xFF9F:
		return 0, false
	}
	for _, own := range naiveScripts {
		if unicode.In(r, own.tables...) {
			return own.script, true
		}
	}
	return prose.OtherWords, true
}

var naiveScripts = []struct {
	script prose.Script
	tables []*unicode.RangeTable
}{
	{prose.Latin, scripts("Latin")}, {prose.Cyrillic, scripts("Cyrillic")}, {prose.Greek, scripts("Greek")},
	{prose.Armenian, scripts("Armenian")}, {prose.Georgian, scripts("Georgian")}, {prose.Hebrew, scripts("Hebrew")},
	{prose.Arabic, scripts("Arabic")}, {prose.Ethiopic, scripts("Ethiopic")}, {prose.Hangul, scripts("Hangul")},
	{prose.Indic, scripts("Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala")},
	{prose.Han, scripts("Han")}, {prose.Kana, scripts("Hiragana Katakana")}, {prose.Thai, scripts("Thai")},
	{prose.Lao, scripts("Lao")}, {prose.Khmer, scripts("Khmer")}, {prose.Burmese, scripts("Myanmar")},
	{prose.OtherChars, scripts("Tai_Le New_Tai_Lue Tai_Tham Tai_Viet Ahom Tangut Nushu Khitan_Small_Script")},
}

func scripts(names string) (tables []*unicode.RangeTable) {
	for name := range strings.FieldsSeq(names) {
		tables = append(tables, unicode.Scripts[name])
	}
	return tables
}

func TestEveryRuneCountsAsUnicodeSays(t *testing.T) {
	const firstEmpty, tags = 0x40000, 0xE0000 // the planes between them hold nothing
	faults := 0
	for r := rune(0); r <= tags+0x200 && faults < 20; r++ {
		if r == firstEmpty {
			r = tags
		}
		s := string(r)
		s = s + " a" + s + "a " + s + "1" + s + "カ" + s + "_b"
		if got, want := prose.Count(s), naive(s); got != want {
			t.Errorf("Count(%+q) = %v, want %v", s, got, want)
			faults++
		}
	}
}

func TestStoriesCountAsUnicodeSays(t *testing.T) {
	for _, s := range stories(t) {
		require.Equal(t, naive(s.text), prose.Count(s.text), "%s %d", s.Lang, s.Doc)
	}
	require.Equal(t, naive(modelBody(t)), prose.Count(modelBody(t)))
}

func TestCountAgainstANaiveOne(t *testing.T) {
	generator := text()
	rapid.Check(t, func(t *rapid.T) {
		a, b := generator.Draw(t, "a"), generator.Draw(t, "b")
		requireCountLaws(t, a, b)
	})
}

func FuzzCount(f *testing.F) {
	f.Add("don't 1,000 東京", "ไทย – x")
	f.Add("word\xf0 b", "\u0301a_カ_b")
	f.Add("1\ufe0f\u20e3Ⓜa", "\u200d\u200da.\u00ad\u00adb")
	f.Fuzz(func(t *testing.T, a, b string) { requireCountLaws(t, a, b) })
}

func requireCountLaws(t require.TestingT, a, b string) {
	require.Equal(t, naive(a), prose.Count(a))
	require.Equal(t, prose.Count(a).Add(prose.Count(b)), prose.Count(a+"\n"+b), "the counts of two lines add up")
	require.Equal(t, prose.Count(a), prose.Count(prose.Line(a)), "white space of any kind is the same")
}

func TestTheModelPage(t *testing.T) {
	body := modelBody(t)
	words, minutes := prose.WordPress(120).Measure(body, 0)
	assert.Equal(t, 833, words)
	assert.Equal(t, 7, minutes)

	// Six of the fields are lone dashes, and ten words are of two parts, such as "right-wing".
	count := prose.Count(body)
	assert.Equal(t, prose.Counts{prose.Latin: 833, prose.Common: 4}, count)
	assert.Equal(t, 837, count.Words())
	assert.Equal(t, 7, prose.Minutes(prose.Speed{Words: 120}.Time(count)))
}

func TestCountingAllocatesNothing(t *testing.T) {
	body := modelBody(t)
	minutes := 0
	assert.Zero(t, testing.AllocsPerRun(100, func() { minutes += prose.Minutes(prose.Speed{Lang: "en"}.Time(prose.Count(body))) }))
	assert.Positive(t, minutes)
}

func TestOneLetterTenMillionTimes(t *testing.T) {
	const size = 10 << 20
	assert.Equal(t, prose.Counts{prose.Latin: 1}, prose.Count(strings.Repeat("a", size)))
	assert.Equal(t, prose.Counts{prose.Cyrillic: 1}, prose.Count(strings.Repeat("ж", size/2)))
	assert.Equal(t, prose.Counts{prose.Unknown: size}, prose.Count(strings.Repeat("\xff", size)))
	assert.Equal(t, prose.Counts{prose.Latin: 1}, prose.Count("a."+strings.Repeat("\u0301", size/2)))
}
