package reaction

import (
	"math/bits"
	"slices"
)

// The tables of this package are slices of entries with open addressing and linear
// probing, in which 0 is a free place. A table is never full: it grows where nine
// tenths are taken, that of a subject by a fifth, so that about three quarters stay
// in use. The bits of an entry under a mask are spread evenly and say where it
// belongs, in an order that no size of the table changes: one that grows is read and
// written from begin to end.

// fraction maps a hash to a table of any size, not of a power of two only (Lemire,
// Fast Random Integer Generation in an Interval, 2019).
func fraction(hash uint64, size int) int {
	place, _ := bits.Mul64(hash, uint64(size))
	return int(place)
}

// place is where an entry belongs in a table of so many.
func place[E ~uint64](entry, mask E, size int) int { return fraction(uint64(entry&mask), size) }

func next[E any](table []E, i int) int {
	if i++; i < len(table) {
		return i
	}
	return 0
}

// put adds an entry that table does not hold.
func put[E ~uint64](table []E, entry, mask E) {
	i := place(entry, mask, len(table))
	for table[i] != 0 {
		i = next(table, i)
	}
	table[i] = entry
}

// closeGap empties place i, and moves up those that were put behind it because
// their own place was taken (Knuth, The Art of Computer Programming, volume 3,
// section 6.4, algorithm R).
func closeGap[E ~uint64](table []E, i int, mask E) {
	for j := next(table, i); table[j] != 0; j = next(table, j) {
		if distance(table, place(table[j], mask, len(table)), j) >= distance(table, i, j) {
			table[i], i = table[j], j
		}
	}
	table[i] = 0
}

// distance is how many steps of next lead from one place to another.
func distance[E any](table []E, from, to int) int {
	if to >= from {
		return to - from
	}
	return to - from + len(table)
}

// crowded reports whether a table with one entry more must grow.
func crowded[E any](table []E, taken int) bool { return (taken+1)*10 > len(table)*9 }

// rehashed returns a table of at least size places with the entries of old.
func rehashed[E ~uint64](old []E, size int, mask E) []E {
	table := slices.Grow([]E(nil), size)
	table = table[:cap(table)] // what the allocator rounds up to is put to use
	for _, entry := range old {
		if entry != 0 {
			put(table, entry, mask)
		}
	}
	return table
}

// grown is the size of the table that follows a crowded one. The allocator rounds
// it up, so a step of a fifth is what keeps a slot in use below 12 bytes.
func grown[E any](table []E) int { return len(table) + max(4, len(table)/5) }
