// Package jsontext writes JSON documents piece by piece, from untrusted text.
package jsontext

import (
	"io"
	"math/bits"
	"strconv"
	"strings"
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

// Script returns a Writer that appends to dst, which is empty or a document that is not
// finished. What it writes can stand in a script element of a page: no text in it is an
// end tag or a comment. [Writer.Appended] returns it.
func Script(dst []byte) Writer {
	comma := len(dst) > 0 && dst[len(dst)-1] != '[' && dst[len(dst)-1] != '{'
	return Writer{to: sink.Writer{Held: dst}, script: true, comma: comma}
}

// Appended returns what was appended to the argument of [Script].
func (w *Writer) Appended() []byte { return w.to.Held }

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
}

// Name writes the name of a member, which the program spells; its value comes next.
func (w *Writer) Name(constant string) {
	w.to.Held = append(append(w.appendName(constant), '"'), ':')
	w.comma = false
}

// appendName returns what is held with a name appended, but for the quotation mark and
// the colon at its end.
func (w *Writer) appendName(name string) []byte {
	held := w.to.Held
	if w.comma {
		held = append(held, ',')
	}
	return append(append(held, '"'), name...)
}

// Text writes a member that holds a text; nothing where that is empty.
func (w *Writer) Text(name, value string) {
	if value != "" {
		held := append(w.appendName(name), `":"`...)
		w.to.Held = append(appendText(held, value, w.script), '"')
		w.comma = true
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
}

// Joined writes a member that holds a text that is made of parts.
func (w *Writer) Joined(name string, parts ...string) {
	held := append(w.appendName(name), `":"`...)
	for _, part := range parts {
		held = appendText(held, part, w.script)
	}
	w.to.Held = append(held, '"')
	w.comma = true
}

// Bytes writes a text that stands in a buffer as a value. It must be UTF-8.
func (w *Writer) Bytes(s []byte) {
	w.next()
	w.to.Held = append(appendValid(append(w.to.Held, '"'), s, w.script), '"')
	w.comma = true
}

// Raw writes what is a value of JSON as it is.
func (w *Writer) Raw(value []byte) {
	w.next()
	w.to.Held = append(w.to.Held, value...)
	w.comma = true
}

// AppendString appends a text as a value.
func AppendString(dst []byte, s string) []byte {
	return append(appendText(append(dst, '"'), s, false), '"')
}

func (w *Writer) next() {
	if w.comma {
		w.to.Held = append(w.to.Held, ',')
	}
}

// appendText appends text as it stands between quotes (RFC 8259, section 7). What is
// not UTF-8 becomes U+FFFD.
func appendText(dst []byte, s string, script bool) []byte {
	if !utf8.ValidString(s) {
		s = strings.Map(func(r rune) rune { return r }, s)
	}
	return appendValid(dst, s, script)
}

// appendValid is appendText for what is known to be UTF-8.
func appendValid[T string | []byte](dst []byte, s T, script bool) []byte {
	for {
		n := plain(s, script)
		dst = append(dst, s[:n]...)
		if n == len(s) {
			return dst
		}
		dst = appendEscape(dst, s[n])
		s = s[n+1:]
	}
}

// plain returns how many bytes at the beginning of s stand in a document as they are.
// It reads eight at a time.
func plain[T string | []byte](s T, script bool) (n int) {
	for ; len(s) >= n+8; n += 8 {
		b := s[n : n+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		if found := escaped(x, script); found != 0 {
			return n + bits.TrailingZeros64(found)/8
		}
	}
	for ; n < len(s); n++ {
		if c := s[n]; c < ' ' || c == '"' || c == '\\' || script && (c == '<' || c == '>' || c == '&') {
			return n
		}
	}
	return n
}

// escaped sets the high bit of the first byte of x that is escaped; what it sets above
// that bit means nothing. One that is taken from a byte borrows, and so sets the high
// bit, if the byte is less: a control character less than a space, any other zero where
// it differs by nothing from the character that is looked for.
func escaped(x uint64, script bool) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	found := (x - ones*' ') | ((x ^ ones*'"') - ones) | ((x ^ ones*'\\') - ones)
	if script { // '<' and '>' differ in one bit
		found |= (((x | ones*('<'^'>')) ^ ones*'>') - ones) | ((x ^ ones*'&') - ones)
	}
	return found &^ x & high
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

// Step ends a part of the document, such as an item: what is held back is passed on, if
// that is enough to be worth a call. It returns the first error.
func (w *Writer) Step() error {
	w.to.Spill()
	return w.to.Err
}

// End writes a line end and what is held back, and returns the first error.
func (w *Writer) End() error {
	w.to.Held = append(w.to.Held, '\n')
	w.to.Flush()
	return w.to.Err
}
