package theme_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render/theme"
)

// A retired kind counts, and only who holds it can press it: to undo.
func TestARetiredKindCanBePressedByItsHoldersAlone(t *testing.T) {
	choices := reaction.MustSet("love", "sad").Choices()
	choices[1].Retired = true
	set, err := reaction.NewSet(choices...)
	require.NoError(t, err)
	page := articlePage(t)
	for mine, disabled := range map[reaction.Kind]bool{"": true, "love": true, "sad": false} {
		page.Reactions = reaction.NewForm("x", set.Tally(reaction.Counts{{Kind: "sad", N: 3}}), mine, "en")
		page.Reactions.Action = "/react"
		root := requireLawful(t, rendered(t, theme.Article(page)))
		buttons := elements(class(root, "reactions")[0], "button")
		require.Len(t, buttons, 2)
		assert.Equal(t, []string{"❤️ Love 0", "😢 Sad 3"}, texts(buttons))
		for i, want := range []bool{false, disabled} {
			got := slices.ContainsFunc(buttons[i].Attr, func(a html.Attribute) bool { return a.Key == "disabled" })
			assert.Equal(t, want, got, "%q holds: button %d", mine, i)
		}
	}
}
