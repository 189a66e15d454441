package article

import (
	"fmt"
	"time"
)

// Explain says in a sentence what readers see of the article at an instant and why,
// and in another what comes next and when, for the newsroom to read. It is English,
// and gives instants in the zone of now. An account or a reason of a stamp is no part
// of it.
func (a Article) Explain(now time.Time) string {
	return a.because(now) + " " + a.comes(now)
}

// because is the sentence on what is.
func (a *Article) because(now time.Time) string {
	w, ever := a.visible()
	until := a.Embargo.Until
	switch {
	case a.State == Draft:
		return "Readers do not see it: it is a draft, which nobody has published."
	case a.State == Unpublished:
		return "Readers do not see it: it was taken offline."
	case a.State == Withdrawn:
		return "Readers are told that it is gone: it was withdrawn."
	case a.State != Published || a.Live == nil:
		return "Readers do not see it: it has no live revision."
	case ever && w.Contains(now):
		return fmt.Sprintf("Readers see %s since %s: it is published%s.", a.edition(), clock(w.From, now), a.ahead())
	case a.StateAt(now) == Unpublished:
		return fmt.Sprintf("Readers see it no longer: its window ended on %s.", clock(a.Window.Until, now))
	case a.Embargo.Holds(now) && until.IsZero():
		return "Readers do not see it: an embargo holds until it is lifted."
	case a.Embargo.Holds(now):
		return fmt.Sprintf("Readers do not see it: an embargo holds until %s.", clock(until, now))
	}
	return fmt.Sprintf("Readers do not see it yet: its window begins on %s.", clock(a.Window.From, now))
}

// comes is the sentence on what will be.
func (a *Article) comes(now time.Time) string {
	w, ever := a.visible()
	switch {
	case !ever && a.State == Published && a.Embargo.Holds(now) && !a.Window.Until.IsZero() && a.StateAt(now) == Scheduled:
		return fmt.Sprintf("It will not appear unless the embargo is lifted before its window ends on %s.", clock(a.Window.Until, now))
	case !ever && a.State == Published && a.StateAt(now) == Scheduled && a.Live != nil:
		return "It appears when the embargo is lifted, and not before."
	case ever && now.Before(w.From):
		return fmt.Sprintf("It appears on %s.", clock(w.From, now))
	case ever && w.Contains(now) && !w.Until.IsZero():
		return fmt.Sprintf("It disappears on %s.", clock(w.Until, now))
	}
	return "Nothing changes until somebody acts."
}

// edition names the live revision.
func (a *Article) edition() string { return fmt.Sprint("revision ", a.Live.Number) }

// ahead says how far the working copy has moved on.
func (a *Article) ahead() string {
	if a.Revisions == a.Live.Number {
		return ""
	}
	return fmt.Sprintf(", and revision %d is not yet", a.Revisions)
}

// clock writes an instant in the zone of now, with no more precision than it has.
func clock(at, now time.Time) string {
	at = at.In(now.Location())
	layout := "2006-01-02 15:04 MST"
	if at.Second() != 0 || at.Nanosecond() != 0 {
		layout = "2006-01-02 15:04:05.999999 MST"
	}
	return at.Format(layout)
}
