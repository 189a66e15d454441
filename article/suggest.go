package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SuggestKind says what kind of correction a difference looks like: the gravest of
// all its changes. It is 0 where readers see no change, and it is a suggestion: no
// rule knows what the words mean.
//
// A typo is a change of case, spaces or punctuation, or of a few letters in a long
// word, and what readers find the article under. An update adds sentences, blocks
// or pictures. A clarification puts other words into a sentence. A correction changes
// a number or a name, or takes words away. A retraction leaves no text.
func SuggestKind(d Difference) CorrectionKind {
	if d.Emptied {
		return KindRetraction
	}
	var kind CorrectionKind
	for _, f := range d.Fields {
		kind = max(kind, f.kind())
	}
	for _, b := range d.Blocks {
		kind = max(kind, b.kind())
	}
	return kind
}

func (f FieldChange) kind() CorrectionKind {
	switch f.Path {
	case "Note", "Extensions":
		return 0
	case "Filing", "Origin":
		return KindTypo
	case "Lead":
		return KindUpdate
	case "Lang", "Genre", "Disclosure":
		return KindClarification
	case "Byline", "Dateline":
		return KindCorrection
	}
	return kindOf(f.Words)
}

func (b BlockChange) kind() CorrectionKind {
	switch {
	case b.Hidden:
		return 0
	case len(b.Words) == 0 && b.After < 0:
		return KindCorrection // a picture is gone
	case len(b.Words) == 0:
		return KindUpdate
	}
	return kindOf(b.Words)
}

// kindOf is the gravest change of a text.
func kindOf(runs []Run) (kind CorrectionKind) {
	var kept string // before the change
	for i := 0; i < len(runs); i++ {
		switch r := runs[i]; {
		case r.Op == Kept:
			kept = r.Text
		case r.Op == Added:
			kind = max(kind, kindOfAdded(r.Text, kept))
		case i+1 < len(runs) && runs[i+1].Op == Added:
			i++
			kind = max(kind, kindOfReplaced(r.Text, runs[i].Text))
		case bare(r.Text) == "":
			kind = max(kind, KindTypo)
		default:
			kind = KindCorrection
		}
	}
	return kind
}

// kindOfAdded judges words that were put in after others: between two sentences they
// add, within one they change it.
func kindOfAdded(added, kept string) CorrectionKind {
	if bare(added) == "" {
		return KindTypo
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(kept, " \n\"'’”»)"))
	if kept == "" || strings.ContainsRune(".!?…。！？।؟", last) {
		return KindUpdate
	}
	return KindClarification
}

// kindOfReplaced judges words that took the place of others.
func kindOfReplaced(before, after string) CorrectionKind {
	if digits(before) != digits(after) {
		return KindCorrection
	}
	if bare(before) == bare(after) {
		return KindTypo
	}
	was, is := strings.Fields(before), strings.Fields(after)
	misspelt := len(was) == len(is)
	for i := 0; misspelt && i < len(was); i++ {
		misspelt = respelt(bare(was[i]), bare(is[i]))
	}
	switch {
	case misspelt:
		return KindTypo
	case names(was) != names(is):
		return KindCorrection
	}
	return KindClarification
}

// bare returns the letters and digits of a text in lower case.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// names returns the words that begin with a capital.
func names(words []string) string {
	var list []string
	for _, w := range words {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			list = append(list, w)
		}
	}
	return strings.Join(list, " ")
}

// respelt reports whether two words are likely one, spelled in two ways: of short ones
// two letters may have changed places, of longer ones one letter may differ, and of those
// of eight or more two. A short word with another letter is another word: now, not.
func respelt(x, y string) bool {
	a, b := []rune(x), []rune(y)
	longest := max(len(a), len(b))
	switch {
	case x == y:
		return true
	case longest > 40: // no word
		return false
	case longest >= 8:
		return distance(a, b) <= 2
	case longest >= 5:
		return distance(a, b) <= 1
	}
	return len(a) == len(b) && swapped(a, b)
}

// swapped reports whether b is a with two neighbours in each other's place.
func swapped(a, b []rune) bool {
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
}

// distance counts the letters that must be added, removed, replaced or swapped with
// their neighbour to make b of a (optimal string alignment: Damerau 1964, Boytsov 2011).
func distance(a, b []rune) int {
	row := func(first int) []int { r := make([]int, len(b)+1); r[0] = first; return r }
	var last []int
	here := row(0)
	for j := range here {
		here[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := row(i)
		for j := 1; j <= len(b); j++ {
			next[j] = min(here[j]+1, next[j-1]+1, here[j-1]+cond(a[i-1] == b[j-1], 0, 1))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], last[j-2]+1)
			}
		}
		last, here = here, next
	}
	return here[len(b)]
}
