//go:build unix

package bench

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"
	_ "modernc.org/sqlite"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
)

// A durable is a way to keep one reaction on the disk, done when set returns.
type durable func(subject string, r reaction.Reader, kind int) error

func openFile(tb testing.TB, dir string) *reactionfile.Store {
	s, err := reactionfile.Open(dir, reactionfile.Options{LogBytes: -1})
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, s.Close()) })
	return s
}

// onFile is ours. It also answers what was held, and counts.
func onFile(tb testing.TB) durable {
	s := openFile(tb, tb.TempDir())
	return func(subject string, r reaction.Reader, kind int) error {
		_, err := s.Set(context.Background(), subject, r, kindsOfBench[kind])
		return err
	}
}

// oneSyncEach is ours for writers who never share a sync.
func oneSyncEach(tb testing.TB) durable {
	var mu sync.Mutex
	set := onFile(tb)
	return func(subject string, r reaction.Reader, kind int) error {
		mu.Lock()
		defer mu.Unlock()
		return set(subject, r, kind)
	}
}

// onBolt does the same with bbolt: what was held is read, the pair is replaced and
// two counts are changed, in one transaction. Several writers share one, and so its
// syncs, by Batch.
func onBolt(tb testing.TB, writers int) durable {
	db, err := bbolt.Open(filepath.Join(tb.TempDir(), "bolt"), 0o600, nil)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	pairs, counts := []byte("pairs"), []byte("counts")
	require.NoError(tb, db.Update(func(tx *bbolt.Tx) error {
		_, first := tx.CreateBucket(pairs)
		_, second := tx.CreateBucket(counts)
		return errors.Join(first, second)
	}))
	do := db.Update
	if writers > 1 {
		do = db.Batch
	}
	add := func(b *bbolt.Bucket, subject string, kind byte, n uint64) error {
		key := append([]byte(subject), kind)
		if held := b.Get(key); held != nil {
			n += binary.LittleEndian.Uint64(held)
		}
		return b.Put(key, binary.LittleEndian.AppendUint64(nil, n))
	}
	return func(subject string, r reaction.Reader, kind int) error {
		key, _ := r.MarshalBinary()
		key = append([]byte(subject), key...)
		return do(func(tx *bbolt.Tx) error {
			before := slices.Clone(tx.Bucket(pairs).Get(key))
			if len(before) > 0 && before[0] == byte(kind) {
				return nil
			}
			err := tx.Bucket(pairs).Put(key, []byte{byte(kind)})
			if err == nil && len(before) > 0 {
				err = add(tx.Bucket(counts), subject, before[0], ^uint64(0))
			}
			if err == nil {
				err = add(tx.Bucket(counts), subject, byte(kind), 1)
			}
			return err
		})
	}
}

// onSQLite does the same with SQLite, by prepared statements.
func onSQLite(tb testing.TB) durable {
	file := filepath.Join(tb.TempDir(), "sqlite")
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	db.SetMaxOpenConns(1)
	for _, text := range []string{
		"CREATE TABLE pairs (subject TEXT, reader BLOB, kind INT, PRIMARY KEY (subject, reader)) WITHOUT ROWID",
		"CREATE TABLE counts (subject TEXT, kind INT, n INT, PRIMARY KEY (subject, kind)) WITHOUT ROWID",
	} {
		_, err = db.Exec(text)
		require.NoError(tb, err)
	}
	prepare := func(text string) *sql.Stmt {
		s, err := db.Prepare(text)
		require.NoError(tb, err)
		tb.Cleanup(func() { require.NoError(tb, s.Close()) })
		return s
	}
	get := prepare("SELECT kind FROM pairs WHERE subject = ? AND reader = ?")
	put := prepare("INSERT INTO pairs VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind")
	add := prepare("INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n")
	return func(subject string, r reaction.Reader, kind int) error {
		key, _ := r.MarshalBinary()
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		defer tx.Rollback()
		before := -1
		if err := tx.Stmt(get).QueryRow(subject, key).Scan(&before); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if before == kind {
			return nil
		}
		if _, err := tx.Stmt(put).Exec(subject, key, kind); err != nil {
			return err
		}
		if before >= 0 {
			if _, err := tx.Stmt(add).Exec(subject, before, -1); err != nil {
				return err
			}
		}
		if _, err := tx.Stmt(add).Exec(subject, kind, 1); err != nil {
			return err
		}
		return tx.Commit()
	}
}

// A spent is what so many writes took.
type spent struct{ cpu, wall time.Duration }

