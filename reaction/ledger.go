package reaction

import (
	"cmp"
	"slices"
)

// A ledger is what readers hold to one subject. The zero ledger is empty.
//
// Few reactions are a list in the order of their kinds' names, so that counting
// is one walk. Many are a hash table, whose counts are kept beside it.
type ledger struct {
	slots []slot
	book  *book // nil while slots is a list
}

// A book is what a table of slots needs to know of itself.
type book struct {
	taken  int    // slots
	counts Counts // equals the count over the slots
}

const (
	listMax  = 16 // what is longer is a table
	listBack = 8  // a table with so few becomes a list; less than listMax, so that none flips to and fro
)

func (l *ledger) len() int {
	if l.book != nil {
		return l.book.taken
	}
	return len(l.slots)
}

// find returns where n is: the index of a slot, and the kind in it. Where n holds
// nothing the kind is 0, and the index serves for change alone.
func (l *ledger) find(n number, salt salt) (i int, held kindNumber) {
	if l.book != nil {
		i = salt.find(l.slots, n)
		return i, l.slots[i].kind()
	}
	for i, s := range l.slots {
		if s.reader() == n {
			return i, s.kind()
		}
	}
	return len(l.slots), 0
}

// change makes to what n holds, where i and held are what find has said. They
// differ, and 0 is none.
func (l *ledger) change(i int, n number, held, to kindNumber, salt salt, names []Kind) {
	if l.book == nil {
		l.changeList(i, n, held, to, names)
		if len(l.slots) > listMax {
			l.becomeTable(salt, names)
		}
		return
	}
	l.changeTable(i, n, to, salt)
	l.count(names[held], names[to])
	if l.book.taken <= listBack {
		l.becomeList(names)
	}
}

func (l *ledger) changeList(i int, n number, held, to kindNumber, names []Kind) {
	if held != 0 {
		l.slots = slices.Delete(l.slots, i, i+1)
	}
	if to != 0 {
		i, _ := slices.BinarySearchFunc(l.slots, names[to], func(s slot, k Kind) int { return cmp.Compare(names[s.kind()], k) })
		l.slots = slices.Insert(l.slots, i, slotOf(n, to))
	}
}

func (l *ledger) changeTable(i int, n number, to kindNumber, salt salt) {
	switch {
	case to == 0:
		closeGap(l.slots, i, salt.homeOf)
		if l.book.taken--; l.book.taken*2 < len(l.slots) {
			l.slots = rehashed(l.slots, l.book.taken+l.book.taken/3, salt.homeOf)
		}
	case l.slots[i] != 0:
		l.slots[i] = slotOf(n, to)
	case crowded(l.slots, l.book.taken):
		l.slots = rehashed(l.slots, grown(l.slots), salt.homeOf)
		i = salt.find(l.slots, n)
		fallthrough
	default:
		l.slots[i] = slotOf(n, to)
		l.book.taken++
	}
}

// count moves one reaction in the counts of a table.
func (l *ledger) count(from, to Kind) {
	if from != "" {
		l.book.counts = l.book.counts.plus(from, -1)
	}
	if to != "" {
		l.book.counts = l.book.counts.plus(to, 1)
	}
}

func (l *ledger) becomeTable(salt salt, names []Kind) {
	l.book = &book{taken: len(l.slots), counts: listCounts(nil, l.slots, names)}
	l.slots = rehashed(l.slots, len(l.slots)+len(l.slots)/3, salt.homeOf)
}

func (l *ledger) becomeList(names []Kind) {
	list := make([]slot, 0, listBack)
	for _, s := range l.slots {
		if s != 0 {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b slot) int { return cmp.Compare(names[a.kind()], names[b.kind()]) })
	*l = ledger{slots: list}
}

// appendCounts appends the counts to dst in the order of kinds.
func (l *ledger) appendCounts(dst Counts, names []Kind) Counts {
	if l.book != nil {
		return append(dst, l.book.counts...)
	}
	return listCounts(dst, l.slots, names)
}

// listCounts counts a list that is in the order of kinds.
func listCounts(dst Counts, list []slot, names []Kind) Counts {
	for len(list) > 0 {
		kind, n := list[0].kind(), 1
		for n < len(list) && list[n].kind() == kind {
			n++
		}
		dst, list = append(dst, Count{Kind: names[kind], N: n}), list[n:]
	}
	return dst
}

// recount replaces the counts by those of the slots, and returns by how much they
// were off. A list keeps none that could be.
func (l *ledger) recount(names []Kind) (drift int) {
	if l.book == nil {
		return 0
	}
	var exact Counts
	for _, s := range l.slots {
		if s != 0 {
			exact = exact.plus(names[s.kind()], 1)
		}
	}
	drift = exact.Drift(l.book.counts)
	l.book.counts = exact
	return drift
}

// plus adds n to the count of k in place, keeping the order and no zero.
func (c Counts) plus(k Kind, n int) Counts {
	for i := range c { // few, and telling them apart is quicker than ordering them
		if c[i].Kind != k {
			continue
		}
		if c[i].N += n; c[i].N == 0 {
			return slices.Delete(c, i, i+1)
		}
		return c
	}
	i, _ := slices.BinarySearchFunc(c, k, func(c Count, k Kind) int { return cmp.Compare(c.Kind, k) })
	return slices.Insert(c, i, Count{Kind: k, N: n})
}
