// Package jsontext writes JSON documents piece by piece, from untrusted text.
package jsontext

import (
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/newsjunction/news/render/internal/sink"
)

// A Writer writes one document; commas are its own business. The first error of the
// writer below it ends it. It is not safe for concurrent use.
type Writer struct {
	to     sink.Writer
	script bool // the document stands in a script element
	comma  bool // a value stands before the next one
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{to: sink.New(w)} }

// NewScript returns a Writer to w whose document can stand in a script element of a
// page: no text in it is an end tag or a comment.
func NewScript(w io.Writer) *Writer { return &Writer{to: sink.New(w), script: true} }

// Open begins an object ('{') or an array ('['), Close ends it.
func (w *Writer) Open(bracket byte) {
	w.next()
	w.to.Held = append(w.to.Held, bracket)
	w.comma = false
}

// Close ends what Open began ('}' or ']').
func (w *Writer) Close(bracket byte) {
	w.to.Held = append(w.to.Held, bracket)
	w.comma = true
	w.to.Spill()
}

// Name writes the name of a member, which the program spells; its value comes next.
func (w *Writer) Name(constant string) {
	w.next()
	w.to.Held = append(append(append(w.to.Held, '"'), constant...), `":`...)
	w.comma = false
}

// Text writes a member that holds a text; nothing where that is empty.
func (w *Writer) Text(name, value string) {
	if value != "" {
		w.Name(name)
		w.String(value)
	}
}

// Time writes a member that holds an instant in RFC 3339; nothing for none.
func (w *Writer) Time(name string, at time.Time) {
	if at.IsZero() {
		return
	}
	w.Name(name)
	w.to.Held = append(w.to.Held, '"')
	w.to.Held = append(at.AppendFormat(w.to.Held, time.RFC3339), '"')
	w.comma = true
}

// Number writes a member that holds a positive number; nothing for any other.
func (w *Writer) Number(name string, n int64) {
	if n > 0 {
		w.Name(name)
		w.to.Held = strconv.AppendInt(w.to.Held, n, 10)
		w.comma = true
	}
}

// Float writes a member that holds a finite number.
func (w *Writer) Float(name string, x float64) {
	w.Name(name)
	w.to.Held = strconv.AppendFloat(w.to.Held, x, 'f', -1, 64)
	w.comma = true
}

// Bool writes a member that holds a truth.
func (w *Writer) Bool(name string, is bool) {
	w.Name(name)
	w.to.Held = strconv.AppendBool(w.to.Held, is)
	w.comma = true
}

// String writes a text as a value.
func (w *Writer) String(s string) {
	w.next()
	w.to.Held = append(appendText(append(w.to.Held, '"'), s, w.script), '"')
	w.comma = true
	w.to.Spill()
}

// Bytes writes a text that stands in a buffer as a value.
func (w *Writer) Bytes(s []byte) {
	w.next()
	w.to.Held = append(appendText(append(w.to.Held, '"'), s, w.script), '"')
	w.comma = true
	w.to.Spill()
}

func (w *Writer) next() {
	if w.comma {
		w.to.Held = append(w.to.Held, ',')
	}
}

// When an ASCII character is escaped.
const (
	never = iota
	inScript
	always
)

// special says when each ASCII character is escaped.
var special = func() (table [utf8.RuneSelf]byte) {
	for c := range byte(' ') {
		table[c] = always
	}
	table['"'], table['\\'] = always, always
	table['<'], table['>'], table['&'] = inScript, inScript, inScript
	return table
}()

// appendText appends text as it stands between quotes (RFC 8259, section 7). What is
// not UTF-8 becomes U+FFFD.
func appendText[T string | []byte](dst []byte, s T, script bool) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if kept := special[c]; kept == never || kept == inScript && !script {
				i++
				continue
			}
			dst = appendEscape(append(dst, s[start:i]...), c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(append(dst, s[start:i]...), "\uFFFD"...)
			start = i + size
		case r == '\u2028' || r == '\u2029':
			dst = append(append(append(dst, s[start:i]...), `\u202`...), "89"[r-'\u2028'])
			start = i + size
		}
		i += size
	}
	return append(dst, s[start:]...)
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, `\n`...)
	case '\t':
		return append(dst, `\t`...)
	case '\r':
		return append(dst, `\r`...)
	}
	const digits = "0123456789abcdef"
	return append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
}

// Err returns the first error.
func (w *Writer) Err() error { return w.to.Err }

// End writes a line end and what is held back, and returns the first error.
func (w *Writer) End() error {
	w.to.Held = append(w.to.Held, '\n')
	w.to.Flush()
	return w.to.Err
}
