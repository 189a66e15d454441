package reaction

import (
	"hash/maphash"
	"math"
	"sync"
)

// rosterBits is the logarithm of how many locks the readers of a roster share.
const rosterBits = 4

// A roster gives each reader who holds something a number, which is shorter, and
// forgets the reader who holds nothing any more.
//
// A number is in use as long as somebody counts on it: each reaction does, and
// each call that works with the number meanwhile.
type roster struct {
	seed   maphash.Seed
	shards [1 << rosterBits]rosterShard
}

type rosterShard struct {
	mu      sync.Mutex
	members []member
	vacant  []uint32 // indexes of members that are free
	index   []entry  // a table; empty where nobody is a member
	_       [48]byte // two locks never share a cache line
}

type member struct {
	reader Reader // zero while free
	uses   uint32 // 0 while free
}

// hold returns the number of r and counts one use of it. A reader without a number
// gets one where add is set, and else none, which is no use and 0.
func (t *roster) hold(r Reader, add bool) number {
	h := t.hash(r)
	shard := h & (1<<rosterBits - 1)
	s := &t.shards[shard]
	s.mu.Lock()
	defer s.mu.Unlock()
	i, ok := s.find(r, h)
	if !ok {
		if !add {
			return 0
		}
		i = s.add(r, h)
	}
	s.members[i].uses++
	return number(i+1)<<rosterBits | number(shard)
}

func (t *roster) hash(r Reader) uint64 { return maphash.Bytes(t.seed, r.key[:]) }

// release takes back uses of n, and forgets the reader with the last.
func (t *roster) release(n number, uses int) {
	if uses == 0 {
		return
	}
	s, i := t.place(n)
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &s.members[i]
	if m.uses -= uint32(uses); m.uses == 0 {
		s.remove(uint32(i), t.hash(m.reader))
	}
}

// reader returns whose number n is; it must be in use.
func (t *roster) reader(n number) Reader {
	s, i := t.place(n)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.members[i].reader
}

func (t *roster) place(n number) (s *rosterShard, index int) {
	return &t.shards[n&(1<<rosterBits-1)], int(n>>rosterBits) - 1
}

// len returns how many readers have a number.
func (t *roster) len() (n int) {
	for i := range t.shards {
		s := &t.shards[i]
		s.mu.Lock()
		n += len(s.members) - len(s.vacant)
		s.mu.Unlock()
	}
	return n
}

func (s *rosterShard) find(r Reader, h uint64) (i uint32, ok bool) {
	if len(s.index) == 0 {
		return 0, false
	}
	for at := entryOf(h, 0).home(len(s.index)); s.index[at] != 0; at = next(s.index, at) {
		if e := s.index[at]; e.hash() == uint32(h>>32) && s.members[e.member()].reader == r {
			return e.member(), true
		}
	}
	return 0, false
}

func (s *rosterShard) add(r Reader, h uint64) (i uint32) {
	if crowded(s.index, len(s.members)-len(s.vacant)) {
		s.index = rehashed(s.index, len(s.index)+len(s.index)/2+4, entry.home) // by half: few bytes a reader for half the copying
	}
	if last := len(s.vacant) - 1; last >= 0 {
		i, s.vacant = s.vacant[last], s.vacant[:last]
	} else {
		i, s.members = uint32(len(s.members)), append(s.members, member{})
	}
	s.members[i].reader = r
	put(s.index, entryOf(h, i), entry.home)
	return i
}

func (s *rosterShard) remove(i uint32, h uint64) {
	e := entryOf(h, i)
	at := e.home(len(s.index))
	for s.index[at] != e {
		at = next(s.index, at)
	}
	closeGap(s.index, at, entry.home)
	s.members[i] = member{}
	s.vacant = append(s.vacant, i)
	if len(s.vacant) == len(s.members) {
		s.members, s.vacant, s.index = nil, nil, nil
	}
}

// An entry of an index is the upper half of a reader's hash above 1 + the place in
// members. Its home depends on the hash alone.
type entry uint64

func entryOf(h uint64, i uint32) entry { return entry(h&^math.MaxUint32 | uint64(i+1)) }

func (e entry) hash() uint32      { return uint32(e >> 32) }
func (e entry) member() uint32    { return uint32(e) - 1 }
func (e entry) home(size int) int { return fraction(uint64(e&^math.MaxUint32), size) }
