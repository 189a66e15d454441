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
// Bytes that are not UTF-8 are replaced by U+FFFD. It reads no more of text than
// it needs.
func Excerpt(text string, l Length) (excerpt string, cut bool) {
	limit := newLimit(l)
	var b strings.Builder
	for {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		if text == "" {
			return b.String(), false
		}
		size, unspaced := nextUnit(text)
		if !limit.take(text[:size], unspaced, b.Len() > 0) {
			return ellipsize(b.String(), text[:size], limit.chars), true
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		size = takeRun(&b, text, size, &limit)
		text = text[size:]
		if r, _ := utf8.DecodeRuneInString(text); text != "" && !unicode.IsSpace(r) {
			return ellipsize(b.String(), "", limit.chars), true
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
		var unspaced bool
		size, unspaced = nextUnit(rest)
		if !limit.take(rest[:size], unspaced, false) {
			return done
		}
	}
}

// nextUnit returns the size of what text begins with and may not be cut: a
// character of unspaced script with its marks and the punctuation after it, or
// everything up to white space or such a character.
func nextUnit(text string) (size int, unspaced bool) {
	first, size := utf8.DecodeRuneInString(text)
	unspaced = isUnspaced(first)
	previous := first
	for size < len(text) {
		r, n := utf8.DecodeRuneInString(text[size:])
		if unicode.IsSpace(r) {
			break
		}
		if !isJoined(previous, r) {
			closes := unicode.IsPunct(r) && !unicode.In(r, unicode.Ps, unicode.Pi)
			if unspaced && !closes || !unspaced && isUnspaced(r) && !unicode.In(previous, unicode.Ps, unicode.Pi) {
				break
			}
		}
		previous = r
		size += n
	}
	return size, unspaced
}

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
func (l *limit) take(unit string, unspaced, spaceBefore bool) bool {
	halves, chars := 2, utf8.RuneCountInString(unit)
	switch {
	case unspaced:
		halves = 1
	case Measure(unit) == Count{}:
		halves = 0
	}
	if spaceBefore {
		chars++
	}
	if l.halves >= 0 && halves > l.halves || l.chars >= 0 && chars > l.chars {
		return false
	}
	if l.halves >= 0 {
		l.halves -= halves
	}
	if l.chars >= 0 {
		l.chars -= chars
	}
	return true
}

// ellipsize closes an excerpt that was cut before the word next. An excerpt that
// would hold no word at all gets as much of next as chars allow.
func ellipsize(excerpt, next string, chars int) string {
	if excerpt == "" && chars > 0 {
		excerpt = strings.ToValidUTF8(firstRunes(next, chars), string(utf8.RuneError))
	}
	return strings.TrimRightFunc(excerpt, dangles) + "…"
}

// dangles reports whether r looks lost before an ellipsis.
func dangles(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:-–—", r) || unicode.In(r, unicode.Ps, unicode.Pi)
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
