package reactionfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exported is what s holds, as an export.
func exported(t testing.TB, s reaction.Store) string {
	t.Helper()
	var b strings.Builder
	_, err := reaction.Write(&b, s.Scan(t.Context()))
	require.NoError(t, err)
	return b.String()
}

// A chain is a disk with a snapshot and two logs, since the second snapshot failed,
// and what the store has held after each write.
func chain(t *testing.T) (d *fakeDisk, states []string) {
	d = newFakeDisk()
	s, err := reactionfile.OpenOn(d, never())
	require.NoError(t, err)
	write := func(subject string, i int, k reaction.Kind) {
		_, err := s.Set(t.Context(), subject, readerOf(t, i), k)
		require.NoError(t, err)
		states = append(states, exported(t, s))
	}
	write("a", 0, "love")
	write("b", 0, "sad")
	require.NoError(t, s.Snapshot(t.Context()))
	states = states[len(states)-1:]
	write("a", 1, "love")
	write("a", 0, "")
	d.noSnapshots = true
	require.ErrorIs(t, s.Snapshot(t.Context()), errPlanted)
	write("c", 2, "happy")
	write(strings.Repeat("long", 100), 2, "wink")
	require.NoError(t, s.Erase(t.Context(), readerOf(t, 1)))
	states = append(states, exported(t, s))
	write("c", 3, "a-kind_that-is-as-long-as-can-be")
	require.NoError(t, s.Close())
	require.Equal(t, []string{"reactions-00000002.log", "reactions-00000002.snapshot", "reactions-00000003.log"}, namesOf(t, d))
	for name, c := range d.seen { // less of the room, which is all zeros
		c.seen = append(bytes.TrimRight(c.seen, "\x00"), make([]byte, 1040)...)
		if strings.HasSuffix(name, ".snapshot") {
			c.seen = c.seen[:len(c.seen)-1040]
		}
	}
	return d, states
}

func namesOf(t *testing.T, d reactionfile.Disk) []string {
	t.Helper()
	names, err := d.Names()
	require.NoError(t, err)
	return names
}

// opened is what a copy of d holds when it is opened, or the error.
func opened(t *testing.T, d *fakeDisk) (string, error) {
	t.Helper()
	again := d.copied()
	s, err := reactionfile.OpenOn(again, never())
	if err != nil {
		for name, c := range d.seen {
			require.Equal(t, c.seen, again.seen[name].seen, "%s after a refusal", name)
		}
		return "", err
	}
	text := exported(t, s)
	require.NoError(t, s.Close())
	return text, nil
}

func wantDamage(t *testing.T, err error, name string) {
	t.Helper()
	var at *reactionfile.Error
	require.ErrorAs(t, err, &at)
	require.Equal(t, name, at.File)
	require.Equal(t, "open", at.Op)
	require.True(t, errors.Is(err, reactionfile.ErrDamaged) || errors.Is(err, reactionfile.ErrForeign), err)
}

// A log that is cut off anywhere loses the writes behind the cut, one by one, and
// nothing else. Any other file that is cut is refused.
func TestAFileMayBeCutAtAnyByte(t *testing.T) {
	d, states := chain(t)
	for _, name := range namesOf(t, d) {
		whole, at, seen := d.seen[name].seen, len(states)-1, make(map[int]bool)
		for size := len(whole) - 1; size >= 0; size-- {
			d.seen[name].seen = whole[:size]
			text, err := opened(t, d)
			if err != nil {
				wantDamage(t, err, name)
				require.True(t, name != "reactions-00000003.log" || size < 64, "cut at byte %d: %v", size, err)
				continue
			}
			for text != states[at] {
				require.Positive(t, at, "%s cut at byte %d holds what was never held", name, size)
				at--
			}
			seen[at] = true
		}
		d.seen[name].seen = whole
		if name == "reactions-00000003.log" {
			assert.Len(t, seen, 5, "states of the last log")
		} else {
			assert.LessOrEqual(t, len(seen), 1)
		}
	}
}

// No byte of any file can change without an error, unless nothing depends on it.
func TestEveryFlippedByteIsFoundOrHarmless(t *testing.T) {
	d, states := chain(t)
	for _, name := range namesOf(t, d) {
		b, found := d.seen[name].seen, 0
		for i := range b {
			for _, mask := range []byte{1 << (i % 8), b[i]} {
				b[i] ^= mask
				text, err := opened(t, d)
				b[i] ^= mask
				if err == nil {
					require.Equal(t, states[len(states)-1], text, "%s with byte %d flipped by %x", name, i, mask)
					continue
				}
				wantDamage(t, err, name)
				found++
			}
		}
		assert.Greater(t, found, 64, "flips of %s that were found", name)
	}
}

