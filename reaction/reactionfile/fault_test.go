package reactionfile_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A ledger is what a writer knows of the store: what was acknowledged, and what may
// have been done or not.
type ledger struct {
	held  map[place]reaction.Kind
	maybe map[place]map[reaction.Kind]bool
}

type place struct{ subject, reader string }

func newLedger() *ledger {
	return &ledger{held: make(map[place]reaction.Kind), maybe: make(map[place]map[reaction.Kind]bool)}
}

// wrote notes a write of k and its error.
func (l *ledger) wrote(at place, k reaction.Kind, err error) {
	if err == nil {
		l.held[at] = k
		delete(l.maybe, at)
		return
	}
	if l.maybe[at] == nil {
		l.maybe[at] = make(map[reaction.Kind]bool)
	}
	l.maybe[at][k] = true
}

// wantIn demands that s holds what was acknowledged, or where a write failed, that
// one or what was there. It then knows what is held.
func (l *ledger) wantIn(t *testing.T, s *reactionfile.Store, lost bool) {
	t.Helper()
	got := make(map[place]reaction.Kind)
	for row, err := range s.Scan(t.Context()) {
		require.NoError(t, err)
		got[place{row.Subject, row.Reader.String()}] = row.Kind
	}
	for at := range l.maybe {
		if k := got[at]; lost && k != l.held[at] {
			require.True(t, l.maybe[at][k], "%v holds %q, which nobody wrote last", at, k)
			l.held[at] = k
		}
	}
	if lost {
		clear(l.maybe)
	}
	for at, k := range l.held {
		require.Equal(t, k, got[at], "what %v holds", at)
		delete(got, at)
	}
	require.Empty(t, got)
	for _, subject := range []string{"a", "b", "c"} {
		drift, err := s.Recount(t.Context(), subject)
		require.NoError(t, err)
		require.Zero(t, drift)
	}
}

func (l *ledger) set(t *testing.T, s *reactionfile.Store, subject string, reader int, k reaction.Kind) error {
	r := readerOf(t, reader)
	_, err := s.Set(t.Context(), subject, r, k)
	l.wrote(place{subject, r.String()}, k, err)
	return err
}

// work uses s in every way, and returns the error of each call, or nil.
func (l *ledger) work(t *testing.T, s *reactionfile.Store) (faults []error) {
	for round := range 3 {
		for i, subject := range []string{"a", "b", "c"} {
			for reader := range 5 {
				k := []reaction.Kind{"love", "sad", ""}[(i+round+reader)%3]
				faults = append(faults, l.set(t, s, subject, reader, k))
			}
		}
		r := readerOf(t, round)
		err := s.Erase(t.Context(), r)
		for _, subject := range []string{"a", "b", "c"} {
			l.wrote(place{subject, r.String()}, "", err)
		}
		faults = append(faults, err)
		if round < 2 { // what comes after the last stays in the log
			faults = append(faults, s.Snapshot(t.Context()))
		}
	}
	return faults
}

func readerOf(t testing.TB, i int) reaction.Reader {
	r, err := reaction.ParseReader(fmt.Sprintf("%032x", i+1))
	require.NoError(t, err)
	return r
}

func never() reactionfile.Options { return reactionfile.Options{LogBytes: -1} }

// Each call of the disk fails once. Whoever was told that a write is done finds it,
// at once and after opening again; whoever was told that it failed finds it undone
// at once, and then whole or not at all.
func TestEachCallOfTheDiskMayFailOnce(t *testing.T) {
	for _, f := range []fault{before, after, half} {
		t.Run([]string{"before", "after", "half"}[f], func(t *testing.T) {
			for n := 1; ; n++ {
				d, l := newFakeDisk(), newLedger()
				d.plant(n, f)
				s, err := reactionfile.OpenOn(d, never())
				if err != nil {
					require.ErrorIs(t, err, errPlanted, "call %d", n)
					s, err = reactionfile.OpenOn(d, never())
					require.NoError(t, err, "call %d", n)
				}
				for _, err := range append(l.work(t, s), s.Close()) {
					var at *reactionfile.Error
					require.True(t, err == nil || errors.As(err, &at) && errors.Is(err, errPlanted), "call %d: %v", n, err)
				}
				if !d.spent() {
					require.Greater(t, n, 100, "calls that could fail")
					return
				}
				requireReopened(t, d, l)
			}
		})
	}
}

