package related

import (
	"errors"

	"github.com/newsjunction/news/article"
)

var (
	// ErrUnknownID means that the index holds no document of an id.
	ErrUnknownID = errors.New("no such document")
	// ErrEmpty means that a document has no word by which it could be found.
	ErrEmpty = errors.New("document has no words")
	// ErrMissing means that a required value is not there.
	ErrMissing = errors.New("value is missing")
	// ErrSnapshot means that a snapshot is damaged, or is none.
	ErrSnapshot = errors.New("not a whole snapshot")
	// ErrVersion means that a snapshot is of a version that is not known.
	ErrVersion = errors.New("unknown version of a snapshot")
	// ErrTooLarge means that a snapshot is larger than the limit.
	ErrTooLarge = errors.New("snapshot is too large")
)

// An Error says which document, or which field of a query, is at fault.
type Error struct {
	ID   article.ID // zero: no document has to do with it
	Path string     // such as "Query.At" or "Document.ID"; empty: the document as a whole
	Err  error      // one of this package's errors
}

// Error names the package, the place and the fault.
func (e *Error) Error() string {
	place := ""
	if e.Path != "" {
		place += e.Path + ": "
	}
	if !e.ID.IsZero() {
		place += e.ID.String() + ": "
	}
	return "related: " + place + e.Err.Error()
}

// Unwrap returns the kind of fault.
func (e *Error) Unwrap() error { return e.Err }
