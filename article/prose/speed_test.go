package prose_test

import (
	"fmt"
	"math"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/prose"
)

func TestTime(t *testing.T) {
	tests := []struct {
		name  string
		speed prose.Speed
		count prose.Counts
		want  time.Duration
	}{
		{"exact", prose.Speed{Words: 120}, prose.Counts{prose.Latin: 60}, 30 * time.Second},
		{"words of all scripts at the rate that is set", prose.Speed{Words: 60}, prose.Counts{prose.Latin: 1, prose.Hangul: 1, prose.Common: 1}, 3 * time.Second},
		{"characters of all scripts at the rate that is set", prose.Speed{Chars: 60}, prose.Counts{prose.Han: 1, prose.Thai: 1, prose.Unknown: 1}, 3 * time.Second},
		{"each run at its rate", prose.Speed{Words: 60, Chars: 30}, prose.Counts{prose.Latin: 1, prose.Han: 1}, 3 * time.Second},
		{"English", prose.Speed{}, prose.Counts{prose.Latin: 238}, time.Minute},
		{"rates below zero are none", prose.Speed{Words: -1, Chars: -1}, prose.Counts{prose.Han: 2 * 439}, 2 * time.Minute},
		{"rounded up", prose.Speed{Words: 7}, prose.Counts{prose.Latin: 1}, 8571428572 * time.Nanosecond},
		{"nothing", prose.Speed{}, prose.Counts{}, 0},
		{"less than nothing", prose.Speed{}, prose.Counts{prose.Latin: -5}, 0},
		{"more than a duration holds", prose.Speed{Words: 1}, prose.Counts{prose.Latin: math.MaxInt64}, math.MaxInt64},
		{"a sum of more than a duration holds", prose.Speed{Words: 1, Chars: 1}, prose.Counts{prose.Latin: 150_000_000, prose.Han: 150_000_000}, math.MaxInt64},
		{"beyond the range of a division", prose.Speed{Words: 1 << 36}, prose.Counts{prose.Latin: math.MaxInt64}, 8053063680000000000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.speed.Time(tt.count)) })
	}
}

func TestRate(t *testing.T) {
	tests := []struct {
		name   string
		lang   string
		script prose.Script
		want   int
	}{
		{"Korean words", "ko-KR", prose.Hangul, 202},
		{"Japanese reads Chinese characters as its own", "ja", prose.Han, 653},
		{"Chinese by its own rate, whatever the tag adds", "ZH_hant", prose.Han, 439},
		{"kana in a Chinese text as in Japanese", "zh", prose.Kana, 653},
		{"English words in a Japanese text", "ja", prose.Latin, 238},
		{"Chinese characters in a French text", "fr", prose.Han, 439},
		{"a language without a rate as the first of its script", "sv", prose.Latin, 238},
		{"a script without a language as English", "ka", prose.Georgian, 238},
		{"an unknown language", "", prose.Arabic, 215},
		{"numbers as the words of the language", "fi", prose.Common, 180},
		{"numbers where there are no words", "th", prose.Common, 238},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, prose.Speed{Lang: tt.lang}.Rate(tt.script))
		})
	}
}

func TestEveryRateHasASource(t *testing.T) {
	rates := prose.Rates()
	for _, r := range rates {
		assert.NotEmpty(t, r.Source, "%v", r)
		assert.Positive(t, r.PerMinute, "%v", r)
		assert.Equal(t, r.PerMinute, prose.Speed{Lang: r.Lang}.Rate(r.Script), "%v", r)
	}
	rates[0].PerMinute = 1
	assert.NotEqual(t, rates, prose.Rates(), "the caller's list is the caller's")
}

func TestThePackageCommentHoldsEveryRate(t *testing.T) {
	comment, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	for _, r := range prose.Rates() {
		if r.Lang != "" {
			assert.Regexp(t, fmt.Sprintf(`\b%d\b`, r.PerMinute), string(comment), "%v", r)
		}
	}
}

func TestMinutes(t *testing.T) {
	assert.Equal(t, 0, prose.Minutes(0))
	assert.Equal(t, 0, prose.Minutes(-time.Hour))
	assert.Equal(t, 1, prose.Minutes(1))
	assert.Equal(t, 1, prose.Minutes(time.Minute))
	assert.Equal(t, 2, prose.Minutes(time.Minute+1))
}

func TestPictures(t *testing.T) {
	tests := []struct {
		n    int
		want time.Duration
	}{
		{-1, 0}, {0, 0}, {1, 12 * time.Second}, {2, 23 * time.Second}, {9, 72 * time.Second}, {10, 75 * time.Second},
		{12, 81 * time.Second}, {math.MaxInt, math.MaxInt64}, {math.MaxInt64/int(3*time.Second) + 9, math.MaxInt64},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, prose.Pictures(tt.n), "Pictures(%d)", tt.n)
	}
}

func TestRange(t *testing.T) {
	short, long := prose.Range(prose.Speed{}.Time(prose.Counts{prose.Latin: 300 * 175}))
	assert.Equal(t, 175*time.Minute, short.Round(time.Second))
	assert.Equal(t, 300*time.Minute, long.Round(time.Second))
	short, long = prose.Range(-time.Hour)
	assert.Zero(t, short)
	assert.Zero(t, long)
	short, long = prose.Range(math.MaxInt64)
	assert.Less(t, short, time.Duration(math.MaxInt64))
	assert.Equal(t, time.Duration(math.MaxInt64), long)
}
