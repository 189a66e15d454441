// Package sink holds back what a document's writer appends, and passes it on in
// pieces, so that appending a word costs no call to the writer below.
package sink

import "io"

// Size is how many bytes are held back before they are passed on.
const Size = 32 << 10

// A Writer is the end of one document. Its user appends to Held and calls Spill
// after each step. The first error of the writer below ends it: Err keeps it, and
// nothing more is written. It is not safe for concurrent use.
type Writer struct {
	Held []byte
	Err  error
	out  io.Writer
}

// New returns a Writer to w.
func New(w io.Writer) Writer { return Writer{Held: make([]byte, 0, Size/8), out: w} }

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

// Pass flushes, and then writes p as it is: a long text need not be held.
func (w *Writer) Pass(p []byte) {
	if len(p) < Size/4 {
		w.Held = append(w.Held, p...)
		w.Spill()
		return
	}
	w.Flush()
	if w.Err == nil {
		_, w.Err = w.out.Write(p)
	}
}
