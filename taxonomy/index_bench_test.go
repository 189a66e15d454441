package taxonomy_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"sort"
	"testing"
	"time"

	"github.com/newsjunction/news/taxonomy"
)

// An archive is made of ten years of a newsroom: a tree of 1,111 sections in four
// levels, one of which has all others below it, 50,000 tags, and articles that name a
// section or two and five tags. Few terms have most of them, one in twenty ends.
type archive struct {
	categories []taxonomy.Category
	tags       []taxonomy.Tag
	random     *rand.Rand
	tagged     *rand.Zipf
}

func newArchive() *archive {
	random := rand.New(rand.NewPCG(5, 8))
	a := &archive{random: random, tagged: rand.NewZipf(random, 1.1, 20, 49_999)}
	for n := range 1111 {
		c := taxonomy.Category{Term: archiveTerm("section", n)}
		if n > 0 {
			c.Parent = archiveTerm("section", (n-1)/10).ID
		}
		a.categories = append(a.categories, c)
	}
	for n := range 50_000 {
		a.tags = append(a.tags, taxonomy.Tag{Term: archiveTerm("tag", n)})
	}
	return a
}

func archiveTerm(sort string, n int) taxonomy.Term {
	label := fmt.Sprintf("%s %d", sort, n)
	return taxonomy.Term{ID: taxonomy.CategoryID("archive", label), Labels: taxonomy.Labels{{Text: label}}}
}

func (a *archive) tree(b *testing.B) *taxonomy.Tree {
	tree, repairs := taxonomy.Load(a.categories, a.tags, taxonomy.Options{})
	if len(repairs) > 0 {
		b.Fatal(repairs[0])
	}
	return tree
}

var archiveStart = time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)

const decade = 10 * 365 * 24 * time.Hour

// filing is the nth of so many.
func (a *archive) filing(n, of int) taxonomy.Filing {
	f := taxonomy.Filing{ID: filingID(n), From: archiveStart.Add(decade / time.Duration(of) * time.Duration(n))}
	for range 1 + a.random.IntN(2) {
		section := min(a.random.IntN(1100), a.random.IntN(1100))
		f.Terms = append(f.Terms, a.categories[11+section].ID)
	}
	for range 5 {
		f.Terms = append(f.Terms, a.tags[a.tagged.Uint64()].ID)
	}
	if n%20 == 0 {
		f.Until = f.From.Add(time.Duration(a.random.IntN(1000)) * time.Hour)
	}
	return f
}

func (a *archive) index(b *testing.B, filings int) *taxonomy.Index {
	index := taxonomy.NewIndex(a.tree(b))
	for n := range filings {
		index.Put(a.filing(n, filings))
	}
	return index
}

const million = 1_000_000

// BenchmarkIndexCount counts a section that has a million articles below it, at an
// instant near the end of the archive and at any instant; x-slice compares with a
// binary search in one sorted slice that holds the same instants.
func BenchmarkIndexCount(b *testing.B) {
	a := newArchive()
	index := a.index(b, million)
	instants := make([]int64, million)
	for i := range instants {
		instants[i] = archiveStart.Add(decade / million * time.Duration(i)).UnixNano()
	}
	for _, bench := range []struct {
		name string
		now  func() time.Time
	}{
		{"today", func() time.Time { return archiveStart.Add(decade - time.Duration(a.random.IntN(100))*time.Hour) }},
		{"any day", func() time.Time { return archiveStart.Add(time.Duration(a.random.Int64N(int64(decade)))) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			times := make([]time.Time, 1024)
			for i := range times {
				times[i] = bench.now()
			}
			start, found := time.Now(), 0
			for i := range 100_000 {
				at := times[i%len(times)].UnixNano()
				found += sort.Search(million, func(i int) bool { return instants[i] > at })
			}
			slice := time.Since(start) / 100_000
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++
				found += index.Count(a.categories[0].ID, taxonomy.WithDescendants, times[i%len(times)])
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(slice), "x-slice")
			runtime.KeepAlive(found)
		})
	}
}

