package related

import (
	"runtime"
	"sync/atomic"
	"time"
)

// sides are two copies of what readers look at, of which they use one while a writer
// changes the other: the left-right technique (Ramalhete and Correia, "Left-Right: A
// Concurrency Control Technique with Wait-Free Population Oblivious Reads", 2015).
// Readers never wait. A writer waits for those readers who started before its change.
//
// What only grows is shared between the copies: each holds the slices as long as
// they are for its readers, and the writer fills the room behind them.
type sides struct {
	copies [2]*holdings
	shown  atomic.Uint32 // the copy that readers use
	gate   atomic.Uint32 // through which readers come in
	inside [2]struct {
		readers atomic.Int64
		_       [56]byte // a cache line each
	}
}

// enter returns the holdings of this instant, and the gate by which to leave.
func (s *sides) enter() (h *holdings, gate uint32) {
	gate = s.gate.Load()
	s.inside[gate].readers.Add(1)
	return s.copies[s.shown.Load()], gate
}

func (s *sides) leave(gate uint32) { s.inside[gate].readers.Add(-1) }

// hidden returns the copy that no reader uses. The writer alone may call it.
func (s *sides) hidden() *holdings { return s.copies[1-s.shown.Load()] }

// turn shows readers the hidden copy, and returns when none uses the other any more.
func (s *sides) turn() {
	s.shown.Store(1 - s.shown.Load())
	gate := s.gate.Load()
	s.await(1 - gate)
	s.gate.Store(1 - gate)
	s.await(gate)
}

func (s *sides) await(gate uint32) {
	const patience = 100
	for i := 0; s.inside[gate].readers.Load() != 0; i++ {
		if i < patience {
			runtime.Gosched()
		} else {
			time.Sleep(20 * time.Microsecond)
		}
	}
}
