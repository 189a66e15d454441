package articletest_test

import (
	"testing"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articletest"
)

// A store's own test is one call.
func ExampleRun() {
	_ = func(t *testing.T) { // func TestMyStore(t *testing.T)
		articletest.Run(t, func(*testing.T) article.Store {
			return new(article.Memory) // an empty store; clean up with t.Cleanup
		})
	}
}

// Who keeps authors too is held to both.
func ExampleRunAuthors() {
	_ = func(t *testing.T) { // func TestMyAuthors(t *testing.T)
		articletest.RunAuthors(t, func(*testing.T) article.Authors { return new(article.Memory) })
	}
}
