package reactionredis

import (
	"cmp"
	"context"
	"slices"

	"github.com/newsjunction/news/reaction"
)

// Mine is as [reaction.Store] says: one pipeline.
func (s *Store) Mine(ctx context.Context, r reaction.Reader, subjects ...string) ([]reaction.Kind, error) {
	if err := reaction.CheckReader(r); err != nil {
		return nil, err
	}
	if err := reaction.CheckSubjects(subjects...); err != nil {
		return nil, err
	}
	commands := make([]Command, len(subjects))
	for i, subject := range subjects {
		commands[i] = Command{Name: "HGET", Args: []any{s.rowsKey(subject), bytesOf(r)}}
	}
	replies, err := s.ask(ctx, commands)
	if err != nil {
		return nil, failed("mine", err)
	}
	kinds := make([]reaction.Kind, len(subjects))
	for i, reply := range replies {
		if kinds[i], err = kindOf(reply); err != nil {
			return nil, failed("mine", err)
		}
	}
	return kinds, nil
}

// Tallies is as [reaction.Store] says: one pipeline, which sees each subject at an
// instant of its own.
func (s *Store) Tallies(ctx context.Context, subjects ...string) ([]reaction.Counts, error) {
	if err := reaction.CheckSubjects(subjects...); err != nil {
		return nil, err
	}
	commands := make([]Command, len(subjects))
	for i, subject := range subjects {
		commands[i] = Command{Name: "HGETALL", Args: []any{s.countsKey(subject)}}
	}
	replies, err := s.ask(ctx, commands)
	if err != nil {
		return nil, failed("tallies", err)
	}
	tallies := make([]reaction.Counts, len(subjects))
	for i, reply := range replies {
		if tallies[i], err = countsOf(reply); err != nil {
			return nil, failed("tallies", err)
		}
	}
	return tallies, nil
}

// countsOf reads the counters of a subject.
func countsOf(reply any) (reaction.Counts, error) {
	var counts reaction.Counts
	for pair, err := range pairsOf(reply) {
		if err != nil {
			return nil, err
		}
		k, err := kindOf(pair[0])
		if err != nil {
			return nil, err
		}
		n, err := intOf(pair[1])
		if err != nil {
			return nil, err
		}
		if n > 0 {
			counts = append(counts, reaction.Count{Kind: k, N: n})
		}
	}
	slices.SortFunc(counts, func(a, b reaction.Count) int { return cmp.Compare(a.Kind, b.Kind) })
	return counts, nil
}
