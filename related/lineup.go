package related

import (
	"iter"
	"slices"

	"github.com/newsjunction/news/article"
)

// A Lineup composes a page of stories, slot by slot, none of them twice. Its zero
// value is an empty page. It is not safe for concurrent use.
type Lineup struct {
	// Visible reports whether readers see a story. Where it is nil, they see all.
	Visible func(article.ID) bool
	shown   map[article.ID]bool
	kept    map[article.ID]bool // pinned to a slot that is yet to be filled
}

// A Slot is a place on a page for some stories.
type Slot struct {
	Name     string
	Want     int                  // how many stories; at most MaxSlot
	Pins     []article.ID         // picked by hand, first and in order
	From     iter.Seq[article.ID] // then these: the latest, a section, a tag, what is trending; may be nil
	Backfill iter.Seq[article.ID] // these where that is too few; may be nil
	// Repeat lets the slot show what stands on the page already, as a list of the
	// latest may; what it shows may stand elsewhere too. It shows none twice itself.
	Repeat bool
}

// Limits of a slot.
const (
	MaxSlot    = 1_000
	MaxOffered = 100_000 // stories that are read of From, and as many of Backfill
)

// A Placement is a story in a slot.
type Placement struct {
	ID     article.ID
	Slot   string
	Reason Placing
}

// Why says in English why the story stands there.
func (p Placement) Why() string {
	switch p.Reason {
	case Pinned:
		return "Picked by hand for " + p.Slot + "."
	case Backfilled:
		return "Fills up " + p.Slot + ", which had too few stories of its own."
	}
	return "Next in order for " + p.Slot + "."
}

// Placing is why a story stands where it does.
type Placing uint8

// The reasons for a placement.
const (
	Pinned     Placing = iota + 1 // picked by hand
	Selected                      // from the slot's own stories
	Backfilled                    // from those behind them
)

// String returns the reason's name, such as "pinned".
func (p Placing) String() string {
	switch p {
	case Pinned:
		return "pinned"
	case Selected:
		return "selected"
	case Backfilled:
		return "backfilled"
	}
	return "none"
}

// Keep holds stories back for slots to come, which have them pinned.
func (l *Lineup) Keep(pins ...article.ID) {
	for _, id := range pins {
		mark(&l.kept, id)
	}
}

// Compose fills slots in order. A story that is pinned to any of them stands in none
// before it.
func (l *Lineup) Compose(slots ...Slot) [][]Placement {
	for _, s := range slots {
		if !s.Repeat {
			l.Keep(s.Pins...)
		}
	}
	page := make([][]Placement, len(slots))
	for i, s := range slots {
		page[i] = l.Fill(s)
	}
	return page
}

// Fill returns the stories of a slot, and remembers that they are on the page. A pin
// that stands on the page, or that readers do not see, is left out.
func (l *Lineup) Fill(s Slot) []Placement {
	f := filling{lineup: l, slot: s, want: min(max(s.Want, 0), MaxSlot)}
	f.take(slices.Values(s.Pins), Pinned)
	f.take(s.From, Selected)
	f.take(s.Backfill, Backfilled)
	if !s.Repeat {
		for _, p := range f.placed {
			mark(&l.shown, p.ID)
			delete(l.kept, p.ID)
		}
	}
	return f.placed
}

// Shown reports whether a story stands on the page, in a slot that does not repeat.
func (l *Lineup) Shown(id article.ID) bool { return l.shown[id] }

func mark(set *map[article.ID]bool, id article.ID) {
	if *set == nil {
		*set = make(map[article.ID]bool)
	}
	(*set)[id] = true
}

// filling is a slot that is being filled.
type filling struct {
	lineup *Lineup
	slot   Slot
	want   int
	placed []Placement
	here   map[article.ID]bool
}

func (f *filling) take(ids iter.Seq[article.ID], why Placing) {
	if ids == nil || len(f.placed) == f.want {
		return
	}
	offered := 0
	for id := range ids {
		if f.fits(id, why) {
			mark(&f.here, id)
			f.placed = append(f.placed, Placement{id, f.slot.Name, why})
		}
		if offered++; len(f.placed) == f.want || offered == MaxOffered {
			return
		}
	}
}

func (f *filling) fits(id article.ID, why Placing) bool {
	l := f.lineup
	if id.IsZero() || f.here[id] || l.Visible != nil && !l.Visible(id) {
		return false
	}
	return f.slot.Repeat || !l.shown[id] && (why == Pinned || !l.kept[id])
}
