package reactiontest

import (
	"context"
	"fmt"
	"sync"

	"github.com/newsjunction/news/reaction"
)

const (
	writers = 8  // goroutines
	rounds  = 12 // writes of each
)

// together runs n goroutines at once, waits for all, and reports their errors.
func together(b bench, n int, work func(i int) error) {
	b.Helper()
	errs := make([]error, n)
	start := make(chan struct{})
	var done sync.WaitGroup
	for i := range n {
		done.Go(func() {
			<-start
			errs[i] = work(i)
		})
	}
	close(start)
	done.Wait()
	for i, err := range errs {
		if err != nil {
			b.Fatalf("goroutine %d: %v", i, err)
		}
	}
}

// wantExact demands counts that equal the reactions held to subject, and no drift.
func wantExact(b bench, s reaction.Store, subject string) {
	b.Helper()
	held := make(map[reaction.Kind]int)
	for _, row := range b.rows(s) {
		if row.Subject == subject {
			held[row.Kind]++
		}
	}
	b.wantCounts(s, subject, counted(held)...)
	b.wantDrift(s, subject, 0)
}

// concurrentWriters has each goroutine speak for readers of its own, all on one
// subject, so what must be left is known exactly.
func concurrentWriters(b bench, s reaction.Store) {
	kinds := []reaction.Kind{"love", "sad", "happy"}
	together(b, writers, func(i int) error {
		for round := range rounds {
			r := reader(i*rounds + round)
			for _, k := range []reaction.Kind{"wink", kinds[round%len(kinds)]} {
				if _, err := s.Set(context.Background(), "a", r, k); err != nil {
					return err
				}
			}
		}
		return nil
	})
	n := writers * rounds / len(kinds)
	b.wantCounts(s, "a", reaction.Count{Kind: "happy", N: n}, reaction.Count{Kind: "love", N: n}, reaction.Count{Kind: "sad", N: n})
	wantExact(b, s, "a")
}

// concurrentReplacing has all goroutines speak for one reader. Every write returns
// what it replaced, so each kind must be replaced as often as it was made, but for
// the one that is left.
func concurrentReplacing(b bench, s reaction.Store) {
	r := reader(0)
	made := make([]map[reaction.Kind]int, writers)
	together(b, writers, func(i int) error {
		made[i] = make(map[reaction.Kind]int)
		for round := range rounds {
			k := reaction.Kind(fmt.Sprintf("k%d-%d", i, round))
			before, err := s.Set(context.Background(), "a", r, k)
			if err != nil {
				return err
			}
			made[i][k]++
			made[i][before]--
		}
		return nil
	})
	left := make(map[reaction.Kind]int)
	for _, m := range made {
		for k, n := range m {
			left[k] += n
		}
	}
	last, err := s.Mine(context.Background(), r, "a")
	if err != nil || len(last) != 1 {
		b.Fatalf("Mine(%v, a) = %q, %v, want one kind", r, last, err)
	}
	left[""]++
	left[last[0]]--
	for k, n := range left {
		if n != 0 {
			b.Errorf("reaction %q was made and not replaced, or replaced twice (%+d)", k, n)
		}
	}
	b.wantCounts(s, "a", reaction.Count{Kind: last[0], N: 1})
	b.wantDrift(s, "a", 0)
}

// concurrentReading changes kinds while the counts are read: their sum is that of
// the readers at every instant.
func concurrentReading(b bench, s reaction.Store) {
	rs := readers(writers)
	for _, r := range rs {
		b.set(s, "a", r, "love")
	}
	together(b, 2*writers, func(i int) error {
		for round := range rounds {
			if i < writers {
				k := []reaction.Kind{"sad", "love"}[round%2]
				if _, err := s.Set(context.Background(), "a", rs[i], k); err != nil {
					return err
				}
				continue
			}
			counts, err := s.Tallies(context.Background(), "a")
			if err != nil {
				return err
			}
			if n := counts[0].Of("love") + counts[0].Of("sad"); n != len(rs) {
				return fmt.Errorf("Tallies(a) = %v, want %d in sum", counts[0], len(rs))
			}
		}
		return nil
	})
	wantExact(b, s, "a")
}

// concurrentSwapping has each goroutine fill the same places, and take back what it
// filled: a place is filled by one, and empty before another fills it.
func concurrentSwapping(b bench, s reaction.Store) {
	rs := readers(rounds)
	first := make([]int, writers)
	together(b, writers, func(i int) error {
		mine := reaction.Kind(fmt.Sprint("k", i))
		for _, r := range rs {
			before, err := s.Swap(context.Background(), "a", r, "", mine)
			if err != nil {
				return err
			}
			if before == "" {
				first[i]++
			}
		}
		return nil
	})
	total := 0
	var want []reaction.Count
	for i, n := range first {
		if total += n; n > 0 {
			want = append(want, reaction.Count{Kind: reaction.Kind(fmt.Sprint("k", i)), N: n})
		}
	}
	if total != len(rs) {
		b.Fatalf("%d swaps filled %d places", total, len(rs))
	}
	b.wantCounts(s, "a", want...)
	wantExact(b, s, "a")
}

func concurrentErasing(b bench, s reaction.Store) {
	rs := readers(writers)
	together(b, writers, func(i int) error {
		for round := range rounds {
			if _, err := s.Set(context.Background(), "a", rs[(i+round)%writers], "love"); err != nil {
				return err
			}
			if err := s.Erase(context.Background(), rs[i]); err != nil {
				return err
			}
		}
		return nil
	})
	wantExact(b, s, "a")
}
