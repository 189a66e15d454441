package taxonomy

import (
	"iter"
	"slices"
	"time"
)

// Filed yields what names this very id, by [FilingID], whether readers see it or not:
// what must be edited when the term goes (see [WorkList]). Neither descendants nor
// merged terms are asked: range over [Tree.Reach] for these. The list is that of
// one moment, and the index may be written while it is read.
func (ix *Index) Filed(id ID) iter.Seq[FilingID] {
	return func(yield func(FilingID) bool) {
		for _, filed := range ix.filed(id) {
			if !yield(filed) {
				return
			}
		}
	}
}

func (ix *Index) filed(id ID) []FilingID {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	s := ix.shelves[id]
	if s == nil {
		return nil
	}
	ids := make([]FilingID, 0, s.named.size)
	for _, at := range s.named.values() {
		ids = append(ids, ix.entries[at].id)
	}
	slices.SortFunc(ids, FilingID.Compare)
	return ids
}

// Counts yields every term under which readers see something at an instant, by id,
// and how much. All counts are of one moment: maps.Collect makes of them what a menu
// needs. An id that articles name and the tree does not know is among them.
func (ix *Index) Counts(scope Scope, now time.Time) iter.Seq2[ID, int] {
	return func(yield func(ID, int) bool) {
		_, counts := ix.counts(scope, instantOf(now))
		slices.SortFunc(counts, func(a, b counted) int { return a.id.Compare(b.id) })
		for _, c := range counts {
			if !yield(c.id, c.n) {
				return
			}
		}
	}
}

// Fewer yields the terms of the tree under which readers see fewer than n filings at
// an instant, and how many: pages to be kept from search engines. Categories
// come first, parents before children, then tags by slug; merged terms have no page.
func (ix *Index) Fewer(n int, scope Scope, now time.Time) iter.Seq2[ID, int] {
	return func(yield func(ID, int) bool) {
		tree, counts := ix.counts(scope, instantOf(now))
		by := make(map[ID]int, len(counts))
		for _, c := range counts {
			by[c.id] = c.n
		}
		for id := range tree.pages() {
			if by[id] < n && !yield(id, by[id]) {
				return
			}
		}
	}
}

// A counted is a term and its count.
type counted struct {
	id ID
	n  int
}

// counts returns the terms that have filings at an instant, and the tree they are of.
func (ix *Index) counts(scope Scope, now instant) (*Tree, []counted) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var counts []counted
	for _, s := range ix.order {
		if n := s.line(scope).count(now); n > 0 {
			counts = append(counts, counted{s.id, n})
		}
	}
	return ix.tree, counts
}

// pages yields the ids of all categories and tags that stand for themselves.
func (t *Tree) pages() iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for c := range t.Categories() {
			if !yield(c.ID) {
				return
			}
		}
		for tag := range t.Tags() {
			if !yield(tag.ID) {
				return
			}
		}
	}
}