func TestAMissingFileIsRefused(t *testing.T) {
	for _, name := range []string{"reactions-00000002.log", "reactions-00000002.snapshot", "reactions-00000003.log"} {
		d, states := chain(t)
		delete(d.seen, name)
		text, err := opened(t, d)
		switch name {
		case "reactions-00000003.log": // the last, which nothing else knows of
			require.NoError(t, err)
			assert.Equal(t, states[2], text)
		case "reactions-00000002.snapshot":
			wantDamage(t, err, "reactions-00000001.log")
		default:
			wantDamage(t, err, name)
		}
	}
}

func TestAForeignFileIsRefused(t *testing.T) {
	for _, name := range []string{"reactions-00000002.log", "reactions-00000002.snapshot", "reactions-00000003.log"} {
		for _, content := range []string{"", "ID3 of an old song", strings.Repeat("minutes of a meeting ", 1000)} {
			d, _ := chain(t)
			d.put(name, []byte(content))
			_, err := opened(t, d)
			require.ErrorIs(t, err, reactionfile.ErrForeign, "%s: %.10s", name, content)
			wantDamage(t, err, name)
		}
	}
}

func TestAFileUnderAnotherNameIsRefused(t *testing.T) {
	d, _ := chain(t)
	d.put("reactions-00000003.log", d.seen["reactions-00000002.log"].seen)
	_, err := opened(t, d)
	wantDamage(t, err, "reactions-00000003.log")
}

func TestFilesOfOthersAreLeftAlone(t *testing.T) {
	d, states := chain(t)
	others := []string{"notes.txt", "reactions-1.log", "reactions-00000000.log", "reactions-00000001.log.bak", "reactions-x.snapshot"}
	for _, name := range others {
		d.put(name, []byte("mine"))
	}
	text, err := opened(t, d)
	require.NoError(t, err)
	assert.Equal(t, states[len(states)-1], text)
	for _, name := range others {
		assert.Contains(t, namesOf(t, d), name)
	}
}

// The frames are sound; what is in them is not.
func TestRecordsOfNoSenseAreRefused(t *testing.T) {
	key := strings.Repeat("k", 16)
	good := "\x01\x00\x01a" + key + "\x04love"
	for name, frame := range map[string]string{
		"no record":             "\x01",
		"unknown flags":         "\x01\x80\x01a" + key + "\x04love",
		"half a subject":        "\x01\x00\x05a",
		"too long a subject":    "\x01\x00\x81\x04" + strings.Repeat("a", 513) + key + "\x04love",
		"no length":             "\x01\x00\xff",
		"no subject":            "\x01\x00\x00" + key + "\x04love",
		"a subject of no place": "\x01\x01\x07\x00" + key + "\x04love",
		"a place too far":       "\x01\x03\xff\xff\xff\xff\x04love",
		"half a reader":         "\x01\x00\x01akk",
		"nobody":                "\x01\x00\x01a" + strings.Repeat("\x00", 16) + "\x04love",
		"a reader of no place":  "\x01\x02\x01a\x07\x00\x04love",
		"no kind":               "\x01\x00\x01a" + key,
		"an empty kind":         "\x01\x00\x01a" + key + "\x00",
		"a bad kind":            "\x01\x00\x01a" + key + "\x04LOVE",
		"a kind of no place":    "\x01\x04\x01a" + key + "\x07",
		"nobody erased":         "\x01\x10" + strings.Repeat("\x00", 16),
		"one record too few":    "\x02" + good[1:],
		"more after the last":   good + "\x00",
		"more than is written":  "\x01" + strings.Repeat("a", 1<<19+1),
	} {
		t.Run(name, func(t *testing.T) {
			d := newFakeDisk()
			d.put("reactions-00000001.log", reactionfile.LogOf([]byte(good), []byte(frame)))
			_, err := opened(t, d)
			wantDamage(t, err, "reactions-00000001.log")
			var at *reactionfile.Error
			require.ErrorAs(t, err, &at)
			assert.EqualValues(t, 64+16+32, at.Offset)
		})
	}
}

