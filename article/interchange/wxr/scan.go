package wxr

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// scanner reads the tags of an export. It is no parser of all XML: an export is an
// outer structure of a few known elements, and texts. So it can take texts in which
// authors' markup stands unescaped, which no strict parser can.
//
// It holds one record at a time: what begin marked, up to where it has read.
type scanner struct {
	r     io.Reader
	buf   []byte
	pos   int   // of the next byte, in buf
	mark  int   // in buf; what stands before it is forgotten
	base  int64 // where buf begins in the file
	limit int   // bytes of a record
	ended error // what ended the reading

	fixed bool // the encoding is known: of a mark of UTF-8, or a declaration

	lines   int // line ends before counted
	counted int // in buf

	spaces  spaces
	scratch []byte // of the last text
	passing bool   // what is read is passed over: its text is not stray
	repair  func(at int64, what, why string)
}

// tag is one tag of the structure.
type tag struct {
	name  string // as [spaces.name] gives it; "" for those that mean nothing here
	raw   string // as it is written, with its prefix
	attrs []attr
	end   bool // an end tag
	empty bool // one that has no content
	at    int  // where it begins, in buf; valid until more is read
}

type attr struct{ name, value string }

func (t tag) attr(name string) string {
	for _, a := range t.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// begin forgets all that was read: a record begins.
func (s *scanner) begin() { s.mark = s.pos }

// fill reads more. It keeps what stands from mark on, and moves what points into buf.
func (s *scanner) fill() error {
	if s.ended != nil {
		return s.ended
	}
	if len(s.buf)-s.mark > s.limit {
		return s.fault(s.mark, ErrTooLarge, fmt.Sprintf("a record passes %d bytes", s.limit))
	}
	if s.mark > 0 && (s.mark >= len(s.buf)/2 || len(s.buf) == cap(s.buf)) {
		s.countTo(s.mark)
		n := copy(s.buf, s.buf[s.mark:])
		s.base += int64(s.mark)
		s.pos, s.counted, s.mark = s.pos-s.mark, s.counted-s.mark, 0
		s.buf = s.buf[:n]
	}
	if len(s.buf) == cap(s.buf) {
		grown := make([]byte, len(s.buf), max(64<<10, 2*cap(s.buf)))
		copy(grown, s.buf)
		s.buf = grown
	}
	n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	if err != nil {
		s.ended = err
	}
	return nil
}

// countTo counts the lines up to a place. Places come in rising order but for those
// of a record, so that the cost stays linear.
func (s *scanner) countTo(at int) {
	if at < s.counted {
		s.lines -= bytes.Count(s.buf[at:s.counted], []byte{'\n'})
	} else {
		s.lines += bytes.Count(s.buf[s.counted:at], []byte{'\n'})
	}
	s.counted = at
}

// fault places an error at an index of buf.
func (s *scanner) fault(at int, err error, detail string) error {
	at = min(at, len(s.buf))
	s.countTo(at)
	return &Error{Line: s.lines + 1, Byte: s.base + int64(at), Err: err, Detail: detail}
}

// mended notes a repair at an index of buf.
func (s *scanner) mended(at int, what, why string) {
	s.countTo(at)
	s.repair(s.base+int64(at), what, why)
}

// more makes sure that n bytes follow pos; false where the file ends before.
func (s *scanner) more(n int) (bool, error) {
	for len(s.buf)-s.pos < n {
		if err := s.fill(); errors.Is(err, io.EOF) {
			return false, nil
		} else if err != nil {
			return false, s.place(err)
		}
	}
	return true, nil
}

// place names the package and the place for an error of the reader below.
func (s *scanner) place(err error) error {
	var placed *Error
	switch {
	case errors.As(err, &placed):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return s.fault(len(s.buf), ErrTruncated, "the packed file is not whole")
	case errors.Is(err, ErrTooLarge), errors.Is(err, ErrSyntax):
		return s.fault(len(s.buf), err, "")
	}
	s.countTo(len(s.buf))
	return fmt.Errorf("wxr: line %d: reading: %w", s.lines+1, err)
}

// find returns where a separator stands at or after pos, as the distance to pos.
func (s *scanner) find(separator string) (int, error) { return s.findAfter(0, separator) }

// findAfter is find for a separator that stands n bytes after pos at least. So many are
// there.
func (s *scanner) findAfter(n int, separator string) (int, error) {
	for from := n; ; {
		if at := bytes.Index(s.buf[s.pos+from:], []byte(separator)); at >= 0 {
			return from + at, nil
		}
		from = max(n, len(s.buf)-s.pos-len(separator)+1)
		if ok, err := s.more(len(s.buf) - s.pos + 1); err != nil {
			return 0, err
		} else if !ok {
			return 0, io.EOF
		}
	}
}

// has reports whether the text stands at pos.
func (s *scanner) has(text string) (bool, error) {
	ok, err := s.more(len(text))
	return ok && string(s.buf[s.pos:s.pos+len(text)]) == text, err
}

// next returns the next tag. Text before it has no place in the structure: white
// space is passed over, and other text is dropped and reported. The error is io.EOF
// at the end of the file.
func (s *scanner) next() (tag, error) {
	for {
		distance, err := s.find("<")
		if errors.Is(err, io.EOF) {
			distance = len(s.buf) - s.pos
		} else if err != nil {
			return tag{}, err
		}
		if stray := s.buf[s.pos : s.pos+distance]; len(bytes.TrimSpace(stray)) > 0 {
			if err := s.stray(stray); err != nil {
				return tag{}, err
			}
		}
		s.pos += distance
		if err != nil {
			return tag{}, err
		}
		if skipped, err := s.aside(); err != nil {
			return tag{}, err
		} else if skipped {
			continue
		}
		if ok, err := s.more(2); err != nil {
			return tag{}, err
		} else if ok && !isName(s.buf[s.pos+1:s.pos+2]) && s.buf[s.pos+1] != '/' {
			s.mended(s.pos, "< that begins no tag", "it is text between elements, and was dropped")
			s.pos++
			continue
		}
		return s.tag()
	}
}

// stray drops text that stands between elements.
func (s *scanner) stray(text []byte) error {
	if bytes.IndexByte(text, 0) >= 0 {
		return s.fault(s.pos+bytes.IndexByte(text, 0), ErrSyntax, "NUL")
	}
	if !s.passing {
		s.mended(s.pos, "text between elements", "it belongs to none, and was dropped")
	}
	return nil
}

// aside passes over a comment, a processing instruction or a CDATA section between
// elements.
func (s *scanner) aside() (bool, error) {
	if ok, err := s.more(2); err != nil || !ok || s.buf[s.pos+1] != '!' && s.buf[s.pos+1] != '?' {
		return false, err
	}
	for _, a := range [...]struct{ open, end, detail string }{
		{"<!--", "-->", "a comment does not end"},
		{"<?", "?>", "a processing instruction does not end"},
		{"<![CDATA[", "]]>", "a CDATA section does not end"},
	} {
		if ok, err := s.has(a.open); err != nil {
			return false, err
		} else if !ok {
			continue
		}
		distance, err := s.findAfter(len(a.open), a.end)
		if errors.Is(err, io.EOF) {
			return false, s.fault(s.pos, ErrTruncated, a.detail)
		} else if err != nil {
			return false, err
		}
		inside := s.buf[s.pos+len(a.open) : s.pos+distance]
		if a.open == "<?" {
			if err := s.declaration(inside, s.pos+distance+len(a.end)); err != nil {
				return false, err
			}
		} else if a.open == "<![CDATA[" && !s.passing && len(bytes.TrimSpace(inside)) > 0 {
			s.mended(s.pos, "text between elements", "it belongs to none, and was dropped")
		}
		s.pos += distance + len(a.end)
		return true, nil
	}
	if ok, err := s.has("<!"); err != nil || ok {
		if err == nil {
			err = s.fault(s.pos, ErrDoctype, "")
		}
		return false, err
	}
	return false, nil
}

// tag reads the tag that begins at pos.
func (s *scanner) tag() (tag, error) {
	length, err := s.tagLength()
	if err != nil {
		return tag{}, err
	}
	at, inside := s.pos, s.buf[s.pos+1:s.pos+length-1]
	t := tag{at: at}
	if len(inside) > 0 && inside[0] == '/' {
		t.end, inside = true, inside[1:]
	} else if len(inside) > 0 && inside[len(inside)-1] == '/' {
		t.empty, inside = true, inside[:len(inside)-1]
	}
	cut := 0
	for cut < len(inside) && !isSpace(inside[cut]) {
		cut++
	}
	if !isName(inside[:cut]) {
		return tag{}, s.fault(at, ErrSyntax, fmt.Sprintf("%.20q is no tag", s.buf[at:at+length]))
	}
	var ok bool
	if t.attrs, ok = s.attributes(inside[cut:], at); !ok || t.end && len(t.attrs) > 0 {
		return tag{}, s.fault(at, ErrSyntax, fmt.Sprintf("the attributes of %.40q can't be read", s.buf[at:at+length]))
	}
	for _, a := range t.attrs {
		if prefix, ok := strings.CutPrefix(a.name, "xmlns:"); ok {
			s.spaces.bind(prefix, a.value)
		}
	}
	t.raw = s.spaces.raw(inside[:cut])
	t.name = s.spaces.name(t.raw)
	s.pos += length
	return t, nil
}

// tagLength returns the length of the tag at pos. A > in a quoted value does not
// end it.
func (s *scanner) tagLength() (int, error) {
	if end := bytes.IndexByte(s.buf[s.pos:], '>'); end > 0 && !bytes.ContainsAny(s.buf[s.pos+1:s.pos+end], "\"'<\x00") {
		return end + 1, nil
	}
	quote := byte(0)
	for i := 1; ; i++ {
		if ok, err := s.more(i + 1); err != nil {
			return 0, err
		} else if !ok {
			return 0, s.fault(s.pos, ErrTruncated, "within a tag")
		}
		switch c := s.buf[s.pos+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1, nil
		case c == '<' || c == 0:
			return 0, s.fault(s.pos+i, ErrSyntax, fmt.Sprintf("%q in a tag", c))
		}
	}
}

// attributes reads what stands in a tag after its name.
func (s *scanner) attributes(source []byte, at int) (attrs []attr, ok bool) {
	for {
		source = bytes.TrimLeft(source, " \t\r\n")
		if len(source) == 0 {
			return attrs, true
		}
		name, rest, found := bytes.Cut(source, []byte{'='})
		name, rest = bytes.TrimRight(name, " \t\r\n"), bytes.TrimLeft(rest, " \t\r\n")
		if !found || !isName(name) || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil, false
		}
		value, after, found := bytes.Cut(rest[1:], rest[:1])
		if !found {
			return nil, false
		}
		decoded, err := s.decode(nil, value, at)
		if err != nil {
			return nil, false
		}
		local := name
		if prefix, plain, ok := bytes.Cut(name, []byte{':'}); ok && string(prefix) != "xmlns" {
			local = plain
		}
		attrs = append(attrs, attr{name: string(local), value: string(decoded)})
		source = after
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isName reports whether a name is one that elements and attributes have.
func isName(name []byte) bool {
	for i, c := range name {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 128
		if !letter && (i == 0 || c != ':' && c != '-' && c != '.' && (c < '0' || c > '9')) {
			return false
		}
	}
	return len(name) > 0
}
