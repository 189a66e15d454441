package taxonomy

import (
	"cmp"
	"iter"
	"slices"
)

// Sections yields the categories directly below parent, in display order; those
// of the zero ID are the top sections.
func (t *Tree) Sections(parent ID) iter.Seq[Category] {
	return func(yield func(Category) bool) {
		if t == nil {
			return
		}
		if id, ok := t.Resolve(parent); ok {
			parent = id
		}
		t.walk(parent, 1, asCategory(yield))
	}
}

// Categories yields every category, parents before their children, in display order.
func (t *Tree) Categories() iter.Seq[Category] {
	return func(yield func(Category) bool) {
		if t != nil {
			t.walk(ID{}, 0, asCategory(yield))
		}
	}
}

// Descendants yields the categories below one, parents before their children, in
// display order, so many levels down; 0 levels mean all.
func (t *Tree) Descendants(id ID, levels int) iter.Seq[Category] {
	return func(yield func(Category) bool) {
		if r := t.standing(id); r != nil && levels >= 0 {
			t.walk(r.id, levels, asCategory(yield))
		}
	}
}

// walk goes down from parent. It counts levels down to the last, 1; from 0 it goes
// on to the bottom.
func (t *Tree) walk(parent ID, levels int, visit func(*record) bool) bool {
	for _, id := range t.children.of(parent) {
		if !visit(t.record(id)) {
			return false
		}
		if levels != 1 && !t.walk(id, levels-1, visit) {
			return false
		}
	}
	return true
}

func asCategory(yield func(Category) bool) func(*record) bool {
	return func(r *record) bool { return yield(r.category()) }
}

// Siblings yields the categories beside one, in display order, without itself.
func (t *Tree) Siblings(id ID) iter.Seq[Category] {
	return func(yield func(Category) bool) {
		r := t.standing(id)
		if r == nil || r.sort != categories {
			return
		}
		for _, sibling := range t.children.of(r.parent) {
			if sibling != r.id && !yield(t.record(sibling).category()) {
				return
			}
		}
	}
}

// Ancestors yields the categories above one, its parent first.
func (t *Tree) Ancestors(id ID) iter.Seq[Category] {
	return func(yield func(Category) bool) {
		r := t.standing(id)
		for r != nil && !r.parent.IsZero() {
			if r = t.record(r.parent); !yield(r.category()) {
				return
			}
		}
	}
}

// up returns the parent of a category that stands for itself; zero at the top, and of
// what is no category.
func (t *Tree) up(id ID) ID {
	if r := t.record(id); r != nil {
		return r.parent
	}
	return ID{}
}

// Tags yields every tag by slug. It sorts them, which takes its time where there are
// many.
func (t *Tree) Tags() iter.Seq[Tag] {
	return func(yield func(Tag) bool) {
		for _, r := range t.sorted(tags, func(a, b *record) int { return cmp.Compare(a.slug, b.slug) }) {
			if !yield(r.tag()) {
				return
			}
		}
	}
}

// sorted returns the standing terms of a sort.
func (t *Tree) sorted(of sort, order func(a, b *record) int) []*record {
	if t == nil {
		return nil
	}
	list := make([]*record, 0, t.count[of])
	t.records.all(func(_ ID, r *record) {
		if r.sort == of && r.standing() {
			list = append(list, r)
		}
	})
	slices.SortFunc(list, order)
	return list
}
