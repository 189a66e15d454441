package taxonomytest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// wrong is a sound store, some of whose methods a test replaces by faulty ones.
type wrong struct {
	taxonomy.Memory
	commit func(s *wrong, ctx context.Context, change taxonomy.Change) error
	load   func(s *wrong, ctx context.Context) (*taxonomy.Tree, error)
	change func(s *wrong, ctx context.Context, since taxonomy.Version) iter.Seq2[taxonomy.Change, error]
	name   func(s *wrong, ctx context.Context, name slug.Name) (slug.Resolution, error)

	mu   sync.Mutex
	kept *taxonomy.Tree
}

func (s *wrong) Changes(ctx context.Context, since taxonomy.Version) iter.Seq2[taxonomy.Change, error] {
	if s.change != nil {
		return s.change(s, ctx, since)
	}
	return s.Memory.Changes(ctx, since)
}

func (s *wrong) Resolve(ctx context.Context, name slug.Name) (slug.Resolution, error) {
	if s.name != nil {
		return s.name(s, ctx, name)
	}
	return s.Memory.Resolve(ctx, name)
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

// lostUpdate commits a change to whatever version is held. Before that it stands
// still, by the clock of [record], until everybody else does too or has come to an end.
func lostUpdate(s *wrong, ctx context.Context, change taxonomy.Change) error {
	time.Sleep(time.Second)
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

// additive commits what a change adds, and nothing of what it changes.
func additive(s *wrong, ctx context.Context, change taxonomy.Change) error {
	err := s.Memory.Commit(ctx, change)
	tree, failed := s.Memory.Load(context.Background())
	if err != nil || failed != nil {
		return errors.Join(err, failed)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, step := range change.Tags {
		if step.Before != nil {
			return nil
		}
	}
	s.kept = tree
	return nil
}

// kept loads what was kept.
func kept(s *wrong, ctx context.Context) (*taxonomy.Tree, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept, ctx.Err()
}

// lossy loads terms without the fields that are not known.
func lossy(s *wrong, ctx context.Context) (*taxonomy.Tree, error) {
	tree, err := s.Memory.Load(ctx)
	var tags []taxonomy.Tag
	for t := range tree.Tags() {
		t.Extra = nil
		tags = append(tags, t)
	}
	lost, _ := taxonomy.Load(slices.Collect(tree.Categories()), tags, taxonomy.Options{Version: tree.Version()})
	return lost, err
}

// skipping leaves out the first change.
func skipping(s *wrong, ctx context.Context, since taxonomy.Version) iter.Seq2[taxonomy.Change, error] {
	return s.Memory.Changes(ctx, since+1)
}

// repeating yields the newest change once more.
func repeating(s *wrong, ctx context.Context, since taxonomy.Version) iter.Seq2[taxonomy.Change, error] {
	return s.Memory.Changes(ctx, max(since, 1)-1)
}

// blind commits without looking at the terms that a change begins with.
func blind(s *wrong, ctx context.Context, change taxonomy.Change) error {
	if err := s.Memory.Commit(ctx, change); errors.Is(err, taxonomy.ErrVersionConflict) || ctx.Err() != nil {
		return err
	}
	return nil
}

// stays says that every name is current.
func stays(s *wrong, ctx context.Context, name slug.Name) (slug.Resolution, error) {
	got, err := s.Memory.Resolve(ctx, name)
	if err == nil {
		got.Status, got.Name = slug.Current, name
	}
	return got, err
}

// treeOnly knows no old URLs.
func treeOnly(s *wrong, ctx context.Context, name slug.Name) (slug.Resolution, error) {
	if name.Scope != taxonomy.TagScope && name.Scope != taxonomy.CategoryScope {
		return slug.Resolution{}, slug.ErrUnknownName
	}
	return s.Memory.Resolve(ctx, name)
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
		{"additions alone", &wrong{commit: additive, load: kept}, "every kind of surgery is loaded as it was done"},
		{"additions alone, of merged tags", &wrong{commit: additive, load: kept}, "a merged id and a merged slug lead to the survivor"},
		{"additions alone, undone", &wrong{commit: additive, load: kept}, "an undo is committed as any change"},
		{"additions alone, swapped", &wrong{commit: additive, load: kept}, "slugs may change hands in one change"},
		{"unknown fields lost", &wrong{load: lossy}, "fields that are not known are kept"},
		{"a change skipped", &wrong{change: skipping}, "changes lead from any version to the newest, or are forgotten"},
		{"a change repeated", &wrong{change: repeating}, "changes lead from any version to the newest, or are forgotten"},
		{"unsound changes swallowed", &wrong{commit: blind}, "a change that makes no sound tree is refused whole"},
		{"changes of other terms swallowed", &wrong{commit: blind}, "a change of terms that are not as it says is refused"},
		{"a taken name swallowed", &wrong{commit: blind}, "a slug that an old URL holds is refused"},
		{"names that never move", &wrong{name: stays}, "a name that moved or is gone says so"},
		{"old URLs forgotten", &wrong{name: treeOnly}, "an old URL redirects to a term for ever"},
		{"lost update seen by readers", &wrong{commit: lostUpdate}, "commits and loads are linearizable"},
		{"old tree in a race", &wrong{load: firstForEver}, "commits and loads are linearizable"},
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

// record checks a promise on s and returns the failures. Time goes on in there only
// when every goroutine of the check sleeps or waits for another.
func record(t *testing.T, name string, s taxonomy.Store) []string {
	for _, p := range promises() {
		if p.name != name {
			continue
		}
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
	require.Fail(t, "no such promise", name)
	return nil
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
