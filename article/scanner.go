package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"unicode/utf8"
)

// maxJSONDepth is how deep brackets nest in the JSON of a body.
const maxJSONDepth = 64

// errSyntax means that data are no JSON.
var errSyntax = errors.New("data are not JSON")

// A scanner reads JSON from its beginning to its end, and holds it to the grammar of
// RFC 8259 on the way: what it has passed is sound. As in encoding/json, strings may hold
// bytes that are not UTF-8. After an error it is at the end.
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
	kind := ""
	switch c := s.peek(); c {
	case '{':
		kind = "object"
	case '[':
		kind = "array"
	case '"':
		kind = "string"
	case 't', 'f':
		kind = "bool"
	default:
		if c != '-' && !isDigit(c) {
			s.fail(errSyntax)
			return
		}
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

// end demands that nothing but white space is left.
func (s *scanner) end() {
	if s.peek(); s.pos < len(s.data) {
		s.fail(errSyntax)
	}
}

// null skips a null, if one is next.
func (s *scanner) null() bool {
	if s.peek() != 'n' {
		return false
	}
	s.word("null")
	return true
}

// word goes past a word that must be next.
func (s *scanner) word(word string) {
	if end := s.pos + len(word); end <= len(s.data) && string(s.data[s.pos:end]) == word {
		s.pos = end
		return
	}
	s.fail(errSyntax)
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

// more goes to the next member or element behind those that were taken, or, where
// there is none, past the closing bracket.
func (s *scanner) more(closing byte, taken int) bool {
	switch c := s.peek(); {
	case c == closing:
		s.pos++
		s.depth--
		return false
	case taken == 0:
		return s.err == nil
	case c != ',':
		s.fail(errSyntax)
		return false
	}
	s.pos++
	return true
}

// name goes past the name of a member and its colon, and returns it as it is spelled.
func (s *scanner) name() (raw []byte, escaped bool) {
	if s.peek() != '"' {
		s.fail(errSyntax)
		return nil, false
	}
	raw, escaped = s.spelled()
	if s.peek() != ':' {
		s.fail(errSyntax)
		return nil, false
	}
	s.pos++
	return raw, escaped
}

// key is name, decoded. It is good until the next string is decoded.
func (s *scanner) key() []byte { return s.unquote(s.name()) }

// quoted decodes the string whose quote is at hand. It is good until the next one is
// decoded.
func (s *scanner) quoted() []byte { return s.unquote(s.spelled()) }

// asIs are the bytes that stand for themselves within a string.
var asIs = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c >= ' ' && c != '"' && c != '\\'
	}
	return plain
}()

// spelled goes past the string whose quote is at hand, and returns what stands between
// its quotes.
func (s *scanner) spelled() (raw []byte, escaped bool) {
	start := s.pos + 1
	for i := start; i < len(s.data); i++ {
		c := s.data[i]
		if asIs[c] {
			continue
		}
		if c == '"' {
			s.pos = i + 1
			return s.data[start:i], escaped
		}
		size := escapeSize(s.data[i:])
		if size == 0 {
			break
		}
		escaped = true
		i += size - 1
	}
	s.fail(errSyntax)
	return nil, false
}

// unquote returns what the text between two quotes stands for. As encoding/json has
// it, U+FFFD stands for each byte that is not UTF-8 and each half of a surrogate pair.
func (s *scanner) unquote(raw []byte, escaped bool) []byte {
	if !escaped && utf8.Valid(raw) {
		return raw
	}
	out := s.buf[:0]
	for at := bytes.IndexByte(raw, '\\'); at >= 0; at = bytes.IndexByte(raw, '\\') {
		r, size := unescape(raw[at:])
		out = utf8.AppendRune(appendUTF8(out, raw[:at]), r)
		raw = raw[at+size:]
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

// skip goes past the value that is next and returns it as it is spelled.
func (s *scanner) skip() []byte {
	s.peek()
	start := s.pos
	if s.pass(); s.err != nil {
		return nil
	}
	return s.data[start:s.pos]
}

// pass goes past the value that is next.
func (s *scanner) pass() {
	switch c := s.peek(); c {
	case '"':
		s.spelled()
	case '{':
		s.enter(c)
		for n := 0; s.more('}', n); n++ {
			s.name()
			s.pass()
		}
	case '[':
		s.enter(c)
		for n := 0; s.more(']', n); n++ {
			s.pass()
		}
	case 't':
		s.word("true")
	case 'f':
		s.word("false")
	case 'n':
		s.word("null")
	default:
		s.numeral()
	}
}

// inside goes past what stands between the brackets of an object, which is all that is
// left, and yields the keys of its members, one or more.
func (s *scanner) inside(yield func(key []byte) bool) {
	for n := 0; n == 0 || s.peek() != 0 && s.more(0, n); n++ {
		if key := s.key(); s.err != nil || !yield(key) {
			return
		}
		s.pass()
	}
	s.end()
}

// numeral goes past the number that must be next and returns it as it is spelled.
func (s *scanner) numeral() []byte {
	start := s.pos
	s.one("-")
	ok := s.one("0") || s.digits()
	if s.one(".") {
		ok = s.digits() && ok
	}
	if s.one("eE") {
		s.one("+-")
		ok = s.digits() && ok
	}
	if !ok {
		s.fail(errSyntax)
		return nil
	}
	return s.data[start:s.pos]
}

// one goes past one of some bytes, if such a one is next.
func (s *scanner) one(of string) bool {
	if s.pos == len(s.data) || strings.IndexByte(of, s.data[s.pos]) < 0 {
		return false
	}
	s.pos++
	return true
}

// digits goes past digits; false: there is none.
func (s *scanner) digits() bool {
	start := s.pos
	for s.pos < len(s.data) && isDigit(s.data[s.pos]) {
		s.pos++
	}
	return s.pos > start
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
