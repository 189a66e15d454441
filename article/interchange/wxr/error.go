package wxr

import (
	"errors"
	"fmt"
)

var (
	// ErrNotWXR means that the file is no WordPress export: another kind of XML,
	// or none.
	ErrNotWXR = errors.New("not a WordPress export")
	// ErrVersion means that the file names no version of the format, or one that
	// is not 1.0, 1.1 or 1.2.
	ErrVersion = errors.New("version of the export is missing or unknown")
	// ErrSyntax means that the file is not well-formed XML in UTF-8.
	ErrSyntax = errors.New("not well-formed XML")
	// ErrDoctype means that the file declares a document type, which could define
	// entities.
	ErrDoctype = errors.New("document types are not read")
	// ErrTooLarge means that an item passes the limit of bytes.
	ErrTooLarge = errors.New("item is too large")
	// ErrTooDeep means that elements nest deeper than the limit.
	ErrTooDeep = errors.New("elements nest too deep")
)

// An Error says where a file can't be read, and why.
type Error struct {
	Line   int // from 1
	Err    error
	Detail string // more of the reason, if there is more
}

// Error names the line and the reason.
func (e *Error) Error() string {
	if e.Detail == "" {
		return fmt.Sprintf("wxr: line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("wxr: line %d: %v: %s", e.Line, e.Err, e.Detail)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }
