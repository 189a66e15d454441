package taxonomy

import "slices"

// Adopt makes the index see terms as another tree does, most often the next one:
// what was moved or merged counts where it stands in that tree. Nothing is fed
// again. Only the terms whose reach is another are counted anew, while readers
// still see the tree before: the work is that of sorting their filings. A tree in
// which nothing was moved, merged, split or deleted is adopted in the time that its
// change took.
func (ix *Index) Adopt(next *Tree) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	if next == ix.tree {
		return
	}
	moved, stale := ix.compare(next)
	fresh := make([]lines, len(stale))
	for i, id := range stale {
		fresh[i] = ix.recounted(next, id)
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.tree = next
	for _, s := range moved {
		ix.link(s)
	}
	for i, id := range stale {
		s := ix.shelf(id)
		s.own, s.all = fresh[i].own, fresh[i].all
	}
}

// compare returns the shelves that stand elsewhere in the next tree, and the terms
// that filings reach in one tree and not in the other.
func (c *cabinet) compare(next *Tree) (moved []*shelf, stale []ID) {
	elsewhere := make(map[*shelf]bool)
	differing(c.tree, next, func(id ID) {
		if s := c.shelves[id]; s != nil && !s.stands(next) {
			elsewhere[s] = true
		}
	})
	if len(elsewhere) == 0 {
		return nil, nil
	}
	met := make(map[ID]bool)
	for _, s := range c.order {
		if elsewhere[s] {
			moved = append(moved, s)
		}
		if s.named.size == 0 || !s.passes(elsewhere) {
			continue
		}
		for _, id := range unshared(c.tree.trail(s.id), next.trail(s.id)) {
			if !met[id] {
				met[id] = true
				stale = append(stale, id)
			}
		}
	}
	return moved, stale
}

// stands reports whether a tree has the term of a shelf where the shelf is.
func (s *shelf) stands(tree *Tree) bool {
	own, _ := tree.Resolve(s.id)
	switch {
	case own != s.into.id:
		return false
	case s.into != s:
		return true
	case s.above == nil:
		return tree.up(own).IsZero()
	}
	return tree.up(own) == s.above.id
}

// passes reports whether the way up from a shelf leads through one of these.
func (s *shelf) passes(through map[*shelf]bool) bool {
	if through[s] {
		return true
	}
	for up := s.into; up != nil; up = up.above {
		if through[up] {
			return true
		}
	}
	return false
}

// trail returns what an id stands for, and the categories above that.
func (t *Tree) trail(id ID) (ids []ID) {
	id, _ = t.Resolve(id)
	for ; !id.IsZero(); id = t.up(id) {
		ids = append(ids, id)
	}
	return ids
}

// unshared returns the ids that one of two trails has, and both first ones where
// these differ: the same reach may be filed there in another way.
func unshared(was, is []ID) []ID {
	var ids []ID
	if was[0] != is[0] {
		ids = append(ids, was[0], is[0])
	}
	for _, id := range was {
		if !slices.Contains(is, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range is {
		if !slices.Contains(was, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// lines are the timelines of a shelf.
type lines struct {
	own timeline
	all *timeline
}

// recounted makes the timelines of a term of a tree from the filings that reach it.
func (c *cabinet) recounted(tree *Tree, id ID) lines {
	own, below := c.reaching(tree, id)
	own = compact(own)
	l := lines{own: newTimeline(c.windows(own))}
	if len(below) > 0 {
		all := newTimeline(c.windows(compact(append(below, own...))))
		l.all = &all
	}
	return l
}

// reaching returns what names a term, or what stands for it, and what names one below.
func (c *cabinet) reaching(tree *Tree, id ID) (own, below []ref) {
	if survivor, _ := tree.Resolve(id); survivor != id {
		return nil, nil
	}
	for _, named := range tree.Reach(id) {
		s := c.shelves[named]
		if s == nil {
			continue
		}
		if survivor, _ := tree.Resolve(named); survivor == id {
			own = append(own, s.named.values()...)
		} else {
			below = append(below, s.named.values()...)
		}
	}
	return own, below
}

// compact sorts refs and leaves each once.
func compact(refs []ref) []ref {
	slices.Sort(refs)
	return slices.Compact(refs)
}

// windows returns when filings are seen, those that ever are.
func (c *cabinet) windows(refs []ref) []window {
	windows := make([]window, 0, len(refs))
	for _, at := range refs {
		if w := c.entries[at].window; w.opens() {
			windows = append(windows, w)
		}
	}
	return windows
}
