package wxr

import (
	"errors"
	"fmt"
)

var (
	// ErrNotWXR means that the file is no WordPress export: another kind of XML,
	// or none.
	ErrNotWXR = errors.New("not a WordPress export")
	// ErrVersion means that the file names no version of the format, or something
	// that is no number, as WordPress's own importer requires.
	ErrVersion = errors.New("version of the export is missing or unknown")
	// ErrSyntax means that the file is not well-formed XML, and damaged where no
	// repair is certain.
	ErrSyntax = errors.New("not well-formed XML")
	// ErrTruncated means that the file breaks off.
	ErrTruncated = errors.New("file breaks off")
	// ErrEncoding means that the file is neither UTF-8 nor in the encoding that it names,
	// or that this one has more than one byte a letter.
	ErrEncoding = errors.New("text is not UTF-8")
	// ErrDoctype means that the file declares a document type, or refers to an
	// entity that only one could define.
	ErrDoctype = errors.New("document types and entities are not read")
	// ErrTooLarge means that a record, or the file, passes the limit of bytes.
	ErrTooLarge = errors.New("too large")
	// ErrTooDeep means that elements nest deeper than the limit.
	ErrTooDeep = errors.New("elements nest too deep")
)

// An Error says where a file can't be read, and why.
type Error struct {
	Line   int   // from 1
	Byte   int64 // from 0, of the file as unpacked and in UTF-8
	Err    error
	Detail string // more of the reason, if there is more
}

// Error names the place and the reason.
func (e *Error) Error() string {
	if e.Detail == "" {
		return fmt.Sprintf("wxr: line %d, byte %d: %v", e.Line, e.Byte, e.Err)
	}
	return fmt.Sprintf("wxr: line %d, byte %d: %v: %s", e.Line, e.Byte, e.Err, e.Detail)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }
