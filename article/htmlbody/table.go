package htmlbody

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// maxCells is how many cells a table may have; larger ones stay as they are.
const maxCells = article.MaxBlocks / 4

// table makes a Table of one that has nothing but rows of as many cells each, of inline
// markup, with headers at most in the first row and the first column. Any other stays
// as it is.
func (b *builder) table(n *html.Node, caption []*html.Node) {
	g, ok := readGrid(n)
	if !ok {
		b.raw(n)
		b.flow(caption)
		return
	}
	t := article.Table{HeaderRow: g.headerRow(), HeaderColumn: g.headerColumn()}
	text := false
	for _, cells := range g {
		row := make([]inline.HTML, len(cells))
		for i, cell := range cells {
			row[i] = b.inline(cellContent(cell))
			text = text || !row[i].IsZero()
		}
		t.Rows = append(t.Rows, row)
	}
	if t.Caption = b.inline(caption); text || !t.Caption.IsZero() {
		b.add(t)
	}
}

// A grid is the cells of a table, by row.
type grid [][]*html.Node

func readGrid(table *html.Node) (g grid, ok bool) {
	cells := 0
	for _, part := range children(table) {
		rows := children(part)
		switch part.DataAtom {
		case atom.Colgroup:
			continue
		case atom.Thead, atom.Tbody:
		case atom.Tr:
			rows = []*html.Node{part}
		default:
			if blank(part) {
				continue
			}
			return nil, false
		}
		for _, tr := range rows {
			if blank(tr) {
				continue
			}
			row, ok := readRow(tr)
			if cells += len(row); !ok || len(g) > 0 && len(row) != len(g[0]) || cells > maxCells {
				return nil, false
			}
			g = append(g, row)
		}
	}
	return g, len(g) > 0 && g.headersFit()
}

func readRow(tr *html.Node) (row []*html.Node, ok bool) {
	for _, c := range children(tr) {
		if blank(c) {
			continue
		}
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || spans(c, "colspan") || spans(c, "rowspan") || hasMedia(c) {
			return nil, false
		}
		for _, inner := range cellContent(c) {
			if isBlock(inner) || first(inner, isBlock) != nil {
				return nil, false
			}
		}
		row = append(row, c)
	}
	return row, len(row) > 0
}

func spans(cell *html.Node, key string) bool {
	n := attr(cell, key)
	return n != "" && n != "1"
}

// cellContent returns what stands in a cell: that of its paragraph, if that is all.
func cellContent(cell *html.Node) []*html.Node {
	var inside []*html.Node
	for _, c := range children(cell) {
		if !blank(c) {
			inside = append(inside, c)
		}
	}
	if len(inside) == 1 && inside[0].DataAtom == atom.P {
		return children(inside[0])
	}
	return children(cell)
}

func isHeader(cell *html.Node) bool { return cell.DataAtom == atom.Th }

// headerRow reports whether all of the first row are headers.
func (g grid) headerRow() bool {
	for _, cell := range g[0] {
		if !isHeader(cell) {
			return false
		}
	}
	return len(g) > 1 || len(g[0]) > 1
}

// headerColumn reports whether all rows but a header row begin with one.
func (g grid) headerColumn() bool {
	rows := g
	if g.headerRow() {
		rows = g[1:]
	}
	for _, row := range rows {
		if !isHeader(row[0]) {
			return false
		}
	}
	return len(rows) > 0
}

// headersFit reports whether every header is one of those rows and columns.
func (g grid) headersFit() bool {
	inRow, inColumn := g.headerRow(), g.headerColumn()
	for i, row := range g {
		for j, cell := range row {
			if isHeader(cell) && !(inRow && i == 0) && !(inColumn && j == 0) {
				return false
			}
		}
	}
	return true
}

func (w *writer) table(t article.Table) {
	w.put("<figure><table>")
	for i, row := range t.Rows {
		head := t.HeaderRow && i == 0
		if head {
			w.put("<thead>")
		} else if i == 0 || i == 1 && t.HeaderRow {
			w.put("<tbody>")
		}
		w.put("<tr>")
		for j, cell := range row {
			name := "td"
			if head || t.HeaderColumn && j == 0 {
				name = "th"
			}
			w.inside(name, cell)
		}
		if w.put("</tr>"); head {
			w.put("</thead>")
		}
	}
	if len(t.Rows) > 1 || len(t.Rows) == 1 && !t.HeaderRow {
		w.put("</tbody>")
	}
	w.put("</table>")
	w.caption("", t.Caption, "")
	w.put("</figure>")
}
