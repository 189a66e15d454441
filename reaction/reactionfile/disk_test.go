package reactionfile_test

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/newsjunction/news/reaction/reactionfile"
)

var (
	errPlanted = errors.New("planted fault")
	errPower   = errors.New("no power")
	errFull    = errors.New("disk is full")
)

// A fault says how the call that meets it fails.
type fault int

const (
	before fault = iota // nothing is done
	after               // all is done
	half                // a write leaves half of its bytes, anything else does nothing
	power               // nothing is done from that call on
)

// A fakeDisk plays a disk: what was not synced is lost with the power, or a part of
// it is. One call fails, the failAt-th.
type fakeDisk struct {
	mu     sync.Mutex
	seen   map[string]*content // by the process
	kept   map[string]*content // names that survive
	locked bool
	calls  int
	failAt int // 0 is never
	fault  fault

	noSnapshots bool // no file for one can be made
	room        int  // bytes that a file may have; 0 is no limit
}

// content is what a file has in it. The two differ from byte dirty on, to byte end.
type content struct {
	seen, kept []byte
	dirty, end int
}

// touch notes a change of the bytes from one to another.
func (c *content) touch(from, to int) {
	if c.dirty == c.end {
		c.dirty, c.end = from, to
	}
	c.dirty, c.end = min(c.dirty, from), max(c.end, to)
}

func (c *content) sync() {
	size := len(c.seen)
	if size > len(c.kept) {
		c.kept = append(c.kept, make([]byte, size-len(c.kept))...)
	}
	c.kept = c.kept[:size:size]
	if from := min(c.dirty, size); c.dirty < c.end {
		copy(c.kept[from:], c.seen[from:min(c.end, size)])
	}
	c.dirty, c.end = 0, 0
}

func newFakeDisk() *fakeDisk {
	return &fakeDisk{seen: make(map[string]*content), kept: make(map[string]*content)}
}

// plant makes the n-th call from here fail.
func (d *fakeDisk) plant(n int, f fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls, d.failAt, d.fault = 0, n, f
}

// spent reports whether the fault was met.
func (d *fakeDisk) spent() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.calls >= d.failAt
}

// call does what a call does, and fails it when its time has come.
func (d *fakeDisk) call(do func() error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls++
	switch {
	case d.failAt > 0 && d.calls >= d.failAt && d.fault == power:
		return errPower
	case d.failAt == 0 || d.calls != d.failAt:
		return do()
	case d.fault == after:
		return errors.Join(errPlanted, do())
	}
	return errPlanted
}

// restart is the disk after the power came back: of what was not synced any sector
// and any name may be there or not.
func (d *fakeDisk) restart(rng *rand.Rand) *fakeDisk {
	next := newFakeDisk()
	names := slices.Sorted(maps.Keys(d.seen))
	for name := range d.kept {
		if d.seen[name] == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		c := d.kept[name]
		if rng.IntN(2) == 0 {
			c = d.seen[name]
		}
		if c != nil {
			b := c.survivor(rng)
			next.put(name, b)
		}
	}
	return next
}

func (c *content) survivor(rng *rand.Rand) []byte {
	size := len(c.kept)
	if rng.IntN(2) == 0 {
		size = len(c.seen)
	}
	b := make([]byte, size)
	copy(b, c.kept)
	for at := c.dirty / 512 * 512; at < min(c.end, size); at += 512 {
		if rng.IntN(2) == 0 && at < len(c.seen) {
			copy(b[at:min(at+512, size)], c.seen[at:])
		}
	}
	return b
}

// put makes a file that is there for good.
func (d *fakeDisk) put(name string, b []byte) {
	c := &content{seen: slices.Clone(b), kept: slices.Clone(b)}
	d.seen[name], d.kept[name] = c, c
}

// copied is a disk with the same files.
func (d *fakeDisk) copied() *fakeDisk {
	next := newFakeDisk()
	for name, c := range d.seen {
		next.put(name, c.seen)
	}
	return next
}

