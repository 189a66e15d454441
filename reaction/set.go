package reaction

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// MaxKinds is how many kinds a [Set] may have.
	MaxKinds = 64
	// MaxWeight bounds the weight of a kind on either side of zero.
	MaxWeight = 1000
)

const (
	maxLabels     = 256
	maxLabelBytes = 128
	maxEmojiBytes = 64
	maxLangBytes  = 35 // the field length that RFC 5646, section 4.4.1, advises
)

// Set is the ordered list of kinds that a site offers. It is an immutable value
// and may be shared by goroutines. The zero Set lists nothing; make one with
// [NewSet], [MustSet] or [Default].
//
// A set may grow, change its order or its labels, or retire a kind, without
// touching what is stored. A retired kind ([Choice.Retired]) is listed and counted,
// but takes no new reactions. Reactions of a kind that a set does not list stay in
// the store, uncounted, and count again when the kind comes back.
type Set struct{ offer *offer }

// An offer is never changed.
type offer struct {
	choices []Choice
	index   map[Kind]int // place of each kind in choices
	sorted  []int        // the places in the byte order of kinds
}

// all returns the choices in order, for reading.
func (s Set) all() []Choice {
	if s.offer == nil {
		return nil
	}
	return s.offer.choices
}

// find returns the place of k in all.
func (s Set) find(k Kind) (int, bool) {
	if s.offer == nil {
		return 0, false
	}
	i, ok := s.offer.index[k]
	return i, ok
}

// setOf returns the set of sound choices, which it keeps.
func setOf(choices []Choice) Set {
	o := &offer{choices: choices, index: make(map[Kind]int, len(choices))}
	for i, c := range choices {
		o.index[c.Kind] = i
		o.sorted = append(o.sorted, i)
	}
	slices.SortFunc(o.sorted, func(a, b int) int { return cmp.Compare(choices[a].Kind, choices[b].Kind) })
	return Set{o}
}

// NewSet returns the set of these choices, in this order. It copies them. All
// faults are reported at once, each an [*Error] wrapping [ErrInvalidSet].
func NewSet(choices ...Choice) (Set, error) {
	if len(choices) == 0 {
		return Set{}, invalid("Choices", "has no kind", "", 0)
	}
	if len(choices) > MaxKinds {
		return Set{}, invalid("Choices", "has too many kinds", "", MaxKinds)
	}
	seen := make(map[Kind]bool, len(choices))
	var faults []error
	for i, c := range choices {
		path := fmt.Sprintf("Choices[%d]", i)
		if seen[c.Kind] {
			faults = append(faults, invalid(path+".Kind", "is there twice", string(c.Kind), 0))
		}
		seen[c.Kind] = true
		faults = append(faults, c.faults(path)...)
	}
	if len(faults) > 0 {
		return Set{}, errors.Join(faults...)
	}
	return setOf(cloned(choices)), nil
}

// MustSet returns the set of the kinds with these ids, for constants in programs
// and tests. A kind of [Default] brings its labels and emoji; any other is shown
// by its id. MustSet panics where [NewSet] would fail.
func MustSet(ids ...string) Set {
	known := Default()
	choices := make([]Choice, len(ids))
	for i, id := range ids {
		choices[i] = Choice{Kind: Kind(id)}
		if c, ok := known.Choice(Kind(id)); ok {
			choices[i] = c
		}
	}
	s, err := NewSet(choices...)
	if err != nil {
		panic(err)
	}
	return s
}

// Len returns how many kinds the set lists.
func (s Set) Len() int { return len(s.all()) }

// Has reports whether the set takes new reactions of k: whether it lists k and has
// not retired it. The empty Kind is never listed.
func (s Set) Has(k Kind) bool {
	i, ok := s.find(k)
	return ok && !s.all()[i].Retired
}

// check refuses a kind that the set does not take.
func (s Set) check(k Kind) error {
	i, ok := s.find(k)
	if !ok {
		return unknownKind(string(k))
	}
	if s.all()[i].Retired {
		return &Error{Path: "Kind", Value: string(k), Err: ErrRetiredKind}
	}
	return nil
}

// Kinds walks the kinds in the set's order.
func (s Set) Kinds() iter.Seq[Kind] {
	return func(yield func(Kind) bool) {
		for _, c := range s.all() {
			if !yield(c.Kind) {
				return
			}
		}
	}
}

// Choices returns a copy of the choices in order, from which another set can be
// made: append to it, reword it, retire a kind, and give it to [NewSet].
func (s Set) Choices() []Choice { return cloned(s.all()) }

// Choice returns a copy of the choice of kind k, and whether the set lists it.
func (s Set) Choice(k Kind) (Choice, bool) {
	i, ok := s.find(k)
	if !ok {
		return Choice{}, false
	}
	c := s.all()[i]
	c.Labels = slices.Clone(c.Labels)
	return c, true
}

func cloned(choices []Choice) []Choice {
	choices = slices.Clone(choices)
	for i := range choices {
		choices[i].Labels = slices.Clone(choices[i].Labels)
	}
	return choices
}

// faults lists what is wrong with c by itself.
func (c Choice) faults(path string) (faults []error) {
	if !c.Kind.valid() {
		faults = append(faults, invalid(path+".Kind", "does not match ^[a-z][a-z0-9_-]{0,31}$", string(c.Kind), 0))
	}
	if len(c.Emoji) > maxEmojiBytes || !printable(c.Emoji) {
		faults = append(faults, invalid(path+".Emoji", "is too long or not printable", c.Emoji, maxEmojiBytes))
	}
	if c.Weight < -MaxWeight || c.Weight > MaxWeight {
		faults = append(faults, invalid(path+".Weight", "is too great", strconv.Itoa(c.Weight), MaxWeight))
	}
	if len(c.Labels) > maxLabels {
		return append(faults, invalid(path+".Labels", "has too many labels", "", maxLabels))
	}
	seen := make(map[string]bool, len(c.Labels))
	for i, l := range c.Labels {
		path, lang := fmt.Sprintf("%s.Labels[%d]", path, i), strings.ToLower(l.Lang)
		if !isTag(l.Lang) {
			faults = append(faults, invalid(path+".Lang", "is not a language tag", l.Lang, 0))
		} else if seen[lang] {
			faults = append(faults, invalid(path+".Lang", "is there twice", l.Lang, 0))
		}
		seen[lang] = true
		if strings.TrimSpace(l.Text) == "" || len(l.Text) > maxLabelBytes || !printable(l.Text) {
			faults = append(faults, invalid(path+".Text", "is blank, too long or not printable", l.Text, maxLabelBytes))
		}
	}
	return faults
}

// invalid is one fault of a set; limit 0 means that none was concerned.
func invalid(path, what, value string, limit int) error {
	return &Error{Path: path, Value: shown(value), Limit: limit, Err: fmt.Errorf("%w: %s", ErrInvalidSet, what)}
}

// isTag reports whether tag has the outer form of a BCP 47 tag: subtags of 1 to 8
// ASCII letters and digits, the first of 2 letters or more.
func isTag(tag string) bool {
	if len(tag) > maxLangBytes {
		return false
	}
	for i, sub := range strings.Split(tag, "-") {
		if len(sub) == 0 || len(sub) > 8 || (i == 0 && len(sub) < 2) {
			return false
		}
		for _, c := range []byte(strings.ToLower(sub)) {
			if (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

func printable(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}
