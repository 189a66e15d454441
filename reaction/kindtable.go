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
}

// number returns the number of k, which it gives to a kind that has none.
func (t *kindTable) number(k Kind) (kindNumber, error) {
	if k == "" {
		return 0, nil
	}
	if list := t.list.Load(); list != nil {
		if n, ok := list.numbers[k]; ok {
			return n, nil
		}
	}
	return t.add(k)
}

func (t *kindTable) add(k Kind) (kindNumber, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := kindList{names: []Kind{""}, numbers: make(map[Kind]kindNumber)}
	if old := t.list.Load(); old != nil {
		if n, ok := old.numbers[k]; ok {
			return n, nil // another call was faster
		}
		list = kindList{names: slices.Clone(old.names), numbers: maps.Clone(old.numbers)}
	}
	n := kindNumber(len(list.names))
	if n > MaxStoredKinds {
		return 0, &Error{Path: "Kind", Value: shown(string(k)), Limit: MaxStoredKinds, Err: ErrTooManyKinds}
	}
	k = Kind(append([]byte(nil), k...)) // what it may be a part of is not kept
	list.names, list.numbers[k] = append(list.names, k), n
	t.list.Store(&list)
	return n, nil
}

// names returns the kinds by number. It must be called under a lock that those who
// stored the numbers have held.
func (t *kindTable) names() []Kind {
	if list := t.list.Load(); list != nil {
		return list.names
	}
	return []Kind{""}
}
