package article

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
)

// UnknownFields is the namespace of the [Extension] that keeps the fields of a Content
// which this version does not know, as the inside of a JSON object.
const UnknownFields = "github.com/newsjunction/news/article"

// MarshalJSON writes the content. The fields of the extension [UnknownFields] are fields of
// the content itself.
func (c Content) MarshalJSON() ([]byte, error) {
	m := &members{mode: writing}
	var extra json.RawMessage
	if i := c.unknownFields(); i >= 0 {
		extra = json.RawMessage(c.Extensions[i].Data)
		c.Extensions = slices.Delete(slices.Clone(c.Extensions), i, i+1)
	}
	if m.object(&c, &extra); m.err != nil {
		return nil, m.fault("Content")
	}
	return m.out, nil
}

// UnmarshalJSON reads what MarshalJSON writes. Nothing is lost: fields that Content does
// not have are kept in the extension [UnknownFields], which comes last, with the same
// tokens in the same order; those that blocks and pictures do not have stay where they
// are ([Block.Extra]); and in any other object, which has no room for them, they are an
// error. Limits and errors are those of [DecodeBody].
func (c *Content) UnmarshalJSON(data []byte) error {
	m := &members{scanner: scanner{data: data}}
	var read Content
	var extra json.RawMessage
	m.object(&read, &extra)
	if m.end(); m.err != nil {
		return m.fault("Content")
	}
	if len(extra) > 0 {
		read.Extensions = append(read.Extensions, Extension{UnknownFields, string(extra)})
	}
	*c = read
	return nil
}

// unknownFields returns the index of the extension of that name, or -1.
func (c *Content) unknownFields() int {
	return slices.IndexFunc(c.Extensions, func(e Extension) bool { return e.Namespace == UnknownFields })
}

func (c *Content) members(m *members) {
	m.text("lang", &c.Lang, true)
	m.text("genre", (*string)(&c.Genre), false)
	record(m, "headlines", &c.Headlines, true)
	record(m, "decks", &c.Decks, len(c.Decks) > 0)
	record(m, "summaries", &c.Summaries, len(c.Summaries) > 0)
	m.text("kicker", &c.Kicker, false)
	record(m, "dateline", &c.Dateline, c.Dateline != (Dateline{}))
	record(m, "byline", &c.Byline, len(c.Byline) > 0)
	m.text("signedAs", &c.SignedAs, false)
	if m.at("lead", c.Lead != nil) {
		pointer(m, &c.Lead, (*Image).value)
		m.within("Lead")
	}
	if m.at("body", len(c.Body) > 0) {
		m.wholeBody(&c.Body)
	}
	record(m, "filing", &c.Filing, !reflect.ValueOf(c.Filing).IsZero())
	record(m, "origin", &c.Origin, c.Origin != (Origin{}))
	record(m, "disclosure", &c.Disclosure, !reflect.ValueOf(c.Disclosure).IsZero())
	m.text("note", &c.Note, false)
	record(m, "extensions", &c.Extensions, len(c.Extensions) > 0)
}

// wholeBody takes a body to which the limits apply as if it stood alone.
func (m *members) wholeBody(b *Body) {
	depth := m.depth
	m.depth, m.start = 0, max(m.pos, len(m.out)) // it reads, or it writes
	m.body(b)
	m.depth = depth
	m.within("Body")
}

// within says in which field of the content an error is.
func (m *members) within(field string) {
	if m.err != nil && !strings.HasPrefix(m.place, ".") {
		m.place = "." + field + m.place
	}
}

// record takes a value that encoding/json spells. Fields that it does not have are an
// error.
func record[T any](m *members, name string, v *T, present bool) {
	if !m.at(name, present) {
		return
	}
	if m.mode == writing {
		leaf(m, v)
	} else if value := m.skip(); m.err == nil {
		var fresh T
		dec := json.NewDecoder(bytes.NewReader(value))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&fresh); err != nil {
			m.fail(err)
		}
		*v = fresh
	}
	m.within(strings.ToUpper(name[:1]) + name[1:])
}
