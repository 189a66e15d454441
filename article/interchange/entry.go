package interchange

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/loss"
)

// An Entry is one record of an archive: an article in the terms of its source.
//
// One without an ExternalID is no article: it carries the losses of what stood in
// the archive between two articles, or after the last, terms and authors that the
// archive has, whether or not an article uses them, or a line of a menu.
type Entry struct {
	Source     string   // the system that the archive came from, such as the address of a blog
	ExternalID string   // the record's id there
	URL        string   // its address there
	Slug       string   // its name there; empty: one is made of the headline
	OldSlugs   []string // names that it had there before: they redirect
	OldURLs    []string // other addresses at which it was found: they redirect
	Kind       article.Kind
	Draft      bool            // nobody but its newsroom has seen it
	Window     article.Window  // when readers see it, if it is no draft
	Modified   time.Time       // when it was last edited there; zero: unknown
	Content    article.Content // without byline, filing and origin: those are below
	Terms      []Term          // in the order of the source; the first category is the primary one
	Authors    []Author        // in the order printed
	Commenting article.Comments
	Comments   []Comment // of readers, where they were asked for; File leaves them to the caller
	Menu       *MenuLink `json:"-"` // of an entry that is no article
	Losses     loss.Report
}

// TermKind tells a category from a tag.
type TermKind string

const (
	Category TermKind = "category"
	Tag      TermKind = "tag"
)

// A Term is one of the source's terms.
type Term struct {
	Kind   TermKind
	Key    string // what identifies it at the source, among its kind
	Label  string
	Slug   string // its name in URLs there
	Parent *Term  // of a category; nil: a top section

	Description string // one paragraph of plain text
}

// An Author is somebody whom the source names.
type Author struct {
	Key  string // what identifies them at the source
	Name string
	Slug string // their name in URLs there; empty: one is made of the name
}

// A Comment is what a reader, or another site, left at an article.
type Comment struct {
	ID, Parent string    // what identifies it, and the one that it answers
	Type       string    // as the source calls it, such as "pingback"; empty: a comment
	Author     string    // as they signed
	Email, IP  string    // never to be shown
	URL        string    // of the author; http, https or empty
	At         time.Time // zero: unknown
	Approved   bool      // readers may see it
	HTML       string    // sanitised as what readers write
}

// digest tells two states of a record at its source apart.
func (e Entry) digest() (string, error) {
	e.Losses, e.Comments = loss.Report{}, nil
	record, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(record)
	return hex.EncodeToString(sum[:16]), nil
}
