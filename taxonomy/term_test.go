package taxonomy_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/text"
)

func TestLabelsIn(t *testing.T) {
	labels := taxonomy.Labels{{Text: "⚽"}, {Lang: "en", Text: "Football"}, {Lang: "en-US", Text: "Soccer"}, {Lang: "pt", Text: "Futebol"}}
	for _, tt := range []struct {
		name   string
		labels taxonomy.Labels
		lang   string
		want   string
	}{
		{"a language has its own", labels, "en-US", "Soccer"},
		{"else that of its base language", labels, "pt-BR", "Futebol"},
		{"else the one for every language", labels, "de", "⚽"},
		{"no language asks for the one for every language", labels, "", "⚽"},
		{"else the first by language tag", taxonomy.Labels{{Lang: "de", Text: "Welt"}, {Lang: "fr", Text: "Monde"}}, "ja", "Welt"},
		{"an empty one is none", taxonomy.Labels{{Text: ""}, {Lang: "en", Text: ""}, {Lang: "fr", Text: "Monde"}}, "en", "Monde"},
		{"no label is the empty one", nil, "en", ""},
		{"empty labels are none at all", taxonomy.Labels{{Lang: "en", Text: ""}}, "en", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.labels.In(tt.lang)) })
	}
}

func TestTermIDs(t *testing.T) {
	assert.Equal(t, taxonomy.CategoryID("blog", "7"), taxonomy.CategoryID("blog", "7"), "a second import meets the first")
	assert.NotEqual(t, taxonomy.CategoryID("blog", "7"), taxonomy.TagID("blog", "7"), "a category and a tag of one number differ")
	id := taxonomy.NewID(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	back, err := taxonomy.ParseID(id.String())
	require.NoError(t, err)
	assert.Equal(t, id, back)
}

func TestFaultsOfATerm(t *testing.T) {
	taken := tag("isis", "ISIS")
	base := load(t, []taxonomy.Category{section("world", "World")}, []taxonomy.Tag{taken})
	for _, tt := range []struct {
		name  string
		plan  taxonomy.Plan
		field string
		want  error
	}{
		{"no id", base.Plan().AddTag(taxonomy.Tag{Term: taxonomy.Term{Labels: taxonomy.Labels{{Text: "x"}}}}), "ID", taxonomy.ErrUnknownTerm},
		{"no label", base.Plan().AddTag(tag("x", "")), "Labels", taxonomy.ErrNoLabel},
		{"a blank label", base.Plan().AddTag(tag("x", " \u00a0")), "Labels[]", taxonomy.ErrNoLabel},
		{"a label with a line feed", base.Plan().AddCategory(section("x", "a\nb")), "Labels[]", text.ErrInvalidText},
		{"the id of another term", base.Plan().AddTag(taken), "ID", taxonomy.ErrTaken},
		{"a tag with the id of a category", base.Plan().AddTag(taxonomy.Tag{Term: section("world", "World").Term}), "ID", taxonomy.ErrTaken},
		{"a tag with the label of another in another case", base.Plan().AddTag(tag("x", "isis")), "Labels[]", taxonomy.ErrTaken},
		{"a parent nobody knows", base.Plan().AddCategory(under("x", "X", "nobody")), "Parent", taxonomy.ErrUnknownTerm},
		{"a parent that is a tag", base.Plan().AddCategory(taxonomy.Category{Term: section("x", "X").Term, Parent: taken.ID}), "Parent", taxonomy.ErrOtherSort},
		{"a parent that is the term itself", base.Plan().AddCategory(under("x", "X", "x")), "Parent", taxonomy.ErrUnknownTerm},
	} {
		t.Run(tt.name, func(t *testing.T) {
			next, change, err := base.Apply(tt.plan)
			require.ErrorIs(t, err, tt.want)
			var fault *taxonomy.TermError
			require.True(t, errors.As(err, &fault))
			assert.Equal(t, tt.field, fault.Field)
			assert.Contains(t, err.Error(), "taxonomy: term "+fault.ID.String()+": "+tt.field)
			assert.Same(t, base, next, "a plan that is refused leaves the tree")
			assert.True(t, change.IsZero())
		})
	}
}

func TestTheFirstFaultyLabelIsTheFirstByLanguage(t *testing.T) {
	broken := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("t", "x"), Labels: taxonomy.Labels{}}}
	for _, lang := range []string{"de", "en", "fr", "ja", "pt", "zh"} {
		broken.Labels = append(taxonomy.Labels{{Lang: lang, Text: "a\nb"}}, broken.Labels...)
	}
	for range 20 {
		_, repairs := taxonomy.Load(nil, []taxonomy.Tag{broken}, taxonomy.Options{})
		require.Len(t, repairs, 1)
		require.Contains(t, repairs[0].Why, "Labels[de]", "the same data are reported in the same words")
	}
}

// section is a top category whose id is made of a word.
func section(word, label string) taxonomy.Category {
	return taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.CategoryID("t", word), Labels: taxonomy.Labels{{Text: label}}}}
}

// under is a category below the one of another word.
func under(word, label, parent string) taxonomy.Category {
	c := section(word, label)
	c.Parent = taxonomy.CategoryID("t", parent)
	return c
}

// tag is a tag whose id is made of a word.
func tag(word, label string) taxonomy.Tag {
	return taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("t", word), Labels: taxonomy.Labels{{Text: label}}}}
}

// load makes a tree of terms that need no repair.
func load(t *testing.T, categories []taxonomy.Category, tags []taxonomy.Tag) *taxonomy.Tree {
	t.Helper()
	tree, repairs := taxonomy.Load(categories, tags, taxonomy.Options{Version: 7})
	require.Empty(t, repairs)
	return tree
}
