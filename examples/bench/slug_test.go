package bench

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	peer "github.com/gosimple/slug"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/slug"
)

// A headline is one line of the real ones, with its language.
type headline struct{ lang, text string }

// headlines returns real headlines: of languages in Latin letters, and those of
// Chinese and Japanese.
func headlines(tb testing.TB) (latin, han []headline) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "titles")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			tb.Fatal("the real headlines are absent: ", dir)
		}
		tb.Skip("the real headlines are absent: ", dir)
	}
	for _, file := range []string{"en-news.txt", "en-click.txt", "ja-wikinews.txt", "zh-thuc.txt", "parallel.tsv"} {
		data, err := os.ReadFile(filepath.Join(dir, file))
		require.NoError(tb, err)
		for line := range strings.Lines(string(data)) {
			h := headline{file[:2], strings.TrimSpace(line)}
			if file == "parallel.tsv" {
				fields := strings.SplitN(h.text, "\t", 3)
				h = headline{fields[1], fields[2]}
			}
			switch h.lang {
			case "ja", "zh", "zh-Hans", "zh-Hant":
				han = append(han, h)
			default:
				if !strings.ContainsFunc(h.text, outsideLatin) {
					latin = append(latin, h)
				}
			}
		}
	}
	return latin, han
}

func outsideLatin(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

func ours(list []headline) {
	for _, h := range list {
		slug.Make(h.text, slug.Options{Lang: h.lang})
	}
}

func theirs(list []headline) {
	for _, h := range list {
		peer.MakeLang(h.text, h.lang)
	}
}

// ratio returns how many times as long as ours theirs takes over a list, piece by
// piece in turns, so that both meet the same machine, and best of three.
func ratio(list []headline) float64 {
	best := [2]time.Duration{time.Hour, time.Hour}
	for range 3 {
		var took [2]time.Duration
		for piece := range slices.Chunk(list, 500) {
			for i, run := range []func([]headline){ours, theirs} {
				start := time.Now()
				run(piece)
				took[i] += time.Since(start)
			}
		}
		best = [2]time.Duration{min(best[0], took[0]), min(best[1], took[1])}
	}
	return float64(best[1]) / float64(best[0])
}

// BenchmarkSlugRatio reports how many times as long gosimple takes, both in turns in
// one run: "times" is the figure to quote.
func BenchmarkSlugRatio(b *testing.B) {
	latin, han := headlines(b)
	ours(latin) // the table of letters is made once
	for _, set := range []struct {
		name string
		list []headline
	}{{"latin", latin}, {"han and kana", han}} {
		b.Run(set.name, func(b *testing.B) {
			times := 0.0
			for b.Loop() {
				times = max(times, ratio(set.list))
			}
			b.ReportMetric(times, "times")
		})
	}
}

// Every benchmark's work is done once by the tests, so that it can't rot.
func TestBothMakeSlugsOfRealHeadlines(t *testing.T) {
	latin, han := headlines(t)
	for _, h := range slices.Concat(latin[:100], han[:100]) {
		require.NotEmpty(t, slug.Make(h.text, slug.Options{Lang: h.lang}), h.text)
		require.NotPanics(t, func() { peer.MakeLang(h.text, h.lang) })
	}
}

func BenchmarkSlug(b *testing.B) {
	latin, han := headlines(b)
	ours(latin) // the table of letters is made once
	for _, set := range []struct {
		name string
		list []headline
	}{{"latin", latin}, {"han and kana", han}} {
		size := 0
		for _, h := range set.list {
			size += len(h.text)
		}
		for _, side := range []struct {
			name string
			run  func([]headline)
		}{{"slug.Make", ours}, {"gosimple MakeLang", theirs}} {
			b.Run(set.name+"/"+side.name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(size))
				for b.Loop() {
					side.run(set.list)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(set.list)), "ns/headline")
			})
		}
		b.Run(set.name+"/slug.Append", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size))
			var buf []byte
			for b.Loop() {
				for _, h := range set.list {
					buf = slug.Append(buf[:0], h.text, slug.Options{Lang: h.lang})
				}
			}
		})
	}
}

// reservations of one headline, for which 5 ms are allowed.
const reservations = 10_000

func owners() []string {
	list := make([]string, reservations)
	for i := range list {
		list[i] = strconv.Itoa(i)
	}
	return list
}

// reserve lets each owner reserve one headline.
func reserve(owners []string) *slug.Memory {
	ledger := new(slug.Memory)
	for _, owner := range owners {
		_, _ = ledger.Reserve(context.Background(), slug.Name{Scope: "article", Slug: "storm-nears-coast"}, owner)
	}
	return ledger
}

// count is the least that may be done for the same: plain maps with a counter a name,
// the check that the candidate is free, and who holds which name; nothing is released,
// renamed or known of its owner.
func count(owners []string) map[string]string {
	counts, holders := make(map[string]int), make(map[string]string)
	for _, owner := range owners {
		counts["storm-nears-coast"]++
		name := "storm-nears-coast"
		if n := counts[name]; n > 1 {
			name += "-" + strconv.Itoa(n)
		}
		if _, taken := holders[name]; !taken {
			holders[name] = owner
		}
	}
	return holders
}

func TestBothReserveEveryName(t *testing.T) {
	list := owners()[:100]
	ledger, holders := reserve(list), count(list)
	require.Len(t, holders, len(list))
	for name, owner := range holders {
		res, err := ledger.Resolve(t.Context(), slug.Name{Scope: "article", Slug: name})
		require.NoError(t, err)
		require.Equal(t, owner, res.Owner)
	}
}

// BenchmarkReserve reports the milliseconds that 10,000 reservations of one headline
// take, beside what the two look-ups alone take in plain maps in the same run: medians
// of turns, and how many times as long the ledger takes.
func BenchmarkReserve(b *testing.B) {
	list := owners()
	var took [2][]time.Duration
	for b.Loop() {
		for i, run := range []func(){func() { reserve(list) }, func() { count(list) }} {
			start := time.Now()
			run()
			took[i] = append(took[i], time.Since(start))
		}
	}
	var median [2]float64
	for i := range took {
		slices.Sort(took[i])
		median[i] = float64(took[i][len(took[i])/2].Microseconds()) / 1000
	}
	b.ReportMetric(median[0], "ms/10k")
	b.ReportMetric(median[1], "ms/10k-maps")
	b.ReportMetric(median[0]/median[1], "times")
}
