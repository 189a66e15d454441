package taxonomy

import "iter"

// Reach returns the ids that a list of a term's articles is asked with: the term that
// id stands for, for a category all below it, and all that was merged into any of
// them. An unknown id reaches itself.
func (t *Tree) Reach(id ID) []ID {
	r := t.standing(id)
	if r == nil {
		return []ID{id}
	}
	ids := []ID{r.id}
	t.walk(r.id, 0, func(r *record) bool {
		ids = append(ids, r.id)
		return true
	})
	for _, id := range ids[:len(ids):len(ids)] {
		ids = append(ids, t.merged.of(id)...)
	}
	return ids
}

// Merged yields what was merged into a term, or is replaced by it, as it was and by
// id.
func (t *Tree) Merged(id ID) iter.Seq[Term] {
	return func(yield func(Term) bool) {
		r := t.standing(id)
		if r == nil {
			return
		}
		for _, id := range t.merged.of(r.id) {
			if !yield(t.record(id).term()) {
				return
			}
		}
	}
}
