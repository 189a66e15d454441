package reaction_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rowsOf yields rows.
func rowsOf(rows ...reaction.Row) iter.Seq2[reaction.Row, error] {
	return func(yield func(reaction.Row, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// page is reactions to so many subjects of so many readers, as a store scans them.
func page(t testing.TB, subjects, readers int) []reaction.Row {
	var m reaction.Memory
	kinds := []reaction.Kind{"love", "sad", "happy", "wink"}
	for i := range subjects {
		for j := range readers {
			_, err := m.Set(t.Context(), fmt.Sprint("article-", i), readerOf(t, fmt.Sprint("account:", j)), kinds[(i*j+j)%len(kinds)])
			require.NoError(t, err)
		}
	}
	var rows []reaction.Row
	for row, err := range m.Scan(t.Context()) {
		require.NoError(t, err)
		rows = append(rows, row)
	}
	return rows
}

func written(t testing.TB, rows ...reaction.Row) []byte {
	var b bytes.Buffer
	n, err := reaction.Write(&b, rowsOf(rows...))
	require.NoError(t, err)
	require.Equal(t, len(rows), n)
	return b.Bytes()
}

// read returns what Read yields before its error.
func read(r io.Reader, limits reaction.Limits) (rows []reaction.Row, err error) {
	for row, err := range reaction.Read(r, limits) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	for _, rows := range [][]reaction.Row{nil, page(t, 1, 1), page(t, 7, 40), page(t, 2, 9_000)} {
		file := written(t, rows...)
		assert.Equal(t, file, written(t, rows...))
		got, err := read(iotest.HalfReader(bytes.NewReader(file)), reaction.Limits{})
		require.NoError(t, err)
		assert.ElementsMatch(t, subset(rows), subset(got))
		require.Len(t, got, len(rows))
		assert.True(t, slices.IsSortedFunc(got, func(a, b reaction.Row) int { return bytes.Compare([]byte(a.Subject), []byte(b.Subject)) }))
	}
}

// subset is every hundredth of many rows in order: ElementsMatch is quadratic.
func subset(rows []reaction.Row) (some []reaction.Row) {
	rows = slices.SortedFunc(slices.Values(rows), func(a, b reaction.Row) int {
		return bytes.Compare([]byte(a.Subject+a.Reader.String()), []byte(b.Subject+b.Reader.String()))
	})
	for i := 0; i < len(rows); i += 1 + len(rows)/100 {
		some = append(some, rows[i])
	}
	return some
}

func TestReadersAreWrittenOnce(t *testing.T) {
	const readers = 1000
	one, many := len(written(t, page(t, 1, readers)...)), len(written(t, page(t, 11, readers)...))
	assert.Less(t, one, readers*17)
	assert.Less(t, many-one, 10*readers*3/2, "bytes of the second to eleventh reaction of each")
}

func TestWriteRefusesRowsThatNoScanYields(t *testing.T) {
	a, b := readerOf(t, "account:1"), readerOf(t, "account:2")
	if a.Compare(b) > 0 {
		a, b = b, a
	}
	good := reaction.Row{Subject: "b", Reader: a, Kind: "love"}
	for name, bad := range map[string]reaction.Row{
		"twice":              good,
		"an earlier subject": {Subject: "a", Reader: b, Kind: "love"},
		"no kind":            {Subject: "c", Reader: a},
		"no subject":         {Reader: a, Kind: "love"},
		"no reader":          {Subject: "c", Kind: "love"},
		"a malformed kind":   {Subject: "c", Reader: a, Kind: "Love"},
	} {
		n, err := reaction.Write(io.Discard, rowsOf(good, bad))
		require.ErrorIs(t, err, reaction.ErrRow, name)
		var fault *reaction.Error
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, "Rows[1]", fault.Path, name)
		assert.Zero(t, n, name)
	}
	_, err := reaction.Write(io.Discard, rowsOf(reaction.Row{Subject: "b", Reader: b, Kind: "love"}, good))
	assert.ErrorIs(t, err, reaction.ErrRow, "an earlier reader")
}

func TestWriteEndsWithTheErrorOfItsRows(t *testing.T) {
	_, err := reaction.Write(io.Discard, func(yield func(reaction.Row, error) bool) { yield(reaction.Row{}, errStore) })
	assert.ErrorIs(t, err, errStore)
}

// limited is a writer that fails after so many bytes.
type limited struct{ left int }

func (w *limited) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errStore
	}
	return len(p), nil
}

func TestWriteFailsWithItsWriterWhereverThatIs(t *testing.T) {
	rows := page(t, 30, 300) // more than a buffer holds
	for size, left := len(written(t, rows...)), 0; left < size; left += 97 {
		_, err := reaction.Write(&limited{left}, rowsOf(rows...))
		require.ErrorIs(t, err, errStore, left)
	}
}

