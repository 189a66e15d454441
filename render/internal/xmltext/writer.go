// Package xmltext writes XML documents from untrusted text. Markup comes from
// constants; text comes in through [Writer.Text] and [Writer.Element], which escape it
// and leave out what XML 1.0 cannot hold.
package xmltext

import (
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/newsjunction/news/render/internal/sink"
)

// A Writer writes one document, part by part: Step ends each. The first error of the
// writer below it ends it: Step and Close return it, and nothing more is written. It is
// not safe for concurrent use.
type Writer struct{ to sink.Writer }

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{to: sink.New(w)} }

// Markup writes what the program itself spells. Never pass it text from outside.
func (w *Writer) Markup(constant string) { w.to.Held = append(w.to.Held, constant...) }

// Element writes an element that holds a text, with attributes in pairs of name and
// value; nothing where text is empty.
func (w *Writer) Element(name, text string, attrs ...string) {
	if text == "" {
		return
	}
	w.open(name, attrs)
	w.to.Held = append(w.to.Held, '>')
	w.to.Held = appendText(w.to.Held, text)
	w.close(name)
}

// Time writes an element that holds an instant; nothing for none.
func (w *Writer) Time(name string, at time.Time, layout string) {
	if at.IsZero() {
		return
	}
	w.open(name, nil)
	w.to.Held = append(w.to.Held, '>')
	w.to.Held = at.AppendFormat(w.to.Held, layout)
	w.close(name)
}

// MailDate is Time in the layout of mail (RFC 5322, section 3.3), as RSS writes it.
func (w *Writer) MailDate(name string, at time.Time) {
	if at.IsZero() {
		return
	}
	w.open(name, nil)
	w.to.Held = append(w.to.Held, '>')
	w.to.Held = appendMailDate(w.to.Held, at)
	w.close(name)
}

// appendMailDate is at.AppendFormat for [time.RFC1123Z], without reading a layout.
func appendMailDate(dst []byte, at time.Time) []byte {
	year, month, day := at.Date()
	_, offset := at.Zone()
	if year < 1000 || year > 9999 || offset%60 != 0 {
		return at.AppendFormat(dst, time.RFC1123Z)
	}
	hour, minute, second := at.Clock()
	sign := byte('+')
	if offset /= 60; offset < 0 {
		sign, offset = '-', -offset
	}
	dst = append(append(dst, at.Weekday().String()[:3]...), ',', ' ')
	dst = append(append(appendTwo(dst, day), ' '), month.String()[:3]...)
	dst = appendTwo(appendTwo(append(dst, ' '), year/100), year%100)
	dst = append(appendTwo(append(dst, ' '), hour), ':')
	dst = append(appendTwo(dst, minute), ':')
	dst = append(appendTwo(dst, second), ' ', sign)
	return appendTwo(appendTwo(dst, offset/60), offset%60)
}

// appendTwo appends the two digits of a number below 100.
func appendTwo(dst []byte, n int) []byte {
	return append(dst, byte('0'+n/10), byte('0'+n%10))
}

// Empty writes an element without content.
func (w *Writer) Empty(name string, attrs ...string) {
	w.open(name, attrs)
	w.Markup("/>\n")
}

// Open writes a start tag but for its end.
func (w *Writer) Open(name string, attrs ...string) { w.open(name, attrs) }

// Attr adds an attribute to a tag that is open; nothing where the value is empty.
func (w *Writer) Attr(name, value string) {
	if value != "" {
		w.attr(name, value)
	}
}

// AttrBytes is Attr for a value that stands in a buffer.
func (w *Writer) AttrBytes(name string, value []byte) {
	if len(value) > 0 {
		w.to.Held = append(append(append(w.to.Held, ' '), name...), `="`...)
		w.to.Held = append(appendText(w.to.Held, value), '"')
	}
}

