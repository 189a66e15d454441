package related

import "encoding/binary"

// place is a word of what is asked about.
type place struct {
	term  uint32 // none or more than there are: a word that no document has
	field Field
	opens bool
}

// Most terms, and most pairs of neighbours, that are compared of a document: those
// that come first.
const (
	maxSlots = 1_000
	tableLen = 4 * 1_024
)

// A probe is a document taken apart, to be compared with others.
type probe struct {
	settings
	worths
	usual  bool // the settings are those for which holdings keep what is their own
	norm   float64
	self   float64 // what the document's words would score beside themselves
	terms  []probeTerm
	pairs  []probePair
	labels []probeLabel
	byPair [tableLen]uint16 // to a pair +1

	// The terms of the probe by number, and for a while those of the document at hand.
	table   [tableLen]tableCell
	members [tableLen / 64]uint64 // a bit for each place where the search for a term of the probe begins
	used    []uint16              // cells of the document at hand
	paired  []uint16              // pairs that the document at hand has
	stamp   uint32                // of the document at hand

	// What of the terms and pairs has been told of the hit at hand.
	told, toldPairs [maxSlots]bool
}

// tableCell is a term in a probe's table.
type tableCell struct {
	term   uint32
	stamp  uint32  // of the document that had the term last; 0: none
	weight float32 // in that document
	slot   uint16  // in terms, +1; 0: not a term of the probe
}

type probeTerm struct {
	term   uint32
	df     uint32
	weight float64
	worth  float64
	give   float64 // what the document's impact is multiplied by
	take   float64 // what the document's weight is multiplied by
}

type probePair struct {
	a, b   uint16
	weight float64
	worth  float64
	give   float64
	take   float64
	theirs float64 // the weight in the document at hand
}

type probeLabel struct {
	label uint32
	worth float64
}

func spread(n uint32) uint32 { return (n * 0x9E3779B1) >> 20 }

// reset empties a probe.
func (p *probe) reset(h *holdings, s settings) {
	clear(p.table[:])
	clear(p.byPair[:])
	clear(p.members[:])
	p.terms, p.pairs, p.labels = p.terms[:0], p.pairs[:0], p.labels[:0]
	p.used, p.paired = p.used[:0], p.paired[:0]
	p.settings, p.self, p.stamp = s, 0, 0
	p.usual = s == usualSettings()
	p.worths.set(h.live, s.exponent)
}

// add adds a word that follows the one before.
func (p *probe) add(h *holdings, at place, before int) (slot int) {
	i := spread(at.term)
	for p.table[i%tableLen].slot != 0 && p.table[i%tableLen].term != at.term {
		i++
	}
	c := &p.table[i%tableLen]
	slot = int(c.slot) - 1
	if slot < 0 {
		if len(p.terms) == maxSlots {
			return -1
		}
		slot = len(p.terms)
		df := uint32(0)
		if int(at.term) < len(h.df) {
			df = h.df[at.term]
		}
		p.terms = append(p.terms, probeTerm{term: at.term, df: df, worth: p.of(df)})
		c.term, c.slot = at.term, uint16(slot+1)
		p.members[spread(at.term)/64] |= 1 << (spread(at.term) % 64)
	}
	p.terms[slot].weight += p.weights.of(at.field)
	if !at.opens && before >= 0 {
		p.addPair(uint16(before), uint16(slot))
	}
	return slot
}

func (p *probe) addPair(a, b uint16) {
	if n := p.pair(a, b); n >= 0 {
		p.pairs[n].weight += p.weights.Pairs
		return
	}
	if len(p.pairs) == maxSlots {
		return
	}
	worth := (p.terms[a].worth + p.terms[b].worth) / 2
	p.pairs = append(p.pairs, probePair{a: a, b: b, weight: p.weights.Pairs, worth: worth})
	i := spread(uint32(a)<<16 | uint32(b))
	for p.byPair[i%tableLen] != 0 {
		i++
	}
	p.byPair[i%tableLen] = uint16(len(p.pairs))
}

func (p *probe) pair(a, b uint16) int {
	for i := spread(uint32(a)<<16 | uint32(b)); ; i++ {
		switch n := int(p.byPair[i%tableLen]) - 1; {
		case n < 0 || p.pairs[n].a == a && p.pairs[n].b == b:
			return n
		}
	}
}

// read makes of p the probe of a document that is held.
func (p *probe) read(h *holdings, e *entry, s settings) {
	p.reset(h, s)
	before := -1
	for t := range e.mentions() {
		if t.field == InCategory {
			p.addLabel(h, t.number)
			continue
		}
		before = p.add(h, place{h.stems[t.number], t.field, t.opens}, before)
	}
	p.finish(float64(e.norm))
}

func (p *probe) addLabel(h *holdings, label uint32) {
	df := uint32(0)
	if int(label) < len(h.filed) {
		df = h.filed[label]
	}
	p.labels = append(p.labels, probeLabel{label: label, worth: p.of(df)})
}

func (p *probe) finish(norm float64) {
	p.norm = norm
	for i := range p.terms {
		t := &p.terms[i]
		p.self += float64(t.weight * t.worth * impact(t.weight, norm))
		t.give, t.take = t.weight*t.worth, t.worth*impact(t.weight, norm)
	}
	for i := range p.pairs {
		t := &p.pairs[i]
		t.give, t.take = t.weight*t.worth, t.worth*impact(t.weight, norm)
	}
}

