package articletest

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
)

// A hundred thousand steps, each history in a store of its own.
func TestMemoryKeepsToTheModelForManySteps(t *testing.T) {
	want := 100_000
	if testing.Short() {
		want = 5_000
	}
	steps := 0
	for steps < want {
		rapid.Check(t, func(t *rapid.T) { steps += play(t, new(article.Memory), 0) })
	}
	t.Log(steps, "steps")
}
