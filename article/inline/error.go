package inline

import (
	"errors"
	"fmt"
)

var (
	// ErrUnsafeInline is wrapped by every error of [Parse]: the text leaves the grammar.
	ErrUnsafeInline = errors.New("unsafe inline markup")
	// ErrUnsafeURL is wrapped by every error of [CheckLink], and by the error of
	// [Parse] for markup that holds such an address.
	ErrUnsafeURL = errors.New("unsafe URL")
	// ErrTooLarge is wrapped, beside ErrUnsafeInline, where a text is longer than [MaxBytes].
	ErrTooLarge = errors.New("too large")
	// ErrTooDeep is wrapped, beside ErrUnsafeInline, where elements nest deeper than [MaxDepth].
	ErrTooDeep = errors.New("too deep")
)

// Error says where and why a text was refused.
type Error struct {
	Offset int    // of the fault in the text, in bytes
	Reason string // in words, such as "<script> is not in the grammar"
	Err    error  // ErrUnsafeInline or ErrUnsafeURL
	Cause  error  // what else it wraps, such as ErrTooDeep or the Error of an address; may be nil
}

// Error returns the fault in one line.
func (e *Error) Error() string {
	return fmt.Sprintf("inline: %v at byte %d: %s", e.Err, e.Offset, e.Reason)
}

// Unwrap returns Err and, where there is one, Cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Err}
	}
	return []error{e.Err, e.Cause}
}
