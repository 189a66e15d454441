package article

import (
	"fmt"
	"slices"

	"github.com/newsjunction/news/taxonomy/slug"
)

// Action is something that can be done to an article.
type Action string

// The actions, each that of a method of Article.
const (
	ActionEdit      Action = "edit"
	ActionRestore   Action = "restore"
	ActionRename    Action = "rename"
	ActionPublish   Action = "publish" // Publish and Schedule
	ActionCorrect   Action = "correct"
	ActionUnpublish Action = "unpublish"
	ActionWithdraw  Action = "withdraw"
	ActionEmbargo   Action = "embargo" // SetEmbargo
	ActionLift      Action = "lift"    // LiftEmbargo
)

// transitions say which states an action is for, and what it makes of each. An
// embargo is a promise to somebody else: it can be given and lifted in every state.
var transitions = [...]struct {
	action Action
	to     map[State]State
}{
	{ActionEdit, each(Draft, Published, Unpublished, Withdrawn)},
	{ActionRestore, each(Draft, Published, Unpublished, Withdrawn)},
	{ActionRename, each(Draft, Published, Unpublished)},
	{ActionPublish, map[State]State{Draft: Published, Published: Published, Unpublished: Published, Withdrawn: Published}},
	{ActionCorrect, each(Published)},
	{ActionUnpublish, map[State]State{Published: Unpublished}},
	{ActionWithdraw, map[State]State{Draft: Withdrawn, Published: Withdrawn, Unpublished: Withdrawn}},
	{ActionEmbargo, each(Draft, Published, Unpublished, Withdrawn)},
	{ActionLift, each(Draft, Published, Unpublished, Withdrawn)},
}

// each is the row of an action that leaves states as they are.
func each(states ...State) map[State]State {
	row := make(map[State]State, len(states))
	for _, s := range states {
		row[s] = s
	}
	return row
}

// Allowed returns the actions that a state allows, in a fixed order.
func (s State) Allowed() []Action {
	var allowed []Action
	for _, t := range transitions {
		if _, ok := t.to[s]; ok {
			allowed = append(allowed, t.action)
		}
	}
	return allowed
}

// after returns the state that an action makes of s; ok is false where s does not
// allow it.
func (s State) after(action Action) (next State, ok bool) {
	for _, t := range transitions {
		if t.action == action {
			next, ok = t.to[s]
			return next, ok
		}
	}
	return s, false
}

// begin checks what every action needs, brings its stamp into form and returns the
// article in its next state.
func (a Article) begin(action Action, stamp *Stamp) (Article, error) {
	state, ok := a.State.after(action)
	if !ok {
		return a, &TransitionError{a.State, action, a.State.Allowed()}
	}
	if stamp.At.IsZero() {
		return a, fault("Stamp.At", ErrMissing)
	}
	stamp.At = instant(stamp.At)
	a.State = state
	return a, nil
}

// Edit makes content the working copy and keeps it as a revision. Readers go on
// seeing the live one. Content is copied; blocks without an id get one. The errors
// are those of [Content.Check], a [TransitionError], and [ErrMissing] for a stamp
// without an instant, as of every action.
func (a Article) Edit(content Content, stamp Stamp) (Article, error) {
	next, err := a.begin(ActionEdit, &stamp)
	if err != nil {
		return a, err
	}
	if err := next.revise(content, stamp); err != nil {
		return a, err
	}
	return next, nil
}

// Restore makes the content of an earlier revision the working copy, as an edit does:
// the history grows, and readers go on seeing the live revision. The revision is one
// that Store.Revisions gave for this article; [ErrUnknownValue] where the article has
// none of its number. A stamp without a reason says which revision was restored.
func (a Article) Restore(r Revision, stamp Stamp) (Article, error) {
	next, err := a.begin(ActionRestore, &stamp)
	if err != nil {
		return a, err
	}
	if r.Number < 1 || r.Number > a.Revisions {
		return a, fault("Revision.Number", ErrUnknownValue)
	}
	if stamp.Why == "" {
		stamp.Why = fmt.Sprint("restores revision ", r.Number)
	}
	if err := next.revise(r.Content, stamp); err != nil {
		return a, err
	}
	return next, nil
}

// revise makes content the next revision.
func (a *Article) revise(content Content, stamp Stamp) error {
	if err := content.Check(); err != nil {
		return err
	}
	earlier := a.Content.Body
	a.Content = content.Clone()
	a.Content.Body.adopt(earlier)
	a.Content.Body.identify(a.Revisions + 1)
	a.Edited = stamp
	a.Revisions++
	a.Pending = append(slices.Clip(a.Pending),
		Revision{Number: a.Revisions, Stamp: stamp, Content: a.Content.Clone()})
	return nil
}

// Publish shows the newest revision to readers from the instant of the stamp, or,
// if a window is set, in that window. Publishing again shows the newest revision
// and keeps the first date.
func (a Article) Publish(stamp Stamp) (Article, error) {
	return a.publish(a.Window, stamp)
}

// Schedule is Publish in a window: the article appears at window.From and is gone
// at window.Until, with no further action. A window without a beginning begins at
// the stamp: what is scheduled for later is so published at once. [ErrWindow] where
// it ends before that. An embargo may pass the beginning: nothing shows before both
// allow it.
func (a Article) Schedule(window Window, stamp Stamp) (Article, error) {
	return a.publish(window, stamp)
}

func (a Article) publish(window Window, stamp Stamp) (Article, error) {
	next, err := a.begin(ActionPublish, &stamp)
	if err != nil {
		return a, err
	}
	window = Window{instant(window.From), instant(window.Until)}
	if window.From.IsZero() {
		window.From = stamp.At
	}
	if err := window.check(); err != nil {
		return a, err
	}
	next.Window = window
	next.show(stamp)
	return next, nil
}

// show makes the newest revision the live one. Modified moves, unless the revision
// only mends a typo, or was made before readers can see any.
func (a *Article) show(stamp Stamp) {
	another := a.Live == nil || a.Live.Number != a.Revisions
	if another && !a.mendsTypo(a.Revisions) && !a.Edited.At.Before(a.Window.From) {
		a.Modified = a.Edited.At
	}
	a.Decided = stamp
	a.Live = &Revision{Number: a.Revisions, Stamp: a.Edited, Content: a.Content.Clone()}
}

// Unpublish takes the article offline. Its name is kept, and so is its window, if
// that has begun: Publish brings the article back under its first date. One that
// has not begun is forgotten: Publish then means at once.
func (a Article) Unpublish(stamp Stamp) (Article, error) {
	next, err := a.begin(ActionUnpublish, &stamp)
	if err != nil {
		return a, err
	}
	if stamp.At.Before(a.Window.From) {
		next.Window = Window{}
	}
	next.Live, next.Decided = nil, stamp
	return next, nil
}

// Withdraw kills the article: readers who follow a link to it are told that it is
// gone, whether or not an embargo holds.
func (a Article) Withdraw(stamp Stamp) (Article, error) {
	next, err := a.begin(ActionWithdraw, &stamp)
	if err != nil {
		return a, err
	}
	next.Live, next.Decided = nil, stamp
	return next, nil
}

// Rename asks for another name in the article's scope. Save gives it, with a suffix
// where it is taken, and makes the old one a redirect. [slug.ErrInvalidName] where
// it is not a name.
func (a Article) Rename(name slug.Name, stamp Stamp) (Article, error) {
	next, err := a.begin(ActionRename, &stamp)
	if err != nil {
		return a, err
	}
	if err := name.Check(); err != nil {
		return a, fault("Name", err)
	}
	next.Name, next.Decided = name, stamp
	return next, nil
}
