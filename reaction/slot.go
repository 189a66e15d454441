package reaction

// A slot is one reaction to a known subject: the number of the reader, and in the
// low bits that of the kind. The zero slot is free.
type slot uint64

// number stands for a reader, kindNumber for a kind; 0 is none. The numbers of
// readers are spread evenly, so a table needs no other hash of them.
type (
	number     uint64
	kindNumber uint16
)

const (
	kindBits        = 12
	kindOfSlot slot = 1<<kindBits - 1
)

func slotOf(n number, k kindNumber) slot { return slot(n)<<kindBits | slot(k) }

func (s slot) reader() number   { return number(s >> kindBits) }
func (s slot) kind() kindNumber { return kindNumber(s & kindOfSlot) }

// find returns where n is in a table of slots, or else the free slot where it
// would be put.
func find(table []slot, n number) int {
	i := place(slotOf(n, 0), ^kindOfSlot, len(table))
	for table[i] != 0 && table[i].reader() != n {
		i = next(table, i)
	}
	return i
}

// A mixer turns the places of readers, of which there are few, into their numbers
// and back. It multiplies by a secret of the process: nobody can choose readers
// whose numbers crowd one place of a table.
type mixer struct{ secret, inverse uint64 } // their product is 1, modulo 2^64

const (
	numberBits = 64 - kindBits
	numberMask = 1<<numberBits - 1
)

func newMixer(secret uint64) mixer {
	secret |= 1
	inverse := secret // of the lowest 3 bits, for the square of an odd number is 1 modulo 8
	for range 5 {     // each step doubles the bits (Newton)
		inverse *= 2 - secret*inverse
	}
	return mixer{secret, inverse}
}

// mix is a permutation of the numbers below 2^52 in which 0 stays 0.
func (m mixer) mix(x uint64) number {
	x = x * m.secret & numberMask
	x = (x ^ x>>(numberBits/2)) * m.secret & numberMask
	return number(x)
}

// unmix undoes mix.
func (m mixer) unmix(n number) uint64 {
	x := uint64(n) * m.inverse & numberMask
	return (x ^ x>>(numberBits/2)) * m.inverse & numberMask
}
