package htmlbody

import "strings"

// Node, Grow and the methods let tests compare the tree with that of a parser.
type Node = node

func Grow(source string) []*Node { return grow(source) }

func (n *node) Name() string                      { return n.name }
func (n *node) Text() string                      { return n.text() }
func (n *node) Outer() string                     { return n.outer }
func (n *node) Children() []*node                 { return children(n) }
func (n *node) Attribute(k string) (string, bool) { return attribute(n, k) }

// Lines returns the markup of each line that nodes could become.
func Lines(source string, nodes []*Node) []string {
	b := &builder{source: source}
	var lines []string
	var run []*node
	flush := func() {
		if len(run) > 0 {
			lines = append(lines, strings.TrimSpace(b.markup(run)))
		}
		run = nil
	}
	for _, n := range nodes {
		if isBlock(n) {
			flush()
		} else {
			run = append(run, n)
		}
		lines = append(lines, Lines(source, children(n))...)
	}
	flush()
	return lines
}
