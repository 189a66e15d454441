package bench

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/reaction"
)

// A keeper is what both sides of these benchmarks can do.
type keeper interface {
	set(subject string, r reaction.Reader, kind int)
	counts(dst reaction.Counts, subject string) reaction.Counts
}

var kindsOfBench = [...]reaction.Kind{"angry", "dead", "happy", "love", "sad", "sleepy", "wink"}

// memory is ours.
type memory struct{ reaction.Memory }

func (m *memory) set(subject string, r reaction.Reader, kind int) {
	if _, err := m.Set(context.Background(), subject, r, kindsOfBench[kind]); err != nil {
		panic(err)
	}
}

func (m *memory) counts(dst reaction.Counts, subject string) reaction.Counts {
	return m.AppendCounts(dst, subject)
}

// shardedMap is the peer: what one writes with Go's maps and 64 locks. It checks its
// input as every store must, keeps any kind, and does no more than it is asked here.
type shardedMap struct {
	seed   maphash.Seed
	shards [64]struct {
		sync.RWMutex
		subjects map[string]*mapped
	}
}

type mapped struct {
	held   map[reaction.Reader]reaction.Kind
	counts map[reaction.Kind]int
}

func newShardedMap() *shardedMap {
	m := &shardedMap{seed: maphash.MakeSeed()}
	for i := range m.shards {
		m.shards[i].subjects = make(map[string]*mapped)
	}
	return m
}

func (m *shardedMap) set(subject string, r reaction.Reader, kind int) {
	k := kindsOfBench[kind]
	if err := reaction.Check(subject, r, k); err != nil {
		panic(err)
	}
	s := &m.shards[maphash.String(m.seed, subject)%64]
	s.Lock()
	defer s.Unlock()
	l := s.subjects[subject]
	if l == nil {
		l = &mapped{held: make(map[reaction.Reader]reaction.Kind), counts: make(map[reaction.Kind]int)}
		s.subjects[subject] = l
	}
	before, ok := l.held[r]
	if before == k {
		return
	}
	if ok {
		l.counts[before]--
	}
	l.held[r] = k
	l.counts[k]++
}

func (m *shardedMap) counts(dst reaction.Counts, subject string) reaction.Counts {
	s := &m.shards[maphash.String(m.seed, subject)%64]
	s.RLock()
	defer s.RUnlock()
	if l := s.subjects[subject]; l != nil {
		for _, k := range kindsOfBench {
			if n := l.counts[k]; n > 0 {
				dst = append(dst, reaction.Count{Kind: k, N: n})
			}
		}
	}
	return dst
}

// readersOf returns n readers whose bytes are spread as those of a keyed hash are.
func readersOf(tb testing.TB, n int) []reaction.Reader {
	readers := make([]reaction.Reader, n)
	for i := range readers {
		var key [16]byte
		binary.LittleEndian.PutUint64(key[:], (uint64(i)+1)*0x9e3779b97f4a7c15)
		binary.LittleEndian.PutUint64(key[8:], (uint64(i)+1)*0xbf58476d1ce4e5b9)
		require.NoError(tb, readers[i].UnmarshalBinary(key[:]))
	}
	return readers
}

// subjectsOf returns n subjects of the length of an article's id.
func subjectsOf(n int) []string {
	subjects := make([]string, n)
	for i := range subjects {
		subjects[i] = fmt.Sprintf("0199a8c4-7c1e-7000-8000-%012x", i)
	}
	return subjects
}

// fill makes each of readers react to each of subjects; article i has the first
// sizes(i) readers, starting from a different one.
func fill(k keeper, subjects []string, readers []reaction.Reader, sizes func(i int) int) (pairs int) {
	for i, subject := range subjects {
		n := sizes(i)
		for j := range n {
			k.set(subject, readers[(i*7+j)%len(readers)], (i+j)%len(kindsOfBench))
		}
		pairs += n
	}
	return pairs
}

// heapOf returns the bytes of heap that remain in use by what build makes.
func heapOf(build func() any) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept := build()
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(kept)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

