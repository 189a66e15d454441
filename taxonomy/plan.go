package taxonomy

import "maps"

// A Plan is a list of changes that nobody has made yet. Its methods return a
// longer plan and leave theirs as it was. The zero Plan changes nothing.
type Plan struct {
	base Version
	adds []add
}

// add holds one of the two.
type add struct {
	category *Category
	tag      *Tag
}

// Plan begins a plan on this snapshot.
func (t *Tree) Plan() Plan { return Plan{base: t.Version()} }

// AddCategory plans a category. Its parent must be in the tree or added before it.
func (p Plan) AddCategory(c Category) Plan {
	c.Labels = maps.Clone(c.Labels)
	return p.with(add{category: &c})
}

// AddTag plans a tag.
func (p Plan) AddTag(tag Tag) Plan {
	tag.Labels = maps.Clone(tag.Labels)
	return p.with(add{tag: &tag})
}

func (p Plan) with(a add) Plan {
	p.adds = append(p.adds[:len(p.adds):len(p.adds)], a)
	return p
}

// Len returns the number of planned changes.
func (p Plan) Len() int { return len(p.adds) }

// A Step is one term before and after a change; nil where there was or is none.
type Step[T any] struct {
	Before, After *T
}

// A Change is what a plan does to the tree it was made on, ready for a [Store].
type Change struct {
	Base, Next Version // the change was made on Base and leads to Next
	Categories []Step[Category]
	Tags       []Step[Tag]
}

// IsZero reports whether the change changes nothing.
func (c Change) IsZero() bool { return len(c.Categories)+len(c.Tags) == 0 }

// Apply returns the tree after a plan, and the change that leads there. It is pure:
// nothing happens until a store commits the change. An empty plan gives the same
// tree. A slug that is taken gets a suffix. The errors are a [TermError] for the first step that can't be made (the
// whole plan is refused), and [ErrVersionConflict] for a plan of another snapshot.
func (t *Tree) Apply(p Plan) (*Tree, Change, error) {
	base := t.Version()
	if len(p.adds) == 0 {
		return t, Change{Base: base, Next: base}, nil
	}
	if p.base != base {
		return t, Change{}, ErrVersionConflict
	}
	next := t.clone()
	next.version = base + 1
	change := Change{Base: base, Next: next.version}
	for _, a := range p.adds {
		if err := next.make(a, &change); err != nil {
			return t, Change{}, err
		}
	}
	next.index()
	return next, change, nil
}

func (t *Tree) make(a add, change *Change) error {
	if a.tag != nil {
		if err := t.admitTag(*a.tag); err != nil {
			return err
		}
		tag := t.addTag(*a.tag)
		change.Tags = append(change.Tags, Step[Tag]{After: &tag})
		return nil
	}
	c := *a.category
	if err := t.admit(c.Term); err != nil {
		return err
	}
	if !t.sound(c) {
		return &TermError{ID: c.ID, Field: "Parent", Err: ErrUnknownTerm}
	}
	c = t.addCategory(c)
	change.Categories = append(change.Categories, Step[Category]{After: &c})
	return nil
}

func (t *Tree) clone() *Tree {
	if t == nil {
		t, _ = Load(nil, nil, Options{})
		return t
	}
	return &Tree{
		version:    t.version,
		categories: maps.Clone(t.categories),
		tags:       maps.Clone(t.tags),
		byLabel:    maps.Clone(t.byLabel),
		bySlug:     maps.Clone(t.bySlug),
	}
}
