package reactiontest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wrong is a sound store, one of whose methods a test replaces by a faulty one.
type wrong struct {
	reaction.Memory
	set     func(s *wrong, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error)
	mine    func(s *wrong, r reaction.Reader, subjects []string) ([]reaction.Kind, error)
	tallies func(s *wrong, subjects []string) ([]reaction.Counts, error)
	erase   func(s *wrong, r reaction.Reader) error
	recount func(s *wrong, subject string) (int, error)
	scan    func(s *wrong, yield func(reaction.Row, error) bool)
	swap    func(s *wrong, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error)

	mu    sync.Mutex
	drift int
	keep  reaction.Counts
}

func (s *wrong) Set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if s.set != nil && ctx.Err() == nil {
		return s.set(s, subject, r, k)
	}
	return s.Memory.Set(ctx, subject, r, k)
}

func (s *wrong) Mine(ctx context.Context, r reaction.Reader, subjects ...string) ([]reaction.Kind, error) {
	if s.mine != nil {
		return s.mine(s, r, subjects)
	}
	return s.Memory.Mine(ctx, r, subjects...)
}

func (s *wrong) Tallies(ctx context.Context, subjects ...string) ([]reaction.Counts, error) {
	if s.tallies != nil {
		return s.tallies(s, subjects)
	}
	return s.Memory.Tallies(ctx, subjects...)
}

func (s *wrong) Erase(ctx context.Context, r reaction.Reader) error {
	if s.erase != nil && ctx.Err() == nil {
		return s.erase(s, r)
	}
	return s.Memory.Erase(ctx, r)
}

func (s *wrong) Recount(ctx context.Context, subject string) (int, error) {
	if s.recount != nil {
		return s.recount(s, subject)
	}
	return s.Memory.Recount(ctx, subject)
}

func (s *wrong) Scan(ctx context.Context, subjects ...string) iter.Seq2[reaction.Row, error] {
	if s.scan != nil {
		return func(yield func(reaction.Row, error) bool) { s.scan(s, yield) }
	}
	return s.Memory.Scan(ctx, subjects...)
}

func (s *wrong) Swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	if s.swap != nil && ctx.Err() == nil {
		return s.swap(s, subject, r, from, to)
	}
	return s.Memory.Swap(ctx, subject, r, from, to)
}

// gap is how long a fault stands between its two steps, by the clock of [record]:
// until everybody else has come to a gap too, or to an end. No machine, however busy,
// closes it.
const gap = time.Second

// hastySwap looks and writes in two steps.
func hastySwap(s *wrong, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	held, err := s.Memory.Mine(context.Background(), r, subject)
	if err != nil || held[0] != from {
		return "", err
	}
	time.Sleep(gap)
	_, err = s.Memory.Set(context.Background(), subject, r, to)
	return held[0], err
}

// blindSwap writes whatever is held.
func blindSwap(s *wrong, subject string, r reaction.Reader, _, to reaction.Kind) (reaction.Kind, error) {
	return s.Memory.Set(context.Background(), subject, r, to)
}

// lostUpdate reads what is held, lets others run, and writes over what they did.
func lostUpdate(s *wrong, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	held, err := s.Memory.Mine(context.Background(), r, subject)
	if err != nil {
		return "", err
	}
	time.Sleep(gap)
	_, err = s.Memory.Set(context.Background(), subject, r, k)
	return held[0], err
}

// halfDone undoes what is held before it writes the next kind.
func halfDone(s *wrong, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	before, err := s.Memory.Set(context.Background(), subject, r, "")
	time.Sleep(gap)
	if err == nil {
		_, err = s.Memory.Set(context.Background(), subject, r, k)
	}
	return before, err
}

// watchedTallies looks when whoever writes as halfDone does has done half.
func watchedTallies(s *wrong, subjects []string) ([]reaction.Counts, error) {
	time.Sleep(gap / 2)
	return s.Memory.Tallies(context.Background(), subjects...)
}

// driftingCounter counts a repeated reaction again.
func driftingCounter(s *wrong, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	before, err := s.Memory.Set(context.Background(), subject, r, k)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil && before == k && k != "" {
		s.drift++
	}
	return before, err
}

func driftingTallies(s *wrong, subjects []string) ([]reaction.Counts, error) {
	counts, err := s.Memory.Tallies(context.Background(), subjects...)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range counts {
		if len(c) > 0 {
			c[0].N += s.drift
		}
	}
	return counts, err
}

// forgetfulErase misses what the reader holds to the last subject.
func forgetfulErase(s *wrong, r reaction.Reader) error {
	if err := reaction.CheckReader(r); err != nil {
		return err
	}
	var held []string
	for row := range s.Memory.Scan(context.Background()) {
		if row.Reader == r {
			held = append(held, row.Subject)
		}
	}
	for _, subject := range held[:max(len(held)-1, 0)] {
		if _, err := s.Memory.Set(context.Background(), subject, r, ""); err != nil {
			return err
		}
	}
	return nil
}

