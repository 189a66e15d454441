package taxonomy_test

import (
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/taxonomy"
)

// house is the tree of a small newsroom: World (Asia (Japan), Europe), Sport.
func house(t *testing.T) *taxonomy.Tree {
	sport, asia := section("sport", "Sport"), under("asia", "Asia", "world")
	sport.Order, asia.Order = 2, 5
	world := section("world", "World")
	world.Order = 1
	islamic := tag("isis", "ISIS")
	islamic.Labels = islamic.Labels.With("fr", "Daech")
	return load(t,
		[]taxonomy.Category{sport, under("japan", "Japan", "asia"), asia, under("europe", "Europe", "world"), world},
		[]taxonomy.Tag{islamic, tag("c++", "C++"), tag("c", "C"), tag("c#", "C#")})
}

func category(word string) taxonomy.ID { return taxonomy.CategoryID("t", word) }

func names(categories iter.Seq[taxonomy.Category]) []string {
	var out []string
	for c := range categories {
		out = append(out, c.Labels.In(""))
	}
	return out
}

func TestTreeFindsItsTerms(t *testing.T) {
	tree := house(t)
	assert.Equal(t, taxonomy.Version(7), tree.Version())

	c, ok := tree.Category(category("asia"))
	assert.True(t, ok)
	assert.Equal(t, "Asia", c.Labels.In(""))
	_, ok = tree.Category(taxonomy.TagID("t", "isis"))
	assert.False(t, ok, "a tag is no category")

	held, ok := tree.Tag(taxonomy.TagID("t", "isis"))
	assert.True(t, ok)
	assert.Equal(t, "isis", held.Slug)
	_, ok = tree.Tag(category("asia"))
	assert.False(t, ok, "a category is no tag")

	for _, id := range []taxonomy.ID{category("asia"), taxonomy.TagID("t", "isis")} {
		term, ok := tree.Term(id)
		assert.True(t, ok)
		assert.Equal(t, id, term.ID)
	}
	_, ok = tree.Term(category("nobody"))
	assert.False(t, ok)

	c, ok = tree.CategoryBySlug("asia")
	assert.True(t, ok)
	assert.Equal(t, category("asia"), c.ID)
	_, ok = tree.CategoryBySlug("isis")
	assert.False(t, ok, "slugs of tags and of categories are two books")
	held, ok = tree.TagBySlug("isis")
	assert.True(t, ok)
	assert.Equal(t, "ISIS", held.Labels.In(""))
	_, ok = tree.TagBySlug("asia")
	assert.False(t, ok)
}

func TestFindTag(t *testing.T) {
	tree := house(t)
	for label, want := range map[string]string{
		"ISIS": "ISIS", "isis": "ISIS", " Isis\n": "ISIS", "DAECH": "ISIS",
		"C": "C", "c": "C", "C++": "C++", "c#": "C#",
	} {
		held, ok := tree.FindTag(label)
		assert.True(t, ok, label)
		assert.Equal(t, want, held.Labels.In(""), "the label as first written is what %q finds", label)
	}
	for _, label := range []string{"", " ", "World", "C+", "nobody"} {
		held, ok := tree.FindTag(label)
		assert.False(t, ok, label)
		assert.Equal(t, taxonomy.Tag{}, held)
	}
}

func TestSectionsComeInDisplayOrder(t *testing.T) {
	tree := house(t)
	assert.Equal(t, []string{"World", "Sport"}, names(tree.Sections(taxonomy.ID{})))
	assert.Equal(t, []string{"Europe", "Asia"}, names(tree.Sections(category("world"))), "order comes before label")
	assert.Empty(t, names(tree.Sections(category("japan"))))
	assert.Empty(t, names(tree.Sections(category("nobody"))))
	assert.Equal(t, []string{"World", "Europe", "Asia", "Japan", "Sport"}, names(tree.Categories()))

	same := load(t, []taxonomy.Category{section("2", "News"), section("1", "News"), section("3", "Alarm")}, nil)
	top := slices.Collect(same.Sections(taxonomy.ID{}))
	assert.Equal(t, "Alarm", top[0].Labels.In(""))
	assert.Negative(t, top[1].ID.Compare(top[2].ID), "ties go by id")
}

