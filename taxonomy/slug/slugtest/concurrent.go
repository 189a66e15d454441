package slugtest

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/newsjunction/news/taxonomy/slug"
)

// atOnce reserves one title from many goroutines.
func atOnce(b bench, l slug.Ledger) {
	const goroutines, each = 64, 4
	got := reserveAtOnce(l, goroutines, each)
	for i := range goroutines * each {
		want := "storm"
		if i > 0 {
			want = fmt.Sprint("storm-", i+1)
		}
		owner, ok := got[article(want)]
		if !ok {
			b.Fatalf("nobody of %d owners was given %s", goroutines*each, want)
		}
		b.wantCurrent(l, want, owner)
	}
}

// reserveAtOnce returns who was given which name. One that is given twice stands
// there once, and so leaves another out.
func reserveAtOnce(l slug.Ledger, goroutines, each int) map[slug.Name]string {
	var mu sync.Mutex
	got := make(map[slug.Name]string)
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range each {
				owner := fmt.Sprint(g, "/", i)
				name, err := l.Reserve(context.Background(), article("storm"), owner)
				mu.Lock()
				if _, twice := got[name]; err == nil && !twice {
					got[name] = owner
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return got
}

// linearizable records what goroutines are told who use a ledger at once, and
// looks for an order of the calls in which the model says the same.
func linearizable(b bench, l slug.Ledger) {
	const patience = 5 * time.Second // a history of which no order is found by then says nothing
	for round, clients := range []int{8, 8, 8, 8, 16, 16, 16, 16, 32, 32} {
		history := record(b, l, round, clients)
		if porcupine.CheckOperationsTimeout(sequential(), history, patience) == porcupine.Illegal {
			b.Fatalf("no order explains what %d goroutines were told: %v", clients, history)
		}
	}
}

// sequential is the model as porcupine asks it.
func sequential() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return newBook() },
		Step: func(state, input, output any) (bool, any) {
			old := state.(book)
			next := book{maps.Clone(old.holders), maps.Clone(old.current), maps.Clone(old.retired)}
			return reflect.DeepEqual(next.apply(input.(call)), output), next
		},
		Equal: func(a, b any) bool {
			x, y := a.(book), b.(book)
			return maps.Equal(x.holders, y.holders) && maps.Equal(x.current, y.current) && maps.Equal(x.retired, y.retired)
		},
	}
}

// record lets clients call a ledger in names and owners of the round's own, two of
// them for the same owner.
func record(b bench, l slug.Ledger, round, clients int) []porcupine.Operation {
	calls := 32 / clients // few, for the orders to try grow beyond all bounds with them
	history := make([]porcupine.Operation, clients*calls)
	var clock atomic.Int64
	var wg sync.WaitGroup
	for client := range clients {
		random := rand.New(rand.NewPCG(uint64(round), uint64(client)))
		wg.Go(func() {
			m := machine{random.IntN, newBook()}
			owner, scope := fmt.Sprint(round, "/", client/2), fmt.Sprint("round ", round)
			for i := range calls {
				c := m.call()
				c.owner = owner
				c.name.Scope, c.to.Scope = scope, scope
				if has, ok := m.book.current[owner]; ok && c.do != "reserve" && random.IntN(2) == 0 {
					c.name = has
				}
				op := porcupine.Operation{ClientId: client, Input: c, Call: clock.Add(1)}
				out := b.ask(l, c)
				op.Output, op.Return = out, clock.Add(1)
				history[client*calls+i] = op
				m.learn(c, out)
			}
		})
	}
	wg.Wait()
	return history
}

// learn keeps the name that the owner was last told, for the calls that need one.
func (m machine) learn(c call, o outcome) {
	if !o.name.IsZero() {
		m.book.current[c.owner] = o.name
	}
}
