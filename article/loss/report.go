package loss

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	MaxEntries = 1000 // different losses that one report lists
	MaxText    = 256  // bytes of each path, what and why
)

// maxCount is the largest count that is read: sums of it do not overflow.
const maxCount = 1 << 40

// ErrCount is wrapped by the error for a JSON report that counts below one
// occurrence of a loss, below zero unlisted ones, or more than any conversion meets.
var ErrCount = errors.New("loss: impossible count")

// Report lists the losses of one conversion. Its zero value is empty and ready
// to use. Like a slice, a Report that was added to shares its list with its
// copies: hand it on, and add to one of them only.
type Report struct {
	list *list
}

// list is what the copies of a report share.
type list struct {
	losses []Loss
	places map[Loss]int // each loss, with Count zero, to its index in losses
	more   int          // occurrences of losses that found no room
}

// Add notes one occurrence of a loss. A loss equal in all four parts to an
// earlier one raises that one's count.
func (r *Report) Add(path string, action Action, what, why string) {
	r.add(Loss{Path: path, Action: action, What: what, Why: why, Count: 1})
}

// Merge adds the losses of other, each below the path prefix: a loss at
// "img.src" merged below "Body[3]" is at "Body[3].img.src".
func (r *Report) Merge(prefix string, other Report) {
	if other.list == nil {
		return
	}
	// Its length is taken first: a report may be merged into itself.
	for _, l := range slices.Clone(other.list.losses) {
		l.Path = join(prefix, l.Path)
		r.add(l)
	}
	if more := other.list.more; more > 0 {
		r.open().more += more
	}
}

func join(prefix, path string) string {
	if prefix == "" || path == "" || strings.HasPrefix(path, "[") {
		return prefix + path
	}
	return prefix + "." + path
}

func (r *Report) add(l Loss) {
	l.Path, l.What, l.Why = shorten(l.Path), shorten(l.What), shorten(l.Why)
	to, key := r.open(), l
	key.Count = 0
	if i, ok := to.places[key]; ok {
		to.losses[i].Count += l.Count
		return
	}
	if len(to.losses) == MaxEntries {
		to.more += l.Count
		return
	}
	to.places[key] = len(to.losses)
	to.losses = append(to.losses, l)
}

func (r *Report) open() *list {
	if r.list == nil {
		r.list = &list{places: map[Loss]int{}}
	}
	return r.list
}

// shorten returns valid UTF-8 of at most MaxText bytes.
func shorten(s string) string {
	const ellipsis = "…"
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	if len(s) <= MaxText {
		return s
	}
	end := MaxText - len(ellipsis)
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + ellipsis
}

// All yields the listed losses in the order in which each was first met.
func (r Report) All() iter.Seq[Loss] {
	return func(yield func(Loss) bool) {
		if r.list == nil {
			return
		}
		for _, l := range r.list.losses {
			if !yield(l) {
				return
			}
		}
	}
}

// Len returns the number of listed losses, equal ones counted once.
func (r Report) Len() int {
	if r.list == nil {
		return 0
	}
	return len(r.list.losses)
}

// More returns how many occurrences are counted but not listed, because
// [MaxEntries] different losses had been met before.
func (r Report) More() int {
	if r.list == nil {
		return 0
	}
	return r.list.more
}

// Total returns the number of all occurrences, listed or not.
func (r Report) Total() int {
	total := r.More()
	for l := range r.All() {
		total += l.Count
	}
	return total
}

// Empty reports whether nothing was lost.
func (r Report) Empty() bool { return r.Len() == 0 && r.More() == 0 }

// String returns the losses, a line each; an empty report is the empty string.
func (r Report) String() string {
	var b strings.Builder
	for l := range r.All() {
		b.WriteString(l.String() + "\n")
	}
	if more := r.More(); more > 0 {
		fmt.Fprintf(&b, "and %d more\n", more)
	}
	return b.String()
}

// document is a report as JSON.
type document struct {
	Losses []Loss `json:"losses"`
	More   int    `json:"more,omitempty"`
}

// MarshalJSON returns the object {"losses": […], "more": n}, the losses in
// the order of [Report.All]; more is left out when zero.
func (r Report) MarshalJSON() ([]byte, error) {
	d := document{Losses: []Loss{}, More: r.More()}
	if r.list != nil {
		d.Losses = append(d.Losses, r.list.losses...)
	}
	return json.Marshal(d)
}

// UnmarshalJSON replaces the report by the one in text, within the same bounds
// as [Report.Add]. It returns [ErrAction] and [ErrCount] for a report that
// could not have been written, and then leaves r as it was.
func (r *Report) UnmarshalJSON(text []byte) error {
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return fmt.Errorf("loss: report: %w", err)
	}
	var next Report
	for _, l := range d.Losses {
		if l.Count < 1 || l.Count > maxCount {
			return fmt.Errorf("%w: %d at %.40q", ErrCount, l.Count, l.Path)
		}
		next.add(l)
	}
	if d.More < 0 || d.More > maxCount {
		return fmt.Errorf("%w: %d more", ErrCount, d.More)
	}
	if d.More > 0 {
		next.open().more += d.More
	}
	*r = next
	return nil
}
