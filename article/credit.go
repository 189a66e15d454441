package article

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/ident"
)

// A Credit names somebody who made the article. It refers to an author or stands
// alone with a name; with both, the name is how this article prints it.
type Credit struct {
	Author      AuthorID `json:"author,omitzero"`
	Name        string   `json:"name,omitempty"`        // a name only: no "By", no title, no place
	Role        Part     `json:"role,omitempty"`        // empty: the author of the text
	Affiliation string   `json:"affiliation,omitempty"` // such as "Reuters"
	Place       string   `json:"place,omitempty"`       // where they worked, such as "Islamabad"
}

// Part is what somebody did for an article. The empty part wrote it.
type Part string

// The parts.
const (
	PartReporting   Part = "reporting" // contributed to it: the note at its end
	PartEditing     Part = "editing"
	PartPhotography Part = "photography"
	PartTranslation Part = "translation"
)

func (p Part) known() bool {
	switch p {
	case "", PartReporting, PartEditing, PartPhotography, PartTranslation:
		return true
	}
	return false
}

func (c Credit) check(k *checker, path string) {
	if c.Author.IsZero() && strings.TrimSpace(c.Name) == "" {
		k.fault(path, ErrMissing)
	}
	k.label(path+".Name", c.Name)
	if !c.Role.known() {
		k.fault(path+".Role", ErrUnknownValue)
	}
	k.label(path+".Affiliation", c.Affiliation)
	k.label(path+".Place", c.Place)
}

// AuthorID identifies an author for ever.
type AuthorID = ident.Of[Author]

// NewAuthorID returns an id made at an instant.
func NewAuthorID(at time.Time) AuthorID { return ident.New[Author](at) }

// AuthorIDFor returns the id of the author that source knows as externalID.
func AuthorIDFor(source, externalID string) AuthorID {
	return ident.From[Author]("author", source, externalID)
}

// An Author is somebody whom credits refer to.
type Author struct {
	ID      AuthorID        `json:"id"`
	Name    string          `json:"name"`            // as it is printed
	Names   taxonomy.Labels `json:"names,omitempty"` // in other languages or scripts
	Slug    string          `json:"slug,omitempty"`  // name in URLs, unique among authors; empty: SaveAuthor makes one
	Bio     string          `json:"bio,omitempty"`   // one paragraph of plain text
	Picture *Image          `json:"picture,omitempty"`
	Links   []string        `json:"links,omitempty"` // their pages elsewhere
}

// In returns the author's name for readers of a language.
func (a Author) In(lang string) string {
	return in(lang, a.Name, a.Names)
}

// in returns one of others for a language, or the name that serves every one.
func in(lang, name string, others taxonomy.Labels) string {
	if len(others) == 0 {
		return name
	}
	return others.With("", name).In(lang)
}

// Clone returns a copy that shares nothing that can be written.
func (a Author) Clone() Author {
	a.Names = a.Names.Clone()
	a.Links = slices.Clone(a.Links)
	if a.Picture != nil {
		picture := a.Picture.clone()
		a.Picture = &picture
	}
	return a
}

// Check returns every fault of an author that no store may keep, joined, each a
// [FieldError].
func (a Author) Check() error {
	k := checker{root: "Author."}
	if a.ID.IsZero() {
		k.fault("ID", ErrMissing)
	}
	if strings.TrimSpace(a.Name) == "" {
		k.fault("Name", ErrMissing)
	}
	k.label("Name", a.Name)
	k.labels("Names", a.Names)
	k.label("Bio", a.Bio)
	if a.Picture != nil {
		a.Picture.check(&k, "Picture")
	}
	if !k.count("Links", len(a.Links), MaxLinks) {
		return errors.Join(k.errs...)
	}
	for i, link := range a.Links {
		k.link(fmt.Sprintf("Links[%d]", i), link, true)
	}
	return errors.Join(k.errs...)
}

// Authors keeps the people that credits refer to. Implementations are safe for
// concurrent use and must pass articletest.RunAuthors.
type Authors interface {
	// SaveAuthor keeps an author, new or changed, and returns it as kept: with
	// a slug, suffixed where another author holds it. The errors are those of
	// [Author.Check].
	SaveAuthor(ctx context.Context, a Author) (Author, error)
	// Authors returns the authors of ids, in their order; unknown ones are left
	// out.
	Authors(ctx context.Context, ids ...AuthorID) ([]Author, error)
	// FindAuthor returns the author with a slug, or [ErrNotFound].
	FindAuthor(ctx context.Context, slug string) (Author, error)
}
