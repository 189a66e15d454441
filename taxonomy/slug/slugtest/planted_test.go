package slugtest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/slug"
)

// wrong is a sound ledger, some of whose methods a test replaces by faulty ones.
type wrong struct {
	slug.Memory
	reserve  func(w *wrong, want slug.Name, owner string) (slug.Name, error)
	rename   func(w *wrong, from, to slug.Name, owner string) (slug.Name, error)
	plan     func(w *wrong, from, to slug.Name, owner string) (slug.Renaming, error)
	redirect func(w *wrong, from, to slug.Name) error
	retire   func(w *wrong, name slug.Name, owner string) error
	release  func(w *wrong, name slug.Name, owner string) error
	resolve  func(w *wrong, name slug.Name) (slug.Resolution, error)
	always   bool // also where the context is over

	mu   sync.Mutex
	seen int
}

func (w *wrong) faulty(ctx context.Context) bool { return w.always || ctx.Err() == nil }

func (w *wrong) Reserve(ctx context.Context, want slug.Name, owner string) (slug.Name, error) {
	if w.reserve != nil && w.faulty(ctx) {
		return w.reserve(w, want, owner)
	}
	return w.Memory.Reserve(ctx, want, owner)
}

func (w *wrong) Rename(ctx context.Context, from, to slug.Name, owner string) (slug.Name, error) {
	if w.rename != nil && w.faulty(ctx) {
		return w.rename(w, from, to, owner)
	}
	return w.Memory.Rename(ctx, from, to, owner)
}

func (w *wrong) PlanRename(ctx context.Context, from, to slug.Name, owner string) (slug.Renaming, error) {
	if w.plan != nil && w.faulty(ctx) {
		return w.plan(w, from, to, owner)
	}
	return w.Memory.PlanRename(ctx, from, to, owner)
}

func (w *wrong) Redirect(ctx context.Context, from, to slug.Name) error {
	if w.redirect != nil && w.faulty(ctx) {
		return w.redirect(w, from, to)
	}
	return w.Memory.Redirect(ctx, from, to)
}

func (w *wrong) Retire(ctx context.Context, name slug.Name, owner string) error {
	if w.retire != nil && w.faulty(ctx) {
		return w.retire(w, name, owner)
	}
	return w.Memory.Retire(ctx, name, owner)
}

func (w *wrong) Release(ctx context.Context, name slug.Name, owner string) error {
	if w.release != nil && w.faulty(ctx) {
		return w.release(w, name, owner)
	}
	return w.Memory.Release(ctx, name, owner)
}

func (w *wrong) Resolve(ctx context.Context, name slug.Name) (slug.Resolution, error) {
	if w.resolve != nil && w.faulty(ctx) {
		return w.resolve(w, name)
	}
	return w.Memory.Resolve(ctx, name)
}

var ctx = context.Background()

func TestPlantedLedgersAreCaught(t *testing.T) {
	hush(t)
	for _, tt := range []struct {
		name   string
		faults *wrong
		caught []string // promises that must fail
	}{
		{"no suffix", &wrong{reserve: refusing}, []string{"a name that another holds gets the first free suffix", "any history equals the model"}},
		{"suffixes with gaps", &wrong{reserve: gaps}, []string{"owners who come at once get names without a gap", "a name that another holds gets the first free suffix"}},
		{"check, then write", &wrong{reserve: racing}, []string{"owners who come at once get names without a gap", "concurrent calls have an order that explains them"}},
		{"one scope for all", &wrong{reserve: oneScope}, []string{"one slug has an owner in each scope", "any history equals the model"}},
		{"chains", &wrong{resolve: chained}, []string{"the old name redirects to the new one in one hop", "any history equals the model"}},
		{"no redirect", &wrong{resolve: unmoved}, []string{"a name that redirects is not given to another", "an old path redirects wherever its article goes"}},
		{"redirects are taken", &wrong{reserve: taking}, []string{"a name that redirects is not given to another"}},
		{"a plan that acts", &wrong{plan: acting}, []string{"a plan says what a rename does and changes nothing", "any history equals the model"}},
		{"a plan without order", &wrong{plan: unordered}, []string{"a plan says what a rename does and changes nothing"}},
		{"any owner renames", &wrong{rename: anybody}, []string{"only the current name of its owner can be renamed"}},
		{"redirects into the void", &wrong{redirect: nowhere}, []string{"a redirect leads to a name that is held", "a redirect of what is no path is refused"}},
		{"redirects that take names", &wrong{redirect: stealing}, []string{"a redirect takes no name that an owner has"}},
		{"retiring does nothing", &wrong{retire: idle}, []string{"what is retired is gone with all that redirects to it", "only the current name of its owner can be retired"}},
		{"retiring forgets", &wrong{retire: forgetting}, []string{"what is gone is not given to another"}},
		{"releasing does nothing", &wrong{release: idle}, []string{"a released redirect is free for all", "releasing the current name leaves nothing", "only the owner of a name can release it"}},
		{"a context is ignored", &wrong{reserve: regardless, always: true}, []string{"a context that is over is refused and nothing changes"}},
		{"any text is a name", &wrong{reserve: lenient}, []string{"what is no name is refused and nothing changes"}},
		{"ASCII alone", &wrong{reserve: asciiOnly}, []string{"names in letters of any script are names"}},
		{"a foreign error", &wrong{resolve: failing}, []string{"a free name is given as it is", "any history equals the model"}},
	} {
		for _, name := range tt.caught {
			t.Run(tt.name+" breaks: "+name, func(t *testing.T) {
				f := tt.faults
				l := &wrong{
					reserve: f.reserve, rename: f.rename, plan: f.plan, redirect: f.redirect,
					retire: f.retire, release: f.release, resolve: f.resolve, always: f.always,
				}
				assert.NotEmpty(t, recorded(t, promised(t, name), l))
			})
		}
	}
}

