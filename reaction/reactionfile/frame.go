package reactionfile

import (
	"encoding/binary"
	"hash/crc32"
)

// A frame is what one sync makes durable: the changes of the writers who came
// together. Nothing follows it in the log before it is on the disk, so a crash can
// hurt the last frame alone.
//
//	head      4 numbers of 4 bytes, least byte first: the length of the changes; the
//	          CRC-32C (Castagnoli) of all behind the head; the number of changes; the
//	          CRC-32C of these three, the generation of the log and the offset
//	changes   records, one after another
//	filling   0xff to a multiple of 16 bytes; at least one
//
// A frame starts at a multiple of 16 bytes. Disks write sectors of 512 bytes whole
// or not at all, so a header that is there is whole, and of a frame that a crash
// has torn some sector still holds the zeros that were there before, or the end of
// the file. A bad frame without such a sector was damaged later.
const (
	frameHead  = 16
	frameAlign = 16
	sector     = 512
	maxFrame   = 1 << 19 // bytes of changes
)

// seal makes a frame of b, which begins with room for the head. Offset is where it
// goes in the log of a generation.
func seal(b []byte, changes int, generation uint64, offset int64) []byte {
	length := len(b) - frameHead
	b = append(b, 0xff)
	for len(b)%frameAlign != 0 {
		b = append(b, 0xff)
	}
	binary.LittleEndian.PutUint32(b, uint32(length))
	binary.LittleEndian.PutUint32(b[4:], checksum(b[frameHead:]))
	binary.LittleEndian.PutUint32(b[8:], uint32(changes))
	binary.LittleEndian.PutUint32(b[12:], headSum(b, generation, offset))
	return b
}

// headSum binds a frame to its place, so that no copy of it passes elsewhere.
func headSum(head []byte, generation uint64, offset int64) uint32 {
	var b [28]byte
	copy(b[:12], head)
	binary.LittleEndian.PutUint64(b[12:], generation)
	binary.LittleEndian.PutUint64(b[20:], uint64(offset))
	return checksum(b[:])
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// A finding is what there is at a place of a log.
type finding int

const (
	none    finding = iota // zeros, or the end of the file
	whole                  // a good frame
	torn                   // what a crash may leave of a frame
	damaged                // what it may not
)

// A frame is one that was found whole.
type frame struct {
	changes []byte
	count   int
	size    int64 // of all of it
}

// parse looks at b, which starts at offset and has as much of the log as a frame
// can take, or all that is left of it.
func parse(b []byte, generation uint64, offset int64) (frame, finding) {
	switch {
	case isZero(b[:min(len(b), frameHead)]):
		return frame{}, none
	case len(b) < frameHead:
		return frame{}, torn
	case binary.LittleEndian.Uint32(b[12:]) != headSum(b, generation, offset):
		return frame{}, damaged
	}
	length := int(binary.LittleEndian.Uint32(b))
	size := sizeOf(length)
	switch {
	case length > maxFrame:
		return frame{}, damaged
	case len(b) < size:
		return frame{}, torn
	case checksum(b[frameHead:size]) != binary.LittleEndian.Uint32(b[4:]):
		return frame{}, tornIfUnwritten(b[:size], offset)
	}
	return frame{
		changes: b[frameHead:][:length],
		count:   int(binary.LittleEndian.Uint32(b[8:])),
		size:    int64(size),
	}, whole
}

// sizeOf is the size of a frame with so many bytes of changes.
func sizeOf(length int) int { return frameHead + (length+frameAlign)/frameAlign*frameAlign }

// tornIfUnwritten looks for a sector that nothing was written to.
func tornIfUnwritten(b []byte, offset int64) finding {
	for len(b) > 0 {
		part := min(len(b), int(sector-offset%sector))
		if isZero(b[:part]) {
			return torn
		}
		b, offset = b[part:], offset+int64(part)
	}
	return damaged
}

func isZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
