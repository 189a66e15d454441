package article

import (
	"fmt"
	"slices"

	"github.com/newsjunction/news/article/inline"
)

// A Table is rows of cells, all rows with the same number of them.
type Table struct {
	Rows         [][]inline.HTML `json:"rows"`                   // at least one
	HeaderRow    bool            `json:"headerRow,omitempty"`    // the first row says what stands in the columns
	HeaderColumn bool            `json:"headerColumn,omitempty"` // the first cell of a row says what stands in it
	Caption      inline.HTML     `json:"caption,omitzero"`       // printed below it
}

// Type implements [BlockContent].
func (Table) Type() string { return "table" }

func (t Table) appendText(dst []byte) []byte {
	start := len(dst)
	for i, row := range t.Rows {
		dst = line(dst, i > 0)
		for j, cell := range row {
			if j > 0 {
				dst = append(dst, '\t')
			}
			dst = inline.AppendPlain(dst, cell)
		}
	}
	if !t.Caption.IsZero() {
		dst = inline.AppendPlain(line(dst, len(dst) > start), t.Caption)
	}
	return dst
}

func (t Table) check(k *checker, path string) {
	if len(t.Rows) == 0 || len(t.Rows[0]) == 0 {
		k.fault(path+".Rows", ErrMissing)
		return
	}
	for i, row := range t.Rows {
		if k.entries += 1 + len(row); k.entries > MaxBlocks {
			return
		}
		if len(row) != len(t.Rows[0]) {
			k.fault(fmt.Sprintf("%s.Rows[%d]", path, i), ErrUnknownValue)
		}
	}
}

func (t Table) clone() Table {
	t.Rows = slices.Clone(t.Rows)
	for i := range t.Rows {
		t.Rows[i] = slices.Clone(t.Rows[i])
	}
	return t
}

func (t *Table) members(m *members) {
	if m.at("rows", true) {
		array(m, &t.Rows, func(row *[]inline.HTML, m *members) { array(m, row, markupElement) })
	}
	m.flag("headerRow", &t.HeaderRow)
	m.flag("headerColumn", &t.HeaderColumn)
	m.markup("caption", &t.Caption, false)
}
