package mediatopics

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// limited reads at most left bytes of r.
type limited struct {
	r    io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	// One byte past the limit tells a file that is too large from one that ends there.
	n, err := l.r.Read(p[:min(int64(len(p)), l.left+1)])
	if l.left -= int64(n); l.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}

// cursor walks the values of one file.
type cursor struct {
	dec    *json.Decoder
	limits Limits
}

// fail says where reading stopped. What the decoder says of the text becomes
// [ErrSyntax]; another cause, such as the reader's own, is kept.
func (c *cursor) fail(path string, err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return &Error{Path: path, Offset: syntax.Offset, Err: ErrSyntax, Detail: err.Error()}
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return &Error{Path: path, Offset: c.dec.InputOffset(), Err: ErrSyntax, Detail: "ends too early"}
	}
	return &Error{Path: path, Offset: c.dec.InputOffset(), Err: err}
}

// field is a fault of the value that was read last.
func (c *cursor) field(path, detail string) error {
	return &Error{Path: path, Offset: c.dec.InputOffset(), Err: ErrField, Detail: detail}
}

// open reads a bracket: '{' or '['. Another value is [ErrField].
func (c *cursor) open(path string, want json.Delim) error {
	token, err := c.dec.Token()
	if err != nil {
		return c.fail(path, err)
	}
	if token != want {
		return c.field(path, fmt.Sprintf("%q expected", want.String()))
	}
	return nil
}

// object calls member at the value of each member; it must read the value.
func (c *cursor) object(path string, member func(name string) error) error {
	if err := c.open(path, '{'); err != nil {
		return err
	}
	met := make(map[string]bool)
	for c.dec.More() {
		token, err := c.dec.Token()
		if err != nil {
			return c.fail(path, err)
		}
		name := token.(string) // the decoder lets nothing else stand before a colon
		if met[name] {
			return c.field(path, fmt.Sprintf("%q comes twice", clip(name)))
		}
		met[name] = true
		if err := member(name); err != nil {
			return err
		}
	}
	return c.shut(path)
}

// list calls element at each value; it must read it.
func (c *cursor) list(path string, element func(i int) error) error {
	if err := c.open(path, '['); err != nil {
		return err
	}
	for i := 0; c.dec.More(); i++ {
		if err := element(i); err != nil {
			return err
		}
	}
	return c.shut(path)
}

func (c *cursor) shut(path string) error {
	if _, err := c.dec.Token(); err != nil {
		return c.fail(path, err)
	}
	return nil
}

// raw reads one value as it stands, within the limits.
func (c *cursor) raw(path string) (json.RawMessage, error) {
	var raw json.RawMessage
	if err := c.dec.Decode(&raw); err != nil {
		return nil, c.fail(path, err)
	}
	switch {
	case len(raw) > c.limits.Concept:
		return nil, c.fail(path, ErrTooLarge)
	case depth(raw) > maxDepth:
		return nil, c.fail(path, ErrTooDeep)
	case !utf8.Valid(raw):
		return nil, c.fail(path, ErrSyntax)
	}
	return raw, nil
}

// maxDepth bounds how deep the values of one member nest; a release has 2.
const maxDepth = 16

// depth counts the brackets around the innermost value of sound JSON.
func depth(raw []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch b := raw[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			now++
			deepest = max(deepest, now)
		case b == '}' || b == ']':
			now--
		}
	}
	return deepest
}

// clip keeps error texts short.
func clip(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}
