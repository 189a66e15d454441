package taxonomy

import "slices"

// A ref is the place of a filing in a cabinet.
type ref = uint32

// A cabinet is what an [Index] holds: filings, and for every term what is filed
// under it, as one tree sees terms.
type cabinet struct {
	tree    *Tree
	refs    map[FilingID]ref
	entries []entry // by ref; a free place has no id
	free    []ref
	shelves map[ID]*shelf
	order   []*shelf // by their number: as they were first needed
	every   timeline // of all that is filed under any term
	mark    uint64   // counts the walks over shelves
}

// An entry is a filing as it is held.
type entry struct {
	id    FilingID
	terms []uint32 // numbers of shelves, ascending: what the filing names
	window
}

func (e *entry) counts() bool { return e.opens() && len(e.terms) > 0 }

// A shelf holds what is filed under one id.
type shelf struct {
	id    ID
	no    uint32
	named series[ref] // what names this very id, seen or not

	into  *shelf    // what the id stands for; most often itself
	above *shelf    // of the parent category; nil at the top, for tags, and where into is another
	own   timeline  // of all that names a term which stands for this one
	all   *timeline // with descendants too; nil where none is filed below: then it is own

	asItself, asAbove uint64 // the last walks, by their mark, that met the shelf so
}

// line returns the timeline of a scope; nil has none.
func (s *shelf) line(scope Scope) *timeline {
	switch {
	case s == nil:
		return nil
	case scope == WithDescendants && s.all != nil:
		return s.all
	}
	return &s.own
}

// find returns the shelf of what an id stands for; nil where nothing was filed there.
func (c *cabinet) find(id ID) *shelf {
	own, _ := c.tree.Resolve(id)
	return c.shelves[own]
}

// shelf returns the shelf of an id, which is set up with those above it if need be.
func (c *cabinet) shelf(id ID) *shelf {
	s := c.shelves[id]
	if s == nil {
		if c.shelves == nil {
			c.shelves = make(map[ID]*shelf)
		}
		s = &shelf{id: id, no: uint32(len(c.order))}
		c.shelves[id] = s
		c.order = append(c.order, s)
		c.link(s)
	}
	return s
}

// link puts a shelf where the tree has its term.
func (c *cabinet) link(s *shelf) {
	own, _ := c.tree.Resolve(s.id)
	s.into, s.above = c.shelf(own), nil
	if up := c.tree.up(own); s.into == s && !up.IsZero() {
		s.above = c.shelf(up)
	}
}

func (c *cabinet) put(f Filing) {
	e := c.entry(f)
	at, held := c.refs[f.ID]
	switch {
	case held && c.entries[at].window == e.window && slices.Equal(c.entries[at].terms, e.terms):
		return
	case held:
		c.unfile(at)
	default:
		at = c.place(f.ID)
	}
	c.entries[at] = e
	c.file(at)
}

func (c *cabinet) remove(id FilingID) {
	at, held := c.refs[id]
	if !held {
		return
	}
	c.unfile(at)
	delete(c.refs, id)
	c.entries[at] = entry{}
	c.free = append(c.free, at)
}

func (c *cabinet) entry(f Filing) entry {
	e := entry{id: f.ID, window: f.window()}
	for _, id := range f.Terms {
		if !id.IsZero() {
			e.terms = append(e.terms, c.shelf(id).no)
		}
	}
	slices.Sort(e.terms)
	e.terms = slices.Clip(slices.Compact(e.terms))
	return e
}

// place returns a free place, and gives it to a filing.
func (c *cabinet) place(id FilingID) (at ref) {
	if c.refs == nil {
		c.refs = make(map[FilingID]ref)
	}
	if last := len(c.free) - 1; last >= 0 {
		at, c.free = c.free[last], c.free[:last]
	} else {
		at = ref(len(c.entries))
		c.entries = append(c.entries, entry{})
	}
	c.refs[id] = at
	return at
}

// file puts an entry on the shelves of its terms and into the timelines they reach.
func (c *cabinet) file(at ref) {
	e := &c.entries[at]
	for _, no := range e.terms {
		c.order[no].named.insert(at)
	}
	if !e.counts() {
		return
	}
	c.every.add(e.window)
	c.reached(e, func(s *shelf, itself bool) {
		if s.all == nil && !itself {
			s.all = s.own.clone()
		}
		if itself {
			s.own.add(e.window)
		}
		if s.all != nil {
			s.all.add(e.window)
		}
	})
}

// unfile is the inverse of file.
func (c *cabinet) unfile(at ref) {
	e := &c.entries[at]
	for _, no := range e.terms {
		c.order[no].named.remove(at)
	}
	if !e.counts() {
		return
	}
	c.every.drop(e.window)
	c.reached(e, func(s *shelf, itself bool) {
		if itself {
			s.own.drop(e.window)
		}
		if s.all != nil {
			s.all.drop(e.window)
		}
	})
}

// reached calls visit once for each shelf that an entry counts for: as itself where
// the entry names what stands for the shelf's term, else as one above.
func (c *cabinet) reached(e *entry, visit func(s *shelf, itself bool)) {
	c.mark++
	for _, no := range e.terms {
		if s := c.order[no].into; s.asItself != c.mark {
			s.asItself = c.mark
			visit(s, true)
		}
	}
	for _, no := range e.terms {
		for s := c.order[no].into; s != nil && s.asAbove != c.mark; s = s.above {
			s.asAbove = c.mark
			if s.asItself != c.mark {
				visit(s, false)
			}
		}
	}
}
