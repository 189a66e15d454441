package article

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/newsjunction/news/article/inline"
)

// A fielder is a struct that is a JSON object: it shows members its fields, in order.
type fielder interface{ members(*members) }

// members goes through the fields of a fielder, to write them as the members of a
// JSON object, to read one of them, or to ask whether a key is that of one: each
// struct lists its fields once, for all three. Every method but at and object takes a
// field at its turn; those called value take what stands at the place itself.
type members struct {
	scanner // reading: stands at the value of key
	mode    mode
	name    []byte // reading and asking: the key that is looked for
	found   bool   // one of the fields has it
	out     []byte // writing: what is written
	live    bool   // in a live entry
	start   int    // writing: where in out the body begins
	place   string // of an error, below the body
}

type mode uint8

const (
	reading mode = iota
	writing
	asking
)

// at reports whether it is the turn of the field of a name. Of those that are not
// present, nothing is written. Known keys match as encoding/json matches them,
// whatever their case.
func (m *members) at(name string, present bool) bool {
	if m.mode == writing {
		if present {
			m.writeName(name)
		}
		return present
	}
	if m.found || string(m.name) != name && !bytes.EqualFold(m.name, []byte(name)) {
		return false
	}
	m.found = true
	return m.mode == reading
}

func (m *members) writeName(name string) {
	if m.out[len(m.out)-1] != '{' {
		m.out = append(m.out, ',')
	}
	m.out = append(append(append(m.out, '"'), name...), '"', ':')
}

// open writes an opening bracket.
func (m *members) open(bracket byte) {
	m.out = append(m.out, bracket)
	if m.depth++; m.depth > maxJSONDepth {
		m.fail(ErrTooDeep)
	}
}

func (m *members) close(bracket byte) {
	m.out = append(m.out, bracket)
	m.depth--
}

// object takes an object. Members that are none of its fields are kept in extra.
func (m *members) object(f fielder, extra *json.RawMessage) {
	if m.mode == writing {
		m.open('{')
		if m.err == nil {
			f.members(m)
			m.writeExtra(*extra)
		}
		m.close('}')
		return
	}
	var more json.RawMessage
	m.read(f, func(key string, value []byte) { more = appendMember(more, key, value) })
	*extra = more
}

// read reads an object and hands over the members that are none of its fields. Null
// is an object without members.
func (m *members) read(f fielder, other func(key string, value []byte)) {
	if m.null() {
		return
	}
	if !m.enter('{') {
		mismatch[map[string]any](&m.scanner)
		return
	}
	for m.more('}') {
		m.name, m.found = m.key(), false
		if f.members(m); m.found || m.err != nil {
			continue
		}
		name := string(m.name)
		other(name, m.skip())
	}
	m.found = true // the one that this object is the value of
}

// writeExtra writes members of an object that is being written.
func (m *members) writeExtra(extra json.RawMessage) {
	if len(extra) == 0 {
		return
	}
	if tooDeep(extra, m.depth) {
		m.fail(ErrTooDeep)
	}
	if m.out[len(m.out)-1] != '{' {
		m.out = append(m.out, ',')
	}
	m.out = append(m.out, extra...)
}

// appendMember appends a member of an object whose value is spelled already.
func appendMember(dst json.RawMessage, key string, value []byte) json.RawMessage {
	if len(dst) > 0 {
		dst = append(dst, ',')
	}
	return append(append(appendString(dst, key), ':'), value...)
}

// array takes an array, in order, and returns the index of the last element that it
// took. Null is no array.
func array[T any](m *members, list *[]T, element func(*T, *members)) int {
	if m.mode != writing {
		*list = readArray(m, element)
		return len(*list) - 1
	}
	if *list == nil {
		m.out = append(m.out, "null"...)
		return -1
	}
	m.open('[')
	last := -1
	for last < len(*list)-1 && m.err == nil {
		if last++; last > 0 {
			m.out = append(m.out, ',')
		}
		element(&(*list)[last], m)
	}
	m.close(']')
	return last
}

func readArray[T any](m *members, element func(*T, *members)) []T {
	if m.null() {
		return nil
	}
	if !m.enter('[') {
		mismatch[[]T](&m.scanner)
		return nil
	}
	list := []T{}
	for m.more(']') {
		if m.entries++; m.entries > MaxBlocks {
			m.fail(ErrTooLong)
			break
		}
		var fresh T
		list = append(list, fresh)
		element(&list[len(list)-1], m)
	}
	return list
}

