package taxonomy

// Merge plans that one term becomes another: a category a category, a tag a tag. Its
// id, its names, its slugs and whatever was merged into it lead to the other term for
// ever; its children move there. A category can't be merged into one below it.
func (p Plan) Merge(from, into ID) Plan {
	return p.with(func(e *edit) error {
		r, err := e.subject(from)
		if err != nil {
			return err
		}
		if r.retired {
			return fault(from, "ID", ErrRetired)
		}
		return e.merge(r, into, false)
	})
}

// merge makes a term lead to another, with its children and what leads to it.
func (e *edit) merge(r *record, into ID, retired bool) error {
	to, err := e.target(r, "Into", into)
	if err != nil {
		return err
	}
	for above := to; above != nil; above = e.record(above.parent) {
		if above.id == r.id {
			return fault(r.id, "Into", ErrCycle)
		}
	}
	for _, child := range e.children.settled(e.by, r.id) {
		e.hang(e.record(child), to.id)
	}
	e.lead(r, to)
	t := r.term()
	t.Into, t.Retired = to.id, retired
	e.put(newRecord(t, ID{}, r.sort))
	return nil
}

// lead makes all that leads to a term lead to another one.
func (e *edit) lead(r, to *record) {
	for _, id := range e.merged.settled(e.by, r.id) {
		e.rewrite(e.record(id), func(t *Term) { t.Into = to.id })
	}
}
