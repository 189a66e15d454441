package reactionhttp

import (
	"errors"
	"fmt"
)

// Each error of [New] wraps one of these.
var (
	// ErrMissing says that a field without a default was left out.
	ErrMissing = errors.New("value is missing")
	// ErrInvalid says that a field can't have such a value.
	ErrInvalid = errors.New("invalid value")
)

// An Error says which field of a [Config] was refused and why.
type Error struct {
	Field string // Go syntax: "Now", "Secrets[1]"
	Err   error  // wraps one of the Err variables of this package
}

// Error names the field and the reason, in one line.
func (e *Error) Error() string { return "reactionhttp: " + e.Field + ": " + e.Err.Error() }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

func missing(field string) error { return &Error{field, ErrMissing} }

func invalid(field, why string) error {
	return &Error{field, fmt.Errorf("%w: %s", ErrInvalid, why)}
}
