package reaction

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"unique"
)

// trendHeader begins what [Trend.MarshalBinary] writes.
const trendHeader = "newsjunction/news trend 1\n"

// Merge adds what other has counted, such as the trend of another machine, and
// leaves other as it is. Each machine keeps a trend of its own reactions, and a
// whole is merged anew from all of them into an empty one; merging what was merged
// before would count it twice. A subject that both hold in different sections is
// in the one that comes last in byte order. A trend with another half-life is
// refused with an [*Error] wrapping [ErrTrend].
func (t *Trend) Merge(other *Trend) error {
	if t.halfLife != other.halfLife {
		return &Error{Path: "HalfLife", Err: ErrTrend}
	}
	other.mu.Lock()
	latest, scores := other.latest, maps.Clone(other.scores)
	other.mu.Unlock()

	t.mu.Lock()
	defer t.mu.Unlock()
	t.advance(latest)
	steps := int(max(landmarkOf(latest)-t.landmark(), vanishing))
	for _, subject := range slices.Sorted(maps.Keys(scores)) {
		s, more := t.scores[subject], scores[subject]
		if s == (score{}) || s.section.Value() < more.section.Value() {
			s.section = more.section
		}
		s.sum += math.Ldexp(more.sum, steps)
		t.put(subject, s)
	}
	return nil
}

// MarshalBinary returns what the trend holds, for [Trend.UnmarshalBinary]: same
// content, same bytes. It never fails.
func (t *Trend) MarshalBinary() ([]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := binary.AppendVarint([]byte(trendHeader), t.halfLife)
	b = binary.AppendVarint(b, t.latest)
	for _, subject := range slices.Sorted(maps.Keys(t.scores)) {
		s := t.scores[subject]
		b = appendText(appendText(b, subject), s.section.Value())
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(s.sum))
	}
	return binary.LittleEndian.AppendUint32(b, checksum(b)), nil
}

// UnmarshalBinary makes t what [Trend.MarshalBinary] was given, but for the number
// of subjects that t may hold. On anything else it returns an error wrapping
// [ErrForeign], [ErrDamaged], or [ErrTrend] where the half-life is not that of t,
// and leaves t as it was.
func (t *Trend) UnmarshalBinary(data []byte) error {
	if len(data) < len(trendHeader)+4 || string(data[:len(trendHeader)]) != trendHeader {
		return fmt.Errorf("reaction: trend: %w", ErrForeign)
	}
	body := data[:len(data)-4]
	if binary.LittleEndian.Uint32(data[len(body):]) != checksum(body) {
		return fmt.Errorf("reaction: trend: %w: wrong checksum", ErrDamaged)
	}
	c := &cursor{rest: body[len(trendHeader):]}
	if halfLife := c.signed(); halfLife != t.halfLife {
		return &Error{Path: "HalfLife", Err: ErrTrend}
	}
	read := &Trend{halfLife: t.halfLife, most: t.most, latest: c.signed(), scores: make(map[string]score)}
	for len(c.rest) > 0 {
		subject, section := c.text(), c.text()
		sum := math.Float64frombits(c.fixed())
		if c.bad || CheckSubject(subject) != nil || math.IsNaN(sum) || math.IsInf(sum, 0) {
			return fmt.Errorf("reaction: trend: %w", ErrDamaged)
		}
		read.put(subject, score{sum: sum, section: unique.Make(section)})
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.latest, t.scores = read.latest, read.scores
	return nil
}
