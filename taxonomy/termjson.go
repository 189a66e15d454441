package taxonomy

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// MarshalJSON writes the term, its unknown fields at the end.
func (t Term) MarshalJSON() ([]byte, error) { return appendTerm(nil, t, ID{}), t.checkExtra() }

// MarshalJSON writes the category, its unknown fields at the end.
func (c Category) MarshalJSON() ([]byte, error) {
	return appendTerm(nil, c.Term, c.Parent), c.checkExtra()
}

// MarshalJSON writes the tag, its unknown fields at the end.
func (t Tag) MarshalJSON() ([]byte, error) { return t.Term.MarshalJSON() }

// MarshalJSON writes an object of texts by language, sorted.
func (l Labels) MarshalJSON() ([]byte, error) { return appendLabels(nil, l), nil }

func appendTerm(b []byte, t Term, parent ID) []byte {
	b = appendID(append(b, '{'), "id", t.ID)
	if !parent.IsZero() {
		b = appendID(append(b, ','), "parent", parent)
	}
	b = appendLabels(append(b, `,"labels":`...), t.Labels)
	if len(t.Descriptions) > 0 {
		b = appendLabels(append(b, `,"descriptions":`...), t.Descriptions)
	}
	b = appendText(append(b, `,"slug":`...), t.Slug)
	b = appendTexts(b, `,"former":[`, t.Former)
	b = appendTexts(b, `,"aliases":[`, t.Aliases)
	b = appendReferences(b, t.References)
	if t.Order != 0 {
		b = strconv.AppendInt(append(b, `,"order":`...), int64(t.Order), 10)
	}
	if t.Internal {
		b = append(b, `,"internal":true`...)
	}
	if t.Retired {
		b = append(b, `,"retired":true`...)
	}
	if !t.Into.IsZero() {
		b = appendID(append(b, ','), "into", t.Into)
	}
	if len(t.Extra) > 0 {
		b = append(append(b, ','), t.Extra...)
	}
	return append(b, '}')
}

func appendID(b []byte, name string, id ID) []byte {
	b = append(append(append(b, '"'), name...), `":"`...)
	if !id.IsZero() {
		b = append(b, id.String()...)
	}
	return append(b, '"')
}

func appendLabels(b []byte, labels Labels) []byte {
	b = append(b, '{')
	for i, label := range labels.Clone().sorted() {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(appendText(b, label.Lang), ':'), label.Text)
	}
	return append(b, '}')
}

func appendTexts(b []byte, opening string, list []string) []byte {
	if len(list) == 0 {
		return b
	}
	b = append(b, opening...)
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, s)
	}
	return append(b, ']')
}

func appendReferences(b []byte, list []Reference) []byte {
	for i, r := range list {
		if i == 0 {
			b = append(b, `,"references":[`...)
		} else {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"source":`...), r.Source)
		b = append(appendText(append(b, `,"id":`...), r.ID), '}')
	}
	if len(list) > 0 {
		b = append(b, ']')
	}
	return b
}

// appendText writes a string with no escape that JSON does not ask for. Invalid UTF-8
// becomes U+FFFD.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < ' ':
			b = append(b, `\u00`...)
			b = append(b, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// UnmarshalJSON reads a term. Fields that it does not know it keeps in Extra. A field
// that comes twice is a [SnapshotError], as is one of another type.
func (t *Term) UnmarshalJSON(data []byte) error {
	var read Term
	err := decode(data, func(c *cursor) { c.term(&read, nil) })
	if err == nil {
		*t = read
	}
	return err
}

// UnmarshalJSON reads a category, as [Term.UnmarshalJSON] does.
func (c *Category) UnmarshalJSON(data []byte) error {
	var read Category
	err := decode(data, func(in *cursor) { in.term(&read.Term, &read.Parent) })
	if err == nil {
		*c = read
	}
	return err
}

// UnmarshalJSON reads a tag, as [Term.UnmarshalJSON] does.
func (t *Tag) UnmarshalJSON(data []byte) error { return t.Term.UnmarshalJSON(data) }

// UnmarshalJSON reads an object of texts by language. One that comes twice is kept
// twice, for a check to find.
func (l *Labels) UnmarshalJSON(data []byte) error {
	var read Labels
	err := decode(data, func(c *cursor) { read = c.labels() })
	if err == nil {
		*l = read
	}
	return err
}

// decode reads JSON that may not be valid.
func decode(data []byte, read func(*cursor)) error {
	if !json.Valid(data) {
		return &SnapshotError{0, "valid JSON"}
	}
	c := cursor{data: data}
	read(&c)
	return c.err
}

// isField reports whether a key is that of a field of a category or a tag.
func isField(key string) bool {
	switch key {
	case "id", "parent", "labels", "descriptions", "slug", "former", "aliases", "references", "order", "internal", "retired", "into":
		return true
	}
	return false
}

// term reads a term, and the parent where it is a category's.
func (c *cursor) term(t *Term, parent *ID) {
	var seen [12]string
	n := 0
	for key := range c.members() {
		if !isField(key) {
			t.Extra = c.extra(t.Extra)
			continue
		}
		for _, other := range seen[:n] {
			if other == key {
				c.fail("field " + key + " once")
				return
			}
		}
		seen[n] = key
		n++
		c.field(key, t, parent)
	}
}

func (c *cursor) field(key string, t *Term, parent *ID) {
	switch key {
	case "id":
		t.ID = c.id()
	case "parent":
		if parent == nil {
			c.fail("no parent of a tag")
			return
		}
		*parent = c.id()
	case "labels":
		t.Labels = c.labels()
	case "descriptions":
		t.Descriptions = c.labels()
	case "slug":
		t.Slug = c.text()
	case "former":
		t.Former = c.texts()
	case "aliases":
		t.Aliases = c.texts()
	case "references":
		t.References = c.references()
	case "order":
		t.Order = int(c.integer())
	case "internal":
		t.Internal = c.boolean()
	case "retired":
		t.Retired = c.boolean()
	case "into":
		t.Into = c.id()
	}
}

func (c *cursor) labels() Labels {
	var labels Labels
	for lang := range c.members() {
		labels = append(labels, Label{lang, c.text()})
	}
	return labels.sorted()
}

func (c *cursor) texts() (list []string) {
	for range c.elements() {
		list = append(list, c.text())
	}
	return list
}

// references reads references. Of one that has more than a source and an id, the
// rest is refused: there is no place to keep it.
func (c *cursor) references() (list []Reference) {
	for range c.elements() {
		var r Reference
		for key := range c.members() {
			switch key {
			case "source":
				r.Source = c.text()
			case "id":
				r.ID = c.text()
			default:
				c.fail("source or id")
			}
		}
		list = append(list, r)
	}
	return list
}

func (c *cursor) id() (id ID) {
	at := c.at
	if err := id.UnmarshalText([]byte(c.text())); err != nil {
		c.at = at
		c.fail("an id")
	}
	return id
}
