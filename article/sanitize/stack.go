package sanitize

import (
	"slices"

	"github.com/newsjunction/news/article/loss"
)

// The content model. Whatever place and close do, an HTML parser would do or
// leave alone when it reads what is written: that is what makes the output parse to
// the tree that it spells.

// open closes what e cannot stand in, writes its start tag with the values at
// hand, and puts it on the stack.
func (p *pass) open(e *element) {
	switch {
	case !p.place(e):
		p.leaveOut(e, "it cannot stand in this place")
	case !e.void && !p.hasRoom(e):
		p.leaveOut(e, "nested too deeply")
	default:
		p.write(e)
	}
}

func (p *pass) leaveOut(e *element, why string) {
	p.report.Add(e.name, loss.Dropped, "element", why)
	p.gap = p.gap || e.shape.isBlock()
}

func (p *pass) hasRoom(e *element) bool {
	switch {
	case e.shape == table:
		const parts = 3 // tbody, tr and td, which text in the wrong place may need
		return len(p.stack)+parts < p.rules.maxDepth
	case e.shape > table:
		return true
	default:
		return len(p.stack) < p.rules.maxDepth
	}
}

func (p *pass) write(e *element) {
	p.out = append(append(p.out, '<'), e.name...)
	if e.shape == heading && p.rules.topHeading > 0 {
		p.headings = append(p.headings, len(p.out)-1)
	}
	risky := false
	for i := range p.values {
		risky = risky || p.values[i].risky
		p.out = p.values[i].append(p.out)
	}
	p.fresh = e.name == "pre"
	p.eatLF = p.fresh
	if e.shape.isBlock() || e.name == "br" {
		p.words, p.gap = false, false
	}
	if e.void {
		p.out = append(p.out, "/>"...)
	} else {
		p.out = append(p.out, '>')
		p.stack = append(p.stack, e)
		p.opened[e.shape]++
		p.openOf[e.index]++
	}
	if risky {
		p.ask(e)
	}
}

func (v *value) append(dst []byte) []byte {
	dst = append(append(dst, ' '), v.name...)
	return append(appendEscaped(append(dst, `="`...), v.text), '"')
}

// imply opens an element that the source left out.
func (p *pass) imply(name string) {
	p.values = p.values[:0]
	p.write(p.rules.elements[name])
	p.report.Add(name, loss.Repaired, "element", "it was missing around its content")
}

// place closes and opens what it takes for e to stand next, and reports whether
// e can stand here at all.
func (p *pass) place(e *element) bool {
	if e.shape > table {
		return p.placeTablePart(e)
	}
	if e.shape == table && p.inTable() {
		// A table right inside a table ends that one.
		p.closeAbove(p.innermostOf(table, nil) - 1)
	}
	p.enterCell()
	switch e.shape {
	case link:
		return p.opened[link] == 0
	case rubyPart:
		return p.closeInto("ruby")
	case mediaPart:
		return p.topIs("picture", "audio", "video")
	case phrasing, frame:
		return true
	}
	p.end(paragraph)
	switch e.shape {
	case heading:
		p.end(heading)
	case item:
		return p.closeInto("ul", "ol")
	case term:
		return p.closeInto("dl")
	}
	return true
}

func (p *pass) placeTablePart(e *element) bool {
	i := p.innermostOf(table, nil)
	if i < 0 {
		return false
	}
	switch e.shape {
	case column:
		if !p.closeIntoPart(columns) {
			p.closeAbove(i)
			p.implyWith("colgroup")
		}
	case row:
		p.enterRows(i)
	case cell:
		if !p.closeIntoPart(row) {
			p.enterRows(i)
			p.implyWith("tr")
		}
	default:
		p.closeAbove(i)
	}
	return true
}

// implyWith opens an element that was left out and keeps the values at hand.
func (p *pass) implyWith(name string) {
	values := slices.Clone(p.values)
	p.imply(name)
	p.values = append(p.values[:0], values...)
}

