package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
)

// MaxBodyBytes is the limit of an encoded body.
const MaxBodyBytes = 16 << 20

// AppendJSON appends the body as a JSON array of objects, each with its "type" and
// the fields of that type. The same body gives the same bytes, and [DecodeBody]
// reads those of a body that [Content.Check] accepts. The errors are [ErrTooLarge]
// and [ErrTooDeep] where DecodeBody would refuse to, and [ErrMissing] for a block
// without content. The cost is linear in the size of the body.
func (b Body) AppendJSON(dst []byte) ([]byte, error) {
	const usual = 512 // bytes of a block
	m := &members{mode: writing, out: slices.Grow(dst, usual*min(len(b), MaxBlocks)), start: len(dst)}
	if m.body(&b); m.err != nil {
		return nil, m.fault("Body")
	}
	return m.out, nil
}

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
// numbers as they were spelled and keys that were there twice. The objects within a
// block, such as the entries of lists and the pictures of galleries, have an Extra of
// their own. Of known fields that are there twice, the last counts.
//
// Every error is a [FieldError] with the place: [ErrTooLarge], [ErrTooDeep],
// [ErrTooLong] for too many blocks or entries, [ErrMissing] for a block without a
// type, what package inline refuses, or an error of encoding/json.
//
// It reads once, and checks the grammar of JSON as it reads. A block whose type is not
// its first field, as AppendJSON has it, or is there again with another value, is read
// again as soon as it is known what it is. The cost is linear in the size of data.
func DecodeBody(data []byte) (Body, error) {
	if len(data) > MaxBodyBytes {
		return nil, fault("Body", ErrTooLarge)
	}
	m := &members{scanner: scanner{data: data}}
	var body Body
	m.body(&body)
	if m.end(); m.err != nil {
		return nil, m.fault("Body")
	}
	return body, nil
}

// body takes the blocks of a body.
func (m *members) body(b *Body) {
	if m.mode == writing && *b == nil {
		m.out = append(m.out, "[]"...)
		return
	}
	last := array(m, (*[]Block)(b), (*Block).value)
	switch {
	case m.err == nil || last < 0:
	case ofWhole(m.err):
		m.place = ""
	default:
		m.place = "[" + strconv.Itoa(last) + "]" + m.place
	}
}

func (b *Block) value(m *members) {
	if m.mode == writing {
		b.write(m)
		return
	}
	if b.read(m); m.pos-m.start > MaxBodyBytes {
		m.fail(ErrTooLarge)
	}
}

func (b *Block) write(m *members) {
	head := b.head()
	switch c := b.Content.(type) {
	case nil:
		m.fail(ErrMissing)
	case Unknown:
		c.write(m, head)
	default:
		m.open('{')
		head.members(m)
		if !m.content(b.Content) {
			m.fail(ErrUnknownValue)
		}
		m.writeExtra(b.Extra)
		m.close('}')
	}
	if len(m.out)-m.start >= MaxBodyBytes {
		m.fail(ErrTooLarge)
	}
}

// write writes the object as it came, or, where the block has another head than the
// object, with that one.
func (u Unknown) write(m *members, head blockHead) {
	in := &members{scanner: scanner{data: u.JSON, depth: m.depth}}
	had := in.head()
	in.end()
	switch {
	case errors.Is(in.err, errSyntax):
		m.fail(invalid(u.JSON))
	case in.err != nil:
		m.fail(in.err)
	case had.equal(head):
		m.out = append(m.out, u.JSON...)
	default:
		var rest json.RawMessage
		in.pos = 0
		in.object(new(blockHead), &rest)
		m.object(&head, &rest)
	}
}

// head reads a block for its head alone.
func (m *members) head() (h blockHead) {
	m.read(&h, func(string, []byte) {})
	return h
}

// read reads a block as what its first field says, and, where that is not the type or
// not the last word on it, as what its head says.
func (b *Block) read(m *members) {
	m.peek()
	begin := *m
	name := m.leading()
	if name != "" {
		if got := b.readAs(name, m); m.err == nil && got == name {
			return
		}
		*m, *b = begin, Block{}
	}
	name = m.head().Type
	switch {
	case m.err != nil:
	case name == "":
		m.place = ".Type"
		m.fail(ErrMissing)
	default:
		*m = begin
		b.readAs(name, m)
	}
}

