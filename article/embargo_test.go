package article_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/text"
)

// must is a step of a story that nothing refuses.
func must(t require.TestingT) func(article.Article, error) article.Article {
	return func(a article.Article, err error) article.Article {
		require.NoError(t, err)
		return a
	}
}

// sees reports whether readers see an article so many hours after noon.
func sees(a article.Article, hours int) bool {
	_, ok := a.View(by(hours).At)
	return ok
}

func TestAnEmbargoKeepsAnArticleFromReaders(t *testing.T) {
	did := must(t)
	a := did(draft(t, words("Budget")).SetEmbargo(by(10).At.In(time.FixedZone("", 3600)), "the ministry", by(1)))
	assert.Equal(t, article.Embargo{On: true, Until: by(10).At, Note: "the ministry"}, a.Embargo)
	assert.Equal(t, by(1), a.Decided)
	assert.Equal(t, article.Draft, a.StateAt(by(2).At))

	a = did(a.Publish(by(2)))
	for _, tt := range []struct {
		name   string
		now    time.Time
		state  article.State
		change time.Time
	}{
		{"when it is published", by(2).At, article.Scheduled, by(10).At},
		{"a nanosecond before the embargo ends", by(10).At.Add(-1), article.Scheduled, by(10).At},
		{"when it ends", by(10).At, article.Published, time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.state, a.StateAt(tt.now))
			v, ok := a.View(tt.now)
			assert.Equal(t, tt.state == article.Published, ok)
			change, ok := a.NextChange(tt.now)
			assert.Equal(t, !tt.change.IsZero(), ok)
			assert.Equal(t, tt.change, change)
			first, ok := a.First(tt.now)
			require.True(t, ok)
			assert.Equal(t, by(10).At, first.Published, "readers first see it when the embargo ends")
			assert.Equal(t, article.Window{From: by(10).At}, first.Window, "which is what an index asks")
			assert.Equal(t, a.Key(), first.Key())
			if !v.Published.IsZero() {
				assert.Equal(t, first, v)
			}
		})
	}
}

func TestEmbargoAndWindowMustBothAllow(t *testing.T) {
	never := article.Window{}
	for _, tt := range []struct {
		name                 string
		from, until, embargo int // hours; 0: open
		want                 article.Window
	}{
		{"the embargo ends before the window begins", 20, 40, 10, article.Window{From: by(20).At, Until: by(40).At}},
		{"the embargo ends as the window begins", 20, 40, 20, article.Window{From: by(20).At, Until: by(40).At}},
		{"the embargo ends within the window", 20, 40, 30, article.Window{From: by(30).At, Until: by(40).At}},
		{"the embargo ends as the window does", 20, 40, 40, never},
		{"the embargo outlasts the window", 20, 40, 50, never},
		{"the embargo is open", 20, 40, 0, never},
		{"the embargo is open, and so is the window", 20, 0, 0, never},
	} {
		t.Run(tt.name, func(t *testing.T) {
			did := must(t)
			hour := func(h int) time.Time {
				if h == 0 {
					return time.Time{}
				}
				return by(h).At
			}
			a := did(draft(t, words("Budget")).SetEmbargo(hour(tt.embargo), "", by(1)))
			a = did(a.Schedule(article.Window{From: hour(tt.from), Until: hour(tt.until)}, by(1)))
			got, ok := a.Visible()
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.want != never, ok)
			_, ok = a.First(by(1).At)
			assert.Equal(t, tt.want != never, ok)
			_, ok = a.NextChange(by(1).At)
			assert.Equal(t, tt.want != never, ok)
			for h := 0; h < 60; h++ {
				assert.Equal(t, tt.want != never && tt.want.Contains(by(h).At), sees(a, h))
			}
			if tt.until != 0 {
				assert.Equal(t, article.Unpublished, a.StateAt(by(tt.until).At), "when its window has ended")
			}
		})
	}
}

