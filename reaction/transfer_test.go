package reaction_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"sync"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// broken is a store whose n-th Swap or scanned row fails.
type broken struct {
	reaction.Memory
	swaps, rows int
}

func (s *broken) Swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	if s.swaps--; s.swaps == 0 {
		return "", errStore
	}
	return s.Memory.Swap(ctx, subject, r, from, to)
}

func (s *broken) Scan(ctx context.Context, subjects ...string) iter.Seq2[reaction.Row, error] {
	return func(yield func(reaction.Row, error) bool) {
		for row, err := range s.Memory.Scan(ctx, subjects...) {
			if s.rows--; s.rows == 0 {
				row, err = reaction.Row{}, errStore
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func react(t require.TestingT, c *reaction.Counter, subject string, r reaction.Reader, k reaction.Kind) {
	_, err := c.React(context.Background(), subject, r, k)
	require.NoError(t, err)
}

func TestMergingCarriesOverWhatTheOtherSubjectLacks(t *testing.T) {
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	one, two, three := readerOf(t, "account:1"), readerOf(t, "account:2"), readerOf(t, "account:3")
	react(t, bar, "old", one, "love")
	react(t, bar, "old", two, "love")
	react(t, bar, "old", three, "sad")
	react(t, bar, "new", two, "sad")
	react(t, bar, "new", three, "sad")

	got, err := bar.Merge(t.Context(), "old", "new")
	require.NoError(t, err)
	assert.Equal(t, reaction.Transfer{Made: 1, Same: 1, Kept: 1}, got)
	tallies, err := bar.Tallies(t.Context(), "old", "new")
	require.NoError(t, err)
	assert.Zero(t, tallies[0].Total())
	assert.Equal(t, 1, tallies[1].Of("love"))
	assert.Equal(t, 2, tallies[1].Of("sad"))

	got, err = bar.Merge(t.Context(), "old", "new")
	require.NoError(t, err)
	assert.Zero(t, got)
}

func TestMergingASubjectIntoItselfDoesNothing(t *testing.T) {
	bar := reaction.NewCounter(reaction.MustSet("love"), new(reaction.Memory))
	react(t, bar, "a", readerOf(t, "account:1"), "love")
	got, err := bar.Merge(t.Context(), "a", "a")
	require.NoError(t, err)
	assert.Zero(t, got)
	tally, err := bar.Tally(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, 1, tally.Total())
}

func TestMergingRefusesBadSubjects(t *testing.T) {
	bar := reaction.NewCounter(reaction.MustSet("love"), new(reaction.Memory))
	_, err := bar.Merge(t.Context(), "a", "")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	_, err = bar.Merge(t.Context(), "", "a")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
}

// A merge that breaks off anywhere loses nothing, and another one carries on.
func TestMergingSurvivesEachFailingCall(t *testing.T) {
	for _, scan := range []bool{false, true} {
		for n := 1; ; n++ {
			s := new(broken)
			bar := reaction.NewCounter(reaction.MustSet("love", "sad"), s)
			for i := range 5 {
				react(t, bar, "old", readerOf(t, fmt.Sprint("account:", i)), "love")
			}
			react(t, bar, "new", readerOf(t, "account:1"), "sad")
			if s.swaps = n; scan {
				s.swaps, s.rows = 0, n
			}
			_, err := bar.Merge(t.Context(), "old", "new")
			if err == nil {
				require.Greater(t, n, 5)
				break
			}
			require.ErrorIs(t, err, errStore)
			_, err = bar.Merge(t.Context(), "old", "new")
			require.NoError(t, err)
			tallies, err := bar.Tallies(t.Context(), "old", "new")
			require.NoError(t, err)
			assert.Zero(t, tallies[0].Total())
			assert.Equal(t, 4, tallies[1].Of("love"))
			assert.Equal(t, 1, tallies[1].Of("sad"))
		}
	}
}

// Readers press on while their subject is merged: what they hold to the subject that
// it goes into is what they pressed there last, or what was carried over.
func TestMergingBesideReadersOverwritesNothing(t *testing.T) {
	bar := reaction.NewCounter(reaction.MustSet("love", "sad", "wink"), new(reaction.Memory))
	readers := make([]reaction.Reader, 200)
	for i := range readers {
		readers[i] = readerOf(t, fmt.Sprint("account:", i))
		react(t, bar, "old", readers[i], "love")
	}
	var done sync.WaitGroup
	done.Go(func() {
		for _, r := range readers {
			for _, k := range []reaction.Kind{"sad", "wink"} {
				_, err := bar.React(context.Background(), "new", r, k)
				assert.NoError(t, err)
			}
		}
	})
	done.Go(func() {
		_, err := bar.Merge(context.Background(), "old", "new")
		assert.NoError(t, err)
	})
	done.Wait()
	tallies, err := bar.Tallies(t.Context(), "old", "new")
	require.NoError(t, err)
	assert.Zero(t, tallies[0].Total())
	assert.Equal(t, len(readers), tallies[1].Of("wink"))
	assert.Equal(t, len(readers), tallies[1].Total())
}

func TestExportAndImportMoveAStore(t *testing.T) {
	from := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	for i := range 40 {
		for j := range 25 {
			react(t, from, fmt.Sprint("article-", i), readerOf(t, fmt.Sprint("account:", j)), []reaction.Kind{"love", "dead", "wink"}[i*j%3])
		}
	}
	var file, again bytes.Buffer
	n, err := from.Export(t.Context(), &file)
	require.NoError(t, err)
	assert.Equal(t, 1000, n)

	to := reaction.NewCounter(reaction.MustSet("love"), new(reaction.Memory))
	for _, want := range []reaction.Transfer{{Made: 1000}, {Same: 1000}} {
		got, err := to.Import(t.Context(), bytes.NewReader(file.Bytes()), reaction.Limits{})
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err = to.Export(t.Context(), &again)
	require.NoError(t, err)
	assert.Equal(t, file.Bytes(), again.Bytes())
}

func TestImportKeepsWhatIsHeld(t *testing.T) {
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	r := readerOf(t, "account:1")
	react(t, bar, "a", r, "love")
	var file bytes.Buffer
	_, err := bar.Export(t.Context(), &file)
	require.NoError(t, err)
	react(t, bar, "a", r, "sad")

	got, err := bar.Import(t.Context(), &file, reaction.Limits{})
	require.NoError(t, err)
	assert.Equal(t, reaction.Transfer{Kept: 1}, got)
	held, err := bar.Mine(t.Context(), r, "a")
	require.NoError(t, err)
	assert.Equal(t, []reaction.Kind{"sad"}, held)
}

func TestImportEndsWithTheFirstError(t *testing.T) {
	file := written(t, page(t, 2, 5)...)
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	got, err := bar.Import(t.Context(), bytes.NewReader(file[:len(file)-1]), reaction.Limits{})
	assert.ErrorIs(t, err, reaction.ErrDamaged)
	assert.Equal(t, reaction.Transfer{Made: 10}, got)

	got, err = reaction.NewCounter(reaction.Default(), &broken{swaps: 4}).Import(t.Context(), bytes.NewReader(file), reaction.Limits{})
	assert.ErrorIs(t, err, errStore)
	assert.Equal(t, reaction.Transfer{Made: 3}, got)
}

// Whatever is done to two counters, one over Memory itself and one over a store that
// wraps it, they answer and export the same.
func TestCountersOverTwoStoresExportTheSameBytes(t *testing.T) {
	set := reaction.MustSet("love", "sad", "wink")
	subjects, kinds := []string{"a", "b", "c"}, []reaction.Kind{"love", "sad", "wink"}
	rapid.Check(t, func(rt *rapid.T) {
		bars := []*reaction.Counter{reaction.NewCounter(set, new(reaction.Memory)), reaction.NewCounter(set, new(broken))}
		both := func(rt *rapid.T, do func(c *reaction.Counter) (any, error)) {
			want, err := do(bars[0])
			require.NoError(rt, err)
			got, err := do(bars[1])
			require.NoError(rt, err)
			require.Equal(rt, want, got)
		}
		subject := func(rt *rapid.T, label string) string { return rapid.SampledFrom(subjects).Draw(rt, label) }
		reader := func(rt *rapid.T) reaction.Reader {
			return readerOf(t, rapid.SampledFrom([]string{"account:1", "account:2", "account:3"}).Draw(rt, "account"))
		}
		rt.Repeat(map[string]func(*rapid.T){
			"react": func(rt *rapid.T) {
				s, r, k := subject(rt, "subject"), reader(rt), rapid.SampledFrom(kinds).Draw(rt, "kind")
				both(rt, func(c *reaction.Counter) (any, error) { return c.React(context.Background(), s, r, k) })
			},
			"undo": func(rt *rapid.T) {
				s, r := subject(rt, "subject"), reader(rt)
				both(rt, func(c *reaction.Counter) (any, error) { return c.Undo(context.Background(), s, r) })
			},
			"merge": func(rt *rapid.T) {
				s, into := subject(rt, "subject"), subject(rt, "into")
				both(rt, func(c *reaction.Counter) (any, error) { return c.Merge(context.Background(), s, into) })
			},
			"erase": func(rt *rapid.T) {
				r := reader(rt)
				both(rt, func(c *reaction.Counter) (any, error) { return nil, c.Erase(context.Background(), r) })
			},
			"": func(rt *rapid.T) {
				both(rt, func(c *reaction.Counter) (any, error) { return c.Tallies(context.Background(), subjects...) })
				both(rt, func(c *reaction.Counter) (any, error) {
					var b bytes.Buffer
					_, err := c.Export(context.Background(), &b)
					return b.String(), err
				})
				for _, s := range subjects {
					both(rt, func(c *reaction.Counter) (any, error) { return c.Recount(context.Background(), s) })
				}
			},
		})
	})
}
