package reactiontest

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"github.com/newsjunction/news/reaction"
	"pgregory.net/rapid"
)

// Run holds a store to the promises of [reaction.Store], each in a subtest. open
// is called once for each of them; it must return an empty store and register its
// own clean-up with t.
func Run(t *testing.T, open func(t *testing.T) reaction.Store) {
	for _, p := range promises() {
		t.Run(p.name, func(t *testing.T) { p.check(bench{t}, open(t)) })
	}
}

// A promise is one sentence about every store, and the check of it.
type promise struct {
	name  string
	check func(b bench, s reaction.Store)
}

func promises() []promise {
	return []promise{
		{"an unknown subject has no counts and no reactions", unknownSubject},
		{"a reaction is held and counted once", heldAndCounted},
		{"repeating a reaction changes nothing", repeating},
		{"another kind replaces the one held", replacing},
		{"undoing leaves nothing and undoing twice is once", undoing},
		{"a swap is made only where it says what is held", swapping},
		{"subjects and readers are kept apart byte by byte", keptApart},
		{"answers come in the order asked", orderAsked},
		{"as many subjects as are allowed are answered", manySubjects},
		{"counts are in the order of kinds without zeros", kindOrder},
		{"answers belong to the caller", ownAnswers},
		{"erasing forgets a reader everywhere and nobody else", erasing},
		{"erasing a reader who holds nothing is no error", erasingNobody},
		{"recounting a sound store finds no drift", recounting},
		{"a scan is in the order of subject and reader", scanOrder},
		{"a scan of named subjects leaves out the others", scanNamed},
		{"a scan may be broken off", scanBreak},
		{"the store may be used inside a scan", scanUse},
		{"bad input is refused and nothing is stored", badInput},
		{"a context that is over is refused and nothing changes", contextOver},
		{"concurrent writers lose nothing", concurrentWriters},
		{"each reaction held is replaced once", concurrentReplacing},
		{"a replacement is never seen half done", concurrentReading},
		{"of many who swap one is first", concurrentSwapping},
		{"erasing beside writers leaves exact counts", concurrentErasing},
		{"one order explains the answers of concurrent calls", func(b bench, s reaction.Store) { linearizable(b, s, 3000) }},
		{"any history equals the model", anyHistory},
	}
}

// A bench is where a promise is checked: a test, or one history of a rapid one.
type bench struct{ rapid.TB }

// set is Store.Set on a bench that expects no error.
func (b bench) set(s reaction.Store, subject string, r reaction.Reader, k reaction.Kind) reaction.Kind {
	b.Helper()
	before, err := s.Set(context.Background(), subject, r, k)
	if err != nil {
		b.Fatalf("Set(%.20q, %v, %q) = %v, want no error", subject, r, k, err)
	}
	return before
}

// wantBefore is set for which the kind held before is known.
func (b bench) wantBefore(s reaction.Store, subject string, r reaction.Reader, k, want reaction.Kind) {
	b.Helper()
	if got := b.set(s, subject, r, k); got != want {
		b.Fatalf("Set(%.20q, %v, %q) = %q, want %q", subject, r, k, got, want)
	}
}

func (b bench) wantSwap(s reaction.Store, subject string, r reaction.Reader, from, to, want reaction.Kind) {
	b.Helper()
	if got, err := s.Swap(context.Background(), subject, r, from, to); err != nil || got != want {
		b.Fatalf("Swap(%.20q, %v, %q, %q) = %q, %v, want %q", subject, r, from, to, got, err, want)
	}
}

func (b bench) wantMine(s reaction.Store, r reaction.Reader, subject string, want reaction.Kind) {
	b.Helper()
	got, err := s.Mine(context.Background(), r, subject)
	if err != nil || len(got) != 1 || got[0] != want {
		b.Fatalf("Mine(%v, %.20q) = %q, %v, want %q", r, subject, got, err, want)
	}
}

func (b bench) wantCounts(s reaction.Store, subject string, want ...reaction.Count) {
	b.Helper()
	got, err := s.Tallies(context.Background(), subject)
	if err != nil || len(got) != 1 || !sameCounts(got[0], want) {
		b.Fatalf("Tallies(%.20q) = %v, %v, want %v", subject, got, err, want)
	}
}

func (b bench) wantDrift(s reaction.Store, subject string, want int) {
	b.Helper()
	if got, err := s.Recount(context.Background(), subject); err != nil || got != want {
		b.Fatalf("Recount(%.20q) = %d, %v, want %d", subject, got, err, want)
	}
}

func (b bench) erase(s reaction.Store, r reaction.Reader) {
	b.Helper()
	if err := s.Erase(context.Background(), r); err != nil {
		b.Fatalf("Erase(%v) = %v, want no error", r, err)
	}
}

func (b bench) rows(s reaction.Store) (rows []reaction.Row) {
	b.Helper()
	for row, err := range s.Scan(context.Background()) {
		if err != nil {
			b.Fatalf("Scan() after %d rows = %v, want no error", len(rows), err)
		}
		rows = append(rows, row)
	}
	return rows
}

func (b bench) wantRows(s reaction.Store, want ...reaction.Row) {
	b.Helper()
	if got := b.rows(s); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		b.Fatalf("Scan() = %v, want %v", got, want)
	}
}

// sameCounts takes no counts and an empty list of them for the same.
func sameCounts(a, b reaction.Counts) bool {
	return len(a)+len(b) == 0 || reflect.DeepEqual(a, b)
}

// readers returns n readers in the order in which a store scans them.
func readers(n int) []reaction.Reader {
	rs := make([]reaction.Reader, n)
	for i := range rs {
		rs[i] = reader(i)
	}
	return rs
}

// reader is the i-th reader.
func reader(i int) reaction.Reader {
	r, err := reaction.ParseReader(fmt.Sprintf("%032x", i+1))
	if err != nil {
		panic(err) // the text is 32 digits by construction
	}
	return r
}
