package reactionfile

import (
	"context"

	"github.com/newsjunction/news/reaction"
)

// Set is as [reaction.Store] says. Setting what is held writes nothing.
func (s *Store) Set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if err := reaction.Check(subject, r, k); err != nil {
		return "", err
	}
	return s.write(ctx, "set", change{record: record{subject: subject, reader: r, kind: k}})
}

// Swap is as [reaction.Store] says. A swap that is not made writes nothing.
func (s *Store) Swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	if err := reaction.CheckSwap(subject, r, from, to); err != nil {
		return "", err
	}
	return s.write(ctx, "swap", change{record: record{subject: subject, reader: r, kind: to}, swap: true, from: from})
}

// Erase is as [reaction.Store] says. The files have the reader's key until the next
// snapshot; [Store.Snapshot] after Erase takes one at once.
func (s *Store) Erase(ctx context.Context, r reaction.Reader) error {
	if err := reaction.CheckReader(r); err != nil {
		return err
	}
	_, err := s.write(ctx, "erase", change{record: record{reader: r, erased: true}})
	return err
}

// write has c done, together with what others want to write.
func (s *Store) write(ctx context.Context, op string, asked change) (reaction.Kind, error) {
	if err := ctx.Err(); err != nil {
		return "", failed(op, err)
	}
	c := s.changes.Get().(*change)
	asked.wake = c.wake
	*c = asked
	s.queue.do(c, s.commit)
	before, err := c.before, c.err
	*c = change{wake: c.wake}
	s.changes.Put(c)
	if err != nil {
		return "", failed(op, err)
	}
	return before, nil
}

// commit makes the changes of a batch durable, and then seen. Each is made as if
// those before it had been.
func (s *Store) commit(batch []*change) {
	s.turn.Lock()
	defer s.turn.Unlock()
	err := s.refusal()
	if err == nil {
		s.plan(batch)
		err = s.guard(s.log.commit())
	}
	for _, c := range batch {
		switch {
		case err != nil:
			c.err = also(c.err, err)
		case c.made:
			c.err = s.play(c.record)
		}
	}
	s.planned.clear(batch)
	s.snapshotIfDue()
}

// plan says for each change what is held before it, and collects those that are made.
func (s *Store) plan(batch []*change) {
	for i, c := range batch {
		if c.erased {
			c.made = true
			s.log.add(c.record)
			continue
		}
		earlier := s.planned.find(batch, c)
		if earlier != nil {
			c.before = earlier.kind
		} else {
			// A swap of like for like changes nothing, and refuses a kind too many.
			if c.before, c.err = s.memory.Swap(context.Background(), c.subject, c.reader, c.kind, c.kind); c.err != nil {
				continue
			}
		}
		if c.made = c.before != c.kind && (!c.swap || c.before == c.from); c.made {
			s.planned.add(i, c)
			s.log.add(c.record)
		}
	}
}

// play makes a record true in memory.
func (s *Store) play(r record) error {
	if r.erased {
		return s.memory.Erase(context.Background(), r.reader)
	}
	_, err := s.memory.Set(context.Background(), r.subject, r.reader, r.kind)
	return err
}
