package taxonomy_test

import (
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

func TestSurgeryThatIsRefused(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().AddCategory(section("old", "Old")).AddTag(tag("gone", "Gone")).AddTag(tag("merged", "Merged")).
		Retire(category("old"), taxonomy.ID{}).Retire(tagID("gone"), taxonomy.ID{}).Merge(tagID("merged"), tagID("c")))
	nobody, none := category("nobody"), taxonomy.ID{}
	p := tree.Plan()
	for name, tt := range map[string]struct {
		plan  taxonomy.Plan
		field string
		want  error
	}{
		"renaming nobody":                        {p.Rename(nobody, taxonomy.Label{Text: "x"}, taxonomy.KeepSlug), "ID", taxonomy.ErrUnknownTerm},
		"renaming what was merged":               {p.Rename(tagID("merged"), taxonomy.Label{Text: "x"}, taxonomy.KeepSlug), "ID", taxonomy.ErrRetired},
		"renaming to nothing":                    {p.Rename(tagID("c"), taxonomy.Label{}, taxonomy.FollowLabel), "Labels", taxonomy.ErrNoLabel},
		"renaming to a bidi override":            {p.Rename(tagID("c"), taxonomy.Label{Lang: "en", Text: "a\u202eb"}, taxonomy.FollowLabel), "Labels[en]", text.ErrInvalidText},
		"renaming to another's label":            {p.Rename(tagID("c"), taxonomy.Label{Text: "c++"}, taxonomy.FollowLabel), "Labels[]", taxonomy.ErrTaken},
		"a slug that is none":                    {p.Reslug(tagID("c"), "C C"), "Slug", slug.ErrInvalidName},
		"a slug of another":                      {p.Reslug(tagID("c"), "isis"), "Slug", slug.ErrTaken},
		"a slug for nobody":                      {p.Reslug(nobody, "x"), "ID", taxonomy.ErrUnknownTerm},
		"an alias for nobody":                    {p.Alias(nobody, "x"), "ID", taxonomy.ErrUnknownTerm},
		"an alias that is blank":                 {p.Alias(tagID("c"), "x", " "), "Aliases[1]", taxonomy.ErrNoLabel},
		"no alias for nobody":                    {p.Unalias(nobody, "x"), "ID", taxonomy.ErrUnknownTerm},
		"editing nobody":                         {p.Edit(taxonomy.Term{ID: nobody}), "ID", taxonomy.ErrUnknownTerm},
		"moving under itself":                    {p.Move(category("asia"), category("asia")), "Parent", taxonomy.ErrCycle},
		"moving under its grandchild":            {p.Move(category("world"), category("japan")), "Parent", taxonomy.ErrCycle},
		"moving nobody":                          {p.Move(nobody, none), "ID", taxonomy.ErrUnknownTerm},
		"moving under nobody":                    {p.Move(category("asia"), nobody), "Parent", taxonomy.ErrUnknownTerm},
		"moving under a tag":                     {p.Move(category("asia"), tagID("c")), "Parent", taxonomy.ErrOtherSort},
		"moving a tag":                           {p.Move(tagID("c"), category("asia")), "Parent", taxonomy.ErrOtherSort},
		"moving under what is retired":           {p.Move(category("asia"), category("old")), "Parent", taxonomy.ErrRetired},
		"adding under what is retired":           {p.AddCategory(under("x", "X", "old")), "Parent", taxonomy.ErrRetired},
		"merging nobody":                         {p.Merge(nobody, category("asia")), "ID", taxonomy.ErrUnknownTerm},
		"merging into nobody":                    {p.Merge(category("asia"), nobody), "Into", taxonomy.ErrUnknownTerm},
		"merging into itself":                    {p.Merge(category("asia"), category("asia")), "Into", taxonomy.ErrCycle},
		"merging into what was merged into it":   {p.Merge(tagID("c"), tagID("merged")), "Into", taxonomy.ErrCycle},
		"merging into its grandchild":            {p.Merge(category("world"), category("japan")), "Into", taxonomy.ErrCycle},
		"merging a tag into a category":          {p.Merge(tagID("c"), category("asia")), "Into", taxonomy.ErrOtherSort},
		"merging into what is retired":           {p.Merge(tagID("c"), tagID("gone")), "Into", taxonomy.ErrRetired},
		"merging what is retired":                {p.Merge(tagID("gone"), tagID("c")), "ID", taxonomy.ErrRetired},
		"merging what was merged":                {p.Merge(tagID("merged"), tagID("isis")), "ID", taxonomy.ErrRetired},
		"retiring nobody":                        {p.Retire(nobody, none), "ID", taxonomy.ErrUnknownTerm},
		"retiring what is retired":               {p.Retire(category("old"), none), "ID", taxonomy.ErrRetired},
		"retiring for what is retired":           {p.Retire(tagID("c"), tagID("gone")), "Into", taxonomy.ErrRetired},
		"restoring nobody":                       {p.Restore(nobody), "ID", taxonomy.ErrUnknownTerm},
		"deleting nobody":                        {p.Delete(nobody, taxonomy.Deletion{}), "ID", taxonomy.ErrUnknownTerm},
		"deleting what has children":             {p.Delete(category("asia"), taxonomy.Deletion{}), "Parent", taxonomy.ErrHasChildren},
		"deleting in favour of itself":           {p.Delete(tagID("c"), taxonomy.Deletion{To: tagID("merged")}), "To", taxonomy.ErrCycle},
		"deleting in favour of a category":       {p.Delete(tagID("c"), taxonomy.Deletion{To: category("asia")}), "To", taxonomy.ErrOtherSort},
		"deleting in favour of what is retired":  {p.Delete(tagID("c"), taxonomy.Deletion{To: tagID("gone")}), "To", taxonomy.ErrRetired},
		"a step after one that is refused":       {p.Move(nobody, none).AddTag(tag("x", "X")), "ID", taxonomy.ErrUnknownTerm},
		"a tag of an id that was merged is held": {p.AddTag(tag("merged", "Another")), "ID", taxonomy.ErrTaken},
		"a tag of a label that was merged":       {p.AddTag(tag("x", "merged")), "Labels[]", taxonomy.ErrTaken},
	} {
		t.Run(name, func(t *testing.T) {
			before := listed(t, tree)
			next, change, err := tree.Apply(tt.plan)
			require.ErrorIs(t, err, tt.want)
			var fault *taxonomy.TermError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.field, fault.Field)
			assert.Same(t, tree, next)
			assert.True(t, change.IsZero())
			_, err = tree.Preview(tt.plan)
			require.ErrorIs(t, err, tt.want, "a preview refuses what Apply refuses")
			assert.Equal(t, before, listed(t, tree))
		})
	}
}

