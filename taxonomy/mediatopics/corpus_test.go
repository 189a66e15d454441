package mediatopics_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/mediatopics"
)

const (
	data = "../../../shared/data/taxonomy"
	old  = "mediatopics-2019-04-06.json"
	part = "mediatopics-2026-07-02-part.json"
)

// open opens a real file.
func open(t testing.TB, name string) *os.File {
	t.Helper()
	in, err := os.Open(filepath.Join(data, name))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip(data + " is not there")
	}
	require.NoError(t, err)
	t.Cleanup(func() { in.Close() })
	return in
}

func release(t testing.TB, name string) *mediatopics.Release {
	t.Helper()
	r, err := mediatopics.Read(open(t, name), mediatopics.Limits{})
	require.NoError(t, err)
	return r
}
