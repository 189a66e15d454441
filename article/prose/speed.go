package prose

import (
	"math"
	"math/bits"
	"time"
)

// Speed says how fast a reader gets through text. The zero value is a usual
// adult reading silently; a figure that is not positive stands for its default.
type Speed struct {
	Words int // words per minute; 0 means 238 (Brysbaert 2019, silent reading of English non-fiction)
	Chars int // characters per minute; 0 means 500 (house estimate)
}

const (
	defaultWords = 238
	defaultChars = 500
)

// Time returns how long a reader of that speed takes, rounded up to the next
// nanosecond: words and characters each at their own rate. A count too large for
// a duration gives the longest one.
func (s Speed) Time(c Count) time.Duration {
	if s.Words <= 0 {
		s.Words = defaultWords
	}
	if s.Chars <= 0 {
		s.Chars = defaultChars
	}
	words, chars := share(c.Words, s.Words), share(c.Chars, s.Chars)
	if words > math.MaxInt64-chars {
		return math.MaxInt64
	}
	return words + chars
}

// share returns n/perMinute minutes, rounded up.
func share(n, perMinute int) time.Duration {
	if n <= 0 {
		return 0
	}
	rate := uint64(perMinute)
	high, low := bits.Mul64(uint64(n), uint64(time.Minute))
	low, carry := bits.Add64(low, rate-1, 0)
	high += carry
	if high >= rate {
		return math.MaxInt64
	}
	quotient, _ := bits.Div64(high, low, rate)
	return time.Duration(min(quotient, math.MaxInt64))
}

// Minutes returns d in whole minutes, rounded up: what stands before "min
// read". It is 0 for no time at all, so an empty text has no reading time, and at
// least 1 for any other.
func Minutes(d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return int((d-1)/time.Minute) + 1
}
