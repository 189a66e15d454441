package related

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// chosen is one of the terms by which documents are looked for.
type chosen struct {
	slot  int
	value float64
}

// list is the postings of such a term where it is prominent, or where it is not.
type list struct {
	slot        int
	number      uint32
	length      int
	forth, back float64 // what impact and odds are multiplied by
	cost        float64 // length, by the square of what a posting is worth
}

// probeTerms is how many of an article's terms are looked for.
const probeTerms = 64

// Impacts of a term that are typical: mentioned once in a text, or prominent in it.
const (
	plainImpact = 0.25
	keenImpact  = 0.6
)

// choose finds the terms that say most of the source, and puts their lists in order:
// those first that are worth most for what it costs to read them. Ordered by length
// alone, four times the postings find no better answers in an archive of 50,000.
func (d *draft) choose() {
	d.chosen, d.lists = d.chosen[:0], d.lists[:0]
	for slot := range d.terms {
		if t := &d.terms[slot]; t.df > 0 && t.give > 0 {
			d.chosen = append(d.chosen, chosen{slot, t.give})
		}
	}
	slices.SortFunc(d.chosen, func(a, b chosen) int {
		if a.value != b.value {
			return -cmp.Compare(a.value, b.value)
		}
		return cmp.Compare(a.slot, b.slot)
	})
	for _, c := range d.chosen[:min(len(d.chosen), probeTerms)] {
		term := d.terms[c.slot].term
		keen := int(d.h.keen[term])
		d.addList(c.slot, listOf(term, true), keen, keenImpact)
		d.addList(c.slot, listOf(term, false), int(d.h.df[term])-keen, plainImpact)
	}
	slices.SortFunc(d.lists, func(a, b list) int {
		if a.cost != b.cost {
			return cmp.Compare(a.cost, b.cost)
		}
		return cmp.Or(cmp.Compare(a.slot, b.slot), -cmp.Compare(a.number, b.number))
	})
}

func (d *draft) addList(slot int, number uint32, length int, typical float64) {
	if length == 0 {
		return
	}
	t := &d.terms[slot]
	l := list{slot: slot, number: number, length: length, forth: (1 - returned) * t.give, back: returned * t.take * d.norm}
	worth := t.give * typical
	l.cost = float64(length) / (worth * worth)
	d.lists = append(d.lists, l)
}

// read adds up what the lists say for a document, as far as the budget of postings
// reaches. A list that is longer than what is left of it is passed over; where more than
// half is left in the end, of the shortest such list the latest postings are read.
func (d *draft) read() {
	if n := len(d.h.docs); len(d.scores) < n {
		d.scores = make([]uint32, n+n/4)
	}
	most := 0.0
	for i := range d.lists {
		most = max(most, d.lists[i].forth+float64(d.lists[i].back*maxOdds))
	}
	d.parts = d.parts[:0]
	left := d.options.Postings
	var shortest *list // that is passed over
	for i := range d.lists {
		switch l := &d.lists[i]; {
		case l.length <= left:
			d.parts = append(d.parts, d.newest(l, most))
			left -= l.length
		case shortest == nil || l.length < shortest.length:
			shortest = l
		}
	}
	// Where a chunk is, the one behind it tells. The lists take turns, so that what is
	// fetched for one does not wait for what is fetched for another.
	for i := 0; i < len(d.parts); i++ {
		if p, ok := d.earlier(d.parts[i]); ok {
			d.parts = append(d.parts, p)
		}
	}
	d.added = 0
	for _, p := range d.parts {
		d.added += p.addUp(d.scores)
	}
	if shortest != nil && left > d.options.Postings/2 {
		for p, ok := d.newest(shortest, most), true; ok && left > 0; p, ok = d.earlier(p) {
			n := p.addUp(d.scores)
			d.parts = append(d.parts, p)
			d.added += n
			left -= n
		}
	}
}

// part is a chunk of postings, and what impact and odds count in it.
type part struct {
	chunk       []byte
	forth, back uint32
}

// newest returns the chunk of a list that was written last. No document gets more than
// 2^24 of a list, so that the sum over all terms fits.
func (d *draft) newest(l *list, most float64) part {
	const whole = 1 << 24
	forth, back := 1+uint32(whole/255*l.forth/most), uint32(whole/oddsUnit*l.back/most)
	return part{d.h.posts.chunk(d.h.heads[l.number]), forth, back}
}

// earlier returns the chunk written before one of a list.
func (d *draft) earlier(p part) (part, bool) {
	h := before(p.chunk)
	if h == 0 {
		return part{}, false
	}
	return part{d.h.posts.chunk(h), p.forth, p.back}, true
}

// addUp adds what the postings say to the scores of their documents, and returns how
// many they are. It takes two at a time as long as none is far.
func (p *part) addUp(scores []uint32) int {
	forth, back := p.forth, p.back
	doc := first(p.chunk)
	scores[doc] += worthOfMark(p.chunk[chunkStart], forth, back)
	n := 1
	c := p.chunk[chunkStart+1:]
	for len(c) >= postingSize {
		if len(c) >= 8 {
			two := binary.LittleEndian.Uint64(c)
			a, b := uint32(two&0xFFFF), uint32(two>>24&0xFFFF)
			if a != 0 && b != 0 {
				doc += a
				scores[doc] += worthOfMark(byte(two>>16), forth, back)
				doc += b
				scores[doc] += worthOfMark(byte(two>>40), forth, back)
				c = c[2*postingSize:]
				n += 2
				continue
			}
		}
		worth := worthOfMark(c[2], forth, back)
		step := uint32(binary.LittleEndian.Uint16(c))
		if step == 0 {
			step = far(c)
			c = c[farPosting-postingSize:]
		}
		doc += step
		scores[doc] += worth
		c = c[postingSize:]
		n++
	}
	return n
}

// worthOfMark returns what the article says of a document with a mark, and more, what the
// document says of the article: of its weight the mark tells enough for that.
func worthOfMark(mark byte, forth, back uint32) uint32 { return forth*uint32(mark) + back*odds[mark] }

// odds are the weight of a term in a document, by mark, as a part of the document's norm:
// impact/(1-impact), in units of 1/oddsUnit. So a score needs to know nothing else of a
// document: that norm stands for what the document would score beside itself. The table
// is never written.
var odds = func() (o [256]uint32) {
	for mark := range o {
		impact := float64(mark) / 255
		o[mark] = uint32(oddsUnit * min(maxOdds, impact/max(1-impact, 1e-9)))
	}
	return o
}()

const (
	oddsUnit = 256
	maxOdds  = 64
)
