package render

import (
	"net/url"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// Paths is a Linker of the plain kind: each sort of page stands below a path of its
// own, under its slug. A sort with an empty path has no pages.
type Paths struct {
	Article  string // of stories, such as "/news/"
	Page     string // of pages, such as "/"
	Category string // such as "/section/"
	Tag      string // such as "/tag/"
	Author   string // such as "/author/"
}

var _ Linker = Paths{}

// ArticleURL implements [Linker].
func (p Paths) ArticleURL(t article.Teaser) string {
	if t.Kind == article.Page {
		return below(p.Page, t.Name.Slug)
	}
	return below(p.Article, t.Name.Slug)
}

// CategoryURL implements [Linker].
func (p Paths) CategoryURL(c taxonomy.Category) string { return below(p.Category, c.Slug) }

// TagURL implements [Linker].
func (p Paths) TagURL(t taxonomy.Tag) string { return below(p.Tag, t.Slug) }

// AuthorURL implements [Linker].
func (p Paths) AuthorURL(a article.Author) string { return below(p.Author, a.Slug) }

func below(path, slug string) string {
	if path == "" || slug == "" {
		return ""
	}
	return path + url.PathEscape(slug)
}
