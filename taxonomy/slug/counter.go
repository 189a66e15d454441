package slug

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// A place is where an owner may stand: a name that is free for it.
type place struct {
	name Name
	all  map[string]*holding // of the scope
	held *holding            // what is known of the name; nil where nothing is
	base *holding            // of the name that was wanted, where the name has a suffix
	n    int                 // the suffix
}

// find returns the place of a, or of a new owner where it is nil, who wants a
// name: the name itself, or the first with a suffix that is free.
//
// All suffixes below next are held or stand in freed, so that only one name is
// looked up beside want, unless somebody took one that the count is yet to reach.
func (m *Memory) find(want Name, a *account) place {
	all := m.scope(want.Scope)
	base := all[want.Slug]
	if m.isFree(want, base, a) {
		return place{name: want, all: all, held: base}
	}
	if base == nil { // a reserved word
		base = new(holding)
		all[want.Slug] = base
	}
	c := base.counting()
	c.next = max(c.next, 2)
	own := m.ownSuffix(want, c.next, a)
	for len(c.freed) > 0 && (own == 0 || c.freed[0] < own) {
		p := m.place(all, want, base, c.freed[0])
		if m.isFree(p.name, p.held, a) {
			return p
		}
		c.freed = slices.Delete(c.freed, 0, 1)
		p.held.passedBy(base)
	}
	if own > 0 {
		return m.place(all, want, base, own)
	}
	for {
		p := m.place(all, want, base, c.next)
		if m.isFree(p.name, p.held, a) {
			return p
		}
		p.held.passedBy(base)
		c.next++
	}
}

func (m *Memory) isFree(n Name, h *holding, a *account) bool {
	return (h == nil || h.owner == nil || h.owner == a) && !slices.Contains(m.Options.Reserved, n.Slug)
}

func (m *Memory) place(all map[string]*holding, want Name, base *holding, n int) place {
	name := Name{Scope: want.Scope, Slug: Suffix(want.Slug, n, m.Options)}
	return place{name, all, all[name.Slug], base, n}
}

// ownSuffix returns the lowest suffix below limit with which a holds want, or 0.
func (m *Memory) ownSuffix(want Name, limit int, a *account) int {
	if a == nil {
		return 0
	}
	best := 0
	for _, n := range append(a.others[:len(a.others):len(a.others)], a.current) {
		k := suffixOf(n.Slug)
		if k < 2 || k >= limit || best > 0 && k >= best || n.Scope != want.Scope {
			continue
		}
		if Suffix(want.Slug, k, m.Options) == n.Slug && !slices.Contains(m.Options.Reserved, n.Slug) {
			best = k
		}
	}
	return best
}

// suffixOf returns the number at the end of a slug; 0 where none that counts is.
func suffixOf(s string) int {
	n, err := strconv.Atoi(s[strings.LastIndexByte(s, '-')+1:])
	if err != nil {
		return 0
	}
	return n
}

// passedBy notes that the count of base leaves out a name, which is held. A name
// that is reserved and not held has no holding, and is left out for ever.
func (h *holding) passedBy(base *holding) {
	switch {
	case h == nil || h.base == base:
	case h.base == nil:
		h.base = base
	default:
		if c := h.counting(); !slices.Contains(c.under, base) {
			c.under = append(c.under, base)
		}
	}
}

// counting returns the count of a holding, which it has from then on.
func (h *holding) counting() *count {
	if h.count == nil {
		h.count = new(count)
	}
	return h.count
}

// hold makes a place the one of a. The owner may have it already.
func (p place) hold(a *account) {
	h := p.held
	if h == nil {
		h = new(holding)
		p.all[p.name.Slug] = h
	}
	h.owner = a
	if p.base == nil {
		return
	}
	c := p.base.count
	if p.n == c.next {
		c.next++
	} else if i, ok := slices.BinarySearch(c.freed, p.n); ok {
		c.freed = slices.Delete(c.freed, i, i+1)
	}
	h.passedBy(p.base)
}

// drop makes a name that is held free.
func (m *Memory) drop(name Name) {
	h := m.look(name)
	n := suffixOf(name.Slug)
	if h.base != nil {
		h.base.free(n)
	}
	h.owner, h.base = nil, nil
	if h.count != nil {
		for _, base := range h.count.under {
			base.free(n)
		}
		h.count.under = nil
	}
	if h.count == nil || h.count.next == 0 {
		delete(m.names[name.Scope], name.Slug)
	}
}

// free notes that a suffix which the count has passed is free again.
func (h *holding) free(n int) {
	c := h.count
	if i, ok := slices.BinarySearch(c.freed, n); !ok {
		c.freed = slices.Insert(c.freed, i, n)
	}
}

// look returns what is known of a name, or nil.
func (m *Memory) look(n Name) *holding { return m.names[n.Scope][n.Slug] }

// scope returns the names of a scope, which it has from then on.
func (m *Memory) scope(s string) map[string]*holding {
	all := m.names[s]
	if all == nil {
		all = make(map[string]*holding)
		m.names[s] = all
	}
	return all
}

func without(list []Name, name Name) []Name {
	return slices.DeleteFunc(list, func(n Name) bool { return n == name })
}

func ready(ctx context.Context, n Name) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return n.Check()
}
