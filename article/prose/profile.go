package prose

import (
	"math"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A Profile counts words and minutes exactly as another system does, faults included,
// so that a site that moves does not see its figures jump. The zero value counts by the
// rules of this package: [Counts.Total], and the minutes of the zero [Speed].
type Profile struct {
	system system
	rate   int
	cjk    bool
}

type system uint8

const (
	wordPress system = iota + 1
	ghost
	hugo
)

// WordPress is what themes of WordPress print, which has no reading time of its own: the
// fields between blanks, tabs and line ends, as wp_trim_words splits a text, divided by a
// rate in words a minute and rounded up. Rates below 1 mean 200.
func WordPress(rate int) Profile { return Profile{system: wordPress, rate: max(rate, 0)} }

// Ghost is the reading time of Ghost (@tryghost/helpers), which counts the body's HTML,
// entities and all: runs of some alphabets, each character of a run that begins with
// a Chinese or Korean one, and Arabic or Hebrew words only where there is nothing else;
// 275 a minute, rounded to the nearest, with 12, 11, … 3 seconds a picture. It prints
// 1 for less than a minute and so for what it cannot count.
func Ghost() Profile { return Profile{system: ghost} }

// Hugo is .WordCount and .ReadingTime of Hugo: the fields between white space, 212 a
// minute, rounded up (before version 0.167 it was 213). On a site that sets
// hasCJKLanguage, one letter of Chinese, Japanese or Korean makes it count a text by
// characters, but for fields of ASCII alone, and 500 a minute (before, 501).
func Hugo(hasCJKLanguage bool) Profile { return Profile{system: hugo, cjk: hasCJKLanguage} }

// Measure returns the words and the minutes of a text, as the system prints them.
// Pictures beside those in the text, such as the one above it, take time with the zero
// Profile and with Ghost alone.
func (p Profile) Measure(text string, pictures int) (words, minutes int) {
	switch p.system {
	case wordPress:
		return measureWordPress(text, p.rate)
	case ghost:
		return measureGhost(text, pictures)
	case hugo:
		return measureHugo(text, p.cjk)
	}
	c := Count(text)
	return c.Total(), Minutes(add(Speed{}.Time(c), Pictures(pictures)))
}

func measureWordPress(text string, rate int) (words, minutes int) {
	if rate == 0 {
		rate = 200
	}
	words = countFields(text, isWordPressSpace)
	return words, quotientUp(words, rate)
}

func isWordPressSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

func quotientUp(n, by int) int { return (n + by - 1) / by }

func countFields(text string, isSpace func(rune) bool) (n int) {
	inField := false
	for _, r := range text {
		space := isSpace(r)
		if !space && !inField {
			n++
		}
		inField = !space
	}
	return n
}

func measureHugo(text string, cjk bool) (words, minutes int) {
	if !cjk || strings.IndexFunc(text, isCJK) < 0 {
		words = countFields(text, unicode.IsSpace)
		return words, quotientUp(words, 212)
	}
	for field := range strings.FieldsSeq(text) {
		if n := utf8.RuneCountInString(field); n < len(field) {
			words += n
		} else {
			words++
		}
	}
	return words, quotientUp(words, 500)
}

func isCJK(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
}

func measureGhost(html string, pictures int) (words, minutes int) {
	if html == "" {
		return 0, 0
	}
	text := ghostTag().ReplaceAllLiteralString(html, " ")
	words, found := ghostWords(text)
	if !found {
		words = ghostRightToLeft(text)
	}
	const perSecond = 275.0 / 60
	seconds := float64(words) / perSecond
	seconds += Pictures(max(pictures, 0) + ghostPictures(html)).Seconds()
	return words, max(1, int(math.Round(seconds/60)))
}

// ghostTag is what Ghost takes for a tag.
var ghostTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<("[^"]*"|'[^']*'|[^'">])+/?>`)
})

// ghostWords counts the runs that Ghost knows, each of whose two kinds ends where the
// other begins. JavaScript counts UTF-16 units, which for these runs are characters.
func ghostWords(text string) (n int, found bool) {
	const none, alphabetic, ideographic = 0, 1, 2
	run, byChar := none, false
	for _, r := range text {
		before := run
		switch {
		case isGhostAlphabetic(r):
			run = alphabetic
		case isGhostIdeographic(r):
			run = ideographic
		default:
			run = none
			continue
		}
		if run != before {
			byChar = r >= 0x4E00
			n++
		} else if byChar {
			n++
		}
		found = true
	}
	return n, found
}

func isGhostAlphabetic(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' ||
		r >= 'À' && r <= 'ÿ' || r >= 0x0392 && r <= 0x03C9 || r >= 0x0410 && r <= 0x04F9
}

func isGhostIdeographic(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0x3040 && r <= 0x309F || r >= 0xAC00 && r <= 0xD7AF
}

// ghostRightToLeft counts runs of Arabic and of Hebrew.
func ghostRightToLeft(text string) (n int) {
	const none, arabic, hebrew = 0, 1, 2
	run := none
	for _, r := range text {
		before := run
		switch {
		case r >= 0x0600 && r <= 0x06FF:
			run = arabic
		case r >= 0x0591 && r <= 0x05F4:
			run = hebrew
		default:
			run = none
		}
		if run != none && run != before {
			n++
		}
	}
	return n
}

// ghostPictures counts the img tags as Ghost does, whose pattern stops at a line end of
// JavaScript other than a line feed.
func ghostPictures(html string) (n int) {
	for {
		_, rest, found := strings.Cut(html, "<img")
		end := strings.IndexAny(rest, ">\r\u2028\u2029")
		if !found || end < 0 {
			return n
		}
		if rest[end] == '>' {
			n++
		}
		html = rest[end:]
	}
}
