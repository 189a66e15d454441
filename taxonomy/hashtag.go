package taxonomy

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/newsjunction/news/taxonomy/text"
)

// Hashtags returns the hashtag line of an article: tags that its title names come
// first, in the title's order and as it spells them (#threats), the others follow in
// the order given, by their label in lang. What a hashtag can't hold is left out of
// it, but for a label that says nothing without its signs: that of C++ is #cpp, by its
// slug. Tags that are not [Term.Listed] make none.
func Hashtags(title, lang string, list []Tag) []string {
	type placed struct {
		at  int
		tag string
	}
	words := wordsOf(title)
	var line []placed
	for _, t := range list {
		if !t.Listed() {
			continue
		}
		p := placed{len(words), t.hashtag(t.Labels.In(lang))}
		for _, name := range t.names() {
			if at, spelt := find(words, name); at < p.at {
				p = placed{at, t.hashtag(spelt)}
			}
		}
		line = append(line, p)
	}
	slices.SortStableFunc(line, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	var out []string
	for _, p := range line {
		if !slices.Contains(out, p.tag) {
			out = append(out, p.tag)
		}
	}
	return out
}

// names returns the labels and aliases of a term.
func (t Term) names() []string {
	names := slices.Clone(t.Aliases)
	for _, label := range t.Labels {
		names = append(names, label.Text)
	}
	return names
}

// A word of a title: its key, and how it is spelt.
type word struct{ key, spelt string }

// wordsOf returns the words of a text, without the marks around them and the s of a
// possessive.
func wordsOf(s string) (words []word) {
	for spelt := range strings.FieldsSeq(s) {
		spelt = strings.TrimFunc(spelt, around)
		for _, possessive := range []string{"'s", "’s"} {
			spelt = strings.TrimSuffix(spelt, possessive)
		}
		if spelt != "" {
			words = append(words, word{text.Fold(spelt), spelt})
		}
	}
	return words
}

// around reports whether r may stand around a word and is none of it: the + of C++ and
// the # of C# are part of theirs.
func around(r rune) bool { return unicode.IsPunct(r) && r != '#' && r != '%' && r != '_' }

// find returns where a name stands in a title, and how it is spelt there; past the end
// where it does not.
func find(title []word, name string) (at int, spelt string) {
	want := wordsOf(name)
	same := func(a, b word) bool { return a.key == b.key }
	for at := 0; len(want) > 0 && at+len(want) <= len(title); at++ {
		if there := title[at : at+len(want)]; slices.EqualFunc(there, want, same) {
			for _, w := range there {
				spelt += w.spelt
			}
			return at, spelt
		}
	}
	return len(title), ""
}

// hashtag runs the words of a name together.
func (t Term) hashtag(name string) string {
	if strings.ContainsFunc(name, unicode.IsSymbol) || strings.Contains(name, "#") || !strings.ContainsFunc(name, hashes) {
		name = t.Slug
	}
	return "#" + strings.Map(func(r rune) rune {
		if hashes(r) {
			return r
		}
		return -1
	}, name)
}

// hashes reports whether a hashtag may hold r (UTS #31, without emoji).
func hashes(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}
