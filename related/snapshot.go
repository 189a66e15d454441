package related

import (
	"bufio"
	"encoding/binary"
	"hash"
	"hash/crc64"
	"io"
	"math"
)

// A snapshot is a header, the names, the words, the documents and their postings, and
// a checksum (CRC-64 of the ECMA polynomial) of all that. Numbers are varints, but for
// those of a fixed width, which are little-endian.
const (
	snapshotName    = "newsjunction/related "
	snapshotVersion = "1\n"
)

// WriteTo writes a snapshot of the documents held, from which [ReadIndex] makes an
// index that gives the same answers. Readers do not wait; writers do, while what is
// to be written is copied, and not while it is written. The errors are those of w.
func (ix *Index) WriteTo(w io.Writer) (int64, error) {
	h := ix.copyHeld()
	s := &snapshotWriter{w: bufio.NewWriter(w), sum: crc64.New(crc64.MakeTable(crc64.ECMA))}
	s.put([]byte(snapshotName + snapshotVersion))
	s.texts(&h.langs)
	s.texts(&h.series)
	s.texts(&h.labels)
	s.words(h)
	s.uvarint(uint64(len(h.docs)))
	for i := range h.docs {
		s.doc(&h.docs[i])
	}
	s.postings(h)
	s.put(s.sum.Sum(nil))
	if s.err == nil {
		s.err = s.w.Flush()
	}
	return s.n, s.err
}

func (ix *Index) copyHeld() *holdings {
	h, gate := ix.enter()
	defer ix.leave(gate)
	copied, _ := h.compact()
	return copied
}

// snapshotWriter keeps the first error and does nothing after it.
type snapshotWriter struct {
	w   *bufio.Writer
	sum hash.Hash64
	n   int64
	err error
	buf []byte
}

func (s *snapshotWriter) put(b []byte) {
	if s.err != nil {
		return
	}
	n, err := s.w.Write(b)
	s.n += int64(n)
	s.err = err
	_, _ = s.sum.Write(b) // of a hash: never fails
}

func (s *snapshotWriter) uvarint(n uint64) {
	s.buf = binary.AppendUvarint(s.buf[:0], n)
	s.put(s.buf)
}

func (s *snapshotWriter) text(b []byte) {
	s.uvarint(uint64(len(b)))
	s.put(b)
}

func (s *snapshotWriter) texts(l *lexicon) {
	s.uvarint(uint64(l.len()))
	for n := range l.len() {
		s.text(l.at(uint32(n)))
	}
}

func (s *snapshotWriter) words(h *holdings) {
	s.uvarint(uint64(h.words.len()))
	for n := range h.words.len() {
		lang, text, stem := splitKey(h.words.at(uint32(n)))
		s.uvarint(uint64(lang))
		s.text([]byte(text))
		s.text([]byte(stem))
	}
}

func (s *snapshotWriter) doc(e *entry) {
	b := append(s.buf[:0], e.id.UUID[:]...)
	b = append(b, e.section.UUID[:]...)
	for _, n := range []uint64{uint64(e.published), uint64(e.from), uint64(e.until), e.url, e.title} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	for _, n := range []uint32{e.lang, e.series, math.Float32bits(e.norm), math.Float32bits(e.weight)} {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	if e.print == nil {
		b = append(b, 0)
	} else {
		b = append(append(b, 1), e.print[:]...)
	}
	s.put(b)
	s.buf = b
	s.text(e.seq)
}

// postings writes those of Search. Those of Related follow from the documents.
func (s *snapshotWriter) postings(h *holdings) {
	var list []posting
	for n := range h.words.len() {
		list = list[:0]
		h.shelf.each(h.spots[n], func(doc uint32, mark byte) { list = append(list, posting{doc, mark}) })
		sortPostings(list)
		s.uvarint(uint64(len(list)))
		last := uint32(0)
		for _, p := range list {
			s.uvarint(uint64(p.doc - last))
			s.put([]byte{p.mark})
			last = p.doc
		}
	}
}
