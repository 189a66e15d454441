package wxr

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	openCDATA  = "<![CDATA["
	closeCDATA = "]]>"
)

// text reads the content of an element that holds a text, and steps out of it. Tags
// that stand in it unescaped are the author's: they are part of the text.
func (s *scanner) text(t tag) (string, error) {
	if t.empty {
		return "", nil
	}
	r := textReader{scanner: s, tag: t, from: s.pos - s.mark, out: s.scratch[:0]}
	defer func() { s.scratch = r.out[:0] }()
	for {
		done, err := r.step()
		if err != nil {
			return "", err
		}
		if done {
			return r.value()
		}
	}
}

// textReader reads one text. Places are kept as distances to the scanner's mark,
// which does not move meanwhile.
type textReader struct {
	*scanner
	tag   tag
	from  int
	out   []byte
	first bool // the text began with a section
	noted bool // that it holds markup
	raw   int  // where the last ]]> stands that ends no section; 0: none
}

func (r *textReader) place() int { return r.pos - r.mark }

// step reads text up to a <, and what begins there.
func (r *textReader) step() (done bool, err error) {
	distance, err := r.find("<")
	if errors.Is(err, io.EOF) {
		return false, r.fault(r.mark+r.from, ErrTruncated, fmt.Sprintf("within <%.40s>", r.tag.raw))
	} else if err != nil {
		return false, err
	}
	if distance > 0 {
		if err := r.chars(r.buf[r.pos : r.pos+distance]); err != nil {
			return false, err
		}
		r.pos += distance
	}
	if ok, err := r.more(len(openCDATA)); err != nil {
		return false, err
	} else if !ok && len(r.buf)-r.pos < 2 {
		return false, r.literal(1)
	}
	switch rest := r.buf[r.pos:]; {
	case rest[1] == '/':
		return r.end()
	case bytes.HasPrefix(rest, []byte(openCDATA)):
		return r.section()
	case bytes.HasPrefix(rest, []byte("<!--")):
		return r.comment()
	case rest[1] == '!':
		return false, r.fault(r.pos, ErrDoctype, "")
	}
	for _, outer := range [...]string{"<item>", "<item ", "<channel>", "<rss "} {
		if bytes.HasPrefix(r.buf[r.pos:], []byte(outer)) {
			return false, r.unclosed()
		}
	}
	return false, r.literal(1)
}

// unclosed is the fault of an element that does not end where it must have.
func (r *textReader) unclosed() error {
	return r.fault(r.pos, ErrSyntax, fmt.Sprintf("<%.40s> is not closed", r.tag.raw))
}

func (r *textReader) chars(source []byte) (err error) {
	if at := bytes.LastIndex(source, []byte(closeCDATA)); at >= 0 {
		r.raw = r.place() + at
		if len(bytes.TrimSpace(r.buf[r.mark+r.from:r.pos])) == 0 {
			r.mended(r.pos+at, "]]> outside a CDATA section", "it is text")
		}
	}
	r.out, err = r.decode(r.out, source, r.pos)
	return err
}

// section reads a CDATA section.
func (r *textReader) section() (bool, error) {
	if len(bytes.TrimSpace(r.buf[r.mark+r.from:r.pos])) == 0 {
		r.first = true
	}
	r.pos += len(openCDATA)
	distance, err := r.find(closeCDATA)
	if errors.Is(err, io.EOF) {
		return false, r.fault(r.pos, ErrTruncated, fmt.Sprintf("within a CDATA section of <%.40s>", r.tag.raw))
	} else if err != nil {
		return false, err
	}
	r.out, err = r.plain(r.out, r.buf[r.pos:r.pos+distance], r.pos)
	r.pos += distance + len(closeCDATA)
	return false, err
}

