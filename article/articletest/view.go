package articletest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

func viewOrder(b bench, s article.Store) {
	var ids []article.ID
	byID := make(map[article.ID]article.Article)
	for i := range 100 {
		a := b.draft(id("view", i), words(fmt.Sprint("View ", i)))
		if i%3 > 0 {
			a = b.did(a.Publish(stamp(i)))
		}
		ids = append(ids, a.ID)
		byID[a.ID] = b.saved(s, a)
	}
	slices.SortFunc(ids, article.ID.Compare)
	ids = append(ids, id("view", 2000), ids[3], ids[3], article.ID{}, ids[0])
	for _, now := range []time.Time{after(-1), after(50), after(200)} {
		var want []article.View
		for _, id := range ids {
			if v, ok := byID[id].View(now); ok {
				want = append(want, v)
			}
		}
		require.Equal(b, want, all(b, s.Views(ctx, now, ids...)))
	}
	require.Empty(b, all(b, s.Views(ctx, noon)))
}

func teasers(b bench, s article.Store) {
	var ids []article.ID
	for i := range 5 {
		ids = append(ids, b.published(s, id("teaser", i), rich(), 10*i).ID)
	}
	ids = append(ids, ids[0], id("teaser", 99))
	var want []article.Teaser
	for v := range s.Views(ctx, after(25), ids...) {
		want = append(want, v.Teaser)
	}
	require.Len(b, want, 4)
	got, err := s.Teasers(ctx, after(25), ids...)
	require.NoError(b, err)
	require.Equal(b, want, got)
	got, err = s.Teasers(ctx, after(-1), ids...)
	require.NoError(b, err)
	require.Empty(b, got)
}

func scheduled(b bench, s article.Store) {
	window := article.Window{From: after(10), Until: after(20)}
	a := b.saved(s, b.did(b.draft(id("scheduled", 1), words("Soon")).Schedule(window, stamp(0))))
	for _, tt := range []struct {
		now     time.Time
		visible bool
	}{
		{window.From.Add(-1), false}, {window.From, true}, {window.From.Add(1), true},
		{window.Until.Add(-1), true}, {window.Until, false}, {window.Until.Add(1), false},
	} {
		views := all(b, s.Views(ctx, tt.now, a.ID))
		keys := all(b, s.List(ctx, article.Query{At: tt.now}))
		if !tt.visible {
			require.Empty(b, views, tt.now)
			require.Empty(b, keys, tt.now)
			continue
		}
		want, _ := a.View(tt.now)
		require.Equal(b, []article.View{want}, views, tt.now)
		require.Equal(b, []article.Key{a.Key()}, keys, tt.now)
	}
	b.wantFound(s, a.Name, article.Found{Status: slug.Current, ID: a.ID, Name: a.Name})
}

func editing(b bench, s article.Store) {
	a := b.published(s, id("editing", 1), rich(), 0)
	before := all(b, s.Views(ctx, after(1), a.ID))
	a = b.saved(s, b.did(a.Edit(words("Edited"), stamp(2))))
	require.Equal(b, before, all(b, s.Views(ctx, after(3), a.ID)))
	a = b.saved(s, b.did(a.Publish(stamp(4))))
	require.Equal(b, "Edited", all(b, s.Views(ctx, after(5), a.ID))[0].Headline(""))
}

func breakOff(b bench, s article.Store) {
	var ids []article.ID
	for i := range 5 {
		ids = append(ids, b.published(s, id("break", i), words(fmt.Sprint("Break ", i)), i).ID)
	}
	a := b.saved(s, b.did(b.get(s, ids[0]).Edit(words("Edited"), stamp(9))))
	for range 20 { // a store that does not let go has run out of connections by then
		for r, err := range s.Revisions(ctx, a.ID) {
			require.NoError(b, err)
			require.Equal(b, 1, r.Number)
			break
		}
		for v, err := range s.Views(ctx, after(10), ids...) {
			require.NoError(b, err)
			require.Equal(b, ids[0], v.ID)
			break
		}
		for key, err := range s.List(ctx, article.Query{}) {
			require.NoError(b, err)
			require.Equal(b, ids[4], key.ID)
			break
		}
		for change, err := range s.Changes(ctx, 0) {
			require.NoError(b, err)
			require.Equal(b, ids[0], change.ID)
			break
		}
	}
}

func useInside(b bench, s article.Store) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute) // a deadlock must not hang the kit
	defer cancel()
	for i := range 3 {
		b.published(s, id("inside", i), words(fmt.Sprint("Inside ", i)), i)
	}
	for key, err := range s.List(ctx, article.Query{}) {
		require.NoError(b, err)
		for v, err := range s.Views(ctx, after(9), key.ID) {
			require.NoError(b, err)
			for range s.Revisions(ctx, v.ID) {
				a, err := s.Get(ctx, v.ID)
				require.NoError(b, err)
				_, err = s.Save(ctx, a)
				require.NoError(b, err)
				for change, err := range s.Changes(ctx, 0) {
					require.NoError(b, err)
					_, _, err = s.NextChange(ctx, article.Query{Limit: 1}, noon)
					require.NoError(b, err)
					_, err = s.Get(ctx, change.ID)
					require.NoError(b, err)
				}
			}
		}
	}
}

func contextOver(b bench, s article.Store) {
	a := b.published(s, id("over", 1), words("Kept"), 0)
	over, cancel := context.WithCancel(ctx)
	cancel()
	late := b.did(a.Edit(words("Late"), stamp(1)))
	got, err := s.Save(over, late)
	require.ErrorIs(b, err, context.Canceled)
	require.Equal(b, late, got)
	_, err = s.Save(over, b.draft(id("over", 2), words("Never")))
	require.ErrorIs(b, err, context.Canceled)
	_, err = s.Get(over, a.ID)
	require.ErrorIs(b, err, context.Canceled)
	_, err = s.Find(over, a.Name)
	require.ErrorIs(b, err, context.Canceled)
	_, err = s.Teasers(over, after(1), a.ID)
	require.ErrorIs(b, err, context.Canceled)
	require.ErrorIs(b, firstError(s.Revisions(over, a.ID)), context.Canceled)
	require.ErrorIs(b, firstError(s.Views(over, after(1), a.ID)), context.Canceled)
	require.ErrorIs(b, firstError(s.List(over, article.Query{})), context.Canceled)
	require.ErrorIs(b, firstError(s.Changes(over, 0)), context.Canceled)
	_, _, err = s.NextChange(over, article.Query{}, noon)
	require.ErrorIs(b, err, context.Canceled)
	require.Len(b, all(b, s.Changes(ctx, 0)), 1)
	b.wantHeld(s, a)
	b.wantNoName(s, name("never"))
}