func TestReadRefusesForeignFiles(t *testing.T) {
	for name, file := range map[string]string{
		"empty":           "",
		"text":            "subject,reader,kind\n",
		"another version": "newsjunction/news reactions 2\n",
		"a short one":     "news",
	} {
		rows, err := read(bytes.NewReader([]byte(file)), reaction.Limits{})
		var fault *reaction.FileError
		require.ErrorAs(t, err, &fault, name)
		assert.Zero(t, fault.Offset, name)
		assert.Empty(t, rows, name)
		if name != "a short one" {
			assert.ErrorIs(t, err, reaction.ErrForeign, name)
		}
	}
}

func TestReadReportsAFileThatIsCutAnywhere(t *testing.T) {
	rows := page(t, 4, 12)
	file := written(t, rows...)
	for n := 1; n < len(file); n++ {
		got, err := read(bytes.NewReader(file[:n]), reaction.Limits{})
		require.ErrorIs(t, err, reaction.ErrDamaged, n)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF, n)
		var fault *reaction.FileError
		require.ErrorAs(t, err, &fault)
		require.LessOrEqual(t, fault.Offset, int64(n))
		require.Subset(t, rows, got)
	}
}

func TestReadReportsEachFlippedBit(t *testing.T) {
	rows := page(t, 3, 6)
	file := written(t, rows...)
	for bit := range 8 * len(file) {
		damaged := bytes.Clone(file)
		damaged[bit/8] ^= 1 << (bit % 8)
		got, err := read(bytes.NewReader(damaged), reaction.Limits{})
		var fault *reaction.FileError
		require.ErrorAs(t, err, &fault, bit)
		require.LessOrEqual(t, fault.Offset, int64(bit/8), bit)
		require.Subset(t, rows, got)
	}
}

func TestReadRefusesMoreAfterTheEnd(t *testing.T) {
	rows, err := read(bytes.NewReader(append(written(t, page(t, 1, 2)...), 0)), reaction.Limits{})
	assert.ErrorIs(t, err, reaction.ErrDamaged)
	assert.Len(t, rows, 2)
}

func TestReadHasLimits(t *testing.T) {
	file := written(t, page(t, 2, 10)...)
	for _, limits := range []reaction.Limits{{Rows: 19}, {Readers: 9}} {
		_, err := read(bytes.NewReader(file), limits)
		assert.ErrorIs(t, err, reaction.ErrTooLarge)
	}
	_, err := read(bytes.NewReader(file), reaction.Limits{Rows: 20, Readers: 10})
	assert.NoError(t, err)
}

func TestReadEndsWithTheErrorOfItsReader(t *testing.T) {
	file := written(t, page(t, 2, 10)...)
	for n := range len(file) + 1 {
		_, err := read(io.MultiReader(bytes.NewReader(file[:n]), iotest.ErrReader(errStore)), reaction.Limits{})
		require.ErrorIs(t, err, errStore, n)
		require.False(t, errors.Is(err, reaction.ErrDamaged))
	}
}

func TestReadMayBeLeftEarly(t *testing.T) {
	for row, err := range reaction.Read(bytes.NewReader(written(t, page(t, 2, 3)...)), reaction.Limits{}) {
		require.NoError(t, err)
		assert.Equal(t, "article-0", row.Subject)
		break
	}
}

func TestFileErrorNamesThePlace(t *testing.T) {
	_, err := read(bytes.NewReader(written(t)[:31]), reaction.Limits{})
	assert.EqualError(t, err, "reaction: export at byte 30: export is damaged: unexpected EOF")
}

// Whatever is read is bounded by its size; and where it is read to its end and lies
// in the order of a scan, it can be written and read again.
func FuzzRead(f *testing.F) {
	f.Add(written(f))
	f.Add(written(f, page(f, 1, 1)...))
	f.Add(written(f, page(f, 3, 20)...))
	f.Fuzz(func(t *testing.T, file []byte) {
		rows, err := read(bytes.NewReader(file), reaction.Limits{})
		require.LessOrEqual(t, len(rows), len(file))
		if err != nil {
			var fault *reaction.FileError
			require.ErrorAs(t, err, &fault)
			require.LessOrEqual(t, fault.Offset, int64(len(file)))
			return
		}
		var b bytes.Buffer
		if _, err := reaction.Write(&b, rowsOf(rows...)); err != nil {
			return
		}
		again, err := read(&b, reaction.Limits{})
		require.NoError(t, err)
		require.Len(t, again, len(rows))
	})
}
