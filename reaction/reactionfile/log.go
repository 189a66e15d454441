package reactionfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// A log begins with a head: what it is, its generation, where the log before it
// ended, and the CRC-32C of these; zeros to 64 bytes. Frames follow, and zeros that
// keep room for more.
const (
	logMagic = "newsjunction/news reaction log 1\n"
	logHead  = 64
	logRoom  = 1 << 18 // bytes that are written ahead at a time
)

// A log is the one that is appended to.
type log struct {
	disk       disk
	file       file
	name       string
	generation uint64
	end        int64 // after the last frame; zeros follow
	size       int64 // of the file
	words      words
	buf        []byte // the frame that is collected
	changes    int    // in it
}

// createLog begins a log after one that has ended at prior. It shows up under its
// name as a whole, and on the disk: an error that wraps ErrBroken leaves open
// whether it does.
func createLog(d disk, generation uint64, prior int64) (*log, error) {
	l := &log{disk: d, name: logName(generation), generation: generation, end: logHead, size: logRoom}
	content := make([]byte, l.size)
	copy(content, headOf(generation, prior))
	if err := createFile(d, l.name, func(f file) error { return writeAll(f, content, 0) }); err != nil {
		return nil, err
	}
	opened, err := d.Open(l.name)
	if err != nil {
		return nil, inDoubt(err)
	}
	l.file = opened
	return l, nil
}

// createFile makes a file whose content write writes: first under another name.
func createFile(d disk, name string, write func(f file) error) error {
	temporary := name + temporarySuffix
	f, err := d.Create(temporary)
	if err != nil {
		return err
	}
	if err = write(f); err == nil {
		err = inDoubt(f.Sync())
	}
	if err = also(err, f.Close()); err != nil {
		return also(err, d.Remove(temporary))
	}
	return inDoubt(errors.Join(d.Rename(temporary, name), d.Sync()))
}

func headOf(generation uint64, prior int64) []byte {
	b := make([]byte, 0, logHead)
	b = append(b, logMagic...)
	b = binary.LittleEndian.AppendUint64(b, generation)
	b = binary.LittleEndian.AppendUint64(b, uint64(prior))
	b = binary.LittleEndian.AppendUint32(b, checksum(b))
	return b[:logHead]
}

// parseHead returns where the log before this one ended.
func parseHead(b []byte, generation uint64) (prior int64, err error) {
	if !bytes.HasPrefix(b, []byte(logMagic)) {
		return 0, ErrForeign
	}
	const sums = len(logMagic) + 16
	if len(b) < logHead || binary.LittleEndian.Uint32(b[sums:]) != checksum(b[:sums]) || !isZero(b[sums+4:]) {
		return 0, fmt.Errorf("%w: its head", ErrDamaged)
	}
	if g := binary.LittleEndian.Uint64(b[len(logMagic):]); g != generation {
		return 0, fmt.Errorf("%w: it is of generation %d", ErrDamaged, g)
	}
	return int64(binary.LittleEndian.Uint64(b[len(logMagic)+8:])), nil
}

// add collects a record for the next commit.
func (l *log) add(r record) {
	if l.changes == 0 {
		l.buf = append(l.buf[:0], make([]byte, frameHead)...)
	}
	l.buf = l.words.append(l.buf, r)
	l.changes++
}

// commit makes what was collected durable. After an error nothing of it is in the
// log, or the error wraps ErrBroken.
func (l *log) commit() error {
	if l.changes == 0 {
		return nil
	}
	b := seal(l.buf, l.changes, l.generation, l.end)
	l.buf, l.changes = b, 0
	if err := l.write(b); err != nil {
		l.words = words{} // the log may not have what was named last
		return also(err, inDoubt(l.cut()))
	}
	if err := l.file.Sync(); err != nil {
		return inDoubt(err)
	}
	l.end += int64(len(b))
	return nil
}

// write writes b to the end, in room that was made before: so the sync has no size
// of a file to write.
func (l *log) write(b []byte) error {
	if more := l.end + int64(len(b)) - l.size; more > 0 {
		room := make([]byte, (more+logRoom-1)/logRoom*logRoom)
		if err := writeAll(l.file, room, l.size); err != nil {
			return err
		}
		l.size += int64(len(room))
	}
	return writeAll(l.file, b, l.end)
}

// cut takes away what is behind the end.
func (l *log) cut() error {
	l.size = l.end
	return l.file.Truncate(l.end)
}

func writeAll(f file, b []byte, offset int64) error {
	_, err := f.WriteAt(b, offset)
	return err
}

// inDoubt is err for something that may have been done or not; nil stays nil.
func inDoubt(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}
