package reaction

import (
	"cmp"
	"slices"
)

// A ledger is what readers hold to one subject.
//
// Few reactions are a list in the order of their kinds' names, so that counting
// is one walk. Many are a hash table, whose counts are kept beside it.
type ledger struct {
	subject string // empty while the ledger is free
	slots   []slot
	runs    runs  // of slots, while they are a list
	book    *book // nil while slots is a list
}

// A book is what a table of slots needs to know of itself.
type book struct {
	taken  int       // slots
	counts []counted // equals the count over the slots; in the order of kinds' names
}

// counted is how many slots have a kind, at least one.
type counted struct {
	kind kindNumber
	n    int
}

// Runs say how many slots of a list have its first kind, how many its second, and so
// on: each less one, in runBits from the lowest up. Whoever counts need not ask each
// slot for its kind, which takes longer.
type runs uint64

const (
	listMax  = 16 // what is longer is a table
	listBack = 8  // a table with so few becomes a list; less than listMax, so that none flips to and fro
	listStep = 4  // places that a list grows by
	runBits  = 4  // listMax runs fill 64 bits, and one of listMax slots fits
)

func (l *ledger) len() int {
	if l.book != nil {
		return l.book.taken
	}
	return len(l.slots)
}

// find returns where n is: the index of a slot, and the kind in it. Where n holds
// nothing the kind is 0, and the index serves for change alone.
func (l *ledger) find(n number) (i int, held kindNumber) {
	if l.book != nil {
		i = find(l.slots, n)
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
func (l *ledger) change(i int, n number, held, to kindNumber, kinds *kindList) {
	if l.book == nil {
		l.changeList(i, n, held, to, kinds)
		if len(l.slots) > listMax {
			l.becomeTable()
		} else {
			l.runs = runsOf(l.slots)
		}
		return
	}
	l.changeTable(i, n, to)
	l.count(held, -1, kinds)
	l.count(to, 1, kinds)
	if l.book.taken <= listBack {
		l.becomeList(kinds)
	}
}

func (l *ledger) changeList(i int, n number, held, to kindNumber, kinds *kindList) {
	if held != 0 {
		l.slots = slices.Delete(l.slots, i, i+1)
	}
	if to == 0 {
		return
	}
	at := 0
	for _, s := range l.slots {
		if kinds.ranks[s.kind()] < kinds.ranks[to] {
			at++
		}
	}
	if len(l.slots) == cap(l.slots) {
		l.slots = append(make([]slot, 0, len(l.slots)+listStep), l.slots...)
	}
	l.slots = slices.Insert(l.slots, at, slotOf(n, to))
}

func (l *ledger) changeTable(i int, n number, to kindNumber) {
	switch {
	case to == 0:
		closeGap(l.slots, i, ^kindOfSlot)
		if l.book.taken--; l.book.taken*2 < len(l.slots) {
			l.slots = rehashed(l.slots, l.book.taken+l.book.taken/3, ^kindOfSlot)
		}
	case l.slots[i] != 0:
		l.slots[i] = slotOf(n, to)
	case crowded(l.slots, l.book.taken):
		l.slots = rehashed(l.slots, grown(l.slots), ^kindOfSlot)
		i = find(l.slots, n)
		fallthrough
	default:
		l.slots[i] = slotOf(n, to)
		l.book.taken++
	}
}

// count adds to the count of k in a table. The kind 0 has none.
func (l *ledger) count(k kindNumber, more int, kinds *kindList) {
	if k == 0 {
		return
	}
	counts := l.book.counts
	at := 0
	for i := range counts { // few
		if counts[i].kind == k {
			if counts[i].n += more; counts[i].n == 0 {
				l.book.counts = slices.Delete(counts, i, i+1)
			}
			return
		}
		if kinds.ranks[counts[i].kind] < kinds.ranks[k] {
			at = i + 1
		}
	}
	l.book.counts = slices.Insert(counts, at, counted{k, more})
}

func (l *ledger) becomeTable() {
	l.book = &book{taken: len(l.slots), counts: countedList(l.slots)}
	l.slots = rehashed(l.slots, len(l.slots)+len(l.slots)/3, ^kindOfSlot)
}

func (l *ledger) becomeList(kinds *kindList) {
	list := make([]slot, 0, listBack+listStep)
	for _, s := range l.slots {
		if s != 0 {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b slot) int { return cmp.Compare(kinds.ranks[a.kind()], kinds.ranks[b.kind()]) })
	l.slots, l.runs, l.book = list, runsOf(list), nil
}

func runsOf(list []slot) (all runs) {
	shift := 0
	for i := 1; i < len(list); i++ {
		if list[i].kind() == list[i-1].kind() {
			all += 1 << shift
		} else {
			shift += runBits
		}
	}
	return all
}

// countedList counts a list.
func countedList(list []slot) (counts []counted) {
	for _, s := range list {
		if last := len(counts) - 1; last >= 0 && counts[last].kind == s.kind() {
			counts[last].n++
		} else {
			counts = append(counts, counted{s.kind(), 1})
		}
	}
	return counts
}

// appendCounts appends the counts to dst in the order of kinds.
func (l *ledger) appendCounts(dst Counts, names []Kind) Counts {
	if l.book != nil {
		for _, c := range l.book.counts {
			dst = append(dst, Count{Kind: names[c.kind], N: c.n})
		}
		return dst
	}
	for i, rest := 0, l.runs; i < len(l.slots); rest >>= runBits {
		n := int(rest&(1<<runBits-1)) + 1
		dst = append(dst, Count{Kind: names[l.slots[i].kind()], N: n})
		i += n
	}
	return dst
}

// addTo adds the counts to those of a tally, whose places kinds have by number.
func (l *ledger) addTo(counts []int, places []uint8) {
	if l.book != nil {
		for _, c := range l.book.counts {
			if at := int(places[c.kind]); at < len(counts) {
				counts[at] += c.n
			}
		}
		return
	}
	for _, s := range l.slots {
		if at := int(places[s.kind()]); at < len(counts) {
			counts[at]++
		}
	}
}

// recount replaces the counts by those of the slots, and returns by how much they
// were off. A list keeps none that could be.
func (l *ledger) recount(kinds *kindList) (drift int) {
	if l.book == nil {
		return 0
	}
	kept := l.appendCounts(nil, kinds.names)
	l.book.counts = nil
	for _, s := range l.slots {
		l.count(s.kind(), 1, kinds)
	}
	return l.appendCounts(nil, kinds.names).Drift(kept)
}