func TestRenamingKeepsOrFollows(t *testing.T) {
	tree := house(t)
	same := made(t, tree, tree.Plan().Rename(category("asia"), taxonomy.Label{Text: "Far East"}, taxonomy.KeepSlug))
	c, _ := same.Category(category("asia"))
	assert.Equal(t, "asia", c.Slug)
	assert.Equal(t, "Far East", c.Labels.In(""))

	tree = made(t, tree, tree.Plan().Rename(category("asia"), taxonomy.Label{Text: "Far East"}, taxonomy.FollowLabel))
	c, _ = tree.CategoryBySlug("asia")
	assert.Equal(t, "far-east", c.Slug)
	assert.Equal(t, []string{"asia"}, c.Former)
	tree = made(t, tree, tree.Plan().Rename(category("asia"), taxonomy.Label{Text: "Asia"}, taxonomy.FollowLabel))
	c, _ = tree.CategoryBySlug("far-east")
	assert.Equal(t, "asia", c.Slug, "a slug that redirects to the term is free for it")
	assert.Equal(t, []string{"far-east"}, c.Former)

	tree = made(t, tree, tree.Plan().AddCategory(section("new", "Far East")))
	c, _ = tree.Category(category("new"))
	assert.Equal(t, "far-east-2", c.Slug, "and held for everybody else")
	french := made(t, tree, tree.Plan().Rename(category("new"), taxonomy.Label{Lang: "fr", Text: "Extrême-Orient"}, taxonomy.FollowLabel))
	c, _ = french.Category(category("new"))
	assert.Equal(t, "far-east-2", c.Slug, "a translation does not change the link")
	assert.Equal(t, "Extrême-Orient", c.Labels.In("fr"))
}

func TestEditReplacesWhatATermSays(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().Reslug(category("asia"), "far-east").Retire(category("asia"), taxonomy.ID{}))
	edited := taxonomy.Term{
		ID: category("asia"), Labels: taxonomy.Labels{{Text: "Asia"}, {Lang: "de", Text: "Asien"}}, Descriptions: taxonomy.Labels{{Text: "All of it."}},
		Slug: "ignored", Aliases: []string{"Orient"}, References: []taxonomy.Reference{{Source: "wikidata", ID: "Q48"}}, Order: 3, Internal: true, Extra: []byte(`"x":1`),
	}
	tree = made(t, tree, tree.Plan().Edit(edited))
	c, _ := tree.Category(category("asia"))
	edited.Slug, edited.Former, edited.Retired = "far-east", []string{"asia"}, true
	assert.Equal(t, edited, c.Term)
	assert.Equal(t, category("world"), c.Parent)
	assert.False(t, c.Listed())
}

