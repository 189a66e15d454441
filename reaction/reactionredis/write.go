package reactionredis

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsjunction/news/reaction"
)

// pipeCommands is how many commands an operation without a bound of its own sends at
// once.
const pipeCommands = 500

// Set is as [reaction.Store] says: one script.
func (s *Store) Set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if err := reaction.Check(subject, r, k); err != nil {
		return "", err
	}
	before, err := s.write(ctx, subject, r, string(k))
	return before, failed("set", err)
}

// Swap is as [reaction.Store] says: one script.
func (s *Store) Swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	if err := reaction.CheckSwap(subject, r, from, to); err != nil {
		return "", err
	}
	before, err := s.write(ctx, subject, r, string(to), string(from))
	return before, failed("swap", err)
}

// write runs the script with the kind to set, and maybe the kind that must be held.
func (s *Store) write(ctx context.Context, subject string, r reaction.Reader, kinds ...string) (reaction.Kind, error) {
	sc := newScript(setScript)
	replies, err := s.run(ctx, sc, []Command{s.setting(sc, subject, r, kinds...)})
	if err != nil {
		return "", err
	}
	return kindOf(replies[0])
}

func (s *Store) setting(sc script, subject string, r reaction.Reader, kinds ...string) Command {
	at := bucket(subject)
	keys := []string{s.rowsKey(subject), s.countsKey(subject), s.readerKey(at, r), s.subjectsKey(at)}
	return sc.on(keys, append([]string{bytesOf(r), subject}, kinds...)...)
}

// Erase is as [reaction.Store] says: one pipeline asks for the reader's subjects,
// and others undo what is held to them, each at an instant of its own. An Erase that
// fails has forgotten some; another one carries on.
func (s *Store) Erase(ctx context.Context, r reaction.Reader) error {
	if err := reaction.CheckReader(r); err != nil {
		return err
	}
	subjects, err := s.subjectsOf(ctx, r)
	if err != nil {
		return failed("erase", err)
	}
	sc := newScript(setScript)
	for some := range slices.Chunk(subjects, pipeCommands) {
		commands := make([]Command, len(some))
		for i, subject := range some {
			commands[i] = s.setting(sc, subject, r, "")
		}
		if _, err := s.run(ctx, sc, commands); err != nil {
			return failed("erase", err)
		}
	}
	return nil
}

// subjectsOf returns the subjects that r has reacted to, in no order.
func (s *Store) subjectsOf(ctx context.Context, r reaction.Reader) ([]string, error) {
	commands := make([]Command, buckets)
	for at := range commands {
		commands[at] = Command{Name: "HKEYS", Args: []any{s.readerKey(at, r)}}
	}
	replies, err := s.ask(ctx, commands)
	if err != nil {
		return nil, err
	}
	var subjects []string
	for at, reply := range replies {
		list, err := stringsOf(reply)
		if err != nil {
			return nil, err
		}
		for _, subject := range list {
			if bucket(subject) != at {
				return nil, fmt.Errorf("%w: %.64q is not of bucket %02x", ErrCorrupt, subject, at)
			}
		}
		subjects = append(subjects, list...)
	}
	return subjects, nil
}

// Recount is as [reaction.Store] says: one script, which reads every reaction to
// subject.
func (s *Store) Recount(ctx context.Context, subject string) (int, error) {
	if err := reaction.CheckSubject(subject); err != nil {
		return 0, err
	}
	sc := newScript(recountScript)
	replies, err := s.run(ctx, sc, []Command{sc.on([]string{s.rowsKey(subject), s.countsKey(subject)})})
	if err != nil {
		return 0, failed("recount", err)
	}
	drift, err := intOf(replies[0])
	return drift, failed("recount", err)
}
