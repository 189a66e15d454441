package articletest

import (
	"fmt"
	"slices"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

func comesBack(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("rich", 1), rich()))
	b.wantHeld(s, a)
	a = b.did(a.Schedule(article.Window{From: after(5), Until: after(50)}, stamp(1)))
	a = b.did(a.Edit(words("Another"), stamp(2)))
	a = b.saved(s, a)
	b.wantHeld(s, a)
	a = b.did(a.Correct(article.Correction{Kind: article.KindCorrection, Text: "Not a kettle.", Block: "x0"}, rich(), stamp(6)))
	a = b.did(a.Correct(article.Correction{ID: "inner", Kind: article.KindTypo, Internal: true}, rich(), stamp(7)))
	a = b.did(a.SetEmbargo(after(20), "agreed with the source", stamp(8)))
	a.Access, a.Comments = article.Paid, article.CommentsOff
	a = b.saved(s, a)
	b.wantHeld(s, a)
	v, _ := a.View(after(30))
	require.Equal(b, []article.View{v}, all(b, s.Views(ctx, after(30), a.ID)))
	page := b.draft(id("rich", 2), words("About"))
	page.Kind = article.Page
	b.wantHeld(s, b.saved(s, page))
}

func counts(b bench, s article.Store) {
	a := b.draft(id("counts", 1), words("One"))
	for version := range 3 {
		require.Equal(b, version, a.Version)
		kept := b.saved(s, a)
		want := a
		want.Version, want.Pending, want.Name = version+1, nil, name("one")
		require.Equal(b, want, kept)
		a = b.did(kept.Edit(words(fmt.Sprint("Edition ", version)), stamp(version)))
	}
}

func stale(b bench, s article.Store) {
	first := b.saved(s, b.draft(id("stale", 1), words("First")))
	second := b.saved(s, b.did(first.Edit(words("Second"), stamp(1))))
	late := b.did(b.did(first.Edit(words("Late"), stamp(2))).Rename(name("late"), stamp(2)))
	newer := second
	newer.Version++
	again := b.draft(first.ID, words("Again"))
	stranger := b.draft(id("stale", 2), words("Stranger"))
	stranger.Version = 1
	for _, a := range []article.Article{late, newer, again, stranger} {
		got, err := s.Save(ctx, a)
		require.ErrorIs(b, err, article.ErrVersionConflict, "Save at version %d", a.Version)
		require.Equal(b, a, got, "what a refused Save returns")
	}
	b.wantHeld(s, second)
	require.Len(b, all(b, s.Revisions(ctx, first.ID)), 2)
	b.wantNoName(s, name("late"))
	b.wantNoName(s, name("stranger"))
}

func refused(b bench, s article.Store) {
	sound := b.draft(id("refused", 1), words("Sound"))
	faulty := map[string]func(a *article.Article){
		"no id":            func(a *article.Article) { a.ID = article.ID{} },
		"no headline":      func(a *article.Article) { a.Content.Headlines = nil },
		"state":            func(a *article.Article) { a.State = article.Scheduled },
		"nothing to show":  func(a *article.Article) { a.State = article.Published },
		"window":           func(a *article.Article) { a.Window = article.Window{From: after(1), Until: after(0)} },
		"misshapen name":   func(a *article.Article) { a.Name = name("Not A Slug") },
		"no revision":      func(a *article.Article) { a.Revisions = 0 },
		"access":           func(a *article.Article) { a.Access = 9 },
		"live number":      func(a *article.Article) { a.Live = &article.Revision{Number: 2, Stamp: a.Edited, Content: a.Content} },
		"live content":     func(a *article.Article) { a.Live = &article.Revision{Number: 1, Stamp: a.Edited} },
		"pending number":   func(a *article.Article) { a.Revisions = 2 },
		"correction":       func(a *article.Article) { a.Corrections = []article.Correction{{ID: "c"}} },
		"not valid a body": func(a *article.Article) { a.Content.Body = article.Body{{}} },
	}
	for fault, spoil := range faulty {
		a := sound
		spoil(&a)
		got, err := s.Save(ctx, a)
		require.Error(b, err, fault)
		require.Equal(b, a.Check().Error(), err.Error(), fault)
		require.Equal(b, a, got, fault)
	}
	_, err := s.Get(ctx, sound.ID)
	require.ErrorIs(b, err, article.ErrNotFound)
}

