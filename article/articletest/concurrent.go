package articletest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

const writers = 8

// together runs work at once, as often as there are writers, and waits for all.
func together(work func(writer int)) {
	var start, done sync.WaitGroup
	start.Add(1)
	for i := range writers {
		done.Go(func() {
			start.Wait()
			work(i)
		})
	}
	start.Done()
	done.Wait()
}

func oneWins(b bench, s article.Store) {
	a := b.saved(s, b.draft(id("race", 1), words("Race")))
	for round := range 5 {
		results := make([]article.Article, writers)
		errs := make([]error, writers)
		together(func(i int) {
			next, err := a.Edit(words(fmt.Sprint("Writer ", i)), stamp(round))
			if err == nil {
				next, err = s.Save(ctx, next)
			}
			results[i], errs[i] = next, err
		})
		var won []article.Article
		for i, err := range errs {
			if err == nil {
				won = append(won, results[i])
			} else {
				require.ErrorIs(b, err, article.ErrVersionConflict)
			}
		}
		require.Len(b, won, 1, "saves of version %d that succeeded", a.Version)
		b.wantHeld(s, won[0])
		history := all(b, s.Revisions(ctx, a.ID))
		require.Len(b, history, round+2)
		require.Equal(b, won[0].Content, history[round+1].Content)
		a = won[0]
	}
}

func distinctNames(b bench, s article.Store) {
	const each = 3
	made := make([]article.Article, writers*each)
	errs := make([]error, len(made))
	together(func(i int) {
		for n := i * each; n < (i+1)*each; n++ {
			made[n], errs[n] = article.New(id("headline race", n), words("One headline"), stamp(0))
			if errs[n] == nil {
				made[n], errs[n] = s.Save(ctx, made[n])
			}
		}
	})
	require.NoError(b, errors.Join(errs...))
	var got, want []string
	for i, a := range made {
		b.wantFound(s, a.Name, article.Found{ID: a.ID, Name: a.Name})
		got, want = append(got, a.Name.Slug), append(want, fmt.Sprint("one-headline-", i+1))
	}
	want[0] = "one-headline"
	require.ElementsMatch(b, want, got)
}

// foundHasArticle asks for names while their articles are made and renamed.
func foundHasArticle(b bench, s article.Store) {
	errs := make([]error, writers)
	together(func(i int) {
		if i%2 == 0 {
			errs[i] = rename(s, i)
			return
		}
		for range 60 {
			for _, n := range []slug.Name{name(fmt.Sprint("cycle-", i-1)), name(fmt.Sprint("cycle-", i-1, "-b"))} {
				found, err := s.Find(ctx, n)
				if err == nil {
					_, err = s.Get(ctx, found.ID)
					errs[i] = errors.Join(errs[i], err)
				} else if !errors.Is(err, article.ErrNotFound) {
					errs[i] = errors.Join(errs[i], err)
				}
			}
		}
	})
	require.NoError(b, errors.Join(errs...))
}

// rename makes an article and changes its name back and forth.
func rename(s article.Store, n int) error {
	a, err := article.New(id("cycle", n), words(fmt.Sprint("Cycle ", n)), stamp(0))
	for i := 0; i < 10 && err == nil; i++ {
		if a, err = s.Save(ctx, a); err == nil {
			a, err = a.Rename(name(fmt.Sprint("cycle-", n, strings.Repeat("-b", (i+1)%2))), stamp(i))
		}
	}
	return err
}

// staysGone asks for a name while its withdrawn article is edited.
func staysGone(b bench, s article.Store) {
	a := b.published(s, id("gone", 1), words("Gone"), 0)
	a = b.saved(s, b.did(a.Withdraw(stamp(1))))
	want := article.Found{Status: slug.Gone, ID: a.ID, Name: a.Name}
	const readers = 2
	errs := make([]error, writers)
	var over atomic.Bool
	together(func(i int) {
		if i == 0 {
			defer over.Store(true)
			errs[i] = editOften(s, a)
			return
		}
		for asked := 0; i <= readers && errs[i] == nil && (asked == 0 || !over.Load()); asked++ {
			found, err := s.Find(ctx, want.Name)
			if errs[i] = err; err == nil && found != want {
				errs[i] = fmt.Errorf("Find(%s) = %v, want %v", want.Name, found, want)
			}
		}
	})
	require.NoError(b, errors.Join(errs...))
}

func editOften(s article.Store, a article.Article) (err error) {
	for n := 0; n < 50 && err == nil; n++ {
		if a, err = a.Edit(words(fmt.Sprint("Edition ", n)), stamp(n)); err == nil {
			a, err = s.Save(ctx, a)
		}
	}
	return err
}
