package article

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxJSONDepth is how deep brackets nest in the JSON of a body.
const maxJSONDepth = 64

// A scanner reads JSON that [json.Valid] accepted, from its beginning to its end:
// whatever it looks at, it knows by the first byte. After an error it is at the end.
type scanner struct {
	data    []byte
	pos     int
	depth   int    // brackets that are open
	entries int    // elements of arrays that were read
	buf     []byte // of the string last read, if that has escapes
	err     error  // the first
}

func (s *scanner) fail(err error) {
	if s.err == nil {
		s.err = err
	}
	s.pos = len(s.data)
}

// mismatch fails because the value at hand is of another kind than T.
func mismatch[T any](s *scanner) {
	if s.err != nil {
		return
	}
	kinds := map[byte]string{'{': "object", '[': "array", '"': "string", 't': "bool", 'f': "bool"}
	kind, ok := kinds[s.peek()]
	if !ok {
		kind = "number"
	}
	s.fail(&json.UnmarshalTypeError{Value: kind, Type: reflect.TypeFor[T](), Offset: int64(s.pos)})
}

// peek skips white space and returns the byte that follows, 0 at the end.
func (s *scanner) peek() byte {
	for ; s.pos < len(s.data); s.pos++ {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// null skips a null, if one is next.
func (s *scanner) null() bool {
	if s.peek() != 'n' {
		return false
	}
	s.pos += len("null")
	return true
}

// enter goes into the object or array that opens next; false: there is none.
func (s *scanner) enter(open byte) bool {
	if s.peek() != open {
		return false
	}
	s.pos++
	if s.depth++; s.depth > maxJSONDepth {
		s.fail(ErrTooDeep)
		return false
	}
	return true
}

// more goes to the next member or element, or, where there is none, past the closing
// bracket.
func (s *scanner) more(closing byte) bool {
	switch s.peek() {
	case closing:
		s.pos++
		s.depth--
		return false
	case 0:
		return false
	case ',':
		s.pos++
	}
	return true
}

// key reads the key of a member and goes to its value. It is good until the next
// string is read.
func (s *scanner) key() []byte {
	s.peek()
	key := s.quoted()
	s.peek()
	s.pos++ // the colon
	return key
}

// quoted reads the string that is next. It is good until the next one is read.
func (s *scanner) quoted() []byte {
	start := s.pos + 1
	s.pos = endOfString(s.data, start)
	return s.unquote(s.data[start : s.pos-1])
}

// endOfString returns where the string ends whose text begins at i: behind its quote.
func endOfString(data []byte, i int) int {
	for ; i < len(data); i++ {
		switch data[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
	return len(data)
}

// unquote returns what the text between two quotes stands for. As encoding/json has
// it, U+FFFD stands for each byte that is not UTF-8 and each half of a surrogate pair.
func (s *scanner) unquote(raw []byte) []byte {
	at := bytes.IndexByte(raw, '\\')
	if at < 0 && utf8.Valid(raw) {
		return raw
	}
	out := s.buf[:0]
	for ; at >= 0; at = bytes.IndexByte(raw, '\\') {
		out = appendUTF8(out, raw[:at])
		if c := raw[at+1]; c == 'u' {
			r, size := hexRune(raw[at:])
			out, raw = utf8.AppendRune(out, r), raw[at+size:]
		} else {
			out, raw = append(out, unescaped(c)), raw[at+2:]
		}
	}
	s.buf = appendUTF8(out, raw)
	return s.buf
}

func appendUTF8(dst, text []byte) []byte {
	if utf8.Valid(text) {
		return append(dst, text...)
	}
	for _, r := range string(text) {
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// unescaped returns what stands for a letter behind a backslash.
func unescaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// hexRune reads "\u1234", or two of them that are a surrogate pair, and returns how
// many bytes it read.
func hexRune(raw []byte) (r rune, size int) {
	r = hex(raw)
	if utf16.IsSurrogate(r) && len(raw) >= 12 && raw[6] == '\\' && raw[7] == 'u' {
		if pair := utf16.DecodeRune(r, hex(raw[6:])); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return r, 6
}

func hex(raw []byte) rune {
	n, _ := strconv.ParseUint(string(raw[2:6]), 16, 32)
	return rune(n)
}

// skip goes past the value that is next and returns it as it is spelled.
func (s *scanner) skip() []byte {
	s.peek()
	start, depth := s.pos, s.depth
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			s.pos = endOfString(s.data, s.pos+1)
		case '{', '[':
			s.pos++
			if s.depth++; s.depth > maxJSONDepth {
				s.fail(ErrTooDeep)
				return nil
			}
			continue
		case '}', ']':
			s.pos++
			s.depth--
		case ',', ':', ' ', '\t', '\n', '\r':
			s.pos++
			continue
		default:
			s.scalar()
		}
		if s.depth == depth {
			return s.data[start:s.pos]
		}
	}
	return s.data[start:s.pos]
}

// scalar goes past a number, a truth value or null and returns it as it is spelled.
func (s *scanner) scalar() []byte {
	start := s.pos
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ',', ':', ']', '}', ' ', '\t', '\n', '\r':
			return s.data[start:s.pos]
		}
		s.pos++
	}
	return s.data[start:s.pos]
}
