package related

import (
	"cmp"
	"iter"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// A Word is one word of a text, in the two shapes in which an index knows it.
type Word struct {
	Text string // folded: what a search compares, also by its beginning
	Stem string // what its inflected forms have in common; empty: a stop word
}

// An Analyzer cuts a text into words. It must give the same words for the same text
// and language, and be safe for concurrent use. A word without Text is skipped.
type Analyzer interface {
	// Words yields the words of text in order. Lang is a base language, such as
	// "en" of "en-GB", or empty.
	Words(text, lang string) iter.Seq[Word]
}

// MaxWord is the length, in bytes, to which [Standard] cuts a word.
const MaxWord = 64

// Standard is the Analyzer of an index that is given no other. Its zero value is
// ready to use; it is safe for concurrent use and must not be copied after that.
//
// A word is what Unicode calls one (UAX 29) if it has a letter or a digit; "C++" and
// "C#" keep their signs, "$105K" is the word 105k. Han, kana, Thai, Lao, Khmer and
// Burmese are cut into pairs of neighbouring characters, each run followed by its
// last character as a stop word. Case is folded in full; accents go from Latin and
// Greek, vowel points from Arabic and Hebrew. Stop words are known in English,
// Spanish, Arabic, German and French, stems in these and eleven more languages; in
// others a word is its own stem.
type Standard struct {
	// What analyse returned last for a token with a hash, so that most words need no
	// stemmer. A token may push out another.
	known [maxKnown]atomic.Pointer[knownToken]
}

type knownToken struct {
	token
	Word
}

// token is a word as written, in a language.
type token struct{ lang, raw string }

// maxKnown bounds the words that a Standard remembers, about 5 MB.
const maxKnown = 1 << 15 // a power of two

// Words implements [Analyzer].
func (s *Standard) Words(text, lang string) iter.Seq[Word] {
	lang = baseLang(lang)
	text = strings.ToValidUTF8(text, "\uFFFD")
	return func(yield func(Word) bool) {
		var run pairs
		pos := 0
		for it := words.FromString(text); it.Next(); {
			raw := it.Value()
			pos += len(raw)
			first, _ := utf8.DecodeRuneInString(raw)
			if unspaced(first) {
				if !run.add(raw, yield) {
					return
				}
				continue
			}
			if !run.end(yield) || !s.spaced(raw, text[pos:], lang, yield) {
				return
			}
		}
		run.end(yield)
	}
}

// spaced yields the words of one stretch of a script that sets spaces; rest is the
// text behind it.
func (s *Standard) spaced(raw, rest, lang string, yield func(Word) bool) bool {
	if !strings.ContainsFunc(raw, wordRune) {
		return true
	}
	raw += sign(raw, rest)
	if !elides(lang) {
		return s.word(raw, lang, yield)
	}
	for part := range strings.FieldsFuncSeq(raw, func(r rune) bool { return r == '\'' || r == '’' }) {
		if !s.word(part, lang, yield) {
			return false
		}
	}
	return true
}

func (s *Standard) word(raw, lang string, yield func(Word) bool) bool {
	w := s.lookup(token{lang, clip(raw, MaxWord)})
	return w.Text == "" || yield(w)
}

func (s *Standard) lookup(t token) Word {
	at := &s.known[(hashText(t.raw)*0x9E3779B97F4A7C15>>32)%maxKnown]
	if k := at.Load(); k != nil && k.raw == t.raw && k.lang == t.lang {
		return k.Word
	}
	t.raw = strings.Clone(t.raw) // the index must not hold the text it was cut from
	w := analyse(t)
	at.Store(&knownToken{t, w})
	return w
}

func analyse(t token) Word {
	folded := strings.TrimSuffix(foldCase(t.raw), "'s")
	w := Word{Text: plain(folded)}
	switch {
	case stopWords[t.lang][w.Text]:
	case strings.ContainsFunc(folded, unstemmed):
		w.Stem = w.Text
	default:
		w.Stem = cmp.Or(plain(stem(folded, t.lang)), w.Text)
	}
	if strings.HasPrefix(w.Text, w.Stem) {
		w.Stem = w.Text[:len(w.Stem)] // one piece of memory to be fetched, not two
	}
	return w
}

// unstemmed reports whether a character makes of a word a number, a ticker or an
// address.
func unstemmed(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// sign returns what makes C++ of C, and C# of C: signs right behind a word of one or
// two letters, with no letter right behind them.
func sign(raw, rest string) string {
	if len(raw) > 2 {
		return ""
	}
	behind := strings.TrimLeft(rest, "+#")
	if next, _ := utf8.DecodeRuneInString(behind); wordRune(next) {
		return ""
	}
	return rest[:min(len(rest)-len(behind), 2)]
}

// elides reports whether a language writes two words as one with an apostrophe between
// them: l'élection, dell'anno.
func elides(lang string) bool { return lang == "fr" || lang == "it" || lang == "ca" }

// pairs cuts a run of unspaced script into pairs of neighbours.
type pairs struct{ last rune }

func (p *pairs) add(raw string, yield func(Word) bool) bool {
	for _, r := range raw {
		if p.last != 0 {
			pair := string([]rune{p.last, r})
			if !yield(Word{Text: pair, Stem: pair}) {
				return false
			}
		}
		p.last = r
	}
	return true
}

func (p *pairs) end(yield func(Word) bool) bool {
	if p.last == 0 {
		return true
	}
	last := string(p.last)
	p.last = 0
	return yield(Word{Text: last})
}

// unspaced reports whether a script sets no spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.IsNumber(r)
}

// clip cuts s to at most n bytes, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
