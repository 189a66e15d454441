package related

import "slices"

// compact files anew what is not gone.
func (h *holdings) compact() (*holdings, filer) {
	m := mover{to: newHoldings(), docs: make([]uint32, len(h.docs)), words: make([]uint32, h.words.len())}
	n := uint32(0)
	for doc := range h.docs {
		m.docs[doc] = none
		if !h.isGone(uint32(doc)) {
			m.docs[doc] = n
			n++
		}
	}
	for word := range m.words {
		m.words[word] = none
		m.moveWord(h, uint32(word))
	}
	for doc := range h.docs {
		if m.docs[doc] != none {
			m.moveDoc(h, &h.docs[doc])
		}
	}
	return m.to, m.filer
}

// mover moves documents and words from holdings to new ones.
type mover struct {
	to          *holdings
	filer       filer
	touched     touched
	docs, words []uint32 // numbers there; none: gone, or not there yet
	postings    []posting
}

type posting struct {
	doc  uint32
	mark byte
}

func sortPostings(list []posting) {
	slices.SortFunc(list, func(a, b posting) int { return int(a.doc) - int(b.doc) })
}

// moveWord moves the postings of Search.
func (m *mover) moveWord(h *holdings, word uint32) {
	m.postings = m.postings[:0]
	h.shelf.each(h.spots[word], func(doc uint32, mark byte) {
		if m.docs[doc] != none {
			m.postings = append(m.postings, posting{m.docs[doc], mark})
		}
	})
	if len(m.postings) == 0 {
		return
	}
	sortPostings(m.postings)
	n := m.number(h, word)
	for _, p := range m.postings {
		m.to.spots[n] = m.filer.shelf.post(n, m.to.spots[n], p.doc, p.mark)
	}
	m.to.shelf = m.filer.shelf.slabs
}

// number returns the number that a word has there.
func (m *mover) number(h *holdings, word uint32) uint32 {
	if m.words[word] == none {
		lang, text, stem := splitKey(h.words.at(word))
		m.words[word] = m.filer.intern(m.to, m.to.langs.intern(h.langs.at(lang)), Word{text, stem}, &m.touched)
		m.touched.reset()
	}
	return m.words[word]
}

// moveDoc moves a document whose words in Search are moved.
func (m *mover) moveDoc(h *holdings, e *entry) {
	moved := *e
	moved.lang = m.to.langs.intern(h.langs.at(e.lang))
	if e.series != none {
		moved.series = m.to.series.intern(h.series.at(e.series))
	}
	seq := sequence{bytes: m.filer.seq[:0]}
	for t := range e.mentions() {
		if t.field == InCategory {
			seq.label(m.to.labels.intern(h.labels.at(t.number)))
			continue
		}
		if t.opens {
			seq.run(t.field)
		}
		seq.word(m.number(h, t.number))
	}
	moved.seq = m.filer.keep(seq.bytes)
	m.filer.seq = seq.bytes
	m.filer.add(m.to, moved, &m.touched)
	m.touched.reset()
}
