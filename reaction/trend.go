package reaction

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	"unique"
)

// TrendOptions are the rules of a [Trend]. The zero value is ready to use.
type TrendOptions struct {
	// HalfLife is the time in which a reaction loses half its weight, in whole
	// milliseconds: the window of the trend. 0 or less means 6 hours.
	HalfLife time.Duration
	// Subjects is how many are held at most; beyond that the weakest quarter is
	// forgotten. 0 or less means 10,000.
	Subjects int
}

// A Trend ranks subjects by the reactions of late: each weighs as its kind does
// ([Choice.Weight]), and half of that after each half-life. Keep one for each
// window that a site shows, such as an hour, a day and a week. It is safe for
// concurrent use; make one with [NewTrend].
//
// It is a forward decay (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, a
// practical time decay model for streaming systems, ICDE 2009): weights grow with
// time instead of shrinking, so a subject is one number, nothing has to be swept,
// and the order of arrival does not matter. A weight is rounded to eleven binary
// digits. Sums are exact over a span of 26 half-lives and 65,536 reactions of
// weight 1 to a subject, and right to one part in 2^52 beyond. A subject takes 16
// bytes beside its name and its place in a map.
type Trend struct {
	halfLife int64 // milliseconds
	most     int

	mu     sync.Mutex
	latest int64 // greatest half-life since 1970 in which something was added
	scores map[string]score
}

// A score is what a subject has, in the weights of the half-life that landmark
// names.
type score struct {
	sum     float64
	section unique.Handle[string]
}

// landmarkSpan is after how many half-lives the weights start again from 1. Less
// than 1024, so that none overflows; a whole number, so that scores are scaled by a
// power of two and stay as exact as they were.
const landmarkSpan = 256

// vanishing is a power of two that leaves nothing of any score.
const vanishing = -8 * landmarkSpan

// faint is a score, in weights of the landmark, that no reader's reaction can tell
// from nothing: it is forgotten when the weights start again.
const faint = 1.0 / (1 << 40)

// A Trending is a subject of [Trend.Top].
type Trending struct {
	Subject string
	Section string
	Score   float64 // above 0; 1 is a reaction of weight 1 at the instant of the question
}

// NewTrend returns an empty trend.
func NewTrend(o TrendOptions) *Trend {
	if o.HalfLife < time.Millisecond {
		o.HalfLife = 6 * time.Hour
	}
	if o.Subjects <= 0 {
		o.Subjects = 10_000
	}
	return &Trend{halfLife: o.HalfLife.Milliseconds(), most: o.Subjects, latest: math.MinInt64, scores: make(map[string]score)}
}

// Add counts what res changed: the weight of its kind after less that of its kind
// before. So a reader who changes their mind often weighs no more than one who does
// not, and an undone reaction takes back what one made at that instant would add.
// at is the time of the server, not one that a reader has sent. section is where
// the subject is from then on; "" is nowhere. A bad subject or section is refused as
// by [CheckSubject].
func (t *Trend) Add(subject, section string, res Result, at time.Time) error {
	if err := CheckSubject(subject); err != nil {
		return err
	}
	if section != "" {
		if err := checkSubject("Section", section); err != nil {
			return err
		}
	}
	weight := res.weight(res.After) - res.weight(res.Before)
	if weight == 0 {
		return nil
	}
	whole, mantissa := t.split(at)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.advance(whole)
	s := t.scores[subject]
	s.sum += math.Ldexp(float64(weight)*mantissa, int(max(whole-t.landmark(), vanishing)))
	s.section = unique.Make(section)
	t.put(subject, s)
	return nil
}

// weight of a kind in the set that the result is of; one that it does not list
// weighs 1.
func (r Result) weight(k Kind) int {
	if k == "" {
		return 0
	}
	i, ok := r.Tally.set.find(k)
	if !ok {
		return 1
	}
	return r.Tally.set.all()[i].weight()
}

// split returns at in half-lives since 1970: the whole ones, and 2 to the power of
// the rest, from 1 to 2.
func (t *Trend) split(at time.Time) (whole int64, mantissa float64) {
	ms := at.UnixMilli()
	rest := ((ms % t.halfLife) + t.halfLife) % t.halfLife
	const digits = 1 << 10
	return (ms - rest) / t.halfLife, math.Round(digits*math.Exp2(float64(rest)/float64(t.halfLife))) / digits
}

// landmark is the half-life in which a reaction has the weight of its kind. It
// depends on the latest time alone, and so not on the order of arrival.
func (t *Trend) landmark() int64 { return landmarkOf(t.latest) }

func landmarkOf(latest int64) int64 {
	return latest - ((latest%landmarkSpan)+landmarkSpan)%landmarkSpan
}

// advance makes room for reactions in a later half-life.
func (t *Trend) advance(whole int64) {
	if whole <= t.latest {
		return
	}
	before := t.landmark()
	t.latest = whole
	if t.landmark() == before || len(t.scores) == 0 {
		return
	}
	steps := int(max(before-t.landmark(), vanishing))
	for subject, s := range t.scores {
		if s.sum = math.Ldexp(s.sum, steps); math.Abs(s.sum) < faint {
			delete(t.scores, subject)
			continue
		}
		t.scores[subject] = s
	}
}

// put keeps s for subject; what was taken back to nothing is not kept.
func (t *Trend) put(subject string, s score) {
	if s.sum == 0 {
		delete(t.scores, subject)
		return
	}
	if _, ok := t.scores[subject]; !ok {
		subject = strings.Clone(subject)
	}
	t.scores[subject] = s
	if len(t.scores) > t.most {
		t.prune()
	}
}

// prune keeps the strongest three quarters.
func (t *Trend) prune() {
	names := slices.SortedFunc(maps.Keys(t.scores), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.scores[b].sum, t.scores[a].sum), cmp.Compare(a, b))
	})
	for _, subject := range names[t.most-t.most/4:] {
		delete(t.scores, subject)
	}
}

// Top returns the k strongest subjects of a section, or of all where section is "",
// strongest first and equal ones in byte order. Only those with a score above 0 are
// trending. at says when the question is asked: it sets the scale of the scores, not
// the order, and what was added for a later time is not left out.
func (t *Trend) Top(k int, section string, at time.Time) []Trending {
	whole, mantissa := t.split(at)
	t.mu.Lock()
	defer t.mu.Unlock()
	var top []Trending
	for subject, s := range t.scores {
		if s.sum <= 0 || (section != "" && s.section.Value() != section) {
			continue
		}
		top = ranked(top, k, Trending{Subject: subject, Section: s.section.Value(), Score: s.sum})
	}
	steps := t.landmark() - whole
	for i := range top {
		top[i].Score = math.Ldexp(top[i].Score/mantissa, int(min(max(steps, vanishing), 2*landmarkSpan)))
	}
	return top
}

// ranked returns the k strongest of top, which is in order, and one more.
func ranked(top []Trending, k int, more Trending) []Trending {
	i, _ := slices.BinarySearchFunc(top, more, func(a, b Trending) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Subject, b.Subject))
	})
	if i >= k {
		return top
	}
	return slices.Insert(top[:min(len(top), k-1)], i, more)
}
