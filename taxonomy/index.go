package taxonomy

import (
	"sync"
	"time"

	"github.com/newsjunction/news/taxonomy/ident"
)

// FilingID identifies what is filed. This package knows no articles: the id of one
// is converted, taxonomy.FilingID(view.ID), and back.
type FilingID = ident.Of[Filing]

// A Filing says under which terms something is filed, and when readers see it.
type Filing struct {
	ID          FilingID
	Terms       []ID      // as the article names them: merged ones resolve; repeats and nil ids count for nothing
	From, Until time.Time // visible from From, inclusive, until Until, exclusive; zero: from ever, for ever
}

// Scope says whether a term stands for itself or for all below it too.
type Scope bool

const (
	// Alone is what names the term itself, or one merged into it.
	Alone Scope = false
	// WithDescendants is what names the term, any term below it, or one merged
	// into any of these: its reach.
	WithDescendants Scope = true
)

// An Index knows which filings readers see under each term at any instant, past or
// to come. The zero Index has no filings and the empty tree; it must not be copied
// after first use.
//
// Counts are exact: something filed under two sections of World counts once for
// World. A count among a million filings takes a few binary searches, under two
// microseconds. The index is derived: feed it what the store holds, scheduled
// articles too, and [Index.Put] or [Index.Remove] what changes. Instants are kept
// to the nanosecond from 1678 to 2261; before and after that lie "from ever" and
// "for ever".
//
// Memory (64 bits): a filing takes about 150 bytes, 16 more for each term that it
// names and 10 for each category above these (where Until is set, 10 more for each
// of both); an id that was ever named, or stands above one, takes about 300.
//
// It is safe for concurrent use and linearizable: an answer is that of all filings
// and the one tree held at one moment, never of half a change. Readers do not wait
// for the work of an [Index.Adopt], only for its last step.
type Index struct {
	writing sync.Mutex // held by whoever changes the index, all the while

	mu sync.RWMutex // held by readers, and by a writer as long as readers can't look
	cabinet
}

// NewIndex returns an index without filings that sees terms as a tree does; nil is
// the empty tree.
func NewIndex(tree *Tree) *Index { return &Index{cabinet: cabinet{tree: tree}} }

// Put files f, in place of what had its id. Something that no reader ever sees, for
// its Until is not after its From, is listed by [Index.Filed] and counted nowhere.
func (ix *Index) Put(f Filing) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.put(f)
}

// Remove takes a filing out. One that is not there is no fault.
func (ix *Index) Remove(id FilingID) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.remove(id)
}

// Len returns the number of filings, whether readers see them or not.
func (ix *Index) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return len(ix.refs)
}

// Count returns how many filings readers see under a term at an instant. A merged
// id is asked as its survivor. An id of which the tree does not know has the count
// of what names it.
func (ix *Index) Count(id ID, scope Scope, now time.Time) int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.find(id).line(scope).count(instantOf(now))
}

// NextChange returns the first instant after another at which something appears
// under any term, or disappears: until then every count stands. Ok is false where
// none comes.
func (ix *Index) NextChange(after time.Time) (at time.Time, ok bool) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.every.next(instantOf(after))
}

// NextChangeOf is [Index.NextChange] for what one term counts.
func (ix *Index) NextChangeOf(id ID, scope Scope, after time.Time) (at time.Time, ok bool) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.find(id).line(scope).next(instantOf(after))
}
