package jsontext_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render/internal/jsontext"
)

func document(t testing.TB, s string, script bool) string {
	var out strings.Builder
	w := jsontext.NewWriter(&out)
	if script {
		inScript := jsontext.Script(nil)
		w = &inScript
	}
	w.Open('{')
	w.Text("text", s)
	w.Text("empty", "")
	w.Time("at", time.Date(2023, 8, 1, 6, 30, 0, 0, time.FixedZone("", 7200)))
	w.Time("never", time.Time{})
	w.Number("n", 7)
	w.Number("none", 0)
	w.Float("x", -33.5)
	w.Bool("is", false)
	w.Name("list")
	w.Open('[')
	w.String(s)
	w.Bytes([]byte(strings.ToValidUTF8(s, "x")))
	w.Open('{')
	w.Close('}')
	w.Close(']')
	w.Joined("joined", "a", s)
	w.Name("raw")
	if script {
		w.String(s)
		w.Close('}')
		return string(w.Appended())
	}
	w.Raw(jsontext.AppendString(nil, s))
	w.Close('}')
	require.NoError(t, w.Step())
	require.NoError(t, w.End())
	return out.String()
}

func TestValuesComeBackAsTheyWere(t *testing.T) {
	for _, s := range []string{"plain", `"\/`, "a\nb\tc\rd\x00\x1f\x7f", "</script><!--&", "日本 🌊 \u2028\u2029 \uFFFD", "$x %s {{.}}"} {
		for _, script := range []bool{false, true} {
			got := document(t, s, script)
			var read map[string]any
			require.NoError(t, json.Unmarshal([]byte(got), &read), got)
			want := map[string]any{"text": s, "at": "2023-08-01T06:30:00+02:00", "n": 7.0, "x": -33.5, "is": false, "list": []any{s, s, map[string]any{}}, "joined": "a" + s, "raw": s}
			assert.Equal(t, want, read)
		}
	}
	assert.NotContains(t, document(t, "</script><!--&", true), "<")
}

func TestWhatIsNotUTF8BecomesTheReplacementCharacter(t *testing.T) {
	assert.Contains(t, document(t, "a\xffb\xe2\x82", false), "a\uFFFDb\uFFFD\uFFFD")
}

var errFull = errors.New("disk is full")

type full struct{ n int }

func (w *full) Write(p []byte) (int, error) {
	if len(p) > w.n {
		return w.n, errFull
	}
	w.n -= len(p)
	return len(p), nil
}

func TestTheFirstErrorStays(t *testing.T) {
	w := jsontext.NewWriter(&full{40_000})
	w.Open('[')
	for range 1000 {
		w.String(strings.Repeat("x", 100))
		_ = w.Step()
	}
	require.ErrorIs(t, w.Step(), errFull)
	require.ErrorIs(t, w.End(), errFull)
}

func TestADocumentInAScriptGoesOnWhereItStopped(t *testing.T) {
	for given, want := range map[string]string{"": "1", "[": "[1", `{"a":[`: `{"a":[1`, "[0": "[0,1", "[{}": "[{},1"} {
		w := jsontext.Script([]byte(given))
		w.Raw([]byte("1"))
		assert.Equal(t, want, string(w.Appended()))
	}
}

func FuzzWriter(f *testing.F) {
	f.Add("]]>\x00&<\xff\xff\uFFFE")
	f.Fuzz(func(t *testing.T, s string) {
		for _, script := range []bool{false, true} {
			got := document(t, s, script)
			var read struct {
				Text string
				List []any
			}
			require.NoError(t, json.Unmarshal([]byte(got), &read))
			if utf8.ValidString(s) {
				require.Equal(t, []any{s, s}, read.List[:2])
			}
			require.False(t, script && strings.ContainsAny(got, "<>&"))
		}
	})
}
