package taxonomy

// Move plans another parent for a category and all below it; the zero ID is the top.
// A parent that is the category itself, or below it, is refused with [ErrCycle].
//
// Links to it and to all below it stay good: see [Tree.CategoryByPath].
func (p Plan) Move(id, parent ID) Plan {
	return p.with(func(e *edit) error {
		r, err := e.subject(id)
		if err != nil {
			return err
		}
		if r.sort != categories {
			return fault(id, "Parent", ErrOtherSort)
		}
		to := ID{}
		if !parent.IsZero() {
			above, err := e.target(r, "Parent", parent)
			if err != nil {
				return err
			}
			to = above.id
		}
		e.hang(r, to)
		return nil
	})
}
