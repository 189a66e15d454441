package taxonomy

// AddCategory plans a category. Its parent must be in the tree or added before it. A
// slug that is taken gets a suffix.
func (p Plan) AddCategory(c Category) Plan {
	return p.add(newRecord(c.Term, c.Parent, categories))
}

// AddTag plans a tag. A slug that is taken gets a suffix; a label or alias that is
// taken is refused.
func (p Plan) AddTag(tag Tag) Plan { return p.add(newRecord(tag.Term, ID{}, tags)) }

func (p Plan) add(r *record) Plan {
	return p.with(func(e *edit) error {
		t := r.term()
		if err := t.check(); err != nil {
			return err
		}
		if e.record(t.ID) != nil {
			return fault(t.ID, "ID", ErrTaken)
		}
		parent := r.parent
		if !parent.IsZero() {
			above, err := e.target(r, "Parent", parent)
			if err != nil {
				return err
			}
			parent = above.id
		}
		t.Slug = e.named(t, r.sort)
		e.put(newRecord(t, parent, r.sort))
		return nil
	})
}
