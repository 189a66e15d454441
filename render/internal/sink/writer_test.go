package sink_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render/internal/sink"
)

func TestWhatIsHeldArrivesInOrder(t *testing.T) {
	var out bytes.Buffer
	w := sink.New(&out)
	want := ""
	for i, s := range []string{"a", strings.Repeat("b", sink.Size), "c", strings.Repeat("d", sink.Size/8)} {
		w.Held = append(w.Held, s...)
		if i%2 == 0 {
			w.Spill()
		}
		want += s
	}
	w.Held = append(w.Held, strings.Repeat("e", sink.Size)...)
	w.Spill()
	assert.Empty(t, w.Held, "enough to be worth a call")
	w.Flush()
	require.NoError(t, w.Err)
	assert.Equal(t, want+strings.Repeat("e", sink.Size), out.String())
}

var errFull = errors.New("disk is full")

type full struct{ calls int }

func (f *full) Write([]byte) (int, error) { f.calls++; return 0, errFull }

func TestAfterAnErrorNothingIsWritten(t *testing.T) {
	var below full
	w := sink.New(&below)
	for range 3 {
		w.Held = append(w.Held, make([]byte, sink.Size)...)
		w.Spill()
		w.Held = append(w.Held, 'x')
		w.Flush()
	}
	require.ErrorIs(t, w.Err, errFull)
	assert.Equal(t, 1, below.calls)
}
