package article

import (
	"slices"
	"time"
)

// Adjustment says what [LocalTime] did with a time that does not name one instant.
type Adjustment uint8

// The adjustments.
const (
	AsTyped    Adjustment = iota // the time names one instant
	MovedLater                   // the clocks skip it: later, by as much as they skip
	TookFirst                    // the clocks show it twice: the first
)

var adjustments = [...]string{"as typed", "moved later", "took first"}

// String returns the adjustment in lower case.
func (a Adjustment) String() string { return nameOf(adjustments[:], int(a)) }

// LocalTime returns the instant at which the clocks of a zone show a time, and
// whether that had to be adjusted: what an editor types when scheduling. Of wall
// counts what its own clock and calendar show, whatever its zone; a nil zone is UTC.
//
// A time that does not exist, for the clocks go forward, moves later by as much as
// they skip; one that exists twice, for they go back, is the first of the two (as in
// RFC 5545, 3.3.5). So the clocks of the zone never show less than the time typed.
func LocalTime(zone *time.Location, wall time.Time) (time.Time, Adjustment) {
	if zone == nil {
		zone = time.UTC
	}
	typed := wall.Add(offset(wall)).UTC()
	near := offsetsNear(typed.In(zone))
	var found []time.Duration
	for _, o := range near {
		if offset(typed.Add(-o).In(zone)) == o {
			found = append(found, o)
		}
	}
	switch len(found) {
	case 0:
		return typed.Add(-skipping(near, typed, zone)).In(zone), MovedLater
	case 1:
		return typed.Add(-found[0]).In(zone), AsTyped
	}
	first := max(found[0], found[len(found)-1]) // the further ahead of UTC, the earlier
	return typed.Add(-first).In(zone), TookFirst
}

// skipping is the offset that the zone has before its clocks skip what was typed.
func skipping(near []time.Duration, typed time.Time, zone *time.Location) time.Duration {
	for i, before := range near[:len(near)-1] {
		after := near[i+1]
		if offset(typed.Add(-before).In(zone)) == after && offset(typed.Add(-after).In(zone)) == before {
			return before
		}
	}
	return near[0]
}

// offsetsNear lists the offsets that a zone has within a day of an instant, in the
// order of time, each once. It asks every hour: time.Time.ZoneBounds would be quicker,
// but of the last day of a leap year it says that it ends as it begins (Go 1.26).
func offsetsNear(t time.Time) []time.Duration {
	var list []time.Duration
	for hour := -24; hour <= 24; hour++ {
		o := offset(t.Add(time.Duration(hour) * time.Hour))
		if !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	return list
}

// offset is how far the clocks of t's zone are ahead of UTC at t.
func offset(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}
