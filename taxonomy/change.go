package taxonomy

import (
	"iter"
	"reflect"
	"slices"
)

// A Step is one term before and after a change; nil where there was or is none.
type Step[T any] struct {
	Before, After *T
}

// A Change is what a plan does to the tree it was made on, ready for a [Store]. Each
// term that changes is in one step, as a whole.
type Change struct {
	Base, Next Version // the change was made on Base and leads to Next
	Categories []Step[Category]
	Tags       []Step[Tag]
	Refile     []Refiling // the articles of deleted terms
}

// IsZero reports whether the change changes nothing.
func (c Change) IsZero() bool { return len(c.Categories)+len(c.Tags) == 0 }

// A Refiling says what becomes of the articles of a term that was deleted: From is
// replaced by To, or taken away where To is zero.
type Refiling struct{ From, To ID }

// Successor returns what an id of before the change stands for in next, the tree after
// it: the survivor of a merge, or what a deleted term's articles were given to. Ok is false
// where that is nothing.
func (c Change) Successor(next *Tree, id ID) (successor ID, ok bool) {
	for _, r := range c.Refile {
		if r.From == id {
			id = r.To
		}
	}
	return next.Resolve(id)
}

// WorkList yields what has to be filed anew, and how, in the order of the refilings.
// Filed says what is filed under exactly one id: an [Index] knows, and a store of
// articles does. What is filed under two deleted terms comes twice.
func WorkList[K any](refile []Refiling, filed func(ID) iter.Seq[K]) iter.Seq2[K, Refiling] {
	return func(yield func(K, Refiling) bool) {
		for _, r := range refile {
			for key := range filed(r.From) {
				if !yield(key, r) {
					return
				}
			}
		}
	}
}

// change returns what an edit has come to, without what is as it was.
func (e *edit) change(base Version) Change {
	c := Change{Base: base, Next: base + 1, Refile: e.refile}
	for _, id := range e.order {
		before, after := e.before[id], e.record(id)
		if reflect.DeepEqual(before, after) {
			continue
		}
		c.add(before, after)
	}
	return c
}

// stepOf makes a step of copies: a caller may write in them.
func stepOf[T any](before, after *record, term func(*record) T) (s Step[T]) {
	for i, r := range []*record{before, after} {
		if r == nil {
			continue
		}
		v := term(newRecord(r.term(), r.parent, r.sort))
		if i == 0 {
			s.Before = &v
		} else {
			s.After = &v
		}
	}
	return s
}

// A turn is a step as records.
type turn struct{ before, after *record }

// turns returns the steps of a change.
func (c Change) turns() []turn {
	turns := make([]turn, 0, len(c.Categories)+len(c.Tags))
	for _, s := range c.Categories {
		turns = append(turns, turn{categoryRecord(s.Before), categoryRecord(s.After)})
	}
	for _, s := range c.Tags {
		turns = append(turns, turn{tagRecord(s.Before), tagRecord(s.After)})
	}
	return turns
}

func categoryRecord(c *Category) *record {
	if c == nil {
		return nil
	}
	return newRecord(c.Term, c.Parent, categories)
}

func tagRecord(t *Tag) *record {
	if t == nil {
		return nil
	}
	return newRecord(t.Term, ID{}, tags)
}

// take makes a turn: what is held must be what it begins with.
func (e *edit) take(t turn) error {
	if t.before == nil && t.after == nil {
		return fault(ID{}, "After", ErrUnknownTerm)
	}
	r := t.after
	if r == nil {
		r = t.before
	}
	if r.id.IsZero() {
		return fault(r.id, "ID", ErrUnknownTerm)
	}
	held := e.record(r.id)
	switch {
	case t.before == nil && held != nil:
		return fault(r.id, "ID", ErrTaken)
	case !reflect.DeepEqual(held, t.before):
		return ErrVersionConflict
	case t.after == nil:
		e.drop(r.id)
	default:
		e.put(t.after)
	}
	return nil
}

// With returns the tree after a change that was made on it: how a reader follows a
// store, and how a store commits. [ErrVersionConflict] where the change was made on
// another version or on other terms; a [TermError] where it leads to no sound tree.
func (t *Tree) With(change Change) (*Tree, error) {
	if change.Base != t.Version() {
		return t, ErrVersionConflict
	}
	if change.IsZero() {
		return t, nil
	}
	e := t.edit()
	for _, turn := range change.turns() {
		if err := e.take(turn); err != nil {
			return t, err
		}
	}
	if err := e.sound(0); err != nil {
		return t, err
	}
	next := e.finish()
	next.version = change.Base + 1
	return next, nil
}

// Undo plans the way back from a change. Other terms may have changed since; where one
// of the change has, or something was put under one that goes, the plan is refused.
// Articles that were filed anew stay where they are.
func (p Plan) Undo(c Change) Plan {
	turns := c.turns()
	return p.with(func(e *edit) error {
		for _, t := range turns {
			if err := e.take(turn{t.after, t.before}); err != nil {
				return err
			}
		}
		return nil
	})
}

// clone returns a copy that shares nothing that can be written.
func (c Change) clone() Change {
	turns := c.turns()
	c.Refile = slices.Clone(c.Refile)
	c.Categories, c.Tags = nil, nil
	for _, t := range turns {
		c.add(t.before, t.after)
	}
	return c
}

// add adds a step.
func (c *Change) add(before, after *record) {
	if before != nil && before.sort == tags || before == nil && after.sort == tags {
		c.Tags = append(c.Tags, stepOf(before, after, (*record).tag))
	} else {
		c.Categories = append(c.Categories, stepOf(before, after, (*record).category))
	}
}
