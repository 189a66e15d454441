package related

import (
	"sync"

	"github.com/newsjunction/news/article"
)

// Options of an [Index]. The zero value is ready to use.
type Options struct {
	Analyzer Analyzer // nil: a [Standard]
	// Postings is how many postings a Related or Similar reads at most, those first that
	// tell most for their number; the rest of the article's words, the commonest, only
	// help to order the documents found. 0 means DefaultPostings, more than MaxPostings
	// means MaxPostings.
	Postings int
	// Candidates is how many documents it compares closely. 0 means DefaultCandidates,
	// more than MaxCandidates means MaxCandidates.
	Candidates int
	// SnapshotBytes is the most bytes that ReadIndex reads. 0 or less means
	// DefaultSnapshotBytes.
	SnapshotBytes int64
}

// Defaults and limits of [Options].
const (
	DefaultPostings   = 32_000
	MaxPostings       = 1 << 24
	DefaultCandidates = 16
	MaxCandidates     = 4_096

	DefaultSnapshotBytes = 1 << 34
)

func (o Options) settled() Options {
	if o.Analyzer == nil {
		o.Analyzer = new(Standard)
	}
	if o.Postings <= 0 {
		o.Postings = DefaultPostings
	}
	if o.Candidates <= 0 {
		o.Candidates = DefaultCandidates
	}
	if o.SnapshotBytes <= 0 {
		o.SnapshotBytes = DefaultSnapshotBytes
	}
	o.Postings, o.Candidates = min(o.Postings, MaxPostings), min(o.Candidates, MaxCandidates)
	return o
}

// An Index finds documents by what they are about. Make one with [NewIndex].
//
// It is safe for concurrent use and linearizable: answers are those of the
// documents held at one instant. Readers never wait for a writer; a writer waits for
// the readers who started before it. Now and then a Put or a Remove files anew what
// is left of many changes, which takes as long as filing all of it.
type Index struct {
	options  Options
	profiles sync.Pool // of *profile
	boards   sync.Pool // of *board
	drafts   sync.Pool // of *draft

	sides
	mu      sync.Mutex // of the fields below, and of changes
	filer   filer
	touched touched
}

// NewIndex returns an empty index.
func NewIndex(o Options) *Index {
	ix := &Index{options: o.settled()}
	ix.copies[0], ix.copies[1] = newHoldings(), newHoldings()
	ix.profiles.New = func() any { return new(profile) }
	ix.boards.New = func() any { return new(board) }
	ix.drafts.New = func() any { return new(draft) }
	return ix
}

// Put adds a document, or replaces the one of its id. It keeps the words, not the
// text. The errors are [ErrMissing] for a document without an id and [ErrEmpty] for
// one without a word in its title, tags and text; the index is then as it was.
func (ix *Index) Put(d Document) error {
	if d.ID.IsZero() {
		return &Error{Path: "Document.ID", Err: ErrMissing}
	}
	p := ix.profiles.Get().(*profile)
	defer ix.profiles.Put(p)
	p.read(d, ix.options.Analyzer)
	if !p.findable() {
		return &Error{ID: d.ID, Err: ErrEmpty}
	}
	p.print = newFingerprint(p)
	ix.change(func(h *holdings) {
		ix.filer.remove(h, d.ID, &ix.touched)
		ix.filer.file(h, p, &ix.touched)
	})
	return nil
}

// Remove takes a document out. One that is not there is no fault.
func (ix *Index) Remove(id article.ID) {
	ix.change(func(h *holdings) { ix.filer.remove(h, id, &ix.touched) })
}

// change lets a writer change the holdings, and readers see it as a whole.
func (ix *Index) change(write func(*holdings)) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.touched.reset()
	h := ix.hidden()
	write(h)
	ix.turn()
	ix.hidden().catchUp(h, &ix.touched)
	ix.tidy(h)
}

// tidy files what is left anew when half as much is gone.
func (ix *Index) tidy(h *holdings) {
	const few = 16
	if gone := len(h.docs) - h.live; gone > few+h.live/2 {
		ix.install(h.compact())
	}
}

// install replaces all there is.
func (ix *Index) install(h *holdings, f filer) {
	ix.filer = f
	ix.copies[1-ix.shown.Load()] = h
	ix.turn()
	other := newHoldings()
	other.catchUp(h, new(touched))
	ix.copies[1-ix.shown.Load()] = other
}

// Len returns the number of documents, those that readers don't see included.
func (ix *Index) Len() int {
	h, gate := ix.enter()
	defer ix.leave(gate)
	return h.live
}
