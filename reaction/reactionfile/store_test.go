package reactionfile_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func set(t *testing.T, s reaction.Store, subject string, r reaction.Reader, k reaction.Kind) {
	t.Helper()
	_, err := s.Set(t.Context(), subject, r, k)
	require.NoError(t, err)
}

func TestReactionsOutliveTheStore(t *testing.T) {
	dir, r := filepath.Join(t.TempDir(), "reactions"), readerOf(t, 1)
	for i := range 4 {
		s, err := reactionfile.Open(dir, never())
		require.NoError(t, err)
		held, err := s.Mine(t.Context(), r, "a", "b")
		require.NoError(t, err)
		assert.Equal(t, []reaction.Kind{[]reaction.Kind{"", "love", "sad", "love"}[i], ""}, held)
		set(t, s, "a", r, []reaction.Kind{"love", "sad"}[i%2])
		set(t, s, "b", r, "wink")
		set(t, s, "b", r, "")
		if i == 2 {
			require.NoError(t, s.Snapshot(t.Context()))
		}
		require.NoError(t, s.Close())
	}
}

// The same history, with openings and snapshots in it, leaves the same export as in
// memory.
func TestAHistoryWithOpeningsEqualsOneInMemory(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d, memory := newFakeDisk(), new(reaction.Memory)
		s, err := reactionfile.OpenOn(d, never())
		require.NoError(rt, err)
		subject := rapid.SampledFrom([]string{"a", "b", "c", strings.Repeat("d", 512)})
		reader := rapid.IntRange(0, 5)
		kind := rapid.SampledFrom([]reaction.Kind{"", "love", "sad", "wink"})
		rt.Repeat(map[string]func(*rapid.T){
			"set": func(rt *rapid.T) {
				at, r, k := subject.Draw(rt, "subject"), readerOf(t, reader.Draw(rt, "reader")), kind.Draw(rt, "kind")
				got, err := s.Set(t.Context(), at, r, k)
				require.NoError(rt, err)
				want, _ := memory.Set(t.Context(), at, r, k)
				require.Equal(rt, want, got)
			},
			"swap": func(rt *rapid.T) {
				at, r := subject.Draw(rt, "subject"), readerOf(t, reader.Draw(rt, "reader"))
				from, to := kind.Draw(rt, "from"), kind.Draw(rt, "to")
				got, err := s.Swap(t.Context(), at, r, from, to)
				require.NoError(rt, err)
				want, _ := memory.Swap(t.Context(), at, r, from, to)
				require.Equal(rt, want, got)
			},
			"erase": func(rt *rapid.T) {
				r := readerOf(t, reader.Draw(rt, "reader"))
				require.NoError(rt, s.Erase(t.Context(), r))
				require.NoError(rt, memory.Erase(t.Context(), r))
			},
			"snapshot": func(rt *rapid.T) { require.NoError(rt, s.Snapshot(t.Context())) },
			"open": func(rt *rapid.T) {
				require.NoError(rt, s.Close())
				s, err = reactionfile.OpenOn(d, never())
				require.NoError(rt, err)
			},
			"": func(rt *rapid.T) { require.Equal(rt, exported(t, memory), exported(t, s)) },
		})
		require.NoError(rt, s.Close())
	})
}

func TestOneAtATimeHasTheFolderOpen(t *testing.T) {
	dir := t.TempDir()
	s, err := reactionfile.Open(dir, reactionfile.Options{})
	require.NoError(t, err)
	_, err = reactionfile.Open(dir, reactionfile.Options{})
	require.ErrorIs(t, err, reactionfile.ErrLocked)
	require.NoError(t, s.Close())
	require.NoError(t, openIn(t, dir, reactionfile.Options{}).Close())
}

func TestAFolderThatCannotBeIsRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	occupied := filepath.Join(dir, "occupied")
	require.NoError(t, os.MkdirAll(filepath.Join(occupied, "reactions-00000001.log"), 0o700))
	for _, dir := range []string{file, filepath.Join(dir, "no", "such"), occupied} {
		_, err := reactionfile.Open(dir, reactionfile.Options{})
		var at *reactionfile.Error
		require.ErrorAs(t, err, &at)
		assert.Equal(t, "open", at.Op)
	}
}

