package related

import (
	"hash/crc64"
	"slices"
)

// Explain puts reasons into the sentence of a hit with a score.
func Explain(reasons []Reason, score float64) string { return explain(reasons, score) }

// Sealed returns a snapshot with the checksum that it should have, so that a fuzzer
// comes past it.
func Sealed(snapshot []byte) []byte {
	if len(snapshot) < 8 {
		return snapshot
	}
	body := snapshot[:len(snapshot)-8]
	sum := crc64.New(crc64.MakeTable(crc64.ECMA))
	sum.Write(body)
	return sum.Sum(slices.Clone(body))
}
