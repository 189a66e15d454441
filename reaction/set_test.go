package reaction_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func labelled(labels ...reaction.Label) reaction.Choice {
	return reaction.Choice{Kind: "love", Labels: labels}
}

func TestNewSetRefuses(t *testing.T) {
	kinds := func(ids ...reaction.Kind) (cs []reaction.Choice) {
		for _, id := range ids {
			cs = append(cs, reaction.Choice{Kind: id})
		}
		return cs
	}
	many := make([]reaction.Choice, reaction.MaxKinds+1)
	for i := range many {
		many[i].Kind = reaction.Kind(fmt.Sprint("k", i))
	}
	tests := []struct {
		name string
		give []reaction.Choice
		path string
	}{
		{"no kinds", nil, "Choices"},
		{"65 kinds", many, "Choices"},
		{"an empty kind", kinds(""), "Choices[0].Kind"},
		{"upper case", kinds("love", "Sad"), "Choices[1].Kind"},
		{"a leading digit", kinds("1st"), "Choices[0].Kind"},
		{"a leading hyphen", kinds("-"), "Choices[0].Kind"},
		{"a letter beyond ASCII", kinds("amé"), "Choices[0].Kind"},
		{"33 bytes", kinds(reaction.Kind(strings.Repeat("k", 33))), "Choices[0].Kind"},
		{"a kind twice", kinds("love", "sad", "love"), "Choices[2].Kind"},
		{"a control character in emoji", []reaction.Choice{{Kind: "love", Emoji: "\x1b[2J"}}, "Choices[0].Emoji"},
		{"emoji without end", []reaction.Choice{{Kind: "love", Emoji: strings.Repeat("💀", 17)}}, "Choices[0].Emoji"},
		{"a label without language", []reaction.Choice{labelled(reaction.Label{Text: "x"})}, "Choices[0].Labels[0].Lang"},
		{"a language that is none", []reaction.Choice{labelled(reaction.Label{Lang: "e n", Text: "x"})}, "Choices[0].Labels[0].Lang"},
		{"a language of one letter", []reaction.Choice{labelled(reaction.Label{Lang: "x", Text: "x"})}, "Choices[0].Labels[0].Lang"},
		{"a language without end", []reaction.Choice{labelled(reaction.Label{Lang: "en" + strings.Repeat("-a", 40), Text: "x"})}, "Choices[0].Labels[0].Lang"},
		{"a language twice", []reaction.Choice{labelled(reaction.Label{Lang: "pt-BR", Text: "x"}, reaction.Label{Lang: "pt-br", Text: "y"})}, "Choices[0].Labels[1].Lang"},
		{"a blank label", []reaction.Choice{labelled(reaction.Label{Lang: "en", Text: " "})}, "Choices[0].Labels[0].Text"},
		{"a label with a line break", []reaction.Choice{labelled(reaction.Label{Lang: "en", Text: "a\nb"})}, "Choices[0].Labels[0].Text"},
		{"a label that is not UTF-8", []reaction.Choice{labelled(reaction.Label{Lang: "en", Text: "\xff"})}, "Choices[0].Labels[0].Text"},
		{"a long label", []reaction.Choice{labelled(reaction.Label{Lang: "en", Text: strings.Repeat("x", 129)})}, "Choices[0].Labels[0].Text"},
		{"a weight without end", []reaction.Choice{{Kind: "love", Weight: 1001}}, "Choices[0].Weight"},
		{"a weight below all", []reaction.Choice{{Kind: "love"}, {Kind: "sad", Weight: -1001}}, "Choices[1].Weight"},
		{"labels without end", []reaction.Choice{labelled(make([]reaction.Label, 257)...)}, "Choices[0].Labels"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set, err := reaction.NewSet(tt.give...)
			require.ErrorIs(t, err, reaction.ErrInvalidSet)
			var fault *reaction.Error
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.path, fault.Path)
			assert.Zero(t, set.Len())
		})
	}
}

