package taxonomy

import (
	"iter"
	"strings"

	"github.com/newsjunction/news/taxonomy/text"
)

// FindTag returns the tag with a label in any language, or an alias, whatever its
// case ([text.Fold]). A name of a tag that was merged finds where it went.
func (t *Tree) FindTag(label string) (Tag, bool) {
	if t == nil {
		return Tag{}, false
	}
	return t.first(&t.names[tags], text.Fold(label)).tagOK()
}

// FindCategories yields the categories with a label in any language, or an alias, as
// FindTag does, by id: two sections may share a name.
func (t *Tree) FindCategories(label string) iter.Seq[Category] {
	return func(yield func(Category) bool) {
		if t == nil {
			return
		}
		for r := range t.each(t.names[categories].of(text.Fold(label))) {
			if !yield(r.category()) {
				return
			}
		}
	}
}

// CategoryBySlug returns the category that a URL names, by its slug, one that it had,
// or one of a category that was merged into it: where the Slug that is returned is
// another one, answer 301.
func (t *Tree) CategoryBySlug(slug string) (Category, bool) {
	if t == nil {
		return Category{}, false
	}
	return t.first(&t.slugs[categories], slug).categoryOK()
}

// TagBySlug returns the tag that a URL names, as CategoryBySlug does.
func (t *Tree) TagBySlug(slug string) (Tag, bool) {
	if t == nil {
		return Tag{}, false
	}
	return t.first(&t.slugs[tags], slug).tagOK()
}

// CategoryByPath returns the category that a path such as world-news/asia names:
// where its [Tree.Path] is another one, answer 301. The last slug says which it is, so
// a path that anything above the category had in the past still leads to it.
func (t *Tree) CategoryByPath(path string) (Category, bool) {
	path = strings.Trim(path, "/")
	return t.CategoryBySlug(path[strings.LastIndexByte(path, '/')+1:])
}

// Referring yields the categories and tags that carry a reference, by id. One that
// was merged is yielded as what it was merged into.
func (t *Tree) Referring(r Reference) iter.Seq[Term] {
	return func(yield func(Term) bool) {
		if t == nil {
			return
		}
		for r := range t.each(t.references.of(r)) {
			if !yield(r.term()) {
				return
			}
		}
	}
}

// first returns what the first term of a key stands for.
func (t *Tree) first(g *group[string], key string) found {
	ids := g.of(key)
	if len(ids) == 0 {
		return found{}
	}
	return found{t.standing(ids[0])}
}

// found is a record, or none.
type found struct{ *record }

func (f found) tagOK() (Tag, bool) {
	if f.record == nil {
		return Tag{}, false
	}
	return f.tag(), true
}

func (f found) categoryOK() (Category, bool) {
	if f.record == nil {
		return Category{}, false
	}
	return f.category(), true
}

// each yields what ids stand for, each once.
func (t *Tree) each(ids []ID) iter.Seq[*record] {
	return func(yield func(*record) bool) {
		seen := make(map[ID]bool)
		for _, id := range ids {
			r := t.standing(id)
			if seen[r.id] {
				continue
			}
			seen[r.id] = true
			if !yield(r) {
				return
			}
		}
	}
}
