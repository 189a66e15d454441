package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const small = `{"id":"a","title":"Volcano wakes","body":"Ash falls on the harbour.","published":"2026-03-01T00:00:00Z"}
{"id":"b","title":"Harbour closed","body":"Ash of the <volcano>.","tags":["Iceland"],"published":"2026-03-02T00:00:00Z"}

{"id":"c","title":"Budget","section":"politics"}
{"id":"empty"}
`

func file(t *testing.T, text string) string {
	path := filepath.Join(t.TempDir(), "lines")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestAnswers(t *testing.T) {
	var out, messages strings.Builder
	require.NoError(t, run([]string{"-corpus", file(t, small), "-k", "3"}, &out, &messages))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 4)
	assert.Contains(t, lines[0], `{"id":"a","hits":[{"id":"b","score":`)
	assert.Contains(t, lines[0], `"why":"Shares “volcano” (text, `)
	assert.Equal(t, `{"id":"c","hits":[]}`, lines[2])
	assert.Equal(t, `{"id":"empty","hits":[]}`, lines[3])
	assert.Contains(t, messages.String(), "related: empty has no words\n")

	out.Reset()
	require.NoError(t, run([]string{"-corpus", file(t, small), "-queries", file(t, "b\n\nnobody\n")}, &out, &messages))
	lines = strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 2)
	assert.Contains(t, lines[0], `{"id":"b","hits":[{"id":"a",`)
	assert.Contains(t, messages.String(), "related: nobody is not in the corpus, or has no words\n")
}

func TestEvaluation(t *testing.T) {
	var out strings.Builder
	judgements := `{"query":"a","rel":{"b":1,"c":0.3}}` + "\n" + `{"query":"c","rel":{"a":1}}` + "\n" + `{"query":"nobody","rel":{}}`
	require.NoError(t, run([]string{"-corpus", file(t, small), "-eval", file(t, judgements)}, &out, io.Discard))
	// a: gain 1 of 1 + 0.3/log2(3), recall and average precision 1; c: 0.
	assert.Contains(t, out.String(), "queries   3\nnDCG@5    0.4204\nMAP@10    0.5000\nrecall@4  0.5000\nlatency   p50 ")
}

func TestMeasures(t *testing.T) {
	grades := []float64{0, .4, 1, .3, 1}
	assert.InDelta(t, 1.0/2+2.0/3+3.0/5, precisionSum(grades, 10), 1e-12)
	assert.InDelta(t, 1.0/2, precisionSum(grades, 2), 1e-12)
	assert.Equal(t, 2, count(grades, 4))
	assert.Zero(t, percentile(nil, 50))
	assert.EqualValues(t, 3000, percentile([]time.Duration{1000, 2000, 3000}, 99))
}

func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		args       []string
	}{
		{"no corpus", "a corpus is needed", nil},
		{"a corpus that is not there", "no such file", []string{"-corpus", "nowhere"}},
		{"queries that are not there", "no such file", []string{"-corpus", file(t, small), "-queries", "nowhere"}},
		{"no JSON", "lines, line 5: ", []string{"-corpus", file(t, strings.Replace(small, `{"id":"empty"}`, "x", 1)+"x")}},
		{"no id", "line 1: an article without an id", []string{"-corpus", file(t, `{"title":"x"}`)}},
		{"judgements that are none", "line 1: ", []string{"-corpus", file(t, small), "-eval", file(t, "x")}},
		{"a line too long", "line 1: bufio.Scanner: token too long", []string{"-corpus", file(t, strings.Repeat("x", longestLine+1))}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.ErrorContains(t, run(tt.args, io.Discard, io.Discard), tt.want)
		})
	}
	require.ErrorIs(t, run([]string{"-h"}, io.Discard, io.Discard), flag.ErrHelp)
}

// broken takes nothing.
type broken struct{}

var errBroken = errors.New("broken pipe")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestRunReturnsTheErrorsOfItsOutput(t *testing.T) {
	for _, args := range [][]string{{}, {"-eval", file(t, `{"query":"a","rel":{"b":1}}`)}} {
		require.ErrorIs(t, run(append([]string{"-corpus", file(t, small)}, args...), broken{}, io.Discard), errBroken)
	}
}
