package reaction_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactiontest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestMemory(t *testing.T) {
	reactiontest.Run(t, func(*testing.T) reaction.Store { return new(reaction.Memory) })
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