func TestNewSetReportsEveryFaultInOrder(t *testing.T) {
	_, err := reaction.NewSet(reaction.Choice{Kind: "A"}, reaction.Choice{Kind: "b"}, reaction.Choice{Kind: "b", Emoji: "\x00"})
	var paths []string
	for _, fault := range err.(interface{ Unwrap() []error }).Unwrap() {
		var e *reaction.Error
		require.True(t, errors.As(fault, &e))
		paths = append(paths, e.Path)
	}
	assert.Equal(t, []string{"Choices[0].Kind", "Choices[2].Kind", "Choices[2].Emoji"}, paths)
}

func TestDefaultSetIsSound(t *testing.T) {
	set := reaction.Default()
	again, err := reaction.NewSet(set.Choices()...)
	require.NoError(t, err)
	want := []reaction.Kind{"love", "sad", "happy", "sleepy", "angry", "dead", "wink"}
	assert.Equal(t, want, slices.Collect(set.Kinds()))
	assert.Equal(t, set, again)
	for _, c := range set.Choices() {
		assert.NotEmpty(t, c.Emoji)
		for _, lang := range []string{"es", "ar"} {
			assert.NotEqual(t, c.Label("en"), c.Label(lang))
		}
	}
}

func TestSetIsNotChangedThroughWhatItGaveOut(t *testing.T) {
	given := reaction.Default().Choices()
	set, err := reaction.NewSet(given...)
	require.NoError(t, err)
	given[0].Labels[0].Text = "changed"
	set.Choices()[0].Labels[0].Text = "changed"
	love, ok := set.Choice("love")
	require.True(t, ok)
	love.Labels[0].Text = "changed"
	love, _ = set.Choice("love")
	assert.Equal(t, "Love", love.Label("en"))
}

func TestZeroSetOffersNothing(t *testing.T) {
	var set reaction.Set
	assert.False(t, set.Has("love"))
	assert.False(t, set.Has(""))
	assert.Zero(t, set.Len())
	_, ok := set.Choice("love")
	assert.False(t, ok)
	assert.Zero(t, set.Tally(reaction.Counts{{Kind: "love", N: 1}}).Total())
}

func TestKindsMayBeLeftEarly(t *testing.T) {
	for k := range reaction.Default().Kinds() {
		assert.Equal(t, reaction.Kind("love"), k)
		break
	}
}

func TestMustSetKeepsDefaultLabelsAndTakesOtherKinds(t *testing.T) {
	set := reaction.MustSet("wink", "shrug")
	wink, _ := set.Choice("wink")
	shrug, _ := set.Choice("shrug")
	assert.Equal(t, "Guiño", wink.Label("es"))
	assert.Equal(t, "shrug", shrug.Label("es"))
	assert.Panics(t, func() { reaction.MustSet("love", "love") })
}

func TestLabelFallsBackFromTagToTag(t *testing.T) {
	c := labelled(reaction.Label{Lang: "en", Text: "color"}, reaction.Label{Lang: "en-GB", Text: "colour"}, reaction.Label{Lang: "zh-Hant", Text: "繁"})
	for lang, want := range map[string]string{
		"en-GB":          "colour",
		"EN-gb":          "colour",
		"en-gb-oxendict": "colour",
		"en-US":          "color",
		"zh-Hant-TW":     "繁",
		"zh-hant-x-priv": "繁",
		"zh":             "color",
		"fr":             "color",
		"":               "color",
	} {
		assert.Equal(t, want, c.Label(lang), lang)
	}
	assert.Equal(t, "love", labelled().Label("en"))
}

// retired is set with k retired.
func retired(t *testing.T, set reaction.Set, k reaction.Kind) reaction.Set {
	t.Helper()
	choices := set.Choices()
	for i := range choices {
		choices[i].Retired = choices[i].Retired || choices[i].Kind == k
	}
	set, err := reaction.NewSet(choices...)
	require.NoError(t, err)
	return set
}

func TestRetiredKindIsListedButNotTaken(t *testing.T) {
	set := retired(t, reaction.MustSet("love", "sad"), "sad")
	assert.Equal(t, []reaction.Kind{"love", "sad"}, slices.Collect(set.Kinds()))
	assert.True(t, set.Has("love"))
	assert.False(t, set.Has("sad"))
	c, ok := set.Choice("sad")
	assert.True(t, ok)
	assert.True(t, c.Retired)
}
