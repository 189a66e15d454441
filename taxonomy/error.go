package taxonomy

import (
	"errors"
	"fmt"
)

var (
	// ErrNoLabel means that a term has no name in any language, or that a name or
	// an alias is blank.
	ErrNoLabel = errors.New("term has no label")
	// ErrTooLong means that a label or an alias has more than 256 bytes, or a
	// description or another text more than 4,096.
	ErrTooLong = errors.New("text is too long")
	// ErrTooMany means that a term has more than 1,000 labels, aliases or other
	// things of a sort.
	ErrTooMany = errors.New("too many")
	// ErrInvalidLang means that a language is not shaped as BCP 47 wants it, or
	// has two labels.
	ErrInvalidLang = errors.New("not a language, or one that comes twice")
	// ErrInvalidExtra means that what is kept of unknown fields is not the inside
	// of a JSON object, or has a field that is known.
	ErrInvalidExtra = errors.New("not a list of unknown fields")
	// ErrUnknownTerm means that a tree holds no term of an id, or that the id is
	// nil.
	ErrUnknownTerm = errors.New("unknown term")
	// ErrOtherSort means that a tag is named where a category is wanted, or a
	// category where a tag is.
	ErrOtherSort = errors.New("term of the other sort")
	// ErrTaken means that an id, or a tag's label or alias, belongs to another
	// term.
	ErrTaken = errors.New("taken by another term")
	// ErrRetired means that something is put under a retired term, or merged into
	// one, or that a term is retired again.
	ErrRetired = errors.New("term is retired")
	// ErrCycle means that a parent is the term itself or stands below it, or that
	// a term would be merged into itself.
	ErrCycle = errors.New("term leads back to itself")
	// ErrTooDeep means that a category would stand more than 32 levels deep.
	ErrTooDeep = errors.New("tree is too deep")
	// ErrHasChildren means that a category that others stand under would be
	// deleted.
	ErrHasChildren = errors.New("other terms stand under it")
	// ErrVersionConflict means that a change was made on another version of the
	// tree, or of a term, than is held: load again, and plan again.
	ErrVersionConflict = errors.New("tree was changed by somebody else")
	// ErrForgotten means that a store no longer has the changes since a version:
	// load the tree.
	ErrForgotten = errors.New("changes are no longer kept")
)

// A TermError says which term is at fault.
type TermError struct {
	ID    ID
	Field string // such as "ID", "Labels[en]", "Aliases[2]" or "Parent"
	Err   error  // one of this package's errors, text.ErrInvalidText or slug.ErrInvalidName
}

// Error names the package, the term and the fault.
func (e *TermError) Error() string {
	return fmt.Sprintf("taxonomy: term %s: %s: %v", e.ID, e.Field, e.Err)
}

// Unwrap returns the kind of fault.
func (e *TermError) Unwrap() error { return e.Err }

func fault(id ID, field string, err error) error {
	return &TermError{ID: id, Field: field, Err: err}
}
