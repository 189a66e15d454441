package prose

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentences yields the sentences of text, as they stand there, without the white
// space around them. They end where Unicode says (UAX #29), and so at every line end,
// but not at a stop inside a word, nor after a title ("Mr.", "Gen."), an initial ("J."),
// capitals with stops ("U.S.") or "No." before a number.
func Sentences(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start, end := range spans(text) {
			if sentence := strings.TrimSpace(text[start:end]); sentence != "" && !yield(sentence) {
				return
			}
		}
	}
}

// spans yields where the sentences of text begin and end, white space included.
func spans(text string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		start := 0
		for s := sentences.FromString(text); s.Next(); {
			if goesOn(s.Value(), text[s.End():]) {
				continue
			}
			if !yield(start, s.End()) {
				return
			}
			start = s.End()
		}
	}
}

// sentencesEnd returns where the first n sentences of text end, and whether anything but
// white space follows.
func sentencesEnd(text string, n int) (end int, more bool) {
	for start, stop := range spans(text) {
		if strings.TrimSpace(text[start:stop]) == "" {
			continue
		}
		if n == 0 {
			return end, true
		}
		n--
		end = stop
	}
	return end, false
}

// goesOn reports whether what ends like a sentence is but the beginning of one.
func goesOn(sentence, rest string) bool {
	stopped := strings.TrimRight(sentence, " \u00a0")
	word, found := strings.CutSuffix(stopped, ".")
	if !found || rest == "" {
		return false
	}
	if len(stopped) == len(sentence) {
		return isInside(rest)
	}
	if i := strings.LastIndexFunc(word, unicode.IsSpace); i >= 0 {
		word = word[i:]
	}
	word = strings.TrimLeftFunc(word, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
	if word == "No" || word == "Nos" {
		return rest[0] >= '0' && rest[0] <= '9'
	}
	return isTitle(word) || isInitials(word)
}

// isInside reports whether a stop with no space before what follows stands inside a word,
// as in many abbreviations of Thai.
func isInside(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	script := scriptOf(r)
	return script < nothing && script != Han && script != Kana
}

// isTitle reports whether word is a shortened title that stands before a name.
func isTitle(word string) bool {
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Ste", "Mt", "Rev", "Hon", "Messrs", "Mme", "Mlle", "Sr", "Sra", "Dra", // persons
		"Gen", "Lt", "Col", "Capt", "Maj", "Sgt", "Cpl", "Cmdr", "Adm", "Brig", // ranks
		"Sen", "Rep", "Reps", "Sens", "Gov", "Pres": // offices
		return true
	}
	return false
}

// isInitials reports whether word is capitals with stops between them, or a single one.
func isInitials(word string) bool {
	for {
		r, size := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) {
			return false
		}
		word = word[size:]
		if word == "" {
			return true
		}
		if word[0] != '.' {
			return false
		}
		word = word[1:]
	}
}

// Lead returns the first paragraph of text on one line: what stands before the first
// line end that follows a letter, or anything else that is not white space.
func Lead(text string) string {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	if end := strings.IndexAny(text, "\n\r\u2028\u2029"); end >= 0 {
		text = text[:end]
	}
	return Line(text)
}
