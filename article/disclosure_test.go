package article_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
)

// sponsored is published from an hour to another, with a sponsor between two others; 0
// is no edge.
func sponsored(t require.TestingT, from, until int, sponsor article.Sponsor) article.Article {
	c := words("Storm")
	c.Disclosure.Sponsor = sponsor
	a, err := article.New(article.IDFor("test", "sponsored"), c, by(0))
	require.NoError(t, err)
	a, err = a.Schedule(hours(from, until), by(0))
	require.NoError(t, err)
	return a
}

// hours is the window from an hour to another, where 0 is no edge.
func hours(from, until int) (w article.Window) {
	if from != 0 {
		w.From = by(from).At
	}
	if until != 0 {
		w.Until = by(until).At
	}
	return w
}

func TestWhatReadersSeeChangesWhereASponsorDoes(t *testing.T) {
	for _, tt := range []struct {
		name    string
		sponsor article.Window
		want    []int
	}{
		{"within the window", hours(5, 9), []int{2, 5, 9, 20}},
		{"for ever", article.Window{}, []int{2, 20}},
		{"from before it appears", hours(1, 9), []int{2, 9, 20}},
		{"until after it disappears", hours(5, 30), []int{2, 5, 20}},
		{"at its edges", hours(2, 20), []int{2, 20}},
		{"before it appears", hours(0, 1), []int{2, 20}},
		{"after it disappears", hours(21, 22), []int{2, 20}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := sponsored(t, 2, 20, article.Sponsor{Name: "Umbrella Ltd", Window: tt.sponsor})
			var got []int
			for at, ok := a.NextChange(by(0).At); ok; at, ok = a.NextChange(at) {
				got = append(got, int(at.Sub(by(0).At)/time.Hour))
			}
			assert.Equal(t, tt.want, got)
		})
	}
	t.Run("of an article without an end", func(t *testing.T) {
		a := sponsored(t, 2, 0, article.Sponsor{Name: "Umbrella Ltd", Window: hours(0, 9)})
		at, ok := a.NextChange(by(3).At)
		assert.True(t, ok)
		assert.Equal(t, by(9).At, at)
		_, ok = a.NextChange(at)
		assert.False(t, ok)
	})
	t.Run("a window that ends before it begins is none", func(t *testing.T) {
		a := sponsored(t, 2, 0, article.Sponsor{Name: "Umbrella Ltd", Window: hours(5, 9)})
		a.Live.Content.Disclosure.Sponsor.Window = hours(9, 5)
		_, ok := a.NextChange(by(3).At)
		assert.False(t, ok)
	})
	t.Run("the sponsor of an edit that nobody has published is none of the readers'", func(t *testing.T) {
		a := sponsored(t, 2, 0, article.Sponsor{})
		c := words("Calm")
		c.Disclosure.Sponsor = article.Sponsor{Name: "Umbrella Ltd", Window: hours(5, 9)}
		a, err := a.Edit(c, by(3))
		require.NoError(t, err)
		_, ok := a.NextChange(by(3).At)
		assert.False(t, ok)
	})
}

func TestNextChangeIsWhenTheViewChanges(t *testing.T) {
	window := rapid.Custom(func(t *rapid.T) article.Window {
		from := rapid.IntRange(0, 20).Draw(t, "from")
		return hours(from, rapid.SampledFrom([]int{0, from + 1, from + 2, from + 9}).Draw(t, "until"))
	})
	rapid.Check(t, func(t *rapid.T) {
		w := window.Draw(t, "window")
		if w.From.IsZero() {
			w.From = by(1).At
		}
		if !w.Until.IsZero() && !w.Until.After(w.From) {
			t.Skip("no window")
		}
		a := sponsored(t, 1, 0, article.Sponsor{Name: "Umbrella Ltd", Window: window.Draw(t, "sponsor")})
		a.Window = w
		after := rapid.IntRange(0, 31).Draw(t, "after")
		got, ok := a.NextChange(by(after).At)
		before, _ := a.View(by(after).At)
		for hour := after; hour < 32; hour++ { // the slow truth: look every hour
			if v, _ := a.View(by(hour).At); !assert.ObjectsAreEqual(before, v) {
				require.True(t, ok)
				require.Equal(t, by(hour).At, got)
				return
			}
		}
		require.False(t, ok, "nothing changes, and %s is said", got)
	})
}
