package taxonomy

import (
	"encoding/json"
	"time"

	"github.com/newsjunction/news/taxonomy/ident"
)

// ID identifies a term, category or tag, for ever: a term that is renamed or moved
// keeps it, and the id of one that is merged leads to where it went.
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

// A Term is what a category and a tag have in common.
//
// A term with Into is held for its id and its names, which lead to another term for
// ever: it stands in no list, has no parent and no children.
type Term struct {
	ID           ID
	Labels       Labels          // names that are shown; one at least, but for a term with Into
	Descriptions Labels          // one line of plain text each
	Slug         string          // name in URLs, unique among the categories, or among the tags, of a tree; empty: Load and Apply make one
	Former       []string        // slugs that the term had, sorted; they lead to Slug
	Aliases      []string        // other names by which the term is found, and which are not shown
	References   []Reference     // what the term is elsewhere
	Order        int             // place among its siblings, small first; ties by label
	Internal     bool            // for the desk, not for readers
	Retired      bool            // no longer in use: nothing is put under it or merged into it
	Into         ID              // the term that it was merged into or, if it is retired, that replaces it; zero: it stands for itself
	Extra        json.RawMessage // fields that were decoded and are not known, as the inside of a JSON object
}

// Listed reports whether readers are shown the term in menus and lists: it is
// neither internal nor retired, and stands for itself.
func (t Term) Listed() bool { return !t.Internal && !t.Retired && t.Into.IsZero() }

// A Reference is the name of a term in another vocabulary.
type Reference struct {
	Source string // such as "wikidata" or "medtop"
	ID     string // such as "Q11032"
}

// A Category is a node of the tree of sections.
type Category struct {
	Term
	Parent ID // zero: a top section
}

// A Tag is a flat term. No other tag of a tree has one of its labels or aliases, in
// whatever language and case, but for those that were merged into it.
type Tag struct {
	Term
}
