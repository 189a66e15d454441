package reactionfile

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"sync"

	"github.com/newsjunction/news/reaction"
)

// load puts together what the folder holds. It changes no file before all of them
// have been found sound.
func (s *Store) load() error {
	c, err := lookUp(s.disk)
	if err != nil {
		return err
	}
	if c.snapshot == 0 && len(c.logs) == 0 {
		s.log, err = createLog(s.disk, 1, 0)
	} else if err = c.check(); err == nil {
		err = s.loadAll(c)
	}
	if err != nil {
		return err
	}
	// The names may come from memory of the system, too: what is written from here on
	// must be found again, and what replaces a file be there before that one goes.
	if err = s.disk.Sync(); err == nil {
		err = sweep(s.disk)
	}
	if err != nil {
		return also(err, s.log.file.Close())
	}
	return nil
}

func (s *Store) loadAll(c catalogue) error {
	if c.snapshot > 0 {
		if err := s.loadSnapshot(snapshotName(c.snapshot)); err != nil {
			return err
		}
	}
	return s.loadLogs(c.logs)
}

func (s *Store) loadSnapshot(name string) (err error) {
	f, err := s.disk.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = also(err, f.Close()) }()
	if s.snapshot, err = f.Size(); err != nil {
		return err
	}
	err = s.takeIn(reaction.Read(io.NewSectionReader(f, 0, s.snapshot), reaction.Limits{}))
	if err == nil {
		return nil
	}
	fault := &Error{File: name, Err: err}
	var at *reaction.FileError
	if errors.As(err, &at) {
		fault.Offset, fault.Err = at.Offset, at.Err
	}
	switch {
	case errors.Is(err, reaction.ErrForeign):
		fault.Err = ErrForeign
	case errors.Is(err, reaction.ErrDamaged):
		fault.Err = fmt.Errorf("%w: %w", ErrDamaged, fault.Err)
	}
	return fault
}

// takeIn makes the reactions of rows in memory. They are about different places, so
// they may be made in any order, by as many goroutines as can run.
func (s *Store) takeIn(rows iter.Seq2[reaction.Row, error]) error {
	takers := runtime.GOMAXPROCS(0)
	full, empty := make(chan []reaction.Row, takers), make(chan []reaction.Row, 2*takers)
	for range cap(empty) {
		empty <- make([]reaction.Row, 0, 1024)
	}
	errs := make([]error, takers)
	var done sync.WaitGroup
	for i := range takers {
		done.Go(func() {
			for chunk := range full {
				errs[i] = errors.Join(errs[i], s.setAll(chunk))
				empty <- chunk[:0]
			}
		})
	}
	err := handOver(rows, full, empty)
	close(full)
	done.Wait()
	return also(err, errors.Join(errs...))
}

// handOver fills chunks that are empty.
func handOver(rows iter.Seq2[reaction.Row, error], full chan<- []reaction.Row, empty <-chan []reaction.Row) error {
	chunk := <-empty
	for row, err := range rows {
		if err != nil {
			return err
		}
		if chunk = append(chunk, row); len(chunk) == cap(chunk) {
			full <- chunk
			chunk = <-empty
		}
	}
	full <- chunk
	return nil
}

func (s *Store) setAll(rows []reaction.Row) error {
	for _, row := range rows {
		if err := s.play(record{subject: row.Subject, reader: row.Reader, kind: row.Kind}); err != nil {
			return err
		}
	}
	return nil
}

// loadLogs plays the logs, and keeps the last to append to.
func (s *Store) loadLogs(generations []uint64) error {
	for i, generation := range generations {
		r, err := openLog(s.disk, generation)
		if err != nil {
			return err
		}
		if err = s.loadLog(r, i == 0, i == len(generations)-1); err != nil {
			return also(err, r.file.Close())
		}
	}
	return nil
}

// loadLog plays r after the log before it.
func (s *Store) loadLog(r *logReader, first, last bool) error {
	if before := s.log; !first && r.prior != before.end {
		return before.fault(before.end, fmt.Errorf("%w: the log after it says that it ends at byte %d", ErrDamaged, r.prior))
	}
	if err := r.replay(s.play); err != nil {
		return err
	}
	s.log = r.log
	if last {
		return r.ready()
	}
	return r.file.Close()
}
