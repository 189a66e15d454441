package related

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/newsjunction/news/article"
)

// A Hit is a document in an answer. It is a value, and keeps the reasons that it had
// when it was found, whatever becomes of the index.
type Hit struct {
	ID       article.ID
	Score    float64 // greater than 0; comparable within one answer
	answer   *answer
	from, to int // in answer.shares
}

// A Reason is one of the things that a hit owes its place to. The shares of a hit's
// reasons add up to its score, but for the rounding of floating-point sums.
type Reason struct {
	Field Field   // where the hit has the term, the most telling place
	Term  string  // a word, two neighbours, or a category of the hit, folded; for InDate such as "published 3 days apart"
	Share float64 // part of the score; below 0 where a weight or a boost took from it
}

// answer is what the hits of one answer have in common.
type answer struct {
	words    lexicon
	labels   lexicon
	relation string // how a date relates: apart, ago
	shares   []share
}

// share is a reason in numbers.
type share struct {
	part  float64
	field Field
	word  uint32 // or the label of a category, or a number of days
	next  uint32 // the word behind it, of a pair; otherwise none
}

// IDs returns the ids of hits, in order.
func IDs(hits []Hit) []article.ID {
	ids := make([]article.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids
}

// Reasons returns what the hit owes its place to, the greatest share first.
func (h Hit) Reasons() []Reason {
	if h.answer == nil {
		return nil
	}
	reasons := make([]Reason, 0, h.to-h.from)
	for _, s := range h.answer.shares[h.from:h.to] {
		reasons = append(reasons, Reason{s.field, h.answer.term(s), s.part})
	}
	slices.SortFunc(reasons, func(a, b Reason) int {
		return cmp.Or(-cmp.Compare(a.Share, b.Share), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Term, b.Term))
	})
	return reasons
}

func (a *answer) term(s share) string {
	switch s.field {
	case InDate:
		return "published " + days(s.word) + " " + a.relation
	case InWeight:
		return "weight"
	case InCategory:
		return string(a.labels.at(s.word))
	}
	text := a.words.text(s.word)
	if s.next != none {
		text += " " + a.words.text(s.next)
	}
	return text
}

// shownReasons is how many terms Why names.
const shownReasons = 5

// Why says in an English sentence what the hit owes its place to: the terms it shares
// with the article or the search, where it has them, and their part of the score.
// It is empty for a hit without reasons.
func (h Hit) Why() string { return explain(h.Reasons(), h.Score) }

func explain(reasons []Reason, score float64) string {
	if len(reasons) == 0 {
		return ""
	}
	var terms []string
	asides, rest, others := "", 0.0, 0
	for _, r := range reasons {
		switch part := r.Share / score; {
		case r.Field == InDate || r.Field == InWeight:
			asides += fmt.Sprintf("; %s (%s)", r.Term, percent(part))
		case len(terms) < shownReasons:
			terms = append(terms, fmt.Sprintf("“%s” (%s, %s)", r.Term, r.Field, percent(part)))
		default:
			others++
			rest += part
		}
	}
	switch others {
	case 0:
	case 1:
		terms = append(terms, fmt.Sprintf("1 other term (%s)", percent(rest)))
	default:
		terms = append(terms, fmt.Sprintf("%d other terms (%s)", others, percent(rest)))
	}
	return "Shares " + enumerate(terms) + asides + "."
}

func percent(part float64) string { return fmt.Sprintf("%.0f %%", 100*part) }

// enumerate joins phrases as English does.
func enumerate(phrases []string) string {
	if len(phrases) < 2 {
		return strings.Join(phrases, "")
	}
	last := len(phrases) - 1
	return strings.Join(phrases[:last], ", ") + " and " + phrases[last]
}

// days says how long so many days are.
func days(n uint32) string {
	switch n {
	case 0:
		return "less than a day"
	case 1:
		return "1 day"
	default:
		return fmt.Sprintf("%d days", n)
	}
}

// wholeDays returns the days between two instants, in Unix seconds, to the nearest.
func wholeDays(a, b int64) uint32 {
	return uint32(min(math.Round(math.Abs(float64(a)-float64(b))/secondsPerDay), none-1))
}

// first returns the most telling of the fields that f holds.
func (f Field) first() Field { return f & -f }

// close ends the hit of a document with what its weight and its date add.
func (a *answer) close(from int, r result, at int64) Hit {
	weighed := r.likeness * r.factor
	if more := weighed - r.likeness; more != 0 {
		a.shares = append(a.shares, share{more, InWeight, none, none})
	}
	if more := r.score - weighed; more > 0 {
		a.shares = append(a.shares, share{more, InDate, wholeDays(r.published, at), none})
	}
	return Hit{r.id, r.score, a, from, len(a.shares)}
}

// append turns the picked results into hits.
func (d *draft) append(dst []Hit) []Hit {
	if len(d.results) == 0 {
		return dst
	}
	a := &answer{words: d.h.words, labels: d.h.labels, relation: "apart", shares: d.explain()}
	from := 0
	for i, r := range d.results {
		to := d.ends[i]
		dst = append(dst, Hit{r.id, r.score, a, from, to})
		from = to
	}
	return dst
}

// explain returns the shares of all results, one after the other, and notes where
// each ends.
func (d *draft) explain() []share {
	d.ends = d.ends[:0]
	all := answer{shares: d.shares[:0]}
	for _, r := range d.results {
		from := len(all.shares)
		c := d.compare(d.h, r.doc)
		all.shares = d.appendShares(all.shares, d.h, r.entry, c.self)
		all.close(from, r, d.source.published)
		d.ends = append(d.ends, len(all.shares))
	}
	d.shares = all.shares
	return slices.Clone(all.shares)
}

// appendShares appends what the document compared last shares with the probe: its
// words in the order of the text, each with the most telling field.
func (p *probe) appendShares(dst []share, h *holdings, e *entry, self float64) []share {
	norm := float64(e.norm)
	clear(p.told[:])
	clear(p.toldPairs[:])
	before, last := -1, uint32(0)
	for m := range e.mentions() {
		if m.field == InCategory {
			dst = p.appendLabel(dst, m.number, norm, self)
			continue
		}
		c := p.cell(h.stems[m.number])
		if c == nil {
			before = -1
			continue
		}
		slot := int(c.slot) - 1
		if !p.told[slot] {
			t := &p.terms[slot]
			dst = append(dst, share{p.share(t.weight, float64(c.weight), t.worth, norm, self), m.field, m.number, none})
			p.told[slot] = true
		}
		if before >= 0 && !m.opens {
			if n := p.pair(uint16(before), uint16(slot)); n >= 0 && !p.toldPairs[n] {
				t := &p.pairs[n]
				dst = append(dst, share{p.share(t.weight, t.theirs, t.worth, norm, self), m.field, last, m.number})
				p.toldPairs[n] = true
			}
		}
		before, last = slot, m.number
	}
	return dst
}

// cell returns that of a term of the probe which the document compared last has. The
// probe's terms were there first, so none of its stands behind a cell without a slot.
func (p *probe) cell(term uint32) *tableCell {
	for i := spread(term); ; i++ {
		switch c := &p.table[i%tableLen]; {
		case c.slot == 0:
			return nil
		case c.term == term:
			return c
		}
	}
}

func (p *probe) appendLabel(dst []share, label uint32, norm, self float64) []share {
	for _, l := range p.labels {
		if l.label == label {
			w := p.weights.Categories
			return append(dst, share{p.share(w, w, l.worth, norm, self), InCategory, label, none})
		}
	}
	return dst
}