// leading returns the type of the block at hand where that is its first field, and
// else "".
func (m *members) leading() string {
	in := scanner{data: m.data, pos: m.pos}
	if in.enter('{') && in.more('}', 0) && bytes.EqualFold(in.key(), []byte("type")) && in.peek() == '"' {
		return string(in.quoted())
	}
	return ""
}

// readAs reads the block as one of a type, and returns the type that its head names.
func (b *Block) readAs(name string, m *members) string {
	switch name {
	case "paragraph":
		return readAs[Paragraph](m, b)
	case "heading":
		return readAs[Heading](m, b)
	case "list":
		return readAs[List](m, b)
	case "quote":
		return readAs[Quote](m, b)
	case "pullquote":
		return readAs[PullQuote](m, b)
	case "image":
		return readAs[Figure](m, b)
	case "gallery":
		return readAs[Gallery](m, b)
	case "video":
		return readAs[Video](m, b)
	case "audio":
		return readAs[Audio](m, b)
	case "embed":
		return readAs[Embed](m, b)
	case "table":
		return readAs[Table](m, b)
	case "code":
		return readAs[Code](m, b)
	case "divider":
		return readAs[Divider](m, b)
	case "related":
		return readAs[Related](m, b)
	case "live":
		return readAs[LiveEntry](m, b)
	case "raw":
		return readAs[Raw](m, b)
	}
	start := m.pos
	head := m.head()
	b.take(head)
	if m.err == nil {
		b.Content = Unknown{Name: name, JSON: slices.Clone(m.data[start:m.pos])}
	}
	return head.Type
}

func readAs[T BlockContent, P interface {
	*T
	fielder
}](m *members, b *Block) string {
	var c T
	f := blockFields{fielder: P(&c)}
	m.object(&f, &b.Extra)
	b.take(f.head)
	b.Content = c
	return f.head.Type
}

func (b *Block) take(h blockHead) { b.ID, b.Internal, b.Channels = h.ID, h.Internal, h.Channels }

// blockFields are those of a block: its content's and its head's.
type blockFields struct {
	fielder
	head blockHead
}

func (f *blockFields) members(m *members) {
	if f.fielder.members(m); !m.found {
		f.head.members(m)
	}
}

// content takes the fields of a block's content; false: it is of no known type.
func (m *members) content(content BlockContent) bool {
	switch c := content.(type) {
	case Paragraph:
		c.members(m)
	case Heading:
		c.members(m)
	case List:
		c.members(m)
	case Quote:
		c.members(m)
	case PullQuote:
		c.members(m)
	case Figure:
		c.members(m)
	case Gallery:
		c.members(m)
	case Video:
		c.members(m)
	case Audio:
		c.members(m)
	case Embed:
		c.members(m)
	case Table:
		c.members(m)
	case Code:
		c.members(m)
	case Divider:
		c.members(m)
	case Related:
		c.members(m)
	case LiveEntry:
		c.members(m)
	case Raw:
		c.members(m)
	default:
		return false
	}
	return true
}

// blockHead is what all blocks have in JSON.
type blockHead struct {
	Type     string
	ID       BlockID
	Internal bool
	Channels []Channel
}

func (b *Block) head() blockHead {
	if b.Content == nil {
		return blockHead{}
	}
	return blockHead{b.Content.Type(), b.ID, b.Internal, b.Channels}
}

func (h blockHead) equal(other blockHead) bool {
	return h.Type == other.Type && h.ID == other.ID && h.Internal == other.Internal && slices.Equal(h.Channels, other.Channels)
}

func (h *blockHead) members(m *members) {
	m.text("type", &h.Type, true)
	m.text("id", (*string)(&h.ID), false)
	m.flag("internal", &h.Internal)
	if m.at("channels", len(h.Channels) > 0) {
		array(m, &h.Channels, func(c *Channel, m *members) { m.textValue((*string)(c)) })
	}
}
