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
	for name, page := range pages(t) {
		size := len(rendered(t, page))
		for n := 0; n < size; n += 29 {
			require.ErrorIs(t, page.Render(t.Context(), &full{n}), errFull, "%s at byte %d", name, n)
		}
		require.NoError(t, page.Render(t.Context(), &full{size}))
	}
}

// patience is a context that is cancelled after it was asked n times.
type patience struct {
	context.Context
	n int
}

func (p *patience) Err() error {
	if p.n--; p.n < 0 {
		return context.Canceled
	}
	return nil
}

func TestACancelledContextEndsThePage(t *testing.T) {
	for name, page := range pages(t) {
		for n := range 50 {
			if err := page.Render(&patience{t.Context(), n}, io.Discard); err != nil || n == 0 {
				assert.ErrorIs(t, err, context.Canceled, name)
			}
		}
	}
	long := pages(t)["article"]
	for n := range 60 {
		require.ErrorIs(t, long.Render(&patience{t.Context(), n}, io.Discard), context.Canceled, n)
	}
}
