package article

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/newsjunction/news/taxonomy/ident"
	"github.com/newsjunction/news/taxonomy/slug"
)

// ID identifies an article for ever.
type ID = ident.Of[Article]

// NewID returns an id made at an instant.
func NewID(at time.Time) ID { return ident.New[Article](at) }

// NewIDFrom is NewID with its random bits read from r, for tests.
func NewIDFrom(at time.Time, r io.Reader) (ID, error) { return ident.NewFrom[Article](at, r) }

// IDFor returns the id of the article that source knows as externalID: the same at
// every import.
func IDFor(source, externalID string) ID {
	return ident.From[Article]("article", source, externalID)
}

// ParseID reads the canonical text of an id.
func ParseID(s string) (ID, error) { return ident.Parse[Article](s) }

// Kind tells news from the pages around it.
type Kind uint8

// The kinds.
const (
	Story Kind = iota // news: in feeds, lists and related stories
	Page              // About, Privacy and the like: none of that
)

var kinds = [...]string{"story", "page"}

// String returns "story" or "page".
func (k Kind) String() string { return nameOf(kinds[:], int(k)) }

// MarshalText writes String.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (k *Kind) UnmarshalText(b []byte) error { return readName(k, kinds[:], b) }

// State is where an article stands in its life.
type State uint8

// The states. Scheduled is only ever what an article is at an instant ([Article.StateAt]).
const (
	Draft       State = iota // nobody but the newsroom has seen it
	Scheduled                // it has a revision to show, from an instant that has not come
	Published                // readers see its live revision
	Unpublished              // it was released and is not: taken offline, or its window has ended
	Withdrawn                // it is killed: its name answers 410, and only Publish brings it back
)

var states = [...]string{"draft", "scheduled", "published", "unpublished", "withdrawn"}

// String returns the state in lower case.
func (s State) String() string { return nameOf(states[:], int(s)) }

// MarshalText writes String.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *State) UnmarshalText(b []byte) error { return readName(s, states[:], b) }

var (
	_ encoding.TextUnmarshaler = (*Kind)(nil)
	_ encoding.TextUnmarshaler = (*State)(nil)
)

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprint("unknown ", i)
}

func readName[T ~uint8](to *T, names []string, b []byte) error {
	i := slices.Index(names, string(b))
	if i < 0 {
		return fmt.Errorf("article: %.40q: %w", b, ErrUnknownValue)
	}
	*to = T(i)
	return nil
}

// A Stamp says who did something, when and why.
type Stamp struct {
	At  time.Time `json:"at"`           // required
	By  string    `json:"by,omitempty"` // an account of the newsroom; never shown to readers
	Why string    `json:"why,omitempty"`
}

// A Revision is a Content as it was when somebody stood behind it. It never changes.
type Revision struct {
	Number  int     `json:"number"` // from 1
	Stamp   Stamp   `json:"stamp"`
	Content Content `json:"content"`
}

// An Article is one story or page, a plain value. Its methods leave it as it is and
// return the next one.
type Article struct {
	ID          ID
	Version     int // times saved; 0: never
	Kind        Kind
	Name        slug.Name // its place in URLs; empty: Save makes one of the headline
	State       State     // as last decided; what it is at an instant says StateAt
	Window      Window    // when readers see it, once published
	Embargo     Embargo   // keeps it from readers, whatever its state and window
	Access      Access
	Comments    Comments
	Created     time.Time
	Modified    time.Time    // of the last edit that readers see, typos apart; zero: none
	Decided     Stamp        // of the last action but an edit
	Content     Content      // the working copy
	Edited      Stamp        // of the working copy
	Live        *Revision    // what readers see; nil: nothing yet
	Revisions   int          // number of the newest revision: the working copy
	Pending     []Revision   // revisions made since the last Save, oldest first
	Corrections []Correction // oldest first
}

// Access says who may read the whole of an article.
type Access uint8

const (
	Public  Access = iota // everybody
	Members               // everybody who has an account
	Paid                  // those who pay
)

var accesses = [...]string{"public", "members", "paid"}

// String returns the access in lower case.
func (a Access) String() string { return nameOf(accesses[:], int(a)) }

// MarshalText writes String.
func (a Access) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (a *Access) UnmarshalText(b []byte) error { return readName(a, accesses[:], b) }

// Comments says whether readers may comment on an article.
type Comments uint8

const (
	CommentsOpen   Comments = iota // readers may comment
	CommentsClosed                 // what is there is shown, nothing is added
	CommentsOff                    // none are shown
)

