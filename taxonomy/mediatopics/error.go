package mediatopics

import (
	"errors"
	"fmt"
)

var (
	// ErrSyntax means that the file is not JSON in UTF-8, that it ends too early,
	// or that something follows it.
	ErrSyntax = errors.New("not well-formed JSON")
	// ErrNotMediaTopics means that the file is no release of the Media Topics:
	// another vocabulary of IPTC, or other JSON.
	ErrNotMediaTopics = errors.New("not a release of the IPTC Media Topics")
	// ErrField means that a field can't be what it is: a date that is none, a
	// text where a list belongs, a name that comes twice in one object.
	ErrField = errors.New("field can't be read")
	// ErrTooLarge means that the file, a concept or the number of concepts passes
	// its limit.
	ErrTooLarge = errors.New("release is too large")
	// ErrTooDeep means that values nest deeper than the limit.
	ErrTooDeep = errors.New("values nest too deep")
)

// An Error says where a file can't be read, and why.
type Error struct {
	Path   string // such as "conceptSet[12].retired"; empty: the file itself
	Offset int64  // bytes before the place where reading stopped
	Err    error  // one of this package's errors, or the reader's own
	Detail string // more of the reason, if there is more
}

// Error names the place and the reason.
func (e *Error) Error() string {
	text := fmt.Sprintf("mediatopics: byte %d: ", e.Offset)
	if e.Path != "" {
		text += e.Path + ": "
	}
	text += e.Err.Error()
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }
