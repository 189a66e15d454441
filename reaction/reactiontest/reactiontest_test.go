package reactiontest_test

import (
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactiontest"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestMemory(t *testing.T) {
	reactiontest.Run(t, func(*testing.T) reaction.Store { return new(reaction.Memory) })
}

func TestMemoryIsLinearizable(t *testing.T) {
	reactiontest.Linearizable(t, new(reaction.Memory), 1000)
}
