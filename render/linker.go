package render

import (
	"slices"

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

// Alternates is what a [Linker] may do beside: it knows in which languages an
// article is there, itself among them, for hreflang. One that is not translated has
// none.
type Alternates interface {
	Alternates(article.Teaser) []Alternate
}

// An Alternate is an article in a language.
type Alternate struct {
	Lang string // BCP 47, or "x-default"
	URL  string // as [Linker]
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
// category; nil if it is in none that the site's terms know, or that readers may see.
func (s Site) Breadcrumb(t article.Teaser) []taxonomy.Category {
	if s.terms == nil || t.Filing.Category.IsZero() {
		return nil
	}
	trail := s.terms.Breadcrumb(t.Filing.Category)
	if slices.ContainsFunc(trail, func(c taxonomy.Category) bool { return c.Internal }) {
		return nil
	}
	return trail
}

// Section returns the primary category of an article.
func (s Site) Section(t article.Teaser) (taxonomy.Category, bool) {
	if s.terms == nil {
		return taxonomy.Category{}, false
	}
	c, ok := s.terms.Category(t.Filing.Category)
	if !ok || c.Internal {
		return taxonomy.Category{}, false
	}
	return c, true
}

// Categories returns all categories of an article that readers may see, the primary
// one first, each once.
func (s Site) Categories(t article.Teaser) []taxonomy.Category {
	var found []taxonomy.Category
	for c := range s.categories(&t.Filing) {
		found = append(found, *c)
	}
	return found
}

// Tags returns the tags of an article that readers may see, in the order filed, each
// once.
func (s Site) Tags(t article.Teaser) []taxonomy.Tag {
	var found []taxonomy.Tag
	for tag := range s.tags(&t.Filing) {
		found = append(found, *tag)
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
	if !ok || s.config().Linker == nil {
		return ""
	}
	return s.config().Linker.AuthorURL(author)
}

// ArticleURL returns the absolute URL of an article.
func (s Site) ArticleURL(t article.Teaser) string { return s.articleURL(&t) }

// articleURL is ArticleURL for a teaser that is too large to be copied once more.
func (s Site) articleURL(t *article.Teaser) string {
	if s.config().Linker == nil {
		return ""
	}
	return s.URL(s.config().Linker.ArticleURL(*t))
}

// Alternates returns the absolute addresses of an article in all its languages, if
// the site's linker knows them.
func (s Site) Alternates(t article.Teaser) []Alternate {
	linker, ok := s.config().Linker.(Alternates)
	if !ok {
		return nil
	}
	var found []Alternate
	for _, a := range linker.Alternates(t) {
		if a.URL = s.URL(a.URL); a.URL != "" && a.Lang != "" {
			found = append(found, a)
		}
	}
	return found
}
