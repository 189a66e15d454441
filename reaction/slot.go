package reaction

// A slot is one reaction to a known subject: the number of the reader, and in the
// low bits that of the kind. The zero slot is free.
type slot uint64

// number stands for a reader, from 1, kindNumber for a kind, where 0 is none.
type (
	number     uint64
	kindNumber uint16
)

const kindBits = 12

func slotOf(n number, k kindNumber) slot { return slot(n)<<kindBits | slot(k) }

func (s slot) reader() number   { return number(s >> kindBits) }
func (s slot) kind() kindNumber { return kindNumber(s & (1<<kindBits - 1)) }

// A salt is a secret of the process that mixes the numbers of readers.
type salt uint64

// home is where the reactions of n belong in a table of so many slots. The steps of the
// mixing are those of MurmurHash3's 64-bit finalizer (Austin Appleby).
func (s salt) home(n number, size int) int {
	x := uint64(n) ^ uint64(s)
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return fraction(x^x>>33, size)
}

// homeOf is home for what a table holds.
func (s salt) homeOf(held slot, size int) int { return s.home(held.reader(), size) }

// find returns where n is in a table of slots, or else the free slot where it
// would be put.
func (s salt) find(table []slot, n number) int {
	i := s.home(n, len(table))
	for table[i] != 0 && table[i].reader() != n {
		i = next(table, i)
	}
	return i
}