// Number adds an attribute that is a positive number; nothing for any other.
func (w *Writer) Number(name string, n int) {
	if n > 0 {
		w.to.Held = append(append(append(w.to.Held, ' '), name...), `="`...)
		w.to.Held = append(strconv.AppendInt(w.to.Held, int64(n), 10), '"')
	}
}

func (w *Writer) open(name string, attrs []string) {
	w.to.Held = append(append(w.to.Held, '<'), name...)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.attr(attrs[i], attrs[i+1])
	}
}

func (w *Writer) attr(name, value string) {
	w.to.Held = append(append(append(w.to.Held, ' '), name...), `="`...)
	w.to.Held = append(appendText(w.to.Held, value), '"')
}

func (w *Writer) close(name string) {
	w.to.Held = append(append(append(w.to.Held, "</"...), name...), ">\n"...)
}

// Raw writes what is known to need no escape, such as an id.
func (w *Writer) Raw(s []byte) { w.to.Held = append(w.to.Held, s...) }

// Int writes a number.
func (w *Writer) Int(n int64) { w.to.Held = strconv.AppendInt(w.to.Held, n, 10) }

// Text writes text, in content or in an attribute. Line ends and tabs are written as
// references where a parser would change them.
func (w *Writer) Text(s string) { w.to.Held = appendText(w.to.Held, s) }

// TextBytes is Text for one that stands in a buffer.
func (w *Writer) TextBytes(s []byte) { w.to.Held = appendText(w.to.Held, s) }

// AppendText appends what [Writer.Text] writes.
func AppendText(dst []byte, s string) []byte { return appendText(dst, s) }

// appendText appends text with references for all that is not itself in XML.
func appendText[T string | []byte](dst []byte, s T) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if !special[c] {
				i++
				continue
			}
			dst = append(append(dst, s[start:i]...), reference(c)...)
			i++
			start = i
			continue
		}
		r, size := decode(s[i:])
		if r == utf8.RuneError && size == 1 {
			dst = append(append(dst, s[start:i]...), "\uFFFD"...)
			start = i + size
		} else if r >= 0xFFFE && r <= 0xFFFF {
			dst = append(dst, s[start:i]...)
			start = i + size
		}
		i += size
	}
	return append(dst, s[start:]...)
}

func decode[T string | []byte](s T) (rune, int) {
	return utf8.DecodeRuneInString(string(s[:min(len(s), utf8.UTFMax)]))
}

// special holds the ASCII characters that may not stand as they are.
var special = func() (table [utf8.RuneSelf]bool) {
	for c := range byte(' ') {
		table[c] = true
	}
	table['&'], table['<'], table['>'], table['"'] = true, true, true, true
	return table
}()

// reference spells an ASCII character that may not stand as it is; "" for one that
// XML 1.0 has no place for (section 2.2, Char).
func reference(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&#34;"
	case '\t':
		return "&#9;"
	case '\n':
		return "&#10;"
	case '\r':
		return "&#13;"
	}
	return ""
}

// CDATA writes an element that holds what fill appends, as a CDATA section, which keeps
// markup readable; nothing where that is nothing. Fill appends valid UTF-8 without
// "]]>" and without the control characters that XML 1.0 cannot hold (section 2.2, Char);
// its error is returned, and the document then ends in the middle.
func (w *Writer) CDATA(element, attrs string, fill func(dst []byte) ([]byte, error)) error {
	start := len(w.to.Held)
	held := append(append(append(append(w.to.Held, '<'), element...), attrs...), "><![CDATA["...)
	empty := len(held)
	held, err := fill(held)
	if err != nil || len(held) == empty {
		w.to.Held = held[:start]
		return err
	}
	w.to.Held = append(held, "]]>"...)
	w.close(element)
	return nil
}

// Step ends a part of the document, such as an item: what is held back is passed on, if
// that is enough to be worth a call. It returns the first error.
func (w *Writer) Step() error {
	w.to.Spill()
	return w.to.Err
}

// Close writes what is held back and returns the first error. It leaves the writer
// below open.
func (w *Writer) Close() error {
	w.to.Flush()
	return w.to.Err
}
