package reactionfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// A log begins with a head: what it is, its generation, where the log before it
// ended, and the CRC-32C of these; zeros to 64 bytes. Frames follow, and zeros that
// keep room for more.
const (
	logMagic = "newsjunction/news reaction log 1\n"
	logHead  = 64
	logRoom  = 1 << 18 // bytes that are written ahead at a time
	logBlock = 1 << 12 // what is written begins and ends at a multiple of it, as disks do
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
	buf        []byte // the begin of the block that the end is in, and then the frame that is collected
	changes    int    // in that
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
	l.file, l.buf = opened, append(blocks(), content[:logHead]...)
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

// blocks is an empty buffer for blocks. It is as large as the allocator places at the
// begin of a page, where the system can take it from as it is.
func blocks() []byte { return make([]byte, 0, 16*logBlock) }

// begun is how much of a block is in the log, and so in buf before the frame.
func (l *log) begun() int { return int(l.end % logBlock) }

// add collects a record for the next commit.
func (l *log) add(r record) {
	if l.changes == 0 {
		l.buf = append(l.buf, make([]byte, frameHead)...)
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
	begun := l.begun()
	l.buf = slices.Grow(l.buf, frameAlign+logBlock)
	l.buf = l.buf[:begun+len(seal(l.buf[begun:], l.changes, l.generation, l.end))]
	l.changes = 0
	if err := l.write(); err != nil {
		l.words = words{} // the log may not have what was named last
		l.buf = l.buf[:begun]
		return also(err, inDoubt(l.cut()))
	}
	if err := l.file.Sync(); err != nil {
		return inDoubt(err)
	}
	l.end += int64(len(l.buf) - begun)
	l.buf = append(l.buf[:0], l.buf[len(l.buf)-l.begun():]...)
	return nil
}

// write writes buf as whole blocks, in room that was made before: so the sync has no
// size of a file to write.
func (l *log) write() error {
	b := l.buf[:up(len(l.buf), logBlock)]
	clear(b[len(l.buf):])
	offset := l.end - int64(l.begun())
	if end := int(offset) + len(b); int64(end) > l.size {
		room := make([]byte, up(end, logRoom)-int(l.size))
		if err := writeAll(l.file, room, l.size); err != nil {
			return err
		}
		l.size += int64(len(room))
	}
	return writeAll(l.file, b, offset)
}

// up is the least multiple of unit that is not less than n.
func up(n, unit int) int { return (n + unit - 1) / unit * unit }

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
