package taxonomy

import (
	"cmp"
	"slices"
	"strings"
)

// A Label is a name, or a description, in one language.
type Label struct {
	Lang string // BCP 47; "" serves every language without one of its own
	Text string // empty: none
}

// Labels are names by language, one a language. A tree holds them sorted by
// language; as JSON they are an object, a member a language.
type Labels []Label

// In returns the label for a language: its own, that of its base language, the
// one for every language, else the first by language tag.
func (l Labels) In(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	for _, want := range []string{lang, base, ""} {
		if s := l.Of(want); s != "" {
			return s
		}
	}
	var first Label
	for _, label := range l {
		if label.Text != "" && (first.Text == "" || label.Lang < first.Lang) {
			first = label
		}
	}
	return first.Text
}

// Of returns the label of a language, and of no other; empty where there is none.
func (l Labels) Of(lang string) string {
	for _, label := range l {
		if label.Lang == lang {
			return label.Text
		}
	}
	return ""
}

// With returns a sorted copy in which a language has a label; an empty text takes
// the label of the language away.
func (l Labels) With(lang, text string) Labels {
	out := make(Labels, 0, len(l)+1)
	for _, label := range l {
		if label.Lang != lang {
			out = append(out, label)
		}
	}
	if text != "" {
		out = append(out, Label{lang, text})
	}
	return out.sorted()
}

// sorted sorts labels by language, those of one in the order given.
func (l Labels) sorted() Labels {
	slices.SortStableFunc(l, byLang)
	return l
}

func byLang(a, b Label) int { return cmp.Compare(a.Lang, b.Lang) }

// Clone returns a copy that shares nothing that can be written.
func (l Labels) Clone() Labels { return slices.Clone(l) }