func (p *pass) enterRows(tableAt int) {
	if !p.closeIntoPart(rows) {
		p.closeAbove(tableAt)
		p.implyWith("tbody")
	}
}

// enterCell makes sure that text and content do not stand between the parts of a
// table, where a parser would move them out in front of it.
func (p *pass) enterCell() {
	if !p.inTable() {
		return
	}
	values := slices.Clone(p.values)
	if p.top().shape == columns {
		p.closeAbove(len(p.stack) - 2)
	}
	for p.inTable() {
		switch p.top().shape {
		case table:
			p.imply("tbody")
		case rows:
			p.imply("tr")
		case row:
			p.imply("td")
		}
	}
	p.values = append(p.values[:0], values...)
}

// inTable reports whether the innermost open element holds only parts of a table.
func (p *pass) inTable() bool {
	if len(p.stack) == 0 {
		return false
	}
	switch p.top().shape {
	case table, columns, rows, row:
		return true
	}
	return false
}

func (p *pass) top() *element { return p.stack[len(p.stack)-1] }

func (p *pass) topIs(names ...string) bool {
	for _, name := range names {
		if len(p.stack) > 0 && p.top().name == name {
			return true
		}
	}
	return false
}

// closeInto closes elements until one of those names is the innermost, but no
// cell or caption.
func (p *pass) closeInto(names ...string) bool {
	i := p.innermost(func(e *element) bool {
		for _, name := range names {
			if e.name == name {
				return true
			}
		}
		return false
	}, isBoundary)
	if i >= 0 {
		p.closeAbove(i)
	}
	return i >= 0
}

// closeIntoPart closes elements of the innermost table until a part of that
// shape is the innermost.
func (p *pass) closeIntoPart(s shape) bool {
	i := p.innermostOf(s, isTable)
	if i >= 0 {
		p.closeAbove(i)
	}
	return i >= 0
}

// end closes the innermost element of a shape, if one is open in this cell.
func (p *pass) end(s shape) {
	if i := p.innermostOf(s, isBoundary); i >= 0 {
		p.closeAbove(i - 1)
	}
}

// openedBy returns the place in the stack of what an end tag of e ends, or -1.
func (p *pass) openedBy(e *element) int {
	switch {
	case e.shape >= table:
		i := p.innermost(func(o *element) bool { return o == e || isTable(o) }, nil)
		if i >= 0 && p.stack[i] != e {
			return -1
		}
		return i
	case e.shape == heading:
		return p.innermostOf(heading, isBoundary)
	case p.openOf[e.index] == 0:
		return -1
	default:
		return p.innermost(func(o *element) bool { return o == e }, isBoundary)
	}
}

// innermostOf is innermost for a shape.
func (p *pass) innermostOf(s shape, stops func(*element) bool) int {
	if p.opened[s] == 0 {
		return -1
	}
	return p.innermost(func(e *element) bool { return e.shape == s }, stops)
}

// innermost returns the place of the innermost open element that matches and is
// not outside one that stops the search, or -1.
func (p *pass) innermost(matches, stops func(*element) bool) int {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if matches(p.stack[i]) {
			return i
		}
		if stops != nil && stops(p.stack[i]) {
			return -1
		}
	}
	return -1
}

func isTable(e *element) bool { return e.shape == table }

// isBoundary reports whether e keeps what happens inside it to itself.
func isBoundary(e *element) bool {
	return e.shape == table || e.shape == cell || e.shape == caption
}

// closeAbove writes end tags until place i is the innermost.
func (p *pass) closeAbove(i int) {
	for len(p.stack) > i+1 {
		e := p.top()
		p.stack = p.stack[:len(p.stack)-1]
		p.opened[e.shape]--
		p.openOf[e.index]--
		p.out = append(append(p.out, "</"...), e.name...)
		if e.shape == heading && p.rules.topHeading > 0 {
			p.headings = append(p.headings, len(p.out)-1)
		}
		p.out = append(p.out, '>')
		p.fresh = false
		if e.shape.isBlock() {
			p.words, p.gap = false, false
		}
	}
}
