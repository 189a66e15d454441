package taxonomy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
)

// A cursor goes through JSON that is valid, once. The first thing that is not of the
// type asked for ends it.
type cursor struct {
	data  []byte
	at    int
	key   []byte            // of the last member, as it is written
	words map[string]string // keys and languages, each held once
	err   error
}

// maxWords bounds how many words are held once: few are met again and again.
const maxWords = 500

// A SnapshotError says where in a snapshot a value is that no tree has.
type SnapshotError struct {
	Offset int    // bytes
	Want   string // such as "a string"
}

// Error names the package, the place and what is wanted there.
func (e *SnapshotError) Error() string {
	return fmt.Sprintf("taxonomy: snapshot: byte %d: want %s", e.Offset, e.Want)
}

func (c *cursor) fail(want string) {
	if c.err == nil {
		c.err = &SnapshotError{c.at, want}
	}
	c.at = len(c.data)
}

// next returns the first byte of the next token, 0 at the end.
func (c *cursor) next() byte {
	for ; c.at < len(c.data); c.at++ {
		switch b := c.data[c.at]; b {
		case ' ', '\t', '\r', '\n', ',', ':':
		default:
			return b
		}
	}
	return 0
}

// null reports whether the next value is null, and passes it.
func (c *cursor) null() bool {
	if c.next() != 'n' {
		return false
	}
	c.at += len("null")
	return true
}

// members yields the keys of the next object. Whoever ranges over them takes the
// value of each. Null is an empty object.
func (c *cursor) members() iter.Seq[string] {
	return func(yield func(string) bool) {
		if !c.open('{', "an object") {
			return
		}
		for c.next() != '}' && c.err == nil {
			if !yield(c.word()) {
				return
			}
		}
		c.close()
	}
}

// word takes the key of a member.
func (c *cursor) word() string {
	c.next()
	at := c.at
	s := c.raw()
	c.key = s
	if word, ok := c.words[string(s)]; ok {
		return word
	}
	c.at = at
	word := c.text()
	if c.words == nil {
		c.words = make(map[string]string)
	}
	if len(c.words) < maxWords {
		c.words[string(s)] = word
	}
	return word
}

// extra appends the member whose value comes to others that are kept as they are
// written.
func (c *cursor) extra(extra json.RawMessage) json.RawMessage {
	if len(extra) > 0 {
		extra = append(extra, ',')
	}
	return append(append(append(extra, c.key...), ':'), c.raw()...)
}

// elements yields the index of each element of the next array. Whoever ranges over
// them takes the value of each. Null is an empty array.
func (c *cursor) elements() iter.Seq[int] {
	return func(yield func(int) bool) {
		if !c.open('[', "an array") {
			return
		}
		for i := 0; c.next() != ']' && c.err == nil; i++ {
			if !yield(i) {
				return
			}
		}
		c.close()
	}
}

// close passes a closing bracket.
func (c *cursor) close() {
	if c.err == nil {
		c.at++
	}
}

func (c *cursor) open(bracket byte, want string) bool {
	if c.null() {
		return false
	}
	if c.next() != bracket {
		c.fail(want)
		return false
	}
	c.at++
	return true
}

// text takes a string. Null is the empty one.
func (c *cursor) text() string {
	if c.null() {
		return ""
	}
	if c.next() != '"' {
		c.fail("a string")
		return ""
	}
	raw := c.raw()
	if inner := raw[1 : len(raw)-1]; bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		c.fail("a string")
	}
	return s
}

// integer takes a number without a fraction.
func (c *cursor) integer() (n int64) {
	if c.null() {
		return 0
	}
	c.next()
	at := c.at
	n, err := strconv.ParseInt(string(c.raw()), 10, 64)
	if err != nil {
		c.at = at
		c.fail("a whole number")
	}
	return n
}

// boolean takes true or false.
func (c *cursor) boolean() bool {
	if c.null() {
		return false
	}
	switch c.next() {
	case 't', 'f':
		return c.raw()[0] == 't'
	}
	c.fail("true or false")
	return false
}

// raw takes a value as it is written.
func (c *cursor) raw() []byte {
	c.next()
	from := c.at
	for depth := 0; c.at < len(c.data); {
		switch c.next() {
		case '"':
			c.quoted()
		case '{', '[':
			depth++
			c.at++
		case '}', ']':
			depth--
			c.at++
		default:
			c.scalar()
		}
		if depth == 0 {
			return c.data[from:c.at]
		}
	}
	return nil // there is no value at the end of what is valid
}

// quoted passes a string.
func (c *cursor) quoted() {
	for c.at++; c.data[c.at] != '"'; c.at++ {
		if c.data[c.at] == '\\' {
			c.at++
		}
	}
	c.at++
}

// scalar passes a number or a word.
func (c *cursor) scalar() {
	for ; c.at < len(c.data); c.at++ {
		switch c.data[c.at] {
		case ' ', '\t', '\r', '\n', ',', ':', '}', ']':
			return
		}
	}
}
