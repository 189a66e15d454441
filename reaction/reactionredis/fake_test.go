package reactionredis_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionredis"
	"github.com/stretchr/testify/require"
)

var (
	errPipe   = errors.New("the pipe fails")
	errServer = errors.New("ERR the server refuses")
	errScript = errors.New("NOSCRIPT no matching script")
)

// fake is a pipe without a server: it keeps the commands it was given, and answers
// them by their names.
type fake struct {
	trips   [][]reactionredis.Command
	answers map[string]func(reactionredis.Command) any // by name; nil where there is none
	fails   bool
	short   bool // a reply is missing
}

// openFake returns a store on a fake that answers as an empty server does.
func openFake(t *testing.T) (*reactionredis.Store, *fake) {
	t.Helper()
	f := &fake{answers: map[string]func(reactionredis.Command) any{
		"EVALSHA":     always(""),
		"EVAL":        always(""),
		"HGETALL":     always([]any{}),
		"HKEYS":       always([]any{}),
		"ZRANGEBYLEX": always([]any{}),
		"HSCAN":       always([]any{"0", []any{}}),
	}}
	s, err := reactionredis.New(f.pipe, reactionredis.Options{})
	require.NoError(t, err)
	return s, f
}

// always answers the same to every command of a name.
func always(reply any) func(reactionredis.Command) any {
	return func(reactionredis.Command) any { return reply }
}

func (f *fake) pipe(_ context.Context, commands []reactionredis.Command) ([]any, error) {
	f.trips = append(f.trips, commands)
	if f.fails {
		return nil, errPipe
	}
	replies := make([]any, len(commands))
	for i, c := range commands {
		if answer := f.answers[c.Name]; answer != nil {
			replies[i] = answer(c)
		}
	}
	if f.short {
		replies = replies[1:]
	}
	return replies, nil
}

func someone(t *testing.T) reaction.Reader {
	t.Helper()
	r, err := reaction.ParseReader(strings.Repeat("0a", 16))
	require.NoError(t, err)
	return r
}

// bytesOfSomeone is the reader above as it is stored.
const bytesOfSomeone = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
