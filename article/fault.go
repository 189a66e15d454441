package article

import (
	"errors"
	"fmt"
)

var (
	// ErrMissing means that a required value is not there.
	ErrMissing = errors.New("value is missing")
	// ErrTooLong means that a text or list passes its limit.
	ErrTooLong = errors.New("value is too long")
	// ErrTooLarge means that encoded data pass the limit of bytes.
	ErrTooLarge = errors.New("data are too large")
	// ErrTooDeep means that lists nest deeper than the limit.
	ErrTooDeep = errors.New("data nest too deep")
	// ErrUnknownValue means that a value is none of those its type has.
	ErrUnknownValue = errors.New("value is not one of the known ones")
	// ErrWindow means that a window ends before it begins.
	ErrWindow = errors.New("window ends before it begins")
	// ErrDuplicate means that two blocks have one id, or two variants of a text one
	// role.
	ErrDuplicate = errors.New("is used twice")
	// ErrUnsafeURL means that an address is not one that a page may link to or
	// load from.
	ErrUnsafeURL = errors.New("address is not safe")
	// ErrNotFound means that a store holds nothing of that id or name.
	ErrNotFound = errors.New("not found")
	// ErrVersionConflict means that an article was saved by somebody else since it
	// was read. Nothing was changed: read it again.
	ErrVersionConflict = errors.New("was changed by somebody else")
	// ErrNotAllowed means that an action does not fit the state; the error is a
	// [TransitionError].
	ErrNotAllowed = errors.New("action is not allowed in this state")
)

// A FieldError says where in an article a fault is.
type FieldError struct {
	Path string // Go syntax from the article down, such as "Content.Body[3].Alt"
	Err  error  // one of this package's errors, or one of packages text, slug, inline and encoding/json
}

// Error names the package, the place and the fault.
func (e *FieldError) Error() string { return "article: " + e.Path + ": " + e.Err.Error() }

// Unwrap returns the kind of fault.
func (e *FieldError) Unwrap() error { return e.Err }

func fault(path string, err error) error { return &FieldError{path, err} }

// A TransitionError says which action did not fit which state. It is
// [ErrNotAllowed].
type TransitionError struct {
	State   State
	Action  Action
	Allowed []Action // what the state allows
}

// Error names state, action and what is allowed.
func (e *TransitionError) Error() string {
	return fmt.Sprintf("article: %s is not allowed in state %s (allowed: %v)", e.Action, e.State, e.Allowed)
}

// Unwrap returns [ErrNotAllowed].
func (e *TransitionError) Unwrap() error { return ErrNotAllowed }
