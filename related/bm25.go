package related

import (
	"math"
	"math/bits"
)

// Constants of BM25, as in Robertson and Zaragoza 2009, measured best for stories
// beside stories.
const (
	k1 = 1.2 // how soon a repeated word adds nothing
	b  = 0.9 // how much a longer text counts less
)

// lengthNorm returns what a text of so many words, times their weights, puts into the
// denominator.
func lengthNorm(n, length int) float64 {
	return k1 * (1 - b + b*float64(n)/float64(length))
}

// impact returns what a word adds to a document's score, as a share of what it could
// add to that of any.
func impact(weight, norm float64) float64 { return weight / (weight + norm) }

// idf returns how much a word says that df of n documents have.
func idf(df, n int) float64 {
	return math.Log1p((float64(n-df) + 0.5) / (float64(df) + 0.5))
}

// worths is idf to a power, by document frequency, for so many documents. A
// frequency counts with its six leading bits.
type worths struct {
	docs     int
	exponent float64
	known    [(32 - steps) << steps]float64 // 0: not computed
}

const steps = 6

func (w *worths) set(docs int, exponent float64) {
	if w.docs != docs || w.exponent != exponent {
		*w = worths{docs: docs, exponent: exponent}
	}
}

func (w *worths) of(df uint32) float64 {
	at := df
	if shift := bits.Len32(df) - steps; shift > 0 {
		at = uint32(shift)<<(steps-1) + df>>shift
		df = df >> shift << shift
	}
	if worth := w.known[at]; worth != 0 {
		return worth
	}
	return w.learn(at, df)
}

func (w *worths) learn(at, df uint32) float64 {
	w.known[at] = math.Pow(idf(min(int(df), w.docs), w.docs), w.exponent)
	return w.known[at]
}
