package taxonomy

import (
	"cmp"
	"slices"
)

// A series is a sorted list that may hold a value more than once. It lies in
// blocks, so that a change moves one block and not the whole list, and knows how
// many values come before another.
type series[T cmp.Ordered] struct {
	blocks [][]T // each sorted, not empty, at most perBlock long, and not before the one in front
	size   int
}

// perBlock makes a full block of instants a page of memory: 4 KiB.
const perBlock = 512

// newSeries takes sorted values, which it copies.
func newSeries[T cmp.Ordered](sorted []T) series[T] {
	s := series[T]{size: len(sorted)}
	for block := range slices.Chunk(sorted, perBlock) {
		s.blocks = append(s.blocks, slices.Clone(block))
	}
	return s
}

func (s *series[T]) clone() series[T] {
	c := series[T]{size: s.size, blocks: make([][]T, len(s.blocks))}
	for i, block := range s.blocks {
		c.blocks[i] = slices.Clone(block)
	}
	return c
}

// values returns a copy of the list.
func (s *series[T]) values() []T { return slices.Concat(s.blocks...) }

// block returns the last block that begins at v or before, or -1.
func (s *series[T]) block(v T) int {
	last := len(s.blocks) - 1
	if last < 0 || s.blocks[last][0] <= v { // most often: news goes on at the end
		return last
	}
	return search(last, func(b int) bool { return s.blocks[b][0] > v }) - 1
}

// after returns how many of the sorted values are v or before.
func after[T cmp.Ordered](sorted []T, v T) int {
	return search(len(sorted), func(i int) bool { return sorted[i] > v })
}

// search returns the first of n places that lies beyond, where all after it do.
func search(n int, beyond func(int) bool) int {
	low, high := 0, n
	for low < high {
		if mid := (low + high) / 2; beyond(mid) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// upTo returns how many values are v or before.
func (s *series[T]) upTo(v T) int {
	b := s.block(v)
	if b < 0 {
		return 0
	}
	n := after(s.blocks[b], v)
	// Blocks are added up from the nearer end. Most questions are about today,
	// and few instants of an archive lie ahead.
	if b < len(s.blocks)/2 {
		return n + total(s.blocks[:b])
	}
	return n + s.size - total(s.blocks[b:])
}

func total[T any](blocks [][]T) (n int) {
	for _, block := range blocks {
		n += len(block)
	}
	return n
}

// next returns the first value after v.
func (s *series[T]) next(v T) (first T, ok bool) {
	b := s.block(v)
	if b >= 0 {
		if i := after(s.blocks[b], v); i < len(s.blocks[b]) {
			return s.blocks[b][i], true
		}
	}
	if b+1 < len(s.blocks) {
		return s.blocks[b+1][0], true
	}
	return first, false
}

func (s *series[T]) insert(v T) {
	s.size++
	if len(s.blocks) == 0 {
		s.blocks = [][]T{{v}}
		return
	}
	b := max(s.block(v), 0)
	block := s.blocks[b]
	i := after(block, v)
	switch {
	case len(block) < perBlock:
		s.blocks[b] = slices.Insert(block, i, v)
	case i == perBlock && b == len(s.blocks)-1:
		// Values that come in order, as news does, leave full blocks behind.
		s.blocks = append(s.blocks, []T{v})
	default:
		s.split(b)
		if i > perBlock/2 {
			b, i = b+1, i-perBlock/2
		}
		s.blocks[b] = slices.Insert(s.blocks[b], i, v)
	}
}

// split makes two blocks of a full one.
func (s *series[T]) split(b int) {
	half := slices.Clone(s.blocks[b][perBlock/2:])
	s.blocks[b] = s.blocks[b][:perBlock/2]
	s.blocks = slices.Insert(s.blocks, b+1, half)
}

// remove takes out one v, which the series holds.
func (s *series[T]) remove(v T) {
	b := s.block(v)
	i, _ := slices.BinarySearch(s.blocks[b], v)
	s.blocks[b] = slices.Delete(s.blocks[b], i, i+1)
	s.size--
	s.join(b)
	s.join(b - 1)
}

// join makes one block of two neighbours that fill half of one, so that a series
// that shrank takes no more than its due.
func (s *series[T]) join(b int) {
	switch {
	case b < 0:
	case len(s.blocks[b]) == 0:
		s.blocks = slices.Delete(s.blocks, b, b+1)
	case b+1 < len(s.blocks) && len(s.blocks[b])+len(s.blocks[b+1]) <= perBlock/2:
		s.blocks[b] = append(s.blocks[b], s.blocks[b+1]...)
		s.blocks = slices.Delete(s.blocks, b+1, b+2)
	}
}
