package prose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Counts say how much there is to read in a text, by script: words of a script that
// sets spaces between them, characters of one that does not (see [Script.InWords]).
// Index them with a Script. Two are equal if they count the same.
type Counts [scripts]int

// Count counts the words and characters of text.
//
// A word is what lies between two word boundaries of Unicode (UAX #29) and holds a
// letter or a digit: "don't", "c'est" and "1,000,000" are one each, "COVID-19" and
// "52–48" are two, a lone dash, a bullet or an emoji is none. A word of letters of two
// scripts belongs to that of the first; one of digits alone is [Common]. Characters
// are letters: the marks upon them, and punctuation, are none. Each byte that is not
// UTF-8 is one character of [Unknown].
//
// The counts of two texts add up to that of both, one below the other.
func Count(text string) Counts {
	var c Counts
	if utf8.ValidString(text) {
		c.count(text)
		return c
	}
	for text != "" {
		n := validPrefix(text)
		c.count(text[:n])
		if text = text[n:]; text != "" {
			c[Unknown]++
			text = text[1:]
		}
	}
	return c
}

// validPrefix returns how many bytes of text stand before the first that is not UTF-8.
func validPrefix(text string) int {
	for i, r := range text {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
			return i
		}
	}
	return len(text)
}

// Words returns the words in all scripts that are counted in words.
func (c Counts) Words() int { return sum(c[:OtherWords+1]) }

// Chars returns the characters in all other scripts.
func (c Counts) Chars() int { return sum(c[OtherWords+1:]) }

// Total returns what word processors call the word count: words and characters
// together.
func (c Counts) Total() int { return sum(c[:]) }

func sum(counts []int) (n int) {
	for _, count := range counts {
		n += count
	}
	return n
}

// Add returns the sum of two counts.
func (c Counts) Add(d Counts) Counts {
	for s, n := range d {
		c[s] += n
	}
	return c
}

// String lists the scripts that are there, such as "Latin 4, Han 5".
func (c Counts) String() string {
	var b strings.Builder
	for s, n := range c {
		if n == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(Script(s).String() + " " + strconv.Itoa(n))
	}
	return b.String()
}

// count adds what valid text holds. It stands on a boundary at each turn. Most of what
// it meets needs no segmenting: a character that is counted by itself, or a sign that is
// not counted, can be taken away from the front of any segment and leaves as many words
// as before. What begins with a letter beyond ASCII is left to uax29.
func (c *Counts) count(text string) {
	segments := words.FromString("")
	for at := 0; at < len(text); {
		if at = c.ascii(text, at); at == len(text) {
			return
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		switch script := scriptOf(r); {
		case script == nothing:
		case script > OtherWords && script < nothing:
			c[script]++
		default:
			segments.SetText(text[at:])
			segments.Next()
			size = segments.End()
			c.segment(segments.Value())
		}
		at += size
	}
}

// ascii counts from a boundary on as far as it sees nothing but ASCII, and returns the
// boundary at which it stopped.
func (c *Counts) ascii(text string, at int) int {
	for at < len(text) {
		switch kind := kindOf(text[at]); kind {
		case letter, digit:
			end, script := asciiWord(text, at)
			if script == nothing {
				return at
			}
			c[script]++
			at = end
		case beyond:
			return at
		default:
			at++
		}
	}
	return at
}

// asciiWord returns the end of the word that begins at a letter or digit, and its script:
// nothing where it touches what is not ASCII.
func asciiWord(text string, at int) (end int, script Script) {
	for end = at; end < len(text); end++ {
		switch kind := kindOf(text[end]); kind {
		case letter:
			script = Latin
			continue
		case digit:
			continue
		case other:
			return end, script
		case beyond:
			return at, nothing
		default:
			if end+1 == len(text) {
				return end, script
			}
			next := kindOf(text[end+1])
			if next == beyond {
				return at, nothing
			}
			if !kind.joins(kindOf(text[end-1]), next) {
				return end, script
			}
		}
	}
	return end, script
}

// A kind is what a byte does to the words around it.
type kind uint8

const (
	other kind = iota
	letter
	digit
	midLetter // joins letters: the colon
	midNumber // joins digits: the comma
	midBoth   // joins either: the stop and the apostrophe
	beyond    // joins in other ways: the underscore, and every byte that is not ASCII
)

// joins reports whether a mid kind joins the letter or digit before it to what follows
// (rules WB6, WB7, WB11 and WB12 of UAX #29).
func (k kind) joins(before, after kind) bool {
	if before == letter {
		return after == letter && k != midNumber
	}
	return after == digit && k != midLetter
}

func kindOf(b byte) kind {
	switch lower := b | 0x20; {
	case 'a' <= lower && lower <= 'z':
		return letter
	case '0' <= b && b <= '9':
		return digit
	case b == '_' || b >= utf8.RuneSelf:
		return beyond
	}
	return midKind(b)
}

func midKind(b byte) kind {
	switch b {
	case ':':
		return midLetter
	case ',', ';':
		return midNumber
	case '.', '\'':
		return midBoth
	}
	return other
}

// segment adds what stands between two word boundaries.
func (c *Counts) segment(text string) {
	first := nothing
	for i, r := range text {
		switch script := scriptOf(r); {
		case script == nothing:
		case !script.InWords():
			c[script]++
		case first == nothing || first == Common:
			if first = script; script != Common && !mayHoldKana(text[i:]) {
				c[first]++
				return
			}
		}
	}
	if first < nothing && !(first == Common && isEmoji(text)) {
		c[first]++
	}
}

// mayHoldKana reports whether text holds a rune from U+3000 on, where the scripts begin
// that an underscore may join to a word although they are counted in characters.
func mayHoldKana(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xE3 {
			return true
		}
	}
	return false
}

// isEmoji reports whether a segment that begins with a digit is drawn as a key.
func isEmoji(text string) bool {
	return strings.HasSuffix(text, "\ufe0f") || strings.HasSuffix(text, "\u20e3")
}
