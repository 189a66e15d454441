package taxonomytest

import (
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// world is a tree with a chain of sections, a section beside them, and four tags.
func (b bench) world(s taxonomy.Store) *taxonomy.Tree {
	b.Helper()
	world, asia, japan := category(1, "World", taxonomy.ID{}), category(2, "Asia", category(1, "", taxonomy.ID{}).ID), category(3, "Japan", category(2, "", taxonomy.ID{}).ID)
	return b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().AddCategory(world).AddCategory(asia).AddCategory(japan).AddCategory(category(4, "Sport", taxonomy.ID{})).
			AddTag(tag(1, "ISIS")).AddTag(tag(2, "Islamic State")).AddTag(tag(3, "Daesh")).AddTag(tag(4, "Go"))
	})
}

func section(n int) taxonomy.ID { return category(n, "", taxonomy.ID{}).ID }

func flat(n int) taxonomy.ID { return tag(n, "").ID }

func surgery(b bench, s taxonomy.Store) {
	b.world(s)
	for _, plan := range []func(p taxonomy.Plan) taxonomy.Plan{
		func(p taxonomy.Plan) taxonomy.Plan {
			return p.Rename(section(2), taxonomy.Label{Text: "Asia & Pacific"}, taxonomy.FollowLabel)
		},
		func(p taxonomy.Plan) taxonomy.Plan { return p.Alias(flat(4), "Golang", `$1 "q" <b>`) },
		func(p taxonomy.Plan) taxonomy.Plan { return p.Move(section(2), section(4)) },
		func(p taxonomy.Plan) taxonomy.Plan { return p.Merge(flat(1), flat(2)).Merge(flat(2), flat(3)) },
		func(p taxonomy.Plan) taxonomy.Plan { return p.Merge(section(2), section(1)) },
		func(p taxonomy.Plan) taxonomy.Plan { return p.Retire(section(4), taxonomy.ID{}) },
		func(p taxonomy.Plan) taxonomy.Plan { return p.Retire(section(3), section(1)) },
		func(p taxonomy.Plan) taxonomy.Plan { return p.Restore(section(4)) },
		func(p taxonomy.Plan) taxonomy.Plan { return p.Delete(section(4), taxonomy.Deletion{To: section(1)}) },
		func(p taxonomy.Plan) taxonomy.Plan {
			return p.Delete(section(1), taxonomy.Deletion{Children: taxonomy.PromoteChildren})
		},
	} {
		b.wantTree(s, b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return plan(t.Plan()) }))
	}
}

func mergedLeads(b bench, s taxonomy.Store) {
	b.world(s)
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Merge(flat(1), flat(2)) })
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Merge(flat(2), flat(3)) })
	tree := b.load(s)
	for _, id := range []taxonomy.ID{flat(1), flat(2), flat(3)} {
		survivor, ok := tree.Tag(id)
		require.True(b, ok)
		require.Equal(b, "Daesh", survivor.Labels.In("en"))
	}
	for _, slug := range []string{"isis", "islamic-state"} {
		survivor, ok := tree.TagBySlug(slug)
		require.True(b, ok)
		require.Equal(b, "daesh", survivor.Slug)
	}
	require.ElementsMatch(b, []taxonomy.ID{flat(1), flat(2), flat(3)}, tree.Reach(flat(1)))
}

func undone(b bench, s taxonomy.Store) {
	before := b.world(s)
	_, change := b.applied(before, before.Plan().Merge(flat(1), flat(2)).Delete(flat(4), taxonomy.Deletion{To: flat(2)}))
	require.NoError(b, s.Commit(ctx, change))
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(9, "Since")) })
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Undo(change) })
	b.wantTree(s, next)
	for _, n := range []int{1, 2, 4, 9} {
		held, ok := b.load(s).Record(flat(n))
		require.True(b, ok)
		require.Zero(b, held.Into)
	}
}

// swapped has two terms with each other's slugs, one of which was merged since.
func swapped(b bench, s taxonomy.Store) {
	b.world(s)
	one, two := tag(1, "ISIS"), tag(2, "Islamic State")
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().Delete(one.ID, taxonomy.Deletion{}).Delete(two.ID, taxonomy.Deletion{})
	})
	one.Slug, two.Slug = "islamic-state", "isis"
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(one).AddTag(two) })
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().Delete(one.ID, taxonomy.Deletion{}).Reslug(two.ID, "islamic-state").AddTag(tag(1, "ISIS"))
	})
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().Merge(one.ID, two.ID).Reslug(two.ID, "isis-2")
	})
	b.wantTree(s, next)
}
