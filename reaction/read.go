package reaction

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
)

// Limits bound what [Read] takes. The zero value is ready to use.
type Limits struct {
	Rows    int // 0 means 1,000,000,000
	Readers int // different ones, 16 bytes of memory each; 0 means 100,000,000
}

// A FileError says where an export is wrong.
type FileError struct {
	Offset int64 // of the first byte of the header or block at fault
	Err    error // wraps ErrForeign, ErrDamaged or ErrTooLarge, or is the error of the reader
}

// Error names the offset and the cause.
func (e *FileError) Error() string {
	return "reaction: export at byte " + strconv.FormatInt(e.Offset, 10) + ": " + e.Err.Error()
}

// Unwrap returns Err.
func (e *FileError) Unwrap() error { return e.Err }

// Read yields the rows that [Write] wrote to r: subjects in their order, and the
// rows of a subject in the order of kinds for a stretch of readers. Damage ends
// the sequence with the zero Row and a [*FileError]: one wrapping [ErrForeign]
// where the file does not begin as an export does, [ErrTooLarge] where a limit is
// passed, [ErrDamaged] for a block with a wrong checksum or content and for a file
// that was cut off (then also [io.ErrUnexpectedEOF]) or goes on after its end. The rows
// before it come from blocks that are sound. Read holds the readers and one block.
func Read(r io.Reader, limits Limits) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if limits.Rows == 0 {
			limits.Rows = 1_000_000_000
		}
		if limits.Readers == 0 {
			limits.Readers = 100_000_000
		}
		f := &importer{r: bufio.NewReader(r), limits: limits}
		if err := f.each(func(row Row) bool { return yield(row, nil) }); err != nil {
			yield(Row{}, &FileError{Offset: f.offset, Err: err})
		}
	}
}

// An importer reads an export block by block.
type importer struct {
	r       *bufio.Reader
	limits  Limits
	offset  int64 // of what is being read: the header or a block
	size    int64 // of that
	readers []Reader
	kinds   []Kind
	rows    int
	last    string // subject
	block   []byte
}

// each hands over the rows until one is refused.
func (f *importer) each(take func(Row) bool) error {
	if err := f.header(); err != nil {
		return err
	}
	var rows []Row
	for {
		block, err := f.next()
		if err != nil {
			return err
		}
		c := &cursor{rest: block}
		subject := c.text()
		if subject == "" {
			return f.end(c)
		}
		if rows, err = f.decode(rows[:0], c, subject); err != nil {
			return err
		}
		for _, row := range rows {
			if !take(row) {
				return nil
			}
		}
	}
}

func (f *importer) header() error {
	got := make([]byte, len(fileHeader))
	n, err := io.ReadFull(f.r, got)
	if string(got[:n]) != fileHeader[:n] || errors.Is(err, io.EOF) {
		return ErrForeign
	}
	f.size = int64(n)
	return torn(err)
}

// next reads a block and holds it against its checksum.
func (f *importer) next() ([]byte, error) {
	f.offset, f.size = f.offset+f.size, 0
	var frame [frameSize]byte
	if _, err := io.ReadFull(f.r, frame[:]); err != nil {
		return nil, torn(err)
	}
	length := binary.LittleEndian.Uint32(frame[:])
	if length > maxBlock {
		return nil, fmt.Errorf("%w: a block of %d bytes", ErrDamaged, length)
	}
	f.block = slices.Grow(f.block[:0], int(length))[:length]
	if _, err := io.ReadFull(f.r, f.block); err != nil {
		return nil, torn(err)
	}
	if binary.LittleEndian.Uint32(frame[4:]) != checksum(f.block) {
		return nil, fmt.Errorf("%w: wrong checksum", ErrDamaged)
	}
	f.size = frameSize + int64(length)
	return f.block, nil
}

// torn is the error for a file that ends too early, or for its reader's own.
func torn(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %w", ErrDamaged, io.ErrUnexpectedEOF)
	}
	return err
}

