package taxonomy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
)

func TestLoadRepairs(t *testing.T) {
	world, asia := section("world", "World"), under("asia", "Asia", "world")
	named := func(c taxonomy.Category, slug string) taxonomy.Category {
		c.Slug = slug
		return c
	}
	namedTag := func(t taxonomy.Tag, slug string) taxonomy.Tag {
		t.Slug = slug
		return t
	}
	type terms struct {
		categories []taxonomy.Category
		tags       []taxonomy.Tag
	}
	for _, tt := range []struct {
		name    string
		give    terms
		slugs   []string // of the categories, then of the tags, as the tree yields them
		repairs []string // beginnings
	}{
		{"sound terms need none", terms{categories: []taxonomy.Category{asia, world}}, []string{"world", "asia"}, nil},
		{"a term without an id is left out", terms{tags: []taxonomy.Tag{{Term: taxonomy.Term{Labels: taxonomy.Labels{{Text: "x"}}}}}}, nil, []string{"left out"}},
		{"a term without a label is left out", terms{categories: []taxonomy.Category{section("x", "")}}, nil, []string{"left out"}},
		{"the second of an id is left out", terms{categories: []taxonomy.Category{world, section("world", "Other")}}, []string{"world"}, []string{"left out"}},
		{"the second tag of a label is merged into the first", terms{tags: []taxonomy.Tag{tag("a", "ISIS"), tag("b", "isis")}}, []string{"isis"}, []string{"has the label isis of another tag: merged into"}},
		{"a category and a tag may share label and slug", terms{[]taxonomy.Category{world}, []taxonomy.Tag{tag("w", "World")}}, []string{"world", "world"}, nil},
		{"an unknown parent becomes the top", terms{categories: []taxonomy.Category{asia}}, []string{"asia"}, []string{"parent"}},
		{"the child of what is left out becomes a top section", terms{categories: []taxonomy.Category{section("world", ""), asia}}, []string{"asia"}, []string{"left out", "parent"}},
		{"a term that is its own parent becomes a top section", terms{categories: []taxonomy.Category{under("a", "A", "a")}}, []string{"a"}, []string{"parent"}},
		{"a circle opens at its first term", terms{categories: []taxonomy.Category{
			under("a", "A", "b"), under("b", "B", "c"), under("c", "C", "a"),
		}}, []string{"a", "c", "b"}, []string{"parent"}},
		{"a slug that is taken gets a suffix", terms{categories: []taxonomy.Category{
			named(section("a", "A"), "world"), named(section("b", "B"), "world"),
		}}, []string{"world", "world-2"}, []string{"slug world became world-2"}},
		{"a tag's slug that is taken gets a suffix, and that is said", terms{tags: []taxonomy.Tag{
			namedTag(tag("a", "A"), "isis"), namedTag(tag("b", "B"), "isis"),
		}}, []string{"isis", "isis-2"}, []string{"slug isis became isis-2"}},
		{"what is no slug is made one", terms{tags: []taxonomy.Tag{namedTag(tag("a", "A"), "Islamic State")}},
			[]string{"islamic-state"}, []string{"slug Islamic State became islamic-state"}},
		{"a slug that is made of the label needs no word", terms{categories: []taxonomy.Category{
			section("a", "Opinion"), section("b", "opinion!"),
		}}, []string{"opinion", "opinion-2"}, nil},
		{"an empty label in some language names nothing", terms{tags: []taxonomy.Tag{
			{Term: taxonomy.Term{ID: taxonomy.TagID("t", "a"), Labels: taxonomy.Labels{{Lang: "en", Text: "A"}, {Lang: "fr", Text: ""}}}},
			{Term: taxonomy.Term{ID: taxonomy.TagID("t", "b"), Labels: taxonomy.Labels{{Lang: "en", Text: "B"}, {Lang: "fr", Text: ""}}}},
		}}, []string{"a", "b"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree, repairs := taxonomy.Load(tt.give.categories, tt.give.tags, taxonomy.Options{})
			var slugs []string
			for c := range tree.Categories() {
				slugs = append(slugs, c.Slug)
			}
			for tag := range tree.Tags() {
				slugs = append(slugs, tag.Slug)
			}
			assert.Equal(t, tt.slugs, slugs)
			require.Len(t, repairs, len(tt.repairs), "%v", repairs)
			for i, r := range repairs {
				assert.True(t, strings.HasPrefix(r.Why, tt.repairs[i]), "%q begins with %q", r.Why, tt.repairs[i])
			}
			_, again := taxonomy.Load(slices.Collect(tree.Categories()), slices.Collect(tree.Tags()), taxonomy.Options{})
			assert.Empty(t, again, "what was repaired needs no repair")
		})
	}
}

func TestLoadOfAChainTooDeep(t *testing.T) {
	const depth = 40
	var chain []taxonomy.Category
	for i := range depth {
		c := section(fmt.Sprint(i), fmt.Sprintf("Level %d", i))
		if i > 0 {
			c.Parent = chain[i-1].ID
		}
		chain = append(chain, c)
	}
	t.Run("parents first, it breaks once below 32 levels", func(t *testing.T) {
		tree, repairs := taxonomy.Load(chain, nil, taxonomy.Options{})
		require.Len(t, repairs, 1)
		assert.Equal(t, chain[32].ID, repairs[0].Term)
		assert.Len(t, tree.Breadcrumb(chain[31].ID), 32)
		assert.Len(t, tree.Breadcrumb(chain[39].ID), 8)
	})
	t.Run("children first, each that is too deep comes to the top", func(t *testing.T) {
		slices.Reverse(chain)
		tree, repairs := taxonomy.Load(chain, nil, taxonomy.Options{})
		assert.Len(t, repairs, depth-32)
		assert.Len(t, slices.Collect(tree.Sections(taxonomy.ID{})), 1+depth-32)
	})
}