// A bad frame before a good one is no torn tail, whatever is left of it.
func TestABadRecordThatGoodOnesFollowIsRefusedWithItsPlace(t *testing.T) {
	d := newFakeDisk()
	s, err := reactionfile.OpenOn(d, never())
	require.NoError(t, err)
	for i := range 3 {
		_, err := s.Set(t.Context(), fmt.Sprint(strings.Repeat("x", 500), i), readerOf(t, i), "love")
		require.NoError(t, err)
	}
	require.NoError(t, s.Close())
	content := d.seen["reactions-00000001.log"].seen
	for name, spoil := range map[string]func(b []byte){
		"a sector of zeros": func(b []byte) { clear(b[512:608]) },
		"all zeros":         func(b []byte) { clear(b[64:608]) },
		"one bit":           func(b []byte) { b[100] ^= 1 },
	} {
		t.Run(name, func(t *testing.T) {
			d := newFakeDisk()
			d.put("reactions-00000001.log", content)
			spoil(d.seen["reactions-00000001.log"].seen)
			_, err := opened(t, d)
			wantDamage(t, err, "reactions-00000001.log")
			var at *reactionfile.Error
			require.ErrorAs(t, err, &at)
			assert.EqualValues(t, 64, at.Offset)
			assert.Contains(t, err.Error(), "reactionfile: open: reactions-00000001.log at byte 64: file is damaged")
		})
	}
}

// Cutting a damaged log at the byte that the error names opens the rest, as the
// package says.
func TestADamagedLogMayBeCutByHand(t *testing.T) {
	d, states := chain(t)
	log := d.seen["reactions-00000003.log"]
	log.seen[70] ^= 1
	_, err := opened(t, d)
	var at *reactionfile.Error
	require.ErrorAs(t, err, &at)
	log.seen = log.seen[:at.Offset]
	text, err := opened(t, d)
	require.NoError(t, err)
	assert.Equal(t, states[2], text)
}

func TestALogWithTooManyKindsIsRefused(t *testing.T) {
	d := newFakeDisk()
	var frames [][]byte
	for i := range reaction.MaxStoredKinds + 1 {
		kind := fmt.Sprintf("k%05d", i)
		frames = append(frames, slices.Concat([]byte("\x01\x00\x01a"), bytes.Repeat([]byte("k"), 16), []byte{6}, []byte(kind)))
	}
	d.put("reactions-00000001.log", reactionfile.LogOf(frames...))
	_, err := opened(t, d)
	wantDamage(t, err, "reactions-00000001.log")
	require.ErrorIs(t, err, reaction.ErrTooManyKinds)
}

func TestASnapshotWithTooManyKindsIsRefused(t *testing.T) {
	d, _ := chain(t)
	var b bytes.Buffer
	_, err := reaction.Write(&b, func(yield func(reaction.Row, error) bool) {
		for i := range reaction.MaxStoredKinds + 1 {
			if !yield(reaction.Row{Subject: "a", Reader: readerOf(t, i), Kind: reaction.Kind(fmt.Sprint("k", i))}, nil) {
				return
			}
		}
	})
	require.NoError(t, err)
	d.put("reactions-00000002.snapshot", b.Bytes())
	_, err = opened(t, d)
	var at *reactionfile.Error
	require.ErrorAs(t, err, &at)
	assert.Equal(t, "reactions-00000002.snapshot", at.File)
	require.ErrorIs(t, err, reaction.ErrTooManyKinds)
}

func FuzzFramesOfAnyContentAreReadOrRefused(f *testing.F) {
	f.Add([]byte("\x01\x00\x01akkkkkkkkkkkkkkkk\x04love"))
	f.Add([]byte("\x01\x10kkkkkkkkkkkkkkkk"))
	f.Fuzz(func(t *testing.T, changes []byte) {
		if len(changes) < 2 {
			return
		}
		d := newFakeDisk()
		d.put("reactions-00000001.log", reactionfile.LogOf(changes, changes))
		s, err := reactionfile.OpenOn(d, never())
		if err != nil {
			wantDamage(t, err, "reactions-00000001.log")
			return
		}
		text := exported(t, s)
		require.NoError(t, s.Snapshot(t.Context()))
		require.NoError(t, s.Close())
		again, err := opened(t, d)
		require.NoError(t, err)
		require.Equal(t, text, again)
	})
}
