// Package xmltext writes XML documents from untrusted text. Markup comes from
// constants; text comes in through [Writer.Text], [Writer.Element] and
// [Writer.CDATA], which escape it and leave out what XML 1.0 cannot hold.
package xmltext

import (
	"bytes"
	"encoding/binary"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/newsjunction/news/render/internal/sink"
)

// A Writer writes one document. The first error of the writer below it ends it:
// Err and Close return it, and nothing more is written. It is not safe for
// concurrent use.
type Writer struct{ to sink.Writer }

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{to: sink.New(w)} }

// Markup writes what the program itself spells. Never pass it text from outside.
func (w *Writer) Markup(constant string) {
	w.to.Held = append(w.to.Held, constant...)
	w.to.Spill()
}

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

// Empty writes an element without content.
func (w *Writer) Empty(name string, attrs ...string) {
	w.open(name, attrs)
	w.Markup("/>\n")
}

// Open writes a start tag but for its end.
func (w *Writer) Open(name string, attrs ...string) {
	w.open(name, attrs)
	w.to.Spill()
}

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
	w.to.Spill()
}

// Raw writes what is known to need no escape, such as an id.
func (w *Writer) Raw(s []byte) { w.to.Pass(s) }

// Int writes a number.
func (w *Writer) Int(n int64) { w.to.Held = strconv.AppendInt(w.to.Held, n, 10) }

// Text writes text, in content or in an attribute. Line ends and tabs are written as
// references where a parser would change them.
func (w *Writer) Text(s string) {
	w.to.Held = appendText(w.to.Held, s)
	w.to.Spill()
}

// TextBytes is Text for one that stands in a buffer.
func (w *Writer) TextBytes(s []byte) {
	w.to.Held = appendText(w.to.Held, s)
	w.to.Spill()
}

// appendText appends text with references for all that is not itself in XML.
func appendText[T string | []byte](dst []byte, s T) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if !special(c) {
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

func special(c byte) bool {
	return c < ' ' || c == '&' || c == '<' || c == '>' || c == '"'
}

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

// CDATA writes text as a CDATA section, which keeps markup readable; one that holds
// "]]>" is continued in a second section.
func (w *Writer) CDATA(s []byte) {
	if !plain(s) {
		s = bytes.Map(func(r rune) rune {
			if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
				return -1
			}
			return r
		}, s) // which makes each byte that is not UTF-8 a U+FFFD
	}
	w.Markup("<![CDATA[")
	for {
		before, after, found := bytes.Cut(s, []byte("]]>"))
		w.to.Pass(before)
		if !found {
			break
		}
		w.Markup("]]]]><![CDATA[>")
		s = after
	}
	w.Markup("]]>")
}

// plain reports whether XML has a place for all of s. It reads eight bytes at a time.
func plain(s []byte) bool {
	if !utf8.Valid(s) || bytes.Contains(s, []byte("\uFFFE")) || bytes.Contains(s, []byte("\uFFFF")) {
		return false
	}
	const low, high = 0x0101010101010101, 0x8080808080808080
	for len(s) >= 8 {
		if x := binary.LittleEndian.Uint64(s); (x-low*' ')&^x&high != 0 && !spaces(s[:8]) {
			return false // a byte below the space, that is no white space
		}
		s = s[8:]
	}
	return spaces(s)
}

// spaces reports whether the only control characters of s are tabs and line ends.
func spaces(s []byte) bool {
	for _, c := range s {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}

// Err returns the first error.
func (w *Writer) Err() error { return w.to.Err }

// Close writes what is held back and returns the first error. It leaves the writer
// below open.
func (w *Writer) Close() error {
	w.to.Flush()
	return w.to.Err
}
