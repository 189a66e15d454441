// Package xmltext writes XML documents from untrusted text. Markup comes from
// constants; text comes in through [Writer.Text], [Writer.Attr] and
// [Writer.CDATA], which escape it and leave out what XML 1.0 cannot hold.
package xmltext

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// A Writer writes one document. The first error of the writer below it ends it:
// Err and Close return it, and nothing more is written. It is not safe for
// concurrent use.
type Writer struct {
	out *bufio.Writer
	err error
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{out: bufio.NewWriter(w)} }

// Markup writes what the program itself spells. Never pass it text from outside.
func (w *Writer) Markup(constant string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(constant)
	}
}

// Element writes an element that holds a text, with attributes in pairs of name and
// value; nothing where text is empty.
func (w *Writer) Element(name, text string, attrs ...string) {
	if text == "" {
		return
	}
	w.Open(name, attrs...)
	w.Markup(">")
	w.Text(text)
	w.Markup("</")
	w.Markup(name)
	w.Markup(">\n")
}

// Empty writes an element without content.
func (w *Writer) Empty(name string, attrs ...string) {
	w.Open(name, attrs...)
	w.Markup("/>\n")
}

// Open writes a start tag but for its end.
func (w *Writer) Open(name string, attrs ...string) {
	w.Markup("<")
	w.Markup(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.Markup(" ")
		w.Markup(attrs[i])
		w.Markup(`="`)
		w.Text(attrs[i+1])
		w.Markup(`"`)
	}
}

// Text writes text, in content or in an attribute. Line ends and tabs are written as
// references where a parser would change them.
func (w *Writer) Text(s string) {
	start := 0
	for i, r := range s {
		with := reference(r, s[i:])
		if with == keep {
			continue
		}
		w.Markup(s[start:i])
		w.Markup(with)
		start = i + width(r, s[i:])
	}
	w.Markup(s[start:])
}

// keep is the reference of a character that needs none.
const keep = "="

func reference(r rune, at string) string {
	switch r {
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
	case utf8.RuneError:
		if width(r, at) == 1 {
			return "\uFFFD"
		}
	}
	if !allowed(r) {
		return ""
	}
	return keep
}

func width(r rune, at string) int {
	if r == utf8.RuneError {
		_, size := utf8.DecodeRuneInString(at)
		return size
	}
	return utf8.RuneLen(r)
}

// allowed reports whether XML 1.0 has a place for r (section 2.2, Char).
func allowed(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}

// CDATA writes text as a CDATA section, which keeps markup readable; one that holds
// "]]>" is continued in a second section.
func (w *Writer) CDATA(s string) {
	s = strings.Map(func(r rune) rune {
		if !allowed(r) {
			return -1
		}
		return r
	}, s) // which makes each byte that is not UTF-8 a U+FFFD
	w.Markup("<![CDATA[")
	for {
		before, after, found := strings.Cut(s, "]]>")
		w.Markup(before)
		if !found {
			break
		}
		w.Markup("]]]]><![CDATA[>")
		s = after
	}
	w.Markup("]]>")
}

// Err returns the first error.
func (w *Writer) Err() error { return w.err }

// Close writes what is held back and returns the first error. It leaves the writer
// below open.
func (w *Writer) Close() error {
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}
