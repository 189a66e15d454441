package article

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// MaxCorrections limits the corrections of one article.
const MaxCorrections = 1_000

// ErrOrphaned means that a correction names a block, or words in it, that the text
// does not hold.
var ErrOrphaned = errors.New("is not in the text")

// A Correction says what was wrong with a published article, and that it was put
// right.
type Correction struct {
	ID       string         `json:"id"` // unique in its article
	Kind     CorrectionKind `json:"kind"`
	At       time.Time      `json:"at"`
	By       string         `json:"by,omitempty"`       // an account of the newsroom; no View holds it
	Text     string         `json:"text"`               // what readers are told
	Internal bool           `json:"internal,omitempty"` // for the newsroom only: no View holds it
	Revision int            `json:"revision"`           // that made it
	Block    BlockID        `json:"block,omitempty"`    // where; empty: the article as a whole
	Before   string         `json:"before,omitempty"`   // the words that were wrong; no View holds them
	After    string         `json:"after,omitempty"`    // the words that stand there now
}

// A Notice is a correction as readers see it. It does not repeat the words that were
// wrong, but where its Text does.
type Notice struct {
	ID    string         `json:"id"` // unique in its article
	Kind  CorrectionKind `json:"kind"`
	At    time.Time      `json:"at"`
	Text  string         `json:"text"`
	Block BlockID        `json:"block,omitempty"` // in the view; empty: the article as a whole
}

// CorrectionKind says how grave a correction is, on one scale for the editor's
// choice and the suggestion that [SuggestKind] makes.
type CorrectionKind uint8

const (
	KindTypo          CorrectionKind = iota + 1 // spelling, punctuation: Modified stays
	KindUpdate                                  // something was added
	KindClarification                           // something was made plainer
	KindCorrection                              // something was wrong
	KindRetraction                              // the article should not have been published
)

var correctionKinds = [...]string{"", "typo", "update", "clarification", "correction", "retraction"}

// String returns the kind in lower case.
func (k CorrectionKind) String() string { return nameOf(correctionKinds[:], int(k)) }

