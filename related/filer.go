package related

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/newsjunction/news/article"
)

// filer writes documents into holdings. It is the writer's; only what it has handed
// to holdings is seen by readers.
type filer struct {
	posts, shelf poster
	slab         []byte // what is left of the memory for sequences
	key, seq     []byte
	terms, words tally
}

// tally adds up what one document makes of terms or words.
type tally struct {
	weights []uint32 // by number; 0 but for those in used
	fields  []Field
	used    []uint32 // in the order of the text
}

func (t *tally) add(n uint32, weight int, field Field) {
	for int(n) >= len(t.weights) {
		t.weights = append(t.weights, 0)
		t.fields = append(t.fields, 0)
	}
	if t.fields[n] == 0 {
		t.used = append(t.used, n)
	}
	t.weights[n] = min(t.weights[n]+uint32(weight), math.MaxUint16)
	t.fields[n] |= field
}

func (t *tally) wipe() {
	for _, n := range t.used {
		t.weights[n], t.fields[n] = 0, 0
	}
	t.used = t.used[:0]
}

// Lengths at which a text counts neither more nor less for its length, in words
// times their fields' weights. They are fixed: an average over the archive would
// change every stored weight with each story.
const (
	termLength = 240 // what Related compares
	wordLength = 500 // what Search looks through
)

// file adds a document that is not there.
func (f *filer) file(h *holdings, p *profile, t *touched) {
	e := p.entry
	e.lang, e.series = h.langs.intern([]byte(p.lang)), none
	if p.series != "" {
		e.series = h.series.intern([]byte(p.series))
	}
	seq := sequence{bytes: f.seq[:0]}
	compared, searched := 0, 0
	for _, r := range p.runs {
		if r.compared {
			seq.run(r.field)
		}
		for _, w := range p.words[r.from:r.to] {
			word := f.intern(h, e.lang, w, t)
			if r.searched {
				f.words.add(word, fieldWeight(r.field), r.field)
				searched += fieldWeight(r.field)
			}
			if term := h.stems[word]; r.compared && term != none {
				seq.word(word)
				compared += fieldWeight(r.field)
			}
		}
	}
	for _, label := range p.labels {
		seq.label(h.labels.intern([]byte(label)))
	}
	e.norm = float32(lengthNorm(compared, termLength))
	e.seq = f.keep(seq.bytes)
	f.shelve(h, uint32(len(h.docs)), lengthNorm(searched, wordLength), t)
	f.add(h, e, t)
	f.seq = seq.bytes
}

// add adds a document whose words are shelved, by its sequence alone.
func (f *filer) add(h *holdings, e entry, t *touched) {
	doc := uint32(len(h.docs))
	f.terms.wipe()
	for s := range e.mentions() {
		if s.field == InCategory {
			h.filed = grown(h.filed, s.number)
			h.filed[s.number]++
			t.labels = append(t.labels, s.number)
			continue
		}
		f.terms.add(h.stems[s.number], fieldWeight(s.field), s.field)
	}
	for _, term := range f.terms.used {
		weight := f.terms.weights[term]
		list := listOf(term, prominent(weight))
		mark := max(1, byte(math.Round(255*impact(float64(weight), float64(e.norm)))))
		h.heads[list] = f.posts.post(list, h.heads[list], doc, mark)
		h.df[term]++
		if prominent(weight) {
			h.keen[term]++
		}
		t.terms, t.lists = append(t.terms, term), append(t.lists, list)
	}
	f.terms.wipe()
	h.posts = f.posts.slabs
	h.docs, h.days = append(h.docs, e), append(h.days, e.day())
	h.live++
	h.own = h.own.room(len(h.docs))
	h.version++
	h.number(doc)
}

// prominent reports whether a document has a term in its title, its tags, or again and
// again. Where it is, it says more of a document, and this is so of few documents.
func prominent(weight uint32) bool { return weight > textWeight }

// listOf returns the number of the postings of a term in documents in which it is
// prominent, or of those in the others.
func listOf(term uint32, prominent bool) uint32 {
	if prominent {
		return 2*term + 1
	}
	return 2 * term
}

