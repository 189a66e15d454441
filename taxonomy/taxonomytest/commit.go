package taxonomytest

import (
	"context"
	"encoding/json"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

func empty(b bench, s taxonomy.Store) { b.wantTree(s, nil) }

func committed(b bench, s taxonomy.Store) {
	world := category(1, "World", taxonomy.ID{})
	world.Labels = world.Labels.With("ar", "العالم")
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
	one.Labels[0].Text = "scribble"
	change.Tags[0].After.Labels[0].Text = "scribble"
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

// mistaken has changes that somebody made up.
func mistaken(b bench, s taxonomy.Store) {
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(tag(1, "One")).AddTag(tag(2, "Two")) })
	next := b.load(s)
	held, _ := next.Tag(tag(1, "").ID)
	other, gone := held, tag(3, "Three")
	other.Order = 7
	gone.Slug = "three"
	for fault, step := range map[string]taxonomy.Step[taxonomy.Tag]{
		"another term before":       {Before: &other, After: &held},
		"a term that is not there":  {Before: &gone},
		"a label of another after":  {Before: &held, After: &taxonomy.Tag{Term: taxonomy.Term{ID: held.ID, Slug: "one", Labels: taxonomy.Labels{{Text: "two"}}}}},
		"a slug of another after":   {Before: &held, After: &taxonomy.Tag{Term: taxonomy.Term{ID: held.ID, Slug: "two", Labels: taxonomy.Labels{{Text: "1"}}}}},
		"merged into what is not":   {Before: &held, After: &taxonomy.Tag{Term: taxonomy.Term{ID: held.ID, Slug: "one", Into: gone.ID}}},
		"no slug after":             {Before: &held, After: &taxonomy.Tag{Term: taxonomy.Term{ID: held.ID, Labels: taxonomy.Labels{{Text: "1"}}}}},
		"the slug is none":          {Before: &held, After: &taxonomy.Tag{Term: taxonomy.Term{ID: held.ID, Slug: "1 2", Labels: taxonomy.Labels{{Text: "1"}}}}},
		"the label has a line feed": {Before: &held, After: &taxonomy.Tag{Term: taxonomy.Term{ID: held.ID, Slug: "one", Labels: taxonomy.Labels{{Text: "a\nb"}}}}},
	} {
		change := taxonomy.Change{Base: next.Version(), Next: next.Version() + 1, Tags: []taxonomy.Step[taxonomy.Tag]{step}}
		require.Error(b, s.Commit(ctx, change), fault)
	}
	b.wantTree(s, next)
}

func unknownFields(b bench, s taxonomy.Store) {
	one := tag(1, "One")
	one.Extra = json.RawMessage(`"x":[1e2,1.0,{"y":null}],"x":"again"`)
	next := b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().AddTag(one) })
	b.wantTree(s, next)
	held, _ := b.load(s).Tag(one.ID)
	require.Equal(b, string(one.Extra), string(held.Extra))
}
