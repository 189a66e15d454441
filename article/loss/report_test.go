package loss_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/loss"
)

func all(r loss.Report) []loss.Loss {
	var losses []loss.Loss
	for l := range r.All() {
		losses = append(losses, l)
	}
	return losses
}

func TestZeroReportIsEmpty(t *testing.T) {
	var r loss.Report
	assert.True(t, r.Empty())
	assert.Zero(t, r.Len())
	assert.Zero(t, r.Total())
	assert.Zero(t, r.More())
	assert.Empty(t, r.String())
	assert.Empty(t, all(r))
	r.Merge("x", loss.Report{})
	assert.True(t, r.Empty())
	text, err := json.Marshal(r)
	require.NoError(t, err)
	assert.JSONEq(t, `{"losses": []}`, string(text))
}

func TestAdd(t *testing.T) {
	t.Run("equal losses are counted, others listed in order", func(t *testing.T) {
		var r loss.Report
		r.Add("b", loss.Dropped, "x", "y")
		r.Add("a", loss.Dropped, "x", "y")
		r.Add("b", loss.Dropped, "x", "y")
		r.Add("b", loss.Repaired, "x", "y")
		assert.Equal(t, []loss.Loss{
			{Path: "b", Action: loss.Dropped, What: "x", Why: "y", Count: 2},
			{Path: "a", Action: loss.Dropped, What: "x", Why: "y", Count: 1},
			{Path: "b", Action: loss.Repaired, What: "x", Why: "y", Count: 1},
		}, all(r))
		assert.Equal(t, 3, r.Len())
		assert.Equal(t, 4, r.Total())
		assert.False(t, r.Empty())
	})
	t.Run("losses past the limit are counted", func(t *testing.T) {
		var r loss.Report
		for i := range loss.MaxEntries + 5 {
			r.Add(fmt.Sprint(i), loss.Dropped, "x", "")
		}
		r.Add("0", loss.Dropped, "x", "")
		assert.Equal(t, loss.MaxEntries, r.Len())
		assert.Equal(t, 5, r.More())
		assert.Equal(t, loss.MaxEntries+6, r.Total())
		assert.Contains(t, r.String(), "\nand 5 more\n")

		var around loss.Report
		around.Merge("p", r)
		assert.Equal(t, r.Total(), around.Total())
	})
	t.Run("long and damaged text is cut and mended", func(t *testing.T) {
		var r loss.Report
		r.Add(strings.Repeat("é", 200), loss.Dropped, "a\xff", strings.Repeat("x", loss.MaxText))
		l := all(r)[0]
		assert.LessOrEqual(t, len(l.Path), loss.MaxText)
		assert.True(t, strings.HasSuffix(l.Path, "é…"))
		assert.Equal(t, "a\ufffd", l.What)
		assert.Len(t, l.Why, loss.MaxText)
	})
	t.Run("iteration may stop early", func(t *testing.T) {
		var r loss.Report
		r.Add("a", loss.Dropped, "", "")
		r.Add("b", loss.Dropped, "", "")
		for l := range r.All() {
			assert.Equal(t, "a", l.Path)
			break
		}
	})
}

func TestMergePutsPathsBelowThePrefix(t *testing.T) {
	tests := []struct{ prefix, path, want string }{
		{"Body[3]", "img.src", "Body[3].img.src"},
		{"Body", "[3].Alt", "Body[3].Alt"},
		{"Body", "", "Body"},
		{"", "img", "img"},
	}
	for _, tt := range tests {
		var inner, outer loss.Report
		inner.Add(tt.path, loss.Defaulted, "x", "y")
		inner.Add(tt.path, loss.Defaulted, "x", "y")
		outer.Add(tt.want, loss.Defaulted, "x", "y")
		outer.Merge(tt.prefix, inner)
		assert.Equal(t, []loss.Loss{{Path: tt.want, Action: loss.Defaulted, What: "x", Why: "y", Count: 3}}, all(outer))
		assert.Equal(t, 2, inner.Total(), "the merged report stays")
	}
}

func TestMergeIntoItselfDoubles(t *testing.T) {
	var r loss.Report
	r.Add("a", loss.Dropped, "x", "y")
	r.Merge("", r)
	assert.Equal(t, 2, r.Total())
	assert.Equal(t, 1, r.Len())
}

func TestUnmarshalJSONRefusesWhatWasNeverWritten(t *testing.T) {
	tests := []struct {
		name, give string
		want       error
	}{
		{"no count", `{"losses":[{"path":"a"}]}`, loss.ErrCount},
		{"absurd count", `{"losses":[{"path":"a","count":9000000000000000000}]}`, loss.ErrCount},
		{"absurd rest", `{"losses":[],"more":9000000000000000000}`, loss.ErrCount},
		{"negative rest", `{"losses":[],"more":-1}`, loss.ErrCount},
		{"unknown action", `{"losses":[{"action":"eaten","count":1}]}`, loss.ErrAction},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r loss.Report
			r.Add("kept", loss.Dropped, "", "")
			require.ErrorIs(t, json.Unmarshal([]byte(tt.give), &r), tt.want)
			assert.Equal(t, 1, r.Len())
		})
	}
}

func TestUnmarshalJSONRefusesOtherDocuments(t *testing.T) {
	var r loss.Report
	require.Error(t, r.UnmarshalJSON([]byte(`{"losses":`)))
	require.NoError(t, r.UnmarshalJSON([]byte(`{"losses":[],"more":2}`)))
	assert.False(t, r.Empty())
	_, err := json.Marshal(func() (r loss.Report) { r.Add("", loss.Action(7), "", ""); return }())
	require.ErrorIs(t, err, loss.ErrAction)
}

func TestReportsSurviveJSON(t *testing.T) {
	path, what := rapid.SampledFrom([]string{"", "a", "b[1]", "c.d"}), rapid.String()
	rapid.Check(t, func(t *rapid.T) {
		var r loss.Report
		total := rapid.IntRange(0, 20).Draw(t, "n")
		for range total {
			r.Add(path.Draw(t, "path"), loss.Action(rapid.IntRange(0, 3).Draw(t, "action")), what.Draw(t, "what"), "why")
		}
		require.Equal(t, total, r.Total())
		requireRoundTrip(t, r)
	})
	t.Run("with losses past the limit", func(t *testing.T) {
		var r loss.Report
		for i := range loss.MaxEntries + 3 {
			r.Add(fmt.Sprint(i), loss.Dropped, "", "")
		}
		requireRoundTrip(t, r)
	})
}

func requireRoundTrip(t require.TestingT, r loss.Report) {
	text, err := json.Marshal(r)
	require.NoError(t, err)
	var back loss.Report
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, all(r), all(back))
	require.Equal(t, r.More(), back.More())
}

func FuzzUnmarshalJSON(f *testing.F) {
	f.Add([]byte(`{"losses":[{"path":"a","action":"dropped","what":"b","why":"c","count":2}],"more":1}`))
	f.Add([]byte(`{"losses":[{"path":"\ud800","count":1}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var r loss.Report
		if r.UnmarshalJSON(text) != nil {
			return
		}
		require.LessOrEqual(t, r.Len(), loss.MaxEntries)
		require.True(t, utf8.ValidString(r.String()))
		requireRoundTrip(t, r)
	})
}