func TestMergeLeadsAllThatATermHad(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().Reslug(category("asia"), "far-east"))
	tree = made(t, tree, tree.Plan().Merge(category("asia"), category("europe")))
	tree = made(t, tree, tree.Plan().Merge(category("europe"), category("sport")))
	for _, id := range []string{"asia", "europe", "sport"} {
		c, ok := tree.Category(category(id))
		require.True(t, ok)
		assert.Equal(t, "Sport", c.Labels.In(""), "an older article that names %s shows the survivor", id)
		assert.Equal(t, "sport", tree.Path(category(id)))
	}
	for _, s := range []string{"asia", "far-east", "europe"} {
		c, ok := tree.CategoryBySlug(s)
		assert.True(t, ok && c.ID == category("sport"), s)
	}
	record, ok := tree.Record(category("asia"))
	assert.True(t, ok)
	assert.Equal(t, "Asia", record.Labels.In(""))
	assert.Equal(t, category("sport"), record.Into, "one step, however long the chain")
	_, ok = tree.Record(category("nobody"))
	assert.False(t, ok)
	assert.ElementsMatch(t, []taxonomy.ID{category("sport"), category("japan"), category("asia"), category("europe")}, tree.Reach(category("europe")))
	var merged []taxonomy.ID
	for term := range tree.Merged(category("asia")) {
		merged = append(merged, term.ID)
	}
	assert.ElementsMatch(t, []taxonomy.ID{category("asia"), category("europe")}, merged)
}

func TestASurvivorMayTakeTheNamesOfWhatWasMerged(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().AddTag(tag("otan", "OTAN")).AddTag(tag("nato", "NATO")).Merge(tagID("otan"), tagID("nato")))
	tree = made(t, tree, tree.Plan().Rename(tagID("nato"), taxonomy.Label{Lang: "es", Text: "OTAN"}, taxonomy.KeepSlug).Reslug(tagID("nato"), "otan"))
	held, ok := tree.TagBySlug("nato")
	require.True(t, ok)
	assert.Equal(t, "otan", held.Slug)
	requireSound(t, tree)
	requireReloads(t, tree)
	_, _, err := tree.Apply(tree.Plan().Restore(tagID("otan")))
	require.ErrorIs(t, err, taxonomy.ErrTaken, "its label is the survivor's")
}

func TestRetiring(t *testing.T) {
	tree := house(t)
	alone := made(t, tree, tree.Plan().Retire(category("asia"), taxonomy.ID{}))
	assert.Equal(t, "world/asia/japan", alone.Path(category("japan")), "it keeps its place")
	replaced := made(t, alone, alone.Plan().Retire(category("asia"), category("europe")))
	assert.Equal(t, "world/europe/japan", replaced.Path(category("japan")), "with a replacement its children go there")
	record, _ := replaced.Record(category("asia"))
	assert.True(t, record.Retired)
	assert.Equal(t, category("europe"), record.Into)
	back := made(t, replaced, replaced.Plan().Restore(category("asia")))
	c, _ := back.Category(category("asia"))
	assert.True(t, c.Listed())
	assert.Equal(t, "asia", back.Path(category("asia")), "restored at the top")
	assert.Equal(t, "world/europe/japan", back.Path(category("japan")), "what moved away stays")
}

func TestRestoringGivesAnotherSlugWhereItsOwnIsTaken(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().Reslug(category("asia"), "far-east").Merge(category("asia"), category("europe")).
		Reslug(category("europe"), "far-east").Reslug(category("europe"), "asia"))
	tree = made(t, tree, tree.Plan().Restore(category("asia")))
	c, _ := tree.Category(category("asia"))
	assert.Equal(t, "far-east-2", c.Slug)
	assert.Empty(t, c.Former)
	requireSound(t, tree)
}

func TestDeleting(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().AddTag(tag("isil", "ISIL")).Merge(tagID("isil"), tagID("isis")).AddTag(tag("go", "Go")))

	t.Run("with promotion its children stand where it stood", func(t *testing.T) {
		next := made(t, tree, tree.Plan().Delete(category("asia"), taxonomy.Deletion{Children: taxonomy.PromoteChildren}))
		assert.Equal(t, "world/japan", next.Path(category("japan")))
		c, ok := next.CategoryByPath("world/asia/japan")
		assert.True(t, ok && c.ID == category("japan"), "the old path of a child leads to it")
		_, ok = next.CategoryBySlug("asia")
		assert.False(t, ok)
		_, ok = next.Resolve(category("asia"))
		assert.False(t, ok)
	})
	t.Run("alone it takes with it what was merged into it", func(t *testing.T) {
		next, change, err := tree.Apply(tree.Plan().Delete(tagID("isis"), taxonomy.Deletion{}))
		require.NoError(t, err)
		assert.ElementsMatch(t, []taxonomy.Refiling{{From: tagID("isis")}, {From: tagID("isil")}}, change.Refile)
		_, ok := next.Record(tagID("isil"))
		assert.False(t, ok)
		_, ok = next.FindTag("isis")
		assert.False(t, ok)
	})
	t.Run("in favour of another its names and what was merged into it lead there", func(t *testing.T) {
		next, change, err := tree.Apply(tree.Plan().Delete(tagID("isis"), taxonomy.Deletion{To: tagID("go")}))
		require.NoError(t, err)
		assert.Equal(t, []taxonomy.Refiling{{From: tagID("isis"), To: tagID("go")}}, change.Refile)
		for _, s := range []string{"isis", "isil"} {
			held, ok := next.TagBySlug(s)
			assert.True(t, ok && held.ID == tagID("go"), s)
		}
		_, ok := next.FindTag("isis")
		assert.False(t, ok, "its label is free")
		_, ok = next.Resolve(tagID("isis"))
		assert.False(t, ok, "its id is unknown: the work list names its articles")
	})
}