func TestTagsComeBySlug(t *testing.T) {
	var slugs []string
	for tag := range house(t).Tags() {
		slugs = append(slugs, tag.Slug)
	}
	assert.Equal(t, []string{"c", "c-sharp", "cpp", "isis"}, slugs)
}

func TestSequencesMayBeBroken(t *testing.T) {
	tree := house(t)
	for name, seq := range map[string]iter.Seq[taxonomy.Category]{
		"Sections": tree.Sections(taxonomy.ID{}), "Categories": tree.Categories(),
	} {
		n := 0
		for range seq {
			n++
			break
		}
		assert.Equal(t, 1, n, name)
	}
	n := 0
	for c := range tree.Categories() {
		if n++; c.Labels.In("") == "Japan" {
			break
		}
	}
	assert.Equal(t, 4, n, "a walk may be left three levels down")
	n = 0
	for range tree.Tags() {
		n++
		break
	}
	assert.Equal(t, 1, n, "Tags")
}

func TestBreadcrumb(t *testing.T) {
	tree := house(t)
	assert.Equal(t, []string{"World", "Asia", "Japan"}, names(slices.Values(tree.Breadcrumb(category("japan")))))
	assert.Equal(t, []string{"Sport"}, names(slices.Values(tree.Breadcrumb(category("sport")))))
	assert.Nil(t, tree.Breadcrumb(category("nobody")))
	assert.Nil(t, tree.Breadcrumb(taxonomy.TagID("t", "isis")), "a tag has no place in the tree")
	assert.Nil(t, tree.Breadcrumb(taxonomy.ID{}))
}

func TestReach(t *testing.T) {
	tree := house(t)
	assert.Equal(t, []taxonomy.ID{category("world"), category("europe"), category("asia"), category("japan")}, tree.Reach(category("world")))
	assert.Equal(t, []taxonomy.ID{category("japan")}, tree.Reach(category("japan")))
	assert.Equal(t, []taxonomy.ID{taxonomy.TagID("t", "c")}, tree.Reach(taxonomy.TagID("t", "c")))
	assert.Equal(t, []taxonomy.ID{category("nobody")}, tree.Reach(category("nobody")), "an unknown id reaches itself")
	assert.Equal(t, []taxonomy.ID{{}}, tree.Reach(taxonomy.ID{}), "no id does not reach everything")
}

func TestTheNilTreeHasNoTerms(t *testing.T) {
	var tree *taxonomy.Tree
	assert.Zero(t, tree.Version())
	assert.Empty(t, slices.Collect(tree.Categories()))
	assert.Empty(t, slices.Collect(tree.Sections(taxonomy.ID{})))
	assert.Empty(t, slices.Collect(tree.Tags()))
	assert.Nil(t, tree.Breadcrumb(category("world")))
	assert.Equal(t, []taxonomy.ID{category("world")}, tree.Reach(category("world")))
	for name, ok := range map[string]bool{
		"Category":       second(tree.Category(category("world"))),
		"Tag":            second(tree.Tag(category("world"))),
		"Term":           second(tree.Term(category("world"))),
		"FindTag":        second(tree.FindTag("x")),
		"CategoryBySlug": second(tree.CategoryBySlug("x")),
		"TagBySlug":      second(tree.TagBySlug("x")),
	} {
		assert.False(t, ok, name)
	}
	next, _, err := tree.Apply(tree.Plan().AddCategory(section("world", "World")))
	assert.NoError(t, err)
	assert.Equal(t, []string{"World"}, names(next.Categories()))
	assert.Equal(t, taxonomy.Version(1), next.Version())
}

func second[T any](_ T, ok bool) bool { return ok }

func BenchmarkReach(b *testing.B) {
	var categories []taxonomy.Category
	for i := range 1000 {
		categories = append(categories, under(string(rune('0'+i)), "x", string(rune('0'+i/10))))
	}
	tree, _ := taxonomy.Load(categories, nil, taxonomy.Options{})
	top := slices.Collect(tree.Sections(taxonomy.ID{}))[0].ID
	b.ReportAllocs()
	for b.Loop() {
		tree.Reach(top)
	}
}
