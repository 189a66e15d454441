package related_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

func snapshot(tb testing.TB, ix *related.Index) []byte {
	tb.Helper()
	var b bytes.Buffer
	n, err := ix.WriteTo(&b)
	require.NoError(tb, err)
	require.Equal(tb, int64(b.Len()), n)
	return b.Bytes()
}

func someDocuments() []related.Document {
	return []related.Document{
		{ID: id("a"), Lang: "en", Title: "Volcano wakes", Body: "Ash falls on the harbour.", Tags: []string{"Iceland"}, Categories: []string{"World"}, Series: "Fire"},
		{ID: id("b"), Lang: "en", Title: "Harbour closed by ash", Body: "Ash of the volcano falls.", Published: now, URL: "https://example.com/b"},
		{ID: id("c"), Lang: "es", Title: "El volcán", Weight: 2, Published: now},
		doc("d", "gone"),
	}
}

func TestSnapshotAnswersTheSame(t *testing.T) {
	options := related.Options{Analyzer: new(related.Standard)}
	rapid.Check(t, func(t *rapid.T) {
		ix, model := related.NewIndex(options), make(map[article.ID]related.Document)
		for range rapid.IntRange(0, 12).Draw(t, "puts") {
			d := drawDocument(t)
			require.NoError(t, ix.Put(d))
			model[d.ID] = d
		}
		var b bytes.Buffer
		_, err := ix.WriteTo(&b)
		require.NoError(t, err)
		again, err := related.ReadIndex(iotest.OneByteReader(&b), options)
		require.NoError(t, err)
		requireSameAnswers(t, ix, again, model)
		d := drawDocument(t)
		require.NoError(t, ix.Put(d))
		require.NoError(t, again.Put(d))
		model[d.ID] = d
		requireSameAnswers(t, ix, again, model)
	})
}

func TestDamagedSnapshots(t *testing.T) {
	whole := snapshot(t, indexOf(t, someDocuments()...))
	for n := range whole {
		_, err := related.ReadIndex(bytes.NewReader(whole[:n]), related.Options{})
		require.ErrorIs(t, err, related.ErrSnapshot, "cut at %d", n)
		bad := bytes.Clone(whole)
		bad[n] ^= 0x55
		_, err = related.ReadIndex(bytes.NewReader(bad), related.Options{})
		var fault *related.Error
		require.ErrorAs(t, err, &fault, "changed at %d", n)
	}
	_, err := related.ReadIndex(bytes.NewReader(append(bytes.Clone(whole), 0)), related.Options{})
	require.ErrorIs(t, err, related.ErrSnapshot, "more behind it")
	other := bytes.Replace(whole, []byte(" 1\n"), []byte(" 2\n"), 1)
	_, err = related.ReadIndex(bytes.NewReader(other), related.Options{})
	require.ErrorIs(t, err, related.ErrVersion)
	_, err = related.ReadIndex(bytes.NewReader(whole), related.Options{SnapshotBytes: int64(len(whole)) - 1})
	require.ErrorIs(t, err, related.ErrTooLarge)
	assert.EqualError(t, err, "related: Snapshot: snapshot is too large")
	_, err = related.ReadIndex(bytes.NewReader(whole), related.Options{SnapshotBytes: int64(len(whole))})
	require.NoError(t, err)
	broken := errors.New("broken")
	_, err = related.ReadIndex(iotest.ErrReader(broken), related.Options{})
	require.ErrorIs(t, err, broken)
}

// narrow is a writer that takes so many bytes.
type narrow int

func (n *narrow) Write(b []byte) (int, error) {
	if len(b) > int(*n) {
		return int(*n), io.ErrShortWrite
	}
	*n -= narrow(len(b))
	return len(b), nil
}

func TestSnapshotWriterFails(t *testing.T) {
	docs := []related.Document{doc("a", "volcano")}
	for i := range 300 {
		docs = append(docs, doc(string(rune('Ā'+i)), "ash of volcano"))
	}
	ix := indexOf(t, docs...)
	whole := len(snapshot(t, ix))
	for n := 0; n < whole; n += 997 {
		w := narrow(n)
		_, err := ix.WriteTo(&w)
		require.ErrorIs(t, err, io.ErrShortWrite, "after %d bytes", n)
	}
}

func FuzzReadIndex(f *testing.F) {
	whole := snapshot(f, indexOf(f, someDocuments()...))
	f.Add(whole)
	f.Add(whole[:len(whole)-9])
	f.Add(bytes.Repeat([]byte{0xFF}, 64))
	f.Fuzz(func(t *testing.T, data []byte) {
		ix, err := related.ReadIndex(bytes.NewReader(related.Sealed(data)), related.Options{})
		if err != nil {
			return
		}
		again, err := related.ReadIndex(bytes.NewReader(snapshot(t, ix)), related.Options{})
		require.NoError(t, err)
		require.Equal(t, ix.Len(), again.Len())
		for _, text := range []string{"volcano", "ash h", "e"} {
			want, err := ix.Search(text, related.Query{At: now})
			require.NoError(t, err)
			got, err := again.Search(text, related.Query{At: now})
			require.NoError(t, err)
			require.Equal(t, told(want), told(got))
		}
	})
}