// returned is the part of a likeness that the document says of the article; the rest
// is what the article says of the document.
const returned = 0.4

// A comparison is what a document has of a probe.
type comparison struct {
	likeness float64 // by words
	filed    float64 // by categories, more
	self     float64 // what the document's words would score beside themselves
}

// compare compares a document with the probe.
func (p *probe) compare(h *holdings, doc uint32) comparison {
	e := &h.docs[doc]
	self, known := 0.0, false
	if p.usual {
		self, known = h.own.get(doc, h.version)
	}
	labels := p.weigh(h, e, known)
	norm := float64(e.norm)
	forth, back, filed := 0.0, 0.0, 0.0
	once := impact(1, norm) // that of most terms
	for _, at := range p.used {
		c := &p.table[at]
		w, i := float64(c.weight), once
		if w != 1 {
			i = impact(w, norm)
		}
		if !known {
			self += float64(w * p.of(h.df[c.term]) * i)
		}
		if c.slot != 0 {
			t := &p.terms[c.slot-1]
			forth += float64(t.give * i)
			back += float64(t.take * w)
		}
	}
	for _, n := range p.paired {
		t := &p.pairs[n]
		forth += float64(t.give * impact(t.theirs, norm))
		back += float64(t.take * t.theirs)
	}
	if !known {
		self = float64(float32(self)) // as it is held
		if p.usual && len(p.used) < maxSlots {
			h.own.set(doc, h.version, self)
		}
	}
	for i := range p.labels {
		if l := &p.labels[i]; labels.has(l.label) {
			filed += p.share(p.weights.Categories, p.weights.Categories, l.worth, norm, self)
		}
	}
	return comparison{p.halves(forth, back, self), filed, self}
}

// share returns what a term adds to the likeness.
func (p *probe) share(ours, theirs, worth, norm, self float64) float64 {
	return p.halves(ours*worth*impact(theirs, norm), theirs*worth*impact(ours, p.norm), self)
}

func (p *probe) halves(forth, back, self float64) float64 {
	if p.self == 0 || self == 0 {
		return 0
	}
	return (1-returned)*forth/p.self + returned*back/self
}

// weigh adds up what a document makes of its terms and of the probe's pairs, and
// returns its categories; brief: of the terms that the probe has. Most of the time of an
// answer is spent here.
func (p *probe) weigh(h *holdings, e *entry, brief bool) labels {
	for _, n := range p.paired {
		p.pairs[n].theirs = 0
	}
	p.paired, p.used = p.paired[:0], p.used[:0]
	p.stamp++
	seq, weight, before := e.seq, float32(0), -1
	for i := 0; i < len(seq); {
		n := uint32(seq[i])
		i++
		switch {
		case n == 0:
			field := Field(seq[i])
			i++
			if field == InCategory {
				return labels(seq[i:])
			}
			weight, before = float32(p.weights.of(field)), -1
			continue
		case n >= 0x80:
			n, i = number(seq, i-1)
		}
		slot, term := -1, h.stems[n-1]
		if !brief || p.may(term) {
			slot = p.note(term, weight)
		}
		if slot >= 0 && before >= 0 {
			p.notePair(before, slot)
		}
		before = slot
	}
	return nil
}

// number reads a varint of more than one byte, and returns what stands behind it.
func number(b []byte, at int) (n uint32, behind int) {
	v, size := binary.Uvarint(b[at:])
	return uint32(v), at + size
}

func (p *probe) notePair(a, b int) {
	n := p.pair(uint16(a), uint16(b))
	if n < 0 {
		return
	}
	if p.pairs[n].theirs == 0 {
		p.paired = append(p.paired, uint16(n))
	}
	p.pairs[n].theirs += p.weights.Pairs
}

// labels are the categories at the end of a sequence.
type labels []byte

func (l labels) has(label uint32) bool {
	for i := 0; i < len(l); {
		n, size := binary.Uvarint(l[i:])
		if uint32(n) == label+1 {
			return true
		}
		i += size
	}
	return false
}

// may reports whether the probe has a term, or one whose search begins where that one's does.
func (p *probe) may(term uint32) bool {
	at := spread(term)
	return p.members[at/64]&(1<<(at%64)) != 0
}

// note adds to the weight of a term in the document at hand, and returns the term's
// slot; -1 for none.
func (p *probe) note(term uint32, weight float32) (slot int) {
	for i := spread(term); ; i++ {
		c := &p.table[i%tableLen]
		switch {
		case c.slot == 0 && c.stamp != p.stamp: // free, or of a document before
			if len(p.used) == maxSlots {
				return -1
			}
			*c = tableCell{term, p.stamp, weight, 0}
			p.used = append(p.used, uint16(i%tableLen))
			return -1
		case c.term != term:
		case c.stamp != p.stamp:
			c.stamp, c.weight = p.stamp, weight
			p.used = append(p.used, uint16(i%tableLen))
			return int(c.slot) - 1
		default:
			c.weight += weight
			return int(c.slot) - 1
		}
	}
}