func TestLiftEmbargo(t *testing.T) {
	did := must(t)
	a := did(draft(t, words("Budget")).SetEmbargo(time.Time{}, "", by(1)))
	t.Run("of a draft frees it", func(t *testing.T) {
		next := did(a.LiftEmbargo(by(2)))
		assert.Equal(t, article.Embargo{}, next.Embargo)
		assert.Equal(t, article.Window{}, next.Window)
		assert.Equal(t, by(2), next.Decided)
		assert.True(t, sees(did(next.Publish(by(3))), 3))
	})
	t.Run("of a published article makes it appear at the stamp, under that date", func(t *testing.T) {
		next := did(did(a.Publish(by(2))).LiftEmbargo(by(5)))
		assert.False(t, sees(next, 4), "what was not seen then was not seen then")
		v, ok := next.View(by(5).At)
		require.True(t, ok)
		assert.Equal(t, by(5).At, v.Published)
	})
	t.Run("of a scheduled article leaves it its schedule", func(t *testing.T) {
		next := did(did(a.Schedule(article.Window{From: by(20).At}, by(2))).LiftEmbargo(by(5)))
		assert.Equal(t, article.Window{From: by(20).At}, next.Window)
	})
	t.Run("that lapsed changes nothing for readers", func(t *testing.T) {
		a := did(did(draft(t, words("Budget")).SetEmbargo(by(4).At, "", by(1))).Publish(by(2)))
		before, _ := a.View(by(5).At)
		next := did(a.LiftEmbargo(by(5)))
		after, _ := next.View(by(5).At)
		assert.Equal(t, before, after)
		assert.Equal(t, a.Key(), next.Key())
	})
	t.Run("after the window ended does not open it again", func(t *testing.T) {
		next := did(did(a.Schedule(article.Window{From: by(2).At, Until: by(4).At}, by(2))).LiftEmbargo(by(5)))
		assert.Equal(t, article.Window{From: by(2).At, Until: by(4).At}, next.Window)
		assert.False(t, sees(next, 5))
	})
	t.Run("that is not there is refused", func(t *testing.T) {
		b := draft(t, words("Budget"))
		same, err := b.LiftEmbargo(by(2))
		require.ErrorIs(t, err, article.ErrMissing)
		assert.Equal(t, []string{"Embargo"}, paths(t, err))
		assert.Equal(t, b, same)
	})
}

func TestSetEmbargoRefuses(t *testing.T) {
	a := draft(t, words("Budget"))
	for _, tt := range []struct {
		name  string
		until time.Time
		note  string
		want  error
		path  string
	}{
		{"one that is over as it is given", by(2).At, "", article.ErrWindow, "Embargo.Until"},
		{"one that was over before", by(1).At, "", article.ErrWindow, "Embargo.Until"},
		{"a note of two lines", by(9).At, "a\nb", text.ErrInvalidText, "Embargo.Note"},
		{"a note beyond the limit", by(9).At, strings.Repeat("x", article.MaxText+1), article.ErrTooLong, "Embargo.Note"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			same, err := a.SetEmbargo(tt.until, tt.note, by(2))
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{tt.path}, paths(t, err))
			assert.Equal(t, a, same)
		})
	}
	t.Run("and an article with such a note may not be kept", func(t *testing.T) {
		a.Embargo.Note = "a\nb"
		assert.Equal(t, []string{"Embargo.Note"}, paths(t, a.Check()))
	})
}

// What follows is what went wrong with embargoes, kills and corrections in Superdesk,
// a newsroom system, by the numbers of its reports.

func TestSD3252CorrectAndKillWorkUnderAnEmbargo(t *testing.T) {
	did := must(t)
	a := did(did(draft(t, words("Budget")).SetEmbargo(by(10).At, "", by(1))).Publish(by(2)))
	fixed := did(a.Correct(article.Correction{Kind: article.KindCorrection, Text: "It was less."}, words("Budget, less"), by(3)))
	assert.False(t, sees(fixed, 9), "the embargo holds")
	v, ok := fixed.View(by(10).At)
	require.True(t, ok)
	assert.Equal(t, "Budget, less", v.Headline(""))
	assert.Len(t, v.Corrections, 1)
	killed := did(fixed.Withdraw(by(4)))
	assert.Equal(t, article.Withdrawn, killed.StateAt(by(5).At), "at once, and not when the embargo ends")
	assert.False(t, sees(killed, 11))
}

func TestSD3254AndSD3582ACopyHasNeitherStateNorEmbargo(t *testing.T) {
	did := must(t)
	a := did(did(draft(t, words("Budget")).SetEmbargo(by(10).At, "ministry", by(1))).Publish(by(2)))
	b := did(article.New(article.IDFor("test", "copy"), a.Content, by(3)))
	assert.Equal(t, article.Draft, b.State)
	assert.Equal(t, article.Embargo{}, b.Embargo)
	assert.Equal(t, article.Window{}, b.Window)
	assert.Nil(t, b.Live)
	assert.Equal(t, a.Content, b.Content)
}

func TestSD3298AnOldCopyOfACorrectedArticleCannotBeSaved(t *testing.T) {
	did, ctx := must(t), t.Context()
	var store article.Memory
	old := did(store.Save(ctx, did(did(draft(t, words("Budget")).SetEmbargo(by(10).At, "", by(1))).Publish(by(2)))))
	fixed := did(store.Save(ctx, did(old.Correct(article.Correction{Kind: article.KindUpdate, Text: "More."}, words("More"), by(3)))))
	_, err := store.Save(ctx, did(old.Correct(article.Correction{Kind: article.KindUpdate, Text: "Other."}, words("Other"), by(4))))
	require.ErrorIs(t, err, article.ErrVersionConflict)
	_, err = store.Save(ctx, did(old.Withdraw(by(4))))
	require.ErrorIs(t, err, article.ErrVersionConflict)
	held := did(store.Get(ctx, old.ID))
	assert.Equal(t, fixed.Corrections, held.Corrections)
	assert.Equal(t, article.Published, held.State)
}

