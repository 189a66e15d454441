package taxonomy_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
)

func TestApply(t *testing.T) {
	tree := house(t)
	before := listed(t, tree)
	plan := tree.Plan().AddCategory(under("kansai", "Kansai", "japan")).AddCategory(under("kyoto", "Kyoto", "kansai")).AddTag(tag("go", "Go"))
	require.Equal(t, 3, plan.Len())

	next, change, err := tree.Apply(plan)
	require.NoError(t, err)
	assert.Equal(t, taxonomy.Version(8), next.Version(), "a change is a version")
	assert.Equal(t, taxonomy.Version(7), change.Base)
	assert.Equal(t, taxonomy.Version(8), change.Next)
	assert.Len(t, next.Breadcrumb(category("kyoto")), 5, "a parent may be added before its child")
	_, ok := next.FindTag("GO")
	assert.True(t, ok)
	require.Len(t, change.Categories, 2)
	assert.Nil(t, change.Categories[0].Before)
	assert.Equal(t, "kansai", change.Categories[0].After.Slug, "the change holds the slug that was given")
	require.Len(t, change.Tags, 1)
	assert.Equal(t, "go", change.Tags[0].After.Slug)
	assert.Equal(t, before, listed(t, tree), "the tree that was changed is what it was")
}

func TestApplyRefusesTheWholePlan(t *testing.T) {
	tree := house(t)
	before := listed(t, tree)
	next, change, err := tree.Apply(tree.Plan().AddTag(tag("go", "Go")).AddCategory(under("x", "X", "nobody")))
	require.ErrorIs(t, err, taxonomy.ErrUnknownTerm)
	assert.Same(t, tree, next)
	assert.True(t, change.IsZero())
	assert.Equal(t, before, listed(t, tree))
	_, ok := tree.FindTag("Go")
	assert.False(t, ok, "nothing of a refused plan is made")
}

func TestApplyOfAPlanOfAnotherSnapshot(t *testing.T) {
	tree := house(t)
	plan := tree.Plan().AddTag(tag("go", "Go"))
	next, _, err := tree.Apply(plan)
	require.NoError(t, err)
	same, change, err := next.Apply(plan)
	require.ErrorIs(t, err, taxonomy.ErrVersionConflict)
	assert.Same(t, next, same)
	assert.True(t, change.IsZero())
}

func TestAnEmptyPlanChangesNothing(t *testing.T) {
	tree := house(t)
	for name, plan := range map[string]taxonomy.Plan{"of this tree": tree.Plan(), "of none": {}} {
		next, change, err := tree.Apply(plan)
		require.NoError(t, err, name)
		assert.Same(t, tree, next, name)
		assert.True(t, change.IsZero(), name)
		assert.Equal(t, taxonomy.Version(7), change.Next, name)
	}
}

func TestApplyGivesASuffixToASlugThatIsTaken(t *testing.T) {
	tree := house(t)
	again := section("world2", "World")
	again.Slug = "world"
	next, change, err := tree.Apply(tree.Plan().AddCategory(again))
	require.NoError(t, err)
	assert.Equal(t, "world-2", change.Categories[0].After.Slug)
	held, _ := next.CategoryBySlug("world")
	assert.Equal(t, category("world"), held.ID, "who has a slug keeps it")
}

func TestCategoriesTooDeepAreRefused(t *testing.T) {
	var tree *taxonomy.Tree
	plan := tree.Plan()
	for i := range 33 {
		c := section(fmt.Sprint(i), "Level")
		if i > 0 {
			c.Parent = category(fmt.Sprint(i - 1))
		}
		plan = plan.AddCategory(c)
	}
	_, _, err := tree.Apply(plan)
	var fault *taxonomy.TermError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, category("32"), fault.ID)
	assert.Equal(t, "Parent", fault.Field)
}

func TestPlansGrowApart(t *testing.T) {
	tree := house(t)
	base := tree.Plan().AddTag(tag("a", "A")).AddTag(tag("b", "B")).AddTag(tag("d", "D"))
	left, right := base.AddTag(tag("left", "Left")), base.AddTag(tag("right", "Right"))
	assert.Equal(t, 3, base.Len())
	next, _, err := tree.Apply(left)
	require.NoError(t, err)
	_, ok := next.FindTag("Right")
	assert.False(t, ok, "a longer plan leaves the one it grew from, and its sister, as they were")
	next, _, err = tree.Apply(right)
	require.NoError(t, err)
	_, ok = next.FindTag("Right")
	assert.True(t, ok)
}

func TestPlansCopyWhatTheyTakeIn(t *testing.T) {
	tree := house(t)
	section, flat := section("x", "X"), tag("y", "Y")
	plan := tree.Plan().AddCategory(section).AddTag(flat)
	section.Labels[0].Text, flat.Labels[0].Text = "changed", "changed"
	next, _, err := tree.Apply(plan)
	require.NoError(t, err)
	c, _ := next.Category(section.ID)
	assert.Equal(t, "X", c.Labels.In(""))
	held, _ := next.Tag(flat.ID)
	assert.Equal(t, "Y", held.Labels.In(""))
}

func TestFollowingChangesLeadsToTheSameTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tree, follower *taxonomy.Tree
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			categories, tags := broken(t)
			plan := tree.Plan()
			for _, c := range categories {
				if _, _, err := tree.Apply(plan.AddCategory(c)); err == nil {
					plan = plan.AddCategory(c)
				}
			}
			for _, tag := range tags {
				if _, _, err := tree.Apply(plan.AddTag(tag)); err == nil {
					plan = plan.AddTag(tag)
				}
			}
			next, change, err := tree.Apply(plan)
			require.NoError(t, err)
			requireSound(t, next)
			stale, err := follower.With(taxonomy.Change{Base: change.Base + 1})
			require.ErrorIs(t, err, taxonomy.ErrVersionConflict)
			require.Same(t, follower, stale)
			follower, err = follower.With(change)
			require.NoError(t, err)
			require.Equal(t, listed(t, next), listed(t, follower))
			tree = next
		}
	})
}
