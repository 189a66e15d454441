package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// Clean returns a headline on one line (see [Line]) without the source that it
// carries at its end, as in "Budget passes | World News", and that source. It splits
// off what follows a bar, a dash or a bullet between spaces, and only if that is one of
// the sources that the caller knows, whatever its case; of several, all. A headline
// that is nothing but a source stays as it is.
func Clean(headline string, sources ...string) (title, source string) {
	line := Line(headline)
	title = line
	for {
		before, last, found := cutLast(title)
		if !found || !isOneOf(last, sources) {
			break
		}
		title = before
	}
	if title == line {
		return line, ""
	}
	source, _ = separated(line[len(title):])
	return title, source
}

// cutLast splits a line around the last separator between a headline and its source.
func cutLast(line string) (before, after string, found bool) {
	for i := strings.LastIndexByte(line, ' '); i > 0; i = strings.LastIndexByte(line[:i], ' ') {
		if after, found = separated(line[i:]); found {
			return line[:i], after, true
		}
	}
	return line, "", false
}

// separated returns what follows the separator that text begins with, between spaces.
func separated(text string) (after string, found bool) {
	for _, mark := range [...]string{" | ", " - ", " – ", " — ", " • ", " · "} {
		if after, found = strings.CutPrefix(text, mark); found {
			return after, true
		}
	}
	return "", false
}

func isOneOf(name string, sources []string) bool {
	for _, source := range sources {
		if source = Line(source); source != "" && strings.EqualFold(name, source) {
			return true
		}
	}
	return false
}

// Title returns a headline on one line (see [Line]), in the title case of a language.
// English capitals stand on all words but the short ones between the first and the
// last ("Budget Passes in the Night"); in other languages only the first word has one.
// Letters are never lowered, and words with a capital inside, such as "iPhone", stay as
// they are. An empty language leaves the case alone.
func Title(headline, lang string) string {
	line := Line(headline)
	if lang == "" {
		return line
	}
	capitals := cases.Title(language.Make(lang), cases.NoLower)
	headlineCase := baseOf(lang) == "en"
	lastWord := lastWordOf(line)
	var b strings.Builder
	first := true
	for s := words.FromString(line); s.Next(); {
		word := s.Value()
		if !isWord(word) {
			b.WriteString(word)
			first = first || headlineCase && word == ":"
			continue
		}
		if keepsCase(word) || !first && (!headlineCase || isShort(word) && s.Start() != lastWord) {
			b.WriteString(word)
		} else {
			b.WriteString(capitals.String(word))
		}
		first = false
	}
	return b.String()
}

func isWord(segment string) bool {
	r, _ := utf8.DecodeRuneInString(segment)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// lastWordOf returns where the last word of a line begins.
func lastWordOf(line string) int {
	last := -1
	for s := words.FromString(line); s.Next(); {
		if isWord(s.Value()) {
			last = s.Start()
		}
	}
	return last
}

// keepsCase reports whether a word is spelled with a capital after its first letter, or
// begins with a digit.
func keepsCase(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return !unicode.IsLetter(r) || strings.ContainsFunc(word[size:], unicode.IsUpper)
}

// isShort reports whether a word is an article, or a conjunction or preposition of up
// to three letters, which English titles do not raise (AP style). Those that are adverbs
// as often, such as "up" and "off", are raised.
func isShort(word string) bool {
	switch word {
	case "a", "an", "the", "and", "but", "nor", "or", "so", "yet", "as", "at", "by", "for", "in", "of", "on", "per", "to", "via", "vs":
		return true
	}
	return false
}
