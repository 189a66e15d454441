package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Length limits an excerpt. A limit of 0 or less is none; a Length without any
// limit means [DefaultWords] words. Where both limits are given the first
// to be reached counts.
type Length struct {
	Words int // words; of unspaced script, two characters are taken for one word
	Chars int // characters (runes), white space included, the ellipsis not
}

// DefaultWords is the length of an excerpt in words where none is asked for.
const DefaultWords = 55

// Excerpt returns the beginning of text on one line: white space is collapsed
// to single spaces, and at most l of it is kept. When something was left out, cut
// is true and an ellipsis (…) follows the last word. It cuts between words, in
// unspaced script between characters, and never between a letter and its marks or
// inside a joined emoji; a single word that is longer than l is cut within.
// Bytes that are not UTF-8 are replaced by U+FFFD. It reads text as far as the word
// at which it cuts.
func Excerpt(text string, l Length) (excerpt string, cut bool) {
	limit := newLimit(l)
	var b strings.Builder
	for {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		if text == "" {
			return b.String(), false
		}
		size := nextUnit(text)
		if !limit.take(text[:size], b.Len() > 0) {
			if b.Len() == 0 {
				b.WriteString(limit.within(text[:size]))
			}
			return ellipsize(b.String()), true
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		size = takeRun(&b, text, size, &limit)
		text = text[size:]
		if r, _ := utf8.DecodeRuneInString(text); text != "" && !unicode.IsSpace(r) {
			return ellipsize(b.String()), true
		}
	}
}

// takeRun writes the first unit of text, of that size, and those that follow it
// without a space while the limit lasts; it returns what they measure.
func takeRun(b *strings.Builder, text string, size int, limit *limit) int {
	done := 0
	for {
		b.WriteString(strings.ToValidUTF8(text[done:done+size], string(utf8.RuneError)))
		done += size
		rest := text[done:]
		if r, _ := utf8.DecodeRuneInString(rest); rest == "" || unicode.IsSpace(r) {
			return done
		}
		size = nextUnit(rest)
		if !limit.take(rest[:size], false) {
			return done
		}
	}
}

// nextUnit returns the size of what text begins with and may not be cut: a
// character of unspaced script with its marks and the punctuation around it, or a
// word with the punctuation around it.
func nextUnit(text string) int {
	var unspaced, word, stopped bool // what the unit holds so far
	previous := rune(-1)
	for size := 0; size < len(text); {
		r, n := utf8.DecodeRuneInString(text[size:])
		if unicode.IsSpace(r) {
			return size
		}
		if size > 0 && !isJoined(previous, r) {
			switch {
			case unspaced && !closes(r), // the next character
				word && isUnspaced(r),             // the script changes
				word && stopped && isWordRune(r),  // the next sentence
				isUnspaced(r) && !opens(previous): // after signs that open nothing
				return size
			}
		}
		unspaced = unspaced || isUnspaced(r)
		word = word || !unspaced && isWordRune(r)
		stopped = stopped || isUnspacedPunctuation(r)
		previous = r
		size += n
	}
	return len(text)
}

func opens(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }

func closes(r rune) bool { return unicode.IsPunct(r) && !opens(r) }

// isJoined reports whether two runes make one character for a reader.
func isJoined(before, after rune) bool {
	const joiner = '\u200d'
	return before == joiner || after == joiner || unicode.Is(unicode.M, after) || after >= 0x1F3FB && after <= 0x1F3FF ||
		isFlagLetter(before) && isFlagLetter(after)
}

func isFlagLetter(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// limit is what is left of a Length.
type limit struct {
	halves int // of words; negative for no limit
	chars  int // negative for no limit
}

func newLimit(l Length) limit {
	if l.Words <= 0 && l.Chars <= 0 {
		l.Words = DefaultWords
	}
	left := limit{halves: -1, chars: -1}
	if l.Words > 0 {
		left.halves = 2 * min(l.Words, 1<<40)
	}
	if l.Chars > 0 {
		left.chars = l.Chars
	}
	return left
}

// take subtracts a unit, and a space before it, and reports whether it fits.
func (l *limit) take(unit string, spaceBefore bool) bool {
	chars := utf8.RuneCountInString(unit)
	if spaceBefore {
		chars++
	}
	if !l.hasWords(unit) || l.chars >= 0 && chars > l.chars {
		return false
	}
	if l.halves >= 0 {
		l.halves -= halves(unit)
	}
	if l.chars >= 0 {
		l.chars -= chars
	}
	return true
}

func (l *limit) hasWords(unit string) bool { return l.halves < 0 || halves(unit) <= l.halves }

func halves(unit string) int {
	count := Measure(unit)
	return 2*count.Words + count.Chars
}

// within returns as much of a unit as the characters allow: of a word that is
// longer than the whole excerpt.
func (l *limit) within(unit string) string {
	if l.chars < 0 || !l.hasWords(unit) {
		return ""
	}
	return strings.ToValidUTF8(firstRunes(unit, l.chars), string(utf8.RuneError))
}

func ellipsize(excerpt string) string {
	return strings.TrimRightFunc(excerpt, dangles) + "…"
}

// dangles reports whether r looks lost before an ellipsis.
func dangles(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:-–—", r) || opens(r)
}

// firstRunes returns at most n runes of s, a letter and its marks kept together.
func firstRunes(s string, n int) string {
	good, previous := 0, rune(-1)
	for end := 0; end < len(s); n-- {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isJoined(previous, r) {
			good = end
		}
		if n == 0 {
			return s[:good]
		}
		end += size
		previous = r
	}
	return s
}
