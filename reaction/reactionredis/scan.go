package reactionredis

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/newsjunction/news/reaction"
)

const (
	subjectPage = 64   // subjects that a scan holds of each bucket, and reads the reactions of at once
	rowPage     = 1000 // reactions to one subject that it asks for at once
)

// Scan is as [reaction.Store] says. It merges the subjects of the buckets, which
// each keeps in order, and sorts the reactions to a subject, which it holds with
// those to some others. A row that no store can have written ends it with
// [ErrCorrupt].
func (s *Store) Scan(ctx context.Context, subjects ...string) iter.Seq2[reaction.Row, error] {
	return func(yield func(reaction.Row, error) bool) {
		if err := reaction.CheckSubjects(subjects...); err != nil {
			yield(reaction.Row{}, err)
			return
		}
		named := slices.Compact(slices.Sorted(slices.Values(subjects)))
		next := func() (some []string, err error) {
			n := min(len(named), subjectPage)
			some, named = named[:n], named[n:]
			return some, ctx.Err()
		}
		if len(subjects) == 0 {
			m := merge{store: s}
			next = func() ([]string, error) { return m.next(ctx) }
		}
		for {
			some, err := next()
			if err == nil && len(some) == 0 {
				return
			}
			var rows []reaction.Row
			if err == nil {
				rows, err = s.rows(ctx, some)
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if err != nil {
				yield(reaction.Row{}, failed("scan", err))
				return
			}
		}
	}
}

// A merge walks the subjects of all buckets in their order.
type merge struct {
	store  *Store
	queues []queue // by bucket; nil before the first page
}

// A queue is what is known of a bucket's subjects after the one that was last taken.
type queue struct {
	ready []string
	last  string // of ready when it was read
	done  bool   // there is nothing after last
}

// next returns the next subjects, and none at the end.
func (m *merge) next(ctx context.Context) ([]string, error) {
	if m.queues == nil {
		m.queues = make([]queue, buckets)
	}
	var some []string
	for len(some) < subjectPage {
		if err := m.refill(ctx); err != nil {
			return nil, err
		}
		least := -1
		for at, q := range m.queues {
			if len(q.ready) > 0 && (least < 0 || q.ready[0] < m.queues[least].ready[0]) {
				least = at
			}
		}
		if least < 0 {
			break
		}
		q := &m.queues[least]
		some, q.ready = append(some, q.ready[0]), q.ready[1:]
	}
	return some, nil
}

// refill asks for the next page of each bucket that has run dry: of all of them at
// first, and of one at a time later.
func (m *merge) refill(ctx context.Context) error {
	var dry []int
	var commands []Command
	for at, q := range m.queues {
		if len(q.ready) == 0 && !q.done {
			after := "-"
			if q.last != "" {
				after = "(" + q.last
			}
			dry = append(dry, at)
			commands = append(commands, Command{Name: "ZRANGEBYLEX", Args: []any{
				m.store.subjectsKey(at), after, "+", "LIMIT", "0", fmt.Sprint(subjectPage)}})
		}
	}
	replies, err := m.store.ask(ctx, commands)
	if err != nil {
		return err
	}
	for i, at := range dry {
		subjects, err := stringsOf(replies[i])
		if err != nil {
			return err
		}
		q := &m.queues[at]
		if q.done = len(subjects) < subjectPage; len(subjects) > 0 {
			q.ready, q.last = subjects, subjects[len(subjects)-1]
		}
	}
	return nil
}

// rows returns the reactions to subjects, in their order, and with an error those
// before the fault.
func (s *Store) rows(ctx context.Context, subjects []string) (rows []reaction.Row, err error) {
	commands := make([]Command, len(subjects))
	for i, subject := range subjects {
		commands[i] = s.reading(subject, "0")
	}
	replies, err := s.ask(ctx, commands)
	if err != nil {
		return nil, err
	}
	for i, subject := range subjects {
		held, err := s.held(ctx, subject, replies[i])
		if err != nil {
			return rows, err
		}
		rows = append(rows, held...)
	}
	return rows, nil
}

// reading asks for a page of the reactions to subject.
func (s *Store) reading(subject, cursor string) Command {
	return Command{Name: "HSCAN", Args: []any{s.rowsKey(subject), cursor, "COUNT", fmt.Sprint(rowPage)}}
}

// held returns the reactions to subject in the order of readers, given the first
// page of them. The server may give one twice, in two pages; the later one counts.
func (s *Store) held(ctx context.Context, subject string, reply any) ([]reaction.Row, error) {
	held := make(map[reaction.Reader]reaction.Kind)
	for {
		cursor, err := page(reply, subject, held)
		if err != nil {
			return nil, err
		}
		if cursor == "0" {
			break
		}
		replies, err := s.ask(ctx, []Command{s.reading(subject, cursor)})
		if err != nil {
			return nil, err
		}
		reply = replies[0]
	}
	rows := make([]reaction.Row, 0, len(held))
	for r, k := range held {
		rows = append(rows, reaction.Row{Subject: subject, Reader: r, Kind: k})
	}
	slices.SortFunc(rows, func(a, b reaction.Row) int { return a.Reader.Compare(b.Reader) })
	return rows, nil
}

// page puts the reactions of a page where they belong, and returns where the next one
// begins: "0" is the end.
func page(reply any, subject string, held map[reaction.Reader]reaction.Kind) (cursor string, err error) {
	parts, ok := reply.([]any)
	if !ok || len(parts) != 2 {
		return "", fmt.Errorf("%w: %T where a page belongs", ErrCorrupt, reply)
	}
	if cursor, err = stringOf(parts[0]); err != nil {
		return "", err
	}
	for pair, err := range pairsOf(parts[1]) {
		if err != nil {
			return "", err
		}
		r, k, err := rowOf(pair)
		if err == nil {
			err = reaction.Check(subject, r, k)
		}
		if err == nil && k == "" {
			err = reaction.ErrUnknownKind
		}
		if err != nil {
			return "", fmt.Errorf("%w: %.64q: %w", ErrCorrupt, subject, err)
		}
		held[r] = k
	}
	return cursor, nil
}

func rowOf(pair [2]any) (r reaction.Reader, k reaction.Kind, err error) {
	reader, err := stringOf(pair[0])
	if err != nil {
		return r, "", err
	}
	if err := r.UnmarshalBinary([]byte(reader)); err != nil {
		return r, "", err
	}
	k, err = kindOf(pair[1])
	return r, k, err
}