// filesOf is all that the files of a folder have in them.
func filesOf(t *testing.T, dir string) []byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	var all []byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		all = append(all, b...)
	}
	return all
}

func TestASnapshotLeavesNoTraceOfWhoWasErased(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir, never())
	kept, erased := readerOf(t, 0x4b455054), readerOf(t, 0x474f4e45)
	for _, r := range []reaction.Reader{kept, erased} {
		set(t, s, "a", r, "love")
		set(t, s, "b", r, "sad")
	}
	require.NoError(t, s.Snapshot(t.Context()))
	require.NoError(t, s.Erase(t.Context(), erased))
	key := func(r reaction.Reader) []byte {
		b, err := hex.DecodeString(r.String())
		require.NoError(t, err)
		return b
	}
	require.True(t, bytes.Contains(filesOf(t, dir), key(erased)), "the key before the snapshot")
	require.NoError(t, s.Snapshot(t.Context()))
	assert.False(t, bytes.Contains(filesOf(t, dir), key(erased)), "the key after it")
	assert.True(t, bytes.Contains(filesOf(t, dir), key(kept)))
}

func TestAClosedStoreRefusesEverything(t *testing.T) {
	s, err := reactionfile.Open(t.TempDir(), reactionfile.Options{})
	require.NoError(t, err)
	r := readerOf(t, 1)
	set(t, s, "a", r, "love")
	require.NoError(t, s.Close())
	require.NoError(t, s.Close())
	for op, do := range map[string]func() error{
		"set":      func() error { _, err := s.Set(t.Context(), "a", r, "sad"); return err },
		"swap":     func() error { _, err := s.Swap(t.Context(), "a", r, "love", "sad"); return err },
		"erase":    func() error { return s.Erase(t.Context(), r) },
		"mine":     func() error { _, err := s.Mine(t.Context(), r, "a"); return err },
		"tallies":  func() error { _, err := s.Tallies(t.Context(), "a"); return err },
		"recount":  func() error { _, err := s.Recount(t.Context(), "a"); return err },
		"snapshot": func() error { return s.Snapshot(t.Context()) },
		"scan": func() error {
			for _, err := range s.Scan(t.Context()) {
				return err
			}
			return nil
		},
	} {
		err := do()
		assert.ErrorIs(t, err, reactionfile.ErrClosed, op)
		assert.EqualError(t, err, "reactionfile: "+op+": store is closed")
	}
}

func TestAScanEndsWhenTheStoreIsClosed(t *testing.T) {
	s, err := reactionfile.Open(t.TempDir(), reactionfile.Options{})
	require.NoError(t, err)
	set(t, s, "a", readerOf(t, 1), "love")
	set(t, s, "b", readerOf(t, 1), "love")
	var errs []error
	for _, err := range s.Scan(t.Context()) {
		errs = append(errs, err)
		require.NoError(t, s.Close())
	}
	require.Len(t, errs, 2)
	require.NoError(t, errs[0])
	require.ErrorIs(t, errs[1], reactionfile.ErrClosed)
}

func TestASnapshotThatIsNotWantedAnyMoreLosesNothing(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir, never())
	set(t, s, "a", readerOf(t, 1), "love")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, s.Snapshot(ctx), context.Canceled)
	_, err := s.Set(ctx, "a", readerOf(t, 1), "sad")
	require.ErrorIs(t, err, context.Canceled)
	require.NoError(t, s.Close())
	s = openIn(t, dir, never())
	counts, err := s.Tallies(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, []reaction.Counts{{{Kind: "love", N: 1}}}, counts)
}

