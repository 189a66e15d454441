package reaction

import (
	"hash/maphash"
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
	mixer  mixer
	shards [1 << rosterBits]rosterShard
}

type rosterShard struct {
	mu      sync.Mutex
	members directory[member]
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
		i = s.members.add(h)
		s.members.things[i].reader = r
	}
	s.members.things[i].uses++
	return t.mixer.mix(uint64(i+1)<<rosterBits | shard)
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
	m := &s.members.things[i]
	if m.uses -= uint32(uses); m.uses == 0 {
		s.members.remove(i, t.hash(m.reader))
	}
}

// reader returns whose number n is; it must be in use.
func (t *roster) reader(n number) Reader {
	s, i := t.place(n)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.members.things[i].reader
}

func (t *roster) place(n number) (s *rosterShard, i uint32) {
	at := t.mixer.unmix(n)
	return &t.shards[at&(1<<rosterBits-1)], uint32(at>>rosterBits) - 1
}

// len returns how many readers have a number.
func (t *roster) len() (n int) {
	for i := range t.shards {
		s := &t.shards[i]
		s.mu.Lock()
		n += s.members.len()
		s.mu.Unlock()
	}
	return n
}

func (s *rosterShard) find(r Reader, h uint64) (i uint32, ok bool) {
	d := &s.members
	if len(d.index) == 0 {
		return 0, false
	}
	for at := d.begin(h); d.index[at] != 0; at = next(d.index, at) {
		if e := d.index[at]; e.has(h) && d.things[e.place()].reader == r {
			return e.place(), true
		}
	}
	return 0, false
}
