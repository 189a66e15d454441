// Package sink holds back what a document's writer appends, and passes it on in
// pieces, so that appending a word costs no call to the writer below.
package sink

import "io"

// Size is how many bytes are held back before they are passed on.
const Size = 16 << 10

// A Writer is the end of one document. Its user appends to Held and calls Spill
// after each step. The first error of the writer below ends it: Err keeps it, and
// nothing more is written. It is not safe for concurrent use.
type Writer struct {
	Held []byte
	Err  error
	out  io.Writer
}

// New returns a Writer to w, with room for what is held and for a long step beyond.
func New(w io.Writer) Writer { return Writer{Held: make([]byte, 0, 3*Size), out: w} }

// Spill passes on what is held, if that is enough to be worth a call.
func (w *Writer) Spill() {
	if len(w.Held) >= Size {
		w.Flush()
	}
}

// Flush passes on all that is held.
func (w *Writer) Flush() {
	if w.Err == nil && len(w.Held) > 0 {
		_, w.Err = w.out.Write(w.Held)
	}
	w.Held = w.Held[:0]
}
