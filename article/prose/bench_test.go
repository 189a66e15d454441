package prose_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/newsjunction/news/article/prose"
)

// bytesOf returns what one call of f allocates, in bytes, on average.
func bytesOf(f func()) float64 {
	const runs = 20
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc-before.TotalAlloc) / runs
}

// BenchmarkMinutes counts the 833 words of the model page and says how many minutes
// they take.
func BenchmarkMinutes(b *testing.B) {
	body := modelBody(b)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		prose.Minutes(prose.Speed{Lang: "en", Words: 120}.Time(prose.Count(body)))
	}
}

// BenchmarkCount counts ten stories in 22 languages, and says how many times as fast it
// is as two peers that know less: strings.Fields, which splits at white space, and the
// iterator of uax29, which finds boundaries and counts nothing. The three take turns, and
// the figures are medians, so that a busy machine slows them alike.
func BenchmarkCount(b *testing.B) {
	all := stories(b)
	for _, lang := range append(languages(all), "") {
		name, text := lang, joined(all, lang)
		if lang == "" {
			name = "all"
		}
		b.Run(name, func(b *testing.B) {
			var own, fields, uax29 []time.Duration
			for b.Loop() {
				own = append(own, took(func() { prose.Count(text) }))
				fields = append(fields, took(func() { strings.Fields(text) }))
				uax29 = append(uax29, took(func() { segment(text) }))
			}
			median := medianOf(own)
			b.ReportMetric(0, "ns/op") // of the three together, it would mislead
			b.ReportMetric(float64(len(text))/median.Seconds()/1e6, "MB/s")
			b.ReportMetric(float64(medianOf(fields))/float64(median), "x-fields")
			b.ReportMetric(float64(medianOf(uax29))/float64(median), "x-uax29")
		})
	}
}

func segment(text string) (n int) {
	for s := words.FromString(text); s.Next(); {
		n++
	}
	return n
}

func took(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

func medianOf(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

// BenchmarkExcerpt takes 55 words off texts of growing length, which is to cost the same.
func BenchmarkExcerpt(b *testing.B) {
	body := modelBody(b)
	for _, bm := range []struct {
		name  string
		times int
	}{{"5 KB", 1}, {"5 MB", 1000}, {"50 MB", 10000}} {
		text := strings.Repeat(body, bm.times)
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				prose.Excerpt(text, prose.Length{Words: 55})
			}
		})
	}
}