func TestASoundLedgerFailsNothing(t *testing.T) {
	for _, p := range promises() {
		assert.Empty(t, recorded(t, p, new(slug.Memory)), p.name)
	}
}

// A hundred thousand calls on one ledger, each compared with the model.
func TestMemoryEqualsTheModelOverALongHistory(t *testing.T) {
	const calls, every = 100_000, 50
	l := new(slug.Memory)
	m := machine{rand.New(rand.NewPCG(1, 2)).IntN, newBook()}
	for i := range calls {
		m.step(bench{t}, l)
		if i%every == 0 {
			m.compare(bench{t}, l)
		}
	}
}

func TestSixtyFourGoroutinesReserveOneTitle(t *testing.T) {
	const goroutines, reservations = 64, 10_000
	got := reserveAtOnce(new(slug.Memory), goroutines, reservations/goroutines+1)
	for i := 2; i <= len(got); i++ {
		require.NotEmpty(t, got[article(fmt.Sprint("storm-", i))], "storm-%d", i)
	}
	require.NotEmpty(t, got[article("storm")])
	require.Len(t, got, goroutines*(reservations/goroutines+1))
}

func refusing(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	if r, err := w.Memory.Resolve(ctx, want); err == nil && r.Owner != owner {
		return slug.Name{}, slug.ErrTaken
	}
	return w.Memory.Reserve(ctx, want, owner)
}

func gaps(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	if _, err := w.Memory.Resolve(ctx, want); err == nil {
		_, _ = w.Memory.Reserve(ctx, want, "nobody"+owner)
	}
	return w.Memory.Reserve(ctx, want, owner)
}

// racing gives the same name to two who come while it looks away.
func racing(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	w.mu.Lock()
	w.seen++
	n := w.seen
	w.mu.Unlock()
	if n%3 == 0 {
		return want, nil
	}
	return w.Memory.Reserve(ctx, want, owner)
}

func oneScope(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	want.Scope = "article"
	return w.Memory.Reserve(ctx, want, owner)
}

func chained(w *wrong, name slug.Name) (slug.Resolution, error) {
	r, err := w.Memory.Resolve(ctx, name)
	if err == nil && r.Status == slug.Moved {
		r.Name = name
	}
	return r, err
}

func unmoved(w *wrong, name slug.Name) (slug.Resolution, error) {
	r, err := w.Memory.Resolve(ctx, name)
	if err == nil && r.Status == slug.Moved {
		return slug.Resolution{}, slug.ErrUnknownName
	}
	return r, err
}

func taking(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	if r, err := w.Memory.Resolve(ctx, want); err == nil && r.Status == slug.Moved {
		_ = w.Memory.Release(ctx, want, r.Owner)
	}
	return w.Memory.Reserve(ctx, want, owner)
}

func acting(w *wrong, from, to slug.Name, owner string) (slug.Renaming, error) {
	r, err := w.Memory.PlanRename(ctx, from, to, owner)
	_, _ = w.Memory.Rename(ctx, from, to, owner)
	return r, err
}

func unordered(w *wrong, from, to slug.Name, owner string) (slug.Renaming, error) {
	r, err := w.Memory.PlanRename(ctx, from, to, owner)
	slices.Reverse(r.Redirects)
	return r, err
}

func anybody(w *wrong, from, to slug.Name, owner string) (slug.Name, error) {
	if r, err := w.Memory.Resolve(ctx, from); err == nil {
		return w.Memory.Rename(ctx, r.Name, to, r.Owner)
	}
	return w.Memory.Rename(ctx, from, to, owner)
}

func nowhere(w *wrong, from, to slug.Name) error {
	_, err := w.Memory.Reserve(ctx, to, "nobody")
	_ = w.Memory.Redirect(ctx, from, to)
	return err
}

func stealing(w *wrong, from, to slug.Name) error {
	if r, err := w.Memory.Resolve(ctx, from); err == nil {
		_ = w.Memory.Release(ctx, from, r.Owner)
	}
	return w.Memory.Redirect(ctx, from, to)
}

func idle(*wrong, slug.Name, string) error { return nil }

func forgetting(w *wrong, name slug.Name, owner string) error {
	return w.Memory.Release(ctx, name, owner)
}

func regardless(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	return w.Memory.Reserve(ctx, want, owner)
}

func lenient(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	if want.Check() != nil {
		want = article("bad")
	}
	return w.Memory.Reserve(ctx, want, owner)
}

func asciiOnly(w *wrong, want slug.Name, owner string) (slug.Name, error) {
	want.Slug = slug.Make(want.Slug, slug.Options{})
	return w.Memory.Reserve(ctx, want, owner)
}

func failing(*wrong, slug.Name) (slug.Resolution, error) {
	return slug.Resolution{}, errors.New("the disk is full")
}

// A recorder is a test that keeps its failures to itself.
type recorder struct {
	*testing.T
	mu       sync.Mutex
	failures []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Error(args ...any) { r.Errorf("%s", fmt.Sprint(args...)) }
func (r *recorder) Failed() bool      { return len(r.failures) > 0 }
func (r *recorder) Fail()             { r.Errorf("failed") }

func (r *recorder) FailNow() {
	r.Errorf("failed now")
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

// recorded checks a promise on l and returns the failures.
func recorded(t *testing.T, p promise, l slug.Ledger) []string {
	r := &recorder{T: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.check(bench{r}, l)
	}()
	<-done
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
		old := f.Value.String()
		require.NoError(t, f.Value.Set(value))
		t.Cleanup(func() { require.NoError(t, f.Value.Set(old)) })
	}
}
