package reactiontest_test

import (
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactiontest"
)

// All that the author of a store writes is a test like this one.
func ExampleRun() {
	_ = func(t *testing.T) { // func TestMyStore(t *testing.T)
		reactiontest.Run(t, func(*testing.T) reaction.Store {
			return new(reaction.Memory) // an empty store; clean up with t.Cleanup
		})
	}
}
