package related

import (
	"cmp"
	"slices"

	"github.com/newsjunction/news/article"
)

// A Kind says in which way a document is a duplicate.
type Kind uint8

// The kinds of duplicates.
const (
	Republished Kind = iota + 1 // the same story again: hardly a word differs
	Updated                     // another version of it: the same address or headline, other words
	NearCopy                    // mostly the same words under another headline, as from a wire
)

// String returns the kind's name, such as "near copy".
func (k Kind) String() string {
	switch k {
	case Republished:
		return "republished"
	case Updated:
		return "updated"
	case NearCopy:
		return "near copy"
	}
	return "none"
}

// A Duplicate is a document that tells the same story as another.
type Duplicate struct {
	ID   article.ID
	Kind Kind
	// Resemblance estimates which part of the runs of three words in both texts they
	// share, from 0 to 1.
	Resemblance float64
}

// Resemblances from which on documents are duplicates. At 0.4 a copy with a tenth of
// its words replaced is found, and so is one with a third more text; two writers'
// reports of one event stay apart.
const (
	sameText  = 0.9
	sameStory = 0.4
	sameTitle = 0.3
)

// duplicateCandidates is how many documents are compared for their text.
const duplicateCandidates = 256

// Duplicates returns the documents that tell the same story as one, those that resemble
// it most first. They are looked for among all documents, whatever their language and
// whether readers see them or not: those of the same URL, and those that Related
// would compare. The error is [ErrUnknownID].
func (ix *Index) Duplicates(id article.ID) ([]Duplicate, error) {
	d := ix.drafts.Get().(*draft)
	defer ix.drafts.Put(d)
	h, gate := ix.enter()
	defer ix.leave(gate)
	doc, ok := h.find(id)
	if !ok {
		return nil, &Error{ID: id, Err: ErrUnknownID}
	}
	q := Query{AnyLang: true, Slow: Decay{Gain: -1}, Fast: Decay{Gain: -1}}
	d.begin(h, q, ix.options)
	d.everything = true
	d.readHeld(doc)
	d.choose()
	d.read()
	d.gather(duplicateCandidates)
	var found []Duplicate
	add := func(doc uint32) {
		if other := &h.docs[doc]; d.passes(h, doc) {
			if kind, resemblance := d.source.duplicate(other); kind != 0 {
				found = append(found, Duplicate{other.id, kind, resemblance})
			}
		}
	}
	for _, c := range d.found {
		add(c.doc)
	}
	for other := range h.docs {
		if url := h.docs[other].url; url != 0 && url == d.source.url {
			add(uint32(other))
		}
	}
	slices.SortFunc(found, func(a, b Duplicate) int {
		return cmp.Or(-cmp.Compare(a.Resemblance, b.Resemblance), a.ID.Compare(b.ID))
	})
	return slices.CompactFunc(found, func(a, b Duplicate) bool { return a.ID == b.ID }), nil
}

// duplicate says in which way two documents are the same story; 0 for none.
func (e *entry) duplicate(other *entry) (Kind, float64) {
	resemblance := e.print.resemblance(other.print)
	switch {
	case resemblance >= sameText:
		return Republished, resemblance
	case e.url != 0 && e.url == other.url:
		return Updated, resemblance
	case e.title != 0 && e.title == other.title && resemblance >= sameTitle:
		return Updated, resemblance
	case resemblance >= sameStory:
		return NearCopy, resemblance
	}
	return 0, resemblance
}