func TestSD3310WhatWasScheduledAndHasAppearedCanBeCorrectedAndKilled(t *testing.T) {
	did := must(t)
	a := did(draft(t, words("Budget")).Schedule(article.Window{From: by(5).At}, by(1)))
	require.True(t, sees(a, 6), "with no action")
	fixed := did(a.Correct(article.Correction{Kind: article.KindUpdate, Text: "More."}, words("More"), by(7)))
	v, ok := fixed.View(by(7).At)
	require.True(t, ok)
	assert.Equal(t, by(5).At, v.Published)
	assert.Equal(t, by(7).At, v.Modified)
	assert.False(t, sees(did(a.Withdraw(by(7))), 8))
	assert.False(t, sees(did(a.Unpublish(by(7))), 8))
}

func TestSD976ACorrectedArticleCanBeKilled(t *testing.T) {
	did := must(t)
	a := published(t, words("Budget"))
	for i := range 3 {
		a = did(a.Correct(article.Correction{Kind: article.KindCorrection, Text: "Wrong."}, words("Budget"), by(2+i)))
	}
	killed := did(a.Withdraw(by(9)))
	assert.Equal(t, article.Withdrawn, killed.State)
	assert.Len(t, killed.Corrections, 3, "which does not undo what was said")
}

func TestSD1017ACorrectionMakesNoOtherArticle(t *testing.T) {
	did, ctx := must(t), t.Context()
	var store article.Memory
	a := did(store.Save(ctx, published(t, words("Budget"))))
	a = did(store.Save(ctx, did(a.Correct(article.Correction{Kind: article.KindUpdate, Text: "More."}, words("Budget grows"), by(3)))))
	ids, err := article.Keys(store.List(ctx, article.Query{}))
	require.NoError(t, err)
	assert.Equal(t, []article.ID{a.ID}, ids)
	assert.Equal(t, 2, a.Revisions, "but one revision")
}

func TestSD4139AnEmbargoCanBeSetAfterTheScheduleWasGivenUp(t *testing.T) {
	did := must(t)
	a := did(did(draft(t, words("Budget")).Schedule(article.Window{From: by(20).At}, by(1))).Unpublish(by(2)))
	assert.Equal(t, article.Window{}, a.Window, "a schedule that was given up is forgotten")
	a = did(did(a.SetEmbargo(by(10).At, "", by(3))).Publish(by(4)))
	assert.False(t, sees(a, 9))
	assert.True(t, sees(a, 10), "and not at hour 20")
}

func TestPR872ANoteStaysWhenAnEmbargoIsSetAndLifted(t *testing.T) {
	did := must(t)
	c := words("Budget")
	c.Note = "call the ministry"
	a := did(draft(t, c).SetEmbargo(by(10).At, "agreed with the ministry", by(1)))
	a = did(a.Edit(c, by(2)))
	assert.Equal(t, "agreed with the ministry", a.Embargo.Note, "an edit leaves the embargo")
	a = did(a.LiftEmbargo(by(3)))
	assert.Equal(t, "call the ministry", a.Content.Note)
}

func TestSDESK6370EverythingCanBeDoneAfterAnEmbargoHasPassed(t *testing.T) {
	a := must(t)(must(t)(draft(t, words("Budget")).SetEmbargo(by(4).At, "", by(1))).Publish(by(2)))
	for action, do := range actions {
		t.Run(string(action), func(t *testing.T) {
			next, err := do(a, by(5))
			require.NoError(t, err)
			require.NoError(t, next.Check())
		})
	}
	t.Run("a new embargo takes it from readers", func(t *testing.T) {
		next := must(t)(a.SetEmbargo(by(8).At, "", by(5)))
		assert.False(t, sees(next, 7))
		v, ok := next.View(by(8).At)
		require.True(t, ok)
		assert.Equal(t, by(8).At, v.Published, "when they see it again")
	})
}

func TestNoActionTakesTheNameOfAState(t *testing.T) {
	for s := article.Draft; s <= article.Withdrawn; s++ {
		for _, action := range s.Allowed() {
			assert.Contains(t, actions, action, "an action that nothing does")
			assert.ErrorIs(t, new(article.State).UnmarshalText([]byte(action)), article.ErrUnknownValue)
		}
	}
}
