package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// Length limits an excerpt. A limit of 0 or less is none; a Length without any limit
// means [DefaultWords] words. Where several are given, the first to be reached counts.
type Length struct {
	Words     int    // words; in a script without spaces, what is read in the time of as many
	Chars     int    // characters (runes), spaces included, the ellipsis not
	Sentences int    // see [Sentences]
	Lang      string // of the text, a BCP 47 tag, for the ellipsis; "" for unknown
}

// DefaultWords is the length of an excerpt in words where none is asked for.
const DefaultWords = 55

// Excerpt returns the beginning of text on one line (see [Line]), and whether
// anything was left out. Where a word is missing, the ellipsis of the language
// follows; after a number of whole sentences there is none.
//
// It cuts between words, in a script without spaces between characters, and never
// inside what a reader sees as one: a letter with its marks, a joined emoji. No opening
// quote or bracket, dash or comma stands before the ellipsis. An address or a compound
// that alone is longer than the limit is cut at its signs; a word that is, is left out,
// which may leave nothing: "" and true, without an ellipsis.
//
// It reads little more of text than it returns.
func Excerpt(text string, l Length) (excerpt string, truncated bool) {
	if l.Sentences > 0 {
		end, more := sentencesEnd(text, l.Sentences)
		if text, truncated = text[:end], more; l.Words <= 0 && l.Chars <= 0 {
			return Line(text), truncated
		}
	}
	c := newCutter(l)
	for size := 1 << 10; ; size *= 2 {
		line, more := lineOf(text, size)
		end, over := c.cut(line)
		switch {
		case over && end == 0:
			return "", true
		case over:
			excerpt = line[:end] + ellipsis(l.Lang)
			return excerpt, more || truncated || excerpt != line // which may end in an ellipsis itself
		case !more:
			return line, truncated
		}
	}
}

// ellipsis returns what stands where a sentence breaks off after a whole word: with a
// space before it in German (Duden), Danish, Finnish, Norwegian and Swedish, twice as
// long in Chinese (GB/T 15834) and Japanese.
func ellipsis(lang string) string {
	switch baseOf(lang) {
	case "da", "de", "fi", "nb", "nn", "no", "sv":
		return "\u00a0…"
	case "ja", "zh":
		return "……"
	}
	return "…"
}

// A cutter finds where a line is to be cut.
type cutter struct {
	speed Speed
	words int // in thousandths; negative for no limit
	chars int // negative for no limit
}

// perWord is the unit of a cutter's words.
const perWord = 1000

func newCutter(l Length) cutter {
	c := cutter{speed: Speed{Lang: l.Lang}, words: -1, chars: -1}
	if l.Words <= 0 && l.Chars <= 0 {
		l.Words = DefaultWords
	}
	if l.Words > 0 {
		c.words = perWord * min(l.Words, 1<<40)
	}
	if l.Chars > 0 {
		c.chars = l.Chars
	}
	return c
}

// cut returns where a line is best cut, and whether it is longer than the limit. It
// takes a copy of the cutter, whose figures say what is left.
func (c cutter) cut(line string) (end int, over bool) {
	whole := c
	marks := graphemes.FromString(line)
	var before string
	start := 0 // of what may not be cut
	for marks.Next() {
		if at := marks.Start(); at > 0 && mayCut(before, marks.Value()) {
			if !c.take(line[start:at]) {
				return whole.trim(line, start, at), true
			}
			start = at
		}
		before = marks.Value()
	}
	if !c.take(line[start:]) {
		return whole.trim(line, start, len(line)), true
	}
	return len(line), false
}

// take subtracts some text and reports whether it fits.
func (c *cutter) take(text string) bool {
	if c.chars >= 0 {
		n := utf8.RuneCountInString(text)
		if n > c.chars {
			return false
		}
		c.chars -= n
	}
	if c.words >= 0 {
		n := c.weigh(text)
		if n > c.words {
			return false
		}
		c.words -= n
	}
	return true
}