// pointer takes a value that may be absent: null is that.
func pointer[T any](m *members, v **T, value func(*T, *members)) {
	if m.mode == writing {
		value(*v, m)
		return
	}
	if *v = nil; !m.null() {
		*v = new(T)
		value(*v, m)
	}
}

// leaf takes a small value that encoding/json spells.
func leaf[T any](m *members, v *T) {
	if m.mode == writing {
		data, err := json.Marshal(*v)
		if err != nil {
			m.fail(err)
		}
		m.out = append(m.out, data...)
		return
	}
	var fresh T
	if err := json.Unmarshal(m.skip(), &fresh); err != nil && m.err == nil {
		m.fail(err)
		return
	}
	*v = fresh
}

// text takes a text, which is left out where it is empty and not always there.
func (m *members) text(name string, v *string, always bool) {
	if m.at(name, always || *v != "") {
		m.textValue(v)
	}
}

func (m *members) textValue(v *string) {
	switch {
	case m.mode == writing:
		m.out = appendString(m.out, *v)
	case m.peek() == '"':
		*v = string(m.quoted())
	case !m.null():
		mismatch[string](&m.scanner)
	}
}

// markup takes inline markup, which is left out where it is empty and not always there.
func (m *members) markup(name string, v *inline.HTML, always bool) {
	if m.at(name, always || !v.IsZero()) {
		m.markupValue(v)
	}
}

func (m *members) markupValue(v *inline.HTML) {
	s := v.String()
	if m.textValue(&s); m.mode == writing || m.err != nil {
		return
	}
	parsed, err := inline.Parse(s)
	if err != nil {
		m.fail(err)
		return
	}
	*v = parsed
}

// markupElement is markupValue for array.
func markupElement(v *inline.HTML, m *members) { m.markupValue(v) }

// flag takes a truth value, which is left out where it is false.
func (m *members) flag(name string, v *bool) {
	if !m.at(name, *v) {
		return
	}
	switch c := m.peek(); {
	case m.mode == writing:
		m.out = append(m.out, "true"...)
	case c == 't' || c == 'f':
		*v = m.scalar()[0] == 't'
	case !m.null():
		mismatch[bool](&m.scanner)
	}
}

// number takes a whole number, which is left out where it is 0 and not always there.
func (m *members) number(name string, v *int, always bool) {
	if !m.at(name, always || *v != 0) {
		return
	}
	if m.mode == writing {
		m.out = strconv.AppendInt(m.out, int64(*v), 10)
		return
	}
	if c := m.peek(); c == '-' || '0' <= c && c <= '9' {
		start := m.pos
		n, err := strconv.Atoi(string(m.scalar()))
		if err == nil {
			*v = n
			return
		}
		m.pos = start
	} else if m.null() {
		return
	}
	mismatch[int](&m.scanner)
}

// plainBytes are those of ASCII that a string holds as they are. Marks of HTML are not
// among them: encoded, they can stand in a script of a page.
var plainBytes = func() (plain [utf8.RuneSelf]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		plain[c] = !slices.Contains([]rune(`"\<>&`), c)
	}
	return plain
}()

// appendString appends a string as encoding/json spells it.
func appendString[D ~[]byte](dst D, s string) D {
	const digits = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && plainBytes[c] {
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if (r != utf8.RuneError || size > 1) && r != '\u2028' && r != '\u2029' {
				i += size
				continue
			}
		}
		dst = append(dst, s[start:i]...)
		if short := shortEscape(r); short != 0 {
			dst = append(dst, '\\', short)
		} else {
			dst = append(dst, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15], digits[r&15])
		}
		i += size
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}

// shortEscape returns the letter that stands for r behind a backslash, or 0.
func shortEscape(r rune) byte {
	switch r {
	case '"', '\\':
		return byte(r)
	case '\b':
		return 'b'
	case '\f':
		return 'f'
	case '\n':
		return 'n'
	case '\r':
		return 'r'
	case '\t':
		return 't'
	}
	return 0
}

// tooDeep reports whether brackets nest deeper than the limit, without decoding;
// depth are already open.
func tooDeep(data []byte, depth int) bool {
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = endOfString(data, i+1) - 1
		case '[', '{':
			if depth++; depth > maxJSONDepth {
				return true
			}
		case ']', '}':
			depth--
		}
	}
	return false
}
