package taxonomytest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
)

// Run holds a store to the promises of [taxonomy.Store], each in a subtest. open is
// called once for each of them; it must return an empty store and register its own
// clean-up with t.
func Run(t *testing.T, open func(t *testing.T) taxonomy.Store) {
	for _, p := range promises() {
		t.Run(p.name, func(t *testing.T) { p.check(bench{t}, open(t)) })
	}
}

// A promise is one sentence about every store, and the check of it.
type promise struct {
	name  string
	check func(b bench, s taxonomy.Store)
}

func promises() []promise {
	return []promise{
		{"an empty store has an empty tree", empty},
		{"what is committed is loaded", committed},
		{"an empty change does nothing", emptyChange},
		{"a stale change is refused and changes nothing", stale},
		{"a change that makes no sound tree is refused whole", unsound},
		{"a tree that was loaded does not change", snapshot},
		{"terms whose slugs clash stay apart", clash},
		{"a context that is over is refused and nothing changes", contextOver},
		{"concurrent changes of one version: exactly one wins", oneWins},
		{"any history equals the model", anyHistory},
	}
}

// A bench is where a promise is checked: a test, or one history of a rapid one.
type bench struct{ rapid.TB }

var ctx = context.Background()

func category(n int, label string, parent taxonomy.ID) taxonomy.Category {
	return taxonomy.Category{Term: taxonomy.Term{
		ID: taxonomy.CategoryID("taxonomytest", fmt.Sprint(n)), Labels: taxonomy.Labels{"": label},
	}, Parent: parent, Order: n % 3}
}

func tag(n int, label string) taxonomy.Tag {
	return taxonomy.Tag{Term: taxonomy.Term{
		ID: taxonomy.TagID("taxonomytest", fmt.Sprint(n)), Labels: taxonomy.Labels{"": label, "es": label + " es"},
	}}
}

func (b bench) load(s taxonomy.Store) *taxonomy.Tree {
	b.Helper()
	tree, err := s.Load(ctx)
	require.NoError(b, err)
	return tree
}

// applied is what a plan on a tree leads to.
func (b bench) applied(tree *taxonomy.Tree, p taxonomy.Plan) (*taxonomy.Tree, taxonomy.Change) {
	b.Helper()
	next, change, err := tree.Apply(p)
	require.NoError(b, err)
	return next, change
}

// commit makes a plan on what the store holds, and returns the tree after it.
func (b bench) commit(s taxonomy.Store, plan func(*taxonomy.Tree) taxonomy.Plan) *taxonomy.Tree {
	b.Helper()
	tree := b.load(s)
	next, change := b.applied(tree, plan(tree))
	require.NoError(b, s.Commit(ctx, change))
	return next
}

// wantTree demands that the store holds a tree, to the last label.
func (b bench) wantTree(s taxonomy.Store, want *taxonomy.Tree) {
	b.Helper()
	b.same(want, b.load(s))
}

func (b bench) same(want, got *taxonomy.Tree) {
	b.Helper()
	require.Equal(b, want.Version(), got.Version())
	require.Equal(b, slices.Collect(want.Categories()), slices.Collect(got.Categories()))
	require.Equal(b, slices.Collect(want.Tags()), slices.Collect(got.Tags()))
}

func empty(b bench, s taxonomy.Store) { b.wantTree(s, nil) }

func committed(b bench, s taxonomy.Store) {
	world := category(1, "World", taxonomy.ID{})
	world.Labels["ar"] = "العالم"
	asia := category(2, `Asia & "Pacific" <$1>`, world.ID)
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().AddCategory(world).AddTag(tag(1, "ISIS")).AddCategory(asia).AddTag(tag(2, "C++"))
	})
	require.Equal(b, taxonomy.Version(1), next.Version())
	b.wantTree(s, next)
	next = b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(3, "C#")) })
	require.Equal(b, taxonomy.Version(2), next.Version())
	b.wantTree(s, next)
	held := b.load(s)
	found, ok := held.FindTag("isis ES")
	require.True(b, ok)
	require.Equal(b, "ISIS", found.Labels.In(""))
	require.Len(b, held.Breadcrumb(asia.ID), 2)
	require.Equal(b, []taxonomy.ID{world.ID, asia.ID}, held.Reach(world.ID))
}

func emptyChange(b bench, s taxonomy.Store) {
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(1, "One")) })
	require.NoError(b, s.Commit(ctx, taxonomy.Change{}))
	b.commit(s, (*taxonomy.Tree).Plan)
	b.wantTree(s, next)
}

