package reaction_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// noon is an instant of these tests.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

var love = reaction.Result{After: "love"}

func added(t require.TestingT, trend *reaction.Trend, subject, section string, res reaction.Result, at time.Time) {
	require.NoError(t, trend.Add(subject, section, res, at))
}

func names(top []reaction.Trending) (subjects []string) {
	for _, s := range top {
		subjects = append(subjects, s.Subject)
	}
	return subjects
}

func TestReactionLosesHalfItsWeightInAHalfLife(t *testing.T) {
	trend := reaction.NewTrend(reaction.TrendOptions{HalfLife: time.Hour})
	added(t, trend, "a", "world", love, noon)
	for hours, want := range []float64{1, 1. / 2, 1. / 4} {
		top := trend.Top(1, "", noon.Add(time.Duration(hours)*time.Hour))
		require.Len(t, top, 1)
		assert.Equal(t, "world", top[0].Section)
		assert.InEpsilon(t, want, top[0].Score, 1e-3)
	}
	half := trend.Top(1, "", noon.Add(30*time.Minute))
	assert.InEpsilon(t, math.Sqrt(.5), half[0].Score, 1e-3)
}

func TestFreshReactionsOvertakeOldOnes(t *testing.T) {
	trend := reaction.NewTrend(reaction.TrendOptions{HalfLife: time.Hour})
	for range 10 {
		added(t, trend, "old", "", love, noon)
	}
	for range 2 {
		added(t, trend, "new", "", love, noon.Add(2*time.Hour))
	}
	assert.Equal(t, []string{"old", "new"}, names(trend.Top(5, "", noon)))
	added(t, trend, "new", "", love, noon.Add(2*time.Hour))
	assert.Equal(t, []string{"new", "old"}, names(trend.Top(5, "", noon)))
}

func TestTopIsOfASectionAndInByteOrderWhereEqual(t *testing.T) {
	trend := reaction.NewTrend(reaction.TrendOptions{})
	for i, subject := range []string{"d", "b", "a", "c"} {
		added(t, trend, subject, []string{"world", "sport"}[i%2], love, noon)
	}
	assert.Equal(t, []string{"a", "b", "c", "d"}, names(trend.Top(9, "", noon)))
	assert.Equal(t, []string{"a", "b"}, names(trend.Top(2, "", noon)))
	assert.Equal(t, []string{"a", "d"}, names(trend.Top(9, "world", noon)))
	assert.Empty(t, trend.Top(9, "science", noon))
	assert.Empty(t, trend.Top(0, "", noon))
	assert.Empty(t, trend.Top(-1, "", noon))
	added(t, trend, "a", "science", love, noon)
	assert.Equal(t, []string{"a"}, names(trend.Top(9, "science", noon)))
}

func TestReaderWhoTogglesWeighsNoMoreThanOne(t *testing.T) {
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	trend, r := reaction.NewTrend(reaction.TrendOptions{HalfLife: time.Hour}), readerOf(t, "account:1")
	at := noon
	for range 100 {
		for _, press := range []string{"love", "sad", reaction.UndoValue, "sad"} {
			res, err := bar.Press(t.Context(), "a", r, press)
			require.NoError(t, err)
			at = at.Add(time.Minute)
			added(t, trend, "a", "", res, at)
			for _, s := range trend.Top(1, "", at) {
				require.LessOrEqual(t, s.Score, 1.0)
			}
		}
	}
}

func TestTrendWeighsKindsAsTheSetDoes(t *testing.T) {
	set, err := reaction.NewSet(reaction.Choice{Kind: "love", Weight: 5}, reaction.Choice{Kind: "wink"}, reaction.Choice{Kind: "angry", Weight: -1})
	require.NoError(t, err)
	bar := reaction.NewCounter(set, new(reaction.Memory))
	trend := reaction.NewTrend(reaction.TrendOptions{})
	for i, k := range []reaction.Kind{"wink", "love", "angry"} {
		res, err := bar.React(t.Context(), string(k), readerOf(t, fmt.Sprint("account:", i)), k)
		require.NoError(t, err)
		added(t, trend, string(k), "", res, noon)
	}
	assert.Equal(t, []string{"love", "wink"}, names(trend.Top(5, "", noon)))
}

