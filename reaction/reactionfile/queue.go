package reactionfile

import (
	"runtime"
	"slices"
	"sync"

	"github.com/newsjunction/news/reaction"
)

// maxBatch is how many changes share one sync. With the longest names they fit in
// a frame.
const maxBatch = 512

// A change is what one writer waits for.
type change struct {
	record
	swap    bool // only where from is held
	from    reaction.Kind
	before  reaction.Kind // the answer
	made    bool          // whether anything is to be changed
	earlier uint16        // see planned
	err     error
	wake    chan bool // true: lead the next batch; false: it is done
}

// A queue makes one writer at a time the leader, who does the work of all those who
// wait. No goroutine serves it.
type queue struct {
	mu      sync.Mutex
	led     bool      // somebody leads
	waiting []*change // in the order they came; the next leader's is the first
	batch   []*change // of the leader
	comers  int       // who may share it: those who waited or were done when the last one ended
}

// maxTurns is how often a leader lets others run who may share the batch.
const maxTurns = 8

// do returns when work was done with c, by this caller or by another.
func (q *queue) do(c *change, work func(batch []*change)) {
	if q.join(c) || <-c.wake {
		q.gather()
		work(q.take())
		q.pass()
	}
}

// join reports whether the caller leads.
func (q *queue) join(c *change) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, c)
	lead := !q.led
	q.led = true
	return lead
}

// gather lets those come who are about to, such as those whose work was just done: a
// sync costs as much for one as for all.
func (q *queue) gather() {
	for range maxTurns {
		if q.gathered() {
			return
		}
		runtime.Gosched()
	}
}

func (q *queue) gathered() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting) >= q.comers
}

// take returns what is done next, that of the leader first. An erasure is the last
// of its batch, so that no change of one must look through the others for readers.
func (q *queue) take() []*change {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.waiting), maxBatch)
	if i := slices.IndexFunc(q.waiting[:n], func(c *change) bool { return c.erased }); i >= 0 {
		n = i + 1
	}
	q.batch = append(q.batch[:0], q.waiting[:n]...)
	q.waiting = slices.Delete(q.waiting, 0, n)
	return q.batch
}

// pass wakes those whose work is done, and the next leader.
func (q *queue) pass() {
	for _, c := range q.batch[1:] {
		c.wake <- false
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.comers = min(len(q.waiting)+len(q.batch), maxBatch)
	if q.led = len(q.waiting) > 0; q.led {
		q.waiting[0].wake <- true
	}
}
