package theme_test

import (
	"context"
	"errors"
	"io"
	"os"
	"testing"

	templruntime "github.com/a-h/templ/runtime"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMain makes templ's buffer small, so that a writer's failure is met at many
// places of a page and not only each 4 KB.
func TestMain(m *testing.M) {
	templruntime.DefaultBufferSize = 16
	os.Exit(m.Run())
}

var errFull = errors.New("disk is full")

// full fails after n bytes.
type full struct{ n int }

func (w *full) Write(p []byte) (int, error) {
	if len(p) > w.n {
		n := w.n
		w.n = 0
		return n, errFull
	}
	w.n -= len(p)
	return len(p), nil
}

func TestAFailingWriterEndsThePageWithItsError(t *testing.T) {
	all := pages(t)
	for name, page := range all {
		size := len(rendered(t, page))
		for n := 0; n < size; n += 13 {
			require.ErrorIs(t, page.Render(t.Context(), &full{n}), errFull, "%s at byte %d", name, n)
		}
		require.NoError(t, page.Render(t.Context(), &full{size}))
	}
}

func TestACancelledContextEndsThePage(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, page := range pages(t) {
		assert.ErrorIs(t, page.Render(ctx, io.Discard), context.Canceled, name)
	}
}
