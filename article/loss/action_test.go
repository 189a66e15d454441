package loss_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/loss"
)

func TestActionText(t *testing.T) {
	for a := loss.Dropped; a <= loss.Repaired; a++ {
		text, err := a.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, a.String(), string(text))
		var back loss.Action
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, a, back)
	}
	_, err := loss.Action(9).MarshalText()
	require.ErrorIs(t, err, loss.ErrAction)
	assert.Equal(t, "action(9)", loss.Action(9).String())
}
