package theme

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsjunction/news/taxonomy/text"
)

const (
	maxHashtags = 12 // of a line
	maxHashtag  = 30 // runes; what is longer is a sentence of a script without spaces
)

// hashtags returns the words of a headline as hashtags, in its order and spelling.
// Words that say little alone, repeated words and bare numbers are left out.
func (w *words) hashtags(headline string) []string {
	var tags []string
	seen := make(map[string]bool)
	for word := range strings.FieldsFuncSeq(headline, apart) {
		word = plainWord(word)
		key := text.Fold(word)
		switch {
		case seen[key], w.small[key], len(tags) == maxHashtags:
		case strings.IndexFunc(word, unicode.IsLetter) < 0:
		case utf8.RuneCountInString(word) < 2, utf8.RuneCountInString(word) > maxHashtag:
		default:
			seen[key] = true
			tags = append(tags, "#"+word)
		}
	}
	return tags
}

// apart reports whether r stands between words: a hyphen does, an apostrophe does
// not.
func apart(r rune) bool {
	return !inHashtag(r) && r != '\'' && r != '’'
}

func inHashtag(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r) || r == '_'
}

// plainWord cuts off what follows an apostrophe, "school’s", unless little stands
// before it, "l’école".
func plainWord(word string) string {
	word = strings.Trim(word, "'’")
	if i := strings.IndexAny(word, "'’"); i >= 0 {
		if before := word[:i]; utf8.RuneCountInString(before) > 2 {
			return before
		}
	}
	return strings.Map(func(r rune) rune {
		if inHashtag(r) {
			return r
		}
		return -1
	}, word)
}
