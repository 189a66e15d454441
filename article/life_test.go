package article_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

// actions does each action in a way that nothing but the state can refuse.
var actions = map[article.Action]func(article.Article, article.Stamp) (article.Article, error){
	article.ActionEdit: func(a article.Article, s article.Stamp) (article.Article, error) {
		return a.Edit(words("Another headline"), s)
	},
	article.ActionRename: func(a article.Article, s article.Stamp) (article.Article, error) {
		return a.Rename(slug.Name{Scope: "article", Slug: "another-name"}, s)
	},
	article.ActionPublish: func(a article.Article, s article.Stamp) (article.Article, error) { return a.Publish(s) },
	"schedule": func(a article.Article, s article.Stamp) (article.Article, error) {
		return a.Schedule(article.Window{From: noon.Add(48 * time.Hour)}, s)
	},
	article.ActionUnpublish: func(a article.Article, s article.Stamp) (article.Article, error) { return a.Unpublish(s) },
	article.ActionWithdraw:  func(a article.Article, s article.Stamp) (article.Article, error) { return a.Withdraw(s) },
	article.ActionRestore: func(a article.Article, s article.Stamp) (article.Article, error) {
		return a.Restore(a.Pending[0], s)
	},
	article.ActionCorrect: func(a article.Article, s article.Stamp) (article.Article, error) {
		return a.Correct(article.Correction{Kind: article.KindUpdate, Text: "More is known."}, words("More"), s)
	},
	article.ActionEmbargo: func(a article.Article, s article.Stamp) (article.Article, error) {
		return a.SetEmbargo(time.Time{}, "until the minister speaks", s)
	},
	article.ActionLift: func(a article.Article, s article.Stamp) (article.Article, error) {
		a.Embargo.On = true
		next, err := a.LiftEmbargo(s)
		next.Embargo.On = false // nor is it there where lifting it was refused
		return next, err
	},
}

// inState is a story that came into a state by its actions; a state that none leads
// to is set by hand.
func inState(t require.TestingT, s article.State) article.Article {
	a, err := draft(t, words("Storm")), error(nil)
	switch s {
	case article.Draft:
	case article.Published:
		a, err = a.Publish(by(1))
	case article.Unpublished:
		a, err = a.Publish(by(1))
		require.NoError(t, err)
		a, err = a.Unpublish(by(2))
	case article.Withdrawn:
		a, err = a.Withdraw(by(1))
	default:
		a.State = s
	}
	require.NoError(t, err)
	require.Equal(t, s, a.State)
	return a
}

func TestEveryActionInEveryState(t *testing.T) {
	const (
		no          = article.State(99)
		draft       = article.Draft
		scheduled   = article.Scheduled
		published   = article.Published
		unpublished = article.Unpublished
		withdrawn   = article.Withdrawn
	)
	none := map[article.Action]article.State{
		"edit": no, "restore": no, "rename": no, "publish": no, "schedule": no, "correct": no,
		"unpublish": no, "withdraw": no, "embargo": no, "lift": no,
	}
	table := map[article.State]map[article.Action]article.State{
		draft: {
			"edit": draft, "restore": draft, "rename": draft, "publish": published, "schedule": published, "correct": no,
			"unpublish": no, "withdraw": withdrawn, "embargo": draft, "lift": draft,
		},
		published: {
			"edit": published, "restore": published, "rename": published, "publish": published, "schedule": published, "correct": published,
			"unpublish": unpublished, "withdraw": withdrawn, "embargo": published, "lift": published,
		},
		unpublished: {
			"edit": unpublished, "restore": unpublished, "rename": unpublished, "publish": published, "schedule": published, "correct": no,
			"unpublish": no, "withdraw": withdrawn, "embargo": unpublished, "lift": unpublished,
		},
		withdrawn: {
			"edit": withdrawn, "restore": withdrawn, "rename": no, "publish": published, "schedule": published, "correct": no,
			"unpublish": no, "withdraw": no, "embargo": withdrawn, "lift": withdrawn,
		},
		scheduled:         none, // which is only told
		article.State(77): none,
	}
	for state, row := range table {
		require.Len(t, row, len(actions))
		for action, want := range row {
			t.Run(fmt.Sprintf("%s of a %s article", action, state), func(t *testing.T) {
				a := inState(t, state)
				got, err := actions[action](a, by(3))
				if want != no {
					require.NoError(t, err)
					assert.Equal(t, want, got.State)
					require.NoError(t, got.Check(), "what an action gives may be kept")
					return
				}
				require.ErrorIs(t, err, article.ErrNotAllowed)
				var refusal *article.TransitionError
				require.True(t, errors.As(err, &refusal))
				assert.Equal(t, state, refusal.State)
				assert.Equal(t, state.Allowed(), refusal.Allowed)
				assert.Equal(t, a, got, "a refused action gives back the article it was given")
			})
			t.Run(fmt.Sprintf("%s of a %s article without an instant", action, state), func(t *testing.T) {
				a := inState(t, state)
				got, err := actions[action](a, article.Stamp{By: "me"})
				require.Error(t, err)
				if want != no {
					require.ErrorIs(t, err, article.ErrMissing)
					assert.Equal(t, []string{"Stamp.At"}, paths(t, err))
				}
				assert.Equal(t, a, got)
			})
		}
	}
}

