package related

import (
	"slices"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// Defaults and limits of a [Query].
const (
	DefaultK         = 4
	MaxK             = 1_000
	DefaultThreshold = 0.03
)

// A Query says what may be in an answer. Only At is required.
type Query struct {
	K        int           // at most so many hits; 0 or less means DefaultK, more than MaxK means MaxK
	At       time.Time     // only what readers see at this instant; required
	Lang     string        // only documents in this language, whatever its region
	AnyLang  bool          // Related without Lang: other languages than the article's too. Search without Lang asks all
	Sections []taxonomy.ID // only documents filed first under one of these: a reach, from taxonomy.Tree; none: all
	Exclude  []article.ID  // never these: what stands on the page already
	// Threshold is the least likeness to the article, from 0 to 1, for a hit of
	// Related: where nothing passes, nothing is answered. A shared category is no
	// likeness. 0 means DefaultThreshold, less means none. Search has no threshold.
	Threshold float64
}

// filter is a query made ready to be asked of many documents.
type filter struct {
	Query
	exclude map[article.ID]bool
}

func (q Query) filter() (filter, error) {
	if q.At.IsZero() {
		return filter{}, &Error{Path: "Query.At", Err: ErrMissing}
	}
	if q.K <= 0 {
		q.K = DefaultK
	}
	q.K = min(q.K, MaxK)
	if q.Threshold == 0 {
		q.Threshold = DefaultThreshold
	}
	f := filter{Query: q, exclude: make(map[article.ID]bool, len(q.Exclude)+1)}
	for _, id := range q.Exclude {
		f.exclude[id] = true
	}
	return f, nil
}

// passes reports whether a document may be in the answer. One that is gone may not.
func (f filter) passes(e *entry) bool {
	return !e.id.IsZero() && e.window.Contains(f.At) && !f.exclude[e.id] &&
		(len(f.Sections) == 0 || slices.Contains(f.Sections, e.section))
}
