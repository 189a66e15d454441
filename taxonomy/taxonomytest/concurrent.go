package taxonomytest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

func oneWins(b bench, s taxonomy.Store) {
	const writers = 8
	for round := range 5 {
		tree := b.load(s)
		var done sync.WaitGroup
		errs := make([]error, writers)
		for i := range writers {
			done.Go(func() {
				_, change, err := tree.Apply(tree.Plan().AddTag(tag(round*writers+i, fmt.Sprint("Tag ", round, i))))
				if err == nil {
					err = s.Commit(ctx, change)
				}
				errs[i] = err
			})
		}
		done.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				require.ErrorIs(b, err, taxonomy.ErrVersionConflict)
			}
		}
		require.Equal(b, 1, won, "changes of version %d that were committed", tree.Version())
		require.Len(b, slices.Collect(b.load(s).Tags()), round+1)
	}
}

// A call is a Commit on a version, or a Load.
type call struct {
	commit bool
	base   taxonomy.Version
	tag    int
}

// An answer is the version after a call and the tag that led there; none where a
// commit was refused.
type answer struct {
	version taxonomy.Version
	tag     int
}

// register is what a store is to those who commit and load: a Commit succeeds exactly
// where it names the version that is held.
func register() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return answer{} },
		Step: func(state, input, output any) (bool, any) {
			held, in, out := state.(answer), input.(call), output.(answer)
			switch {
			case !in.commit:
				return out == held, held
			case in.base != held.version:
				return out == answer{}, held
			}
			next := answer{held.version + 1, in.tag}
			return out == next, next
		},
	}
}

// linearizable lets writers load and commit at once, and looks for an order of all
// calls, one after another, that explains every answer.
func linearizable(b bench, s taxonomy.Store) {
	const writers, rounds = 6, 8
	histories := make([][]porcupine.Operation, writers)
	errs := make([]error, writers)
	var clock atomic.Int64
	var done sync.WaitGroup
	for i := range writers {
		done.Go(func() {
			timed := func(input call, do func() (answer, error)) {
				begun := clock.Add(1)
				output, err := do()
				errs[i] = errors.Join(errs[i], err)
				histories[i] = append(histories[i], porcupine.Operation{ClientId: i, Input: input, Call: begun, Output: output, Return: clock.Add(1)})
			}
			for round := range rounds {
				var tree *taxonomy.Tree
				timed(call{}, func() (got answer, err error) {
					tree, err = s.Load(ctx)
					return answer{tree.Version(), newest(tree)}, err
				})
				n := 1 + round*writers + i
				timed(call{true, tree.Version(), n}, func() (answer, error) { return commitTag(s, tree, n) })
			}
		})
	}
	done.Wait()
	require.NoError(b, errors.Join(errs...))
	result := porcupine.CheckOperationsTimeout(register(), slices.Concat(histories...), time.Minute)
	require.Equal(b, porcupine.Ok, result, "an order of all calls that explains their answers")
}

// commitTag adds a tag whose Order is the version it leads to. A conflict is an answer
// and no error.
func commitTag(s taxonomy.Store, tree *taxonomy.Tree, n int) (answer, error) {
	one := tag(n, fmt.Sprint("Tag ", n))
	one.Order = int(tree.Version()) + 1
	next, change, err := tree.Apply(tree.Plan().AddTag(one))
	if err == nil {
		err = s.Commit(ctx, change)
	}
	if errors.Is(err, taxonomy.ErrVersionConflict) {
		return answer{}, nil
	}
	return answer{next.Version(), n}, err
}

// newest returns the number of the tag that the last commit added.
func newest(tree *taxonomy.Tree) int {
	for t := range tree.Tags() {
		if t.Order == int(tree.Version()) {
			var n int
			fmt.Sscanf(t.Slug, "tag-%d", &n)
			return n
		}
	}
	return 0
}

// crossed lets two editors move sections under each other, over and over.
func crossed(b bench, s taxonomy.Store) {
	b.world(s)
	const rounds = 20
	var done sync.WaitGroup
	errs := make([]error, 2)
	for i, pair := range [][2]int{{1, 4}, {4, 1}} {
		done.Go(func() {
			for range rounds {
				errs[i] = errors.Join(errs[i], moveOrPart(s, section(pair[0]), section(pair[1])))
			}
		})
	}
	for range rounds {
		tree := b.load(s)
		n, _ := tree.Len()
		require.Len(b, slices.Collect(tree.Categories()), n, "every section hangs under the top")
		for c := range tree.Categories() {
			require.NotEmpty(b, tree.Breadcrumb(c.ID))
		}
	}
	done.Wait()
	require.NoError(b, errors.Join(errs...))
	require.Len(b, slices.Collect(b.load(s).Categories()), 4)
}

// moveOrPart moves a section under another or, where it stands above it or below it
// already, brings it to the top.
func moveOrPart(s taxonomy.Store, id, under taxonomy.ID) error {
	for {
		tree, err := s.Load(ctx)
		if err != nil {
			return err
		}
		_, change, err := tree.Apply(tree.Plan().Move(id, under))
		if errors.Is(err, taxonomy.ErrCycle) || change.IsZero() {
			_, change, err = tree.Apply(tree.Plan().Move(under, taxonomy.ID{}).Move(id, taxonomy.ID{}))
		}
		if err == nil {
			err = s.Commit(ctx, change)
		}
		if !errors.Is(err, taxonomy.ErrVersionConflict) {
			return err
		}
	}
}