func TestAllowedIsWhatTheActionsAllow(t *testing.T) {
	for s := article.Draft; s <= article.Withdrawn; s++ {
		for action, do := range actions {
			_, err := do(inState(t, s), by(3))
			if action == "schedule" {
				action = article.ActionPublish
			}
			assert.Equal(t, slices.Contains(s.Allowed(), action), err == nil, "%s of %s", action, s)
		}
	}
	article.Draft.Allowed()[0] = "spoilt"
	assert.Equal(t, article.ActionEdit, article.Draft.Allowed()[0], "the list is the caller's own")
}

func TestEdit(t *testing.T) {
	a := published(t, words("First"))
	next, err := a.Edit(words("Second"), by(2))
	require.NoError(t, err)
	assert.Equal(t, 2, next.Revisions)
	require.Len(t, next.Pending, 2)
	assert.Equal(t, article.Revision{Number: 2, Stamp: by(2), Content: words("Second")}, next.Pending[1])
	assert.Equal(t, 1, a.Revisions, "the article that was edited is what it was")
	assert.Equal(t, "First", a.Content.Headlines.For(""))

	t.Run("content that may not be kept is refused", func(t *testing.T) {
		same, err := a.Edit(words(""), by(2))
		require.ErrorIs(t, err, article.ErrMissing)
		assert.Equal(t, a, same)
	})
	t.Run("two editors' next articles share no revision", func(t *testing.T) {
		left, err := next.Edit(words("Left"), by(3))
		require.NoError(t, err)
		right, err := next.Edit(words("Right"), by(3))
		require.NoError(t, err)
		assert.Equal(t, "Left", left.Pending[2].Content.Headlines.For(""))
		assert.Equal(t, "Right", right.Pending[2].Content.Headlines.For(""))
	})
}

func TestEditingNeverChangesWhatReadersSee(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := published(t, words("First edition"))
		at := noon.Add(100 * time.Hour)
		seen, ok := a.View(at)
		require.True(t, ok)
		for i := range rapid.IntRange(1, 5).Draw(t, "edits") {
			c := words(rapid.StringMatching(`[A-Z][a-z]{1,8}`).Draw(t, "headline"))
			c.Body = article.Body{paragraph(rapid.StringMatching(`[a-z ]{0,20}`).Draw(t, "text"))}
			next, err := a.Edit(c, by(i+2))
			require.NoError(t, err)
			now, ok := next.View(at)
			require.True(t, ok)
			require.Equal(t, seen, now)
			if rapid.Bool().Draw(t, "publish") {
				next, err = next.Publish(by(i + 2))
				require.NoError(t, err)
				seen, ok = next.View(at)
				require.True(t, ok)
				require.Equal(t, c.Headlines, seen.Headlines, "publishing does")
			}
			a = next
		}
	})
}

