package related

import (
	"math"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// Defaults and limits of a [Query].
const (
	DefaultK         = 4
	MaxK             = 1_000
	DefaultThreshold = 0.03
	DefaultExponent  = 1.25
)

// A Query says what may be in an answer. Only At is required.
type Query struct {
	K         int           // at most so many hits; 0 or less means DefaultK, more than MaxK means MaxK
	At        time.Time     // only what readers see at this instant; required
	Lang      string        // only documents in this language, whatever its region
	AnyLang   bool          // Related without Lang: other languages than the article's too. Search without Lang asks all
	OlderOnly bool          // Related: nothing that was published after the article
	Sections  []taxonomy.ID // only documents filed first under one of these: a reach, from taxonomy.Tree; none: all
	Exclude   []article.ID  // never these: what stands on the page already

	// Threshold is the least likeness to the article, from 0 to 1, for a hit of
	// Related: where nothing passes, nothing is answered. A shared category is no
	// likeness. 0 means DefaultThreshold, less means none. Search has no threshold.
	Threshold float64
	// Exponent is the power of the inverse document frequency: how much more rare
	// words count in Related. 0 or less means DefaultExponent, at most 4; 2 suits
	// texts of a sentence.
	Exponent float64
	Weights  Weights // of fields, in Related
	Slow     Decay   // freshness; the default is a gain of 0.5 and 365 days
	Fast     Decay   // and of 0.3 and 14 days

	// Diversity, from 0 to 1, is how much the likeness to a better hit takes from one
	// (maximal marginal relevance: Carbonell and Goldstein 1998).
	Diversity  float64
	PerSection int // at most so many hits of a section; 0 or less: any number
	PerSeries  int // at most so many hits of a series; 0 or less: any number

	// Boost, if not nil, gives a factor for a document: 1 leaves it where it is, 0 or
	// less takes it out. Related asks it for those documents that it compares
	// closely, Search for those that have the words. It must not write to the index.
	Boost func(article.ID) float64
}

// Weights are what a word counts in the fields of a document, beside the word of a
// text. In each field, 0 means the default, less means nothing.
type Weights struct {
	Title      float64 // default 4
	Tags       float64 // default 2
	Text       float64 // default 1
	Categories float64 // a category as a whole; default 0.5
	Pairs      float64 // two words side by side; default 1.5
}

// maxWeight bounds a weight.
const maxWeight = 100

func (w Weights) settled() Weights {
	settle := func(w *float64, fallback float64) {
		if *w == 0 || math.IsNaN(*w) {
			*w = fallback
		}
		*w = min(max(*w, 0), maxWeight)
	}
	settle(&w.Title, titleWeight)
	settle(&w.Tags, tagWeight)
	settle(&w.Text, textWeight)
	settle(&w.Categories, 0.5)
	settle(&w.Pairs, 1.5)
	return w
}

const (
	titleWeight = 4
	tagWeight   = 2
	textWeight  = 1
)

// fieldWeight is what a word counts in what is stored.
func fieldWeight(f Field) int {
	switch f {
	case InTitle:
		return titleWeight
	case InTags:
		return tagWeight
	}
	return textWeight
}

func (w *Weights) of(f Field) float64 {
	switch f {
	case InTitle:
		return w.Title
	case InTags:
		return w.Tags
	}
	return w.Text
}

// settings are what a comparison depends on.
type settings struct {
	exponent float64
	weights  Weights
}

func usualSettings() settings { return new(Query).settings() }

func (q *Query) settings() settings {
	s := settings{q.Exponent, q.Weights.settled()}
	if !(s.exponent > 0) {
		s.exponent = DefaultExponent
	}
	s.exponent = min(s.exponent, 4)
	return s
}

func (q *Query) freshness() freshness {
	return freshness{q.Slow.or(Decay{0.5, 365}), q.Fast.or(Decay{0.3, 14})}
}

// check settles a query's numbers. It reports what is missing.
func (q *Query) check() error {
	if q.At.IsZero() {
		return &Error{Path: "Query.At", Err: ErrMissing}
	}
	if q.K <= 0 {
		q.K = DefaultK
	}
	q.K = min(q.K, MaxK)
	if q.Threshold == 0 || math.IsNaN(q.Threshold) {
		q.Threshold = DefaultThreshold
	}
	if !(q.Diversity > 0) {
		q.Diversity = 0
	}
	q.Diversity = min(q.Diversity, 1)
	return nil
}

// filter is a query made ready to be asked of many documents.
type filter struct {
	Query
	at       int64
	lang     uint32 // none: any
	latest   int64  // published no later
	exclude  []uint32
	sections map[taxonomy.ID]bool // nil: any
	// Whether readers see a document makes no difference.
	everything bool
}

func (f *filter) set(h *holdings, q Query) {
	f.Query, f.at, f.lang, f.latest, f.sections = q, min(nanos(q.At), always-2), none, math.MaxInt64, nil
	f.everything = false
	f.exclude = f.exclude[:0]
	for _, id := range q.Exclude {
		if doc, ok := h.find(id); ok {
			f.exclude = append(f.exclude, doc)
		}
	}
	if len(q.Sections) > 0 {
		f.sections = make(map[taxonomy.ID]bool, len(q.Sections))
		for _, id := range q.Sections {
			f.sections[id] = true
		}
	}
}

// passes reports whether a document may be in the answer. One that is gone may not.
func (f *filter) passes(h *holdings, doc uint32) bool {
	e := &h.docs[doc]
	if h.isGone(doc) || !f.everything && !e.visible(f.at) || f.lang != none && e.lang != f.lang || e.published > f.latest ||
		f.sections != nil && !f.sections[e.section] {
		return false
	}
	for _, x := range f.exclude {
		if x == doc {
			return false
		}
	}
	return true
}

// boost returns the factor of a document; ok is false where there is none above 0.
func (f *filter) boost(e *entry) (factor float64, ok bool) {
	factor = float64(e.weight)
	if f.Boost != nil {
		factor *= f.Boost(e.id)
	}
	return factor, factor > 0 && factor <= math.MaxFloat64
}
