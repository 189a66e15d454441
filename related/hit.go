package related

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/newsjunction/news/article"
)

// A Hit is a document in an answer. It is a value; do not write to its reasons.
type Hit struct {
	ID      article.ID
	Score   float64  // greater than 0; comparable within one answer
	Reasons []Reason // the greatest share first
}

// A Reason is one of the things that a hit owes its place to. The shares of a hit's
// reasons add up to its score, but for the rounding of floating-point sums.
type Reason struct {
	Field Field   // where the hit has the term, the most telling place
	Term  string  // a word of the hit, folded; for InDate such as "published 3 days apart"
	Share float64 // part of the score
}

// IDs returns the ids of hits, in order.
func IDs(hits []Hit) []article.ID {
	ids := make([]article.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids
}

// shownReasons is how many terms Why names.
const shownReasons = 5

// Why says in an English sentence what the hit owes its place to: the terms it shares
// with the article or the search, where it has them, and their part of the score.
// It is empty for a hit without reasons.
func (h Hit) Why() string {
	if len(h.Reasons) == 0 {
		return ""
	}
	var terms []string
	date, rest, others := "", 0.0, 0
	for _, r := range h.Reasons {
		switch part := r.Share / h.Score; {
		case r.Field == InDate:
			date = fmt.Sprintf("; %s (%s)", r.Term, percent(part))
		case len(terms) < shownReasons:
			terms = append(terms, fmt.Sprintf("“%s” (%s, %s)", r.Term, r.Field, percent(part)))
		default:
			others++
			rest += part
		}
	}
	switch others {
	case 0:
	case 1:
		terms = append(terms, fmt.Sprintf("1 other word (%s)", percent(rest)))
	default:
		terms = append(terms, fmt.Sprintf("%d other words (%s)", others, percent(rest)))
	}
	return "Shares " + enumerate(terms) + date + "."
}

func percent(part float64) string { return fmt.Sprintf("%.0f %%", 100*part) }

// enumerate joins phrases as English does.
func enumerate(phrases []string) string {
	if len(phrases) < 2 {
		return strings.Join(phrases, "")
	}
	last := len(phrases) - 1
	return strings.Join(phrases[:last], ", ") + " and " + phrases[last]
}

// finish adds what freshness does to a score, and puts the reasons in order.
func (h *Hit) finish(c candidate, instant int64, relation string) {
	if fresh := c.score - c.likeness; fresh > 0 {
		apart, _ := near(c.published, instant)
		h.Reasons = append(h.Reasons, Reason{InDate, "published " + days(apart) + " " + relation, fresh})
	}
	slices.SortFunc(h.Reasons, func(a, b Reason) int {
		return cmp.Or(-cmp.Compare(a.Share, b.Share), cmp.Compare(a.Term, b.Term))
	})
}

// days says how long so many seconds are, in whole days.
func days(seconds float64) string {
	switch n := int(math.Round(seconds / (24 * 60 * 60))); n {
	case 0:
		return "less than a day"
	case 1:
		return "1 day"
	default:
		return fmt.Sprintf("%d days", n)
	}
}

// first returns the most telling of the fields that f holds.
func (f Field) first() Field { return f & -f }
