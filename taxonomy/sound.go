package taxonomy

import (
	"fmt"

	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

// sound returns the first fault of what was touched since the first from touches.
func (e *edit) sound(from int) error {
	for _, id := range e.order[from:] {
		if err := e.soundTerm(id); err != nil {
			return err
		}
	}
	return nil
}

// soundTerm returns the first fault of a term that was touched, in itself and beside
// the other terms. A term that was sound and was not touched stays so, since what it
// leans on asks for it.
func (e *edit) soundTerm(id ID) error {
	r := e.record(id)
	if r == nil || !r.standing() {
		switch {
		case len(e.children.settled(e.by, id)) > 0:
			return fault(id, "Parent", ErrHasChildren)
		case len(e.merged.settled(e.by, id)) > 0:
			return fault(id, "Into", ErrUnknownTerm)
		case r == nil:
			return nil
		}
	}
	t := r.term()
	if err := t.check(); err != nil {
		return err
	}
	if err := e.soundNames(r, t); err != nil {
		return err
	}
	if !r.standing() {
		return e.soundInto(r)
	}
	if old := e.before[id]; old == nil || !old.standing() || old.parent != r.parent {
		return e.soundPlace(r)
	}
	return nil
}

// soundNames demands that all names of a term lead to it.
func (e *edit) soundNames(r *record, t Term) error {
	if r.slug == "" {
		return fault(r.id, "Slug", slug.ErrInvalidName)
	}
	for _, s := range r.slugs() {
		if e.slugTaken(s, r.id, r.sort) {
			return fault(r.id, "Slug", ErrTaken)
		}
	}
	if r.sort != tags {
		return nil
	}
	end := e.end(r.id)
	for _, label := range t.Labels {
		if e.taken(&e.names[tags], text.Fold(label.Text), end) {
			return fault(r.id, "Labels["+label.Lang+"]", ErrTaken)
		}
	}
	for i, alias := range t.Aliases {
		if e.taken(&e.names[tags], text.Fold(alias), end) {
			return fault(r.id, fmt.Sprintf("Aliases[%d]", i), ErrTaken)
		}
	}
	return nil
}

// soundInto demands that a term leads to one that stands for itself.
func (e *edit) soundInto(r *record) error {
	to := e.record(r.into())
	switch {
	case to == nil:
		return fault(r.id, "Into", ErrUnknownTerm)
	case to.sort != r.sort:
		return fault(r.id, "Into", ErrOtherSort)
	case !to.standing():
		return fault(r.id, "Into", ErrCycle)
	case !r.parent.IsZero():
		return fault(r.id, "Parent", ErrRetired)
	}
	return nil
}

// soundPlace demands that the way up from a category ends at the top, and that the
// lowest below it is not too deep.
func (e *edit) soundPlace(r *record) error {
	depth := 1
	for id := r.parent; !id.IsZero(); depth++ {
		above := e.record(id)
		switch {
		case id == r.id:
			return fault(r.id, "Parent", ErrCycle)
		case above == nil || !above.standing():
			return fault(r.id, "Parent", ErrUnknownTerm)
		case above.sort != categories:
			return fault(r.id, "Parent", ErrOtherSort)
		case depth == maxDepth:
			return fault(r.id, "Parent", ErrTooDeep)
		}
		id = above.parent
	}
	if e.deeper(r.id, maxDepth-depth) {
		return fault(r.id, "Parent", ErrTooDeep)
	}
	return nil
}

// deeper reports whether there are more than so many levels below a category.
func (e *edit) deeper(id ID, levels int) bool {
	for _, child := range e.children.settled(e.by, id) {
		if levels == 0 || e.deeper(child, levels-1) {
			return true
		}
	}
	return false
}
