package article

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/newsjunction/news/taxonomy/ident"
)

// A Credit names somebody who made the article. It refers to an author or stands
// alone with a name; with both, the name is how this article prints it.
type Credit struct {
	Author AuthorID `json:"author,omitzero"`
	Name   string   `json:"name,omitempty"` // a name only: no "By", no title, no place
}

func (c Credit) check(k *checker, path string) {
	k.label(path+".Name", c.Name)
	if c.Author.IsZero() && strings.TrimSpace(c.Name) == "" {
		k.fault(path, ErrMissing)
	}
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
	ID   AuthorID `json:"id"`
	Name string   `json:"name"`           // as it is printed
	Slug string   `json:"slug,omitempty"` // name in URLs, unique among authors; empty: SaveAuthor makes one
	Bio  string   `json:"bio,omitempty"`  // one paragraph of plain text
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
	k.label("Bio", a.Bio)
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
