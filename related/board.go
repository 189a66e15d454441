package related

import (
	"cmp"
	"math"
	"slices"
)

// cell is what a query knows of one document while it is scored.
type cell struct {
	sum     float64 // score so far
	aside   float64 // Related: score by shared categories; Search: best match of the word at hand
	words   int32   // Search: words of the query that the document has, so far
	touched bool
}

// board is the scratch paper of one query, used again by the next.
type board struct {
	cells   []cell // by doc; zero but for those in touched
	touched []uint32
}

func (b *board) resize(docs int) {
	if len(b.cells) < docs {
		b.cells = make([]cell, docs+docs/4)
	}
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

// candidate is a document with the score it would be a hit with.
type candidate struct {
	doc      uint32
	likeness float64 // score without freshness
	score    float64
	*entry
}

func (c candidate) compare(d candidate) int {
	return cmp.Or(-cmp.Compare(c.score, d.score), -cmp.Compare(c.published, d.published), c.id.Compare(d.id))
}

// best keeps the k best candidates, best first.
type best struct {
	k    int
	kept []candidate
}

// hopeless reports whether no freshness can bring a likeness among the best.
func (b *best) hopeless(likeness float64) bool {
	return len(b.kept) == b.k && likeness*maxFreshness < b.kept[b.k-1].score
}

func (b *best) offer(c candidate) {
	at, _ := slices.BinarySearchFunc(b.kept, c, candidate.compare)
	if at == b.k {
		return
	}
	if len(b.kept) == b.k {
		b.kept = b.kept[:b.k-1]
	}
	b.kept = slices.Insert(b.kept, at, c)
}

// Freshness multiplies a likeness: stories of the same weeks belong together a
// little more, and so do, less, those of the same year.
const (
	yearGain, yearDays   = 0.5, 365.0
	weeksGain, weeksDays = 0.3, 14.0
	maxFreshness         = (1 + yearGain) * (1 + weeksGain)
)

// freshness returns the factor for stories so many seconds apart.
func freshness(seconds float64) float64 {
	days := seconds / (24 * 60 * 60)
	return (1 + float64(yearGain*math.Exp(-days/yearDays))) * (1 + float64(weeksGain*math.Exp(-days/weeksDays)))
}

// near returns how far apart two instants are, in seconds; ok is false where one of
// them is unknown.
func near(a, b int64) (seconds float64, ok bool) {
	return math.Abs(float64(a) - float64(b)), a != 0 && b != 0
}
