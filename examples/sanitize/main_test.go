package main

import (
	"errors"
	"flag"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/sanitize"
)

func TestRun(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"each line gets an answer, in order", `{"id":"a","profile":"Comment","html":"<p>x<script>y</script>"}` + "\n\n" + `{"id":2,"profile":"Plain","html":"<b>1 & 2</b>"}`,
			`{"id":"a","html":"<p>x</p>"}` + "\n" + `{"id":2,"html":"1 &amp; 2"}` + "\n"},
		{"profiles differ", `{"id":1,"profile":"Feed","html":"<a href=/x>y</a>"}` + "\n" + `{"id":2,"profile":"Article","html":"<a href=/x>y</a>"}` + "\n" + `{"id":3,"profile":"Newsletter","html":"<h2 id=a-b>z</h2>"}`,
			`{"id":1,"html":"y"}` + "\n" + `{"id":2,"html":"<a href=\"/x\">y</a>"}` + "\n" + `{"id":3,"html":"<h2>z</h2>"}` + "\n"},
		{"a fault of one line is in its answer", `{"id":1,"profile":"Strict","html":"x"}` + "\n" + `{"id":2,"profile":"Plain","html":"` + strings.Repeat("x", sanitize.MaxBytes+1) + `"}`,
			`{"id":1,"html":"","error":"unknown profile \"Strict\""}` + "\n" + `{"id":2,"html":"","error":"sanitize: too large: 4194305 bytes, at most 4194304"}` + "\n"},
		{"a line without an id", `{"profile":"Plain"}`, `{"id":null,"html":""}` + "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			require.NoError(t, run(nil, strings.NewReader(tt.in), &out, io.Discard))
			assert.Equal(t, tt.want, out.String())
		})
	}
}

func TestAnswersAreWrittenBeforeTheNextLineComes(t *testing.T) {
	in, feed := io.Pipe()
	answers, out := io.Pipe()
	ended := make(chan error)
	go func() { ended <- run(nil, in, out, io.Discard) }()
	line := make([]byte, 64)
	for range 3 {
		_, err := io.WriteString(feed, `{"id":1,"profile":"Plain","html":"x"}`+"\n")
		require.NoError(t, err)
		n, err := answers.Read(line)
		require.NoError(t, err)
		assert.Equal(t, `{"id":1,"html":"x"}`+"\n", string(line[:n]))
	}
	require.NoError(t, feed.Close())
	require.NoError(t, <-ended)
}

func TestRunTellsTheLineOfAFault(t *testing.T) {
	first := `{"id":1,"profile":"Plain","html":"x"}` + "\n"
	var out strings.Builder
	require.ErrorContains(t, run(nil, strings.NewReader(first+"b\n"), &out, io.Discard), "line 2: ")
	assert.Equal(t, `{"id":1,"html":"x"}`+"\n", out.String(), "the answers before it are written")
	require.ErrorContains(t, run(nil, strings.NewReader(first+strings.Repeat("b", longestLine+1)), io.Discard, io.Discard), "line 2: bufio.Scanner: token too long")

	broken := errors.New("broken pipe")
	require.ErrorIs(t, run(nil, iotest.ErrReader(broken), io.Discard, io.Discard), broken)
	require.ErrorIs(t, run(nil, strings.NewReader(first), failing{broken}, io.Discard), broken)
	require.ErrorIs(t, run([]string{"-h"}, nil, nil, io.Discard), flag.ErrHelp)
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
