// Package ident makes the typed identities of the library: a UUID that says in
// its type what it identifies, so that an article's id can't be passed where a
// term's is wanted.
//
// A package declares its own: type ID = ident.Of[Article]. [New] makes one from
// an instant (RFC 9562 version 7: ids made later sort later), [From] makes one
// from the name a thing has elsewhere (version 5: a second import meets the
// first). Text is canonical: 36 characters, lower case, and nothing else is read.
//
// An id is a comparable value, safe for concurrent use; the zero value is nil and
// means "none".
package ident

import (
	"bytes"
	"crypto/rand"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
)

var (
	// ErrSyntax means that a text is not a canonical UUID.
	ErrSyntax = errors.New("not a canonical UUID")
	// ErrInstant means that an instant does not fit in the 48 bits of
	// milliseconds that version 7 has: before 1970 or after 10889.
	ErrInstant = errors.New("instant is outside the range of UUID version 7")
)

// Of is the id of a T. Its zero value is nil, which identifies nothing.
type Of[T any] struct{ uuid.UUID }

// New returns a version 7 id of the instant at, with random low bits from the
// operating system. Instants outside 1970 to 10889 are clamped to that range.
func New[T any](at time.Time) Of[T] {
	ms := min(max(at.UnixMilli(), 0), maxMilli)
	id, err := fill[T](ms, rand.Reader)
	if err != nil {
		// crypto/rand.Read never returns an error; it ends the program instead.
		return Of[T]{}
	}
	return id
}

// NewFrom is New with the random bits read from r: 10 bytes an id. The error is
// r's, or [ErrInstant] where New would have clamped.
func NewFrom[T any](at time.Time, r io.Reader) (Of[T], error) {
	ms := at.UnixMilli()
	if ms < 0 || ms > maxMilli {
		return Of[T]{}, fmt.Errorf("ident: %s: %w", at.UTC().Format(time.RFC3339), ErrInstant)
	}
	return fill[T](ms, r)
}

const maxMilli = 1<<48 - 1

func fill[T any](ms int64, r io.Reader) (Of[T], error) {
	var id Of[T]
	if _, err := io.ReadFull(r, id.UUID[6:]); err != nil {
		return Of[T]{}, fmt.Errorf("ident: random bits: %w", err)
	}
	for i := range 6 {
		id.UUID[i] = byte(ms >> (40 - 8*i))
	}
	id.UUID[6] = id.UUID[6]&0x0f | 0x70 // version 7
	id.UUID[8] = id.UUID[8]&0x3f | 0x80 // RFC 9562 variant
	return id, nil
}

// From returns the version 5 id of a thing that source knows as external: the
// same two texts give the same id, on every machine, for ever. Kind keeps apart
// things of different types that share a name, such as a category and a tag.
func From[T any](kind, source, external string) Of[T] {
	var name bytes.Buffer
	for _, part := range []string{kind, source, external} {
		// The length before each part keeps ("a", "bc") and ("ab", "c") apart.
		fmt.Fprintf(&name, "%d:%s", len(part), part)
	}
	return Of[T]{uuid.NewSHA1(space, name.Bytes())}
}

// space is the version 5 id of the module's path in RFC 9562's URL namespace.
var space = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/newsjunction/news"))

// Parse reads the canonical text of an id: what String writes. Any other
// spelling is [ErrSyntax].
func Parse[T any](s string) (Of[T], error) {
	var id Of[T]
	err := id.UnmarshalText([]byte(s))
	return id, err
}

// IsZero reports whether id is nil.
func (id Of[T]) IsZero() bool { return id.UUID == uuid.Nil }

// Compare orders ids by their bytes: version 7 ids by the millisecond they were
// made of.
func (id Of[T]) Compare(other Of[T]) int { return bytes.Compare(id.UUID[:], other.UUID[:]) }

// MarshalText writes the canonical text, and nothing for nil.
func (id Of[T]) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return []byte{}, nil
	}
	return id.UUID.MarshalText()
}

// UnmarshalText reads the canonical text. An empty one makes id nil; any other
// spelling is [ErrSyntax] and leaves id as it was.
func (id *Of[T]) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = Of[T]{}
		return nil
	}
	got, err := uuid.ParseBytes(text)
	if err != nil || got.String() != string(text) {
		return fmt.Errorf("ident: %q: %w", clip(text), ErrSyntax)
	}
	id.UUID = got
	return nil
}

// Value stores an id in a database as its canonical text, nil as NULL.
func (id Of[T]) Value() (driver.Value, error) {
	if id.IsZero() {
		return nil, nil
	}
	return id.String(), nil
}

// Scan reads what Value stored. NULL makes id nil, whatever it was before.
func (id *Of[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*id = Of[T]{}
		return nil
	case string:
		return id.UnmarshalText([]byte(v))
	case []byte:
		return id.UnmarshalText(v)
	}
	return fmt.Errorf("ident: scanning %T: %w", src, ErrSyntax)
}

// clip keeps an error message short whatever was given.
func clip(text []byte) []byte {
	if len(text) > 64 {
		return text[:64]
	}
	return text
}
