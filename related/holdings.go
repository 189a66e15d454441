package related

import (
	"hash/maphash"
	"math"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// holdings are the documents of an index and their words, as they are at one
// instant. They answer the same whatever the order in which the documents came.
type holdings struct {
	docs    []entry  // in the order of writing
	days    []int32  // of publication, by document; see entry.day
	gone    []uint64 // a bit a document: removed, or replaced by a later one
	live    int
	own     own    // by document
	version uint32 // from 1 on; another after each change
	ids     table  // of documents, by id; the latest of an id

	langs  lexicon // base languages
	series lexicon
	labels lexicon  // of categories, folded
	filed  []uint32 // live documents in a category

	terms lexicon  // stems of all languages
	df    []uint32 // live documents with a term
	keen  []uint32 // those of them in which it is prominent
	heads []head   // where Related reads, by listOf; the mark is the impact
	posts slabs
	words lexicon  // see wordKey
	stems []uint32 // the term of a word; none for a stop word
	next  []uint32 // the word before with the same term; none for the first
	tops  []uint32 // the last word of a term; none where there is no word
	spots []head   // where Search reads; the mark is the impact and the field
	shelf slabs
	order []uint32 // words by text; those behind len(order) are not in it yet
}

// none stands for no number.
const none = math.MaxUint32

// entry is what an index keeps of a document but for its postings. It is never
// changed.
type entry struct {
	// What a filter asks stands first, so that it comes with few fetches from memory.
	from, until int64  // Unix nanoseconds
	published   int64  // Unix seconds; unknown for none
	lang        uint32 // in langs
	series      uint32 // in series; none: no series
	id          article.ID
	section     taxonomy.ID
	norm        float32 // what the length of the compared text puts into the denominator of BM25
	weight      float32
	seq         []byte // see sequence
	print       *fingerprint
	url, title  uint64 // hashes; 0: none
}

const (
	unknown = math.MinInt64
	always  = math.MaxInt64
)

// visible reports whether readers see the document at an instant, in nanoseconds.
func (e *entry) visible(at int64) bool { return e.from <= at && at < e.until }

// day returns the day of publication.
func (e *entry) day() int32 {
	if e.published == unknown {
		return math.MinInt32
	}
	return int32(min(max(e.published/secondsPerDay, math.MinInt32/4), math.MaxInt32/4))
}

const secondsPerDay = 24 * 60 * 60

// nanos returns an instant in Unix nanoseconds. Those before 1678 and behind 2262 are
// taken for the nearest of these years.
func nanos(t time.Time) int64 {
	switch sec := t.Unix(); {
	case sec >= math.MaxInt64/int64(time.Second):
		return always - 1
	case sec <= math.MinInt64/int64(time.Second):
		return math.MinInt64
	}
	return t.UnixNano()
}

func newHoldings() *holdings {
	return &holdings{langs: newLexicon(), series: newLexicon(), labels: newLexicon(), terms: newLexicon(), words: newLexicon()}
}

// find returns the document of an id that is not gone.
func (h *holdings) find(id article.ID) (doc uint32, ok bool) {
	doc, ok = h.ids.find(h.hashOfID(id), func(n uint32) bool { return h.docs[n].id == id })
	return doc, ok && !h.isGone(doc)
}

func (h *holdings) hashOfID(id article.ID) uint64 { return maphash.Bytes(h.langs.seed, id.UUID[:]) }

func (h *holdings) isGone(doc uint32) bool { return h.gone[doc/64]&(1<<(doc%64)) != 0 }

// touched are the numbers of what a change has changed; what has grown shows by
// itself.
type touched struct {
	docs   []uint32 // gone
	terms  []uint32 // with another df, or another last word
	lists  []uint32 // with another head
	words  []uint32
	labels []uint32
}

func (t *touched) reset() {
	t.docs, t.terms, t.lists, t.words, t.labels = t.docs[:0], t.terms[:0], t.lists[:0], t.words[:0], t.labels[:0]
}

// catchUp makes of h the holdings that from are; t says where they differ.
func (h *holdings) catchUp(from *holdings, t *touched) {
	known := uint32(len(h.docs))
	h.docs, h.days, h.live = from.docs, from.days, from.live
	h.own, h.version = from.own, from.version
	for doc := known; doc < uint32(len(h.docs)); doc++ {
		h.number(doc)
	}
	for _, doc := range t.docs {
		h.gone[doc/64] |= 1 << (doc % 64)
	}
	h.langs.catchUp(&from.langs)
	h.series.catchUp(&from.series)
	h.labels.catchUp(&from.labels)
	h.filed = follow(h.filed, from.filed, t.labels)
	h.terms.catchUp(&from.terms)
	h.df = follow(h.df, from.df, t.terms)
	h.keen = follow(h.keen, from.keen, t.terms)
	h.heads = follow(h.heads, from.heads, t.lists)
	h.tops = follow(h.tops, from.tops, t.terms)
	h.posts = from.posts
	h.words.catchUp(&from.words)
	h.stems, h.next = from.stems, from.next
	h.spots = follow(h.spots, from.spots, t.words)
	h.shelf, h.order = from.shelf, from.order
}

// follow copies what has grown and what was changed.
func follow[T any](to, from []T, changed []uint32) []T {
	to = append(to, from[len(to):]...)
	for _, n := range changed {
		to[n] = from[n]
	}
	return to
}

// number makes room for a document, and lets its id lead to it.
func (h *holdings) number(doc uint32) {
	if int(doc/64) >= len(h.gone) {
		h.gone = append(h.gone, 0)
	}
	id := h.docs[doc].id
	hash := h.hashOfID(id)
	if old, ok := h.ids.find(hash, func(n uint32) bool { return n != doc && h.docs[n].id == id }); ok {
		h.ids.replace(hash, old, doc)
		return
	}
	h.ids.add(hash, doc)
}