// BenchmarkReactionHeap reports the bytes of heap of a pair of subject and reader,
// the subject's own included, and of a distinct reader, by what is in use with and
// without. The readers of the peer are part of its pairs.
func BenchmarkReactionHeap(b *testing.B) {
	readers := readersOf(b, 100_000)
	one := func(k keeper) func() any { // everybody reacts to one article: the readers, and one pair each
		return func() any { fill(k, subjectsOf(1), readers, func(int) int { return len(readers) }); return k }
	}
	shapes := []struct {
		name     string
		subjects int
		sizes    func(i int) int
	}{
		{"articles of ten", 100_000, func(int) int { return 10 }},
		{"articles of 20 to 200", 5_000, func(i int) int { return 20 + i*180/5_000 }},
		{"articles of 1,000 to 5,000", 300, func(i int) int { return 1_000 + i*4_000/300 }},
		{"articles of 100,000", 10, func(int) int { return 100_000 }},
	}
	for _, shape := range shapes {
		subjects := subjectsOf(shape.subjects + 1)[1:]
		b.Run(shape.name, func(b *testing.B) {
			for b.Loop() {
				pairs := 0
				base := heapOf(one(new(memory)))
				m := new(memory)
				whole := heapOf(func() any { one(m)(); pairs = fill(m, subjects, readers, shape.sizes); return m })
				perPair := (whole - base) / float64(pairs)
				b.ReportMetric(perPair, "B/pair")
				peer := newShardedMap()
				b.ReportMetric(heapOf(func() any { fill(peer, subjects, readers, shape.sizes); return peer })/float64(pairs), "peer-B/pair")
			}
		})
	}
	b.Run("a distinct reader", func(b *testing.B) {
		for b.Loop() {
			most := 0.0
			for n := 50_000; n <= 100_000; n += 2_500 { // the worst of a whole turn of growth
				few := readers[:n]
				whole := func(articles int) float64 {
					return heapOf(func() any {
						m := new(memory)
						fill(m, subjectsOf(articles), few, func(int) int { return n })
						return m
					})
				}
				first := whole(1)
				most = max(most, (first-(whole(3)-first)/2)/float64(n))
			}
			b.ReportMetric(most, "B/reader")
		}
	})
}

func TestBothKeepTheSameReactions(t *testing.T) {
	readers, subjects := readersOf(t, 300), subjectsOf(20)
	m, peer := new(memory), newShardedMap()
	sizes := func(i int) int { return 1 + i*15 }
	require.Equal(t, fill(m, subjects, readers, sizes), fill(peer, subjects, readers, sizes))
	for _, subject := range subjects {
		require.Equal(t, peer.counts(nil, subject), m.counts(nil, subject))
	}
}

// BenchmarkReactionTally reads counts: those of one subject into memory of the
// caller, and those of the 50 of a page as a program has them, at once.
func BenchmarkReactionTally(b *testing.B) {
	for _, held := range []int{10, 1_000} {
		m, sizes := new(memory), func(int) int { return held }
		readers, subjects := readersOf(b, 10_000), subjectsOf(2_000)
		fill(m, subjects, readers, sizes)
		bar := reaction.NewCounter(reaction.Default(), &m.Memory)
		b.Run(fmt.Sprintf("one of %d/AppendCounts", held), func(b *testing.B) { tallyOne(b, m, subjects) })
		b.Run(fmt.Sprintf("50 of %d/Counter.Tallies", held), func(b *testing.B) {
			tallyPage(b, subjects, func(page []string) error { _, err := bar.Tallies(context.Background(), page...); return err })
		})
		var last []reaction.Tally
		b.Run(fmt.Sprintf("50 of %d/Counter.TalliesInto", held), func(b *testing.B) {
			tallyPage(b, subjects, func(page []string) (err error) {
				last, err = bar.TalliesInto(context.Background(), last, page...)
				return err
			})
		})
		b.Run(fmt.Sprintf("50 of %d/Memory.Tallies", held), func(b *testing.B) {
			tallyPage(b, subjects, func(page []string) error { _, err := m.Tallies(context.Background(), page...); return err })
		})
		peer := newShardedMap() // only here: the collector would mark it for each of the above
		fill(peer, subjects, readers, sizes)
		b.Run(fmt.Sprintf("one of %d/sharded map", held), func(b *testing.B) { tallyOne(b, peer, subjects) })
	}
}

func tallyPage(b *testing.B, subjects []string, tallies func(page []string) error) {
	b.ReportAllocs()
	var err error
	i := 0
	spent := timed(func() {
		for ; b.Loop(); i++ {
			if e := tallies(subjects[i%4*50:][:50]); e != nil {
				err = e
			}
		}
	})
	require.NoError(b, err)
	b.ReportMetric(float64(spent.Nanoseconds())/float64(i), "cpu-ns/op")
}

