package reactionfile

import (
	"context"
	"io"

	"github.com/newsjunction/news/reaction"
)

// Snapshot writes all that is held to a file and removes the log of how it came
// about, and with it the key of each reader who held nothing, or had been erased,
// when it began. It takes a while; reading and writing go on meanwhile. A snapshot
// that fails loses nothing, and may be tried again. Errors are those of the
// context and of the disk, [ErrClosed] and [ErrBroken].
func (s *Store) Snapshot(ctx context.Context) error {
	return failed("snapshot", s.takeSnapshot(ctx))
}

func (s *Store) takeSnapshot(ctx context.Context) error {
	s.snapshots.Lock()
	defer s.snapshots.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	generation, err := s.beginLog()
	if err != nil {
		return err
	}
	size, err := s.writeSnapshot(ctx, generation)
	if err == nil {
		err = sweep(s.disk)
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	if size > 0 {
		s.snapshot = size
	}
	return s.guard(err)
}

// beginLog goes over to the log of the next generation. What is held in memory at
// this instant is what the logs before it say.
func (s *Store) beginLog() (generation uint64, err error) {
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := s.refusal(); err != nil {
		return 0, err
	}
	next, err := createLog(s.disk, s.log.generation+1, s.log.end)
	if err != nil {
		return 0, s.guard(err)
	}
	before := s.log
	s.log = next
	return next.generation, before.file.Close()
}

// writeSnapshot writes what is held while it may change: the log of the generation
// has these changes, and is played over the snapshot. Size is 0 if there is none.
func (s *Store) writeSnapshot(ctx context.Context, generation uint64) (size int64, err error) {
	err = createFile(s.disk, snapshotName(generation), func(f file) error {
		w := io.NewOffsetWriter(f, 0)
		if _, err := reaction.Write(w, s.rows("snapshot", s.memory.Scan(ctx))); err != nil {
			return err
		}
		size, err = w.Seek(0, io.SeekCurrent)
		return err
	})
	if err != nil {
		return 0, err
	}
	return size, nil
}

// snapshotIfDue begins one beside the writers. The caller has the turn.
func (s *Store) snapshotIfDue() {
	if s.due || s.limit < 0 || s.log.end < max(s.limit, s.snapshot) || s.refusal() != nil {
		return
	}
	s.due = true
	s.background.Go(func() {
		err := s.Snapshot(context.Background())
		s.turn.Lock()
		defer s.turn.Unlock()
		s.due, s.neglected = false, err
	})
}
