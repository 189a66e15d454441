package articletest

import (
	"fmt"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

func (b bench) wantCurrent(s article.Store, a article.Article, want string) {
	b.Helper()
	require.Equal(b, name(want), a.Name)
	b.wantFound(s, a.Name, article.Found{Status: slug.Current, ID: a.ID, Name: a.Name})
}

func headlineNames(b bench, s article.Store) {
	for i, tt := range []struct{ headline, want string }{
		{"Budget passes, 52–48", "budget-passes-52-48"},
		{"Цены растут", "tseny-rastut"},
		{"$105K in ${play} %s", slug.Make("$105K in ${play} %s", slug.Options{Lang: "en"})},
		{strings.Repeat("long ", 100), slug.Make(strings.Repeat("long ", 100), slug.Options{})},
	} {
		c := words(tt.headline)
		if i == 1 {
			c.Lang = "ru"
		}
		b.wantCurrent(s, b.saved(s, b.draft(id("headline", i), c)), tt.want)
	}
	a := b.draft(id("headline", 9), words("Not this"))
	a.Name = name("but-this")
	b.wantCurrent(s, b.saved(s, a), "but-this")
	b.wantNoName(s, name("not-this"))
}

func scopes(b bench, s article.Store) {
	page := b.draft(id("scopes", 1), words("About"))
	page.Kind = article.Page
	page = b.saved(s, page)
	require.Equal(b, slug.Name{Scope: "page", Slug: "about"}, page.Name)
	b.wantCurrent(s, b.saved(s, b.draft(id("scopes", 2), words("About"))), "about")
	b.wantFound(s, page.Name, article.Found{ID: page.ID, Name: page.Name})
}

func clash(b bench, s article.Store) {
	for i, want := range []string{"storm", "storm-2", "storm-3"} {
		b.wantCurrent(s, b.saved(s, b.draft(id("clash", i), words("Storm!"))), want)
	}
	b.wantCurrent(s, b.saved(s, b.draft(id("clash", 7), words("Storm 5"))), "storm-5")
	for i, want := range []string{"storm-4", "storm-6"} {
		b.wantCurrent(s, b.saved(s, b.draft(id("clash", 8+i), words("Storm"))), want)
	}
	a := b.saved(s, b.draft(id("clash", 20), words("Calm")))
	a = b.saved(s, b.did(a.Rename(name("storm"), stamp(1))))
	b.wantCurrent(s, a, "storm-7")
	long := strings.Repeat("long ", 100)
	first := b.saved(s, b.draft(id("clash", 21), words(long)))
	second := b.saved(s, b.draft(id("clash", 22), words(long)))
	require.Equal(b, slug.Suffix(first.Name.Slug, 2, slug.Options{}), second.Name.Slug)
}

func manyClashes(b bench, s article.Store) {
	for i := range 140 {
		want := "weather"
		if i > 0 {
			want = fmt.Sprint("weather-", i+1)
		}
		require.Equal(b, name(want), b.saved(s, b.draft(id("weather", i), words("Weather"))).Name)
	}
}

func nameSurvives(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("survives", 1), words("First words")))
	a = b.saved(s, b.did(a.Edit(words("Other words"), stamp(1))))
	b.wantCurrent(s, a, "first-words")
	a.Name = slug.Name{}
	b.wantCurrent(s, b.saved(s, a), "first-words")
	b.wantNoName(s, name("other-words"))
}

func renamed(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("renamed", 1), words("One")))
	for _, next := range []string{"two", "three"} {
		a = b.saved(s, b.did(a.Rename(name(next), stamp(1))))
		b.wantHeld(s, a)
		b.wantCurrent(s, a, next)
	}
	for _, old := range []string{"one", "two"} {
		b.wantFound(s, name(old), article.Found{Status: slug.Moved, ID: a.ID, Name: name("three")})
	}
	same := b.saved(s, b.did(a.Rename(name("three"), stamp(2))))
	b.wantCurrent(s, same, "three")
}

func takenBack(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("back", 1), words("One")))
	a = b.saved(s, b.did(a.Rename(name("two"), stamp(1))))
	a = b.saved(s, b.did(a.Rename(name("one"), stamp(2))))
	b.wantCurrent(s, a, "one")
	b.wantFound(s, name("two"), article.Found{Status: slug.Moved, ID: a.ID, Name: name("one")})
}

func oldNameHeld(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("old", 1), words("One")))
	a = b.saved(s, b.did(a.Rename(name("two"), stamp(1))))
	other := b.saved(s, b.draft(id("old", 2), words("One")))
	b.wantCurrent(s, other, "one-2")
	other = b.saved(s, b.did(other.Rename(name("one"), stamp(1))))
	b.wantCurrent(s, other, "one-2")
	b.wantFound(s, name("one"), article.Found{Status: slug.Moved, ID: a.ID, Name: name("two")})
}

func withdrawn(b bench, s article.Store) {
	a := b.published(s, id("withdrawn", 1), words("One"), 0)
	a = b.saved(s, b.did(a.Rename(name("two"), stamp(1))))
	a = b.saved(s, b.did(a.Withdraw(stamp(2))))
	b.wantHeld(s, a)
	gone := func() {
		for _, n := range []slug.Name{name("one"), name("two")} {
			b.wantFound(s, n, article.Found{Status: slug.Gone, ID: a.ID, Name: n})
		}
	}
	gone()
	a = b.saved(s, b.did(a.Edit(words("Edited"), stamp(3))))
	gone()
	other := b.saved(s, b.draft(id("withdrawn", 2), words("Two")))
	b.wantCurrent(s, other, "two-2")
	a = b.saved(s, b.did(a.Publish(stamp(4))))
	b.wantCurrent(s, a, "two")
	b.wantFound(s, name("one"), article.Found{Status: slug.Moved, ID: a.ID, Name: name("two")})
	killed := b.saved(s, b.did(b.draft(id("withdrawn", 3), words("Never shown")).Withdraw(stamp(1))))
	b.wantFound(s, killed.Name, article.Found{Status: slug.Gone, ID: killed.ID, Name: killed.Name})
}

func refusedName(b bench, s article.Store) {
	a := b.draft(id("refused name", 1), words("Wanted"))
	a.Version = 3
	_, err := s.Save(ctx, a)
	require.ErrorIs(b, err, article.ErrVersionConflict)
	b.wantNoName(s, name("wanted"))
	b.wantCurrent(s, b.saved(s, b.draft(id("refused name", 2), words("Wanted"))), "wanted")
}
