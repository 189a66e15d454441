package reaction

import (
	"math/bits"
	"slices"
)

// The tables of this package are slices of entries with open addressing and linear
// probing, in which 0 is a free place. A table is never full: it grows where seven
// eighths are taken, that of a subject by a quarter, so that at least seven tenths
// stay in use. A home function says where an entry belongs in a table of a size.

// fraction maps a hash to a table of any size, not of a power of two only (Lemire,
// Fast Random Integer Generation in an Interval, 2019).
func fraction(hash uint64, size int) int {
	place, _ := bits.Mul64(hash, uint64(size))
	return int(place)
}

func next[E any](table []E, i int) int {
	if i++; i < len(table) {
		return i
	}
	return 0
}

// put adds an entry that table does not hold.
func put[E ~uint32 | ~uint64](table []E, entry E, home func(E, int) int) {
	i := home(entry, len(table))
	for table[i] != 0 {
		i = next(table, i)
	}
	table[i] = entry
}

// closeGap empties place i, and moves up those that were put behind it because
// their own place was taken (Knuth, The Art of Computer Programming, volume 3,
// section 6.4, algorithm R).
func closeGap[E ~uint32 | ~uint64](table []E, i int, home func(E, int) int) {
	for j := next(table, i); table[j] != 0; j = next(table, j) {
		if distance(table, home(table[j], len(table)), j) >= distance(table, i, j) {
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
func crowded[E any](table []E, taken int) bool { return (taken+1)*8 > len(table)*7 }

// rehashed returns a table of at least size places with the entries of old.
func rehashed[E ~uint32 | ~uint64](old []E, size int, home func(E, int) int) []E {
	table := slices.Grow([]E(nil), size)
	table = table[:cap(table)] // what the allocator rounds up to is put to use
	for _, entry := range old {
		if entry != 0 {
			put(table, entry, home)
		}
	}
	return table
}

// grown is the size of the table that follows a crowded one.
func grown[E any](table []E) int { return len(table) + len(table)/4 + 4 }
