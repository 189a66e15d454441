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
		"another script":         {Scope: "article", Slug: "буря"},
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
