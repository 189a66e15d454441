package reactiontest

import (
	"context"
	"sync"
	"time"

	"github.com/newsjunction/news/reaction"
)

// unsynced is a store whose counters nothing guards: each write reads them, goes on,
// and writes them back. The steps themselves are locked, so that the store is wrong
// whenever it runs and crashes nowhere, as Go's maps would.
type unsynced struct {
	reaction.Memory
	mu     sync.Mutex
	counts map[string]map[reaction.Kind]int
}

func (s *unsynced) Set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	before, err := s.Memory.Set(ctx, subject, r, k)
	if err == nil && before != k {
		s.add(subject, before, -1)
		s.add(subject, k, 1)
	}
	return before, err
}

func (s *unsynced) Swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	before, err := s.Memory.Swap(ctx, subject, r, from, to)
	if err == nil && before == from && from != to {
		s.add(subject, from, -1)
		s.add(subject, to, 1)
	}
	return before, err
}

func (s *unsynced) add(subject string, k reaction.Kind, n int) {
	s.mu.Lock()
	read := s.counts[subject][k]
	s.mu.Unlock()
	time.Sleep(gap)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.counts == nil {
		s.counts = make(map[string]map[reaction.Kind]int)
	}
	if s.counts[subject] == nil {
		s.counts[subject] = make(map[reaction.Kind]int)
	}
	s.counts[subject][k] = read + n
}

func (s *unsynced) Erase(ctx context.Context, r reaction.Reader) error {
	for row, err := range s.Memory.Scan(ctx) {
		if err != nil {
			return err
		}
		if row.Reader != r {
			continue
		}
		if _, err := s.Set(ctx, row.Subject, r, ""); err != nil {
			return err
		}
	}
	return reaction.CheckReader(r)
}

func (s *unsynced) Tallies(_ context.Context, subjects ...string) ([]reaction.Counts, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tallies := make([]reaction.Counts, len(subjects))
	for i, subject := range subjects {
		held := make(map[reaction.Kind]int)
		for k, n := range s.counts[subject] {
			if k != "" && n != 0 {
				held[k] = n
			}
		}
		tallies[i] = counted(held)
	}
	return tallies, nil
}
