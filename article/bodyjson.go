package article

import (
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
		return nil, m.fault()
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
// numbers as they were spelled and keys that were there twice. The entries of lists
// and the pictures of galleries have an Extra of their own; unknown fields of a
// picture's focus and renditions are not kept. Of known fields that are there twice,
// the last counts.
//
// Every error is a [FieldError] with the place: [ErrTooLarge], [ErrTooDeep],
// [ErrTooLong] for too many blocks or entries, [ErrMissing] for a block without a
// type, what package inline refuses, or an error of encoding/json. The cost is linear
// in the size of data.
func DecodeBody(data []byte) (Body, error) {
	if len(data) > MaxBodyBytes {
		return nil, fault("Body", ErrTooLarge)
	}
	if !json.Valid(data) {
		return nil, fault("Body", json.Unmarshal(data, new(json.RawMessage)))
	}
	m := &members{scanner: scanner{data: data}}
	var body Body
	if m.body(&body); m.err != nil {
		return nil, m.fault()
	}
	return body, nil
}

// fault returns the error with its place.
func (m *members) fault() error {
	for _, limit := range []error{ErrTooLarge, ErrTooDeep, ErrTooLong} {
		if errors.Is(m.err, limit) {
			return fault("Body", m.err)
		}
	}
	return fault("Body"+m.place, m.err)
}

// body takes the blocks of a body.
func (m *members) body(b *Body) {
	if m.mode == writing && *b == nil {
		m.out = append(m.out, "[]"...)
		return
	}
	if last := array(m, (*[]Block)(b), (*Block).value); m.err != nil && last >= 0 {
		m.place = "[" + strconv.Itoa(last) + "]" + m.place
	}
}

func (b *Block) value(m *members) {
	if m.mode == writing {
		b.write(m)
	} else {
		b.read(m)
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
	if !json.Valid(u.JSON) {
		m.fail(json.Unmarshal(u.JSON, new(json.RawMessage)))
		return
	}
	in := &members{scanner: scanner{data: u.JSON, depth: m.depth}}
	var had blockHead
	in.read(&had, func(string, []byte) {})
	if had.equal(head) {
		m.out = append(m.out, u.JSON...)
	} else {
		var rest json.RawMessage
		in.pos = 0
		in.object(new(blockHead), &rest)
		m.object(&head, &rest)
	}
	if in.err != nil {
		m.fail(in.err)
	}
}

func (b *Block) read(m *members) {
	m.peek()
	start := m.pos
	var head blockHead
	if m.read(&head, func(string, []byte) {}); m.err != nil {
		return
	}
	b.ID, b.Internal, b.Channels = head.ID, head.Internal, head.Channels
	if head.Type == "" {
		m.place = ".Type"
		m.fail(ErrMissing)
		return
	}
	end := m.pos
	if m.pos = start; !b.readContent(head.Type, m) {
		b.Content = Unknown{Name: head.Type, JSON: slices.Clone(m.data[start:end])}
		m.pos = end
	}
}

// readContent reads the block as one of a type; false: the type is not known.
func (b *Block) readContent(name string, m *members) bool {
	switch name {
	case "paragraph":
		readAs[Paragraph](m, b)
	case "heading":
		readAs[Heading](m, b)
	case "list":
		readAs[List](m, b)
	case "quote":
		readAs[Quote](m, b)
	case "pullquote":
		readAs[PullQuote](m, b)
	case "image":
		readAs[Figure](m, b)
	case "gallery":
		readAs[Gallery](m, b)
	case "video":
		readAs[Video](m, b)
	case "audio":
		readAs[Audio](m, b)
	case "embed":
		readAs[Embed](m, b)
	case "table":
		readAs[Table](m, b)
	case "code":
		readAs[Code](m, b)
	case "divider":
		readAs[Divider](m, b)
	case "related":
		readAs[Related](m, b)
	case "live":
		readAs[LiveEntry](m, b)
	case "raw":
		readAs[Raw](m, b)
	default:
		return false
	}
	return true
}

func readAs[T BlockContent, P interface {
	*T
	fielder
}](m *members, b *Block) {
	var c T
	m.object(blockFields{P(&c)}, &b.Extra)
	b.Content = c
}

// blockFields are those of a block's content and of its head, which is read already.
type blockFields struct{ fielder }

func (f blockFields) members(m *members) {
	if f.fielder.members(m); m.found {
		return
	}
	m.mode = asking
	new(blockHead).members(m)
	if m.mode = reading; m.found {
		m.skip()
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
