package articletest

import (
	"errors"
	"fmt"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// wantNextChange demands what a query means: the first instant at which the answer,
// asked at every edge among articles one by one, is another one.
func (b bench) wantNextChange(s article.Store, q article.Query, after time.Time, among []article.Article) {
	b.Helper()
	var want time.Time
	before := answer(q, after, among)
	for edge := after; want.IsZero(); {
		var next time.Time
		for _, a := range among {
			if at, ok := q.NextChange(a, edge); ok && (next.IsZero() || at.Before(next)) {
				next = at
			}
		}
		if next.IsZero() {
			break
		}
		if edge = next; fmt.Sprint(answer(q, edge, among)) != fmt.Sprint(before) {
			want = edge
		}
	}
	got, ok, err := s.NextChange(ctx, q, after)
	require.NoError(b, err)
	require.Equal(b, want, got, "NextChange(%+v, %v)", q, after)
	require.Equal(b, !want.IsZero(), ok, "NextChange(%+v, %v)", q, after)
}

func nextChange(b bench, s article.Store) {
	made := b.newsroom(s)
	for i, until := range []int{12, 18, 0, 90} { // the last one outlasts its window
		a := b.did(b.draft(id("held back", i), words(fmt.Sprint("Held back ", i))).
			Schedule(article.Window{From: after(10), Until: after(60)}, stamp(0)))
		a.Embargo.On = true
		if until > 0 {
			a.Embargo.Until = after(until)
		}
		made = append(made, b.saved(s, a))
	}
	var qs []article.Query
	for _, states := range [][]article.State{
		nil, {article.Scheduled}, {article.Published}, {article.Unpublished, article.Draft}, {article.Scheduled, article.Published},
		{article.Scheduled, article.Unpublished}, {article.Scheduled, article.Published, article.Unpublished}, {article.Withdrawn},
	} {
		qs = append(qs, article.Query{States: states}, article.Query{States: states, Limit: 2},
			article.Query{States: states, Limit: 1, Oldest: true}, article.Query{States: states, Terms: []taxonomy.ID{term(1), term(4)}})
	}
	qs = append(qs,
		article.Query{Kind: article.Page}, article.Query{Lang: "es"}, article.Query{Authors: authors(1)}, article.Query{TranslationOf: id("original", 0)},
		article.Query{Before: made[7].Key()}, article.Query{From: after(15)}, article.Query{Until: after(15), Limit: 3},
		article.Query{Authors: authors(0, 2), Terms: []taxonomy.ID{term(2)}}, article.Query{At: after(99)})
	for _, q := range qs {
		for _, minute := range []int{-1, 0, 10, 12, 15, 17, 24, 25, 59, 60, 90} {
			b.wantNextChange(s, q, after(minute), made)
		}
		b.wantNextChange(s, q, after(15).Add(-1), made)
		b.wantNextChange(s, q, time.Time{}.Add(1), made)
	}
	first, ok, err := s.NextChange(ctx, article.Query{}, time.Time{})
	require.NoError(b, err)
	require.True(b, ok)
	require.Equal(b, after(0), first, "the first change of all")
}

func embargoed(b bench, s article.Store) {
	a := b.did(b.draft(id("embargo", 1), words("Embargoed")).Publish(stamp(0)))
	a = b.saved(s, b.did(a.SetEmbargo(after(10), "agreed", stamp(1))))
	b.wantHeld(s, a)
	for _, tt := range []struct {
		now     time.Time
		visible bool
	}{{after(5), false}, {after(10).Add(-1), false}, {after(10), true}} {
		var want []article.Key
		if tt.visible {
			want = []article.Key{a.Key()}
		}
		require.Equal(b, want, all(b, s.List(ctx, article.Query{At: tt.now})), "List at %v", tt.now)
		require.Len(b, all(b, s.Views(ctx, tt.now, a.ID)), len(want), "Views at %v", tt.now)
	}
	a = b.saved(s, b.did(a.SetEmbargo(time.Time{}, "", stamp(2))))
	require.Empty(b, all(b, s.List(ctx, article.Query{At: after(1000)})), "under an open embargo")
	a = b.saved(s, b.did(a.LiftEmbargo(stamp(30))))
	require.Equal(b, []article.Key{a.Key()}, all(b, s.List(ctx, article.Query{At: after(30)})))
}

func feed(b bench, s article.Store) {
	const n = 150
	var want []article.Change
	a := b.saved(s, b.draft(id("feed", 0), words("Feed")))
	want = append(want, article.Change{ID: a.ID, Version: 1})
	for i := 1; i <= n; i++ {
		next := b.saved(s, b.draft(id("feed", i), words(fmt.Sprint("Feed ", i))))
		a = b.saved(s, b.did(a.Edit(words(fmt.Sprint("Feed, take ", i)), stamp(i))))
		next.Version = 0
		_, err := s.Save(ctx, next)
		require.ErrorIs(b, err, article.ErrVersionConflict)
		want = append(want, article.Change{ID: next.ID, Version: 1}, article.Change{ID: a.ID, Version: i + 1})
	}
	got := all(b, s.Changes(ctx, 0))
	require.Len(b, got, len(want))
	for i, change := range got {
		require.Equal(b, want[i], article.Change{ID: change.ID, Version: change.Version}, "change %d", i)
		if i > 0 {
			require.Greater(b, change.Cursor, got[i-1].Cursor)
		}
	}
	for _, from := range []int{0, 1, 255, 256, len(got) - 1} {
		require.Equal(b, got[from+1:], append(got[:0:0], all(b, s.Changes(ctx, got[from].Cursor))...), "from change %d on", from)
	}
	require.Empty(b, all(b, s.Changes(ctx, got[len(got)-1].Cursor+1000)), "past the end")
	require.Equal(b, got, all(b, s.Changes(ctx, -1)), "before the beginning")
}

// feedRace reads the feed, each time from where it ended, while others save.
func feedRace(b bench, s article.Store) {
	const each = 12
	errs := make([]error, writers)
	var seen []article.Change
	var since article.Cursor
	read := func() error {
		for change, err := range s.Changes(ctx, since) {
			if err != nil {
				return err
			}
			if change.Cursor <= since {
				return fmt.Errorf("cursor %d after %d", change.Cursor, since)
			}
			seen, since = append(seen, change), change.Cursor
		}
		return nil
	}
	together(func(i int) {
		if i == 0 {
			for range 40 {
				errs[0] = errors.Join(errs[0], read())
			}
			return
		}
		errs[i] = saveOften(s, id("feed race", i), each)
	})
	require.NoError(b, errors.Join(errs...))
	require.NoError(b, read())
	require.Equal(b, all(b, s.Changes(ctx, 0)), seen, "what a reader met who went on from each last cursor")
	versions := make(map[article.ID]int)
	for _, change := range seen {
		versions[change.ID]++
		require.Equal(b, versions[change.ID], change.Version, "saves of an article in their order")
	}
	require.Len(b, seen, (writers-1)*each)
}

func saveOften(s article.Store, id article.ID, times int) error {
	a, err := article.New(id, words("Race"), stamp(0))
	for n := 0; n < times && err == nil; n++ {
		a, err = s.Save(ctx, a)
	}
	return err
}
