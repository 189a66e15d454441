package taxonomy_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

func made(t testing.TB, tree *taxonomy.Tree, plan taxonomy.Plan) *taxonomy.Tree {
	t.Helper()
	next, _, err := tree.Apply(plan)
	require.NoError(t, err)
	return next
}

func tagID(word string) taxonomy.ID { return taxonomy.TagID("t", word) }

func TestFindCategoriesOfOneName(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().AddCategory(under("opinion1", "Opinion", "world")).AddCategory(under("opinion2", "OPINION", "sport")).
		Alias(category("asia"), "Opinion in Asia", "opinion"))
	found := names(tree.FindCategories(" opinion"))
	assert.ElementsMatch(t, []string{"Opinion", "OPINION", "Asia"}, found)
	ids := slices.Collect(tree.FindCategories("opinion"))
	assert.True(t, slices.IsSortedFunc(ids, func(a, b taxonomy.Category) int { return a.ID.Compare(b.ID) }), "by id")
	assert.Empty(t, names(tree.FindCategories("ISIS")), "a tag is no category")
	assert.Empty(t, names((*taxonomy.Tree)(nil).FindCategories("opinion")))
	tree = made(t, tree, tree.Plan().Merge(category("opinion1"), category("opinion2")))
	assert.Len(t, names(tree.FindCategories("opinion")), 2, "what two names find is found once")
	for range tree.FindCategories("opinion") {
		break
	}
}

func TestAliasesFindAndAreNotShown(t *testing.T) {
	tree := house(t)
	tree = made(t, tree, tree.Plan().Alias(tagID("isis"), "Islamic State", "IS").Alias(tagID("isis"), "IS"))
	held, ok := tree.FindTag("islamic state")
	require.True(t, ok)
	assert.Equal(t, "ISIS", held.Labels.In(""))
	assert.Equal(t, []string{"Islamic State", "IS"}, held.Aliases)
	tree = made(t, tree, tree.Plan().Unalias(tagID("isis"), "IS", "nobody"))
	_, ok = tree.FindTag("is")
	assert.False(t, ok)
	_, _, err := tree.Apply(tree.Plan().Alias(tagID("c"), "ISLAMIC state"))
	require.ErrorIs(t, err, taxonomy.ErrTaken)
	assert.ErrorContains(t, err, "Aliases[0]")
}

func TestPathsLeadToACategoryForEver(t *testing.T) {
	tree := house(t)
	require.Equal(t, "world/asia/japan", tree.Path(category("japan")))
	tree = made(t, tree, tree.Plan().Rename(category("world"), taxonomy.Label{Text: "World News"}, taxonomy.FollowLabel))
	tree = made(t, tree, tree.Plan().Move(category("asia"), category("sport")))
	assert.Equal(t, "sport/asia/japan", tree.Path(category("japan")))
	for _, path := range []string{"sport/asia/japan", "world/asia/japan", "/world-news/asia/japan/", "japan"} {
		c, ok := tree.CategoryByPath(path)
		assert.True(t, ok, path)
		assert.Equal(t, category("japan"), c.ID, path)
	}
	for _, path := range []string{"", "/", "sport/nobody", "isis", "world/"} {
		c, ok := tree.CategoryByPath(path)
		assert.Equal(t, path == "world/", ok, path)
		assert.True(t, !ok || c.ID == category("world"), path)
	}
	assert.Empty(t, tree.Path(tagID("isis")))
	assert.Zero(t, tree.Depth(category("nobody")))
}

func TestReferencesFindTerms(t *testing.T) {
	q := taxonomy.Reference{Source: "wikidata", ID: "Q48"}
	asia, japan := section("asia", "Asia"), section("nippon", "Nippon")
	asia.References = []taxonomy.Reference{{Source: "medtop", ID: "1"}, q}
	japan.References = []taxonomy.Reference{q}
	continent := tag("continent", "Continent")
	continent.References = []taxonomy.Reference{q}
	tree := load(t, []taxonomy.Category{asia, japan}, []taxonomy.Tag{continent})
	ids := func(r taxonomy.Reference) (ids []taxonomy.ID) {
		for term := range tree.Referring(r) {
			ids = append(ids, term.ID)
		}
		return ids
	}
	assert.ElementsMatch(t, []taxonomy.ID{asia.ID, japan.ID, continent.ID}, ids(q), "several may be the same elsewhere")
	assert.Equal(t, []taxonomy.ID{asia.ID}, ids(taxonomy.Reference{Source: "medtop", ID: "1"}))
	assert.Empty(t, ids(taxonomy.Reference{Source: "wikidata", ID: "1"}))
	tree = made(t, tree, tree.Plan().Merge(japan.ID, asia.ID))
	assert.Len(t, ids(q), 2, "one that was merged is what it was merged into")
	for range tree.Referring(q) {
		break
	}
	tree = nil
	assert.Empty(t, ids(q))
}

func TestWalks(t *testing.T) {
	tree := house(t)
	labels := func(id string, levels int) []string { return names(tree.Descendants(category(id), levels)) }
	assert.Equal(t, []string{"Europe", "Asia", "Japan"}, labels("world", 0))
	assert.Equal(t, []string{"Europe", "Asia"}, labels("world", 1))
	assert.Equal(t, []string{"Europe", "Asia", "Japan"}, labels("world", 2))
	assert.Empty(t, labels("world", -1))
	assert.Empty(t, labels("nobody", 0))
	assert.Empty(t, names(tree.Descendants(tagID("isis"), 0)))
	assert.Equal(t, []string{"Asia"}, names(tree.Siblings(category("europe"))))
	assert.Equal(t, []string{"Sport"}, names(tree.Siblings(category("world"))))
	assert.Empty(t, names(tree.Siblings(tagID("isis"))))
	assert.Equal(t, []string{"Asia", "World"}, names(tree.Ancestors(category("japan"))))
	assert.Empty(t, names(tree.Ancestors(category("world"))))
	tree = made(t, tree, tree.Plan().Merge(category("asia"), category("europe")))
	assert.Equal(t, []string{"Japan"}, names(tree.Sections(category("asia"))), "the sections of what was merged are the survivor's")
	assert.Equal(t, []string{"Europe", "World"}, names(tree.Ancestors(category("japan"))))
	for _, seq := range []func(func(taxonomy.Category) bool){
		tree.Siblings(category("sport")), tree.Ancestors(category("japan")), tree.Descendants(category("world"), 0),
	} {
		n := 0
		for range seq {
			n++
			break
		}
		assert.Equal(t, 1, n, "a walk may be broken off")
	}
	for range tree.Merged(category("europe")) {
		break
	}
	assert.Empty(t, slices.Collect(tree.Merged(category("nobody"))))
}
