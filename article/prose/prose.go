package prose

import (
	"unicode"
	"unicode/utf8"
)

// Count is the measure of a text.
type Count struct {
	Words int // words in scripts that set spaces between them
	Chars int // letters in scripts that do not: Han, kana, Thai, Lao, Khmer, Burmese
}

// Add returns the sum of two counts: the measure of two texts on separate lines.
func (c Count) Add(d Count) Count {
	return Count{Words: c.Words + d.Words, Chars: c.Chars + d.Chars}
}

// Measure counts the words and characters of text. A word is a stretch between
// white space, or between runs of unspaced script, that holds a letter or a
// digit: "don't", "1,000,000" and "COVID-19" are one each, a lone dash or emoji is
// none. Combining marks and punctuation of unspaced scripts are not characters.
// A byte that is not UTF-8 is no letter.
func Measure(text string) Count {
	var c Count
	inWord := false
	for _, r := range text {
		switch {
		case isUnspaced(r):
			inWord = false
			if !unicode.Is(unicode.M, r) {
				c.Chars++
			}
		case unicode.IsSpace(r), isUnspacedPunctuation(r):
			inWord = false
		case !inWord && isWordRune(r):
			inWord = true
			c.Words++
		}
	}
	return c
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isUnspaced reports whether r is a letter or mark of a script without spaces
// between words. The mark of long vowels belongs to kana and has no script of its own.
func isUnspaced(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	return r == 'ー' || !unicode.IsPunct(r) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// isUnspacedPunctuation reports whether r is a sign of East Asian text, where
// a sentence ends without a space: 、。「」 and the full-width forms.
func isUnspacedPunctuation(r rune) bool {
	return r >= 0x3001 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF65 && unicode.IsPunct(r)
}
