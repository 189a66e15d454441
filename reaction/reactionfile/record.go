package reactionfile

import (
	"encoding/binary"
	"strings"

	"github.com/newsjunction/news/reaction"
)

// A record is what a change makes true: what a reader holds to a subject, or that
// the reader holds nothing. It does not say what was held before, so the log may be
// played over a state that has some of it already.
//
//	flags       1 byte
//	subject     text, or 2 bytes: the place of a known one; absent if erased
//	reader      16 bytes, or 2: the place of a known one
//	kind        text, or 1 byte: the place of a known one; absent if undone or erased
//	text        length as a varint, bytes
type record struct {
	subject string
	reader  reaction.Reader
	kind    reaction.Kind // empty if undone
	erased  bool          // everything that reader held
}

const (
	knownSubject = 1 << iota
	knownReader
	knownKind
	undone
	erased
	allFlags = 1<<iota - 1
)

// Words are the subjects, readers and kinds that a log has named. Each has one
// place, by its content, which it shares with others; the place knows the last one
// named. A writer may forget words that a reader of the log knows, never the
// other way round: it then names them again.
type words struct {
	readers  [1 << 14]reaction.Reader
	subjects [1 << 12]string
	kinds    [1 << 8]reaction.Kind
}

// append appends r to b.
func (w *words) append(b []byte, r record) []byte {
	at := len(b)
	b = append(b, 0)
	if r.erased {
		b[at] = erased
		return w.appendReader(b, at, r.reader)
	}
	b = w.appendSubject(b, at, r.subject)
	b = w.appendReader(b, at, r.reader)
	if r.kind == "" {
		b[at] |= undone
		return b
	}
	return w.appendKind(b, at, r.kind)
}

// appendSubject appends to a record whose flags are at b[flags], as do those below.
func (w *words) appendSubject(b []byte, flags int, subject string) []byte {
	at := subjectPlace(subject)
	if w.subjects[at] == subject {
		b[flags] |= knownSubject
		return binary.LittleEndian.AppendUint16(b, at)
	}
	w.subjects[at] = strings.Clone(subject) // what it may be a part of is not kept
	return append(binary.AppendUvarint(b, uint64(len(subject))), subject...)
}

func (w *words) appendReader(b []byte, flags int, r reaction.Reader) []byte {
	key, _ := r.MarshalBinary() // which never fails
	at := readerPlace(key)
	if w.readers[at] == r {
		b[flags] |= knownReader
		return binary.LittleEndian.AppendUint16(b, at)
	}
	w.readers[at] = r
	return append(b, key...)
}

func (w *words) appendKind(b []byte, flags int, k reaction.Kind) []byte {
	at := kindPlace(k)
	if w.kinds[at] == k {
		b[flags] |= knownKind
		return append(b, at)
	}
	w.kinds[at] = reaction.Kind(strings.Clone(string(k)))
	return append(binary.AppendUvarint(b, uint64(len(k))), k...)
}

// Places are part of the format: a log is read with those it was written with.

// readerPlace needs no mixing: a key is a hash.
func readerPlace(key []byte) uint16 { return binary.LittleEndian.Uint16(key) >> 2 }

func subjectPlace(s string) uint16 { return uint16(mixed(s) >> 20) }

func kindPlace(k reaction.Kind) uint8 { return uint8(mixed(string(k)) >> 24) }

// mixed is FNV-1a (Fowler, Noll, Vo), multiplied once more for the sake of its
// upper bits: by a prime near 2^32 over the golden ratio (Knuth).
func mixed(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h * 0x9e3779b1
}

// A recordReader takes records off a frame. After one that makes no sense bad is
// set, and the rest is empty.
type recordReader struct {
	words *words
	rest  []byte
	bad   bool
}

func (f *recordReader) next() record {
	var r record
	flags := f.take(1)[0]
	f.bad = f.bad || flags > allFlags
	if flags&erased != 0 {
		return record{reader: f.reader(flags), erased: true}
	}
	r.subject = f.subject(flags)
	r.reader = f.reader(flags)
	if flags&undone == 0 {
		r.kind = f.kind(flags)
		f.bad = f.bad || r.kind == ""
	}
	return r
}

func (f *recordReader) subject(flags byte) string {
	if flags&knownSubject != 0 {
		return f.words.subjects[f.place(len(f.words.subjects))]
	}
	s := f.text(reaction.MaxSubjectBytes)
	f.words.subjects[subjectPlace(s)] = s
	return s
}

func (f *recordReader) reader(flags byte) (r reaction.Reader) {
	if flags&knownReader != 0 {
		return f.words.readers[f.place(len(f.words.readers))]
	}
	key := f.take(16)
	f.bad = r.UnmarshalBinary(key) != nil || f.bad
	f.words.readers[readerPlace(key)] = r
	return r
}

func (f *recordReader) kind(flags byte) reaction.Kind {
	if flags&knownKind != 0 {
		return f.words.kinds[f.take(1)[0]]
	}
	k := reaction.Kind(f.text(64))
	f.words.kinds[kindPlace(k)] = k
	return k
}

// place takes a place among so many.
func (f *recordReader) place(places int) int {
	at := int(binary.LittleEndian.Uint16(f.take(2)))
	f.bad = f.bad || at >= places
	return at % places
}

func (f *recordReader) text(limit int) string {
	n, size := binary.Uvarint(f.rest)
	if size <= 0 || n > uint64(limit) {
		f.bad = true
		return ""
	}
	f.rest = f.rest[size:]
	return string(f.take(int(n)))
}

// take takes n bytes, which are zeros where there are fewer.
func (f *recordReader) take(n int) []byte {
	if len(f.rest) < n {
		f.bad, f.rest = true, nil
		return make([]byte, n)
	}
	b := f.rest[:n]
	f.rest = f.rest[n:]
	return b
}
