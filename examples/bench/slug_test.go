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

// BenchmarkReserve reserves one headline 10,000 times an op: 5 ms are allowed.
func BenchmarkReserve(b *testing.B) {
	const reservations = 10_000
	owners := make([]string, reservations)
	for i := range owners {
		owners[i] = strconv.Itoa(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		var ledger slug.Memory
		for _, owner := range owners {
			_, _ = ledger.Reserve(context.Background(), slug.Name{Scope: "article", Slug: "storm-nears-coast"}, owner)
		}
	}
}
