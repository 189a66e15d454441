package reaction

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// MaxStoredKinds is how many different kinds a [Store] must take in its life:
// sixty sets of [MaxKinds] that have nothing in common.
const MaxStoredKinds = 60 * MaxKinds

// A kindTable numbers kinds in the order in which they first come. Reading takes
// no lock: each kind that comes makes a longer copy, and there are few.
type kindTable struct {
	mu   sync.Mutex // held while a longer copy is made
	list atomic.Pointer[kindList]
}

// A kindList is never changed.
type kindList struct {
	names   []Kind // by number; the first is none
	numbers map[Kind]kindNumber
	ranks   []kindNumber    // by number: the place in the byte order of names
	quick   [256]kindNumber // by quickPlace: one of the kinds there, or 0
}

// quickPlace is cheap, and tells the kinds of most sets apart.
func quickPlace(k Kind) uint8 { return k[0]*31 ^ k[len(k)-1]*5 ^ uint8(len(k)) }

// ready makes the list of a table that knows no kind.
func (t *kindTable) ready() {
	t.list.Store(&kindList{names: []Kind{""}, ranks: []kindNumber{0}})
}

// known returns the kinds there are. Under a lock that those who stored numbers
// have held, all of these are in it.
func (t *kindTable) known() *kindList { return t.list.Load() }

// number returns the number of k, which it gives to a kind that has none.
func (t *kindTable) number(k Kind) (kindNumber, error) {
	if k == "" {
		return 0, nil
	}
	list := t.known()
	if n := list.quick[quickPlace(k)]; n != 0 && list.names[n] == k {
		return n, nil
	}
	if n, ok := list.numbers[k]; ok {
		return n, nil
	}
	return t.add(k)
}

func (t *kindTable) add(k Kind) (kindNumber, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	old := t.known()
	if n, ok := old.numbers[k]; ok {
		return n, nil // another call was faster
	}
	if len(old.names) > MaxStoredKinds {
		return 0, &Error{Path: "Kind", Value: shown(string(k)), Limit: MaxStoredKinds, Err: ErrTooManyKinds}
	}
	list := old.with(Kind(append([]byte(nil), k...))) // what it may be a part of is not kept
	t.list.Store(list)
	return list.numbers[k], nil
}

// with is a copy that also knows k.
func (l *kindList) with(k Kind) *kindList {
	n, rank := kindNumber(len(l.names)), kindNumber(0)
	longer := &kindList{
		names:   append(slices.Clone(l.names), k),
		numbers: make(map[Kind]kindNumber, n),
		ranks:   append(slices.Clone(l.ranks), 0),
		quick:   l.quick,
	}
	maps.Copy(longer.numbers, l.numbers)
	longer.numbers[k], longer.quick[quickPlace(k)] = n, n
	for i, name := range l.names {
		if name < k {
			rank++
		} else {
			longer.ranks[i]++
		}
	}
	longer.ranks[n] = rank
	return longer
}