var commentings = [...]string{"open", "closed", "off"}

// String returns the policy in lower case.
func (c Comments) String() string { return nameOf(commentings[:], int(c)) }

// MarshalText writes String.
func (c Comments) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (c *Comments) UnmarshalText(b []byte) error { return readName(c, commentings[:], b) }

// New starts a draft. It copies content, gives an id to each block without one, and
// makes the first revision. The errors are those of [Content.Check], and
// [ErrMissing] for an id or an instant that is not given.
func New(id ID, content Content, stamp Stamp) (Article, error) {
	if id.IsZero() {
		return Article{}, fault("ID", ErrMissing)
	}
	a := Article{ID: id, Created: instant(stamp.At)}
	next, err := a.Edit(content, stamp)
	if err != nil {
		return Article{}, err
	}
	return next, nil
}

// Check returns every fault of an article that a Store must not keep, joined, each
// a [FieldError]. Scheduled is no state to be kept: StateAt tells it from Published.
func (a Article) Check() error {
	var errs []error
	if a.ID.IsZero() {
		errs = append(errs, fault("ID", ErrMissing))
	}
	if !a.Name.IsZero() {
		if err := a.Name.Check(); err != nil {
			errs = append(errs, fault("Name", err))
		}
	}
	if a.Kind > Page {
		errs = append(errs, fault("Kind", ErrUnknownValue))
	}
	if a.Access > Paid {
		errs = append(errs, fault("Access", ErrUnknownValue))
	}
	if a.Comments > CommentsOff {
		errs = append(errs, fault("Comments", ErrUnknownValue))
	}
	if a.State > Withdrawn || a.State == Scheduled {
		errs = append(errs, fault("State", ErrUnknownValue))
	}
	if a.State == Published && a.Live == nil {
		errs = append(errs, fault("Live", ErrMissing))
	}
	if a.State == Published && a.Window.From.IsZero() {
		errs = append(errs, fault("Window.From", ErrMissing))
	}
	if err := a.Window.check(); err != nil {
		errs = append(errs, err)
	}
	k := checker{errs: errs}
	k.label("Embargo.Note", a.Embargo.Note)
	a.checkCorrections(&k)
	if a.Revisions < len(a.Pending) || a.Revisions == 0 {
		k.fault("Revisions", ErrMissing)
	} else {
		a.checkRevisions(&k)
	}
	return errors.Join(append(k.errs, a.Content.Check())...)
}

// checkRevisions demands that what is pending goes up to the newest revision, that
// the live one is among those there are, and that both hold sound contents.
func (a Article) checkRevisions(k *checker) {
	for i, r := range a.Pending {
		path := fmt.Sprintf("Pending[%d]", i)
		if r.Number != a.Revisions-len(a.Pending)+1+i {
			k.fault(path+".Number", ErrUnknownValue)
		}
		r.check(k, path)
	}
	if a.Live != nil {
		if a.Live.Number < 1 || a.Live.Number > a.Revisions {
			k.fault("Live.Number", ErrUnknownValue)
		}
		a.Live.check(k, "Live")
	}
}

func (r Revision) check(k *checker, path string) {
	r.Stamp.check(k, path+".Stamp")
	faults, _ := r.Content.Check().(interface{ Unwrap() []error })
	if faults == nil {
		return
	}
	for _, err := range faults.Unwrap() {
		var f *FieldError
		if errors.As(err, &f) {
			k.fault(path+"."+f.Path, f.Err)
		}
	}
}

func (s Stamp) check(k *checker, path string) {
	if s.At.IsZero() {
		k.fault(path+".At", ErrMissing)
	}
	k.label(path+".By", s.By)
	k.label(path+".Why", s.Why)
}

// Key is the article's place in the order of all lists.
func (a Article) Key() Key {
	at := a.Window.From
	if at.IsZero() {
		at = a.Created
	} else if e := a.Embargo; e.On && e.Until.After(at) {
		at = e.Until
	}
	return Key{at, a.ID}
}

// A Key orders articles: by time, ties by id. Time is when readers first see the
// article by its window and its embargo, or, as long as that is open, when it was created.
type Key struct {
	Time time.Time
	ID   ID
}

// Compare orders keys oldest first.
func (k Key) Compare(other Key) int {
	return cmp.Or(k.Time.Compare(other.Time), k.ID.Compare(other.ID))
}

// IsZero reports whether k is no key.
func (k Key) IsZero() bool { return k.ID.IsZero() && k.Time.IsZero() }

// instant brings a time to the form in which all are kept.
func instant(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Microsecond)
}