func TestPublish(t *testing.T) {
	a := published(t, words("Storm"))
	assert.Equal(t, article.Window{From: by(1).At}, a.Window, "it begins at the stamp")
	require.NotNil(t, a.Live)
	assert.Equal(t, 1, a.Live.Number)
	assert.Equal(t, by(0), a.Live.Stamp, "that of the edit")
	assert.Equal(t, by(1), a.Decided)

	t.Run("again, it shows the newest revision and keeps the first date", func(t *testing.T) {
		next, err := a.Edit(words("Storm passes"), by(2))
		require.NoError(t, err)
		next, err = next.Publish(by(3))
		require.NoError(t, err)
		assert.Equal(t, 2, next.Live.Number)
		assert.Equal(t, "Storm passes", next.Live.Content.Headlines.For(""))
		assert.Equal(t, a.Window, next.Window)
	})
	t.Run("after it was taken offline, it keeps the first date", func(t *testing.T) {
		next, err := a.Unpublish(by(2))
		require.NoError(t, err)
		assert.Nil(t, next.Live)
		next, err = next.Publish(by(3))
		require.NoError(t, err)
		assert.Equal(t, a.Window, next.Window)
	})
	t.Run("after it was withdrawn, it is back", func(t *testing.T) {
		next, err := a.Withdraw(by(2))
		require.NoError(t, err)
		_, ok := next.View(noon.Add(9 * time.Hour))
		assert.False(t, ok)
		next, err = next.Publish(by(3))
		require.NoError(t, err)
		_, ok = next.View(noon.Add(9 * time.Hour))
		assert.True(t, ok)
	})
	t.Run("the live revision shares nothing with the working copy", func(t *testing.T) {
		a := published(t, words("Storm"))
		a.Content.Headlines[0].Value = "scribbled over"
		assert.Equal(t, "Storm", a.Live.Content.Headlines.For(""))
	})
}

func TestSchedule(t *testing.T) {
	a := draft(t, words("Embargoed"))
	zone := time.FixedZone("CET", 3600)
	window := article.Window{From: noon.Add(24*time.Hour + 999).In(zone), Until: noon.Add(48 * time.Hour).In(zone)}
	next, err := a.Schedule(window, by(1))
	require.NoError(t, err)
	assert.Equal(t, article.Window{From: noon.Add(24 * time.Hour), Until: noon.Add(48 * time.Hour)}, next.Window)

	t.Run("a window without a beginning begins at the stamp", func(t *testing.T) {
		next, err := a.Schedule(article.Window{Until: noon.Add(48 * time.Hour)}, by(1))
		require.NoError(t, err)
		assert.Equal(t, by(1).At, next.Window.From)
	})
	t.Run("the empty window is Publish", func(t *testing.T) {
		next, err := a.Schedule(article.Window{}, by(1))
		require.NoError(t, err)
		assert.Equal(t, article.Window{From: by(1).At}, next.Window)
	})
	for name, wrong := range map[string]article.Window{
		"that ends before it begins":     {From: noon, Until: noon.Add(-1 * time.Hour)},
		"that ends as it begins":         {From: noon, Until: noon},
		"that ends in one microsecond":   {From: noon, Until: noon.Add(999)},
		"that ends before it is stamped": {Until: noon},
	} {
		t.Run("a window "+name+" is refused", func(t *testing.T) {
			same, err := a.Schedule(wrong, by(1))
			require.ErrorIs(t, err, article.ErrWindow)
			assert.Equal(t, []string{"Window"}, paths(t, err))
			assert.Equal(t, a, same)
		})
	}
}