func TestTrendRefusesBadNames(t *testing.T) {
	trend := reaction.NewTrend(reaction.TrendOptions{})
	assert.ErrorIs(t, trend.Add("", "", love, noon), reaction.ErrEmptySubject)
	err := trend.Add("a", "\xff", love, noon)
	require.ErrorIs(t, err, reaction.ErrInvalidSubject)
	assert.ErrorContains(t, err, "Section")
	assert.NoError(t, trend.Add("a", "", reaction.Result{Before: "love", After: "love"}, noon))
	assert.Empty(t, trend.Top(1, "", noon))
}

// A site that runs for years never overflows, keeps ranking, and forgets what was.
func TestTrendOutlivesItsWeights(t *testing.T) {
	trend := reaction.NewTrend(reaction.TrendOptions{HalfLife: time.Hour})
	for day := range 3 * 365 {
		at := noon.AddDate(0, 0, day)
		subject := fmt.Sprint("day ", day)
		added(t, trend, subject, "", love, at)
		top := trend.Top(2, "", at)
		require.Equal(t, subject, top[0].Subject)
		require.InDelta(t, 1, top[0].Score, 1e-3)
		if day > 0 {
			require.Equal(t, fmt.Sprint("day ", day-1), top[1].Subject)
		}
	}
	assert.Less(t, len(trend.Top(10_000, "", noon)), 30)
	late := noon.AddDate(500, 0, 0)
	added(t, trend, "far", "", love, late)
	added(t, trend, "late", "", love, noon)
	assert.Equal(t, []string{"far"}, names(trend.Top(10, "", late)))
	top := trend.Top(1, "", time.Date(-400, 1, 1, 0, 0, 0, 0, time.UTC))
	require.Len(t, top, 1)
	assert.False(t, math.IsInf(top[0].Score, 0))
}

func TestTrendIsBounded(t *testing.T) {
	trend := reaction.NewTrend(reaction.TrendOptions{Subjects: 100})
	for i := range 1000 {
		subject := fmt.Sprintf("%04d", i)
		for range 1 + i%7 {
			added(t, trend, subject, "", love, noon.Add(time.Duration(i)*time.Minute))
		}
		require.LessOrEqual(t, len(trend.Top(1000, "", noon)), 100)
	}
	assert.Equal(t, "0993", names(trend.Top(1, "", noon))[0]) // the last of seven reactions
}

// An addition of a history of several machines.
type addition struct {
	machine          int
	subject, section string
	res              reaction.Result
	at               time.Time
}

// Within the span in which sums are exact, neither the order of arrival nor the
// machine that counted makes a difference, to the byte.
func TestMergedTrendsAreTheTrendOfAll(t *testing.T) {
	results := []reaction.Result{{After: "love"}, {Before: "love"}, {After: "sad"}}
	rapid.Check(t, func(rt *rapid.T) {
		list := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) addition {
			subject := rapid.IntRange(0, 5).Draw(rt, "subject")
			return addition{
				machine: rapid.IntRange(0, 2).Draw(rt, "machine"),
				subject: fmt.Sprint(subject), section: fmt.Sprint(subject % 2),
				res: rapid.SampledFrom(results).Draw(rt, "result"),
				at:  noon.Add(time.Duration(rapid.IntRange(0, 26*3600).Draw(rt, "seconds")) * time.Second),
			}
		}), 0, 60).Draw(rt, "additions")
		options := reaction.TrendOptions{HalfLife: time.Hour}
		one := reaction.NewTrend(options)
		machines := []*reaction.Trend{reaction.NewTrend(options), reaction.NewTrend(options), reaction.NewTrend(options)}
		for _, a := range list {
			added(rt, one, a.subject, a.section, a.res, a.at)
		}
		for _, a := range slices.Backward(list) {
			added(rt, machines[a.machine], a.subject, a.section, a.res, a.at)
		}
		whole := reaction.NewTrend(options)
		for _, m := range machines {
			require.NoError(rt, whole.Merge(m))
		}
		want, _ := one.MarshalBinary()
		got, _ := whole.MarshalBinary()
		require.Equal(rt, want, got)
		require.Equal(rt, one.Top(9, "1", noon), whole.Top(9, "1", noon))

		again := reaction.NewTrend(options)
		require.NoError(rt, again.UnmarshalBinary(got))
		require.Equal(rt, whole.Top(9, "", noon), again.Top(9, "", noon))
	})
}

