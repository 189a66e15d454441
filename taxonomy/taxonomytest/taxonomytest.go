package taxonomytest

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
)

// Run holds a store to the promises of [taxonomy.Store], each in a subtest, and one
// that is a book of [taxonomy.Names] to those of it. open is called once for each of
// them; it must return an empty store and register its own clean-up with t.
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
		{"every kind of surgery is loaded as it was done", surgery},
		{"a merged id and a merged slug lead to the survivor", mergedLeads},
		{"an undo is committed as any change", undone},
		{"slugs may change hands in one change", swapped},
		{"an empty change does nothing", emptyChange},
		{"a stale change is refused and changes nothing", stale},
		{"a change that makes no sound tree is refused whole", unsound},
		{"a change of terms that are not as it says is refused", mistaken},
		{"a tree that was loaded does not change", snapshot},
		{"terms whose slugs clash stay apart", clash},
		{"fields that are not known are kept", unknownFields},
		{"changes lead from any version to the newest, or are forgotten", changes},
		{"a sequence of changes may be broken off", broken},
		{"a context that is over is refused and nothing changes", contextOver},
		{"a name that moved or is gone says so", names},
		{"an old URL redirects to a term for ever", redirected},
		{"a slug that an old URL holds is refused", nameTaken},
		{"concurrent changes of one version: exactly one wins", oneWins},
		{"commits and loads are linearizable", linearizable},
		{"A moved under B while B is moved under A: always a forest", crossed},
		{"any history equals the model", anyHistory},
	}
}

// A bench is where a promise is checked: a test, or one history of a rapid one.
type bench struct{ rapid.TB }

var ctx = context.Background()

func category(n int, label string, parent taxonomy.ID) taxonomy.Category {
	return taxonomy.Category{Term: taxonomy.Term{
		ID: taxonomy.CategoryID("taxonomytest", fmt.Sprint(n)), Labels: taxonomy.Labels{{Text: label}}, Order: n % 3,
	}, Parent: parent}
}

func tag(n int, label string) taxonomy.Tag {
	return taxonomy.Tag{Term: taxonomy.Term{
		ID: taxonomy.TagID("taxonomytest", fmt.Sprint(n)), Labels: taxonomy.Labels{{Text: label}, {Lang: "es", Text: label + " es"}},
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

// same compares two trees by their snapshots and by the order of what they list.
func (b bench) same(want, got *taxonomy.Tree) {
	b.Helper()
	require.Equal(b, b.written(want), b.written(got))
	require.Equal(b, want.Path(category(2, "", taxonomy.ID{}).ID), got.Path(category(2, "", taxonomy.ID{}).ID))
}

func (b bench) written(tree *taxonomy.Tree) string {
	b.Helper()
	var w bytes.Buffer
	require.NoError(b, tree.WriteJSON(&w))
	return w.String()
}
