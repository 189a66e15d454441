package slug

import (
	"context"
	"errors"
	"fmt"
)

var (
	// ErrInvalidName means that a name has no scope or is not shaped as a slug,
	// or that a path is not one that [Path] returns.
	ErrInvalidName = errors.New("not a valid name")
	// ErrUnknownName means that nobody holds the name.
	ErrUnknownName = errors.New("unknown name")
	// ErrNotOwner means that a name is held by somebody else than the caller said.
	ErrNotOwner = errors.New("name is held by another owner")
	// ErrTaken means that a name can't redirect, because an owner has it.
	ErrTaken = errors.New("name is taken")
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

// A Renaming is what a Rename would do.
type Renaming struct {
	To        Name   // the name that would be given
	Redirects []Name // all names and paths that would redirect to it, in the order of [Name.Compare]
}

// A Ledger is the book of names. A name that is held has one owner, and an owner
// has one current name; every other name that the owner holds redirects to that
// one directly, so that no redirect leads to a redirect or back to where it came
// from. What redirects or is gone is given to nobody else until its owner releases
// it. Implementations are safe for concurrent use and linearizable, and pass the
// kit of package slugtest.
//
// Every method returns the error of its context where that is over, and then
// changes nothing; nor does one that returns another error.
type Ledger interface {
	// Reserve gives owner the name it wants, or, where another holds it, the
	// first free one with a suffix of 2, 3 and so on ([Suffix]). An owner that
	// has a name keeps that one, and has it back where it was retired.
	// [ErrInvalidName] where want is not a name.
	Reserve(ctx context.Context, want Name, owner string) (Name, error)
	// Rename gives owner another name, found as by Reserve, and keeps the one it
	// had as a redirect. A name that redirects to the owner counts as free and is
	// current again, and what was retired is no longer gone. [ErrNotOwner] where
	// from is not the owner's current name, [ErrInvalidName] where to is not a
	// name.
	Rename(ctx context.Context, from, to Name, owner string) (Name, error)
	// PlanRename returns what Rename would do, with its errors, and changes
	// nothing.
	PlanRename(ctx context.Context, from, to Name, owner string) (Renaming, error)
	// Redirect makes from, the slug of which may be any [Path], redirect to the
	// owner of the name to, as if the owner had once held it; a second time
	// changes nothing. [ErrUnknownName] where nobody holds to, [ErrTaken] where
	// from is held by another owner or is the current name of this one,
	// [ErrInvalidName] where from is neither a name nor a path, or to not a name.
	Redirect(ctx context.Context, from, to Name) error
	// Retire marks the owner's current name, and with it all that redirect to
	// it, as gone; a second time changes nothing. Reserve or Rename by the same
	// owner brings it back. [ErrNotOwner] where name is not the owner's current
	// one, [ErrInvalidName] where it is not a name.
	Retire(ctx context.Context, name Name, owner string) error
	// Release makes a name free for all: one that redirects by itself, the
	// current one with all that redirect to it, which leaves the owner without a
	// name. [ErrNotOwner] where the owner does not hold it.
	Release(ctx context.Context, name Name, owner string) error
	// Resolve says what a name or a path is. [ErrUnknownName] where nobody holds
	// it, whatever its shape.
	Resolve(ctx context.Context, name Name) (Resolution, error)
}
