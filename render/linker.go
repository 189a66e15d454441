package render

import (
	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// A Linker knows the site's routes. Each answer is a path on the site ("/news/x") or
// an absolute URL, percent-encoded; [Site.URL] makes both absolute. An empty answer
// means that there is no such page. Implementations are safe for concurrent use.
type Linker interface {
	ArticleURL(article.Teaser) string
	CategoryURL(taxonomy.Category) string
	TagURL(taxonomy.Tag) string
	AuthorURL(article.Author) string
}

// Terms name what articles are filed under; a [*taxonomy.Tree] does. They are safe
// for concurrent use.
type Terms interface {
	Category(taxonomy.ID) (taxonomy.Category, bool)
	Tag(taxonomy.ID) (taxonomy.Tag, bool)
	Term(taxonomy.ID) (taxonomy.Term, bool)
	// Breadcrumb returns the categories from the top down to the one of an id.
	Breadcrumb(taxonomy.ID) []taxonomy.Category
}

// People know the authors that credits refer to. They are safe for concurrent use.
type People interface {
	Author(article.AuthorID) (article.Author, bool)
}

// Breadcrumb returns the sections of an article from the top down to its primary
// category; nil if it is in none that the site's terms know.
func (s Site) Breadcrumb(t article.Teaser) []taxonomy.Category {
	if s.terms == nil || t.Filing.Category.IsZero() {
		return nil
	}
	return s.terms.Breadcrumb(t.Filing.Category)
}

// Section returns the primary category of an article.
func (s Site) Section(t article.Teaser) (taxonomy.Category, bool) {
	if s.terms == nil {
		return taxonomy.Category{}, false
	}
	return s.terms.Category(t.Filing.Category)
}

// Categories returns all categories of an article, the primary one first, each once.
func (s Site) Categories(t article.Teaser) []taxonomy.Category {
	var found []taxonomy.Category
	for _, id := range t.Filing.Terms() {
		if s.terms == nil {
			break
		}
		if c, ok := s.terms.Category(id); ok {
			found = append(found, c)
		}
	}
	return found
}

// Tags returns the tags of an article in the order filed, each once.
func (s Site) Tags(t article.Teaser) []taxonomy.Tag {
	var found []taxonomy.Tag
	for _, id := range t.Filing.Terms() {
		if s.terms == nil {
			break
		}
		if tag, ok := s.terms.Tag(id); ok {
			found = append(found, tag)
		}
	}
	return found
}

// A Signature is a name of a byline, with the page of whoever bears it.
type Signature struct {
	Name string
	URL  string // as the Linker gives it; "" where the credit stands alone
}

// Byline returns the names of those who wrote an article, in order, each alone: what
// feeds and metadata call its authors. A credit to somebody whom the site does not
// know, without a name of its own, is left out, and so is who had another part.
func (s Site) Byline(t article.Teaser) []Signature {
	signed := make([]Signature, 0, len(t.Byline))
	for _, credit := range t.Byline {
		if name := credit.NameIn(t.Lang, s.Author); credit.Role == "" && name != "" {
			signed = append(signed, Signature{name, s.AuthorURL(credit)})
		}
	}
	return signed
}

// Author returns the author of an id, if the site knows one.
func (s Site) Author(id article.AuthorID) (article.Author, bool) {
	if s.people == nil || id.IsZero() {
		return article.Author{}, false
	}
	return s.people.Author(id)
}

// AuthorURL returns the page of whom a credit names, as the Linker gives it; "" where
// there is none.
func (s Site) AuthorURL(credit article.Credit) string {
	author, ok := s.Author(credit.Author)
	if !ok || s.config.Linker == nil {
		return ""
	}
	return s.config.Linker.AuthorURL(author)
}
