package related

import (
	"encoding/binary"
	"math"
)

// A posting says that a document has a word, with a mark from 1 to 255. The
// postings of a word stand in chunks of growing size, the newest first; within a
// chunk they ascend, each the distance from the one before it and the mark. The
// distances have a fixed size: where those of one byte and of two took turns, the
// processor guessed wrong so often that reading took half as long again.
//
//	chunk: head of the chunk before (8 bytes) · document (4) · mark · { posting }
//	posting: distance (2) · mark
//	a distance of 2^16 or more: 0 (2) · mark · distance (4)
//
// What readers see of a chunk ends where their head says; what is behind it is the
// writer's.

// A head says where the postings of a word end: the chunk's size class in the upper
// byte, the offset among the chunks of that class in the others. 0: no postings.
type head uint64

const (
	classes     = 5
	smallest    = 16 // bytes of a chunk of class 0; each class has four times the size
	chunkStart  = 12 // where the first mark stands
	slabSize    = smallest << (2 * (classes - 1)) * 4
	postingSize = 3
	farPosting  = postingSize + 4
)

// slabs are the memory of chunks, by class. They are shared by both sides.
type slabs [classes][][]byte

// chunk returns what a head leads to.
func (s *slabs) chunk(h head) []byte {
	class, end := h>>56, uint64(h&(1<<56-1))
	size := uint64(smallest) << (2 * class)
	start := (end - 1) &^ (size - 1)
	return s[class][start/slabSize][start%slabSize : start%slabSize+end-start]
}

func before(chunk []byte) head  { return head(binary.LittleEndian.Uint64(chunk)) }
func first(chunk []byte) uint32 { return binary.LittleEndian.Uint32(chunk[8:]) }

// each calls f for the postings of a word, chunk by chunk the newest first.
func (s *slabs) each(h head, f func(doc uint32, mark byte)) {
	for h != 0 {
		c := s.chunk(h)
		walk(c, f)
		h = before(c)
	}
}

func walk(chunk []byte, f func(doc uint32, mark byte)) {
	doc := first(chunk)
	f(doc, chunk[chunkStart])
	for c := chunk[chunkStart+1:]; len(c) >= postingSize; c = c[postingSize:] {
		mark := c[2]
		if step := uint32(binary.LittleEndian.Uint16(c)); step > 0 {
			doc += step
		} else {
			doc += far(c)
			c = c[farPosting-postingSize:]
		}
		f(doc, mark)
	}
}

// far returns the distance of a posting that is far from the one before it.
func far(posting []byte) uint32 { return binary.LittleEndian.Uint32(posting[postingSize:]) }

// mark returns the mark of a word on a document.
func (s *slabs) mark(h head, doc uint32) (mark byte, ok bool) {
	for h != 0 {
		c := s.chunk(h)
		if first(c) > doc {
			h = before(c)
			continue
		}
		walk(c, func(d uint32, m byte) {
			if d == doc {
				mark, ok = m, true
			}
		})
		return mark, ok
	}
	return 0, false
}

// poster writes postings. It is the writer's, and readers see what it wrote once
// they are given the heads and slabs.
type poster struct {
	slabs
	free [classes]uint64 // offset of the next chunk of a class
	last []uint32        // document of the last posting of a word
}

// post adds a posting to a word and returns its head. Documents come in ascending
// order.
func (p *poster) post(word uint32, h head, doc uint32, mark byte) head {
	for int(word) >= len(p.last) {
		p.last = append(p.last, 0)
	}
	step := doc - p.last[word]
	p.last[word] = doc
	if h == 0 {
		return p.open(0, 0, doc, mark)
	}
	n := postingSize
	if step > math.MaxUint16 {
		n = farPosting
	}
	class, end := int(h>>56), uint64(h&(1<<56-1))
	size := uint64(smallest) << (2 * class)
	start := (end - 1) &^ (size - 1)
	if end+uint64(n) > start+size {
		return p.open(min(class+1, classes-1), h, doc, mark)
	}
	c := p.slabs[class][start/slabSize][end%slabSize:]
	c[2] = mark
	if n == postingSize {
		binary.LittleEndian.PutUint16(c, uint16(step))
	} else {
		binary.LittleEndian.PutUint16(c, 0)
		binary.LittleEndian.PutUint32(c[postingSize:], step)
	}
	return h + head(n)
}

// open begins a chunk.
func (p *poster) open(class int, previous head, doc uint32, mark byte) head {
	at := p.free[class]
	if at%slabSize == 0 {
		p.slabs[class] = append(p.slabs[class], make([]byte, slabSize))
	}
	p.free[class] = at + smallest<<(2*class)
	c := p.slabs[class][at/slabSize][at%slabSize:]
	binary.LittleEndian.PutUint64(c, uint64(previous))
	binary.LittleEndian.PutUint32(c[8:], doc)
	c[chunkStart] = mark
	return head(class)<<56 | head(at+chunkStart+1)
}
