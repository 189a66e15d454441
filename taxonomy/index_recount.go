package taxonomy

import (
	"iter"
	"maps"
	"slices"
	"time"
)

// Drift is what an index holds otherwise than its source.
type Drift struct {
	Filings []FilingID // that only one of them has, or with other terms or another window; by id
	Counts  []Miscount // by term, Alone first
}

// IsZero reports whether there is no drift.
func (d Drift) IsZero() bool { return len(d.Filings)+len(d.Counts) == 0 }

// A Miscount is a count that is wrong, at the first instant at which it is.
type Miscount struct {
	Term       ID
	Scope      Scope
	At         time.Time // zero: from ever
	Have, Want int       // of the index, of the source
}

// Recount proves the index against its source: all that should be in it, each filing
// once (of two with one id, the last holds). Every count at every instant is made
// anew from the feed and the tree, by sorting and with none of what the index keeps
// for speed. The drift of an index that is right is zero; what is fed while the
// source is read may show in it. An error of the feed ends the proof.
//
// While it runs, Recount holds about twice what the index does. Readers do not wait
// for it; writers do, once the feed is read: seconds for a million filings.
func (ix *Index) Recount(feed iter.Seq2[Filing, error]) (Drift, error) {
	filings := make(map[FilingID]Filing)
	for f, err := range feed {
		if err != nil {
			return Drift{}, err
		}
		f.Terms = slices.Clone(f.Terms)
		filings[f.ID] = f
	}
	ix.writing.Lock()
	defer ix.writing.Unlock()
	return Drift{Filings: ix.strays(filings), Counts: ix.miscounts(ix.tree.census(filings))}, nil
}

// strays returns the filings that differ, by id.
func (c *cabinet) strays(filings map[FilingID]Filing) []FilingID {
	var ids []FilingID
	for id, f := range filings {
		if at, held := c.refs[id]; !held || !c.same(&c.entries[at], f) {
			ids = append(ids, id)
		}
	}
	for id := range c.refs {
		if _, fed := filings[id]; !fed {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, FilingID.Compare)
	return ids
}

func (c *cabinet) same(e *entry, f Filing) bool {
	var terms []ID
	for _, no := range e.terms {
		terms = append(terms, c.order[no].id)
	}
	slices.SortFunc(terms, ID.Compare)
	return e.window == f.window() && slices.Equal(terms, f.terms())
}

// terms returns the ids that a filing names, sorted, each once.
func (f *Filing) terms() []ID {
	ids := slices.DeleteFunc(slices.Clone(f.Terms), ID.IsZero)
	slices.SortFunc(ids, ID.Compare)
	return slices.Compact(ids)
}

// An account is one count of one term.
type account struct {
	term  ID
	scope Scope
}

// census returns the windows of each account of a tree.
func (t *Tree) census(filings map[FilingID]Filing) map[account][]window {
	windows, met := make(map[account][]window), make(map[account]bool)
	for _, f := range filings {
		w := f.window()
		if !w.opens() {
			continue
		}
		clear(met)
		t.accounts(f.Terms, met)
		for account := range met {
			windows[account] = append(windows[account], w)
		}
	}
	return windows
}

// accounts adds where a filing with these terms counts.
func (t *Tree) accounts(terms []ID, met map[account]bool) {
	for _, id := range terms {
		if id.IsZero() {
			continue
		}
		own, _ := t.Resolve(id)
		met[account{own, Alone}] = true
		for up := own; !up.IsZero(); up = t.up(up) {
			met[account{up, WithDescendants}] = true
		}
	}
}

// miscounts returns where the shelves differ from a census, by term and scope.
func (c *cabinet) miscounts(want map[account][]window) []Miscount {
	terms := make(map[ID]bool)
	for a := range want {
		terms[a.term] = true
	}
	for id := range c.shelves {
		terms[id] = true
	}
	var wrong []Miscount
	for _, id := range slices.SortedFunc(maps.Keys(terms), ID.Compare) {
		for _, scope := range []Scope{Alone, WithDescendants} {
			have, truth := c.shelves[id].line(scope), newTimeline(want[account{id, scope}])
			if have == nil {
				have = new(timeline)
			}
			if at, differ := have.differs(&truth); differ {
				wrong = append(wrong, Miscount{id, scope, timeOf(at), have.count(at), truth.count(at)})
			}
		}
	}
	return wrong
}
