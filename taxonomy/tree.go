package taxonomy

import (
	"cmp"
	"encoding/json"
	"hash/maphash"
)

// Version counts the changes committed to a tree; an empty one has version 0.
type Version uint64

// A Tree is an immutable snapshot of all categories and tags. The nil Tree is
// empty. It is safe for concurrent use.
//
// The next tree shares with it all that did not change: what a change costs does
// not depend on how many terms there are.
type Tree struct {
	version    Version
	count      [sorts]int // of terms that stand for themselves
	records    trie[ID, *record]
	slugs      [sorts]group[string] // by slug, current and former; all terms of one stand for the same
	names      [sorts]group[string] // by folded label and alias; all tags of one stand for the same
	references group[Reference]
	children   group[ID] // standing categories by parent, in display order; the zero ID holds the top sections
	merged     group[ID] // by the term that they stand for
	extra      json.RawMessage
}

// Options of [Load]. The zero value is ready to use.
type Options struct {
	Version Version // version of the tree that is loaded
}

// maxDepth bounds every walk up the tree.
const maxDepth = 32

// empty returns a tree without terms. The order in which its tries hold things is
// another one at each call, which nobody sees: who chooses ids or labels can't make
// them collide.
func empty() *Tree {
	seed := maphash.MakeSeed()
	text := func(s string) uint64 { return maphash.String(seed, s) }
	id := func(id ID) uint64 { return maphash.Bytes(seed, id.UUID[:]) }
	t := new(Tree)
	t.records.hash, t.children.held.hash, t.merged.held.hash = id, id, id
	for of := range sorts {
		t.slugs[of].held.hash, t.names[of].held.hash = text, text
	}
	t.references.held.hash = func(r Reference) uint64 { return maphash.Comparable(seed, r) }
	return t
}

// Version returns the version of the snapshot.
func (t *Tree) Version() Version {
	if t == nil {
		return 0
	}
	return t.version
}

// Len returns how many categories and tags there are, without those that were
// merged into others.
func (t *Tree) Len() (ofCategories, ofTags int) {
	if t == nil {
		return 0, 0
	}
	return t.count[categories], t.count[tags]
}

// Resolve returns what an id stands for: itself, or the term that it was merged into
// or is replaced by, in one step however many merges led there. Of an id that is not
// known ok is false, and it is returned as it is.
func (t *Tree) Resolve(id ID) (survivor ID, ok bool) {
	if r := t.standing(id); r != nil {
		return r.id, true
	}
	return id, false
}

// record returns the record of an id; nil where there is none.
func (t *Tree) record(id ID) *record {
	if t == nil {
		return nil
	}
	r, _ := t.records.get(id)
	return r
}

// standing returns the record that an id stands for; nil where there is none.
func (t *Tree) standing(id ID) *record {
	r := t.record(id)
	if r != nil && !r.standing() {
		r = t.record(r.into())
	}
	return r
}

// Category returns the category that an id stands for; ok is false where the id is
// unknown or a tag's.
func (t *Tree) Category(id ID) (c Category, ok bool) {
	if r := t.standing(id); r != nil && r.sort == categories {
		return r.category(), true
	}
	return Category{}, false
}

// Tag returns the tag that an id stands for; ok is false where the id is unknown or a
// category's.
func (t *Tree) Tag(id ID) (tag Tag, ok bool) {
	if r := t.standing(id); r != nil && r.sort == tags {
		return r.tag(), true
	}
	return Tag{}, false
}

// Term returns what a category or a tag has in common, as Category and Tag do.
func (t *Tree) Term(id ID) (Term, bool) {
	if r := t.standing(id); r != nil {
		return r.term(), true
	}
	return Term{}, false
}

// Record returns the term of an id as it is held: where it was merged, what it was
// called before, and Into.
func (t *Tree) Record(id ID) (Term, bool) {
	if r := t.record(id); r != nil {
		return r.term(), true
	}
	return Term{}, false
}

// comesFirst orders the categories of one parent: by order, by label, by id.
func (t *Tree) comesFirst(a, b ID) int {
	x, y := t.record(a), t.record(b)
	return cmp.Or(cmp.Compare(x.order, y.order), cmp.Compare(x.labels.In(""), y.labels.In("")), a.Compare(b))
}
