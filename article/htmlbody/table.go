package htmlbody

import (
	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// maxCells is how many cells a table may have; larger ones stay as they are.
const maxCells = article.MaxBlocks / 4

// table makes a Table of one that has nothing but rows of as many cells each, of inline
// markup, with headers at most in the first row and the first column. Any other stays
// as it is.
func (b *builder) table(n *node, caption []*node) {
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
type grid [][]*node

func readGrid(table *node) (g grid, ok bool) {
	cells := 0
	for _, part := range children(table) {
		rows := children(part)
		switch part.name {
		case "colgroup":
			continue
		case "thead", "tbody":
		case "tr":
			rows = []*node{part}
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

func readRow(tr *node) (row []*node, ok bool) {
	for _, c := range children(tr) {
		if blank(c) {
			continue
		}
		if c.name != "td" && c.name != "th" || spans(c, "colspan") || spans(c, "rowspan") || hasMedia(c) {
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

func spans(cell *node, key string) bool {
	n := attr(cell, key)
	return n != "" && n != "1"
}

// cellContent returns what stands in a cell: that of its paragraph, if that is all.
func cellContent(cell *node) []*node {
	var inside []*node
	for _, c := range children(cell) {
		if !blank(c) {
			inside = append(inside, c)
		}
	}
	if len(inside) == 1 && inside[0].name == "p" {
		return children(inside[0])
	}
	return children(cell)
}

func isHeader(cell *node) bool { return cell.name == "th" }

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
