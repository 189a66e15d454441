package taxonomytest

import (
	"fmt"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
)

// anyHistory goes on with one store from history to history, beside a tree that
// follows its changes.
func anyHistory(b bench, s taxonomy.Store) {
	h := &history{store: s, model: b.load(s)}
	rapid.Check(b.TB, func(t *rapid.T) {
		t.Repeat(map[string]func(*rapid.T){
			"add": h.add, "surgery": h.surgery, "stale": h.stale,
		})
		bench{t}.wantTree(s, h.model)
	})
}

type history struct {
	store taxonomy.Store
	model *taxonomy.Tree
	ids   []taxonomy.ID
}

// commit makes a plan, where it may be made.
func (h *history) commit(t *rapid.T, plan taxonomy.Plan) {
	next, change, err := h.model.Apply(plan)
	if err != nil {
		t.Skip(err)
	}
	require.NoError(t, h.store.Commit(ctx, change))
	h.model = next
}

func (h *history) add(t *rapid.T) {
	const enough = 100 // terms: a store may load the whole tree at each step
	if len(h.ids) >= enough {
		t.Skip("the tree is large enough")
	}
	n := len(h.ids) + 1
	plan := h.model.Plan().AddTag(tag(n, fmt.Sprint("Tag ", n)))
	id := tag(n, "").ID
	if rapid.Bool().Draw(t, "section") {
		c := category(n, rapid.SampledFrom([]string{"World", "Asia"}).Draw(t, "label"), taxonomy.ID{})
		plan, id = plan.AddCategory(c), c.ID
	}
	h.ids = append(h.ids, id)
	h.commit(t, plan)
}

func (h *history) surgery(t *rapid.T) {
	if len(h.ids) == 0 {
		t.Skip("nothing there")
	}
	recent := h.ids[max(len(h.ids)-12, 0):] // so that they meet
	a, b := rapid.SampledFrom(recent).Draw(t, "a"), rapid.SampledFrom(recent).Draw(t, "b")
	p := h.model.Plan()
	h.commit(t, rapid.SampledFrom([]taxonomy.Plan{
		p.Move(a, b), p.Merge(a, b), p.Retire(a, b), p.Retire(a, taxonomy.ID{}), p.Restore(a),
		p.Rename(a, taxonomy.Label{Text: fmt.Sprint("Name ", h.model.Version())}, taxonomy.FollowLabel),
		p.Delete(a, taxonomy.Deletion{Children: taxonomy.PromoteChildren, To: b}), p.Delete(a, taxonomy.Deletion{}),
	}).Draw(t, "plan"))
}

func (h *history) stale(t *rapid.T) {
	_, change, err := h.model.Apply(h.model.Plan().AddTag(tag(1_000_000, "Never")))
	require.NoError(t, err)
	change.Base++
	require.ErrorIs(t, h.store.Commit(ctx, change), taxonomy.ErrVersionConflict)
}
