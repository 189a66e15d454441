package taxonomy_test

import (
	"bytes"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// requireSound holds a tree to what every tree promises, asked of nothing but its
// methods, in the slow way.
func requireSound(t require.TestingT, tree *taxonomy.Tree) {
	categories := map[taxonomy.ID]taxonomy.Category{}
	for c := range tree.Categories() {
		_, parent := categories[c.Parent]
		require.True(t, parent || c.Parent.IsZero(), "parents come before their children")
		categories[c.ID] = c
		requireNamed(t, c.Term, c.Term.Slug, tree.CategoryBySlug, func(c taxonomy.Category) taxonomy.ID { return c.ID })
	}
	for id := range categories {
		requireTrail(t, tree, id)
		requireReach(t, tree, id, categories)
	}
	many := 0
	for tag := range tree.Tags() {
		many++
		requireNamed(t, tag.Term, tag.Slug, tree.TagBySlug, func(tag taxonomy.Tag) taxonomy.ID { return tag.ID })
		requireFound(t, tree, tag.Term, tag.ID)
		for merged := range tree.Merged(tag.ID) {
			requireFound(t, tree, merged, tag.ID)
		}
	}
	ofCategories, ofTags := tree.Len()
	require.Equal(t, len(categories), ofCategories)
	require.Equal(t, many, ofTags)
}

// requireNamed demands that the slug of a term, and those it had, lead to it.
func requireNamed[T any](t require.TestingT, term taxonomy.Term, slug string, find func(string) (T, bool), id func(T) taxonomy.ID) {
	require.True(t, term.Into.IsZero(), "what is listed stands for itself")
	for _, s := range append([]string{slug}, term.Former...) {
		held, ok := find(s)
		require.True(t, ok && id(held) == term.ID, "slug %s", s)
	}
}

// requireFound demands that the names of a tag find where it went.
func requireFound(t require.TestingT, tree *taxonomy.Tree, term taxonomy.Term, want taxonomy.ID) {
	resolved, ok := tree.Resolve(term.ID)
	require.True(t, ok && resolved == want)
	for _, label := range term.Labels {
		found, ok := tree.FindTag(label.Text)
		require.Equal(t, label.Text != "", ok, "label %q", label.Text)
		require.True(t, !ok || found.ID == want)
	}
	for _, alias := range term.Aliases {
		found, ok := tree.FindTag(alias)
		require.True(t, ok && found.ID == want, "alias %q", alias)
	}
}

func requireTrail(t require.TestingT, tree *taxonomy.Tree, id taxonomy.ID) {
	trail := tree.Breadcrumb(id)
	require.True(t, trail[0].Parent.IsZero(), "every breadcrumb begins at the top")
	require.Equal(t, id, trail[len(trail)-1].ID)
	require.LessOrEqual(t, len(trail), 32)
	require.Equal(t, len(trail), tree.Depth(id))
	var slugs []string
	for i, c := range trail {
		slugs = append(slugs, c.Slug)
		require.True(t, i == 0 || trail[i-1].ID == c.Parent)
	}
	require.Equal(t, strings.Join(slugs, "/"), tree.Path(id))
	above := slices.Collect(tree.Ancestors(id))
	slices.Reverse(above)
	require.Equal(t, len(trail)-1, len(above))
	for i, c := range above {
		require.Equal(t, trail[i].ID, c.ID)
	}
	found, ok := tree.CategoryByPath(tree.Path(id))
	require.True(t, ok && found.ID == id)
}

// requireReach compares a reach with the slow truth: all whose breadcrumb holds id,
// and all that was merged into one of them.
func requireReach(t require.TestingT, tree *taxonomy.Tree, id taxonomy.ID, all map[taxonomy.ID]taxonomy.Category) {
	var want []taxonomy.ID
	for other := range all {
		if slices.ContainsFunc(tree.Breadcrumb(other), func(c taxonomy.Category) bool { return c.ID == id }) {
			want = append(want, other)
			for merged := range tree.Merged(other) {
				want = append(want, merged.ID)
			}
		}
	}
	require.ElementsMatch(t, want, tree.Reach(id), "the reach holds all below, each once, and no stranger")
}

// requireReloads demands that a tree is read as it is written.
func requireReloads(t require.TestingT, tree *taxonomy.Tree) {
	again, repairs, err := taxonomy.ReadJSON(strings.NewReader(listed(t, tree)), taxonomy.Limits{})
	require.NoError(t, err)
	require.Empty(t, repairs, "what is sound needs no repair")
	require.Equal(t, listed(t, tree), listed(t, again))
	require.Equal(t, slices.Collect(tree.Categories()), slices.Collect(again.Categories()), "in the same order")
}

// listed is all of a tree that can be seen, to compare two.
func listed(t require.TestingT, tree *taxonomy.Tree) string {
	var b bytes.Buffer
	require.NoError(t, tree.WriteJSON(&b))
	return b.String()
}
