package reactionfile_test

import (
	"flag"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
	"github.com/newsjunction/news/reaction/reactiontest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// calls is how many calls TestStoreIsLinearizable makes:
//
//	go test ./reaction/reactionfile -run Linearizable -timeout 30m -args -calls 100000
var calls = flag.Int("calls", 10_000, "calls of the test of linearizability")

func TestStore(t *testing.T) {
	reactiontest.Run(t, func(t *testing.T) reaction.Store {
		return openIn(t, t.TempDir(), reactionfile.Options{LogBytes: 4096})
	})
}

func TestStoreIsLinearizable(t *testing.T) {
	reactiontest.Linearizable(t, openIn(t, t.TempDir(), reactionfile.Options{LogBytes: 64 << 10}), *calls)
}

func openIn(t *testing.T, dir string, o reactionfile.Options) *reactionfile.Store {
	t.Helper()
	s, err := reactionfile.Open(dir, o)
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.NoError(t, s.State().Neglected)
		assert.NoError(t, s.Close())
	})
	return s
}
