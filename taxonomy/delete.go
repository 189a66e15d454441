package taxonomy

// Children says what becomes of what stands under a category that is deleted.
type Children uint8

const (
	RefuseChildren  Children = iota // a category with children is not deleted
	PromoteChildren                 // they come to stand where it stood
)

// A Deletion says how a term is deleted. The zero value deletes a term without
// children, and with it its names.
type Deletion struct {
	Children Children
	To       ID // the term whose articles its articles become, and to which its slugs lead; zero: none
}

// Delete plans that a term is no more: its id is unknown from there on, as are those
// that were merged into it, unless To takes them over. Change.Refile says whose
// articles have to be filed anew: see [WorkList]. To retire a term, or to merge it,
// leaves no work.
func (p Plan) Delete(id ID, d Deletion) Plan {
	return p.with(func(e *edit) error {
		r, err := e.subject(id)
		if err != nil {
			return err
		}
		var to *record
		if !d.To.IsZero() {
			if to, err = e.target(r, "To", d.To); err == nil && to.id == id {
				err = fault(id, "To", ErrCycle)
			}
			if err != nil {
				return err
			}
		}
		if err := e.orphan(r, d.Children); err != nil {
			return err
		}
		e.remove(r, to)
		return nil
	})
}

// orphan does with the children of a category what a policy says.
func (e *edit) orphan(r *record, policy Children) error {
	children := e.children.settled(e.by, r.id)
	if len(children) > 0 && policy != PromoteChildren {
		return fault(r.id, "Parent", ErrHasChildren)
	}
	for _, child := range children {
		e.hang(e.record(child), r.parent)
	}
	return nil
}

// remove takes a term away. Its slugs, and what was merged into it, go to another
// term or with it.
func (e *edit) remove(r, to *record) {
	if to == nil {
		for _, id := range e.merged.settled(e.by, r.id) {
			e.drop(id)
			e.refile = append(e.refile, Refiling{From: id})
		}
		e.drop(r.id)
		e.refile = append(e.refile, Refiling{From: r.id})
		return
	}
	e.lead(r, to)
	e.drop(r.id)
	e.rewrite(e.record(to.id), func(t *Term) {
		t.Former = append(append([]string{r.slug}, r.term().Former...), t.Former...)
	})
	e.refile = append(e.refile, Refiling{From: r.id, To: to.id})
}
