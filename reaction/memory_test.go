package reaction_test

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactiontest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// calls is how many calls TestMemoryIsLinearizable makes:
//
//	go test ./reaction -run Linearizable -timeout 30m -args -calls 1000000
var calls = flag.Int("calls", 20_000, "calls of the test of linearizability")

func TestMemory(t *testing.T) {
	reactiontest.Run(t, func(*testing.T) reaction.Store { return new(reaction.Memory) })
}

func TestMemoryIsLinearizable(t *testing.T) {
	reactiontest.Linearizable(t, new(reaction.Memory), *calls)
}

// A subject with many reactions is kept in another form than one with few, so this
// history goes up and down between none and a few hundred.
func TestMemoryKeepsManyReactionsToASubjectAsAMapDoes(t *testing.T) {
	readers := make([]reaction.Reader, 300)
	for i := range readers {
		readers[i] = readerOf(t, fmt.Sprint("account:", i))
	}
	kinds := []reaction.Kind{"wink", "love", "sad", "angry"}
	rapid.Check(t, func(rt *rapid.T) {
		m, held := new(reaction.Memory), make(map[reaction.Reader]reaction.Kind)
		set := func(rt *rapid.T, r reaction.Reader, k reaction.Kind) {
			before, err := m.Set(t.Context(), "a", r, k)
			require.NoError(rt, err)
			require.Equal(rt, held[r], before)
			if held[r] = k; k == "" {
				delete(held, r)
			}
		}
		stretch := func(rt *rapid.T) []reaction.Reader {
			from := rapid.IntRange(0, len(readers)-1).Draw(rt, "from")
			return readers[from:rapid.IntRange(from, len(readers)).Draw(rt, "to")]
		}
		rt.Repeat(map[string]func(*rapid.T){
			"react": func(rt *rapid.T) {
				step := rapid.IntRange(1, 4).Draw(rt, "step")
				for i, r := range stretch(rt) {
					set(rt, r, kinds[i*step%len(kinds)])
				}
			},
			"undo": func(rt *rapid.T) {
				for _, r := range stretch(rt) {
					set(rt, r, "")
				}
			},
			"erase": func(rt *rapid.T) {
				for _, r := range stretch(rt) {
					require.NoError(rt, m.Erase(t.Context(), r))
					delete(held, r)
				}
			},
			"": func(rt *rapid.T) { requireHeld(rt, m, held) },
		})
	})
}

// requireHeld demands that m holds, counts and measures what is held to subject a.
func requireHeld(rt *rapid.T, m *reaction.Memory, held map[reaction.Reader]reaction.Kind) {
	got := make(map[reaction.Reader]reaction.Kind)
	counts := make(map[reaction.Kind]int)
	for row, err := range m.Scan(context.Background()) {
		require.NoError(rt, err)
		got[row.Reader] = row.Kind
		counts[row.Kind]++
	}
	require.Equal(rt, held, got)
	tally := m.AppendCounts(nil, "a")
	require.Len(rt, tally, len(counts))
	for _, c := range tally {
		require.Equal(rt, counts[c.Kind], c.N, c.Kind)
	}
	require.True(rt, slices.IsSortedFunc(tally, func(a, b reaction.Count) int { return cmp.Compare(a.Kind, b.Kind) }))
	drift, err := m.Recount(context.Background(), "a")
	require.NoError(rt, err)
	require.Zero(rt, drift)
	require.Equal(rt, reaction.Size{Subjects: min(len(held), 1), Readers: len(held), Reactions: len(held)}, m.Size())
}

// A list of few reactions keeps how many it has of each kind in a few bits.
func TestMemoryCountsFewOfOneKindAndOneEachOfMany(t *testing.T) {
	m, want := new(reaction.Memory), reaction.Counts{}
	for n := range 40 {
		r, k := readerOf(t, fmt.Sprint("account:", n)), reaction.Kind(fmt.Sprintf("kind-%02d", n))
		for subject, kind := range map[string]reaction.Kind{"one": "love", "many": k} {
			_, err := m.Set(t.Context(), subject, r, kind)
			require.NoError(t, err)
		}
		want = append(want, reaction.Count{Kind: k, N: 1})
		assert.Equal(t, reaction.Counts{{Kind: "love", N: n + 1}}, m.AppendCounts(nil, "one"))
		assert.Equal(t, want, m.AppendCounts(nil, "many"))
	}
}

func TestMemoryForgetsReadersWhoHoldNothing(t *testing.T) {
	var m reaction.Memory
	const readers, subjects = 500, 20
	for i := range readers {
		for j := range subjects {
			_, err := m.Set(t.Context(), fmt.Sprint("article-", j), readerOf(t, fmt.Sprint("account:", i)), "love")
			require.NoError(t, err)
		}
	}
	require.Equal(t, reaction.Size{Subjects: subjects, Readers: readers, Reactions: readers * subjects}, m.Size())
	for i := range readers {
		r := readerOf(t, fmt.Sprint("account:", i))
		if i%2 == 0 {
			require.NoError(t, m.Erase(t.Context(), r))
			continue
		}
		for j := range subjects {
			_, err := m.Swap(t.Context(), fmt.Sprint("article-", j), r, "love", "")
			require.NoError(t, err)
		}
	}
	assert.Equal(t, reaction.Size{}, m.Size())
}

