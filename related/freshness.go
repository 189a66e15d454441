package related

import "math"

// A Decay lifts what is near in time: the likeness is multiplied by
// 1 + Gain·e^(-days/Days), where days lie between the stories.
type Decay struct {
	Gain float64 // 0: the default; less: none; at most MaxGain
	Days float64 // after which 37 % of the gain is left; 0 or less: the default
}

// MaxGain is the largest gain of a [Decay].
const MaxGain = 10

func (d Decay) or(fallback Decay) Decay {
	if d.Gain == 0 || math.IsNaN(d.Gain) {
		d.Gain = fallback.Gain
	}
	if !(d.Days > 0) {
		d.Days = fallback.Days
	}
	d.Gain = min(max(d.Gain, 0), MaxGain)
	return d
}

// freshness is a pair of decays. Stories of the same weeks belong together a little
// more, and so do, less, those of the same year.
type freshness struct{ slow, fast Decay }

func (f freshness) factor(seconds float64) float64 {
	days := seconds / secondsPerDay
	return (1 + float64(f.slow.Gain*math.Exp(-days/f.slow.Days))) * (1 + float64(f.fast.Gain*math.Exp(-days/f.fast.Days)))
}

// most is the largest factor.
func (f freshness) most() float64 { return (1 + f.slow.Gain) * (1 + f.fast.Gain) }

// between returns the factor for two instants, in Unix seconds; 1 where one is
// unknown.
func (f freshness) between(a, b int64) float64 {
	if a == unknown || b == unknown {
		return 1
	}
	return f.factor(math.Abs(float64(a) - float64(b)))
}

// calendar is freshness by whole days, good enough to choose whom to compare.
type calendar struct {
	freshness
	factors [1 << 11]float32 // the last is that of all further days
}

func (c *calendar) set(f freshness) {
	if c.freshness == f {
		return
	}
	c.freshness = f
	for days := range c.factors {
		c.factors[days] = float32(f.factor(float64(days) * secondsPerDay))
	}
}

func (c *calendar) between(a, b int32) float32 {
	if a == math.MinInt32 || b == math.MinInt32 {
		return 1
	}
	days := a - b
	if days < 0 {
		days = -days
	}
	return c.factors[min(days, int32(len(c.factors)-1))]
}
