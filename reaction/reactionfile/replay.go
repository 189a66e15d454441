package reactionfile

import (
	"errors"
	"fmt"
	"io"
)

// windowBytes of a log are held at a time; more than a frame can take.
const windowBytes = 2 * maxFrame

// A logReader reads a log from its begin to its end, so that more can be appended.
type logReader struct {
	*log
	prior  int64 // where the log before says it ended
	from   int64 // offset of window
	window []byte
	dirty  bool // something other than zeros is behind the end
}

// openLog opens a log and reads its head.
func openLog(d disk, generation uint64) (*logReader, error) {
	r := &logReader{log: &log{disk: d, name: logName(generation), generation: generation, end: logHead}}
	var err error
	if r.file, err = d.Open(r.name); err != nil {
		return nil, err
	}
	if err = r.readHead(); err != nil {
		return nil, also(err, r.file.Close())
	}
	return r, nil
}

func (r *logReader) readHead() (err error) {
	if r.size, err = r.file.Size(); err != nil {
		return err
	}
	head, err := r.read(0)
	if err != nil {
		return err
	}
	if r.prior, err = parseHead(head[:min(len(head), logHead)], r.generation); err != nil {
		return r.fault(0, err)
	}
	return nil
}

// read returns what is at offset: as much as a frame can take, or the rest.
func (r *logReader) read(offset int64) ([]byte, error) {
	skip := offset - r.from
	if rest := int64(len(r.window)) - skip; r.window == nil || (rest < int64(sizeOf(maxFrame)) && rest < r.size-offset) {
		n := min(windowBytes, r.size-offset)
		if int64(cap(r.window)) < n {
			r.window = make([]byte, n)
		}
		r.window, r.from, skip = r.window[:n], offset, 0
		if got, err := r.file.ReadAt(r.window, offset); err != nil && (got < len(r.window) || !errors.Is(err, io.EOF)) {
			return nil, err
		}
	}
	return r.window[skip:], nil
}

// replay plays every record, and finds the end.
func (r *logReader) replay(play func(record) error) error {
	for {
		b, err := r.read(r.end)
		if err != nil {
			return err
		}
		f, found := parse(b, r.generation, r.end)
		if found != whole {
			return r.checkEnd(found)
		}
		if err := r.play(f, play); err != nil {
			return r.fault(r.end, fmt.Errorf("%w: %w", ErrDamaged, err))
		}
		r.end += f.size
	}
}

func (r *logReader) play(f frame, play func(record) error) error {
	records := recordReader{words: &r.words, rest: f.changes}
	for range f.count {
		next := records.next()
		if records.bad {
			break
		}
		if err := play(next); err != nil {
			return err
		}
	}
	if records.bad || len(records.rest) > 0 {
		return errors.New("records of no sense")
	}
	return nil
}

// checkEnd looks whether the log may end here, before something that is no frame.
func (r *logReader) checkEnd(found finding) error {
	for offset := r.end; offset < r.size; offset += frameAlign {
		b, err := r.read(offset)
		if err != nil {
			return err
		}
		r.dirty = r.dirty || !isZero(b[:min(len(b), frameAlign)])
		if _, next := parse(b, r.generation, offset); next == whole {
			return r.fault(r.end, fmt.Errorf("%w: a record is bad, and good ones follow at byte %d", ErrDamaged, offset))
		}
	}
	if found == damaged {
		return r.fault(r.end, fmt.Errorf("%w: the last record is bad, and not by a crash", ErrDamaged))
	}
	return nil
}

// ready makes the log fit to be appended to. What it holds may come from memory of
// the system, from a process that was stopped before its sync.
func (r *logReader) ready() error {
	r.window = nil
	if r.dirty {
		if err := r.cut(); err != nil {
			return err
		}
	}
	r.buf = blocks()[:r.begun()]
	if _, err := r.file.ReadAt(r.buf, r.end-int64(len(r.buf))); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return r.file.Sync()
}

func (l *log) fault(offset int64, err error) error {
	return &Error{File: l.name, Offset: offset, Err: err}
}
