package related

import "hash/maphash"

// table finds numbers by the hashes of what they stand for. What that is, its users
// know. Numbers are never taken out.
type table struct {
	// A number+1 below 32 bits of its hash, at the first free place from those bits on.
	// By them all but a few of the numbers that stand in the way are told from the
	// right one without a look at what they stand for, and they find their places in
	// a larger table.
	slots []uint64 // a power of two of them
	used  int
}

// find returns the number for which is holds, among those of a hash.
func (t *table) find(hash uint64, is func(uint32) bool) (n uint32, ok bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	for at := hash >> 32; ; at++ {
		slot := t.slots[at&uint64(len(t.slots)-1)]
		if slot == 0 {
			return 0, false
		}
		if n := uint32(slot) - 1; slot>>32 == hash>>32 && is(n) {
			return n, true
		}
	}
}

// replace puts another number in the place of one that is there.
func (t *table) replace(hash uint64, old, n uint32) {
	for at := hash >> 32; ; at++ {
		if slot := &t.slots[at&uint64(len(t.slots)-1)]; uint32(*slot) == old+1 {
			*slot = slotOf(hash, n)
			return
		}
	}
}

// add adds a number that is not there.
func (t *table) add(hash uint64, n uint32) {
	if t.used*3 >= len(t.slots)*2 {
		old := t.slots
		t.slots = make([]uint64, max(64, 2*len(old)))
		for _, slot := range old {
			if slot != 0 {
				t.place(slot)
			}
		}
	}
	t.place(slotOf(hash, n))
	t.used++
}

func slotOf(hash uint64, n uint32) uint64 { return hash>>32<<32 | uint64(n+1) }

func (t *table) place(slot uint64) {
	for at := slot >> 32; ; at++ {
		if free := &t.slots[at&uint64(len(t.slots)-1)]; *free == 0 {
			*free = slot
			return
		}
	}
}

// lexicon numbers texts from 0 on, in the order in which they came.
type lexicon struct {
	seed maphash.Seed
	table
	ends []uint32 // where a text ends in all; it starts where the one before it ends
	all  []byte
}

func newLexicon() lexicon { return lexicon{seed: maphash.MakeSeed()} }

func (l *lexicon) len() int { return len(l.ends) }

// at returns a text. The bytes are never written again.
func (l *lexicon) at(n uint32) []byte {
	start := uint32(0)
	if n > 0 {
		start = l.ends[n-1]
	}
	return l.all[start:l.ends[n]:l.ends[n]]
}

func (l *lexicon) hash(text []byte) uint64 { return maphash.Bytes(l.seed, text) }

func (l *lexicon) seek(text []byte) (uint32, bool) {
	return l.find(l.hash(text), func(n uint32) bool { return string(l.at(n)) == string(text) })
}

// intern returns the number of a text, and adds it if it has none.
func (l *lexicon) intern(text []byte) uint32 {
	hash := l.hash(text)
	if n, ok := l.find(hash, func(n uint32) bool { return string(l.at(n)) == string(text) }); ok {
		return n
	}
	n := uint32(len(l.ends))
	l.all = append(l.all, text...)
	l.ends = append(l.ends, uint32(len(l.all)))
	l.add(hash, n)
	return n
}

// catchUp takes over the texts of a lexicon that has all of l's and more behind them.
func (l *lexicon) catchUp(from *lexicon) {
	known := uint32(len(l.ends))
	l.ends, l.all = from.ends, from.all
	for n := known; n < uint32(len(l.ends)); n++ {
		l.add(l.hash(l.at(n)), n)
	}
}
