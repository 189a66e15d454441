package conformance

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
	"github.com/newsjunction/news/reaction/reactiontest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// kills and fileCalls are how long the tests of the file store go on:
//
//	go test -C examples ./conformance -run OnFile -timeout 1h -args -kills 1000
var (
	kills     = flag.Int("kills", 200, "how often the process that writes reactions to a file is killed")
	fileCalls = flag.Int("filecalls", 100_000, "calls of the test of linearizability on a file")
)

// killedDir names the folder that a process started by the test of kills writes to.
const killedDir = "NEWS_TEST_KILLED_DIR"

func TestReactionsOnFile(t *testing.T) {
	reactiontest.Run(t, func(t *testing.T) reaction.Store { return openReactionFile(t, t.TempDir()) })
}

func TestReactionsOnFileAreLinearizable(t *testing.T) {
	reactiontest.Linearizable(t, openReactionFile(t, t.TempDir()), *fileCalls)
}

// openReactionFile opens a store that takes a snapshot every few hundred writes.
func openReactionFile(t *testing.T, dir string) *reactionfile.Store {
	t.Helper()
	s, err := reactionfile.Open(dir, reactionfile.Options{LogBytes: 8 << 10})
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.NoError(t, s.State().Neglected)
		assert.NoError(t, s.Close())
	})
	return s
}

const (
	killedWriters  = 8
	killedSubjects = 5
)

// killedWrite is the i-th write of a writer: a subject, and what the writer's reader
// holds to it from then on. The number tells each from the one before.
func killedWrite(i int) (subject string, k reaction.Kind) {
	if i%7 == 6 {
		return fmt.Sprint("article-", i%killedSubjects), ""
	}
	return fmt.Sprint("article-", i%killedSubjects), reaction.Kind(fmt.Sprint("k", i%1000))
}

// A process that writes is killed again and again, in the middle of writes and
// snapshots. Each time the folder opens, and each writer's reactions are those of a
// write that is not older than the last one acknowledged, nor younger than the one
// that was under way.
func TestReactionsOnFileSurviveKills(t *testing.T) {
	if dir := os.Getenv(killedDir); dir != "" {
		writeUntilKilled(t, dir)
		return
	}
	dir := filepath.Join(t.TempDir(), "reactions")
	next := make([]int, killedWriters) // of each writer's writes
	acknowledged := 0
	for kill := range *kills {
		acks := runAndKill(t, dir, next)
		s, err := reactionfile.Open(dir, reactionfile.Options{LogBytes: -1})
		require.NoError(t, err, "kill %d", kill)
		for w, n := range acks {
			acknowledged += n - next[w]
			next[w] = requireWritten(t, s, w, n)
		}
		for subject := range killedSubjects {
			requireExact(t, s, fmt.Sprint("article-", subject))
		}
		require.NoError(t, s.Close())
	}
	assert.Greater(t, acknowledged, *kills, "acknowledged writes")
	t.Logf("%d kills, %d acknowledged writes", *kills, acknowledged)
}

// requireWritten demands that the reactions of a writer are those after n writes, or
// after one more, and returns how many these are.
func requireWritten(t *testing.T, s reaction.Store, writer, n int) int {
	t.Helper()
	subjects, want := make([]string, killedSubjects), make([]reaction.Kind, killedSubjects)
	for i := range subjects {
		subjects[i] = fmt.Sprint("article-", i)
	}
	for i := max(0, n-killedSubjects); i < n; i++ {
		_, want[i%killedSubjects] = killedWrite(i)
	}
	got, err := s.Mine(t.Context(), reactionReader(t, fmt.Sprint("writer:", writer)), subjects...)
	require.NoError(t, err)
	if assert.ObjectsAreEqual(want, got) {
		return n
	}
	_, want[n%killedSubjects] = killedWrite(n)
	require.Equal(t, want, got, "writer %d after %d acknowledged writes", writer, n)
	return n + 1
}

// runAndKill starts a process whose writers go on where they are, kills it after
// some of their writes, and returns how many were acknowledged in all.
func runAndKill(t *testing.T, dir string, next []int) (acks []int) {
	acks = append(acks, next...)
	p := exec.Command(os.Args[0], "-test.run=^TestReactionsOnFileSurviveKills$")
	p.Env = append(os.Environ(), killedDir+"="+dir)
	p.Stderr = os.Stderr
	in, err := p.StdinPipe()
	require.NoError(t, err)
	out, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	_, err = fmt.Fprintln(in, next)
	require.NoError(t, err)

	enough := 1 + rand.IntN(1500)
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		var writer int
		if _, err := fmt.Sscanf(lines.Text(), "done %d", &writer); err != nil {
			require.Fail(t, "the process that writes", lines.Text())
		}
		acks[writer]++
		if n == enough {
			time.AfterFunc(time.Duration(rand.IntN(300))*time.Microsecond, func() { p.Process.Kill() })
		}
	}
	require.NoError(t, lines.Err())
	require.EqualError(t, p.Wait(), "signal: killed")
	return acks
}

// writeUntilKilled says "done" and the number of the writer for each write that is
// acknowledged. It reads where the writers go on.
func writeUntilKilled(t *testing.T, dir string) {
	next := make([]int, killedWriters)
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	require.NoError(t, err)
	args := make([]any, killedWriters)
	for i := range next {
		args[i] = &next[i]
	}
	_, err = fmt.Sscanf(line, "[%d %d %d %d %d %d %d %d]", args...)
	require.NoError(t, err)
	s, err := reactionfile.Open(dir, reactionfile.Options{LogBytes: 1 << 10})
	require.NoError(t, err)
	var done sync.WaitGroup
	for w := range killedWriters {
		r := reactionReader(t, fmt.Sprint("writer:", w))
		done.Go(func() {
			for i := next[w]; ; i++ {
				subject, k := killedWrite(i)
				if _, err := s.Set(context.Background(), subject, r, k); err != nil {
					panic(err)
				}
				io.WriteString(os.Stdout, fmt.Sprintln("done", w))
			}
		})
	}
	done.Wait()
}