var errBroken = errors.New("broken")

func TestPlantedStoresAreCaught(t *testing.T) {
	hush(t)
	tests := []struct {
		name   string
		store  func() reaction.Store
		caught string // one of the promises that must fail
	}{
		{"lost update", func() reaction.Store { return &wrong{set: lostUpdate} }, "each reaction held is replaced once"},
		{"lost update among calls", func() reaction.Store { return &wrong{set: lostUpdate} }, "one order explains the answers of concurrent calls"},
		{"no sync", func() reaction.Store { return new(unsynced) }, "concurrent writers lose nothing"},
		{"no sync among calls", func() reaction.Store { return new(unsynced) }, "one order explains the answers of concurrent calls"},
		{"drifting counter among calls", func() reaction.Store { return &wrong{set: driftingCounter, tallies: driftingTallies} }, "one order explains the answers of concurrent calls"},
		{"switching in two steps among calls", func() reaction.Store { return &wrong{set: halfDone, tallies: watchedTallies} }, "one order explains the answers of concurrent calls"},
		{"swap in two steps among calls", func() reaction.Store { return &wrong{swap: hastySwap} }, "one order explains the answers of concurrent calls"},
		{"switching in two steps", func() reaction.Store { return &wrong{set: halfDone, tallies: watchedTallies} }, "a replacement is never seen half done"},
		{"swap in two steps", func() reaction.Store { return &wrong{swap: hastySwap} }, "of many who swap one is first"},
		{"swap that does not look", func() reaction.Store { return &wrong{swap: blindSwap} }, "a swap is made only where it says what is held"},
		{"swap that does not look in a history", func() reaction.Store { return &wrong{swap: blindSwap} }, "any history equals the model"},
		{"scan of everything", func() reaction.Store { return &wrong{scan: everything} }, "a scan of named subjects leaves out the others"},
		{"drifting counter", func() reaction.Store { return &wrong{set: driftingCounter, tallies: driftingTallies} }, "repeating a reaction changes nothing"},
		{"drifting counter in a history", func() reaction.Store { return &wrong{set: driftingCounter, tallies: driftingTallies} }, "any history equals the model"},
		{"erase forgets a subject", func() reaction.Store { return &wrong{erase: forgetfulErase} }, "erasing forgets a reader everywhere and nobody else"},
		{"erase forgets a subject in a history", func() reaction.Store { return &wrong{erase: forgetfulErase} }, "any history equals the model"},
		{"no undo", func() reaction.Store { return &wrong{set: noUndo} }, "undoing leaves nothing and undoing twice is once"},
		{"any subject is taken", func() reaction.Store { return &wrong{set: foldSubject} }, "subjects and readers are kept apart byte by byte"},
		{"bad input is stored", func() reaction.Store { return &wrong{set: acceptAll} }, "bad input is refused and nothing is stored"},
		{"every write fails", func() reaction.Store { return &wrong{set: failWrite} }, "concurrent writers lose nothing"},
		{"one of many", func() reaction.Store { return &wrong{mine: fewMine, tallies: fewTallies} }, "as many subjects as are allowed are answered"},
		{"wrong order of answers", func() reaction.Store { return &wrong{mine: fewMine, tallies: fewTallies} }, "answers come in the order asked"},
		{"mine of a history", func() reaction.Store { return &wrong{mine: fewMine} }, "any history equals the model"},
		{"tallies of a history", func() reaction.Store { return &wrong{tallies: fewTallies} }, "any history equals the model"},
		{"no mine after a race", func() reaction.Store { return &wrong{mine: fewMine} }, "each reaction held is replaced once"},
		{"no tallies in a race", func() reaction.Store { return &wrong{tallies: failTallies} }, "a replacement is never seen half done"},
		{"shared answers", func() reaction.Store { return &wrong{tallies: sharedTallies} }, "answers belong to the caller"},
		{"failing erase", func() reaction.Store { return &wrong{erase: failErase} }, "erasing a reader who holds nothing is no error"},
		{"failing erase in a race", func() reaction.Store { return &wrong{erase: failErase} }, "erasing beside writers leaves exact counts"},
		{"recount finds ghosts", func() reaction.Store { return &wrong{recount: ghosts} }, "recounting a sound store finds no drift"},
		{"scan is not sorted", func() reaction.Store { return &wrong{scan: backwards} }, "a scan is in the order of subject and reader"},
		{"scan yields nothing", func() reaction.Store { return &wrong{scan: nothing} }, "a scan is in the order of subject and reader"},
		{"scan cannot be broken off", func() reaction.Store { return &wrong{scan: nothing} }, "a scan may be broken off"},
		{"scan yields nothing inside", func() reaction.Store { return &wrong{scan: nothing} }, "the store may be used inside a scan"},
		{"scan fails", func() reaction.Store { return &wrong{scan: failScan} }, "an unknown subject has no counts and no reactions"},
		{"scan fails inside", func() reaction.Store { return &wrong{scan: failScan} }, "the store may be used inside a scan"},
		{"scan is deaf to its context", func() reaction.Store { return &wrong{scan: backwards} }, "a context that is over is refused and nothing changes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			failures := record(t, promised(t, tt.caught), tt.store())
			assert.NotEmpty(t, failures, "the kit passes a store with the fault: "+tt.name)
		})
	}
}

