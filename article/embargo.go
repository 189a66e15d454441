package article

import "time"

// An Embargo keeps an article from readers until an instant, or, where that is open,
// until it is lifted. The zero Embargo is none.
//
// It stands beside state and window: an article under embargo can be edited,
// scheduled, published, corrected and withdrawn, and shows at the first instant that
// its window and its embargo both allow. A Content holds none, so a copy made of one
// has none.
type Embargo struct {
	On    bool      `json:"on,omitempty"`
	Until time.Time `json:"until,omitzero"` // exclusive; zero: until it is lifted
	Note  string    `json:"note,omitempty"` // what was agreed, for the newsroom
}

// Holds reports whether the embargo keeps an article back at an instant.
func (e Embargo) Holds(now time.Time) bool {
	return e.On && (e.Until.IsZero() || now.Before(e.Until))
}

// SetEmbargo keeps the article from readers until an instant, exclusive; the zero
// instant means until LiftEmbargo. Note is what was agreed, for the newsroom. An
// embargo that stands is replaced. [ErrWindow] where it would end by the stamp.
func (a Article) SetEmbargo(until time.Time, note string, stamp Stamp) (Article, error) {
	next, err := a.begin(ActionEmbargo, &stamp)
	if err != nil {
		return a, err
	}
	e := Embargo{On: true, Until: instant(until), Note: note}
	if !e.Until.IsZero() && !e.Until.After(stamp.At) {
		return a, fault("Embargo.Until", ErrWindow)
	}
	k := checker{}
	if k.label("Embargo.Note", note); len(k.errs) > 0 {
		return a, k.errs[0]
	}
	next.Embargo, next.Decided = e, stamp
	return next, nil
}

// LiftEmbargo ends the embargo. A published article that it kept back appears at the
// stamp, under that date: its window begins there. [ErrMissing] where there is no
// embargo.
func (a Article) LiftEmbargo(stamp Stamp) (Article, error) {
	next, err := a.begin(ActionLift, &stamp)
	if err != nil {
		return a, err
	}
	if !a.Embargo.On {
		return a, fault("Embargo", ErrMissing)
	}
	begun := a.Window
	begun.From = stamp.At
	if u := a.Embargo.Until; !u.IsZero() && u.Before(stamp.At) {
		begun.From = u // it had lapsed, and the article has stood since
	}
	if a.State == Published && a.Window.From.Before(begun.From) && begun.check() == nil {
		next.Window = begun
	}
	next.Embargo, next.Decided = Embargo{}, stamp
	return next, nil
}