func stale(b bench, s taxonomy.Store) {
	tree := b.load(s)
	_, late := b.applied(tree, tree.Plan().AddTag(tag(2, "Late")).AddCategory(category(2, "Late", taxonomy.ID{})))
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(1, "One")) })
	early := late
	early.Base = next.Version() + 1
	for _, change := range []taxonomy.Change{late, early} {
		require.ErrorIs(b, s.Commit(ctx, change), taxonomy.ErrVersionConflict)
	}
	b.wantTree(s, next)
}

func unsound(b bench, s taxonomy.Store) {
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(1, "One")) })
	fresh, taken := tag(2, "Two"), tag(1, "Three")
	orphan := category(1, "Orphan", taxonomy.CategoryID("taxonomytest", "nowhere"))
	for fault, change := range map[string]taxonomy.Change{
		"an id that is taken":    {Tags: []taxonomy.Step[taxonomy.Tag]{{After: &fresh}, {After: &taken}}},
		"an unknown parent":      {Tags: []taxonomy.Step[taxonomy.Tag]{{After: &fresh}}, Categories: []taxonomy.Step[taxonomy.Category]{{After: &orphan}}},
		"a step to no tag":       {Tags: []taxonomy.Step[taxonomy.Tag]{{After: &fresh}, {}}},
		"a step to no category ": {Tags: []taxonomy.Step[taxonomy.Tag]{{After: &fresh}}, Categories: []taxonomy.Step[taxonomy.Category]{{}}},
	} {
		change.Base, change.Next = next.Version(), next.Version()+1
		var place *taxonomy.TermError
		require.ErrorAs(b, s.Commit(ctx, change), &place, fault)
	}
	b.wantTree(s, next)
}

func snapshot(b bench, s taxonomy.Store) {
	before := b.load(s)
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(1, "One")) })
	b.same(nil, before)
	one := tag(2, "Two")
	_, change := b.applied(b.load(s), b.load(s).Plan().AddTag(one))
	require.NoError(b, s.Commit(ctx, change))
	held := b.load(s)
	one.Labels[""] = "scribble"
	change.Tags[0].After.Labels[""] = "scribble"
	b.wantTree(s, held)
	got, ok := b.load(s).Tag(one.ID)
	require.True(b, ok)
	require.Equal(b, "Two", got.Labels.In(""))
}

func clash(b bench, s taxonomy.Store) {
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().AddTag(tag(1, "C++")).AddTag(tag(2, "C#")).AddTag(tag(3, "C")).
			AddCategory(category(1, "C", taxonomy.ID{})).AddCategory(category(2, "c", taxonomy.ID{}))
	})
	b.wantTree(s, next)
	slugs := make(map[string]bool)
	for t := range b.load(s).Tags() {
		slugs[t.Slug] = true
	}
	require.Len(b, slugs, 3)
}

func contextOver(b bench, s taxonomy.Store) {
	tree := b.load(s)
	_, change := b.applied(tree, tree.Plan().AddTag(tag(1, "One")))
	over, cancel := context.WithCancel(ctx)
	cancel()
	require.ErrorIs(b, s.Commit(over, change), context.Canceled)
	_, err := s.Load(over)
	require.ErrorIs(b, err, context.Canceled)
	b.wantTree(s, nil)
}

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

// anyHistory goes on with one store from history to history, beside a tree that
// follows its changes.
func anyHistory(b bench, s taxonomy.Store) {
	const enough = 100 // terms: a store may load the whole tree at each step
	model := b.load(s)
	made := 0
	ids := []taxonomy.ID{{}}
	rapid.Check(b.TB, func(t *rapid.T) {
		b := bench{t}
		t.Repeat(map[string]func(*rapid.T){
			"commit": func(t *rapid.T) {
				if made >= enough {
					t.Skip("the tree is large enough")
				}
				plan := model.Plan()
				for range rapid.IntRange(0, 2).Draw(t, "tags") {
					made++
					plan = plan.AddTag(tag(made, fmt.Sprint("Tag ", made)))
				}
				for range rapid.IntRange(0, 1).Draw(t, "categories") {
					made++
					c := category(made, rapid.SampledFrom([]string{"World", "Asia"}).Draw(t, "label"), rapid.SampledFrom(ids).Draw(t, "parent"))
					plan, ids = plan.AddCategory(c), append(ids[:min(len(ids), 20)], c.ID)
				}
				next, change := b.applied(model, plan)
				require.NoError(t, s.Commit(ctx, change))
				model = next
			},
			"stale": func(t *rapid.T) {
				one := tag(made+1, "Never")
				change := taxonomy.Change{Base: model.Version() + 1, Tags: []taxonomy.Step[taxonomy.Tag]{{After: &one}}}
				err := s.Commit(ctx, change)
				require.True(t, errors.Is(err, taxonomy.ErrVersionConflict), "Commit = %v", err)
			},
		})
		b.wantTree(s, model)
	})
}