// Opening what is there meets faults of its own.
func TestEachCallOfTheDiskMayFailOnceAtOpen(t *testing.T) {
	for _, f := range []fault{before, after, half} {
		whole, l := newFakeDisk(), newLedger()
		s, err := reactionfile.OpenOn(whole, never())
		require.NoError(t, err)
		l.work(t, s)
		require.NoError(t, s.Close())
		tear(whole)
		for n := 1; ; n++ {
			d := whole.copied()
			d.plant(n, f)
			s, err := reactionfile.OpenOn(d, never())
			met := d.spent()
			if err == nil {
				d.plant(0, before)
				require.NoError(t, s.Close())
			}
			if !met {
				break
			}
			require.ErrorIs(t, err, errPlanted)
			requireReopened(t, d, l)
		}
	}
}

// tear leaves in the last log the begin of a frame, and files that a crash between
// two steps of a snapshot leaves.
func tear(d *fakeDisk) {
	log := d.seen["reactions-00000003.log"]
	end := len(log.seen)
	for log.seen[end-1] == 0 {
		end--
	}
	copy(log.seen[end+512:], "the second sector of a frame whose first is lost")
	d.put("reactions-00000002.log", []byte("obsolete"))
	d.put("reactions-00000002.snapshot", []byte("obsolete"))
	d.put("reactions-00000004.log.tmp", []byte("unfinished"))
}

// The power goes at each call of the disk. All that was acknowledged is there when
// it comes back, whatever else of the unsynced is.
func TestThePowerMayGoAtAnyCall(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for n := 1; ; n++ {
		for range 2 {
			d, l := newFakeDisk(), newLedger()
			d.plant(n, power)
			s, err := reactionfile.OpenOn(d, never())
			if err == nil {
				l.work(t, s)
				s.Close()
			}
			if !d.spent() {
				require.Greater(t, n, 100, "calls that could fail")
				return
			}
			again := d.restart(rng)
			again.plant(rng.IntN(40), power) // and maybe once more, while it opens
			if s, err := reactionfile.OpenOn(again, never()); err == nil {
				s.Close()
			} else {
				require.ErrorIs(t, err, errPower, "call %d", n)
			}
			requireReopened(t, again.restart(rng), l)
		}
	}
}

// The process is killed at each call of the disk. The next one reads what the system
// still remembers, goes on, and then the power goes.
func TestAProcessMayBeKilledBeforeThePowerGoes(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for n := 1; ; n++ {
		d, l := newFakeDisk(), newLedger()
		d.plant(n, power)
		if s, err := reactionfile.OpenOn(d, never()); err == nil {
			l.work(t, s)
			s.Close()
		}
		if !d.spent() {
			require.Greater(t, n, 100, "calls that could fail")
			return
		}
		d.plant(0, before)
		s, err := reactionfile.OpenOn(d, never())
		require.NoError(t, err)
		l.wantIn(t, s, true)
		require.NoError(t, l.set(t, s, "c", 9, "wink"))
		for range 4 {
			again, err := reactionfile.OpenOn(d.restart(rng), never())
			require.NoError(t, err)
			l.wantIn(t, again, false)
			require.NoError(t, again.Close())
		}
		require.NoError(t, s.Close())
	}
}

// requireReopened demands that a store in order holds what l knows, and goes on.
func requireReopened(t *testing.T, d *fakeDisk, l *ledger) {
	t.Helper()
	d.plant(0, before)
	s, err := reactionfile.OpenOn(d, never())
	require.NoError(t, err)
	l.wantIn(t, s, true)
	for _, err := range l.work(t, s) {
		require.NoError(t, err)
	}
	require.NoError(t, s.Close())
	s, err = reactionfile.OpenOn(d, never())
	require.NoError(t, err)
	l.wantIn(t, s, false)
	require.NoError(t, s.Close())
}

func TestAFailedSyncBreaksTheStoreAndReadingGoesOn(t *testing.T) {
	d, r := newFakeDisk(), readerOf(t, 1)
	s, err := reactionfile.OpenOn(d, never())
	require.NoError(t, err)
	_, err = s.Set(t.Context(), "a", r, "love")
	require.NoError(t, err)
	d.plant(2, before) // the first call writes, the second syncs
	_, err = s.Set(t.Context(), "a", r, "sad")
	require.ErrorIs(t, err, reactionfile.ErrBroken)
	require.ErrorIs(t, err, errPlanted)

	_, err = s.Set(t.Context(), "b", r, "love")
	require.ErrorIs(t, err, reactionfile.ErrBroken)
	require.ErrorIs(t, s.Erase(t.Context(), r), reactionfile.ErrBroken)
	require.ErrorIs(t, s.Snapshot(t.Context()), reactionfile.ErrBroken)
	assert.ErrorIs(t, s.State().Broken, errPlanted)
	held, err := s.Mine(t.Context(), r, "a", "b")
	require.NoError(t, err)
	assert.Equal(t, []reaction.Kind{"love", ""}, held)
	require.NoError(t, s.Close())
}

