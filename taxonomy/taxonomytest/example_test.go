package taxonomytest_test

import (
	"testing"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/taxonomytest"
)

// A store's own test is one call.
func ExampleRun() {
	_ = func(t *testing.T) { // func TestMyStore(t *testing.T)
		taxonomytest.Run(t, func(*testing.T) taxonomy.Store {
			return new(taxonomy.Memory) // an empty store; clean up with t.Cleanup
		})
	}
}