func (d *fakeDisk) Names() (names []string, err error) {
	err = d.call(func() error { names = slices.Sorted(maps.Keys(d.seen)); return nil })
	return names, err
}

func (d *fakeDisk) Open(name string) (f reactionfile.File, err error) {
	err = d.call(func() error {
		if d.seen[name] == nil {
			return fs.ErrNotExist
		}
		f = &fakeFile{d, d.seen[name]}
		return nil
	})
	return f, err
}

func (d *fakeDisk) Create(name string) (f reactionfile.File, err error) {
	err = d.call(func() error {
		if d.noSnapshots && strings.HasSuffix(name, ".snapshot.tmp") {
			return errPlanted
		}
		if d.seen[name] == nil {
			d.seen[name] = new(content)
		}
		d.seen[name].touch(0, len(d.seen[name].seen))
		d.seen[name].seen = nil
		f = &fakeFile{d, d.seen[name]}
		return nil
	})
	return f, err
}

func (d *fakeDisk) Rename(from, to string) error {
	return d.call(func() error { d.seen[to] = d.seen[from]; delete(d.seen, from); return nil })
}

func (d *fakeDisk) Remove(name string) error {
	return d.call(func() error { delete(d.seen, name); return nil })
}

func (d *fakeDisk) Sync() error {
	return d.call(func() error { d.kept = maps.Clone(d.seen); return nil })
}

func (d *fakeDisk) Lock(string) (io.Closer, error) {
	err := d.call(func() error {
		if d.locked {
			return reactionfile.ErrLocked
		}
		d.locked = true
		return nil
	})
	if err != nil {
		d.locked = d.locked && errors.Is(err, reactionfile.ErrLocked)
		return nil, err
	}
	return unlock{d}, nil
}

type unlock struct{ d *fakeDisk }

func (u unlock) Close() error {
	u.d.locked = false // as the end of the process would do
	return u.d.call(func() error { return nil })
}

type fakeFile struct {
	d *fakeDisk
	c *content
}

func (f *fakeFile) ReadAt(b []byte, offset int64) (n int, err error) {
	err = f.d.call(func() error {
		if offset < int64(len(f.c.seen)) {
			n = copy(b, f.c.seen[offset:])
		}
		if n < len(b) {
			return io.EOF
		}
		return nil
	})
	return n, err
}

func (f *fakeFile) WriteAt(b []byte, offset int64) (int, error) {
	err := f.d.call(func() error {
		if f.d.room > 0 && int(offset)+len(b) > f.d.room {
			f.write(b[:max(0, f.d.room-int(offset))], offset)
			return errFull
		}
		f.write(b, offset)
		return nil
	})
	if errors.Is(err, errPlanted) && f.d.fault == half {
		f.write(b[:len(b)/2], offset)
		return len(b) / 2, err
	}
	if err != nil {
		return 0, err
	}
	return len(b), nil
}

func (f *fakeFile) write(b []byte, offset int64) {
	if need := int(offset) + len(b) - len(f.c.seen); need > 0 {
		f.c.seen = append(f.c.seen, make([]byte, need)...)
	}
	copy(f.c.seen[offset:], b)
	f.c.touch(int(offset), int(offset)+len(b))
}

func (f *fakeFile) Truncate(size int64) error {
	return f.d.call(func() error {
		f.c.touch(int(size), len(f.c.seen))
		f.c.seen = f.c.seen[:size:size]
		return nil
	})
}

func (f *fakeFile) Sync() error {
	return f.d.call(func() error { f.c.sync(); return nil })
}

func (f *fakeFile) Size() (size int64, err error) {
	err = f.d.call(func() error { size = int64(len(f.c.seen)); return nil })
	return size, err
}

func (f *fakeFile) Close() error { return f.d.call(func() error { return nil }) }