// A process is stopped between a write and its sync. The next one reads the write
// from the memory of the system, and shows it; so it must not be lost any more.
func TestWhatAnOpenedStoreShowsIsOnTheDisk(t *testing.T) {
	for seed := range uint64(8) {
		d, r := newFakeDisk(), readerOf(t, 1)
		s, err := reactionfile.OpenOn(d, never())
		require.NoError(t, err)
		d.plant(2, before)
		_, err = s.Set(t.Context(), "a", r, "love")
		require.ErrorIs(t, err, reactionfile.ErrBroken)
		require.NoError(t, s.Close())
		s, err = reactionfile.OpenOn(d, never())
		require.NoError(t, err)
		shown := exported(t, s)
		require.NoError(t, s.Close())
		text, err := opened(t, d.restart(rand.New(rand.NewPCG(seed, 1))))
		require.NoError(t, err)
		require.Equal(t, shown, text)
	}
}

// What a crash has left of a frame is gone before others are written: over it, they
// might not be told from damage when they are torn themselves.
func TestATornTailIsCutOff(t *testing.T) {
	d := newFakeDisk()
	s, err := reactionfile.OpenOn(d, never())
	require.NoError(t, err)
	newLedger().work(t, s)
	require.NoError(t, s.Close())
	tear(d)
	log := d.seen["reactions-00000003.log"]
	require.Contains(t, string(log.seen), "the second sector")
	_, err = opened(t, d)
	require.NoError(t, err)
	s, err = reactionfile.OpenOn(d, never())
	require.NoError(t, err)
	require.NoError(t, s.Close())
	assert.NotContains(t, string(log.seen), "the second sector")
	assert.Equal(t, []string{"reactions-00000003.log", "reactions-00000003.snapshot"}, namesOf(t, d))
}

// A full disk fails writes, and those after it do not find anything of them, even
// where they are shorter. When there is room again, all goes on.
func TestAFullDiskFailsTheWriteAndLeavesNothingOfIt(t *testing.T) {
	for _, room := range []int{100, 4096, 9000, 1 << 18} {
		d, l := newFakeDisk(), newLedger()
		s, err := reactionfile.OpenOn(d, never())
		require.NoError(t, err)
		d.room = room
		var full error
		for i := 0; full == nil; i++ {
			full = l.set(t, s, []string{"a", "b", "c"}[i%3], i, "love")
		}
		require.ErrorIs(t, full, errFull)
		require.NotErrorIs(t, full, reactionfile.ErrBroken)
		if room < 1<<18 { // which a log is as long as from the start
			require.ErrorIs(t, s.Snapshot(t.Context()), errFull)
		}
		l.wantIn(t, s, false)
		d.room = 0
		require.NoError(t, l.set(t, s, "c", 1<<20, ""))
		require.NoError(t, l.set(t, s, "c", 1<<20, "sad"))
		clear(l.maybe)
		require.NoError(t, s.Close())
		requireReopened(t, d, l)
	}
}

// A log is read in parts, each of which may fail.
func TestALogMayBeLongerThanIsReadAtATime(t *testing.T) {
	whole := newFakeDisk()
	s, err := reactionfile.OpenOn(whole, never())
	require.NoError(t, err)
	for i := range 4000 {
		subject := fmt.Sprint(i, strings.Repeat("x", 500))
		_, err := s.Set(t.Context(), subject, readerOf(t, i), "love")
		require.NoError(t, err)
	}
	want := exported(t, s)
	require.NoError(t, s.Close())
	for n := 1; ; n++ {
		d := whole.copied()
		d.plant(n, before)
		s, err := reactionfile.OpenOn(d, never())
		if d.plant(0, before); err == nil {
			require.Greater(t, n, 10, "calls that could fail")
			require.Equal(t, want, exported(t, s))
			require.NoError(t, s.Close())
			return
		}
		require.ErrorIs(t, err, errPlanted)
	}
}
