package related

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc64"
	"io"
	"math"
)

// ReadIndex makes an index of a snapshot that [Index.WriteTo] wrote. Its analyzer must
// be the one of the index that was written, or a search finds other words than the
// documents hold. The memory used grows with what is read. The errors are
// [ErrSnapshot], [ErrVersion], [ErrTooLarge], and those of r.
func ReadIndex(r io.Reader, o Options) (*Index, error) {
	ix := NewIndex(o)
	s := &snapshotReader{
		r: bufio.NewReader(r), left: ix.options.SnapshotBytes,
		sum: crc64.New(crc64.MakeTable(crc64.ECMA)), to: newHoldings(),
	}
	s.read()
	if s.err != nil {
		return nil, &Error{Path: "Snapshot", Err: s.err}
	}
	ix.install(s.to, s.filer)
	return ix, nil
}

// snapshotReader keeps the first error and reads zeros after it.
type snapshotReader struct {
	r       *bufio.Reader
	left    int64 // bytes that may be read
	sum     hash.Hash64
	err     error
	to      *holdings
	filer   filer
	touched touched
	docs    []entry // not filed yet
}

func (s *snapshotReader) read() {
	if name := s.bytes(len(snapshotName)); string(name) != snapshotName {
		s.fail(ErrSnapshot)
	}
	if version := s.bytes(len(snapshotVersion)); string(version) != snapshotVersion {
		s.fail(ErrVersion)
	}
	s.texts(&s.to.langs)
	s.texts(&s.to.series)
	s.texts(&s.to.labels)
	for n := s.uvarint(); n > 0 && s.err == nil; n-- {
		s.word()
	}
	for n := s.uvarint(); n > 0 && s.err == nil; n-- {
		s.doc()
	}
	for n := range s.to.words.len() {
		if s.err != nil {
			return
		}
		s.postings(uint32(n))
	}
	sum := s.sum.Sum64()
	if s.number64() != reversed(sum) {
		s.fail(ErrSnapshot)
	}
	if _, err := s.r.Peek(1); err == nil {
		s.fail(ErrSnapshot)
	}
	for _, e := range s.docs {
		if s.err != nil {
			return
		}
		if _, ok := s.to.find(e.id); ok {
			s.fail(ErrSnapshot)
			return
		}
		s.filer.add(s.to, e, &s.touched)
		s.touched.reset()
	}
}

// reversed turns a checksum, which is written with its highest byte first.
func reversed(sum uint64) uint64 {
	return binary.LittleEndian.Uint64(binary.BigEndian.AppendUint64(nil, sum))
}

func (s *snapshotReader) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// bytes reads so many bytes; nil after an error. It takes memory as the bytes come.
func (s *snapshotReader) bytes(n int) []byte {
	const step = 1 << 16
	var b []byte
	for len(b) < n && s.err == nil {
		part := make([]byte, min(n-len(b), step))
		s.full(part)
		b = append(b, part...)
	}
	if s.err != nil {
		return nil
	}
	return b
}

func (s *snapshotReader) full(b []byte) {
	if s.err != nil {
		return
	}
	if s.left -= int64(len(b)); s.left < 0 {
		s.err = ErrTooLarge
		return
	}
	_, err := io.ReadFull(s.r, b)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		s.err = ErrSnapshot
	case err != nil:
		s.err = err
	default:
		_, _ = s.sum.Write(b) // of a hash: never fails
	}
}

func (s *snapshotReader) byte() byte {
	var b [1]byte
	s.full(b[:])
	return b[0]
}

func (s *snapshotReader) uvarint() uint64 {
	n := uint64(0)
	for shift := 0; shift < 64; shift += 7 {
		b := s.byte()
		n |= uint64(b&0x7F) << shift
		if b < 0x80 {
			return n
		}
	}
	s.fail(ErrSnapshot)
	return 0
}

func (s *snapshotReader) number64() uint64 {
	var b [8]byte
	s.full(b[:])
	return binary.LittleEndian.Uint64(b[:])
}

func (s *snapshotReader) number32() uint32 {
	var b [4]byte
	s.full(b[:])
	return binary.LittleEndian.Uint32(b[:])
}

