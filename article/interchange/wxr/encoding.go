package wxr

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// declaration reads the XML declaration that ends at an index of buf: an old blog was
// exported in the encoding in which it was shown.
func (s *scanner) declaration(inside []byte, end int) error {
	rest, ok := bytes.CutPrefix(inside, []byte("xml"))
	if !ok || len(rest) == 0 || !isSpace(rest[0]) || s.fixed {
		return nil
	}
	attrs, _ := s.attributes(rest, s.pos)
	name := tag{attrs: attrs}.attr("encoding")
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return nil
	}
	letters, ok := encodings(name)
	if !ok {
		return s.fault(s.pos, ErrEncoding, fmt.Sprintf("the file says that it is %.40q", name))
	}
	s.mended(s.pos, "encoding "+strings.ToLower(name), "the file says so, and it was read as that")
	s.fixed = true
	// What was read ahead has to be read again.
	ahead := bytes.Clone(s.buf[end:])
	s.buf = s.buf[:end]
	s.r = letters.NewDecoder().Reader(io.MultiReader(bytes.NewReader(ahead), s.r))
	if errors.Is(s.ended, io.EOF) {
		s.ended = nil
	}
	return nil
}

// encodings returns an encoding of a byte a letter. Browsers read ISO-8859-1 as the
// superset that Windows has of it (encoding.spec.whatwg.org, 4.2), and so do authors.
func encodings(name string) (*charmap.Charmap, bool) {
	switch strings.ToLower(name) {
	case "iso-8859-1", "latin1", "windows-1252", "cp1252":
		return charmap.Windows1252, true
	case "iso-8859-2", "latin2":
		return charmap.ISO8859_2, true
	case "iso-8859-15", "latin9":
		return charmap.ISO8859_15, true
	case "windows-1250", "cp1250":
		return charmap.Windows1250, true
	case "windows-1251", "cp1251":
		return charmap.Windows1251, true
	case "koi8-r":
		return charmap.KOI8R, true
	}
	return nil, false
}
