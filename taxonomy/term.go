package taxonomy

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/newsjunction/news/taxonomy/ident"
	"github.com/newsjunction/news/taxonomy/text"
)

// ID identifies a term, category or tag, for ever: a term that is renamed or moved
// keeps it.
type ID = ident.Of[Term]

// NewID returns an id made at an instant.
func NewID(at time.Time) ID { return ident.New[Term](at) }

// CategoryID returns the id of the category that source knows as external, the
// same at every import.
func CategoryID(source, external string) ID { return ident.From[Term]("category", source, external) }

// TagID is CategoryID for a tag.
func TagID(source, external string) ID { return ident.From[Term]("tag", source, external) }

// ParseID reads the canonical text of an id.
func ParseID(s string) (ID, error) { return ident.Parse[Term](s) }

// Labels are a term's names by language (BCP 47); "" is the name that serves every
// language without one of its own. An empty name is none.
type Labels map[string]string

// In returns the label for a language: its own, that of its base language, the
// one for every language, else the first by language tag.
func (l Labels) In(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	for _, key := range []string{lang, base, ""} {
		if s := l[key]; s != "" {
			return s
		}
	}
	first := ""
	for key, s := range l {
		if s != "" && (first == "" || key < first) {
			first = key
		}
	}
	return l[first]
}

// A Term is what a category and a tag have in common.
type Term struct {
	ID     ID     `json:"id"`
	Labels Labels `json:"labels"`
	Slug   string `json:"slug"` // unique among the categories, or among the tags, of a tree; empty: Load and Apply make one
}

// A Category is a node of the tree of sections.
type Category struct {
	Term
	Parent ID  `json:"parent,omitzero"` // zero: a top section
	Order  int `json:"order,omitzero"`  // place among its siblings, small first; ties by label
}

// A Tag is a flat term. No other tag of a tree has one of its labels, in whatever
// language and case.
type Tag struct {
	Term
}

var (
	// ErrNoLabel means that a term has no name in any language, or that one is
	// blank.
	ErrNoLabel = errors.New("term has no label")
	// ErrUnknownTerm means that a tree holds no term of an id, that the id is nil,
	// or that it is a parent from which no way leads to the top.
	ErrUnknownTerm = errors.New("unknown term")
	// ErrTaken means that an id or a tag's label belongs to another term.
	ErrTaken = errors.New("taken by another term")
	// ErrVersionConflict means that a change was made on another version of the
	// tree than the store holds: load again, and plan again.
	ErrVersionConflict = errors.New("tree was changed by somebody else")
)

// A TermError says which term is at fault.
type TermError struct {
	ID    ID
	Field string // such as "ID", "Labels[en]" or "Parent"
	Err   error  // one of this package's errors, or text.ErrInvalidText
}

// Error names the package, the term and the fault.
func (e *TermError) Error() string {
	return fmt.Sprintf("taxonomy: term %s: %s: %v", e.ID, e.Field, e.Err)
}

// Unwrap returns the kind of fault.
func (e *TermError) Unwrap() error { return e.Err }

// check returns the first fault of a term's own fields, labels by language.
func (t Term) check() error {
	if t.ID.IsZero() {
		return &TermError{ID: t.ID, Field: "ID", Err: ErrUnknownTerm}
	}
	if t.Labels.In("") == "" {
		return &TermError{ID: t.ID, Field: "Labels", Err: ErrNoLabel}
	}
	for _, lang := range slices.Sorted(maps.Keys(t.Labels)) {
		label := t.Labels[lang]
		err := text.Check(label)
		if label != "" && text.Clean(label) == "" {
			err = ErrNoLabel
		}
		if err != nil {
			return &TermError{ID: t.ID, Field: "Labels[" + lang + "]", Err: err}
		}
	}
	return nil
}