// unheld demands that revisions follow on those that are held: so the live one is
// always among them.
func unheld(b bench, s article.Store) {
	a := b.did(b.draft(id("unheld", 1), words("Unheld")).Publish(stamp(0)))
	for _, pending := range []int{0, 1} {
		ahead := a
		ahead.Revisions, ahead.Pending = 5, nil
		ahead.Live = &article.Revision{Number: 5, Stamp: a.Edited, Content: a.Content}
		if pending == 1 {
			ahead.Pending = []article.Revision{*ahead.Live}
		}
		got, err := s.Save(ctx, ahead)
		require.ErrorIs(b, err, article.ErrUnknownValue)
		var place *article.FieldError
		require.ErrorAs(b, err, &place)
		require.Equal(b, "Revisions", place.Path)
		require.Equal(b, ahead, got)
		if a.Version == 0 {
			a = b.saved(s, a)
		}
	}
	b.wantHeld(s, a)
	require.Len(b, all(b, s.Revisions(ctx, a.ID)), 1)
}

func notThere(b bench, s article.Store) {
	for _, missing := range []article.ID{id("missing", 1), {}} {
		got, err := s.Get(ctx, missing)
		require.ErrorIs(b, err, article.ErrNotFound)
		require.Zero(b, got)
		require.Empty(b, all(b, s.Revisions(ctx, missing)))
		require.Empty(b, all(b, s.Views(ctx, noon, missing)))
	}
	require.Empty(b, all(b, s.List(ctx, article.Query{})))
	b.wantNoName(s, name("missing"))
	b.wantNoName(s, article.Found{}.Name)
}

func sharesNothing(b bench, s article.Store) {
	given := b.did(b.draft(id("shares", 1), rich()).Publish(stamp(0)))
	given = b.did(given.Correct(article.Correction{Kind: article.KindTypo, Text: "A typo."}, rich(), stamp(1)))
	kept := b.saved(s, given)
	want := b.get(s, given.ID)
	live := *want.Live
	live.Content = live.Content.Clone()
	want.Content, want.Live, want.Corrections = want.Content.Clone(), &live, slices.Clone(want.Corrections)
	history := all(b, s.Revisions(ctx, given.ID))
	for i := range history {
		history[i].Content = history[i].Content.Clone()
	}
	// What was given shares its slices with what Save returned: one is enough.
	scribble(&kept.Content)
	scribble(&kept.Live.Content)
	scribble(&given.Pending[0].Content)
	kept.Corrections[0].Text = "scribble"
	got := b.get(s, given.ID)
	require.Equal(b, want, got)
	scribble(&got.Content)
	scribble(&got.Live.Content)
	got.Corrections[0].Text = "scribble"
	read := all(b, s.Revisions(ctx, given.ID))
	require.Equal(b, history, read)
	scribble(&read[0].Content)
	b.wantHeld(s, want)
	require.Equal(b, history, all(b, s.Revisions(ctx, given.ID)))
}

// scribble writes over what a content refers to.
func scribble(c *article.Content) {
	c.Headlines[0].Value = "scribble"
	c.Byline[0].Name = "scribble"
	c.Lead.Alt = "scribble"
	c.Filing.Categories[0] = term(99)
	c.Filing.Tags[0].Term = term(99)
	c.Body[0].Extra[1] = 'X'
	c.Body[1].Content = article.Divider{}
	c.Body[2].Content.(article.List).Items[0].Sub.Items[0].Text = inline.Text("scribble")
	c.Body[3].Content.(article.Quote).Paragraphs[0] = inline.Text("scribble")
	c.Filing.Entities[0].Name = "scribble"
	c.Filing.Places[0].At.Lat = 9
	c.Filing.Picks[0] = id("scribble", 1)
	c.Lead.Alts[0].Text = "scribble"
	c.Lead.Focus.X = 1
	c.Lead.Renditions[0].Width = 1
	c.Disclosure.Warnings[0] = article.WarnDeath
	c.Extensions[0].Data = "scribble"
}

func revisions(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("revisions", 1), rich()))
	first := all(b, s.Revisions(ctx, a.ID))
	require.Len(b, first, 1)
	require.Equal(b, article.Revision{Number: 1, Stamp: stamp(0), Content: rich()}, first[0])
	for n := 2; n <= 6; n += 2 { // two revisions a save
		a = b.did(a.Edit(words(fmt.Sprint("Take ", n)), stamp(n)))
		a = b.did(a.Edit(words(fmt.Sprint("Take ", n+1)), stamp(n+1)))
		want := append(all(b, s.Revisions(ctx, a.ID)), a.Pending...)
		a = b.saved(s, a)
		require.Equal(b, want, all(b, s.Revisions(ctx, a.ID)))
	}
	require.Empty(b, all(b, s.Revisions(ctx, id("revisions", 2))))
}

func longHistory(b bench, s article.Store) {
	a := b.draft(id("long", 1), words("Take 1"))
	for n := 2; n <= 100; n++ {
		a = b.did(a.Edit(words(fmt.Sprint("Take ", n)), stamp(n)))
	}
	want := a.Pending
	b.saved(s, a)
	require.Equal(b, want, all(b, s.Revisions(ctx, a.ID)))
}
