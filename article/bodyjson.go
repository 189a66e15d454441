package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

const (
	// MaxBodyBytes is the limit of an encoded body.
	MaxBodyBytes = 16 << 20
	maxJSONDepth = 64
)

// AppendJSON appends the body as a JSON array of objects, each with its "type" and
// the fields of that type. The same body gives the same bytes, and [DecodeBody]
// reads those of a body that [Content.Check] accepts. The errors are [ErrTooLarge]
// and [ErrTooDeep] where DecodeBody would refuse to, and [ErrMissing] for a block
// without content.
func (b Body) AppendJSON(dst []byte) ([]byte, error) {
	start := len(dst)
	dst = append(dst, '[')
	for i, block := range b {
		if i > 0 {
			dst = append(dst, ',')
		}
		var err error
		if dst, err = block.appendJSON(dst); err != nil {
			return nil, fault(fmt.Sprintf("Body[%d]", i), err)
		}
		if len(dst)-start >= MaxBodyBytes {
			return nil, fault("Body", ErrTooLarge)
		}
	}
	if tooDeep(dst[start:]) {
		return nil, fault("Body", ErrTooDeep)
	}
	return append(dst, ']'), nil
}

func (b Block) appendJSON(dst []byte) ([]byte, error) {
	if b.Content == nil {
		return nil, ErrMissing
	}
	head := blockHead{b.Content.Type(), b.ID, b.Internal}
	if u, ok := b.Content.(Unknown); ok {
		return u.appendJSON(dst, head)
	}
	fields, err := json.Marshal(b.Content)
	if err != nil {
		return nil, err
	}
	return appendObject(dst, head, fields[1:len(fields)-1], b.Extra)
}

// appendJSON appends the object as it came, or, where the block has another head
// than the object, with that one.
func (u Unknown) appendJSON(dst []byte, head blockHead) ([]byte, error) {
	var had blockHead
	if err := json.Unmarshal(u.JSON, &had); err != nil {
		return nil, err
	}
	if had == head {
		return append(dst, u.JSON...), nil
	}
	rest, err := extra(u.JSON, headKeys)
	if err != nil {
		return nil, err
	}
	return appendObject(dst, head, rest)
}

// appendObject appends an object of a head and of lists of members.
func appendObject(dst []byte, head blockHead, members ...json.RawMessage) ([]byte, error) {
	object, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	dst = append(dst, object[:len(object)-1]...)
	for _, list := range members {
		if len(list) > 0 {
			dst = append(append(dst, ','), list...)
		}
	}
	return append(dst, '}'), nil
}

// blockHead is what all blocks have in JSON.
type blockHead struct {
	Type     string  `json:"type"`
	ID       BlockID `json:"id,omitempty"`
	Internal bool    `json:"internal,omitempty"`
}

// headKeys are those of a blockHead.
var headKeys = jsonKeys(reflect.TypeFor[blockHead]())

// MarshalJSON is AppendJSON.
func (b Body) MarshalJSON() ([]byte, error) { return b.AppendJSON(nil) }

// UnmarshalJSON is DecodeBody.
func (b *Body) UnmarshalJSON(data []byte) error {
	body, err := DecodeBody(data)
	if err == nil {
		*b = body
	}
	return err
}

// DecodeBody reads what AppendJSON writes. A block of another type becomes
// [Unknown], and fields that its type does not have go to Extra: AppendJSON writes
// the block byte for byte, and the fields with the same tokens in the same order,
// numbers as they were spelled and keys that were there twice. Of known fields that
// are there twice, the last counts; unknown fields of a list's entries are not kept.
// Every error is a [FieldError] with the place: [ErrTooLarge], [ErrTooDeep],
// [ErrTooLong] for too many blocks, [ErrMissing] for a block without a type, what
// package inline refuses, or an error of encoding/json.
func DecodeBody(data []byte) (Body, error) {
	if len(data) > MaxBodyBytes {
		return nil, fault("Body", ErrTooLarge)
	}
	if tooDeep(data) {
		return nil, fault("Body", ErrTooDeep)
	}
	var blocks []json.RawMessage
	if err := json.Unmarshal(data, &blocks); err != nil {
		return nil, fault("Body", err)
	}
	if blocks == nil {
		return nil, nil
	}
	if len(blocks) > MaxBlocks {
		return nil, fault("Body", ErrTooLong)
	}
	body := make(Body, len(blocks))
	for i, raw := range blocks {
		var err error
		if body[i], err = decodeBlock(raw); err != nil {
			path := fmt.Sprintf("Body[%d]", i)
			return nil, fault(cond(errors.Is(err, ErrMissing), path+".Type", path), err)
		}
	}
	return body, nil
}

// decodeBlock reads a block; [ErrMissing] as it is where that has no type.
func decodeBlock(raw json.RawMessage) (Block, error) {
	var head blockHead
	if err := json.Unmarshal(raw, &head); err != nil {
		return Block{}, err
	}
	b := Block{ID: head.ID, Internal: head.Internal}
	var err error
	switch head.Type {
	case "paragraph":
		err = decodeAs[Paragraph](&b, raw)
	case "heading":
		err = decodeAs[Heading](&b, raw)
	case "list":
		err = decodeAs[List](&b, raw)
	case "quote":
		err = decodeAs[Quote](&b, raw)
	case "image":
		err = decodeAs[Figure](&b, raw)
	case "code":
		err = decodeAs[Code](&b, raw)
	case "divider":
		err = decodeAs[Divider](&b, raw)
	case "embed":
		err = decodeAs[Embed](&b, raw)
	case "related":
		err = decodeAs[Related](&b, raw)
	case "raw":
		err = decodeAs[Raw](&b, raw)
	case "":
		err = ErrMissing
	default:
		b.Content = Unknown{Name: head.Type, JSON: slices.Clone(raw)}
	}
	return b, err
}

func decodeAs[T BlockContent](b *Block, raw json.RawMessage) error {
	var content T
	if err := json.Unmarshal(raw, &content); err != nil {
		return err
	}
	b.Content = content
	var err error
	b.Extra, err = extra(raw, knownKeys(reflect.TypeFor[T]()))
	return err
}

// knownKeys lists the keys of a block that holds a type.
func knownKeys(t reflect.Type) []string { return append(jsonKeys(t), headKeys...) }

// jsonKeys lists the keys that encoding/json reads into a struct type.
func jsonKeys(t reflect.Type) []string {
	var keys []string
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			keys = append(keys, name)
		}
	}
	return keys
}

// extra returns the members of an object whose keys are not among known, as they
// are spelled. Known keys match as encoding/json matches them, whatever their case.
func extra(object json.RawMessage, known []string) (json.RawMessage, error) {
	dec := json.NewDecoder(bytes.NewReader(object))
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	var rest json.RawMessage
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		key, ok := token.(string)
		if !ok {
			return nil, errors.New("object key is not a string")
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, key) }) {
			continue
		}
		name, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		if len(rest) > 0 {
			rest = append(rest, ',')
		}
		rest = append(append(append(rest, name...), ':'), value...)
	}
	return rest, nil
}

// tooDeep reports whether brackets nest deeper than the limit, without decoding.
func tooDeep(data []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > maxJSONDepth {
				return true
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return false
}
