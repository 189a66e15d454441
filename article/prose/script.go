package prose

import "unicode"

// A Script is a group of writing systems that are read alike. Those up to and
// including [OtherWords] are counted in words, those after it in characters.
type Script uint8

// The scripts.
const (
	Common Script = iota // numbers, which belong to every script
	Latin
	Cyrillic
	Greek
	Armenian
	Georgian
	Hebrew
	Arabic // Persian, Urdu and others too
	Indic  // Devanagari, Bengali, Tamil, Telugu and the others of India and Sri Lanka
	Ethiopic
	Hangul     // Korean, which sets spaces between words
	OtherWords // any script that sets spaces, or signs, between words

	Han  // Chinese characters, wherever they stand
	Kana // Hiragana and Katakana
	Thai
	Lao
	Khmer
	Burmese    // the script of Myanmar
	OtherChars // other scripts without spaces: Tai Le, Tai Tham, Tangut and their like
	Unknown    // bytes that are not UTF-8, and U+FFFD, which stands for one

	scripts = int(Unknown) + 1
	nothing = Unknown + 1 // no letter and no digit
)

var scriptNames = [scripts]string{
	"Common", "Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Hebrew", "Arabic", "Indic", "Ethiopic", "Hangul",
	"OtherWords", "Han", "Kana", "Thai", "Lao", "Khmer", "Burmese", "OtherChars", "Unknown",
}

// String returns the name of the constant; "" for a number that is no script.
func (s Script) String() string {
	if int(s) < scripts {
		return scriptNames[s]
	}
	return ""
}

// InWords reports whether texts of the script are counted in words.
func (s Script) InWords() bool { return s <= OtherWords }

// scriptOf returns the script of a letter, Common for a digit, and nothing for any
// other rune. Superscripts, fractions and circled numbers are none, as in UAX #29.
func scriptOf(r rune) Script {
	low, high := 0, len(blocks)
	for low < high {
		middle := int(uint(low+high) / 2)
		switch b := &blocks[middle]; {
		case r < b.first:
			high = middle
		case r > b.last:
			low = middle + 1
		default:
			return b.script
		}
	}
	return rareScript(r)
}

// A block is a stretch of the code space that holds letters of one script alone, or
// nothing that is a letter or a digit.
type block struct {
	first, last rune
	script      Script
}

// blocks cover, in order, what news is written in, so that only other runes ask the
// tables of package unicode.
var blocks = [...]block{
	{0x0000, 0x002F, nothing},
	{'0', '9', Common},
	{0x003A, 0x0040, nothing},
	{'A', 'Z', Latin},
	{0x005B, 0x0060, nothing},
	{'a', 'z', Latin},
	{0x007B, 0x00A9, nothing},
	{0x00C0, 0x00D6, Latin},
	{0x00D8, 0x00F6, Latin},
	{0x00F8, 0x02AF, Latin},
	{0x0300, 0x036F, nothing},
	{0x0388, 0x038A, Greek},
	{0x038E, 0x03A1, Greek},
	{0x03A3, 0x03E1, Greek},
	{0x0400, 0x0481, Cyrillic},
	{0x048A, 0x052F, Cyrillic},
	{0x0531, 0x0556, Armenian},
	{0x0561, 0x0587, Armenian},
	{0x05D0, 0x05EA, Hebrew},
	{0x0621, 0x063F, Arabic},
	{0x0641, 0x064A, Arabic},
	{0x0671, 0x06D3, Arabic},
	{0x0904, 0x0939, Indic},
	{0x0964, 0x0965, nothing},
	{0x0985, 0x098C, Indic},
	{0x0993, 0x09A8, Indic},
	{0x09AA, 0x09B0, Indic},
	{0x09B6, 0x09B9, Indic},
	{0x0C12, 0x0C28, Indic},
	{0x0C2A, 0x0C39, Indic},
	{0x0E01, 0x0E30, Thai},
	{0x0E31, 0x0E31, nothing},
	{0x0E32, 0x0E33, Thai},
	{0x0E34, 0x0E3A, nothing},
	{0x0E40, 0x0E46, Thai},
	{0x0E47, 0x0E4F, nothing},
	{0x0E81, 0x0E82, Lao},
	{0x0E84, 0x0E84, Lao},
	{0x0E86, 0x0E8A, Lao},
	{0x0E8C, 0x0EA3, Lao},
	{0x0EA5, 0x0EA5, Lao},
	{0x0EA7, 0x0EB0, Lao},
	{0x0EB1, 0x0EB1, nothing},
	{0x0EB2, 0x0EB3, Lao},
	{0x0EB4, 0x0EBC, nothing},
	{0x0EC0, 0x0EC4, Lao},
	{0x0EC8, 0x0ECE, nothing},
	{0x1E00, 0x1EFF, Latin},
	{0x2000, 0x206F, nothing},
	{0x20A0, 0x20C0, nothing},
	{0x3000, 0x3004, nothing},
	{0x3008, 0x3020, nothing},
	{0x3041, 0x3096, Kana},
	{0x30A1, 0x30FA, Kana},
	{0x30FB, 0x30FB, nothing},
	{0x30FC, 0x30FF, Kana},
	{0x3400, 0x4DBF, Han},
	{0x4E00, 0x9FFF, Han},
	{0xAC00, 0xD7A3, Hangul},
	{0xFF01, 0xFF0F, nothing},
	{0xFF1A, 0xFF20, nothing},
}

