package prose_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/prose"
)

// TestTheSameStoriesTakeAsLong holds ten stories, in 22 languages each, to taking about
// the same time. The figures of Ghost and Hugo are theirs for the same texts.
func TestTheSameStoriesTakeAsLong(t *testing.T) {
	tests := []struct {
		lang    string
		minutes int // of the ten stories as one
		ghost   int
		hugo    int // on a site with CJK
	}{
		{"ar", 14, 1, 15},
		{"bn", 14, 1, 14},
		{"de", 14, 12, 17},
		{"el", 15, 15, 18},
		{"en", 15, 12, 16},
		{"es", 14, 14, 19},
		{"fa", 14, 1, 19},
		{"fi", 15, 9, 12},
		{"fr", 14, 15, 19},
		{"he", 15, 1, 13},
		{"hi", 14, 1, 19},
		{"hy", 14, 1, 14},
		{"ja", 13, 14, 18},
		{"ko", 13, 26, 16},
		{"lo", 14, 1, 5},
		{"ru", 15, 11, 15},
		{"te", 15, 1, 12},
		{"th", 14, 1, 4},
		{"tr", 14, 13, 13},
		{"vi", 15, 23, 23},
		{"zh-Hans", 14, 21, 13},
		{"zh-Hant", 13, 19, 12},
	}
	all := stories(t)
	var langs []string
	for _, tt := range tests {
		langs = append(langs, tt.lang)
		t.Run(tt.lang, func(t *testing.T) {
			s := joined(all, tt.lang)
			_, ghost := prose.Ghost().Measure(s, 0)
			_, hugo := prose.Hugo(true).Measure(s, 0)
			assert.Equal(t, tt.minutes, prose.Minutes(prose.Speed{Lang: tt.lang}.Time(prose.Count(s))), "prose")
			assert.Equal(t, tt.ghost, ghost, "Ghost")
			assert.Equal(t, tt.hugo, hugo, "Hugo")
		})
	}
	assert.Equal(t, languages(all), langs)
}

// storyBound is how many times longer a story may take in one language than in another:
// translations differ that much in wording, most where they are short.
const storyBound = 1.6

func TestEachStoryTakesAboutAsLongInAllLanguages(t *testing.T) {
	requireBound(t, storyBound, func(s story) time.Duration {
		return prose.Speed{Lang: s.Lang}.Time(prose.Count(s.text))
	})
	least, most := make(map[int]int), make(map[int]int)
	for _, s := range stories(t) {
		minutes := prose.Minutes(prose.Speed{Lang: s.Lang}.Time(prose.Count(s.text)))
		if least[s.Doc] == 0 || minutes < least[s.Doc] {
			least[s.Doc] = minutes
		}
		most[s.Doc] = max(most[s.Doc], minutes)
	}
	for doc := range least {
		assert.LessOrEqual(t, most[doc]-least[doc], 1, "story %d: between %d and %d minutes", doc, least[doc], most[doc])
	}
}

func requireBound(t *testing.T, bound float64, timeOf func(story) time.Duration) {
	least, most := make(map[int]time.Duration), make(map[int]time.Duration)
	for _, s := range stories(t) {
		d := timeOf(s)
		if least[s.Doc] == 0 || d < least[s.Doc] {
			least[s.Doc] = d
		}
		most[s.Doc] = max(most[s.Doc], d)
	}
	for doc := range least {
		assert.Less(t, float64(most[doc])/float64(least[doc]), bound, "story %d: between %v and %v", doc, least[doc], most[doc])
	}
}

// The rates that are house estimates are those at which the stories take as long as in
// English, but for the rounding.
func TestHouseRatesFollowFromTheStories(t *testing.T) {
	all := stories(t)
	english := prose.Speed{Lang: "en"}.Time(prose.Count(joined(all, "en")))
	for _, r := range houseRates() {
		assert.InDelta(t, rateFrom(r, prose.Count(joined(all, r.Lang)), english), r.PerMinute, 3, "%v", r)
	}
}

// A rate taken from nine of the stories holds for the tenth: the bound is no accident of
// the ten.
func TestHouseRatesHoldForAStoryThatTheyAreNotFrom(t *testing.T) {
	all := stories(t)
	held := make(map[string]prose.Rate)
	for _, r := range houseRates() {
		held[r.Lang] = r
	}
	requireBound(t, storyBound+0.1, func(s story) time.Duration {
		speed := prose.Speed{Lang: s.Lang}
		r, ok := held[s.Lang]
		if !ok {
			return speed.Time(prose.Count(s.text))
		}
		var own prose.Counts
		var english time.Duration
		for _, other := range all {
			switch {
			case other.Doc == s.Doc:
			case other.Lang == s.Lang:
				own = own.Add(prose.Count(other.text))
			case other.Lang == "en":
				english += prose.Speed{Lang: "en"}.Time(prose.Count(other.text))
			}
		}
		rate := int(rateFrom(r, own, english))
		if r.Script.InWords() {
			speed.Words = rate
		} else {
			speed.Chars = rate
		}
		return speed.Time(prose.Count(s.text))
	})
}

// houseRates returns the rates that were taken from the stories.
func houseRates() (list []prose.Rate) {
	for _, r := range prose.Rates() {
		if r.Lang != "" && r.Source == prose.Rates()[1].Source {
			list = append(list, r)
		}
	}
	return list
}

// rateFrom returns the rate at which some text takes a time: of a script in words with
// all its words, of another with what is left beside its words at the rate of English.
func rateFrom(r prose.Rate, c prose.Counts, d time.Duration) float64 {
	if r.Script.InWords() {
		return float64(c.Words()) / d.Minutes()
	}
	words := prose.Counts{prose.Latin: c.Words()}
	return float64(c.Chars()) / (d - prose.Speed{}.Time(words)).Minutes()
}

func TestThereAreHouseRates(t *testing.T) { require.Greater(t, len(houseRates()), 10) }
