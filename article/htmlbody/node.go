package htmlbody

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsjunction/news/article/inline"
)

// inlineNames are the elements of the inline grammar: all others are blocks.
func inlineNames() map[string]bool {
	names := make(map[string]bool)
	for e := range inline.Grammar() {
		names[e.Name] = true
	}
	return names
}

var (
	isInline   = sync.OnceValue(inlineNames)
	mediaNames = map[string]bool{"img": true, "iframe": true, "audio": true, "video": true, "picture": true}
)

// isMedia reports whether a node is a picture, a frame or a player.
func isMedia(n *html.Node) bool { return n.Type == html.ElementNode && mediaNames[n.Data] }

func hasMedia(n *html.Node) bool {
	for range find(n, isMedia) {
		return true
	}
	return false
}

// isBlock reports whether a node stands on lines of its own. A picture that stands
// between words does not.
func isBlock(n *html.Node) bool {
	return n.Type == html.ElementNode && !isInline()[n.Data] && !isMedia(n)
}

// find yields the topmost nodes, n among them, for which a condition holds.
func find(n *html.Node, is func(*html.Node) bool) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) { walk(n, is, yield) }
}

func walk(n *html.Node, is func(*html.Node) bool, yield func(*html.Node) bool) bool {
	if is(n) {
		return yield(n)
	}
	for c := range n.ChildNodes() {
		if !walk(c, is, yield) {
			return false
		}
	}
	return true
}

func named(names ...atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, a := range names {
			if n.Type == html.ElementNode && n.DataAtom == a {
				return true
			}
		}
		return false
	}
}

// first returns the first node below n for which a condition holds, or nil.
func first(n *html.Node, is func(*html.Node) bool) *html.Node {
	for found := range find(n, is) {
		return found
	}
	return nil
}

func children(n *html.Node) []*html.Node {
	var nodes []*html.Node
	for c := range n.ChildNodes() {
		nodes = append(nodes, c)
	}
	return nodes
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// plain returns the text of a node as a reader sees it: blocks and cells on lines of
// their own, white space collapsed.
func plain(n *html.Node) string {
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

func appendPlain(s *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		s.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
		return
	}
	apart := isBlock(n) || n.DataAtom == atom.Br
	if apart {
		s.WriteByte('\n')
	}
	for c := range n.ChildNodes() {
		appendPlain(s, c)
	}
	if apart {
		s.WriteByte('\n')
	}
}

func hasClass(n *html.Node, names ...string) bool {
	for class := range strings.FieldsSeq(attr(n, "class")) {
		if slices.Contains(names, class) {
			return true
		}
	}
	return false
}
