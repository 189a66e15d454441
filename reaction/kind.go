package reaction

import "strings"

// Kind is the permanent id of a kind of reaction, such as "love". It matches
// ^[a-z][a-z0-9_-]{0,31}$. The empty Kind stands for no reaction.
type Kind string

// valid reports whether k has the form of a kind; the empty Kind has not.
func (k Kind) valid() bool {
	if len(k) == 0 || len(k) > 32 || k[0] < 'a' || k[0] > 'z' {
		return false
	}
	for i := range len(k) {
		c := k[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return true
}

// storable reports whether a store takes k: as a kind, or as none.
func (k Kind) storable() bool { return k == "" || k.valid() }

// A Label is what readers of one language see on a button.
type Label struct {
	Lang string // BCP 47 tag such as "es" or "pt-BR"; upper and lower case are one
	Text string // 1 to 128 bytes of UTF-8 without control characters
}

// A Choice is one kind of reaction as a [Set] offers it.
type Choice struct {
	Kind   Kind
	Labels []Label // at most one a language; the first is shown where no other fits; may be empty
	Emoji  string  // at most 64 bytes of UTF-8 without control characters; may be empty

	// Weight is what one reaction adds to a score ([Tally.Score], [Trend]): -1000 to
	// 1000, negative against; 0 means 1.
	Weight int

	// Retired keeps a kind listed and counted, and refuses new reactions of it.
	Retired bool
}

// weight is Weight with its default.
func (c Choice) weight() int {
	if c.Weight == 0 {
		return 1
	}
	return c.Weight
}

// Label returns the text for readers of lang. The chain is that of RFC 4647
// lookup: the tag itself, then the tag less its last subtag and so on ("pt-BR",
// then "pt"), then the first label, then the id of the kind.
func (c Choice) Label(lang string) string {
	for tag := lang; tag != ""; tag = parent(tag) {
		for _, l := range c.Labels {
			if strings.EqualFold(l.Lang, tag) {
				return l.Text
			}
		}
	}
	if len(c.Labels) > 0 {
		return c.Labels[0].Text
	}
	return string(c.Kind)
}

// parent cuts the last subtag off a language tag, and with it a single-letter
// subtag that would be left at the end (RFC 4647, section 3.4).
func parent(tag string) string {
	i := strings.LastIndexByte(tag, '-')
	if i < 0 {
		return ""
	}
	if i >= 2 && tag[i-2] == '-' {
		i -= 2
	}
	return tag[:i]
}
