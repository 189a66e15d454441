package htmlbody

import (
	"html"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/newsjunction/news/article/inline"
)

// node is a text or an element of what a profile returned.
type node struct {
	name   string // of an element; "" for text
	outer  string // as it is written, from its start tag to its end tag
	first  *node  // what stands in it
	last   *node
	next   *node // what follows it in the same element
	at     int   // where outer begins in the whole; -1 for a node that was made or changed
	tag    int   // length of the start tag
	pieces int   // nodes that stand in it
	kind   kind
	closed bool // what stands in it was not looked at yet
}

// kind says where a node stands.
type kind uint8

const (
	block kind = iota // on lines of its own
	words             // text, and the elements of the inline grammar
	inset             // a picture, a frame or a player, which stands between words too
)

// kindOf returns where the elements stand that are no blocks.
var kindOf = sync.OnceValue(func() map[string]kind {
	kinds := map[string]kind{"img": inset, "iframe": inset, "audio": inset, "video": inset, "picture": inset}
	for e := range inline.Grammar() {
		kinds[e.Name] = words
	}
	return kinds
})

// tree reads what a profile returned, in which every < opens a tag, every > ends one, and
// every element is closed where it should be.
type tree struct {
	source string
	kinds  map[string]kind
	room   []node // for the next nodes
}

// grow returns the nodes at the top of a source. Theirs is the tree that a parser makes,
// because what a profile returns is the spelling of a tree.
func grow(source string) []*node {
	t := tree{source: source, kinds: kindOf()}
	top := &node{}
	open := []*node{top}
	for at := 0; at < len(source); {
		parent := open[len(open)-1]
		switch end := t.pieceEnd(at); {
		case source[at] != '<':
			t.put(parent, node{kind: words, outer: source[at:end], at: at})
			at = end
		case source[at+1] == '/':
			parent.outer = source[parent.at:end]
			open, at = open[:len(open)-1], end
		default:
			if strings.HasPrefix(source[at:], "<pre") && strings.HasPrefix(source[end:], "\n") {
				end++ // a line feed behind it is none of its text
			}
			tag := source[at:end]
			name := tag[1:strings.IndexAny(tag, " />")]
			n := t.put(parent, node{name: name, kind: t.kinds[name], outer: tag, tag: len(tag), at: at})
			if length := lineLength(source[at:], name); length > 0 {
				n.outer, n.closed = source[at:at+length], true
				end = at + length
			} else if !strings.HasSuffix(tag, "/>") {
				open = append(open, n)
			}
			at = end
		}
	}
	return children(top)
}

// lineLength returns the length of a paragraph or a heading at the beginning of a source,
// for they are mostly lines that are read as a whole; 0 for any other element, and for
// one in which another of its name may stand.
func lineLength(source, name string) int {
	start, end := "", ""
	switch name {
	case "p":
		start, end = "<p", "</p>"
	case "h1", "h2", "h3", "h4", "h5", "h6":
		start, end = "<"+name, "</"+name+">"
	default:
		return 0
	}
	length := strings.Index(source, end)
	if strings.Contains(source[1:length], start) {
		return 0
	}
	return length + len(end)
}

// open looks at what stands in an element.
func (n *node) open() {
	if !n.closed {
		return
	}
	n.closed = false
	at := n.at + n.tag
	for _, c := range grow(n.inside()) {
		c.next = nil
		n.append(c)
	}
	n.move(at)
}

// move puts the nodes below n as far behind where they are.
func (n *node) move(by int) {
	for c := n.first; c != nil; c = c.next {
		c.at += by
		c.move(by)
	}
}

// inside returns how what stands in an element is written.
func (n *node) inside() string {
	return n.outer[n.tag : len(n.outer)-len("</>")-len(n.name)]
}

// pieceEnd returns where the tag or the text at a place ends.
func (t *tree) pieceEnd(at int) int {
	if t.source[at] == '<' {
		return at + strings.IndexByte(t.source[at:], '>') + 1
	}
	if end := strings.IndexByte(t.source[at:], '<'); end >= 0 {
		return at + end
	}
	return len(t.source)
}

func (t *tree) put(parent *node, n node) *node {
	if len(t.room) == cap(t.room) {
		const few, many = 8, 128
		t.room = make([]node, 0, min(max(few, 2*cap(t.room)), many))
	}
	t.room = append(t.room, n)
	put := &t.room[len(t.room)-1]
	parent.append(put)
	return put
}