// MarshalText writes String.
func (k CorrectionKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (k *CorrectionKind) UnmarshalText(b []byte) error { return readName(k, correctionKinds[:], b) }

// Correct puts a published article right: content becomes the next revision, readers
// see it at once, in the window that is set, and the correction is kept with it. Kind
// speaks of all that sets content apart from what readers saw. At, By and Revision
// are filled in from the stamp, an empty ID with one that is free.
//
// The errors are those of [Article.Edit]; [ErrMissing] for a text that readers should
// see and that is empty; [ErrOrphaned] for a block, or words in it, that content does
// not hold; [ErrUnknownValue], [ErrDuplicate], [ErrTooLong] and text.ErrInvalidText.
func (a Article) Correct(c Correction, content Content, stamp Stamp) (Article, error) {
	next, err := a.begin(ActionCorrect, &stamp)
	if err != nil {
		return a, err
	}
	if err := next.revise(content, stamp); err != nil {
		return a, err
	}
	c.At, c.By, c.Revision = stamp.At, stamp.By, next.Revisions
	if c.ID == "" {
		c.ID = a.correctionID()
	}
	next.Corrections = append(slices.Clip(a.Corrections), c)
	last := len(a.Corrections)
	k := checker{}
	next.checkCorrection(&k, last)
	if !c.stands(next.Content.Body) {
		k.fault(fmt.Sprintf("Corrections[%d].Block", last), ErrOrphaned)
	}
	if len(k.errs) > 0 {
		return a, errors.Join(k.errs...)
	}
	next.show(stamp)
	return next, nil
}

// correctionID is "c" and the smallest number from that of the next correction up
// that is free.
func (a *Article) correctionID() string {
	for n := len(a.Corrections) + 1; ; n++ {
		id := "c" + strconv.Itoa(n)
		if !slices.ContainsFunc(a.Corrections, func(c Correction) bool { return c.ID == id }) {
			return id
		}
	}
}

// checkCorrections finds every fault of the corrections that no store may keep. That
// the text no longer holds the words of one is none: later edits may have moved on.
func (a *Article) checkCorrections(k *checker) {
	if len(a.Corrections) > MaxCorrections {
		k.fault("Corrections", ErrTooLong)
		return
	}
	for i := range a.Corrections {
		a.checkCorrection(k, i)
	}
}

func (a *Article) checkCorrection(k *checker, i int) {
	c, path := a.Corrections[i], fmt.Sprintf("Corrections[%d].", i)
	if len(a.Corrections) > MaxCorrections {
		k.fault("Corrections", ErrTooLong)
	}
	k.label(path+"ID", c.ID)
	if c.ID == "" {
		k.fault(path+"ID", ErrMissing)
	}
	if slices.ContainsFunc(a.Corrections[:i], func(other Correction) bool { return other.ID == c.ID }) {
		k.fault(path+"ID", ErrDuplicate)
	}
	if c.Kind < KindTypo || c.Kind > KindRetraction {
		k.fault(path+"Kind", ErrUnknownValue)
	}
	if c.At.IsZero() {
		k.fault(path+"At", ErrMissing)
	}
	if !c.Internal && strings.TrimSpace(c.Text) == "" {
		k.fault(path+"Text", ErrMissing)
	}
	k.label(path+"Text", c.Text)
	if c.Revision < 1 || c.Revision > a.Revisions {
		k.fault(path+"Revision", ErrUnknownValue)
	}
	k.label(path+"Block", string(c.Block))
	k.label(path+"Before", c.Before)
	k.label(path+"After", c.After)
}

// stands reports whether the block is in the body, and the words in the block.
func (c Correction) stands(body Body) bool {
	if c.Block == "" {
		return true
	}
	for i := range body {
		if body[i].ID == c.Block {
			return body[i].says(c.After)
		}
	}
	return false
}

// Anchor finds what was corrected in a body that may have been edited since. At is
// the index of the block: the one that the correction names, if it still says the
// corrected words, else the only one that does. A correction of the article as a
// whole stands wherever its article does, at -1. Ok is false for an orphan: the
// words are gone, or nobody can say which of several they are.
func (c Correction) Anchor(body Body) (at int, ok bool) {
	if c.Block == "" {
		return -1, true
	}
	found, several := -1, false
	for i := range body {
		here := body[i].ID == c.Block
		if !here && c.After == "" || !body[i].says(c.After) {
			continue
		}
		if here {
			return i, true
		}
		several = found >= 0
		found = i
	}
	if found < 0 || several {
		return -1, false
	}
	return found, true
}

// Orphaned reports whether what was corrected no longer stands in a body (see
// [Correction.Anchor]).
func (c Correction) Orphaned(body Body) bool {
	_, ok := c.Anchor(body)
	return !ok
}

// says reports whether the block's text holds some words.
func (b *Block) says(words string) bool {
	return words == "" || b.Content != nil && strings.Contains(string(b.Content.appendText(nil)), words)
}

// mendsTypo reports whether a revision was made by a correction of a typo.
func (a *Article) mendsTypo(revision int) bool {
	return slices.ContainsFunc(a.Corrections, func(c Correction) bool {
		return c.Revision == revision && c.Kind == KindTypo
	})
}

// notices returns the corrections that readers see in a body.
func (a *Article) notices(body Body) []Notice {
	var list []Notice
	for i := range a.Corrections {
		c := &a.Corrections[i]
		if c.Internal {
			continue
		}
		if list == nil {
			list = make([]Notice, 0, len(a.Corrections)-i)
		}
		n := Notice{ID: c.ID, Kind: c.Kind, At: c.At, Text: c.Text}
		for j := range body {
			if body[j].ID == c.Block {
				n.Block = c.Block
				break
			}
		}
		list = append(list, n)
	}
	return list
}
