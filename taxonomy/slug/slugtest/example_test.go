package slugtest_test

import (
	"testing"

	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/slug/slugtest"
)

// The whole test of a ledger of one's own.
func ExampleRun() {
	_ = func(t *testing.T) {
		slugtest.Run(t, func(t *testing.T) slug.Ledger { return new(slug.Memory) })
	}
	// Output:
}