// BenchmarkIndexPut feeds a million filings to one index and half of them to another,
// by turns, so that other load of the machine falls on both: x-half is what doubling
// the work costs. B/filing is the heap of the bigger index.
func BenchmarkIndexPut(b *testing.B) {
	a := newArchive()
	tree := a.tree(b)
	feed := make([]taxonomy.Filing, million)
	for n := range feed {
		feed[n] = a.filing(n, million)
	}
	for _, order := range []string{"in order", "shuffled"} {
		if order == "shuffled" {
			a.random.Shuffle(million, func(i, j int) { feed[i], feed[j] = feed[j], feed[i] })
		}
		b.Run(order, func(b *testing.B) {
			var whole, half time.Duration
			for b.Loop() {
				full, less := taxonomy.NewIndex(tree), taxonomy.NewIndex(tree)
				for turn := range slices.Chunk(feed, 2000) {
					whole += put(full, turn)
					half += put(less, turn[:1000])
				}
				less = nil
				held := indexHeap()
				runtime.KeepAlive(full)
				full = nil
				b.ReportMetric((held-indexHeap())/million, "B/filing")
			}
			b.ReportMetric(float64(whole)/float64(b.N)/million, "ns/filing")
			b.ReportMetric(float64(whole)/float64(half), "x-half")
		})
	}
}

func put(index *taxonomy.Index, filings []taxonomy.Filing) time.Duration {
	start := time.Now()
	for _, f := range filings {
		index.Put(f)
	}
	return time.Since(start)
}

func indexHeap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// BenchmarkIndexEdit puts one article of a million anew, under other terms.
func BenchmarkIndexEdit(b *testing.B) {
	a := newArchive()
	index := a.index(b, million)
	edits := make([]taxonomy.Filing, 4096)
	for i := range edits {
		edits[i] = a.filing(a.random.IntN(million), million)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		index.Put(edits[i%len(edits)])
	}
}

// BenchmarkIndexAdopt lets a million articles follow surgery, there and back: a
// section of the second level, with 110 below it, goes under another; a tag is
// merged into another; a tag is renamed. Feeds-per-adopt compares with feeding all anew.
func BenchmarkIndexAdopt(b *testing.B) {
	a := newArchive()
	tree := a.tree(b)
	filings := make([]taxonomy.Filing, million)
	for n := range filings {
		filings[n] = a.filing(n, million)
	}
	index, start := taxonomy.NewIndex(tree), time.Now()
	for _, f := range filings {
		index.Put(f)
	}
	feed := time.Since(start)
	tag, other, section := a.tags[100].ID, a.tags[101].ID, a.categories[1].ID
	for _, bench := range []struct {
		name string
		plan taxonomy.Plan
	}{
		{"section moved", tree.Plan().Move(section, a.categories[10].ID)},
		{"tag merged", tree.Plan().Merge(tag, other)},
		{"tag renamed", tree.Plan().Rename(tag, taxonomy.Label{Text: "Anew"}, taxonomy.FollowLabel)},
	} {
		next, _, err := tree.Apply(bench.plan)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				index.Adopt(next)
				index.Adopt(tree)
			}
			each := b.Elapsed() / time.Duration(2*b.N)
			b.ReportMetric(float64(each)/1e6, "ms/adopt")
			b.ReportMetric(float64(feed)/float64(each), "feeds-per-adopt")
		})
	}
}

// BenchmarkIndexLists asks for what is not one count.
func BenchmarkIndexLists(b *testing.B) {
	a := newArchive()
	index := a.index(b, million)
	now := archiveStart.Add(decade)
	b.Run("all counts", func(b *testing.B) {
		for b.Loop() {
			_ = maps.Collect(index.Counts(taxonomy.WithDescendants, now))
		}
	})
	b.Run("fewer than 3", func(b *testing.B) {
		for b.Loop() {
			for range index.Fewer(3, taxonomy.WithDescendants, now) {
			}
		}
	})
	b.Run("next change", func(b *testing.B) {
		for b.Loop() {
			index.NextChangeOf(a.categories[0].ID, taxonomy.WithDescendants, now)
		}
	})
	b.Run("filed", func(b *testing.B) {
		var n int
		for b.Loop() {
			n = len(slices.Collect(index.Filed(a.tags[0].ID)))
		}
		b.ReportMetric(float64(n), "articles")
	})
}

// BenchmarkIndexRecount proves a million articles; feeds-per-recount compares with
// feeding them to an empty index.
func BenchmarkIndexRecount(b *testing.B) {
	a := newArchive()
	filings := make([]taxonomy.Filing, million)
	for n := range filings {
		filings[n] = a.filing(n, million)
	}
	index := taxonomy.NewIndex(a.tree(b))
	took := put(index, filings)
	for b.Loop() {
		if drift, err := index.Recount(feed(filings)); err != nil || !drift.IsZero() {
			b.Fatal(err, drift)
		}
	}
	b.ReportMetric(float64(took)/(float64(b.Elapsed())/float64(b.N)), "feeds-per-recount")
}