// spend has writers make n changes each. Every one changes something, whatever turn
// it is: a pair comes back with the next kind.
func spend(tb testing.TB, set durable, turn, writers, n int, subjects []string, readers []reaction.Reader) spent {
	errs := make([]error, writers)
	var done sync.WaitGroup
	cpu, begun := cpuTime(), time.Now()
	for w := range writers {
		done.Go(func() {
			for i := range n {
				at := w*n + i
				if err := set(subjects[at%len(subjects)], readers[at*7919%len(readers)], (at+turn)%len(kindsOfBench)); err != nil {
					errs[w] = err
					return
				}
			}
		})
	}
	done.Wait()
	s := spent{cpu: cpuTime() - cpu, wall: time.Since(begun)}
	for _, err := range errs {
		require.NoError(tb, err)
	}
	return s
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// BenchmarkReactionFileWrite reports the processor time of a write that is on the
// disk when it returns, that of the system's sync included, and how many times as
// much peers take for the same: medians of turns in one run. A writer who is alone
// pays a whole sync, which is nearly all that is measured there.
func BenchmarkReactionFileWrite(b *testing.B) {
	for _, writers := range []int{128, 32, 1} {
		b.Run(fmt.Sprint("writers ", writers), func(b *testing.B) {
			subjects, readers := subjectsOf(2_000), readersOf(b, 10_000)
			ours, bolt, lite := onFile(b), onBolt(b, writers), onSQLite(b)
			var costs, bolts, lites []float64
			for turn := 0; b.Loop(); turn++ {
				per := func(set durable, n int) float64 {
					s := spend(b, set, turn, writers, n/writers, subjects, readers)
					return float64(s.cpu.Nanoseconds()) / 1e3 / float64(n/writers*writers)
				}
				cost := per(ours, min(50_000, 2_000*writers))
				costs = append(costs, cost)
				bolts = append(bolts, per(bolt, min(5_000, 500*writers))/cost)
				lites = append(lites, per(lite, 1_000)/cost)
			}
			b.ReportMetric(median(costs), "cpu-us/write")
			b.ReportMetric(median(bolts), "times-less-than-bbolt")
			b.ReportMetric(median(lites), "times-less-than-sqlite")
		})
	}
}

// BenchmarkReactionFileGroupCommit reports how many times as many writes of 32
// writers are acknowledged in a second as when each takes a sync of its own, both in
// turns in one run.
func BenchmarkReactionFileGroupCommit(b *testing.B) {
	const writers = 32
	subjects, readers := subjectsOf(2_000), readersOf(b, 10_000)
	ours, alone := onFile(b), oneSyncEach(b)
	var times, rates []float64
	for turn := 0; b.Loop(); turn++ {
		shared := spend(b, ours, turn, writers, 2_000, subjects, readers).wall.Seconds() / 2_000
		single := spend(b, alone, turn, writers, 100, subjects, readers).wall.Seconds() / 100
		times, rates = append(times, single/shared), append(rates, writers/shared)
	}
	b.ReportMetric(median(times), "times-one-sync-each")
	b.ReportMetric(median(rates), "writes/s")
}

// BenchmarkReactionFileReopen reports the size of a snapshot of a million pairs,
// beside 16 bytes for the key of each of its readers, and the time that opening it
// takes. Each article has 200 readers of 100,000, as they come.
func BenchmarkReactionFileReopen(b *testing.B) {
	const subjects, each, readers = 5_000, 200, 100_000
	dir := b.TempDir()
	held := snapshotOf(b, dir, subjectsOf(subjects), readersOf(b, readers), each)
	var times []float64
	var state reactionfile.State
	for b.Loop() {
		begun := time.Now()
		s, err := reactionfile.Open(dir, reactionfile.Options{})
		times = append(times, float64(time.Since(begun).Microseconds())/1e3)
		require.NoError(b, err)
		state = s.State()
		require.Equal(b, held, state.Size)
		require.NoError(b, s.Close())
	}
	require.Equal(b, subjects*each, held.Reactions)
	b.ReportMetric(median(times), "ms")
	b.ReportMetric(float64(state.Snapshot-int64(16*held.Readers))/float64(held.Reactions), "B/pair")
}

// snapshotOf makes a store that has taken a snapshot, by way of as many writers as
// share a sync, and returns what it holds.
func snapshotOf(b *testing.B, dir string, subjects []string, readers []reaction.Reader, each int) reaction.Size {
	s, err := reactionfile.Open(dir, reactionfile.Options{})
	require.NoError(b, err)
	var done sync.WaitGroup
	rows := make(chan reaction.Row, 512)
	for range cap(rows) {
		done.Go(func() {
			for row := range rows {
				if _, err := s.Set(context.Background(), row.Subject, row.Reader, row.Kind); err != nil {
					b.Error(err)
				}
			}
		})
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for _, subject := range subjects {
		met := make(map[int]bool, each)
		for len(met) < each {
			i := rng.IntN(len(readers))
			if !met[i] {
				met[i] = true
				rows <- reaction.Row{Subject: subject, Reader: readers[i], Kind: kindsOfBench[rng.IntN(len(kindsOfBench))]}
			}
		}
	}
	close(rows)
	done.Wait()
	require.NoError(b, s.Snapshot(context.Background()))
	size := s.State().Size
	require.NoError(b, s.Close())
	return size
}
