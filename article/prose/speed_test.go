package prose_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article/prose"
)

func TestTime(t *testing.T) {
	tests := []struct {
		name  string
		speed prose.Speed
		count prose.Count
		want  time.Duration
	}{
		{"exact", prose.Speed{Words: 120}, prose.Count{Words: 60}, 30 * time.Second},
		{"each run at its rate", prose.Speed{Words: 60, Chars: 30}, prose.Count{Words: 1, Chars: 1}, 3 * time.Second},
		{"default of words", prose.Speed{}, prose.Count{Words: 238}, time.Minute},
		{"default of characters", prose.Speed{Words: -1, Chars: -1}, prose.Count{Chars: 1000}, 2 * time.Minute},
		{"rounded up", prose.Speed{Words: 7}, prose.Count{Words: 1}, 8571428572 * time.Nanosecond},
		{"nothing", prose.Speed{}, prose.Count{}, 0},
		{"less than nothing", prose.Speed{}, prose.Count{Words: -5}, 0},
		{"more than a duration holds", prose.Speed{Words: 1}, prose.Count{Words: math.MaxInt64}, math.MaxInt64},
		{"a sum of more than a duration holds", prose.Speed{Words: 1, Chars: 1}, prose.Count{Words: 150_000_000, Chars: 150_000_000}, math.MaxInt64},
		{"beyond the range of a division", prose.Speed{Words: 1 << 36}, prose.Count{Words: math.MaxInt64}, 8053063680000000000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.speed.Time(tt.count))
		})
	}
}

func TestMinutes(t *testing.T) {
	assert.Equal(t, 0, prose.Minutes(0))
	assert.Equal(t, 0, prose.Minutes(-time.Hour))
	assert.Equal(t, 1, prose.Minutes(1))
	assert.Equal(t, 1, prose.Minutes(time.Minute))
	assert.Equal(t, 2, prose.Minutes(time.Minute+1))
}
