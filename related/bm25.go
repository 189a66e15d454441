package related

import "math"

// Constants of BM25, as in Robertson and Zaragoza 2009, measured best for stories
// beside stories.
const (
	k1 = 1.2 // how soon a repeated word adds nothing
	b  = 0.9 // how much a longer text counts less
)

// Lengths at which a text counts neither more nor less for its length, in words
// times their fields' weights. They are fixed: an average over the archive would
// change every stored weight with each story.
const (
	termLength = 240 // what Related compares
	wordLength = 500 // what Search looks through
)

// lengthNorm returns what a text of n words and weights, in units, adds to the
// denominator.
func lengthNorm(n, length int) float64 {
	return k1 * (1 - b + b*float64(n)/unit/float64(length))
}

// impactScale is the stored form of an impact of 1, which none reaches.
const impactScale = 1<<16 - 1

// impact returns what a word adds to a document's score, as a share of what it
// could add to that of any.
func impact(weight uint16, norm float64) uint16 {
	w := float64(weight) / unit
	return uint16(math.Round(w / (w + norm) * impactScale))
}

// idf returns how much a word says that df of n documents have.
func idf(df, n int) float64 {
	return math.Log1p((float64(n-df) + 0.5) / (float64(df) + 0.5))
}
