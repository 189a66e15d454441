package render

import (
	"iter"
	"slices"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// filed yields the ids of the terms that an article is filed under: the primary
// category, the other categories, the tags. An id may come twice.
func filed(f *article.Filing) iter.Seq[taxonomy.ID] {
	return func(yield func(taxonomy.ID) bool) {
		if !f.Category.IsZero() && !yield(f.Category) {
			return
		}
		for _, id := range f.Categories {
			if !yield(id) {
				return
			}
		}
		for _, tag := range f.Tags {
			if !yield(tag.Term) {
				return
			}
		}
	}
}

// categories yields the categories of an article that readers may see, each once: two
// ids may lead to one, which was merged with the other.
func (s Site) categories(f *article.Filing) iter.Seq[*taxonomy.Category] {
	return func(yield func(*taxonomy.Category) bool) {
		if s.terms == nil {
			return
		}
		var seen set[taxonomy.ID]
		for id := range filed(f) {
			if c, ok := s.terms.Category(id); ok && !c.Internal && seen.add(c.ID) && !yield(&c) {
				return
			}
		}
	}
}

// tags is categories for tags.
func (s Site) tags(f *article.Filing) iter.Seq[*taxonomy.Tag] {
	return func(yield func(*taxonomy.Tag) bool) {
		if s.terms == nil {
			return
		}
		var seen set[taxonomy.ID]
		for id := range filed(f) {
			if t, ok := s.terms.Tag(id); ok && !t.Internal && seen.add(t.ID) && !yield(&t) {
				return
			}
		}
	}
}

// set is what was seen of an article's terms, of which it has a few as a rule, and may
// have thousands.
type set[K comparable] struct {
	few  [16]K
	n    int // how many of few there are
	many map[K]bool
}

// add adds a key, and reports whether it was not there.
func (s *set[K]) add(key K) bool {
	if slices.Contains(s.few[:s.n], key) || s.many[key] {
		return false
	}
	if s.n < len(s.few) {
		s.few[s.n] = key
		s.n++
		return true
	}
	if s.many == nil {
		s.many = make(map[K]bool)
	}
	s.many[key] = true
	return true
}
