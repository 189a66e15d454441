package article

import "time"

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

// Visible returns when readers see the article, if nobody does anything further: in
// its window, but not before its embargo ends. Ok is false where they never do, for
// it is not published, or its embargo is open or outlasts the window.
func (a Article) Visible() (w Window, ok bool) { return a.visible() }

func (a *Article) visible() (w Window, ok bool) {
	if a.State != Published || a.Live == nil {
		return Window{}, false
	}
	w = a.Window
	if e := a.Embargo; e.On {
		if e.Until.IsZero() {
			return Window{}, false
		}
		if e.Until.After(w.From) {
			w.From = e.Until
		}
	}
	if w.check() != nil {
		return Window{}, false
	}
	return w, true
}

// StateAt returns what the article is at an instant: a published one is scheduled
// before its window and as long as an embargo holds, and unpublished after its
// window.
func (a Article) StateAt(now time.Time) State {
	switch {
	case a.State != Published:
		return a.State
	case !a.Window.Until.IsZero() && !now.Before(a.Window.Until):
		return Unpublished
	case now.Before(a.Window.From) || a.Embargo.Holds(now):
		return Scheduled
	}
	return Published
}

// NextChange returns the first instant after another at which what readers see changes
// with no further action: the article appears or disappears, or, while it is there, its
// sponsor does. Ok is false where that never happens. Whatever is derived from a view
// holds until then.
func (a Article) NextChange(after time.Time) (at time.Time, ok bool) {
	w, ok := a.visible()
	if !ok {
		return time.Time{}, false
	}
	at, ok = w.NextChange(after)
	if !w.Contains(after) {
		return at, ok
	}
	if edge, ends := a.Live.Content.Disclosure.nextChange(after); ends && (!ok || edge.Before(at)) {
		return edge, true
	}
	return at, ok
}
