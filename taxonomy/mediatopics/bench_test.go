package mediatopics_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/mediatopics"
)

// BenchmarkRead reads the release of 2019, beside encoding/json reading the same
// bytes into maps.
func BenchmarkRead(b *testing.B) {
	text, err := io.ReadAll(open(b, old))
	require.NoError(b, err)
	b.Run("mediatopics", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			_, err := mediatopics.Read(bytes.NewReader(text), mediatopics.Limits{})
			require.NoError(b, err)
		}
	})
	b.Run("encoding/json", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var release map[string]any
			require.NoError(b, json.Unmarshal(text, &release))
		}
	})
}

// BenchmarkUpdate plans the release of 2026 on a tree of that of 2019.
func BenchmarkUpdate(b *testing.B) {
	before, after := release(b, old), release(b, part)
	tree, _, err := before.Tree()
	require.NoError(b, err)
	b.ReportAllocs()
	var update mediatopics.Update
	for b.Loop() {
		update = after.Update(tree, mediatopics.Options{From: before, Slugs: taxonomy.FollowLabel})
	}
	require.NotZero(b, update.Plan.Len())
}
