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
)

func TestRun(t *testing.T) {
	for _, tt := range []struct {
		name     string
		args     []string
		in, want string
	}{
		{"nothing", nil, "", ""},
		{"a slug a line", nil, "Storm nears\nC++\r\n\n🔥", "storm-nears\ncpp\nuntitled\nuntitled\n"},
		{"a language", []string{"-lang", "de"}, "Über & unter\n", "ueber-und-unter\n"},
		{"a cap", []string{"-max", "16"}, "Storm nears the coast\n", "storm-nears-the\n"},
		{"all scripts", []string{"-unicode"}, "Буря\n", "буря\n"},
		{
			"JSON", []string{"-json", "-lang", "de"},
			`{"text":"Über <b>","lang":"en","max":16}` + "\n\n" + `{"text":"Über & unter","more":1}`,
			`{"text":"Über <b>","slug":"uber"}` + "\n" + `{"text":"Über & unter","slug":"ueber-und-unter"}` + "\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			require.NoError(t, run(tt.args, strings.NewReader(tt.in), &out, io.Discard))
			assert.Equal(t, tt.want, out.String())
		})
	}
}

func TestRunTellsTheLineOfAFault(t *testing.T) {
	for _, tt := range []struct {
		name, in, out, message string
		args                   []string
	}{
		{"no JSON", `{"text":"a"}` + "\nb\n", `{"text":"a","slug":"a"}` + "\n", "line 2: ", []string{"-json"}},
		{"a line too long", "a\n" + strings.Repeat("b", longestLine+1), "a\n", "line 2: bufio.Scanner: token too long", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			err := run(tt.args, strings.NewReader(tt.in), &out, io.Discard)
			require.ErrorContains(t, err, tt.message)
			assert.Equal(t, tt.out, out.String(), "the lines before it are written")
		})
	}
	require.ErrorIs(t, run([]string{"-h"}, nil, nil, io.Discard), flag.ErrHelp)
}

func TestRunReturnsTheErrorsOfItsStreams(t *testing.T) {
	broken := errors.New("broken pipe")
	require.ErrorIs(t, run(nil, iotest.ErrReader(broken), io.Discard, io.Discard), broken)
	many := strings.Repeat("storm nears the coast\n", 1000)
	require.ErrorIs(t, run(nil, strings.NewReader(many), failing{broken}, io.Discard), broken)
	require.ErrorIs(t, run(nil, strings.NewReader("storm"), failing{broken}, io.Discard), broken)
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
