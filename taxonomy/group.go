package taxonomy

import "slices"

// A group holds the terms of a key, such as the children of a category or the tags
// of a label, in an order. The zero group has no keys. An edit that adds terms one by
// one to a key with many pays for the key once, when it reads it or is done.
type group[K comparable] struct {
	held    trie[K, []ID]
	pending map[K]map[ID]bool // of an edit: who came (true) or went (false) since held was written
	order   func(a, b ID) int // of an edit: the order of the terms of a key
}

// of returns the terms of a key, in order; nothing may be pending.
func (g *group[K]) of(key K) []ID {
	ids, _ := g.held.get(key)
	return ids
}

// settled is of, after what is pending for the key.
func (g *group[K]) settled(by *owner, key K) []ID {
	g.settle(by, key)
	return g.of(key)
}

// put makes a term one of a key. Alone is the term in a slice of its own, which many
// groups may share.
func (g *group[K]) put(by *owner, key K, alone []ID) {
	if _, waits := g.pending[key]; !waits && g.of(key) == nil {
		g.held.put(by, key, alone)
		return
	}
	g.wait(key, alone[0], true)
}

// remove makes a term none of a key.
func (g *group[K]) remove(by *owner, key K, id ID) {
	if held := g.of(key); len(held) == 1 && held[0] == id && len(g.pending[key]) == 0 {
		g.held.remove(by, key)
		return
	}
	g.wait(key, id, false)
}

func (g *group[K]) wait(key K, id ID, came bool) {
	if g.pending == nil {
		g.pending = make(map[K]map[ID]bool)
	}
	if g.pending[key] == nil {
		g.pending[key] = make(map[ID]bool)
	}
	g.pending[key][id] = came
}

// settleAll writes all that is pending.
func (g *group[K]) settleAll(by *owner) {
	for key := range g.pending {
		g.settle(by, key)
	}
	g.pending, g.order = nil, nil
}

// settle writes what is pending for a key. Few terms that come are put into their
// places, so that the others are not compared with each other.
func (g *group[K]) settle(by *owner, key K) {
	waiting, ok := g.pending[key]
	if !ok {
		return
	}
	delete(g.pending, key)
	var stay, came []ID
	for _, id := range g.of(key) {
		if _, touched := waiting[id]; !touched {
			stay = append(stay, id)
		}
	}
	for id, in := range waiting {
		if in {
			came = append(came, id)
		}
	}
	slices.SortFunc(came, g.order)
	if ids := g.merge(stay, came); len(ids) > 0 {
		g.held.put(by, key, ids)
	} else {
		g.held.remove(by, key)
	}
}

// merge merges two lists that are in order.
func (g *group[K]) merge(stay, came []ID) []ID {
	out := make([]ID, 0, len(stay)+len(came))
	for _, id := range came {
		at, _ := slices.BinarySearchFunc(stay, id, g.order)
		out = append(append(out, stay[:at]...), id)
		stay = stay[at:]
	}
	return append(out, stay...)
}
