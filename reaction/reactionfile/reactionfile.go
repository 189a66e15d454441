package reactionfile

import (
	"context"
	"errors"
	"io"
	"iter"
	"sync"
	"sync/atomic"

	"github.com/newsjunction/news/reaction"
)

// Options are the rules of one store. The zero value is ready to use.
type Options struct {
	// LogBytes is how long a log may get before the store takes a snapshot by itself,
	// if it is also longer than the snapshot before. 0 means 16 MiB, some two million
	// changes. Negative is never: then call [Store.Snapshot], such as every night.
	LogBytes int64
}

// Store is a [reaction.Store] in a folder. Make one with [Open], and close it. It is
// safe for concurrent use.
type Store struct {
	memory reaction.Memory // what is on the disk, and nothing else
	disk   disk
	lock   io.Closer
	limit  int64 // of the log; negative is none
	closed atomic.Bool

	queue   queue
	changes sync.Pool // of *change

	turn      sync.Mutex // held by who uses the log: a leader, or a snapshot that begins
	log       *log
	broken    error   // why nothing is written any more; wraps ErrBroken
	snapshot  int64   // bytes of the last one
	neglected error   // why the last snapshot of the store's own was not taken
	due       bool    // one is on its way
	planned   planned // of the batch that is under way

	snapshots  sync.Mutex // held while one is taken
	background sync.WaitGroup
}

var _ reaction.Store = (*Store)(nil)

// State is what a store is like at an instant, for those who watch over it.
type State struct {
	Size     reaction.Size
	Log      int64 // bytes of changes since the last snapshot was begun
	Snapshot int64 // bytes of the last snapshot
	Broken   error // why every write is refused, or nil
	// Neglected is why the last snapshot that the store began by itself was not
	// taken, or nil. Nothing is lost by that; the store tries again when the next
	// log has grown as long.
	Neglected error
}

// Open opens the store in the folder dir, which it makes where it is missing, in a
// folder that exists. Every error is an [*Error]: one that wraps [ErrLocked] where
// the store is open already, and one that wraps [ErrForeign] or [ErrDamaged], and
// says where, for a file that cannot have been left by a crash. Then no file was
// changed.
func Open(dir string, o Options) (*Store, error) {
	f, err := openFolder(dir)
	if err != nil {
		return nil, failed("open", err)
	}
	return open(f, o)
}

func open(d disk, o Options) (*Store, error) {
	s := &Store{disk: d, limit: o.LogBytes}
	if s.limit == 0 {
		s.limit = 16 << 20
	}
	s.changes.New = func() any { return &change{wake: make(chan bool, 1)} }
	var err error
	if s.lock, err = d.Lock(lockName); err != nil {
		return nil, failed("open", err)
	}
	if err := s.load(); err != nil {
		return nil, failed("open", also(err, s.lock.Close()))
	}
	return s, nil
}

// Close waits for the writes that have begun, breaks off a snapshot, and lets
// others open the folder. It may be called twice. The store then refuses everything
// with [ErrClosed]. An error of Close takes back no write.
func (s *Store) Close() error {
	if !s.shut() {
		return nil
	}
	s.background.Wait()
	s.snapshots.Lock()
	defer s.snapshots.Unlock()
	s.turn.Lock()
	defer s.turn.Unlock()
	return failed("close", errors.Join(s.log.file.Close(), s.lock.Close()))
}

// shut reports whether the store was open. Nobody who gets the turn later writes, or
// begins a snapshot.
func (s *Store) shut() bool {
	s.turn.Lock()
	defer s.turn.Unlock()
	return !s.closed.Swap(true)
}

// State returns what the store is like. It waits for a write that is under way, and
// looks at each subject.
func (s *Store) State() State {
	s.turn.Lock()
	defer s.turn.Unlock()
	return State{
		Size:      s.memory.Size(),
		Log:       s.log.end - logHead,
		Snapshot:  s.snapshot,
		Broken:    s.broken,
		Neglected: s.neglected,
	}
}

// Mine is as [reaction.Store] says.
func (s *Store) Mine(ctx context.Context, r reaction.Reader, subjects ...string) ([]reaction.Kind, error) {
	if s.closed.Load() {
		return nil, failed("mine", ErrClosed)
	}
	return s.memory.Mine(ctx, r, subjects...)
}

// Tallies is as [reaction.Store] says.
func (s *Store) Tallies(ctx context.Context, subjects ...string) ([]reaction.Counts, error) {
	if s.closed.Load() {
		return nil, failed("tallies", ErrClosed)
	}
	return s.memory.Tallies(ctx, subjects...)
}

// Recount is as [reaction.Store] says. It looks at every reaction to subject.
func (s *Store) Recount(ctx context.Context, subject string) (int, error) {
	if s.closed.Load() {
		return 0, failed("recount", ErrClosed)
	}
	return s.memory.Recount(ctx, subject)
}

// Scan is as [reaction.Store] says, and as [reaction.Memory.Scan].
func (s *Store) Scan(ctx context.Context, subjects ...string) iter.Seq2[reaction.Row, error] {
	return s.rows("scan", s.memory.Scan(ctx, subjects...))
}

// rows ends with ErrClosed when the store is closed.
func (s *Store) rows(op string, all iter.Seq2[reaction.Row, error]) iter.Seq2[reaction.Row, error] {
	return func(yield func(reaction.Row, error) bool) {
		if s.closed.Load() {
			yield(reaction.Row{}, failed(op, ErrClosed))
			return
		}
		for row, err := range all {
			if s.closed.Load() {
				yield(reaction.Row{}, failed(op, ErrClosed))
				return
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// refusal is why nothing can be written, or nil. The caller has the turn, as below.
func (s *Store) refusal() error {
	if s.closed.Load() {
		return ErrClosed
	}
	return s.broken
}

// guard keeps err in mind if it leaves in doubt what is on the disk.
func (s *Store) guard(err error) error {
	if errors.Is(err, ErrBroken) {
		s.broken = err
	}
	return err
}
