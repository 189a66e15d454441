package related

import "encoding/binary"

// A posting says that a document has a word, with a mark from 1 to 255. The
// postings of a word stand in chunks of growing size, the newest first; within a
// chunk they ascend, each the distance from the one before it as a varint, and the
// mark.
//
//	chunk: head of the chunk before (8 bytes) · document (4) · mark · { distance · mark }
//
// What readers see of a chunk ends where their head says; what is behind it is the
// writer's.

// A head says where the postings of a word end: the chunk's size class in the upper
// byte, the offset among the chunks of that class in the others. 0: no postings.
type head uint64

const (
	classes    = 9
	smallest   = 16 // bytes of a chunk of class 0; each class has twice the size
	chunkStart = 12 // where the first mark stands
	slabSize   = smallest << (classes - 1) * 4
	maxPosting = binary.MaxVarintLen32 + 1
)

// slabs are the memory of chunks, by class. They are shared by both sides.
type slabs [classes][][]byte

// chunk returns what a head leads to.
func (s *slabs) chunk(h head) []byte {
	class, end := h>>56, uint64(h&(1<<56-1))
	size := uint64(smallest) << class
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
	for i := chunkStart + 1; i < len(chunk); {
		d := uint32(chunk[i])
		i++
		if d >= 0x80 {
			d, i = distance(chunk, i-1)
		}
		doc += d
		f(doc, chunk[i])
		i++
	}
}

// distance reads a varint of more than one byte.
func distance(b []byte, at int) (uint32, int) {
	v, n := binary.Uvarint(b[at:])
	return uint32(v), at + n
}

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
	defer func() { p.last[word] = doc }()
	if h == 0 {
		return p.open(0, 0, doc, mark)
	}
	class, end := int(h>>56), uint64(h&(1<<56-1))
	size := uint64(smallest) << class
	var b [maxPosting]byte
	n := binary.PutUvarint(b[:], uint64(doc-p.last[word]))
	b[n] = mark
	n++
	start := (end - 1) &^ (size - 1)
	if end+uint64(n) > start+size {
		return p.open(min(class+1, classes-1), h, doc, mark)
	}
	copy(p.slabs[class][start/slabSize][end%slabSize:], b[:n])
	return h + head(n)
}

// open begins a chunk.
func (p *poster) open(class int, previous head, doc uint32, mark byte) head {
	at := p.free[class]
	if at%slabSize == 0 {
		p.slabs[class] = append(p.slabs[class], make([]byte, slabSize))
	}
	p.free[class] = at + smallest<<class
	c := p.slabs[class][at/slabSize][at%slabSize:]
	binary.LittleEndian.PutUint64(c, uint64(previous))
	binary.LittleEndian.PutUint32(c[8:], doc)
	c[chunkStart] = mark
	return head(class)<<56 | head(at+chunkStart+1)
}
