package slug

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"unicode"
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

// Check returns [ErrInvalidName] unless n has a scope and a slug of the shape
// that [Make] gives.
func (n Name) Check() error {
	if n.Scope == "" || len(n.Scope) > 64 || len(n.Slug) > 512 || !valid.MatchString(n.Slug) {
		return fmt.Errorf("slug: %.80q: %w", n.String(), ErrInvalidName)
	}
	return nil
}

var valid = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func readable(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

var (
	// ErrInvalidName means that a name has no scope or is not shaped as a slug.
	ErrInvalidName = errors.New("not a valid name")
	// ErrUnknownName means that nobody holds the name and nobody ever did.
	ErrUnknownName = errors.New("unknown name")
	// ErrNotOwner means that a name is held by somebody else than the caller said.
	ErrNotOwner = errors.New("name is held by another owner")
)

// Status says what became of a name.
type Status uint8

const (
	Current Status = iota // the name its owner has
	Moved                 // a name its owner had: answer 301 with the current one
	Gone                  // a name of something withdrawn: answer 410
)

// String returns "current", "moved" or "gone".
func (s Status) String() string {
	switch s {
	case Current:
		return "current"
	case Moved:
		return "moved"
	case Gone:
		return "gone"
	}
	return fmt.Sprintf("unknown %d", uint8(s))
}

// A Resolution is what a ledger knows of a name.
type Resolution struct {
	Status Status
	Name   Name   // the owner's current name; where Gone, the name that was asked for
	Owner  string // as given to Reserve
}

// A Ledger is the book of names. Each name has at most one owner, for ever; an
// owner has one current name. Implementations are safe for concurrent use and
// linearizable.
type Ledger interface {
	// Reserve gives owner the name it wants, or, where another holds it, the
	// first free one with a suffix of 2, 3 and so on. An owner that has a name
	// keeps that one, and has it back where it was retired. [ErrInvalidName]
	// where want is not a name.
	Reserve(ctx context.Context, want Name, owner string) (Name, error)
	// Rename gives owner another name, found as by Reserve, and keeps the one it
	// had as a redirect. A name that the owner had before is taken back as it
	// is, and what was retired is no longer gone. [ErrNotOwner] where from is
	// not the owner's current name, [ErrInvalidName] where to is not a name.
	Rename(ctx context.Context, from, to Name, owner string) (Name, error)
	// Retire marks the owner's current name, and with it all that redirect to
	// it, as gone; a second time changes nothing. Reserve or Rename by the same
	// owner brings it back. [ErrNotOwner] where name is not the owner's current
	// one, [ErrInvalidName] where it is not a name.
	Retire(ctx context.Context, name Name, owner string) error
	// Resolve says what a name is. [ErrUnknownName] where nobody ever held it.
	Resolve(ctx context.Context, name Name) (Resolution, error)
}
