package taxonomy

import (
	"math"
	"slices"
	"time"
)

// An instant is a time in nanoseconds since 1970. The least one is "from ever",
// the greatest "never".
type instant = int64

const (
	ever  instant = math.MinInt64
	never instant = math.MaxInt64
)

func instantOf(t time.Time) instant {
	switch {
	case !t.After(time.Unix(0, ever)):
		return ever
	case !t.Before(time.Unix(0, never)):
		return never
	}
	return t.UnixNano()
}

// timeOf is the inverse of instantOf; "from ever" is the zero time.
func timeOf(at instant) time.Time {
	if at == ever {
		return time.Time{}
	}
	return time.Unix(0, at).UTC()
}

// A window is when a filing is visible: from is in it, until is not.
type window struct{ from, until instant }

func (f *Filing) window() window {
	w := window{instantOf(f.From), never}
	if !f.Until.IsZero() {
		w.until = instantOf(f.Until)
	}
	return w
}

// opens reports whether there is an instant in the window.
func (w window) opens() bool { return w.from < w.until }

// A timeline counts the windows that are open at an instant: those that have begun,
// less those that have ended.
type timeline struct {
	froms  series[instant]
	untils series[instant] // of windows that end
}

// newTimeline sorts the windows.
func newTimeline(windows []window) timeline {
	froms, untils := make([]instant, 0, len(windows)), []instant(nil)
	for _, w := range windows {
		froms = append(froms, w.from)
		if w.until != never {
			untils = append(untils, w.until)
		}
	}
	slices.Sort(froms)
	slices.Sort(untils)
	return timeline{newSeries(froms), newSeries(untils)}
}

func (l *timeline) clone() *timeline { return &timeline{l.froms.clone(), l.untils.clone()} }

func (l *timeline) add(w window) {
	l.froms.insert(w.from)
	if w.until != never {
		l.untils.insert(w.until)
	}
}

func (l *timeline) drop(w window) {
	l.froms.remove(w.from)
	if w.until != never {
		l.untils.remove(w.until)
	}
}

// count returns how many windows are open. The nil timeline has none.
func (l *timeline) count(now instant) int {
	if l == nil {
		return 0
	}
	return l.froms.upTo(now) - l.untils.upTo(now)
}

// next returns the first time after an instant at which a window opens or closes.
func (l *timeline) next(after instant) (time.Time, bool) {
	if l == nil {
		return time.Time{}, false
	}
	from, opens := l.froms.next(after)
	until, closes := l.untils.next(after)
	switch {
	case closes && (!opens || until < from):
		return timeOf(until), true
	case opens:
		return timeOf(from), true
	}
	return time.Time{}, false
}

// differs returns the first instant at which two timelines count differently.
func (l *timeline) differs(other *timeline) (at instant, differs bool) {
	if l.equal(other) {
		return 0, false
	}
	edges := append(l.edges(), other.edges()...)
	slices.Sort(edges)
	for _, at := range edges {
		if l.count(at) != other.count(at) {
			return at, true
		}
	}
	return 0, false
}

func (l *timeline) equal(other *timeline) bool {
	return slices.Equal(l.froms.values(), other.froms.values()) && slices.Equal(l.untils.values(), other.untils.values())
}

// edges returns when windows open and when they close.
func (l *timeline) edges() []instant { return append(l.froms.values(), l.untils.values()...) }
