package taxonomy

import "slices"

// Retire plans that a term is no longer in use. With a replacement, its id, its names
// and its children lead there, as with Merge. Without one (the zero ID) it keeps its
// place, its label and its articles, and its address is gone (410).
func (p Plan) Retire(id, replacement ID) Plan {
	return p.with(func(e *edit) error {
		r, err := e.subject(id)
		switch {
		case err != nil:
			return err
		case !replacement.IsZero():
			return e.merge(r, replacement, true)
		case r.retired:
			return fault(id, "ID", ErrRetired)
		}
		e.rewrite(r, func(t *Term) { t.Retired = true })
		return nil
	})
}

// Restore plans that a retired term is in use again, or that one that was merged
// stands for itself: a category at the top. What moved away with it stays there. A
// slug that somebody has taken since is replaced; a tag's label that somebody has
// taken since is refused.
func (p Plan) Restore(id ID) Plan {
	return p.with(func(e *edit) error {
		r := e.record(id)
		if r == nil {
			return fault(id, "ID", ErrUnknownTerm)
		}
		t := r.term()
		t.Retired, t.Into = false, ID{}
		e.put(newRecord(t, r.parent, r.sort))
		t.Former = slices.DeleteFunc(slices.Clone(t.Former), func(s string) bool { return e.slugTaken(s, id, r.sort) })
		t.Slug = e.named(t, r.sort)
		e.put(newRecord(t, r.parent, r.sort))
		return nil
	})
}
