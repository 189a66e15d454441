package articletest

import (
	"encoding/json"
	"fmt"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// rich is a content with something in every field and a block of every type.
func rich() article.Content {
	text := inline.Text(`Tea & "cake" < $1 ${x} %s \1 </script> ]]> ` + "🫖 سلام")
	picture := article.Image{URL: "https://example.org/a.jpg?x=1&y=2", Alt: "A kettle", Caption: text, Credit: "A. Photographer", Width: 640, Height: 480}
	blocks := []article.BlockContent{
		article.Paragraph{Text: text},
		article.Heading{Level: 2, Text: text},
		article.List{Ordered: true, Start: 3, Items: []article.ListItem{{Text: text, Sub: &article.List{Items: []article.ListItem{{Text: text}}}}}},
		article.Quote{Paragraphs: []inline.HTML{text, text}, Cite: text},
		article.Figure{Image: picture},
		article.Code{Text: "a < b\n\tc & d\u2028"},
		article.Divider{},
		article.Embed{URL: "https://example.org/v", Title: "A video"},
		article.Related{Article: id("related", 1), Title: "Also"},
		article.Raw{HTML: "<table><tr><td>1</td></tr></table>", Text: "1"},
		article.Unknown{Name: "poll", JSON: json.RawMessage(`{"type":"poll","id":"x10","a":"<&>","n":1.50,"n":2}`)},
	}
	c := article.Content{
		Lang:      "pt-BR",
		Headlines: article.Texts{{Value: "Kettle & pot"}, {Role: article.Social, Value: "Kettle"}},
		Decks:     article.Texts{{Value: "A deck"}},
		Summaries: article.Texts{{Value: "A summary"}},
		Kicker:    "Kitchen",
		Byline:    []article.Credit{{Author: author(1), Name: "Ann"}, {Name: "Guest"}},
		Lead:      &picture,
		Filing:    article.Filing{Category: term(1), Categories: fileUnder(2).Categories, Tags: []article.Tagging{{Term: term(3)}}},
		Origin:    article.Origin{Source: "https://example.org", ExternalID: "7", URL: "https://example.org/7", Digest: "d"},
	}
	for i, content := range blocks {
		c.Body = append(c.Body, article.Block{ID: article.BlockID(fmt.Sprint("x", i)), Internal: i == 1, Content: content})
	}
	c.Body[0].Extra = json.RawMessage(`"later":{"a":[1.0,"<"]}`)
	return c
}

func comesBack(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("rich", 1), rich()))
	b.wantHeld(s, a)
	a = b.did(a.Schedule(article.Window{From: after(5), Until: after(50)}, stamp(1)))
	a = b.did(a.Edit(words("Another"), stamp(2)))
	a = b.saved(s, a)
	b.wantHeld(s, a)
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
	kept := b.saved(s, given)
	want := b.get(s, given.ID)
	live := *want.Live
	live.Content = live.Content.Clone()
	want.Content, want.Live = want.Content.Clone(), &live
	history := all(b, s.Revisions(ctx, given.ID))
	history[0].Content = history[0].Content.Clone()
	// What was given shares its slices with what Save returned: one is enough.
	scribble(&kept.Content)
	scribble(&kept.Live.Content)
	scribble(&given.Pending[0].Content)
	got := b.get(s, given.ID)
	require.Equal(b, want, got)
	scribble(&got.Content)
	scribble(&got.Live.Content)
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
