package slug

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsjunction/news/taxonomy/text"
)

// A Name is a slug in its scope: two owners may hold one slug in two scopes. The
// zero value is no name.
type Name struct {
	Scope string `json:"scope"` // such as "article" or "article/en"; not empty in a name that is held
	Slug  string `json:"slug"`
}

// IsZero reports whether n has no slug.
func (n Name) IsZero() bool { return n.Slug == "" }

// String returns "scope:slug", for messages.
func (n Name) String() string { return n.Scope + ":" + n.Slug }

// quoted returns n for a message, which it keeps short.
func (n Name) quoted() string { return fmt.Sprintf("%.80q", n.String()) }

// Compare orders names by scope, then by slug, byte by byte.
func (n Name) Compare(other Name) int {
	return cmp.Or(cmp.Compare(n.Scope, other.Scope), cmp.Compare(n.Slug, other.Slug))
}

// Check returns [ErrInvalidName] unless n has a scope, which is a label of at most
// 64 bytes, and a slug of the shape that [Make] gives, of at most 512 bytes: small
// letters, marks and digits in normal form C, of ASCII or, as with
// [Options].Unicode, of any script, in words parted by single hyphens.
func (n Name) Check() error {
	if !n.scoped() || len(n.Slug) > maxSlug || !shaped(n.Slug) {
		return fmt.Errorf("slug: %s: %w", n.quoted(), ErrInvalidName)
	}
	return nil
}

const (
	maxScope = 64
	maxSlug  = 512
)

func (n Name) scoped() bool {
	return n.Scope != "" && len(n.Scope) <= maxScope && text.Check(n.Scope) == nil
}

func shaped(s string) bool {
	begins := true // a word has to
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			begins = false
		case c == '-' && !begins:
			begins = true
		default:
			return c >= utf8.RuneSelf && shapedBeyond(s)
		}
	}
	return !begins
}

// shapedBeyond is shaped for a slug with letters beyond ASCII.
func shapedBeyond(s string) bool {
	begins := true
	for _, r := range s {
		switch {
		case r == '-' && !begins:
			begins = true
		case r < utf8.RuneSelf && ascii[r] != byte(r), !word(r), unicode.ToLower(r) != r, begins && unicode.Is(unicode.M, r):
			return false
		default:
			begins = false
		}
	}
	return !begins && composed(s)
}

// ParseName reads what [Name.String] writes: a scope, a colon and a slug.
// [ErrInvalidName] where that is not a name.
func ParseName(s string) (Name, error) {
	i := max(strings.LastIndexByte(s, ':'), 0)
	n := Name{Scope: s[:i], Slug: strings.TrimPrefix(s[i:], ":")}
	if err := n.Check(); err != nil {
		return Name{}, err
	}
	return n, nil
}
