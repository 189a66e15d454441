package related

import (
	"math"
	"slices"
)

// cell is what a search knows of one document while it is scored.
type cell struct {
	sum     float64 // score so far
	best    float32 // match of the word at hand
	words   int16   // words of the query that the document has, so far
	touched bool
}

// board is the scratch paper of one search, used again by the next.
type board struct {
	cells   []cell // by doc; zero but for those in touched
	touched []uint32
	top     []result // the best so far, best first
	filter
}

func (b *board) begin(h *holdings, q Query) {
	if n := len(h.docs); len(b.cells) < n {
		b.cells = make([]cell, n+n/4)
	}
	b.top = b.top[:0]
	b.filter.set(h, q)
}

func (b *board) at(doc uint32) *cell {
	c := &b.cells[doc]
	if !c.touched {
		c.touched = true
		b.touched = append(b.touched, doc)
	}
	return c
}

func (b *board) wipe() {
	for _, doc := range b.touched {
		b.cells[doc] = cell{}
	}
	b.touched = b.touched[:0]
}

// offer keeps a result if it is among the best.
func (b *board) offer(r result) {
	at, _ := slices.BinarySearchFunc(b.top, r, result.compare)
	if at == b.K {
		return
	}
	if len(b.top) == b.K {
		b.top = b.top[:b.K-1]
	}
	b.top = slices.Insert(b.top, at, r)
}

// A mark of Search is an impact of six bits and a field of two.
func shelfMark(impact float64, f Field) byte {
	level := byte(math.Round(impact * 63))
	switch f.first() {
	case InTitle:
		return level << 2
	case InTags:
		return level<<2 | 1
	}
	return level<<2 | 2
}

// worthOf returns the impact of a mark. One that was too small to be noted counts.
func worthOf(mark byte) float32 { return (float32(mark>>2) + 0.5) / 64 }

func fieldOf(mark byte) Field { return InTitle << (mark & 3) }
