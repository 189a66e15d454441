package reactiontest

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/newsjunction/news/reaction"
)

// Linearizable lets 8 to 32 goroutines use a store at once until they have made
// so many calls, and looks, subject by subject, for an order of these calls, one
// after another, that explains every answer (porcupine). [Run] does so with a few
// thousand calls; this is for as many as one has time for. The store must be open
// and empty.
func Linearizable(t *testing.T, s reaction.Store, calls int) { linearizable(bench{t}, s, calls) }

// Each round has a few readers of its own, and a subject for every four goroutines:
// they meet often, and the search for an order stays short.
const (
	roundSharers = 4
	roundReaders = 3
	roundCalls   = 6 // of each goroutine
)

// A call is one use of a store, in the numbers of its round.
type call struct {
	method          string
	subject, reader int
	from, to        reaction.Kind
}

// An answer is what a store says to a call; what the call does not ask is zero.
type answer struct {
	kind   reaction.Kind
	counts [3]int // of linearKind
	drift  int
}

// held is what the readers of a round hold to one subject.
type held [roundReaders]reaction.Kind

func linearKind(i int) reaction.Kind { return [...]reaction.Kind{"love", "sad", "wink", ""}[i] }

func linearizable(b bench, s reaction.Store, calls int) {
	var clock atomic.Int64
	for round := 0; calls > 0; round++ {
		goroutines := 8 << (round % 3)
		r := newRound(round, goroutines/roundSharers)
		histories := make([][]porcupine.Operation, goroutines)
		together(b, goroutines, func(g int) error {
			for i := range roundCalls {
				c, begun := r.call(g, i), clock.Add(1)
				got, err := r.make(s, c)
				if err != nil {
					return fmt.Errorf("%s: %w", c.method, err)
				}
				histories[g] = append(histories[g], porcupine.Operation{ClientId: g, Input: c, Call: begun, Output: got, Return: clock.Add(1)})
			}
			return nil
		})
		history := slices.Concat(histories...)
		if result := porcupine.CheckOperationsTimeout(oneByOne(), history, time.Minute); result != porcupine.Ok {
			b.Fatalf("round %d: no order of %d calls explains their answers (%s)", round, len(history), result)
		}
		calls -= len(history)
	}
}

// oneByOne is what a subject is to callers who wait for each other.
func oneByOne() porcupine.Model {
	return porcupine.Model{
		Partition: bySubject,
		Init:      func() any { return held{} },
		Step: func(state, input, output any) (bool, any) {
			want, next := input.(call).of(state.(held))
			return output.(answer) == want, next
		},
	}
}

// bySubject takes an erasure for one of each subject, in the same time.
func bySubject(history []porcupine.Operation) [][]porcupine.Operation {
	subjects := 0
	for _, op := range history {
		subjects = max(subjects, op.Input.(call).subject+1)
	}
	parts := make([][]porcupine.Operation, subjects)
	for _, op := range history {
		c := op.Input.(call)
		for subject := range parts {
			if c.method == "Erase" || c.subject == subject {
				parts[subject] = append(parts[subject], op)
			}
		}
	}
	return parts
}

// of returns what the call must answer, and what is held after it.
func (c call) of(h held) (want answer, next held) {
	next = h
	switch c.method {
	case "Set":
		want.kind, next[c.reader] = h[c.reader], c.to
	case "Swap":
		if want.kind = h[c.reader]; want.kind == c.from {
			next[c.reader] = c.to
		}
	case "Mine":
		want.kind = h[c.reader]
	case "Tallies":
		for _, k := range h {
			for i := range want.counts {
				if k == linearKind(i) {
					want.counts[i]++
				}
			}
		}
	case "Erase":
		next[c.reader] = ""
	}
	return want, next
}

type round struct {
	number   int
	subjects []string
	readers  []reaction.Reader
}

func newRound(number, subjects int) round {
	r := round{number: number}
	for i := range subjects {
		r.subjects = append(r.subjects, fmt.Sprintf("round %d/%d", number, i))
	}
	for i := range roundReaders {
		r.readers = append(r.readers, reader(number*roundReaders+i))
	}
	return r
}

// call is the i-th of goroutine g: a mix that is the same in each run, most of it
// writes. The steps of the mixing are those of SplitMix64 (Vigna, 2015).
func (r round) call(g, i int) call {
	x := uint64(r.number)<<32 | uint64(g)<<16 | uint64(i)
	x = (x + 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	x ^= x >> 31
	methods := []string{"Set", "Set", "Set", "Set", "Set", "Swap", "Swap", "Swap", "Mine", "Tallies", "Tallies", "Tallies", "Tallies", "Recount"}
	method := methods[x%uint64(len(methods))]
	if (x>>8)%64 == 0 {
		method = "Erase" // seldom: it is a call to each subject at once
	}
	return call{
		method:  method,
		subject: int((x >> 16) % uint64(len(r.subjects))),
		reader:  int((x >> 24) % roundReaders),
		from:    linearKind(int((x >> 32) % 4)),
		to:      linearKind(int((x >> 40) % 4)),
	}
}

// make asks s.
func (r round) make(s reaction.Store, c call) (got answer, err error) {
	ctx, subject, reader := context.Background(), r.subjects[c.subject], r.readers[c.reader]
	switch c.method {
	case "Set":
		got.kind, err = s.Set(ctx, subject, reader, c.to)
	case "Swap":
		got.kind, err = s.Swap(ctx, subject, reader, c.from, c.to)
	case "Mine":
		var kinds []reaction.Kind
		if kinds, err = s.Mine(ctx, reader, subject); len(kinds) == 1 {
			got.kind = kinds[0]
		}
	case "Tallies":
		var counts []reaction.Counts
		if counts, err = s.Tallies(ctx, subject); len(counts) == 1 {
			for i := range got.counts {
				got.counts[i] = counts[0].Of(linearKind(i))
			}
		}
	case "Recount":
		got.drift, err = s.Recount(ctx, subject)
	case "Erase":
		err = s.Erase(ctx, reader)
	}
	return got, err
}