// comment passes over a comment, but for the marks with which qTranslate parts
// languages: exporters write those outside a section too.
func (r *textReader) comment() (bool, error) {
	distance, err := r.findAfter(len("<!--"), "-->")
	if errors.Is(err, io.EOF) {
		return false, r.fault(r.pos, ErrTruncated, "a comment does not end")
	} else if err != nil {
		return false, err
	}
	length := distance + len("-->")
	if distance > len("<!--") && r.buf[r.pos+len("<!--")] == ':' {
		r.out = append(r.out, r.buf[r.pos:r.pos+length]...)
	}
	r.pos += length
	return false, nil
}

// end reads an end tag: the element's own, or one of the text.
func (r *textReader) end() (bool, error) {
	distance, err := r.find(">")
	if errors.Is(err, io.EOF) {
		return false, r.fault(r.pos, ErrTruncated, "within a tag")
	} else if err != nil {
		return false, err
	}
	inside := bytes.TrimRight(r.buf[r.pos+2:r.pos+distance], " \t\r\n")
	if string(inside) == r.tag.raw {
		r.tag.at = r.place()
		r.pos += distance + 1
		return true, nil
	}
	switch name := string(inside); {
	case name == "item", name == "channel", name == "rss", r.spaces.name(name) != "" && strings.Contains(name, ":") && len(name) < 64:
		return false, r.fault(r.pos, ErrSyntax, fmt.Sprintf("<%.40s> is closed by </%.40s>", r.tag.raw, name))
	}
	return false, r.literal(1)
}

// literal takes over markup as text.
func (r *textReader) literal(n int) error {
	if !r.noted {
		r.mended(r.pos, "markup in <"+r.tag.raw+">", "it stood there unescaped, and is the author's")
		r.noted = true
	}
	r.out = append(r.out, r.buf[r.pos:r.pos+n]...)
	r.pos += n
	return nil
}

// value returns the text. Where the author's own ]]> ended a section early, and the
// exporter's stands bare before the end tag, the whole between is the author's.
func (r *textReader) value() (string, error) {
	inside := bytes.TrimSpace(r.buf[r.mark+r.from : r.mark+r.tag.at])
	if r.raw == 0 || !r.first || !bytes.HasSuffix(inside, []byte(closeCDATA)) {
		if r.raw != 0 && r.first {
			r.mended(r.mark+r.raw, "]]> outside a CDATA section", "it is text")
		}
		return string(r.out), nil
	}
	r.mended(r.mark+r.raw, "CDATA section that ended early", "the ]]> within it is the author's")
	whole := inside[len(openCDATA) : len(inside)-len(closeCDATA)]
	whole = bytes.ReplaceAll(whole, []byte("]]]]><![CDATA[>"), []byte(closeCDATA))
	out, err := r.plain(nil, whole, r.mark+r.from)
	return string(out), err
}

// decode appends text with its references decoded.
func (s *scanner) decode(dst, source []byte, at int) ([]byte, error) {
	start := len(dst)
	for {
		i := bytes.IndexByte(source, '&')
		if i < 0 {
			break
		}
		dst = append(dst, source[:i]...)
		source, at = source[i:], at+i
		var n int
		var err error
		if dst, n, err = s.reference(dst, source, at); err != nil {
			return nil, err
		}
		source, at = source[n:], at+n
	}
	dst = append(dst, source...)
	tail, err := s.legal(dst[start:], at)
	return dst[:start+len(tail)], err
}

// longestReference bounds the search for the semicolon of a reference; the longest
// name of HTML, with its ampersand, is &CounterClockwiseContourIntegral;.
const longestReference = 34