func TestALongLogMakesTheStoreTakeASnapshot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDisk()
		s, err := reactionfile.OpenOn(d, reactionfile.Options{LogBytes: 2000})
		require.NoError(t, err)
		for i := range 20 {
			set(t, s, "a", readerOf(t, i), "love")
			synctest.Wait()
		}
		assert.Zero(t, s.State().Snapshot, "bytes of a snapshot while the log is short")
		for i := range 200 {
			set(t, s, "a", readerOf(t, i), []reaction.Kind{"sad", "wink"}[i%2])
			synctest.Wait()
		}
		state := s.State()
		assert.Less(t, state.Log, int64(2000+544))
		assert.Greater(t, state.Snapshot, int64(100*16))
		assert.NoError(t, state.Neglected)
		assert.Equal(t, reaction.Size{Subjects: 1, Readers: 200, Reactions: 200}, state.Size)
		require.NoError(t, s.Close())
	})
}

func TestASnapshotOfTheStoresOwnThatFailsIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDisk()
		s, err := reactionfile.OpenOn(d, reactionfile.Options{LogBytes: 500})
		require.NoError(t, err)
		d.noSnapshots = true
		for i := 0; s.State().Neglected == nil; i++ {
			set(t, s, "a", readerOf(t, i), "love")
			synctest.Wait()
		}
		state := s.State()
		require.ErrorIs(t, state.Neglected, errPlanted)
		require.NoError(t, state.Broken)
		d.noSnapshots = false
		for i := 0; s.State().Neglected != nil; i++ {
			set(t, s, "b", readerOf(t, i), "love")
			synctest.Wait()
		}
		require.Len(t, namesOf(t, d), 2)
		require.NoError(t, s.Close())
	})
}

func TestAKindTooManyIsRefusedAndNothingIsStored(t *testing.T) {
	s, r := openIn(t, t.TempDir(), reactionfile.Options{}), readerOf(t, 1)
	kinds := make(chan reaction.Kind)
	var done sync.WaitGroup
	for range 64 {
		done.Go(func() {
			for k := range kinds {
				if _, err := s.Set(context.Background(), "a", r, k); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range reaction.MaxStoredKinds {
		kinds <- reaction.Kind(fmt.Sprint("k", i))
	}
	close(kinds)
	done.Wait()
	set(t, s, "a", r, "k1")
	_, err := s.Set(t.Context(), "a", r, "one-more")
	require.ErrorIs(t, err, reaction.ErrTooManyKinds)
	set(t, s, "a", r, "k2")
}

// More writers than fit in a batch, and erasures between them.
func TestManyWritersShareSyncsAndLoseNothing(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir, reactionfile.Options{LogBytes: 64 << 10})
	var done sync.WaitGroup
	start := make(chan struct{})
	for w := range 1500 {
		mine, gone := readerOf(t, 2*w), readerOf(t, 2*w+1)
		done.Go(func() {
			<-start
			for i := range 3 {
				for _, r := range []reaction.Reader{mine, gone} {
					if _, err := s.Set(context.Background(), fmt.Sprint("article-", (w+i)%7), r, "love"); err != nil {
						t.Error(err)
					}
				}
			}
			if w%50 == 0 {
				if err := s.Erase(context.Background(), gone); err != nil {
					t.Error(err)
				}
			}
		})
	}
	close(start)
	done.Wait()
	want := exported(t, s)
	assert.Equal(t, 3*(3000-30), s.State().Size.Reactions)
	require.NoError(t, s.Close())
	assert.Equal(t, want, exported(t, openIn(t, dir, never())))
}

// What the store writes to is for its owner alone.
func TestFilesAreTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permissions of this kind")
	}
	dir := filepath.Join(t.TempDir(), "reactions")
	s := openIn(t, dir, never())
	set(t, s, "a", readerOf(t, 1), "love")
	require.NoError(t, s.Snapshot(t.Context()))
	require.NoError(t, filepath.Walk(dir, func(path string, about os.FileInfo, err error) error {
		require.NoError(t, err)
		assert.Zero(t, about.Mode().Perm()&0o077, path)
		return nil
	}))
}