func TestMemoryReadsAndUndoesForStrangersWithoutMeetingThem(t *testing.T) {
	var m reaction.Memory
	r := readerOf(t, "account:1")
	_, err := m.Set(t.Context(), "a", r, "")
	require.NoError(t, err)
	_, err = m.Swap(t.Context(), "a", r, "love", "")
	require.NoError(t, err)
	_, err = m.Swap(t.Context(), "a", r, "love", "sad")
	require.NoError(t, err)
	_, err = m.Mine(t.Context(), r, "a")
	require.NoError(t, err)
	require.NoError(t, m.Erase(t.Context(), r))
	assert.Equal(t, reaction.Size{}, m.Size())
}

func TestMemoryRefusesMoreKindsThanItCanNumber(t *testing.T) {
	var m reaction.Memory
	r := readerOf(t, "account:1")
	for i := range reaction.MaxStoredKinds {
		_, err := m.Set(t.Context(), "a", r, reaction.Kind(fmt.Sprint("k", i)))
		require.NoError(t, err)
	}
	before, err := m.Set(t.Context(), "a", r, "one-more")
	require.ErrorIs(t, err, reaction.ErrTooManyKinds)
	assert.Empty(t, before)
	var fault *reaction.Error
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, reaction.MaxStoredKinds, fault.Limit)

	before, err = m.Set(t.Context(), "a", r, "k7")
	require.NoError(t, err)
	assert.Equal(t, reaction.Kind(fmt.Sprint("k", reaction.MaxStoredKinds-1)), before)
}

func TestMemoryCountsIntoTheCallersMemory(t *testing.T) {
	var m reaction.Memory
	for _, n := range []int{5, 100} {
		subject := fmt.Sprint("of ", n)
		for i := range n {
			_, err := m.Set(t.Context(), subject, readerOf(t, fmt.Sprint("account:", i)), []reaction.Kind{"love", "sad"}[i%2])
			require.NoError(t, err)
		}
		dst := make(reaction.Counts, 1, 8)
		assert.Zero(t, testing.AllocsPerRun(100, func() { dst = m.AppendCounts(dst[:1], subject) }))
		assert.Equal(t, reaction.Counts{{}, {Kind: "love", N: (n + 1) / 2}, {Kind: "sad", N: n / 2}}, dst)
	}
	assert.Empty(t, m.AppendCounts(nil, "unknown"))
	assert.Empty(t, m.AppendCounts(nil, ""))
}

func TestMemoryScanEndsWithItsContext(t *testing.T) {
	var store reaction.Memory
	for i := range 3 {
		_, err := store.Set(t.Context(), "a", readerOf(t, fmt.Sprint("account:", i)), "love")
		require.NoError(t, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var errs []error
	for _, err := range store.Scan(ctx) {
		errs = append(errs, err)
		cancel()
	}
	require.Len(t, errs, 2)
	assert.NoError(t, errs[0])
	assert.True(t, errors.Is(errs[1], context.Canceled))
}

func TestMemoryScanPassesOverASubjectThatIsUndoneMeanwhile(t *testing.T) {
	var store reaction.Memory
	r := readerOf(t, "account:1")
	for _, subject := range []string{"a", "b"} {
		_, err := store.Set(t.Context(), subject, r, "love")
		require.NoError(t, err)
	}
	var subjects []string
	for row, err := range store.Scan(t.Context()) {
		require.NoError(t, err)
		subjects = append(subjects, row.Subject)
		require.NoError(t, store.Erase(t.Context(), r))
	}
	assert.Equal(t, []string{"a"}, subjects)
}

func BenchmarkMemoryReact(b *testing.B) {
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	kinds := []reaction.Kind{"love", "sad", "happy"}
	readers := make([]reaction.Reader, 1000)
	for i := range readers {
		readers[i] = readerOf(b, fmt.Sprint("account:", i))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := bar.React(b.Context(), "article-1", readers[i%len(readers)], kinds[i/len(readers)%len(kinds)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMemoryTallies reads the counts of a page of 50 teasers.
func BenchmarkMemoryTallies(b *testing.B) {
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	subjects := make([]string, 50)
	for i := range subjects {
		subjects[i] = fmt.Sprint("article-", i)
		for n, k := range []reaction.Kind{"love", "sad", "happy", "wink"} {
			if _, err := bar.React(b.Context(), subjects[i], readerOf(b, fmt.Sprint("account:", n)), k); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := bar.Tallies(b.Context(), subjects...); err != nil {
			b.Fatal(err)
		}
	}
}