func rareScript(r rune) Script {
	switch {
	case r == unicode.ReplacementChar:
		return Unknown
	case unicode.IsDigit(r):
		return Common
	case r == 'ℹ': // a letter by its category, an emoji to its readers
		return nothing
	case r == '\uff9e', r == '\uff9f': // the voicing marks of half-width kana, which are letters too
		return nothing
	case !unicode.IsLetter(r) && !unicode.Is(unicode.Nl, r):
		return nothing
	}
	for i := range tables {
		if unicode.In(r, tables[i].in...) {
			return tables[i].script
		}
	}
	return OtherWords
}

var tables = [...]struct {
	script Script
	in     []*unicode.RangeTable
}{
	{Latin, []*unicode.RangeTable{unicode.Latin}},
	{Cyrillic, []*unicode.RangeTable{unicode.Cyrillic}},
	{Greek, []*unicode.RangeTable{unicode.Greek}},
	{Armenian, []*unicode.RangeTable{unicode.Armenian}},
	{Georgian, []*unicode.RangeTable{unicode.Georgian}},
	{Hebrew, []*unicode.RangeTable{unicode.Hebrew}},
	{Arabic, []*unicode.RangeTable{unicode.Arabic}},
	{Indic, []*unicode.RangeTable{
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
		unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
	}},
	{Ethiopic, []*unicode.RangeTable{unicode.Ethiopic}},
	{Hangul, []*unicode.RangeTable{unicode.Hangul}},
	{Han, []*unicode.RangeTable{unicode.Han}},
	{Kana, []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana, prolonged}},
	{Thai, []*unicode.RangeTable{unicode.Thai}},
	{Lao, []*unicode.RangeTable{unicode.Lao}},
	{Khmer, []*unicode.RangeTable{unicode.Khmer}},
	{Burmese, []*unicode.RangeTable{unicode.Myanmar}},
	{OtherChars, []*unicode.RangeTable{
		unicode.Tai_Le, unicode.New_Tai_Lue, unicode.Tai_Tham, unicode.Tai_Viet, unicode.Ahom,
		unicode.Tangut, unicode.Nushu, unicode.Khitan_Small_Script,
	}},
}

// prolonged holds the marks of long vowels, which belong to both kana and so to no
// script of their own.
var prolonged = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x30FC, Hi: 0x30FC, Stride: 1}, {Lo: 0xFF70, Hi: 0xFF70, Stride: 1}}}
