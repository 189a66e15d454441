package article

import (
	"encoding/json"
	"iter"
	"slices"
	"strconv"

	"github.com/newsjunction/news/article/inline"
)

// A Body is the article's blocks in reading order.
type Body []Block

// BlockID names a block within its article, for corrections and links. New and Edit
// give one to each block that has none, but for an [Unknown], which they leave as it
// is; a block that is kept keeps it.
type BlockID string

// A Block is one piece of a body.
type Block struct {
	ID       BlockID
	Internal bool // for the newsroom only: no View holds it
	Content  BlockContent
	Extra    json.RawMessage // fields that were decoded and are not known, as the inside of a JSON object
}

// BlockContent is what a block holds: one of [Paragraph], [Heading], [List],
// [Quote], [Figure], [Code], [Divider], [Embed], [Related], [Raw] and [Unknown],
// and no pointer to one.
type BlockContent interface {
	// Type is the block's name in JSON, such as "paragraph".
	Type() string
	appendText(dst []byte) []byte
	check(k *checker, path string)
}

// A Paragraph is running text.
type Paragraph struct {
	Text inline.HTML `json:"text"`
}

// A Heading stands above what follows. Levels begin at 2: 1 is the headline's.
type Heading struct {
	Level int         `json:"level"` // 2 to 6
	Text  inline.HTML `json:"text"`
}

// A List is a list of entries, each of which may hold a list.
type List struct {
	Ordered bool       `json:"ordered,omitempty"`
	Start   int        `json:"start,omitempty"` // number of the first entry; 0 means 1
	Items   []ListItem `json:"items"`
}

// A ListItem is one entry of a list.
type ListItem struct {
	Text inline.HTML `json:"text"`
	Sub  *List       `json:"sub,omitempty"`
}

// A Quote is set off from the text, with its source where it is known.
type Quote struct {
	Paragraphs []inline.HTML `json:"paragraphs"`
	Cite       inline.HTML   `json:"cite,omitzero"`
}

// A Figure is a picture in the text.
type Figure struct {
	Image
}

// Code is preformatted text, kept to the character.
type Code struct {
	Text string `json:"text"`
}

// A Divider is a change of subject.
type Divider struct{}

// An Embed is a thing that stands on another site. Pages show it as a link; they
// load nothing of it by themselves.
type Embed struct {
	URL   string `json:"url"`
	Title string `json:"title,omitempty"`
}

// A Related is a link to another story, set between two paragraphs.
type Related struct {
	Article ID     `json:"article,omitzero"` // zero: a story elsewhere
	URL     string `json:"url,omitempty"`    // where the story stands; required if Article is zero
	Title   string `json:"title"`            // what the link says
}

// Raw is HTML that no other block can hold, with the text that a reader of it sees.
// It was sanitised when it was made, and whoever renders it must sanitise it again.
type Raw struct {
	HTML string `json:"html"`
	Text string `json:"text,omitempty"`
}

// An Unknown is a block of a type that this version does not know, kept byte for
// byte. Pages leave it out. Where a caller gives the block another ID or Internal
// than JSON holds, encoding brings them in and keeps the other members as they are
// spelled.
type Unknown struct {
	Name string          // its type
	JSON json.RawMessage // the whole object
}

// Type implements [BlockContent].
func (Paragraph) Type() string { return "paragraph" }

// Type implements [BlockContent].
func (Heading) Type() string { return "heading" }

// Type implements [BlockContent].
func (List) Type() string { return "list" }

// Type implements [BlockContent].
func (Quote) Type() string { return "quote" }

// Type implements [BlockContent]. A picture's block is an "image" in JSON.
func (Figure) Type() string { return "image" }

// Type implements [BlockContent].
func (Code) Type() string { return "code" }

// Type implements [BlockContent].
func (Divider) Type() string { return "divider" }

// Type implements [BlockContent].
func (Embed) Type() string { return "embed" }

// Type implements [BlockContent].
func (Related) Type() string { return "related" }

// Type implements [BlockContent].
func (Raw) Type() string { return "raw" }

// Type implements [BlockContent]. It is the name that the block came with.
func (u Unknown) Type() string { return u.Name }

