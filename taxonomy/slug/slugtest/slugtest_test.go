package slugtest_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/slug/slugtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestMemory(t *testing.T) {
	slugtest.Run(t, func(*testing.T) slug.Ledger { return new(slug.Memory) })
}