func TestLoadOfOneLongChainEnds(t *testing.T) {
	const many = 5_000
	categories := make([]taxonomy.Category, many)
	for i := range categories {
		categories[i] = under(fmt.Sprint(i), fmt.Sprintf("Section %d", i), fmt.Sprint(i+1)) // one chain, deepest first
	}
	tree, _ := taxonomy.Load(categories, nil, taxonomy.Options{})
	assert.Len(t, slices.Collect(tree.Categories()), many)
}

func TestLoadCopiesWhatItTakesIn(t *testing.T) {
	world, isis := section("world", "World"), tag("isis", "ISIS")
	tree := load(t, []taxonomy.Category{world}, []taxonomy.Tag{isis})
	world.Labels[0].Text, isis.Labels[0].Text = "changed", "changed"
	c, _ := tree.Category(world.ID)
	held, _ := tree.Tag(isis.ID)
	assert.Equal(t, "World", c.Labels.In(""))
	assert.Equal(t, "ISIS", held.Labels.In(""))
}

// broken draws terms of which anything may be wrong.
func broken(t *rapid.T) ([]taxonomy.Category, []taxonomy.Tag) {
	ids := rapid.Custom(func(t *rapid.T) taxonomy.ID {
		n := rapid.IntRange(0, 12).Draw(t, "id")
		if n == 0 {
			return taxonomy.ID{}
		}
		return taxonomy.CategoryID("t", fmt.Sprint(n))
	})
	label := rapid.SampledFrom([]string{"", " ", "World", "world", "WORLD NEWS", "C", "C++", "C#", "a\nb", "\xff", "日本", "ß", "SS"})
	lang := rapid.SampledFrom([]string{"", "en", "fr", "de"})
	term := rapid.Custom(func(t *rapid.T) taxonomy.Term {
		return taxonomy.Term{
			ID: ids.Draw(t, "term"),
			Labels: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) taxonomy.Label {
				return taxonomy.Label{Lang: lang.Draw(t, "lang"), Text: label.Draw(t, "text")}
			}), 0, 3).Draw(t, "labels"),
			Order:   rapid.IntRange(-1, 1).Draw(t, "order"),
			Former:  rapid.SliceOfN(rapid.SampledFrom([]string{"world", "old", "No Slug"}), 0, 2).Draw(t, "former"),
			Aliases: rapid.SliceOfN(rapid.SampledFrom([]string{"world", "Old", "日本"}), 0, 2).Draw(t, "aliases"),
			Retired: rapid.Bool().Draw(t, "retired"),
			Into:    rapid.OneOf(rapid.Just(taxonomy.ID{}), ids).Draw(t, "into"),
			Slug:    rapid.SampledFrom([]string{"", "world", "world-2", "No Slug", "-"}).Draw(t, "slug"),
		}
	})
	categories := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) taxonomy.Category {
		return taxonomy.Category{Term: term.Draw(t, "term"), Parent: ids.Draw(t, "parent")}
	}), 0, 14).Draw(t, "categories")
	tags := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) taxonomy.Tag {
		return taxonomy.Tag{Term: term.Draw(t, "term")}
	}), 0, 8).Draw(t, "tags")
	return categories, tags
}

func TestAnyDataMakeASoundTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		categories, tags := broken(t)
		tree, repairs := taxonomy.Load(categories, tags, taxonomy.Options{Version: 3})
		again, same := taxonomy.Load(categories, tags, taxonomy.Options{Version: 3})
		require.Equal(t, repairs, same, "the same data are repaired in the same way")
		require.Equal(t, listed(t, tree), listed(t, again))
		requireSound(t, tree)

		requireReloads(t, tree)
	})
}

func FuzzLoad(f *testing.F) {
	f.Add("World/Asia/Japan", "ISIS,isis")
	f.Add("a/a/a", "C,C++,C#")
	f.Add("/", ",")
	f.Add("a\n/b", "\xff")
	f.Fuzz(func(t *testing.T, path, labels string) {
		// Law: whatever the labels, the tree is sound, and what it holds loads again without repair.
		var categories []taxonomy.Category
		for i, label := range strings.Split(path, "/") {
			categories = append(categories, under(fmt.Sprint(i), label, fmt.Sprint(i/2)))
		}
		var tags []taxonomy.Tag
		for i, label := range strings.Split(labels, ",") {
			tags = append(tags, tag(fmt.Sprint(i), label))
		}
		if len(categories)+len(tags) > 200 {
			t.Skip("no more is needed")
		}
		tree, _ := taxonomy.Load(categories, tags, taxonomy.Options{})
		requireSound(t, tree)
		_, again := taxonomy.Load(slices.Collect(tree.Categories()), slices.Collect(tree.Tags()), taxonomy.Options{})
		require.Empty(t, again)
	})
}