// decode appends the rows of a block.
func (f *importer) decode(rows []Row, c *cursor, subject string) ([]Row, error) {
	if err := CheckSubject(subject); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if subject < f.last {
		return nil, fmt.Errorf("%w: subjects are out of order", ErrDamaged)
	}
	f.last = subject
	for len(c.rest) > 0 && !c.bad {
		kind, err := f.kind(c)
		if err != nil {
			return nil, err
		}
		if rows, err = f.group(rows, c, subject, kind); err != nil {
			return nil, err
		}
	}
	if c.bad || len(rows) == 0 {
		return nil, fmt.Errorf("%w: a block of no sense", ErrDamaged)
	}
	if f.rows += len(rows); f.rows > f.limits.Rows {
		return nil, fmt.Errorf("%w: more than %d rows", ErrTooLarge, f.limits.Rows)
	}
	return rows, nil
}

func (f *importer) kind(c *cursor) (Kind, error) {
	n := c.number()
	if n < uint64(len(f.kinds)) {
		return f.kinds[n], nil
	}
	k := Kind(c.text())
	if n > uint64(len(f.kinds)) || !k.valid() {
		return "", fmt.Errorf("%w: no kind", ErrDamaged)
	}
	f.kinds = append(f.kinds, k)
	return k, nil
}

// group appends the rows of one subject and kind.
func (f *importer) group(rows []Row, c *cursor, subject string, k Kind) ([]Row, error) {
	at := uint64(0)
	for range c.count(1) {
		if at += c.number(); at >= uint64(len(f.readers)) {
			return nil, fmt.Errorf("%w: no reader has number %d", ErrDamaged, at)
		}
		rows = append(rows, Row{Subject: subject, Reader: f.readers[at], Kind: k})
	}
	for range c.count(readerBytes) {
		r := Reader{[readerBytes]byte(c.take(readerBytes))}
		if r.IsZero() {
			return nil, fmt.Errorf("%w: no reader", ErrDamaged)
		}
		if len(f.readers) == f.limits.Readers {
			return nil, fmt.Errorf("%w: more than %d readers", ErrTooLarge, f.limits.Readers)
		}
		f.readers = append(f.readers, r)
		rows = append(rows, Row{Subject: subject, Reader: r, Kind: k})
	}
	return rows, nil
}

// end looks whether the file is whole and ends here.
func (f *importer) end(c *cursor) error {
	if n := c.number(); c.bad || len(c.rest) > 0 || n != uint64(f.rows) {
		return fmt.Errorf("%w: %d rows of %d", ErrDamaged, f.rows, n)
	}
	f.offset, f.size = f.offset+f.size, 0
	switch _, err := f.r.ReadByte(); {
	case err == nil:
		return fmt.Errorf("%w: more after the end", ErrDamaged)
	case errors.Is(err, io.EOF):
		return nil
	default:
		return err
	}
}

// A cursor takes values off a block. What is not there is zero, and sets bad.
type cursor struct {
	rest []byte
	bad  bool
}

func (c *cursor) number() uint64 {
	n, size := binary.Uvarint(c.rest)
	if size <= 0 {
		c.bad, c.rest = true, nil
		return 0
	}
	c.rest = c.rest[size:]
	return n
}

// count is a number of values that take at least so many bytes each.
func (c *cursor) count(size int) int {
	n := c.number()
	if n > uint64(len(c.rest)/size) {
		c.bad, c.rest = true, nil
		return 0
	}
	return int(n)
}

func (c *cursor) take(n int) []byte {
	b := c.rest[:n]
	c.rest = c.rest[n:]
	return b
}

func (c *cursor) text() string { return string(c.take(c.count(1))) }

func (c *cursor) signed() int64 {
	n, size := binary.Varint(c.rest)
	if size <= 0 {
		c.bad, c.rest = true, nil
		return 0
	}
	c.rest = c.rest[size:]
	return n
}

func (c *cursor) fixed() uint64 {
	if len(c.rest) < 8 {
		c.bad, c.rest = true, nil
		return 0
	}
	return binary.LittleEndian.Uint64(c.take(8))
}