// text reads a text of at most so many bytes.
func (s *snapshotReader) text(most int) []byte {
	n := s.uvarint()
	if n > uint64(most) {
		s.fail(ErrSnapshot)
	}
	if s.err != nil {
		return nil
	}
	return s.bytes(int(n))
}

func (s *snapshotReader) texts(l *lexicon) {
	for n := s.uvarint(); n > 0 && s.err == nil; n-- {
		text := s.text(MaxLabel * 4) // folding may make a text longer
		if known := l.len(); s.err == nil && int(l.intern(text)) != known {
			s.fail(ErrSnapshot)
		}
	}
}

func (s *snapshotReader) word() {
	lang := s.uvarint()
	text, stem := s.text(MaxWord), s.text(MaxWord)
	known := s.to.words.len()
	if s.err != nil || lang >= uint64(s.to.langs.len()) || len(text) == 0 || holdsZero(text) {
		s.fail(ErrSnapshot)
		return
	}
	if int(s.filer.intern(s.to, uint32(lang), Word{string(text), string(stem)}, &s.touched)) != known {
		s.fail(ErrSnapshot)
	}
	s.touched.reset()
}

func holdsZero(b []byte) bool {
	for _, c := range b {
		if c == 0 {
			return true
		}
	}
	return false
}

func (s *snapshotReader) doc() {
	var e entry
	s.full(e.id.UUID[:])
	s.full(e.section.UUID[:])
	e.published, e.from, e.until = int64(s.number64()), int64(s.number64()), int64(s.number64())
	e.url, e.title = s.number64(), s.number64()
	e.lang, e.series = s.number32(), s.number32()
	e.norm, e.weight = math.Float32frombits(s.number32()), math.Float32frombits(s.number32())
	switch s.byte() {
	case 0:
	case 1:
		e.print = new(fingerprint)
		s.full(e.print[:])
	default:
		s.fail(ErrSnapshot)
	}
	const widest = binary.MaxVarintLen32
	e.seq = s.text((maxCompared + MaxTerms) * (widest + 2))
	if s.err == nil && (e.id.IsZero() || !positive(e.norm) || !positive(e.weight) || int64(e.lang) >= int64(s.to.langs.len()) ||
		e.series != none && int64(e.series) >= int64(s.to.series.len()) || !s.whole(e.seq)) {
		s.fail(ErrSnapshot)
	}
	if s.err == nil {
		e.seq = s.filer.keep(e.seq)
		s.docs = append(s.docs, e)
	}
}

func positive(f float32) bool { return f > 0 && f <= math.MaxFloat32 }

// whole reports whether a sequence is one of words and labels that there are.
func (s *snapshotReader) whole(seq []byte) bool {
	field := Field(0)
	for len(seq) > 0 {
		n, size := binary.Uvarint(seq)
		if size <= 0 || n > none {
			return false
		}
		seq = seq[size:]
		switch {
		case n == 0 && size == 1 && len(seq) > 0:
			field, seq = Field(seq[0]), seq[1:]
			if field != InTitle && field != InTags && field != InText && field != InCategory {
				return false
			}
		case n == 0 || field == 0:
			return false
		case field == InCategory && n > uint64(s.to.labels.len()):
			return false
		case field != InCategory && (n > uint64(s.to.words.len()) || s.to.stems[n-1] == none):
			return false
		}
	}
	return true
}

func (s *snapshotReader) postings(word uint32) {
	last, first := uint64(0), true
	for n := s.uvarint(); n > 0 && s.err == nil; n-- {
		distance, mark := s.uvarint(), s.byte()
		if s.err == nil && (distance == 0 && !first || distance >= uint64(len(s.docs)) || last+distance >= uint64(len(s.docs))) {
			s.fail(ErrSnapshot)
		}
		if s.err != nil {
			return
		}
		last, first = last+distance, false
		s.to.spots[word] = s.filer.shelf.post(word, s.to.spots[word], uint32(last), mark)
	}
	s.to.shelf = s.filer.shelf.slabs
}
