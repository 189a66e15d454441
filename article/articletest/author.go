package articletest

import (
	"context"
	"errors"
	"fmt"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
	plain "github.com/newsjunction/news/taxonomy/text"
)

func authorPromises() []promise[article.Authors] {
	return []promise[article.Authors]{
		{"an author comes back by id and by slug", authorComesBack},
		{"what goes in and what comes out share nothing with what is held", authorSharesNothing},
		{"an author keeps the slug it asks for", authorSlug},
		{"a clash of slugs gets a suffix", authorClash},
		{"an author who is saved again is changed", authorChanged},
		{"a slug that was given up is free", authorSlugFree},
		{"authors come in the order asked", authorOrder},
		{"an author that is not there is not found", authorNotThere},
		{"an author that may not be kept is refused", authorRefused},
		{"a context that is over is refused and nothing changes", authorContextOver},
		{"concurrent authors of one name get distinct slugs", authorRace},
	}
}

func (b bench) savedAuthor(s article.Authors, a article.Author) article.Author {
	b.Helper()
	kept, err := s.SaveAuthor(ctx, a)
	require.NoError(b, err, "SaveAuthor(%v)", a)
	return kept
}

func (b bench) wantAuthor(s article.Authors, want article.Author) {
	b.Helper()
	got, err := s.FindAuthor(ctx, want.Slug)
	require.NoError(b, err, "FindAuthor(%q)", want.Slug)
	require.Equal(b, want, got, "FindAuthor(%q)", want.Slug)
	list, err := s.Authors(ctx, want.ID)
	require.NoError(b, err)
	require.Equal(b, []article.Author{want}, list, "Authors(%s)", want.ID)
}

func richAuthor() article.Author {
	picture := picture()
	return article.Author{
		ID: author(1), Name: `Zoë "Z" O'Neil <z>`, Names: taxonomy.Labels{{Lang: "ar", Text: "زوي"}}, Slug: "zoe", Bio: "Writes of $1 & %s.",
		Picture: &picture, Links: []string{"https://example.org/zoe"},
	}
}

func authorComesBack(b bench, s article.Authors) {
	a := richAuthor()
	a.Slug = ""
	kept := b.savedAuthor(s, a)
	require.NotEmpty(b, kept.Slug)
	a.Slug = kept.Slug
	require.Equal(b, a, kept)
	b.wantAuthor(s, a)
}

func authorSharesNothing(b bench, s article.Authors) {
	scribble := func(a article.Author) {
		a.Names[0].Text, a.Links[0] = "scribble", "https://example.org/scribble"
		a.Picture.Alt, a.Picture.Renditions[0].Width = "scribble", 1
	}
	given := richAuthor()
	scribble(b.savedAuthor(s, given))
	b.wantAuthor(s, richAuthor())
	scribble(given)
	b.wantAuthor(s, richAuthor())
	found, err := s.FindAuthor(ctx, given.Slug)
	require.NoError(b, err)
	scribble(found)
	list, err := s.Authors(ctx, given.ID)
	require.NoError(b, err)
	scribble(list[0])
	b.wantAuthor(s, richAuthor())
}

func authorSlug(b bench, s article.Authors) {
	a := b.savedAuthor(s, article.Author{ID: author(1), Name: "Ann", Slug: "the-ann"})
	require.Equal(b, "the-ann", a.Slug)
	b.wantAuthor(s, a)
}

func authorClash(b bench, s article.Authors) {
	for i, want := range []string{"ann", "ann-2", "ann-3"} {
		a := b.savedAuthor(s, article.Author{ID: author(i), Name: "Ann"})
		require.Equal(b, want, a.Slug)
		b.wantAuthor(s, a)
	}
	again := b.savedAuthor(s, article.Author{ID: author(1), Name: "Ann", Bio: "Changed."})
	require.Equal(b, "ann-2", again.Slug)
}

func authorChanged(b bench, s article.Authors) {
	a := b.savedAuthor(s, article.Author{ID: author(1), Name: "Ann"})
	a.Name, a.Bio = "Ann B.", "Writes."
	require.Equal(b, a, b.savedAuthor(s, a))
	b.wantAuthor(s, a)
}

func authorSlugFree(b bench, s article.Authors) {
	a := b.savedAuthor(s, article.Author{ID: author(1), Name: "Ann"})
	a.Slug = "annie"
	b.wantAuthor(s, b.savedAuthor(s, a))
	_, err := s.FindAuthor(ctx, "ann")
	require.ErrorIs(b, err, article.ErrNotFound)
	require.Equal(b, "ann", b.savedAuthor(s, article.Author{ID: author(2), Name: "Ann"}).Slug)
}

func authorOrder(b bench, s article.Authors) {
	const n = 300
	var ids []article.AuthorID
	var want []article.Author
	for i := range n {
		want = append(want, b.savedAuthor(s, article.Author{ID: author(i), Name: fmt.Sprint("Author ", i)}))
		ids = append(ids, author(i))
	}
	ids = append(ids, author(n+1), author(7), article.AuthorID{}, author(7))
	want = append(want, want[7], want[7])
	got, err := s.Authors(ctx, ids...)
	require.NoError(b, err)
	require.Equal(b, want, got)
}

func authorNotThere(b bench, s article.Authors) {
	got, err := s.Authors(ctx, author(1), article.AuthorID{})
	require.NoError(b, err)
	require.Empty(b, got)
	got, err = s.Authors(ctx)
	require.NoError(b, err)
	require.Empty(b, got)
	for _, slug := range []string{"nobody", "", "' OR 1=1 --"} {
		a, err := s.FindAuthor(ctx, slug)
		require.ErrorIs(b, err, article.ErrNotFound)
		require.Zero(b, a)
	}
}

func authorRefused(b bench, s article.Authors) {
	for _, tt := range []struct {
		give article.Author
		want error
	}{
		{article.Author{Name: "No id"}, article.ErrMissing},
		{article.Author{ID: author(1), Name: " "}, article.ErrMissing},
		{article.Author{ID: author(1), Name: "Two\nlines"}, plain.ErrInvalidText},
	} {
		got, err := s.SaveAuthor(ctx, tt.give)
		require.ErrorIs(b, err, tt.want)
		require.Equal(b, tt.give, got)
	}
	authorNotThere(b, s)
}

func authorContextOver(b bench, s article.Authors) {
	a := b.savedAuthor(s, article.Author{ID: author(1), Name: "Ann"})
	over, cancel := context.WithCancel(ctx)
	cancel()
	late := a
	late.Bio = "Late."
	got, err := s.SaveAuthor(over, late)
	require.ErrorIs(b, err, context.Canceled)
	require.Equal(b, late, got)
	_, err = s.Authors(over, a.ID)
	require.ErrorIs(b, err, context.Canceled)
	_, err = s.FindAuthor(over, a.Slug)
	require.ErrorIs(b, err, context.Canceled)
	b.wantAuthor(s, a)
}

func authorRace(b bench, s article.Authors) {
	made := make([]article.Author, writers)
	errs := make([]error, writers)
	together(func(i int) {
		made[i], errs[i] = s.SaveAuthor(ctx, article.Author{ID: author(i), Name: "Ann"})
	})
	require.NoError(b, errors.Join(errs...))
	var got, want []string
	for i, a := range made {
		b.wantAuthor(s, a)
		got, want = append(got, a.Slug), append(want, fmt.Sprint("ann-", i+1))
	}
	want[0] = "ann"
	require.ElementsMatch(b, want, got)
}