func (n *node) append(child *node) {
	if n.last == nil {
		n.first = child
	} else {
		n.last.next = child
	}
	n.last = child
	n.pieces++
}

// text returns what a text says.
func (n *node) text() string { return html.UnescapeString(n.outer) }

// keep leaves those of the nodes that stand in an element for which a condition holds.
func (n *node) keep(is func(*node) bool) {
	inside := children(n)
	if !slices.ContainsFunc(inside, func(c *node) bool { return !is(c) }) {
		return
	}
	n.first, n.last, n.pieces = nil, nil, 0
	outer := n.outer[:n.tag]
	for _, c := range inside {
		if is(c) {
			c.next = nil
			n.append(c)
			outer += c.outer
		}
	}
	n.outer, n.at = outer+"</"+n.name+">", -1
}

// markup returns how nodes are written that follow each other.
func (b *builder) markup(nodes []*node) string {
	if len(nodes) == 0 {
		return ""
	}
	start, end := nodes[0].at, nodes[0].at
	for _, n := range nodes {
		if n.at < 0 || n.at != end {
			return join(nodes)
		}
		end += len(n.outer)
	}
	return b.source[start:end]
}

func join(nodes []*node) string {
	var s strings.Builder
	for _, n := range nodes {
		s.WriteString(n.outer)
	}
	return s.String()
}

// isMedia reports whether a node is a picture, a frame or a player.
func isMedia(n *node) bool { return n.kind == inset }

// hasMedia reports whether a node is or holds a picture, a frame or a player.
func hasMedia(n *node) bool {
	for rest := n.outer; ; {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			return false
		}
		rest = rest[at+1:]
		for _, name := range [...]string{"img ", "iframe ", "audio", "video", "picture"} {
			if strings.HasPrefix(rest, name) {
				return true
			}
		}
	}
}

// isBlock reports whether a node stands on lines of its own. A picture that stands
// between words does not.
func isBlock(n *node) bool { return n.kind == block }

// find yields the topmost nodes, n among them, for which a condition holds.
func find(n *node, is func(*node) bool) iter.Seq[*node] {
	return func(yield func(*node) bool) { walk(n, is, yield) }
}

func walk(n *node, is func(*node) bool, yield func(*node) bool) bool {
	if is(n) {
		return yield(n)
	}
	n.open()
	for c := n.first; c != nil; c = c.next {
		if !walk(c, is, yield) {
			return false
		}
	}
	return true
}

func named(name string) func(*node) bool {
	return func(n *node) bool { return n.name == name }
}

// first returns the first node below n for which a condition holds, or nil.
func first(n *node, is func(*node) bool) *node {
	for found := range find(n, is) {
		return found
	}
	return nil
}

func children(n *node) []*node {
	n.open()
	if n.first == nil {
		return nil
	}
	nodes := make([]*node, 0, n.pieces)
	for c := n.first; c != nil; c = c.next {
		nodes = append(nodes, c)
	}
	return nodes
}

// attr returns the value of an attribute of an element; "" where it has none.
func attr(n *node, key string) string {
	value, _ := attribute(n, key)
	return value
}

func hasAttr(n *node, key string) bool {
	_, ok := attribute(n, key)
	return ok
}

func attribute(n *node, key string) (value string, ok bool) {
	rest := n.outer[:n.tag]
	for {
		var name string
		// A quote ends each value: no value holds one.
		if name, rest, ok = strings.Cut(rest, `="`); !ok {
			return "", false
		}
		value, rest, _ = strings.Cut(rest, `"`)
		if name[strings.LastIndexByte(name, ' ')+1:] == key {
			return html.UnescapeString(value), true
		}
	}
}

// plain returns the text of a node as a reader sees it: blocks and cells on lines of
// their own, white space collapsed.
func plain(n *node) string {
	var s strings.Builder
	appendPlain(&s, n)
	lines := strings.Split(s.String(), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func appendPlain(s *strings.Builder, n *node) {
	if n.name == "" {
		s.WriteString(strings.ReplaceAll(n.text(), "\n", " "))
		return
	}
	apart := isBlock(n) || n.name == "br"
	if apart {
		s.WriteByte('\n')
	}
	n.open()
	for c := n.first; c != nil; c = c.next {
		appendPlain(s, c)
	}
	if apart {
		s.WriteByte('\n')
	}
}

func hasClass(n *node, names ...string) bool {
	for class := range strings.FieldsSeq(attr(n, "class")) {
		if slices.Contains(names, class) {
			return true
		}
	}
	return false
}