func TestSoundStoreFailsNothing(t *testing.T) {
	for _, p := range promises() {
		assert.Empty(t, record(t, p, new(reaction.Memory)), p.name)
	}
}

func noUndo(s *wrong, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if k == "" {
		held, err := s.Memory.Mine(context.Background(), r, subject)
		return held[0], err
	}
	return s.Memory.Set(context.Background(), subject, r, k)
}

func foldSubject(s *wrong, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	return s.Memory.Set(context.Background(), strings.ToLower(subject), r, k)
}

func acceptAll(s *wrong, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if reaction.Check(subject, r, k) != nil {
		subject, r, k = "bad", reader(0), "bad"
	}
	return s.Memory.Set(context.Background(), subject, r, k)
}

func failWrite(*wrong, string, reaction.Reader, reaction.Kind) (reaction.Kind, error) {
	return "", errBroken
}

func fewMine(s *wrong, r reaction.Reader, subjects []string) ([]reaction.Kind, error) {
	return s.Memory.Mine(context.Background(), r, subjects[:len(subjects)/2]...)
}

func fewTallies(s *wrong, subjects []string) ([]reaction.Counts, error) {
	return s.Memory.Tallies(context.Background(), subjects[:len(subjects)/2]...)
}

func failTallies(*wrong, []string) ([]reaction.Counts, error) { return nil, errBroken }

// sharedTallies hands out one slice for ever.
func sharedTallies(s *wrong, subjects []string) ([]reaction.Counts, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keep == nil {
		counts, err := s.Memory.Tallies(context.Background(), subjects...)
		if err != nil {
			return nil, err
		}
		s.keep = counts[0]
	}
	return []reaction.Counts{s.keep}, nil
}

func failErase(*wrong, reaction.Reader) error { return errBroken }

func ghosts(*wrong, string) (int, error) { return 3, nil }

func backwards(s *wrong, yield func(reaction.Row, error) bool) {
	var rows []reaction.Row
	for row := range s.Memory.Scan(context.Background()) {
		rows = append(rows, row)
	}
	for _, row := range slices.Backward(rows) {
		if !yield(row, nil) {
			return
		}
	}
}

func everything(s *wrong, yield func(reaction.Row, error) bool) {
	for row, err := range s.Memory.Scan(context.Background()) {
		if !yield(row, err) {
			return
		}
	}
}

func nothing(*wrong, func(reaction.Row, error) bool) {}

func failScan(_ *wrong, yield func(reaction.Row, error) bool) { yield(reaction.Row{}, errBroken) }

// A recorder takes the failures of a check and leaves its test alone.
type recorder struct {
	*testing.T
	failures []string
}

func (r *recorder) Logf(string, ...any) {}
func (r *recorder) Log(...any)          {}
func (r *recorder) Failed() bool        { return len(r.failures) > 0 }
func (r *recorder) Fail()               { r.failures = append(r.failures, "failed") }
func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}
func (r *recorder) Error(args ...any) { r.failures = append(r.failures, fmt.Sprint(args...)) }

func (r *recorder) FailNow() {
	r.Fail()
	runtime.Goexit()
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Fatal(args ...any) {
	r.Error(args...)
	runtime.Goexit()
}

// record checks a promise on s and returns the failures. Time goes on in there only
// when every goroutine of the check sleeps or waits for another.
func record(t *testing.T, p promise, s reaction.Store) []string {
	r := &recorder{T: t}
	synctest.Test(t, func(*testing.T) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			p.check(bench{r}, s)
		}()
		<-done
	})
	return r.failures
}

func promised(t *testing.T, name string) promise {
	for _, p := range promises() {
		if p.name == name {
			return p
		}
	}
	require.Fail(t, "no such promise", name)
	return promise{}
}

// hush keeps rapid from storing and shrinking failures that are wanted, and has it
// find the same ones in each run.
func hush(t *testing.T) {
	for name, value := range map[string]string{
		"rapid.nofailfile": "true", "rapid.shrinktime": "0s", "rapid.seed": "1", "rapid.checks": "500",
	} {
		f := flag.Lookup(name)
		require.NotNil(t, f, name)
		before := f.Value.String()
		require.NoError(t, f.Value.Set(value))
		t.Cleanup(func() { assert.NoError(t, f.Value.Set(before)) })
	}
}