// weigh returns how many words a text is worth: a character is worth the part of an
// English word that is read in the same time.
func (c *cutter) weigh(text string) (n int) {
	for script, count := range Count(text) {
		switch {
		case count == 0:
		case Script(script).InWords():
			n += perWord * count
		default:
			n += quotientUp(perWord*english*count, c.speed.Rate(Script(script)))
		}
	}
	return n
}

// trim returns the end of what is kept of a line that fits up to good, but not up to bad,
// the next place where it may be cut: less what would dangle before an ellipsis.
func (c cutter) trim(line string, good, bad int) int {
	if good == 0 {
		good = c.within(line[:bad])
	}
	signs := 1 + strings.LastIndexFunc(line[:good], func(r rune) bool { return scriptOf(r) != nothing })
	var starts []int // of what a reader sees as one, behind the last letter
	for marks := graphemes.FromString(line[:good]); marks.Next(); {
		if marks.Start() >= signs {
			starts = append(starts, marks.Start())
		}
	}
	for i := len(starts) - 1; i >= 0 && dangles(line[:starts[i]], line[starts[i]:good]); i-- {
		good = starts[i]
	}
	return good
}

// within returns how much fits of a first unit that does not as a whole, such as an
// address: up to the end of a word in it.
func (c cutter) within(unit string) (end int) {
	marks := graphemes.FromString(unit)
	segments := words.FromString(unit)
	for segments.Next() && c.take(segments.Value()) {
		for marks.End() < segments.End() && marks.Next() {
		}
		if marks.End() == segments.End() && Count(segments.Value()) != (Counts{}) {
			end = segments.End()
		}
	}
	return end
}

// mayCut reports whether a line may be cut between two neighbours of what a reader sees
// as one character each.
func mayCut(before, after string) bool {
	if after[0] == ' ' {
		return true
	}
	p, _ := utf8.DecodeRuneInString(before)
	n, _ := utf8.DecodeRuneInString(after)
	if !isUnspaced(p) && !isUnspaced(n) && !isWidePunctuation(p) {
		return false
	}
	return p != ' ' && !opens(p) && !leads(p) && !closes(n) && !follows(n)
}

// isUnspaced reports whether r is a letter of a script without spaces between words.
func isUnspaced(r rune) bool {
	script := scriptOf(r)
	return script > OtherWords && script < Unknown
}

// isWidePunctuation reports whether r is a sign of East Asian text, where a sentence
// ends without a space: 、。「」 and the full-width forms.
func isWidePunctuation(r rune) bool {
	return r >= 0x3001 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF65 && unicode.IsPunct(r)
}

func opens(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) || r == '¿' || r == '¡' }

func closes(r rune) bool { return unicode.IsPunct(r) && !opens(r) }

// leads reports whether r is a vowel of Thai or Lao that is written before the letter
// after which it is spoken.
func leads(r rune) bool { return r >= 'เ' && r <= 'ไ' || r >= 'ເ' && r <= 'ໄ' }

// follows reports whether no line of Japanese begins with r (JIS X 4051): it lengthens,
// repeats or alters the letter before.
func follows(r rune) bool {
	return strings.ContainsRune("ーｰぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻ゝゞヽヾ", r)
}

// dangles reports whether a character looks lost between what is kept and an ellipsis.
func dangles(kept, last string) bool {
	r, _ := utf8.DecodeLastRuneInString(last) // some signs of Arabic make one with what follows
	if isQuote(r) {
		return endsOpen(kept)
	}
	return opens(r) || strings.ContainsRune(" ,;:-–—", r)
}

// isQuote reports whether r opens or closes a quotation as its place has it: “ closes in
// German, ” opens in Swedish, » and « do either.
func isQuote(r rune) bool { return r == '"' || r == '\'' || unicode.In(r, unicode.Pi, unicode.Pf) }

// endsOpen reports whether a quotation mark after some text opens.
func endsOpen(kept string) bool {
	r, _ := utf8.DecodeLastRuneInString(kept)
	return kept == "" || unicode.IsSpace(r) || opens(r)
}
