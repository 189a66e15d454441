package article

import (
	"slices"
	"time"

	"github.com/newsjunction/news/taxonomy/slug"
)

// Action is something that can be done to an article.
type Action string

// The actions, each that of a method of Article.
const (
	ActionEdit      Action = "edit"
	ActionRename    Action = "rename"
	ActionPublish   Action = "publish" // Publish and Schedule
	ActionUnpublish Action = "unpublish"
	ActionWithdraw  Action = "withdraw"
)

// Allowed returns the actions that a state allows, in a fixed order.
func (s State) Allowed() []Action {
	switch s {
	case Draft, Unpublished:
		return []Action{ActionEdit, ActionRename, ActionPublish, ActionWithdraw}
	case Published:
		return []Action{ActionEdit, ActionRename, ActionPublish, ActionUnpublish, ActionWithdraw}
	case Withdrawn:
		return []Action{ActionEdit, ActionPublish}
	}
	return nil
}

func (a Article) may(action Action) error {
	if allowed := a.State.Allowed(); !slices.Contains(allowed, action) {
		return &TransitionError{a.State, action, allowed}
	}
	return nil
}

// Edit makes content the working copy and keeps it as a revision. Readers go on
// seeing the live one. Content is copied; blocks without an id get one. The errors
// are those of [Content.Check], a [TransitionError], and [ErrMissing] for a stamp
// without an instant, as of every action.
func (a Article) Edit(content Content, stamp Stamp) (Article, error) {
	if err := a.begin(ActionEdit, &stamp); err != nil {
		return a, err
	}
	if err := content.Check(); err != nil {
		return a, err
	}
	next := a
	next.Content = content.Clone()
	next.Content.Body.identify()
	next.Revisions++
	next.Pending = append(a.Pending[:len(a.Pending):len(a.Pending)],
		Revision{Number: next.Revisions, Stamp: stamp, Content: next.Content.Clone()})
	return next, nil
}

// Publish shows the newest revision to readers from the instant of the stamp, or,
// if a window is set, in that window. Publishing again shows the newest revision
// and keeps the first date.
func (a Article) Publish(stamp Stamp) (Article, error) {
	return a.publish(a.Window, stamp)
}

// Schedule is Publish in a window: the article appears at window.From and is gone
// at window.Until, with no further action. A window without a beginning begins at
// the stamp. [ErrWindow] where it ends before that.
func (a Article) Schedule(window Window, stamp Stamp) (Article, error) {
	return a.publish(window, stamp)
}

func (a Article) publish(window Window, stamp Stamp) (Article, error) {
	if err := a.begin(ActionPublish, &stamp); err != nil {
		return a, err
	}
	window = Window{instant(window.From), instant(window.Until)}
	if window.From.IsZero() {
		window.From = stamp.At
	}
	if err := window.check(); err != nil {
		return a, err
	}
	next := a
	next.State, next.Window = Published, window
	next.Live = &Revision{Number: a.Revisions, Stamp: stamp, Content: a.Content.Clone()}
	return next, nil
}

// Unpublish takes the article offline. Its name is kept; Publish brings it back.
func (a Article) Unpublish(stamp Stamp) (Article, error) {
	return a.become(Unpublished, ActionUnpublish, stamp)
}

// Withdraw kills the article: readers who follow a link to it are told that it is
// gone.
func (a Article) Withdraw(stamp Stamp) (Article, error) {
	return a.become(Withdrawn, ActionWithdraw, stamp)
}

func (a Article) become(state State, action Action, stamp Stamp) (Article, error) {
	if err := a.begin(action, &stamp); err != nil {
		return a, err
	}
	next := a
	next.State, next.Live = state, nil
	return next, nil
}

// Rename asks for another name in the article's scope. Save gives it, with a suffix
// where it is taken, and makes the old one a redirect. [slug.ErrInvalidName] where
// it is not a name.
func (a Article) Rename(name slug.Name, stamp Stamp) (Article, error) {
	if err := a.begin(ActionRename, &stamp); err != nil {
		return a, err
	}
	if err := name.Check(); err != nil {
		return a, fault("Name", err)
	}
	next := a
	next.Name = name
	return next, nil
}

// begin checks what every action needs, and brings its stamp into form.
func (a Article) begin(action Action, stamp *Stamp) error {
	if err := a.may(action); err != nil {
		return err
	}
	if stamp.At.IsZero() {
		return fault("Stamp.At", ErrMissing)
	}
	stamp.At = instant(stamp.At)
	return nil
}

// A Window is when something is visible: from From, inclusive, until Until,
// exclusive. A zero From means from the beginning of time, a zero Until for ever.
type Window struct {
	From  time.Time `json:"from,omitzero"`
	Until time.Time `json:"until,omitzero"`
}

// Contains reports whether now lies in the window.
func (w Window) Contains(now time.Time) bool {
	return !now.Before(w.From) && (w.Until.IsZero() || now.Before(w.Until))
}

// NextChange returns the first edge of the window after an instant; ok is false where
// none comes.
func (w Window) NextChange(after time.Time) (at time.Time, ok bool) {
	switch {
	case w.From.After(after):
		return w.From, true
	case w.Until.After(after):
		return w.Until, true
	}
	return time.Time{}, false
}

func (w Window) check() error {
	if !w.Until.IsZero() && !w.Until.After(w.From) {
		return fault("Window", ErrWindow)
	}
	return nil
}

// StateAt returns what the article is at an instant: a published one is scheduled
// before its window and unpublished after it.
func (a Article) StateAt(now time.Time) State {
	switch {
	case a.State != Published || a.Window.Contains(now):
		return a.State
	case now.Before(a.Window.From):
		return Scheduled
	}
	return Unpublished
}

// NextChange returns the first instant after another at which the article appears
// or disappears with no further action; ok is false where it never will.
func (a Article) NextChange(after time.Time) (at time.Time, ok bool) {
	if a.State != Published {
		return time.Time{}, false
	}
	return a.Window.NextChange(after)
}
