package slug_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/slug"
)

func TestNameCheck(t *testing.T) {
	for name, ok := range map[string]slug.Name{
		"a word":               {Scope: "article", Slug: "storm"},
		"words and numbers":    {Scope: "article/en", Slug: "storm-2-nears-4u"},
		"the longest slug":     {Scope: "a", Slug: strings.Repeat("a", 512)},
		"another script":       {Scope: "article", Slug: "буря-2"},
		"accents in form C":    {Scope: "article", Slug: "été"},
		"marks on letters":     {Scope: "article", Slug: "हिन्दी"},
		"the longest of scope": {Scope: strings.Repeat("a", 64), Slug: "a"},
	} {
		assert.NoError(t, ok.Check(), name)
	}
	for name, bad := range map[string]slug.Name{
		"the zero value":         {},
		"no scope":               {Slug: "storm"},
		"no slug":                {Scope: "article"},
		"upper case":             {Scope: "article", Slug: "Storm"},
		"a hyphen in front":      {Scope: "article", Slug: "-storm"},
		"a hyphen behind":        {Scope: "article", Slug: "storm-"},
		"two hyphens":            {Scope: "article", Slug: "storm--nears"},
		"a slash":                {Scope: "article", Slug: "a/b"},
		"a line feed behind":     {Scope: "article", Slug: "storm\n"},
		"capitals of a script":   {Scope: "article", Slug: "Буря"},
		"accents in form D":      {Scope: "article", Slug: "e\u0301te"},
		"a mark in front":        {Scope: "article", Slug: "a-\u0301b"},
		"a sign beyond ASCII":    {Scope: "article", Slug: "a·b"},
		"an emoji":               {Scope: "article", Slug: "storm🔥"},
		"invalid UTF-8":          {Scope: "article", Slug: "caf\xe9"},
		"a scope with a control": {Scope: "a\x00", Slug: "storm"},
		"a slug beyond the cap":  {Scope: "article", Slug: strings.Repeat("a", 513)},
		"a scope beyond the cap": {Scope: strings.Repeat("a", 65), Slug: "a"},
		"a slug of a megabyte":   {Scope: "article", Slug: strings.Repeat("A", 1<<20)},
	} {
		t.Run("refused: "+name, func(t *testing.T) {
			err := bad.Check()
			require.ErrorIs(t, err, slug.ErrInvalidName)
			assert.Less(t, len(err.Error()), 200, "a message stays short whatever was given")
		})
	}
}

func TestNameTexts(t *testing.T) {
	n := slug.Name{Scope: "article/en", Slug: "storm"}
	assert.Equal(t, "article/en:storm", n.String())
	assert.False(t, n.IsZero())
	assert.True(t, slug.Name{Scope: "article"}.IsZero(), "a scope alone is no name")
}

func TestStatusTexts(t *testing.T) {
	assert.Equal(t, "current", slug.Current.String())
	assert.Equal(t, "moved", slug.Moved.String())
	assert.Equal(t, "gone", slug.Gone.String())
	assert.Equal(t, "unknown 9", slug.Status(9).String())
}

func TestParseName(t *testing.T) {
	for text, want := range map[string]slug.Name{
		"article:storm":      {Scope: "article", Slug: "storm"},
		"article/en:storm-2": {Scope: "article/en", Slug: "storm-2"},
		"a:b:c":              {Scope: "a:b", Slug: "c"},
	} {
		got, err := slug.ParseName(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got)
	}
	for _, bad := range []string{"", ":", "storm", ":storm", "article:", "article:Storm", "article:storm\n"} {
		got, err := slug.ParseName(bad)
		require.ErrorIs(t, err, slug.ErrInvalidName, "%q", bad)
		assert.Zero(t, got)
	}
}

func TestCompare(t *testing.T) {
	a, b := slug.Name{Scope: "a", Slug: "z"}, slug.Name{Scope: "b", Slug: "a"}
	assert.Negative(t, a.Compare(b), "the scope comes first")
	assert.Positive(t, b.Compare(slug.Name{Scope: "b"}))
	assert.Zero(t, a.Compare(a))
}

func FuzzParseName(f *testing.F) {
	for _, seed := range []string{"article:storm", "a:b:c", ":", "article:буря", "article:e\u0301", "a\x00:b", "a:\xff", "a:b-", "a:é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// Law: what is read is written back byte for byte, is a name, and is the slug of itself.
		n, err := slug.ParseName(s)
		if err != nil {
			require.ErrorIs(t, err, slug.ErrInvalidName)
			return
		}
		require.Equal(t, s, n.String())
		require.NoError(t, n.Check())
		require.Equal(t, n.Slug, slug.Make(n.Slug, slug.Options{MaxBytes: 1024, Unicode: true}))
	})
}