// Text returns what a reader of the body reads, as plain text: paragraphs apart by
// an empty line, lines within a block by a line feed. Captions are part of it, and
// so are the titles of related links and embeds.
func (b Body) Text() string {
	var out []byte
	for _, block := range b {
		if block.Content == nil {
			continue
		}
		start := len(out)
		if start > 0 {
			out = append(out, "\n\n"...)
		}
		from := len(out)
		if out = block.Content.appendText(out); len(out) == from {
			out = out[:start]
		}
	}
	return string(out)
}

func (p Paragraph) appendText(dst []byte) []byte { return inline.AppendPlain(dst, p.Text) }
func (h Heading) appendText(dst []byte) []byte   { return inline.AppendPlain(dst, h.Text) }
func (c Code) appendText(dst []byte) []byte      { return append(dst, c.Text...) }
func (Divider) appendText(dst []byte) []byte     { return dst }
func (r Related) appendText(dst []byte) []byte   { return append(dst, r.Title...) }
func (r Raw) appendText(dst []byte) []byte       { return append(dst, r.Text...) }
func (Unknown) appendText(dst []byte) []byte     { return dst }

func (f Figure) appendText(dst []byte) []byte {
	dst = inline.AppendPlain(dst, f.Caption)
	if f.Credit != "" {
		dst = append(line(dst, !f.Caption.IsZero()), f.Credit...)
	}
	return dst
}

func (e Embed) appendText(dst []byte) []byte {
	return append(dst, e.Title...)
}

func (q Quote) appendText(dst []byte) []byte {
	for i, p := range q.Paragraphs {
		dst = inline.AppendPlain(line(dst, i > 0), p)
	}
	if !q.Cite.IsZero() {
		dst = inline.AppendPlain(line(dst, len(q.Paragraphs) > 0), q.Cite)
	}
	return dst
}

func (l List) appendText(dst []byte) []byte {
	for i, item := range l.Items {
		dst = inline.AppendPlain(line(dst, i > 0), item.Text)
		if item.Sub != nil {
			dst = item.Sub.appendText(line(dst, true))
		}
	}
	return dst
}

func line(dst []byte, yes bool) []byte {
	if yes {
		return append(dst, '\n')
	}
	return dst
}

// contents yields what the blocks hold, in order.
func (b Body) contents() iter.Seq2[int, BlockContent] {
	return func(yield func(int, BlockContent) bool) {
		for i, block := range b {
			if block.Content != nil && !yield(i, block.Content) {
				return
			}
		}
	}
}

// Linked returns the articles that related links of the body lead to, in order.
func (b Body) Linked() []ID {
	var ids []ID
	for _, content := range b.contents() {
		if r, ok := content.(Related); ok && !r.Article.IsZero() {
			ids = append(ids, r.Article)
		}
	}
	return ids
}

// Clone returns a copy that shares nothing that can be written.
func (b Body) Clone() Body {
	b = slices.Clone(b)
	for i := range b {
		b[i].Extra = slices.Clone(b[i].Extra)
		switch c := b[i].Content.(type) {
		case List:
			b[i].Content = c.clone()
		case Quote:
			c.Paragraphs = slices.Clone(c.Paragraphs)
			b[i].Content = c
		case Unknown:
			c.JSON = slices.Clone(c.JSON)
			b[i].Content = c
		}
	}
	return b
}

func (l List) clone() List {
	l.Items = slices.Clone(l.Items)
	for i, item := range l.Items {
		if item.Sub != nil {
			sub := item.Sub.clone()
			l.Items[i].Sub = &sub
		}
	}
	return l
}

// identify gives an id to each known block without one: "b" and the smallest number that
// no block of the body has, counted up.
func (b Body) identify() {
	taken := make(map[BlockID]bool, len(b))
	for _, block := range b {
		taken[block.ID] = true
	}
	n := 0
	for i := range b {
		_, unknown := b[i].Content.(Unknown)
		for b[i].ID == "" && !unknown {
			n++
			if id := BlockID("b" + strconv.Itoa(n)); !taken[id] {
				b[i].ID = id
			}
		}
	}
}
