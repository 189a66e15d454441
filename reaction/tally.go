package reaction

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strconv"
)

// A Count says how many readers hold one kind of reaction to a subject.
type Count struct {
	Kind Kind
	N    int // at least 1
}

// Counts are what a [Store] knows of one subject: the kinds that somebody holds,
// in the byte order of their ids, and never one with nobody. A subject without
// reactions has none.
type Counts []Count

// Of returns how many readers hold k.
func (c Counts) Of(k Kind) int {
	i := slices.IndexFunc(c, func(n Count) bool { return n.Kind == k })
	if i < 0 {
		return 0
	}
	return c[i].N
}

// Drift returns by how much other differs from c: the difference of each kind,
// without its sign, summed. It is what [Store.Recount] answers.
func (c Counts) Drift(other Counts) int {
	drift := 0
	for _, n := range c {
		drift += max(n.N-other.Of(n.Kind), other.Of(n.Kind)-n.N)
	}
	for _, n := range other {
		if c.Of(n.Kind) == 0 {
			drift += max(n.N, -n.N)
		}
	}
	return drift
}

// Tally is how many readers hold each kind of a [Set], zeros included, in the
// set's order. It is an immutable value; the zero Tally lists no kind.
type Tally struct {
	set    Set
	counts []int // by place in the set
}

// Tally lists counts in the order of the set. Kinds that the set does not list
// are left out.
func (s Set) Tally(counts Counts) Tally {
	byKind := func(a, b Count) int { return cmp.Compare(a.Kind, b.Kind) }
	if !slices.IsSortedFunc(counts, byKind) {
		counts = slices.SortedFunc(slices.Values(counts), byKind)
	}
	t := Tally{set: s, counts: make([]int, s.Len())}
	s.fill(t.counts, counts)
	return t
}

// zeros returns n tallies that count nothing, in the memory of last where that is
// enough: of the tallies that one call made, the first reaches over the counts of all.
func (s Set) zeros(last []Tally, n int) []Tally {
	kinds := s.Len()
	var flat []int
	if len(last) > 0 {
		flat = last[0].counts[:0]
	}
	if cap(flat) < n*kinds {
		flat = make([]int, n*kinds)
	}
	flat = flat[:n*kinds]
	clear(flat)
	tallies := slices.Grow(last[:0], n)[:n]
	for i := range tallies {
		tallies[i] = Tally{set: s, counts: flat[i*kinds:][:kinds]}
	}
	return tallies
}

// fill writes counts, which are in the byte order of kinds, to places that are
// zero: a walk along both, which is quicker than to look up each kind.
func (s Set) fill(places []int, counts Counts) {
	if s.offer == nil {
		return
	}
	for _, at := range s.offer.sorted {
		k := s.offer.choices[at].Kind
		for len(counts) > 0 && counts[0].Kind != k && counts[0].Kind < k {
			counts = counts[1:]
		}
		if len(counts) > 0 && counts[0].Kind == k {
			places[at], counts = counts[0].N, counts[1:]
		}
	}
}

// Of returns how many readers hold k; 0 where the set does not list it.
func (t Tally) Of(k Kind) int {
	if i, ok := t.set.find(k); ok {
		return t.counts[i]
	}
	return 0
}

// Total returns how many readers hold any kind of the set.
func (t Tally) Total() int {
	total := 0
	for _, n := range t.counts {
		total += n
	}
	return total
}

// Score returns the sum of the counts, each times the weight of its kind
// ([Choice.Weight]).
func (t Tally) Score() int {
	score := 0
	for i, n := range t.counts {
		score += n * t.set.all()[i].weight()
	}
	return score
}

// All walks every kind of the set with its count, in the set's order.
func (t Tally) All() iter.Seq2[Kind, int] {
	return func(yield func(Kind, int) bool) {
		for i, n := range t.counts {
			if !yield(t.set.all()[i].Kind, n) {
				return
			}
		}
	}
}

// MarshalJSON writes one object with the kinds in the set's order, zeros
// included: {"love":2,"sad":0}. It never fails.
func (t Tally) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for k, n := range t.All() {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(string(k))) // the letters of a kind need no escape
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(n))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
