package reaction

import "math"

// A directory keeps things at numbered places and finds their places by a hash.
// The zero directory is empty. What add returns is zero; the caller fills it.
type directory[T any] struct {
	things []T
	vacant []uint32 // places of things that are free
	index  []entry  // a table; empty where there is nothing
}

func (d *directory[T]) len() int { return len(d.things) - len(d.vacant) }

// add returns the place of one thing more, which is found by h.
func (d *directory[T]) add(h uint64) (i uint32) {
	if crowded(d.index, d.len()) {
		d.index = rehashed(d.index, 2*len(d.index)+4, entryHash)
	}
	if last := len(d.vacant) - 1; last >= 0 {
		i, d.vacant = d.vacant[last], d.vacant[:last]
	} else {
		var zero T
		i, d.things = uint32(len(d.things)), append(d.things, zero)
	}
	put(d.index, entryOf(h, i), entryHash)
	return i
}

// remove frees the place of the thing that is found by h.
func (d *directory[T]) remove(i uint32, h uint64) {
	e := entryOf(h, i)
	at := place(e, entryHash, len(d.index))
	for d.index[at] != e {
		at = next(d.index, at)
	}
	closeGap(d.index, at, entryHash)
	var zero T
	d.things[i] = zero
	if d.vacant = append(d.vacant, i); len(d.vacant) == len(d.things) {
		*d = directory[T]{}
	}
}

// begin is where the search for what has hash h starts, in an index with entries.
func (d *directory[T]) begin(h uint64) int { return fraction(h&uint64(entryHash), len(d.index)) }

// An entry of an index is the upper half of a hash above 1 + the number of a place.
// The half alone says where the entry belongs.
type entry uint64

const entryHash entry = math.MaxUint64 &^ math.MaxUint32

func entryOf(h uint64, i uint32) entry { return entry(h)&entryHash | entry(i+1) }

// has reports whether the thing may be one with hash h.
func (e entry) has(h uint64) bool { return (e^entry(h))&entryHash == 0 }

func (e entry) place() uint32 { return uint32(e) - 1 }