func tallyOne(b *testing.B, k keeper, subjects []string) {
	b.ReportAllocs()
	dst := make(reaction.Counts, 0, len(kindsOfBench))
	i := 0
	spent := timed(func() {
		for ; b.Loop(); i++ {
			dst = k.counts(dst[:0], subjects[i%64])
		}
	})
	b.ReportMetric(float64(spent.Nanoseconds())/float64(i), "cpu-ns/op")
}

// BenchmarkReactionWriteRatio reports how many times the peer's processor time a write
// of ours takes, both in turns in one run: "times", the median, is the figure to
// quote. Each turn is a fresh store with reactions made, repeated and replaced.
func BenchmarkReactionWriteRatio(b *testing.B) {
	for _, shape := range []struct {
		name              string
		subjects, readers int
	}{{"2,000 articles of ten", 2_000, 10}, {"20 articles of 1,000", 20, 1_000}, {"1 article of 20,000", 1, 20_000}} {
		readers, subjects := readersOf(b, 2*shape.readers), subjectsOf(shape.subjects)
		b.Run(shape.name, func(b *testing.B) {
			var ratios []float64
			var ours time.Duration
			writes := 0
			for b.Loop() {
				mine, n := writeTime(new(memory), subjects, readers, shape.readers)
				theirs, _ := writeTime(newShardedMap(), subjects, readers, shape.readers)
				ratios = append(ratios, float64(mine)/float64(theirs))
				ours, writes = ours+mine, writes+n
			}
			b.ReportMetric(median(ratios), "times")
			b.ReportMetric(float64(ours.Nanoseconds())/float64(writes), "cpu-ns/write")
		})
	}
}

// writeTime makes n reactions to each subject, repeats them, and replaces them. It
// begins without garbage of the turn before.
func writeTime(k keeper, subjects []string, readers []reaction.Reader, n int) (time.Duration, int) {
	runtime.GC()
	spent := timed(func() {
		for round := range 3 {
			for i, subject := range subjects {
				for j := range n {
					k.set(subject, readers[(i*7+j)%len(readers)], (i+j+round/2)%len(kindsOfBench))
				}
			}
		}
	})
	return spent, 3 * n * len(subjects)
}

// BenchmarkReactionExport writes and reads a million reactions: 1,000 articles with
// some 1,000 of 50,000 readers each, at random. B/pair leaves out the readers' keys of 16 bytes.
func BenchmarkReactionExport(b *testing.B) {
	readers, m, random := readersOf(b, 50_000), new(memory), rand.New(rand.NewPCG(1, 2))
	for _, subject := range subjectsOf(1_000) {
		for range 1_010 { // some twice
			m.set(subject, readers[random.IntN(len(readers))], random.IntN(len(kindsOfBench)))
		}
	}
	size := m.Size()
	var file bytes.Buffer
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			file.Reset()
			if _, err := reaction.Write(&file, m.Scan(context.Background())); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(file.Len()-16*size.Readers)/float64(size.Reactions), "B/pair")
		b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/million")
	})
	b.Run("read into Memory", func(b *testing.B) {
		for b.Loop() {
			back := new(memory)
			for row, err := range reaction.Read(bytes.NewReader(file.Bytes()), reaction.Limits{}) {
				if err != nil {
					b.Fatal(err)
				}
				if _, err := back.Set(context.Background(), row.Subject, row.Reader, row.Kind); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/million")
	})
}

// BenchmarkTrend adds to a trend of 10,000 subjects, and asks for its top ten.
func BenchmarkTrend(b *testing.B) {
	subjects, at := subjectsOf(10_000), time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	trend := reaction.NewTrend(reaction.TrendOptions{Subjects: len(subjects)})
	add := func(i int) {
		if err := trend.Add(subjects[i*7919%len(subjects)], "world", reaction.Result{After: "love"}, at.Add(time.Duration(i)*time.Second)); err != nil {
			b.Fatal(err)
		}
	}
	for i := range len(subjects) {
		add(i)
	}
	b.Run("Add", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			add(i)
		}
	})
	b.Run("Top", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			trend.Top(10, "world", at)
		}
	})
}
