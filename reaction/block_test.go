package reaction_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// framed is an export of these blocks, each with a sound length and checksum.
func framed(blocks ...[]byte) []byte {
	file := []byte("newsjunction/news reactions 1\n")
	for _, b := range blocks {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(b)))
		file = binary.LittleEndian.AppendUint32(file, crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)))
		file = append(file, b...)
	}
	return file
}

// block joins numbers (as bytes), texts and readers to one block.
func block(parts ...any) (b []byte) {
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			b = binary.AppendUvarint(b, uint64(part))
		case string:
			b = append(binary.AppendUvarint(b, uint64(len(part))), part...)
		case reaction.Reader:
			key, _ := part.MarshalBinary()
			b = append(b, key...)
		}
	}
	return b
}

func TestBlocksAreLaidOutAsDescribed(t *testing.T) {
	r := []reaction.Reader{readerOf(t, "account:1"), readerOf(t, "account:2"), readerOf(t, "account:3")}
	slices.SortFunc(r, reaction.Reader.Compare)
	want := framed(
		block("a", 0, "love", 0, 1, r[1], 1, "sad", 0, 1, r[2]),
		block("b", 0, 2, 0, 1, 0, 1, 0, 1, r[0]),
		block("", 5),
	)
	got := written(t,
		reaction.Row{Subject: "a", Reader: r[1], Kind: "love"},
		reaction.Row{Subject: "a", Reader: r[2], Kind: "sad"},
		reaction.Row{Subject: "b", Reader: r[0], Kind: "sad"},
		reaction.Row{Subject: "b", Reader: r[1], Kind: "love"},
		reaction.Row{Subject: "b", Reader: r[2], Kind: "love"},
	)
	assert.Equal(t, want, got)
}

func TestReadRefusesBlocksOfNoSense(t *testing.T) {
	r := readerOf(t, "account:1")
	good := block("b", 0, "love", 0, 1, r)
	for name, blocks := range map[string][][]byte{
		"an empty block":            {{}},
		"no rows":                   {block("b")},
		"a group without readers":   {block("b", 0, "love", 0, 0)},
		"a bad subject":             {block("a\x00", 0, "love", 0, 1, r)},
		"a subject cut off":         {{9, 'b'}},
		"a subject out of order":    {good, block("a", 0, 1, 0, 0)},
		"a bad kind":                {block("b", 0, "LOVE", 0, 1, r)},
		"a kind that is not next":   {block("b", 1, "love", 0, 1, r)},
		"a group cut off":           {block("b", 0, "love", 0)},
		"a number cut off":          {good, append(block("b", 0, 1), 0x80)},
		"a reader nobody has met":   {block("b", 0, "love", 1, 0, 0)},
		"a reader beyond the last":  {good, block("c", 0, 2, 0, 1, 0)},
		"more readers than bytes":   {block("b", 0, "love", 0, 2, r)},
		"more numbers than bytes":   {block("b", 0, "love", 1<<30)},
		"nobody":                    {block("b", 0, "love", 0, 1, reaction.Reader{})},
		"fewer rows than there are": {good, block("", 0)},
		"more rows than there are":  {good, block("", 2)},
		"more in the last block":    {good, block("", 1, 0)},
		"no number of rows":         {good, block("")},
	} {
		_, err := read(bytes.NewReader(framed(blocks...)), reaction.Limits{})
		assert.ErrorIs(t, err, reaction.ErrDamaged, name)
	}
	rows, err := read(bytes.NewReader(framed(good, block("", 1))), reaction.Limits{})
	require.NoError(t, err)
	assert.Equal(t, []reaction.Row{{Subject: "b", Reader: r, Kind: "love"}}, rows)
}

func TestReadRefusesABlockThatNoneIsAsLongAs(t *testing.T) {
	file := append([]byte("newsjunction/news reactions 1\n"), strings.Repeat("\xff", 8)...)
	_, err := read(bytes.NewReader(file), reaction.Limits{})
	assert.ErrorContains(t, err, "a block of 4294967295 bytes")
}

// A block with a sound frame holds rows that a store takes, or is refused.
func FuzzBlock(f *testing.F) {
	r := readerOf(f, "account:1")
	f.Add(block("b", 0, "love", 0, 1, r))
	f.Add(block("b", 0, "love", 0, 1, r, 1, "sad", 1, 0, 0))
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, err := read(bytes.NewReader(framed(b)), reaction.Limits{})
		require.ErrorIs(t, err, reaction.ErrDamaged) // there is no end
		for _, row := range rows {
			require.NoError(t, reaction.Check(row.Subject, row.Reader, row.Kind))
			require.NotEmpty(t, row.Kind)
		}
	})
}