func TestWorkList(t *testing.T) {
	a, b, c := tagID("a"), tagID("b"), tagID("c")
	articles := map[taxonomy.ID][]string{a: {"one", "two"}, b: {"two"}}
	filed := func(id taxonomy.ID) iter.Seq[string] { return slices.Values(articles[id]) }
	refile := []taxonomy.Refiling{{From: a, To: c}, {From: b}, {From: c}}
	type work struct {
		article string
		taxonomy.Refiling
	}
	var got []work
	for key, r := range taxonomy.WorkList(refile, filed) {
		got = append(got, work{key, r})
	}
	assert.Equal(t, []work{{"one", refile[0]}, {"two", refile[0]}, {"two", refile[1]}}, got)
	for range taxonomy.WorkList(refile, filed) {
		break
	}
}

func TestUndoing(t *testing.T) {
	tree := house(t)
	next, change, err := tree.Apply(tree.Plan().Merge(category("asia"), category("europe")).AddTag(tag("go", "Go")))
	require.NoError(t, err)
	since := made(t, next, next.Plan().AddTag(tag("since", "Since")))
	back := made(t, since, since.Plan().Undo(change))
	assert.Equal(t, "world/asia/japan", back.Path(category("japan")))
	_, ok := back.FindTag("go")
	assert.False(t, ok)
	_, ok = back.FindTag("since")
	assert.True(t, ok, "what others did since stays")

	changed := made(t, next, next.Plan().Rename(category("japan"), taxonomy.Label{Text: "Nippon"}, taxonomy.KeepSlug))
	_, _, err = changed.Apply(changed.Plan().Undo(change))
	require.ErrorIs(t, err, taxonomy.ErrVersionConflict, "a term of it has changed since")

	_, added, err := tree.Apply(tree.Plan().AddCategory(section("new", "New")))
	require.NoError(t, err)
	used := made(t, made(t, tree, tree.Plan().AddCategory(section("new", "New"))), taxonomy.Plan{})
	used = made(t, used, used.Plan().AddCategory(under("below", "Below", "new")))
	_, _, err = used.Apply(used.Plan().Undo(added))
	require.ErrorIs(t, err, taxonomy.ErrHasChildren)
	_, _, err = used.Apply(used.Plan().Undo(taxonomy.Change{Tags: []taxonomy.Step[taxonomy.Tag]{{}}}))
	require.ErrorIs(t, err, taxonomy.ErrUnknownTerm)
}

func TestAPlanThatComesToNothingGivesTheSameTree(t *testing.T) {
	tree := house(t)
	next, change, err := tree.Apply(tree.Plan().Move(category("asia"), taxonomy.ID{}).Move(category("asia"), category("world")).Restore(tagID("c")))
	require.NoError(t, err)
	assert.Same(t, tree, next)
	assert.True(t, change.IsZero())
	assert.Equal(t, tree.Version(), change.Next)
}

func TestMovingTooDeepIsRefused(t *testing.T) {
	var tree *taxonomy.Tree
	plan := tree.Plan().AddCategory(section("a0", "A"))
	for i := 1; i < 31; i++ {
		plan = plan.AddCategory(under("a"+string(rune('0'+i)), "A", "a"+string(rune('0'+i-1))))
	}
	plan = plan.AddCategory(section("b0", "B")).AddCategory(under("b1", "B", "b0")).AddCategory(under("b2", "B", "b1"))
	tree = made(t, tree, plan)
	tree = made(t, tree, tree.Plan().Move(category("b2"), category("a"+string(rune('0'+30)))))
	assert.Equal(t, 32, tree.Depth(category("b2")))
	_, _, err := tree.Apply(tree.Plan().Move(category("b2"), category("b1")).Move(category("b1"), category("a"+string(rune('0'+30)))))
	require.ErrorIs(t, err, taxonomy.ErrTooDeep)
}
