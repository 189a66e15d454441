package related

import (
	"sync"

	"github.com/newsjunction/news/article"
)

// Options of an [Index]. The zero value is ready to use.
type Options struct {
	Analyzer Analyzer // nil: a [Standard]
}

// An Index finds documents by what they are about. Make one with [NewIndex].
//
// It is safe for concurrent use and linearizable: answers are those of the
// documents held at one instant. A Put reads its document before it asks readers to
// wait, and then only files the words.
type Index struct {
	analyzer Analyzer
	scratch  sync.Pool // of *board

	mu sync.RWMutex
	holdings
}

// holdings are the documents of an index and their words. They answer the same
// whatever the order in which the documents came.
type holdings struct {
	docs    map[article.ID]uint32 // to a place in held
	held    []holding             // in the order of writing; a gone one has no id
	terms   postings              // what Related compares, stems of all languages
	shelves map[string]*shelf     // what Search looks through, by language
}

// holding is a document that is filed.
type holding struct {
	entry
	terms []ref // in holdings.terms
	words []ref // in the shelf of its language
}

// NewIndex returns an empty index.
func NewIndex(o Options) *Index {
	ix := &Index{analyzer: o.Analyzer, holdings: newHoldings()}
	if ix.analyzer == nil {
		ix.analyzer = new(Standard)
	}
	ix.scratch.New = func() any { return new(board) }
	return ix
}

func newHoldings() holdings {
	return holdings{
		docs:    make(map[article.ID]uint32),
		terms:   postings{ids: make(map[Word]uint32)},
		shelves: make(map[string]*shelf),
	}
}

// Put adds a document, or replaces the one of its id. It keeps the words, not the
// text. The errors are [ErrMissing] for a document without an id and [ErrEmpty] for
// one without a word in its title, tags and text; the index is then as it was.
func (ix *Index) Put(d Document) error {
	if d.ID.IsZero() {
		return &Error{Path: "Document.ID", Err: ErrMissing}
	}
	p := newProfile(d, ix.analyzer)
	if !p.findable() {
		return &Error{ID: d.ID, Err: ErrEmpty}
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.remove(d.ID)
	ix.file(p)
	ix.tidy()
	return nil
}

// Remove takes a document out. One that is not there is no fault.
func (ix *Index) Remove(id article.ID) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.remove(id)
	ix.tidy()
}

// Len returns the number of documents, those that readers don't see included.
func (ix *Index) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return len(ix.docs)
}

func (h *holdings) file(p profile) {
	doc := uint32(len(h.held))
	s := h.shelves[p.lang]
	if s == nil {
		s = newShelf()
		h.shelves[p.lang] = s
	}
	s.docs++
	h.docs[p.id] = doc
	h.held = append(h.held, holding{
		entry: p.entry,
		terms: h.terms.file(doc, p.terms, p.termNorm, func(uint32, Word) {}),
		words: s.file(doc, p.words, p.wordNorm, s.added),
	})
}

func (h *holdings) remove(id article.ID) {
	doc, ok := h.docs[id]
	if !ok {
		return
	}
	gone := &h.held[doc]
	h.terms.drop(gone.terms)
	s := h.shelves[gone.lang]
	s.drop(gone.words)
	s.docs--
	delete(h.docs, id)
	*gone = holding{}
}

// tidy files what is left anew when half as much is gone.
func (h *holdings) tidy() {
	const few = 16
	if gone := len(h.held) - len(h.docs); gone <= few+len(h.docs)/2 {
		return
	}
	fresh := newHoldings()
	for _, d := range h.held {
		if !d.id.IsZero() {
			fresh.file(profile{d.entry, h.terms.uses(d.terms), h.shelves[d.lang].uses(d.words)})
		}
	}
	*h = fresh
}