// reference appends what the reference at the beginning of source stands for, and
// returns its length.
func (s *scanner) reference(dst, source []byte, at int) ([]byte, int, error) {
	end := bytes.IndexByte(source[:min(len(source), longestReference)], ';')
	if end < 2 || !isReference(source[1:end]) {
		s.mended(at, "& that begins no reference", "it is text")
		return append(dst, '&'), 1, nil
	}
	name := string(source[1:end])
	switch name {
	case "amp":
		return append(dst, '&'), end + 1, nil
	case "lt":
		return append(dst, '<'), end + 1, nil
	case "gt":
		return append(dst, '>'), end + 1, nil
	case "quot":
		return append(dst, '"'), end + 1, nil
	case "apos":
		return append(dst, '\''), end + 1, nil
	}
	if name[0] == '#' {
		r, ok := number(name[1:])
		if !ok {
			if r, length := surrogates(source); length > 0 {
				s.mended(at, "character in two references", "its meaning is certain")
				return utf8.AppendRune(dst, r), length, nil
			}
			s.mended(at, "reference to a character that is none", "it was dropped")
			return dst, end + 1, nil
		}
		return utf8.AppendRune(dst, r), end + 1, nil
	}
	decoded := html.UnescapeString("&" + name + ";")
	if decoded == "&"+name+";" || strings.HasSuffix(decoded, ";") && len(decoded) > 1 {
		return nil, 0, s.fault(at, ErrDoctype, fmt.Sprintf("&%s; is not defined", name))
	}
	s.mended(at, "character named as in HTML", "its meaning is certain")
	return append(dst, decoded...), end + 1, nil
}

func isReference(name []byte) bool {
	for i, c := range name {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (c != '#' || i > 0) {
			return false
		}
	}
	return len(name) > 1 || name[0] != '#'
}

// number reads the number of a character reference.
func number(digits string) (rune, bool) {
	r, ok := codePoint(digits)
	return r, ok && utf8.ValidRune(r) && r != 0xFFFE && r != 0xFFFF && (r >= ' ' || r == '\t' || r == '\n' || r == '\r')
}

func codePoint(digits string) (rune, bool) {
	base := 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune
}

// surrogates reads two references to the halves in which UTF-16 writes a character: so
// some plugins store emoji. The length is 0 where there are none.
func surrogates(source []byte) (r rune, length int) {
	first, rest, _ := bytes.Cut(source, []byte{';'})
	second, _, ok := bytes.Cut(rest[:min(len(rest), longestReference)], []byte{';'})
	if !ok || !bytes.HasPrefix(second, []byte("&#")) {
		return 0, 0
	}
	high, _ := codePoint(string(first[2:]))
	low, _ := codePoint(string(second[2:]))
	if r = utf16.DecodeRune(high, low); r == utf8.RuneError {
		return 0, 0
	}
	return r, len(first) + len(second) + 2*len(";")
}

// plain appends text without references.
func (s *scanner) plain(dst, source []byte, at int) ([]byte, error) {
	start := len(dst)
	dst = append(dst, source...)
	tail, err := s.legal(dst[start:], at)
	return dst[:start+len(tail)], err
}

// legal checks text in place: it must be UTF-8 without NUL. Other control characters
// are dropped, and line ends made one line feed, as XML has them.
func (s *scanner) legal(text []byte, at int) ([]byte, error) {
	odd := false
	for i, c := range text {
		if c < ' ' && c != '\n' && c != '\t' || c == 0xEF && bytes.HasPrefix(text[i:], []byte("\uFFFE")[:2]) {
			odd = true
			break
		}
	}
	if !utf8.Valid(text) {
		return nil, s.fault(at, ErrEncoding, fmt.Sprintf("in %.60q", invalid(text)))
	}
	if !odd {
		return text, nil
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return nil, s.fault(at+i, ErrSyntax, "NUL")
	}
	kept := text[:0]
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				kept = append(kept, '\n')
			}
		case c < ' ' && c != '\n' && c != '\t':
			s.mended(at, "control character", "XML has none, and it was dropped")
		case c == 0xEF && (bytes.HasPrefix(text[i:], []byte("\uFFFE")) || bytes.HasPrefix(text[i:], []byte("\uFFFF"))):
			s.mended(at, "character that is none", "XML has none, and it was dropped")
			i += 2
		default:
			kept = append(kept, c)
		}
	}
	return kept, nil
}

// invalid returns the text around the first byte that is no UTF-8.
func invalid(text []byte) []byte {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n <= 1 {
			return text[max(0, i-20):min(len(text), i+20)]
		}
		i += n
	}
	return text
}
