package reaction

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"slices"
)

// An export is a header and blocks. A block is framed by its length and CRC-32C
// (Castagnoli), 4 bytes each, least byte first. Numbers in it are unsigned varints.
//
//	block:  subject, groups to the end of the block; or end
//	group:  kind, number of known readers, steps between their numbers,
//	        number of unknown readers, 16 bytes of each
//	kind:   number of a kind known, or the next number and the text
//	text:   length and bytes; a subject is one
//	end:    an empty text, the number of rows before it
//
// Readers and kinds are numbered from 0 in the order in which they first come.
const (
	fileHeader = "newsjunction/news reactions 1\n"
	frameSize  = 8
	blockRows  = 4096    // at most in a block; a subject with more has several
	maxBlock   = 1 << 18 // bytes; more than blockRows rows can take
)

// Write writes rows to w in a compact form for [Read], and returns how many. The
// rows must come as [Store.Scan] yields them, in the order of subject and reader;
// one that is out of order, or that no store takes, is an [*Error] wrapping
// [ErrRow]. Other errors are those of rows and of w; what was written before one
// is not a whole file.
//
// Same rows, same bytes. Each reader is written out once, and then takes 1 to 3
// bytes a reaction where a subject has many. Write holds the readers, some 50
// bytes each, and the rows of a block.
func Write(w io.Writer, rows iter.Seq2[Row, error]) (int, error) {
	e := &exporter{w: bufio.NewWriter(w), readers: make(map[Reader]uint64), kinds: make(map[Kind]uint64)}
	if _, err := e.w.WriteString(fileHeader); err != nil {
		return 0, err
	}
	for row, err := range rows {
		if err == nil {
			err = e.add(row)
		}
		if err != nil {
			return e.written, err
		}
	}
	if err := e.end(); err != nil {
		return e.written, err
	}
	return e.written, e.w.Flush()
}

// An exporter collects the rows of a block.
type exporter struct {
	w       *bufio.Writer
	readers map[Reader]uint64
	kinds   map[Kind]uint64
	block   []Row // of one subject, in the order of readers
	last    Row
	written int
	buf     []byte
}

func (e *exporter) add(row Row) error {
	if err := e.check(row); err != nil {
		return err
	}
	e.last = row
	if len(e.block) > 0 && (e.block[0].Subject != row.Subject || len(e.block) == blockRows) {
		if err := e.flush(); err != nil {
			return err
		}
	}
	e.block = append(e.block, row)
	return nil
}

func (e *exporter) check(row Row) error {
	path := fmt.Sprintf("Rows[%d]", e.written+len(e.block))
	if err := Check(row.Subject, row.Reader, row.Kind); err != nil {
		return &Error{Path: path, Err: fmt.Errorf("%w: %w", ErrRow, err)}
	}
	order := cmp.Or(cmp.Compare(row.Subject, e.last.Subject), row.Reader.Compare(e.last.Reader))
	if row.Kind == "" || order <= 0 {
		return &Error{Path: path, Value: shown(row.Subject), Err: ErrRow}
	}
	return nil
}

// flush writes the collected rows as a block.
func (e *exporter) flush() error {
	if len(e.block) == 0 {
		return nil
	}
	b := appendText(e.buf[:0], e.block[0].Subject)
	slices.SortStableFunc(e.block, func(a, b Row) int { return cmp.Compare(a.Kind, b.Kind) })
	for rest := e.block; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Kind == rest[0].Kind {
			n++
		}
		b = e.appendGroup(b, rest[:n])
		rest = rest[n:]
	}
	e.written += len(e.block)
	e.block = e.block[:0]
	e.buf = b
	return e.writeBlock(b)
}

// appendGroup appends rows of one subject and kind.
func (e *exporter) appendGroup(b []byte, rows []Row) []byte {
	kind, known := e.kinds[rows[0].Kind]
	if !known {
		kind = uint64(len(e.kinds))
		e.kinds[rows[0].Kind] = kind
	}
	b = binary.AppendUvarint(b, kind)
	if !known {
		b = appendText(b, string(rows[0].Kind))
	}
	var numbers []uint64
	var strangers []Reader
	for _, row := range rows {
		if n, ok := e.readers[row.Reader]; ok {
			numbers = append(numbers, n)
		} else {
			strangers = append(strangers, row.Reader)
		}
	}
	slices.Sort(numbers)
	b = binary.AppendUvarint(b, uint64(len(numbers)))
	before := uint64(0)
	for _, n := range numbers {
		b, before = binary.AppendUvarint(b, n-before), n
	}
	b = binary.AppendUvarint(b, uint64(len(strangers)))
	for _, r := range strangers {
		e.readers[r] = uint64(len(e.readers))
		b = append(b, r.key[:]...)
	}
	return b
}

func (e *exporter) end() error {
	if err := e.flush(); err != nil {
		return err
	}
	return e.writeBlock(binary.AppendUvarint(appendText(nil, ""), uint64(e.written)))
}

func (e *exporter) writeBlock(b []byte) error {
	var frame [frameSize]byte
	binary.LittleEndian.PutUint32(frame[:], uint32(len(b)))
	binary.LittleEndian.PutUint32(frame[4:], checksum(b))
	if _, err := e.w.Write(frame[:]); err != nil {
		return err
	}
	_, err := e.w.Write(b)
	return err
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }
