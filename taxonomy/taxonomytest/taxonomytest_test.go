package taxonomytest_test

import (
	"testing"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/taxonomytest"
)

func TestRunPassesMemory(t *testing.T) {
	taxonomytest.Run(t, func(*testing.T) taxonomy.Store { return new(taxonomy.Memory) })
}
