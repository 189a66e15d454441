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
	Internal bool      // for the newsroom only: no View holds it
	Channels []Channel // where it is shown; none: everywhere
	Content  BlockContent
	Extra    json.RawMessage // fields that were decoded and are not known, as the inside of a JSON object
}

// BlockContent is what a block holds: one of [Paragraph], [Heading], [List], [Quote],
// [PullQuote], [Figure], [Gallery], [Video], [Audio], [Embed], [Table], [Code],
// [Divider], [Related], [LiveEntry], [Raw] and [Unknown], and no pointer to one.
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

	Extra json.RawMessage `json:"-"` // as [Block.Extra], of a list in an entry
}

// A ListItem is one entry of a list.
type ListItem struct {
	Text inline.HTML `json:"text"`
	Sub  *List       `json:"sub,omitempty"`

	Extra json.RawMessage `json:"-"` // as [Block.Extra], of the entry
}

// A Quote is set off from the text, with its source where it is known.
type Quote struct {
	Paragraphs []inline.HTML `json:"paragraphs"`
	Cite       inline.HTML   `json:"cite,omitzero"`
}

// A PullQuote is a sentence of the story, set large between its paragraphs.
type PullQuote struct {
	Text inline.HTML `json:"text"`
	Cite inline.HTML `json:"cite,omitzero"`
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
	URL      string `json:"url"`
	Title    string `json:"title,omitempty"`
	Provider string `json:"provider,omitempty"` // whose it is, as printed, such as "YouTube"
	Consent  bool   `json:"consent,omitempty"`  // it watches those who load it: a page that would must ask first
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

// Type implements [BlockContent].
func (PullQuote) Type() string { return "pullquote" }

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
// an empty line, lines within a block by a line feed, cells of a table by a tab.
// Captions are part of it, and so are the titles of related links, embeds and players.
func (b Body) Text() string { return string(b.appendText(nil)) }

func (b Body) appendText(dst []byte) []byte {
	base := len(dst)
	for _, block := range b {
		if block.Content == nil {
			continue
		}
		start := len(dst)
		if start > base {
			dst = append(dst, "\n\n"...)
		}
		from := len(dst)
		if dst = block.Content.appendText(dst); len(dst) == from {
			dst = dst[:start]
		}
	}
	return dst
}

func (p Paragraph) appendText(dst []byte) []byte { return inline.AppendPlain(dst, p.Text) }
func (h Heading) appendText(dst []byte) []byte   { return inline.AppendPlain(dst, h.Text) }
func (c Code) appendText(dst []byte) []byte      { return append(dst, c.Text...) }
func (Divider) appendText(dst []byte) []byte     { return dst }
func (r Related) appendText(dst []byte) []byte   { return append(dst, r.Title...) }
func (r Raw) appendText(dst []byte) []byte       { return append(dst, r.Text...) }
func (Unknown) appendText(dst []byte) []byte     { return dst }

func (f Figure) appendText(dst []byte) []byte { return appendCaption(dst, f.Caption, f.Credit) }

// appendCaption appends what is printed below a picture or a player.
func appendCaption(dst []byte, caption inline.HTML, credit string) []byte {
	dst = inline.AppendPlain(dst, caption)
	if credit != "" {
		dst = append(line(dst, !caption.IsZero()), credit...)
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

func (q PullQuote) appendText(dst []byte) []byte {
	dst = inline.AppendPlain(dst, q.Text)
	if !q.Cite.IsZero() {
		dst = inline.AppendPlain(line(dst, !q.Text.IsZero()), q.Cite)
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

// contents yields what the blocks hold, in order, and behind a live entry what the
// blocks of that hold.
func (b Body) contents() iter.Seq[BlockContent] {
	return func(yield func(BlockContent) bool) { b.eachContent(yield) }
}

func (b Body) eachContent(yield func(BlockContent) bool) bool {
	for _, block := range b {
		if block.Content != nil && !yield(block.Content) {
			return false
		}
		if entry, ok := block.Content.(LiveEntry); ok && !entry.Body.eachContent(yield) {
			return false
		}
	}
	return true
}

// Linked returns the articles that related links of the body lead to, in order.
func (b Body) Linked() []ID {
	var ids []ID
	for content := range b.contents() {
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
		b[i].Channels = slices.Clone(b[i].Channels)
		b[i].Extra = slices.Clone(b[i].Extra)
		b[i].Content = cloned(b[i].Content)
	}
	return b
}

func cloned(content BlockContent) BlockContent {
	switch c := content.(type) {
	case List:
		return c.clone()
	case Quote:
		c.Paragraphs = slices.Clone(c.Paragraphs)
		return c
	case Figure:
		c.Image = c.Image.clone()
		return c
	case Gallery:
		return c.clone()
	case Table:
		return c.clone()
	case LiveEntry:
		c.Body = c.Body.Clone()
		return c
	case Unknown:
		c.JSON = slices.Clone(c.JSON)
		return c
	}
	return content
}

func (l List) clone() List {
	l.Extra = slices.Clone(l.Extra)
	l.Items = slices.Clone(l.Items)
	for i, item := range l.Items {
		l.Items[i].Extra = slices.Clone(item.Extra)
		if item.Sub != nil {
			sub := item.Sub.clone()
			l.Items[i].Sub = &sub
		}
	}
	return l
}

// adopt gives the blocks without an id those of the same blocks of an earlier body,
// so that a body which was parsed anew keeps the ids of what stays.
func (b Body) adopt(earlier Body) {
	if !slices.ContainsFunc(b, func(block Block) bool { return block.ID == "" }) {
		return
	}
	n := identifier{taken: make(map[BlockID]bool, len(b))}
	n.take(b)
	same := make(map[string][]BlockID, len(earlier))
	for _, block := range earlier {
		if key := block.key(); key != "" && !n.taken[block.ID] {
			same[key] = append(same[key], block.ID)
		}
	}
	for i := range b {
		if b[i].ID != "" {
			continue
		}
		key := b[i].key()
		if ids := same[key]; len(ids) > 0 {
			b[i].ID, same[key] = ids[0], ids[1:]
		}
	}
}

// key is what two blocks have in common that differ in nothing but their ids; "" for
// a block that is kept as it is.
func (b Block) key() string {
	if _, unknown := b.Content.(Unknown); unknown {
		return ""
	}
	b.ID = ""
	text, err := Body{b}.AppendJSON(nil)
	if err != nil {
		return ""
	}
	return string(text)
}

// identify gives an id to each known block without one: "b" and a number counted up,
// past those that the body has. From the second revision on the id begins with the
// revision's number ("b2-1"), so that a block never gets the id of one that is gone.
func (b Body) identify(revision int) {
	n := identifier{prefix: "b", taken: make(map[BlockID]bool, len(b))}
	if revision > 1 {
		n.prefix += strconv.Itoa(revision) + "-"
	}
	n.take(b)
	n.give(b)
}

// identifier knows the ids of a body and of the live entries in it.
type identifier struct {
	prefix string
	taken  map[BlockID]bool
	last   int
}

func (n *identifier) take(b Body) {
	for _, block := range b {
		n.taken[block.ID] = true
		if entry, ok := block.Content.(LiveEntry); ok {
			n.take(entry.Body)
		}
	}
}

func (n *identifier) give(b Body) {
	for i := range b {
		_, unknown := b[i].Content.(Unknown)
		for b[i].ID == "" && !unknown {
			n.last++
			if id := BlockID(n.prefix + strconv.Itoa(n.last)); !n.taken[id] {
				b[i].ID = id
			}
		}
		if entry, ok := b[i].Content.(LiveEntry); ok {
			n.give(entry.Body)
		}
	}
}
