package article

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"strconv"

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
	wanted  []byte // reading and asking: the key that is looked for
	found   bool   // one of the fields has it
	out     []byte // writing: what is written
	live    bool   // in a live entry
	start   int    // where the body begins, in out or in what is read
	place   string // of an error, below what is taken
}

// fault returns the error, whose place is below root.
func (m *members) fault(root string) error {
	if m.mode == reading && errors.Is(m.err, errSyntax) {
		return fault(root, invalid(m.data))
	}
	return fault(root+m.place, m.err)
}

// ofWhole reports whether an error says something of all that is taken, and not of one
// place in it.
func ofWhole(err error) bool {
	return errors.Is(err, ErrTooLarge) || errors.Is(err, ErrTooDeep) || errors.Is(err, ErrTooLong)
}

// invalid says why data are not JSON, in the words of encoding/json, which sweeps what
// is refused for them.
func invalid(data []byte) error { return cmp.Or(json.Unmarshal(data, new(json.RawMessage)), errSyntax) }

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
	if m.found || string(m.wanted) != name && !bytes.EqualFold(m.wanted, []byte(name)) {
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
	for n := 0; m.more('}', n); n++ {
		m.wanted, m.found = m.key(), false
		if f.members(m); m.found || m.err != nil {
			continue
		}
		name := string(m.wanted)
		other(name, m.skip())
	}
	m.found = true // the one that this object is the value of
}

// writeExtra writes members of an object that is being written.
func (m *members) writeExtra(extra json.RawMessage) {
	if len(extra) == 0 {
		return
	}
	in := scanner{data: extra, depth: m.depth}
	for range in.inside { // which is sound, or else in.err says why not
		continue
	}
	if in.err != nil {
		m.fail(in.err)
		return
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
	for n := 0; m.more(']', n); n++ {
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
	case c == 't':
		m.word("true")
		*v = true
	case c == 'f':
		m.word("false")
		*v = false
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
	readNumber(m, v, strconv.Atoi)
}

// decimal takes a number, which is always there.
func (m *members) decimal(name string, v *float64) {
	if !m.at(name, true) {
		return
	}
	if m.mode == writing {
		leaf(m, v)
		return
	}
	readNumber(m, v, func(s string) (float64, error) { return strconv.ParseFloat(s, 64) })
}

func readNumber[T any](m *members, v *T, parse func(string) (T, error)) {
	c, start := m.peek(), m.pos
	if c != '-' && !isDigit(c) {
		if !m.null() {
			mismatch[T](&m.scanner)
		}
		return
	}
	n, err := parse(string(m.numeral()))
	if err == nil {
		*v = n
	} else if m.err == nil {
		m.pos = start
		mismatch[T](&m.scanner)
	}
}