// shelve posts the words of a document for Search.
func (f *filer) shelve(h *holdings, doc uint32, norm float64, t *touched) {
	for _, word := range f.words.used {
		mark := shelfMark(impact(float64(f.words.weights[word]), norm), f.words.fields[word])
		h.spots[word] = f.shelf.post(word, h.spots[word], doc, mark)
		t.words = append(t.words, word)
	}
	f.words.wipe()
	h.shelf = f.shelf.slabs
}

// intern returns the number of a word, and adds it if it has none.
func (f *filer) intern(h *holdings, lang uint32, w Word, t *touched) uint32 {
	f.key = wordKey(f.key[:0], lang, w)
	return f.internKey(h, w.Stem, t)
}

func (f *filer) internKey(h *holdings, stem string, t *touched) uint32 {
	word := h.words.intern(f.key)
	if int(word) < len(h.stems) {
		return word
	}
	term, before := uint32(none), uint32(none)
	if stem != "" {
		term = h.terms.intern([]byte(stem))
		h.df, h.keen, h.heads = grown(h.df, term), grown(h.keen, term), grown(h.heads, listOf(term, true))
		for int(term) >= len(h.tops) {
			h.tops = append(h.tops, none)
		}
		before, h.tops[term] = h.tops[term], word
		t.terms = append(t.terms, term)
	}
	h.stems, h.next = append(h.stems, term), append(h.next, before)
	h.spots = append(h.spots, 0)
	h.sortWords()
	return word
}

// grown makes room for a number.
func grown[T any](s []T, n uint32) []T {
	if int(n) < len(s) {
		return s
	}
	return append(s, make([]T, int(n)+1-len(s))...)
}

// remove takes out the document of an id, if there is one.
func (f *filer) remove(h *holdings, id article.ID, t *touched) {
	doc, ok := h.find(id)
	if !ok {
		return
	}
	h.gone[doc/64] |= 1 << (doc % 64)
	h.live--
	h.version++
	t.docs = append(t.docs, doc)
	for s := range h.docs[doc].mentions() {
		if s.field == InCategory {
			h.filed[s.number]--
			t.labels = append(t.labels, s.number)
			continue
		}
		f.terms.add(h.stems[s.number], fieldWeight(s.field), s.field)
	}
	for _, term := range f.terms.used {
		h.df[term]--
		if prominent(f.terms.weights[term]) {
			h.keen[term]--
		}
		t.terms = append(t.terms, term)
	}
	f.terms.wipe()
}

// keep copies bytes to memory that is shared by many documents.
func (f *filer) keep(b []byte) []byte {
	const size = 1 << 16
	if len(b) > size/4 {
		return slices.Clone(b)
	}
	if len(f.slab) < len(b) {
		f.slab = make([]byte, size)
	}
	kept := f.slab[:len(b):len(b)]
	f.slab = f.slab[len(b):]
	copy(kept, b)
	return kept
}

// A sequence is what is compared of a document: its words, but for stop words, in
// the order of the text, field by field, and its categories.
//
//	{ 0 · field · { number of the word or label + 1, as varint } }
type sequence struct {
	bytes []byte
	count int
	field Field
}

// maxCompared is the most words of a document that are compared.
const maxCompared = 4_096

func (s *sequence) run(f Field) {
	s.field = f
	s.bytes = append(s.bytes, 0, byte(f))
}

func (s *sequence) word(n uint32) {
	if s.count++; s.count <= maxCompared {
		s.bytes = binary.AppendUvarint(s.bytes, uint64(n)+1)
	}
}

func (s *sequence) label(n uint32) {
	if s.field != InCategory {
		s.run(InCategory)
	}
	s.bytes = binary.AppendUvarint(s.bytes, uint64(n)+1)
}

// mention is one place of a sequence.
type mention struct {
	number uint32 // of a word, or of the label of a category
	field  Field
	opens  bool // first of its run: what stands before it is no neighbour
}

// mentions yields the places of a sequence.
func (e *entry) mentions() func(yield func(mention) bool) {
	return func(yield func(mention) bool) {
		t := mention{}
		for i := 0; i < len(e.seq); {
			if e.seq[i] == 0 {
				t.field, t.opens = Field(e.seq[i+1]), true
				i += 2
				continue
			}
			n, size := binary.Uvarint(e.seq[i:])
			i += size
			t.number = uint32(n - 1)
			if !yield(t) {
				return
			}
			t.opens = false
		}
	}
}
