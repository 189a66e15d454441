package prose

import (
	"math"
	"math/bits"
	"time"
)

// Speed says how fast a reader gets through a text. The zero value is an adult reading
// silently; a figure that is not positive stands for that of [Rates].
//
// Each run of a mixed text is read at its own rate: the words of the text's language at
// the rate of that language, what stands in another script at the rate of the first
// language of that script, and numbers at that of the text's words.
type Speed struct {
	Lang  string // of the text, a BCP 47 tag; "" for unknown
	Words int    // words a minute, in all scripts that are counted in words
	Chars int    // characters a minute, in all others
}

// Rate returns how many words or characters of a script are read in a minute.
func (s Speed) Rate(script Script) int {
	switch {
	case script.InWords() && s.Words > 0:
		return s.Words
	case !script.InWords() && s.Chars > 0:
		return s.Chars
	case script == Common:
		return numberRate(s.Lang)
	}
	return rateOf(s.Lang, script)
}

// Time returns how long a reader of that speed takes, rounded up to the next
// nanosecond for each script. A count too large for a duration gives the longest one.
func (s Speed) Time(c Counts) time.Duration {
	var total time.Duration
	for script, n := range c {
		if n > 0 {
			total = add(total, share(n, s.Rate(Script(script))))
		}
	}
	return total
}

func add(a, b time.Duration) time.Duration {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// share returns n/perMinute minutes, rounded up.
func share(n, perMinute int) time.Duration {
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

// Pictures returns how long n pictures are looked at: 12 s the first, one second less
// each further one, and 3 s from the tenth on, as Medium and Ghost reckon.
func Pictures(n int) time.Duration {
	const first, least = 12, 3
	var total time.Duration
	for i := 0; i < min(n, first-least); i++ {
		total += time.Duration(first-i) * time.Second
	}
	if rest := n - (first - least); rest > 0 {
		if rest > math.MaxInt64/int(least*time.Second) {
			return math.MaxInt64
		}
		total = add(total, time.Duration(rest)*least*time.Second)
	}
	return total
}

// Minutes returns d in whole minutes, rounded up: what stands before "min read". It is
// at least 1, but 0 for no time at all: an empty text has no reading time.
func Minutes(d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return int((d-1)/time.Minute) + 1
}

// Range returns between which times most adults read what takes d on average. Silent
// readers of English non-fiction fall between 175 and 300 words a minute (Brysbaert
// 2019), around the 238 that an average d is reckoned with.
func Range(d time.Duration) (short, long time.Duration) {
	const fast, slow = 300, 175
	return scale(d, fast), scale(d, slow)
}

// scale returns d for a reader of perMinute words of English, rounded up.
func scale(d time.Duration, perMinute uint64) time.Duration {
	high, low := bits.Mul64(uint64(max(d, 0)), english)
	low, carry := bits.Add64(low, perMinute-1, 0)
	quotient, _ := bits.Div64(high+carry, low, perMinute) // high is below 238, and so below perMinute
	return time.Duration(min(quotient, math.MaxInt64))
}
