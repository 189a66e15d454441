package taxonomytest

import (
	"errors"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// changes goes from each version to the newest.
func changes(b bench, s taxonomy.Store) {
	trees := []*taxonomy.Tree{b.load(s), b.world(s)}
	for i := range 5 {
		trees = append(trees, b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
			if i == 2 {
				return t.Plan().Merge(flat(1), flat(2)).Move(section(3), section(4))
			}
			return t.Plan().AddTag(tag(10+i, string(rune('a'+i))))
		}))
	}
	newest := trees[len(trees)-1]
	for _, tree := range trees {
		forgotten := false
		for change, err := range s.Changes(ctx, tree.Version()) {
			if forgotten = errors.Is(err, taxonomy.ErrForgotten); forgotten {
				break
			}
			require.NoError(b, err)
			tree, err = tree.With(change)
			require.NoError(b, err)
		}
		if !forgotten {
			b.same(newest, tree)
		}
	}
	for _, beyond := range []taxonomy.Version{newest.Version(), newest.Version() + 1, 1 << 62} {
		for change, err := range s.Changes(ctx, beyond) {
			require.Fail(b, "a change after the newest version", "%v %v", change, err)
		}
	}
	latest, err := taxonomy.NewLatest(ctx, s)
	require.NoError(b, err)
	b.same(newest, latest.Tree())
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Merge(flat(3), flat(2)) })
	b.same(newest, latest.Tree())
	require.NoError(b, latest.Refresh(ctx))
	b.same(next, latest.Tree())
}

func broken(b bench, s taxonomy.Store) {
	b.world(s)
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(9, "Nine")) })
	for change, err := range s.Changes(ctx, 0) {
		if err == nil && len(change.Tags) > 0 && change.Tags[0].After != nil {
			change.Tags[0].After.Labels[0].Text = "scribble"
		}
		break
	}
	b.wantTree(s, next)
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(10, "Ten")) })
	for change, err := range s.Changes(ctx, 0) {
		if !errors.Is(err, taxonomy.ErrForgotten) {
			require.NoError(b, err)
			require.Equal(b, "ISIS", change.Tags[0].After.Labels.In(""))
		}
		break
	}
}
