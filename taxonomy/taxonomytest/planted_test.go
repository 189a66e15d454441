package taxonomytest

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// wrong is a sound store, some of whose methods a test replaces by faulty ones.
type wrong struct {
	taxonomy.Memory
	commit func(s *wrong, ctx context.Context, change taxonomy.Change) error
	load   func(s *wrong, ctx context.Context) (*taxonomy.Tree, error)

	mu   sync.Mutex
	kept *taxonomy.Tree
}

func (s *wrong) Commit(ctx context.Context, change taxonomy.Change) error {
	if s.commit != nil {
		return s.commit(s, ctx, change)
	}
	return s.Memory.Commit(ctx, change)
}

func (s *wrong) Load(ctx context.Context) (*taxonomy.Tree, error) {
	if s.load != nil {
		return s.load(s, ctx)
	}
	return s.Memory.Load(ctx)
}

// lostUpdate commits a change to whatever version is held.
func lostUpdate(s *wrong, ctx context.Context, change taxonomy.Change) error {
	time.Sleep(time.Millisecond)
	for range 100 {
		tree, err := s.Memory.Load(ctx)
		if err != nil {
			return err
		}
		change.Base = tree.Version()
		if err = s.Memory.Commit(ctx, change); err == nil {
			return nil
		}
	}
	return taxonomy.ErrVersionConflict
}

// halfDone leaves out the tags of a change that has categories too.
func halfDone(s *wrong, ctx context.Context, change taxonomy.Change) error {
	if len(change.Categories) > 0 {
		change.Tags = nil
	}
	return s.Memory.Commit(ctx, change)
}

func deaf(s *wrong, _ context.Context, change taxonomy.Change) error {
	return s.Memory.Commit(context.Background(), change)
}

// firstForEver loads once.
func firstForEver(s *wrong, ctx context.Context) (*taxonomy.Tree, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tree, err := s.Memory.Load(ctx)
	if s.kept == nil {
		s.kept = tree
	}
	return s.kept, err
}

func TestPlantedStoresAreCaught(t *testing.T) {
	hush(t)
	tests := []struct {
		name   string
		store  *wrong
		caught string // one of the promises that must fail
	}{
		{"lost update", &wrong{commit: lostUpdate}, "a stale change is refused and changes nothing"},
		{"lost update in a race", &wrong{commit: lostUpdate}, "concurrent changes of one version: exactly one wins"},
		{"lost update in a history", &wrong{commit: lostUpdate}, "any history equals the model"},
		{"half of a change", &wrong{commit: halfDone}, "what is committed is loaded"},
		{"half of a change in a history", &wrong{commit: halfDone}, "any history equals the model"},
		{"deaf to its context", &wrong{commit: deaf}, "a context that is over is refused and nothing changes"},
		{"old tree", &wrong{load: firstForEver}, "what is committed is loaded"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.NotEmpty(t, record(t, tt.caught, tt.store), "the kit passes a store with this fault")
		})
	}
}

// A recorder takes the failures of a check and leaves its test alone.
type recorder struct {
	*testing.T
	failures []string
}

func (r *recorder) Logf(string, ...any) {}
func (r *recorder) Failed() bool        { return len(r.failures) > 0 }
func (r *recorder) Fail()               { r.failures = append(r.failures, "failed") }

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) FailNow() {
	r.Fail()
	runtime.Goexit()
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// record checks a promise on s and returns the failures.
func record(t *testing.T, name string, s taxonomy.Store) []string {
	for _, p := range promises() {
		if p.name != name {
			continue
		}
		r := &recorder{T: t}
		done := make(chan struct{})
		go func() {
			defer close(done)
			p.check(bench{r}, s)
		}()
		<-done
		return r.failures
	}
	require.Fail(t, "no such promise", name)
	return nil
}

// hush keeps rapid from storing and shrinking failures that are wanted.
func hush(t *testing.T) {
	for name, value := range map[string]string{"rapid.nofailfile": "true", "rapid.shrinktime": "0s"} {
		f := flag.Lookup(name)
		require.NotNil(t, f, name)
		before := f.Value.String()
		require.NoError(t, f.Value.Set(value))
		t.Cleanup(func() { assert.NoError(t, f.Value.Set(before)) })
	}
}
