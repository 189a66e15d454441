package reaction_test

import (
	"encoding/json"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTallyListsZerosInTheOrderOfTheSet(t *testing.T) {
	tally := reaction.MustSet("wink", "love", "sad").Tally(reaction.Counts{{Kind: "gone", N: 9}, {Kind: "love", N: 2}, {Kind: "wink", N: 1}})
	b, err := json.Marshal(tally)
	require.NoError(t, err)
	assert.Equal(t, `{"wink":1,"love":2,"sad":0}`, string(b))
	assert.Equal(t, 3, tally.Total())
	assert.Equal(t, 2, tally.Of("love"))
	assert.Zero(t, tally.Of("sad"))
	assert.Zero(t, tally.Of("gone"))
	for k, n := range tally.All() {
		assert.Equal(t, reaction.Kind("wink"), k)
		assert.Equal(t, 1, n)
		break
	}
}

func TestZeroTallyIsEmpty(t *testing.T) {
	var tally reaction.Tally
	b, err := json.Marshal(tally)
	require.NoError(t, err)
	assert.Equal(t, "{}", string(b))
	assert.Zero(t, tally.Total())
	assert.Zero(t, tally.Of("love"))
}

func TestDriftIsTheSumOfDifferences(t *testing.T) {
	exact := reaction.Counts{{Kind: "love", N: 2}, {Kind: "sad", N: 1}}
	for want, kept := range map[int]reaction.Counts{
		0: exact,
		1: {{Kind: "love", N: 2}},
		2: {{Kind: "love", N: 4}, {Kind: "sad", N: 1}},
		3: nil,
		6: {{Kind: "love", N: 2}, {Kind: "sad", N: -1}, {Kind: "ghost", N: 4}},
	} {
		assert.Equal(t, want, exact.Drift(kept))
		assert.Equal(t, want, kept.Drift(exact))
	}
}

func TestTallyTakesCountsInAnyOrder(t *testing.T) {
	set := reaction.MustSet("wink", "love", "sad")
	want := set.Tally(reaction.Counts{{Kind: "love", N: 2}, {Kind: "wink", N: 1}})
	assert.Equal(t, want, set.Tally(reaction.Counts{{Kind: "wink", N: 1}, {Kind: "love", N: 2}}))
	assert.Equal(t, 2, want.Of("love"))
	assert.Equal(t, 1, want.Of("wink"))
}

func TestScoreIsTheWeightedSum(t *testing.T) {
	set, err := reaction.NewSet(
		reaction.Choice{Kind: "love", Weight: 3},
		reaction.Choice{Kind: "wink"},
		reaction.Choice{Kind: "angry", Weight: -2},
	)
	require.NoError(t, err)
	tally := set.Tally(reaction.Counts{{Kind: "angry", N: 5}, {Kind: "love", N: 2}, {Kind: "wink", N: 1}})
	assert.Equal(t, 3*2+1-2*5, tally.Score())
	assert.Zero(t, reaction.Tally{}.Score())
}
