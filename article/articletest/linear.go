package articletest

import (
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

// A call is a Save or a Get under test. A Save asks to write headline over version.
type call struct {
	id       article.ID
	save     bool
	version  int
	headline string
}

// An edition is what a Get answers, and what a Save that is not refused leaves. The
// zero edition is the answer of a Save that is refused.
type edition struct {
	version  int
	headline string
}

// register is what one article is to those who save and get it: a Save succeeds
// exactly where it names the version that is held.
func register(start edition) porcupine.Model {
	return porcupine.Model{
		Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
			byID := make(map[article.ID][]porcupine.Operation)
			for _, op := range history {
				id := op.Input.(call).id
				byID[id] = append(byID[id], op)
			}
			var parts [][]porcupine.Operation
			for _, part := range byID {
				parts = append(parts, part)
			}
			return parts
		},
		Init: func() any { return start },
		Step: func(state, input, output any) (bool, any) {
			held, in, out := state.(edition), input.(call), output.(edition)
			switch {
			case !in.save:
				return out == held, held
			case in.version != held.version:
				return out == edition{}, held
			}
			next := edition{held.version + 1, in.headline}
			return out == next, next
		},
	}
}

// linearizable lets writers save and read a few articles at once, and looks for an
// order of all calls, one after another, that explains every answer.
func linearizable(b bench, s article.Store) {
	const (
		articles = 2
		rounds   = 12
	)
	var ids []article.ID
	for i := range articles {
		ids = append(ids, b.saved(s, b.draft(id("linear", i), words("Start"))).ID)
	}
	histories := make([][]porcupine.Operation, writers)
	errs := make([]error, writers)
	var clock atomic.Int64
	together(func(i int) {
		timed := func(input call, do func() (edition, error)) {
			begun := clock.Add(1)
			output, err := do()
			errs[i] = errors.Join(errs[i], err)
			histories[i] = append(histories[i], porcupine.Operation{ClientId: i, Input: input, Call: begun, Output: output, Return: clock.Add(1)})
		}
		for round := range rounds {
			var a article.Article
			id := ids[(i+round)%articles]
			timed(call{id: id}, func() (got edition, err error) {
				a, err = s.Get(ctx, id)
				return editionOf(a), err
			})
			for take := range 2 { // the second one is stale, or follows a refusal
				next := call{id, true, a.Version, fmt.Sprint("Writer ", i, ", round ", round, take)}
				timed(next, func() (edition, error) { return saveOver(s, a, next.headline) })
			}
		}
	})
	require.NoError(b, errors.Join(errs...))
	var history []porcupine.Operation
	for _, h := range histories {
		history = append(history, h...)
	}
	result := porcupine.CheckOperationsTimeout(register(edition{1, "Start"}), history, time.Minute)
	require.Equal(b, porcupine.Ok, result, "an order of %d calls that explains their answers", len(history))
}

func editionOf(a article.Article) edition {
	return edition{a.Version, a.Content.Headlines.For("")}
}

// saveOver saves a with another headline. A conflict is an answer and no error.
func saveOver(s article.Store, a article.Article, headline string) (edition, error) {
	next, err := a.Edit(words(headline), stamp(0))
	if err != nil {
		return edition{}, err
	}
	next, err = s.Save(ctx, next)
	if errors.Is(err, article.ErrVersionConflict) {
		return edition{}, nil
	}
	return editionOf(next), err
}

// getCost counts what a Get allocates after one revision and after a thousand.
func getCost(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("cost", 1), rich()))
	cost := func() float64 { // the least of several: others may allocate meanwhile
		least := math.Inf(1)
		for range 5 {
			least = min(least, testing.AllocsPerRun(20, func() {
				_, err := s.Get(ctx, a.ID)
				require.NoError(b, err)
			}))
		}
		return least
	}
	one := cost()
	for a.Revisions < 1000 {
		for range 100 {
			a = b.did(a.Edit(rich(), stamp(0)))
		}
		a = b.saved(s, a)
	}
	require.LessOrEqual(b, cost(), one*1.05+8, "allocations of a Get after %d revisions", a.Revisions)
}
