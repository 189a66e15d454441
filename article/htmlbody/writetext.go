package htmlbody

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy/text"
)

// AppendText appends plain text as HTML, in content or as the value of an attribute, in
// the spelling of package sanitize. Characters that no text may hold are left out, and
// what is not UTF-8 becomes U+FFFD.
func AppendText(dst []byte, s string) []byte { return appendText(dst, s) }

func appendText[T string | []byte](dst []byte, s T) []byte {
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && !special[c] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		if with, change := reference(r, size); change {
			dst = append(append(dst, s[start:i]...), with...)
			start = i + size
		}
		i += size
	}
	return append(dst, s[start:]...)
}

// special holds the ASCII characters that reference may change.
var special = func() (table [utf8.RuneSelf]bool) {
	for c := range byte(' ') {
		table[c] = true
	}
	for _, c := range []byte("&'<>\"\x7f") {
		table[c] = true
	}
	return table
}()

func reference(r rune, size int) (string, bool) {
	switch r {
	case '&':
		return "&amp;", true
	case '\'':
		return "&#39;", true
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '"':
		return "&#34;", true
	case '\n', '\t':
		return "", false
	case utf8.RuneError:
		return "\uFFFD", size == 1
	case 0xFFFE, 0xFFFF:
		return "", true
	}
	return "", text.Forbidden(r)
}

// put writes markup that this package spells.
func (w *writer) put(constant string) { w.b = append(w.b, constant...) }

// either writes markup that is another one in mail.
func (w *writer) either(usual, inMail string) {
	if w.Medium == Mail {
		usual = inMail
	}
	w.put(usual)
}

func (w *writer) inside(start string, markup inline.HTML, end string) {
	w.put(start)
	w.markup(markup)
	w.put(end)
}

// text writes a text, or the value of an attribute.
func (w *writer) text(s string) {
	start := len(w.b)
	w.b = AppendText(w.b, s)
	w.brackets(start)
}

// markup writes inline markup.
func (w *writer) markup(m inline.HTML) {
	start := len(w.b)
	if w.Address == nil {
		w.put(m.String())
	} else {
		w.addressed(m.String())
	}
	w.brackets(start)
}

// addressed writes inline markup with the addresses that Address gives. A quotation
// mark of its text is always a reference, so that one stands at an attribute alone.
func (w *writer) addressed(s string) {
	done := 0
	for next := 0; ; {
		open := strings.IndexByte(s[next:], '"') + next
		if open < next {
			break
		}
		size := strings.IndexByte(s[open+1:], '"')
		if size < 0 {
			break
		}
		next = open + 1 + size + 1
		if value := s[open+1 : next-1]; isLink(s[:open]) && !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "http://") {
			w.put(s[done : open+1])
			w.address(html.UnescapeString(value))
			done = next - 1
		}
	}
	w.put(s[done:])
}

func isLink(before string) bool {
	return strings.HasSuffix(before, ` href=`) || strings.HasSuffix(before, ` cite=`)
}

// address writes where a link leads, and reports whether it leads anywhere.
func (w *writer) address(link string) bool {
	if link == "" {
		return false
	}
	start := len(w.b)
	switch {
	case w.Address != nil:
		w.b = w.Address(w.b, link)
	case inline.CheckLink(link) == nil:
		w.put(link)
	}
	for _, c := range w.b[start:] {
		if c >= utf8.RuneSelf || special[c] {
			var room [256]byte
			plain := append(room[:0], w.b[start:]...)
			w.b = appendText(w.b[:start], plain)
			break
		}
	}
	w.brackets(start)
	return len(w.b) > start
}

// link writes a link, or its title alone where it leads nowhere.
func (w *writer) link(url, title string) {
	if title == "" {
		title = url
	}
	start := len(w.b)
	w.put(`<a href="`)
	leads := w.address(url)
	w.put(`">`)
	if !leads {
		w.b = w.b[:start]
	}
	if w.text(title); leads {
		w.put("</a>")
	}
}

// number writes the value of an attribute, whose name and first quotation mark attr is.
func (w *writer) number(attr string, n int) {
	w.put(attr)
	w.b = append(strconv.AppendInt(w.b, int64(n), 10), '"')
}

// brackets writes the brackets of what was written from start on as references, where
// [Parse] would take what is between them for a shortcode.
func (w *writer) brackets(start int) {
	if w.Medium == Archive && bytes.IndexByte(w.b[start:], '[') >= 0 {
		w.b = append(w.b[:start], quoteShortcodes(string(w.b[start:]))...)
	}
}
