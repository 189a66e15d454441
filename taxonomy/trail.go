package taxonomy

import (
	"slices"
	"strings"
)

// A trail is the way up from a category, itself first.
type trail struct {
	steps [maxDepth]*record
	n     int
}

// fill goes up from a category. A walk stops at the bound of a tree's depth.
func (w *trail) fill(t *Tree, id ID) {
	r := t.standing(id)
	if r == nil || r.sort != categories {
		return
	}
	for ; r != nil && w.n < maxDepth; r = t.record(r.parent) {
		w.steps[w.n] = r
		w.n++
	}
}

// Breadcrumb returns the categories from the top section down to the one that id
// stands for, itself included; nil if that is no category.
func (t *Tree) Breadcrumb(id ID) []Category {
	var w trail
	w.fill(t, id)
	if w.n == 0 {
		return nil
	}
	crumbs := make([]Category, w.n)
	for i, r := range w.steps[:w.n] {
		crumbs[w.n-1-i] = r.category()
	}
	return crumbs
}

// Path returns the slugs from the top section down to a category, such as
// world-news/asia; empty if id is no category's.
func (t *Tree) Path(id ID) string {
	var w trail
	w.fill(t, id)
	if w.n == 0 {
		return ""
	}
	size := w.n - 1
	for _, r := range w.steps[:w.n] {
		size += len(r.slug)
	}
	var path strings.Builder
	path.Grow(size)
	for _, r := range slices.Backward(w.steps[:w.n]) {
		if path.Len() > 0 {
			path.WriteByte('/')
		}
		path.WriteString(r.slug)
	}
	return path.String()
}

// Depth returns how deep a category stands: 1 at the top, 0 if id is no category's.
func (t *Tree) Depth(id ID) int {
	var w trail
	w.fill(t, id)
	return w.n
}
