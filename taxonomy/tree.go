package taxonomy

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

// Version counts the changes committed to a tree; an empty one has version 0.
type Version uint64

// A Tree is an immutable snapshot of all categories and tags. The nil Tree is
// empty. It is safe for concurrent use.
type Tree struct {
	version    Version
	categories map[ID]Category
	tags       map[ID]Tag
	children   map[ID][]ID   // by parent, in display order; the zero ID holds the top sections
	byLabel    map[string]ID // folded label in any language, to a tag
	bySlug     map[slugKey]ID
}

type slugKey struct {
	tag  bool
	slug string
}

// Options of [Load]. The zero value is ready to use.
type Options struct {
	Version Version // version of the tree that is loaded
}

// maxDepth bounds every walk up the tree: deeper categories are hung under the top.
const maxDepth = 32

// Version returns the version of the snapshot.
func (t *Tree) Version() Version {
	if t == nil {
		return 0
	}
	return t.version
}

// Category returns the category of an id; ok is false where the id is unknown or a tag's.
func (t *Tree) Category(id ID) (c Category, ok bool) {
	if t == nil {
		return Category{}, false
	}
	c, ok = t.categories[id]
	return c, ok
}

// Tag returns the tag of an id; ok is false where the id is unknown or a category's.
func (t *Tree) Tag(id ID) (tag Tag, ok bool) {
	if t == nil {
		return Tag{}, false
	}
	tag, ok = t.tags[id]
	return tag, ok
}

// Term returns what a category or a tag of an id has in common.
func (t *Tree) Term(id ID) (Term, bool) {
	if c, ok := t.Category(id); ok {
		return c.Term, true
	}
	tag, ok := t.Tag(id)
	return tag.Term, ok
}

// FindTag returns the tag with a label, in any language and any case.
func (t *Tree) FindTag(label string) (Tag, bool) {
	if t == nil {
		return Tag{}, false
	}
	id, ok := t.byLabel[text.Fold(label)]
	return t.tags[id], ok
}

// CategoryBySlug returns the category that a URL names.
func (t *Tree) CategoryBySlug(slug string) (Category, bool) {
	if t == nil {
		return Category{}, false
	}
	id, ok := t.bySlug[slugKey{slug: slug}]
	return t.categories[id], ok
}

// TagBySlug returns the tag that a URL names.
func (t *Tree) TagBySlug(slug string) (Tag, bool) {
	if t == nil {
		return Tag{}, false
	}
	id, ok := t.bySlug[slugKey{tag: true, slug: slug}]
	return t.tags[id], ok
}

// Sections yields the categories directly below parent, in display order; those
// of the zero ID are the top sections.
func (t *Tree) Sections(parent ID) iter.Seq[Category] {
	return func(yield func(Category) bool) {
		if t == nil {
			return
		}
		for _, id := range t.children[parent] {
			if !yield(t.categories[id]) {
				return
			}
		}
	}
}

// Categories yields every category, parents before their children, in display order.
func (t *Tree) Categories() iter.Seq[Category] {
	return func(yield func(Category) bool) { t.walk(ID{}, yield) }
}

func (t *Tree) walk(parent ID, yield func(Category) bool) bool {
	for c := range t.Sections(parent) {
		if !yield(c) || !t.walk(c.ID, yield) {
			return false
		}
	}
	return true
}

// Tags yields every tag by slug.
func (t *Tree) Tags() iter.Seq[Tag] {
	return func(yield func(Tag) bool) {
		if t == nil {
			return
		}
		bySlug := func(a, b Tag) int { return cmp.Or(cmp.Compare(a.Slug, b.Slug), a.ID.Compare(b.ID)) }
		for _, tag := range slices.SortedFunc(maps.Values(t.tags), bySlug) {
			if !yield(tag) {
				return
			}
		}
	}
}

// Breadcrumb returns the categories from the top section down to id, id included;
// nil if id is no category.
func (t *Tree) Breadcrumb(id ID) []Category {
	var trail []Category
	for c, ok := t.Category(id); ok; c, ok = t.Category(c.Parent) {
		trail = append(trail, c)
	}
	slices.Reverse(trail)
	return trail
}

// Reach returns id and, for a category, all below it: what a list of a term's
// articles is asked with. An unknown id reaches itself.
func (t *Tree) Reach(id ID) []ID {
	ids := []ID{id}
	if _, ok := t.Category(id); ok {
		t.walk(id, func(c Category) bool {
			ids = append(ids, c.ID)
			return true
		})
	}
	return ids
}

// index fills the derived maps of a tree whose terms are sound.
func (t *Tree) index() {
	t.children = make(map[ID][]ID)
	t.byLabel = make(map[string]ID)
	t.bySlug = make(map[slugKey]ID, len(t.categories)+len(t.tags))
	for id, c := range t.categories {
		t.children[c.Parent] = append(t.children[c.Parent], id)
		t.bySlug[slugKey{slug: c.Slug}] = id
	}
	for _, ids := range t.children {
		slices.SortFunc(ids, func(a, b ID) int {
			x, y := t.categories[a], t.categories[b]
			return cmp.Or(cmp.Compare(x.Order, y.Order), cmp.Compare(x.Labels.In(""), y.Labels.In("")), a.Compare(b))
		})
	}
	for id, tag := range t.tags {
		t.bySlug[slugKey{tag: true, slug: tag.Slug}] = id
		t.indexLabels(tag)
	}
}

// named gives a term its slug: the one it asks for, or one of its label, with a
// suffix where another term of its sort holds it.
func (t *Tree) named(term Term, tag bool) string {
	want := slug.Make(cmp.Or(term.Slug, term.Labels.In("")), slug.Options{})
	free := want
	for n := 2; ; n++ {
		if held, ok := t.bySlug[slugKey{tag, free}]; !ok || held == term.ID {
			return free
		}
		free = slug.Suffix(want, n, slug.Options{})
	}
}
