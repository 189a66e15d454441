package taxonomy

import (
	"slices"
)

// An edit makes the next tree out of one, record by record. Nobody sees it before it
// is finished.
type edit struct {
	*Tree
	by       *owner
	before   map[ID]*record // what is touched, as it was; nil: it was not there
	order    []ID           // what is touched, in the order of the first touch
	refile   []Refiling
	suffixes [sorts]suffixes
}

func (t *Tree) edit() *edit {
	next := t
	if t == nil {
		next = empty()
	} else {
		shared := *t
		next = &shared
	}
	next.children.order = next.comesFirst
	next.merged.order, next.references.order = ID.Compare, ID.Compare
	for of := range sorts {
		next.slugs[of].order, next.names[of].order = ID.Compare, ID.Compare
	}
	return &edit{Tree: next, by: new(owner), before: make(map[ID]*record)}
}

// finish returns the tree that was made.
func (e *edit) finish() *Tree {
	e.children.settleAll(e.by)
	e.merged.settleAll(e.by)
	e.references.settleAll(e.by)
	for of := range sorts {
		e.slugs[of].settleAll(e.by)
		e.names[of].settleAll(e.by)
	}
	return e.Tree
}

// put writes a record in the place of the one with its id.
func (e *edit) put(r *record) {
	e.drop(r.id)
	e.list(r)
}

// drop takes a record away, where there is one.
func (e *edit) drop(id ID) {
	old := e.record(id)
	if _, touched := e.before[id]; !touched {
		e.before[id] = old
		e.order = append(e.order, id)
	}
	if old != nil {
		e.unlist(old)
	}
}

// list makes a record found.
func (e *edit) list(r *record) {
	alone := []ID{r.id}
	e.records.put(e.by, r.id, r)
	for _, s := range r.slugs() {
		e.slugs[r.sort].put(e.by, s, alone)
	}
	for _, key := range r.keys() {
		e.names[r.sort].put(e.by, key, alone)
	}
	if r.more != nil {
		for _, reference := range r.more.references {
			e.references.put(e.by, reference, alone)
		}
	}
	if !r.standing() {
		e.merged.put(e.by, r.into(), alone)
		return
	}
	e.count[r.sort]++
	if r.sort == categories {
		e.children.put(e.by, r.parent, alone)
	}
}

// unlist undoes list.
func (e *edit) unlist(r *record) {
	e.records.remove(e.by, r.id)
	for _, s := range r.slugs() {
		e.slugs[r.sort].remove(e.by, s, r.id)
	}
	for _, key := range r.keys() {
		e.names[r.sort].remove(e.by, key, r.id)
	}
	if r.more != nil {
		for _, reference := range r.more.references {
			e.references.remove(e.by, reference, r.id)
		}
	}
	if !r.standing() {
		e.merged.remove(e.by, r.into(), r.id)
		return
	}
	e.count[r.sort]--
	if r.sort == categories {
		e.children.remove(e.by, r.parent, r.id)
	}
}

// named returns the slug of a term: the one it asks for, or one of its label, with a
// suffix where it leads to another term.
func (e *edit) named(t Term, of sort) string {
	return e.suffixes[of].free(t.wants(), func(s string) bool { return e.slugTaken(s, t.ID, of) })
}

// slugTaken reports whether a slug leads to another term than id does.
func (e *edit) slugTaken(s string, id ID, of sort) bool {
	return e.taken(&e.slugs[of], s, e.end(id))
}

// taken reports whether a key leads to another term than end.
func (e *edit) taken(g *group[string], key string, end ID) bool {
	return slices.ContainsFunc(g.settled(e.by, key), func(holder ID) bool { return e.end(holder) != end })
}

// end returns what an id stands for, itself if it is unknown.
func (e *edit) end(id ID) ID {
	end, _ := e.Resolve(id)
	return end
}
