package taxonomy

// A Plan is a list of changes that nobody has made yet, in the order in which they
// are to be made. Its methods return a longer plan and leave theirs as it was. The
// zero Plan changes nothing.
//
// What a step acts on stands for itself. What it leads to may be an id that was
// merged, and means what that stands for; a retired term is refused.
type Plan struct {
	base Version
	last *step
}

// A step leads from the plan before it to the next one, which share all before.
type step struct {
	before *step
	make   func(*edit) error
	n      int // steps, this one included
}

// Plan begins a plan on this snapshot.
func (t *Tree) Plan() Plan { return Plan{base: t.Version()} }

func (p Plan) with(do func(*edit) error) Plan {
	p.last = &step{p.last, do, p.Len() + 1}
	return p
}

// Len returns the number of planned steps.
func (p Plan) Len() int {
	if p.last == nil {
		return 0
	}
	return p.last.n
}

// steps returns the steps in the order in which they are to be made.
func (p Plan) steps() []*step {
	steps := make([]*step, p.Len())
	for s := p.last; s != nil; s = s.before {
		steps[s.n-1] = s
	}
	return steps
}

// Apply returns the tree after a plan, and the change that leads there. It is pure:
// nothing happens until a store commits the change. A plan that comes to nothing
// gives the same tree. The errors are a [TermError] for the first step that can't be
// made, and [ErrVersionConflict] for a plan of another snapshot, or one that undoes
// what somebody has changed since; nothing of a plan that is refused is made.
func (t *Tree) Apply(p Plan) (*Tree, Change, error) {
	base := t.Version()
	if p.last == nil {
		return t, Change{Base: base, Next: base}, nil
	}
	if p.base != base {
		return t, Change{}, ErrVersionConflict
	}
	e := t.edit()
	for _, step := range p.steps() {
		touched := len(e.order)
		if err := step.make(e); err != nil {
			return t, Change{}, err
		}
		if err := e.sound(touched); err != nil {
			return t, Change{}, err
		}
	}
	change := e.change(base)
	if change.IsZero() {
		return t, Change{Base: base, Next: base}, nil
	}
	next := e.finish()
	next.version = change.Next
	return next, change, nil
}

// subject returns the record of a term that a step acts on.
func (e *edit) subject(id ID) (*record, error) {
	r := e.record(id)
	switch {
	case r == nil:
		return nil, fault(id, "ID", ErrUnknownTerm)
	case !r.standing():
		return nil, fault(id, "ID", ErrRetired)
	}
	return r, nil
}

// target returns the record of a term that a step leads r to.
func (e *edit) target(r *record, field string, id ID) (*record, error) {
	to := e.standing(id)
	switch {
	case to == nil:
		return nil, fault(r.id, field, ErrUnknownTerm)
	case to.sort != r.sort:
		return nil, fault(r.id, field, ErrOtherSort)
	case to.retired:
		return nil, fault(r.id, field, ErrRetired)
	}
	return to, nil
}

// rewrite changes the term of a record.
func (e *edit) rewrite(r *record, change func(*Term)) {
	t := r.term()
	change(&t)
	e.put(newRecord(t, r.parent, r.sort))
}

// hang puts a category under another parent.
func (e *edit) hang(r *record, parent ID) { e.put(newRecord(r.term(), parent, r.sort)) }