func TestRename(t *testing.T) {
	a := draft(t, words("Storm"))
	want := slug.Name{Scope: "article", Slug: "storm-nears"}
	next, err := a.Rename(want, by(1))
	require.NoError(t, err)
	assert.Equal(t, want, next.Name)
	assert.True(t, a.Name.IsZero())
	same, err := a.Rename(slug.Name{Scope: "article", Slug: "No Slug"}, by(1))
	require.ErrorIs(t, err, slug.ErrInvalidName)
	assert.Equal(t, []string{"Name"}, paths(t, err))
	assert.Equal(t, a, same)
}

func TestAStoryAroundTheEdgesOfItsWindow(t *testing.T) {
	from, until := noon.Add(24*time.Hour), noon.Add(48*time.Hour)
	a, err := draft(t, words("Embargoed")).Schedule(article.Window{From: from, Until: until}, by(1))
	require.NoError(t, err)
	for _, tt := range []struct {
		name   string
		now    time.Time
		state  article.State
		first  bool      // whether it is visible then or later
		change time.Time // the next; zero: none
	}{
		{"at the beginning of time", time.Time{}, article.Scheduled, true, from},
		{"a nanosecond before it begins", from.Add(-1), article.Scheduled, true, from},
		{"as it begins", from, article.Published, true, until},
		{"a nanosecond after it begins", from.Add(1), article.Published, true, until},
		{"a nanosecond before it ends", until.Add(-1), article.Published, true, until},
		{"as it ends", until, article.Unpublished, false, time.Time{}},
		{"long after it ended", until.AddDate(100, 0, 0), article.Unpublished, false, time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.state, a.StateAt(tt.now))
			v, ok := a.View(tt.now)
			assert.Equal(t, tt.state == article.Published, ok, "visible while published")
			assert.Equal(t, ok, a.Window.Contains(tt.now))
			assert.Equal(t, ok, v.ID == a.ID)
			_, ok = a.First(tt.now)
			assert.Equal(t, tt.first, ok)
			change, ok := a.NextChange(tt.now)
			assert.Equal(t, tt.change, change)
			assert.Equal(t, !tt.change.IsZero(), ok)
		})
	}
	t.Run("what is not published has no edges", func(t *testing.T) {
		off, err := a.Unpublish(by(2))
		require.NoError(t, err)
		for _, b := range []article.Article{off, draft(t, words("Draft"))} {
			_, ok := b.NextChange(noon)
			assert.False(t, ok)
			_, ok = b.First(noon)
			assert.False(t, ok)
			assert.Equal(t, b.State, b.StateAt(from))
		}
	})
	t.Run("no end is for ever, no beginning always", func(t *testing.T) {
		assert.True(t, article.Window{}.Contains(time.Time{}))
		assert.True(t, article.Window{}.Contains(noon.AddDate(5000, 0, 0)))
		_, ok := article.Window{}.NextChange(noon)
		assert.False(t, ok)
	})
}

func TestNextChangeIsWhenTheWindowChanges(t *testing.T) {
	hour := rapid.Custom(func(t *rapid.T) time.Time {
		if h := rapid.IntRange(-1, 20).Draw(t, "hour"); h >= 0 {
			return noon.Add(time.Duration(h) * time.Hour)
		}
		return time.Time{}
	})
	rapid.Check(t, func(t *rapid.T) {
		w := article.Window{From: hour.Draw(t, "from"), Until: hour.Draw(t, "until")}
		if !w.Until.IsZero() && !w.Until.After(w.From) {
			t.Skip("no window")
		}
		after := noon.Add(time.Duration(rapid.IntRange(-1, 21).Draw(t, "after")) * time.Hour)
		got, ok := w.NextChange(after)
		for at := after; !at.After(noon.Add(22 * time.Hour)); at = at.Add(time.Hour) {
			if w.Contains(at) != w.Contains(after) { // the slow truth: look every hour
				require.True(t, ok)
				require.Equal(t, at, got)
				return
			}
		}
		require.False(t, ok, "nothing changes, and %s is said", got)
	})
}