func TestMergingTrendsOfDifferentAgesScalesThem(t *testing.T) {
	o := reaction.TrendOptions{HalfLife: time.Hour}
	old, young := reaction.NewTrend(o), reaction.NewTrend(o)
	added(t, old, "both", "a", love, noon)
	added(t, young, "both", "b", love, noon.Add(300*time.Hour))
	require.NoError(t, young.Merge(old))
	require.NoError(t, old.Merge(young)) // twice on purpose: 2^-300 is nothing
	for _, trend := range []*reaction.Trend{old, young} {
		top := trend.Top(1, "b", noon.Add(300*time.Hour))
		require.Len(t, top, 1)
		assert.InDelta(t, 1, top[0].Score, 1e-3)
	}
	require.NoError(t, old.Merge(old))
	assert.InDelta(t, 2, old.Top(1, "", noon.Add(300*time.Hour))[0].Score, 1e-3)
}

func TestTrendsOfOtherHalfLivesAreRefused(t *testing.T) {
	day, week := reaction.NewTrend(reaction.TrendOptions{HalfLife: 24 * time.Hour}), reaction.NewTrend(reaction.TrendOptions{HalfLife: 7 * 24 * time.Hour})
	added(t, day, "a", "", love, noon)
	assert.ErrorIs(t, week.Merge(day), reaction.ErrTrend)
	b, err := day.MarshalBinary()
	require.NoError(t, err)
	assert.ErrorIs(t, week.UnmarshalBinary(b), reaction.ErrTrend)
}

func TestTrendThatIsDamagedIsRefused(t *testing.T) {
	trend := reaction.NewTrend(reaction.TrendOptions{})
	added(t, trend, "a", "world", love, noon)
	good, err := trend.MarshalBinary()
	require.NoError(t, err)
	for bit := range 8 * len(good) {
		bad := slices.Clone(good)
		bad[bit/8] ^= 1 << (bit % 8)
		require.Error(t, trend.UnmarshalBinary(bad), bit)
	}
	for n := range good {
		require.Error(t, trend.UnmarshalBinary(good[:n]), n)
	}
	assert.ErrorIs(t, trend.UnmarshalBinary([]byte(strings.Repeat("x", 100))), reaction.ErrForeign)
	head := good[:len(good)-4-8-len("world")-1-len("a")-1]
	nan := binary.LittleEndian.AppendUint64(nil, math.Float64bits(math.NaN()))
	for name, body := range map[string][]byte{
		"nothing":                {},
		"half a time":            {0x80},
		"no section":             append(bytes.Clone(head), 1, 'a'),
		"no score":               append(bytes.Clone(head), 1, 'a', 0),
		"half a score":           append(bytes.Clone(head), 1, 'a', 0, 1, 2, 3),
		"no subject":             append(append(bytes.Clone(head), 0, 0), make([]byte, 8)...),
		"a score that is no one": append(append(bytes.Clone(head), 1, 'a', 0), nan...),
	} {
		if len(body) < len(head) {
			body = append(bytes.Clone(head[:len("newsjunction/news trend 1\n")]), body...)
		}
		body = binary.LittleEndian.AppendUint32(body, crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
		require.Error(t, trend.UnmarshalBinary(body), name)
	}
	assert.Equal(t, []string{"a"}, names(trend.Top(1, "", noon)))
}
