package slug_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy/slug"
)

func name(s string) slug.Name { return slug.Name{Scope: "article", Slug: s} }

func TestReserve(t *testing.T) {
	ctx := context.Background()
	t.Run("a free name is given as it is", func(t *testing.T) {
		var m slug.Memory
		got, err := m.Reserve(ctx, name("storm"), "1")
		require.NoError(t, err)
		assert.Equal(t, name("storm"), got)
	})
	t.Run("a name that another holds gets the first free suffix", func(t *testing.T) {
		var m slug.Memory
		for i, want := range []string{"storm", "storm-2", "storm-3"} {
			got, err := m.Reserve(ctx, name("storm"), fmt.Sprint(i))
			require.NoError(t, err)
			assert.Equal(t, name(want), got)
		}
	})
	t.Run("an owner that has a name keeps it", func(t *testing.T) {
		var m slug.Memory
		_, err := m.Reserve(ctx, name("storm"), "1")
		require.NoError(t, err)
		got, err := m.Reserve(ctx, name("flood"), "1")
		require.NoError(t, err)
		assert.Equal(t, name("storm"), got)
		_, err = m.Resolve(ctx, name("flood"))
		require.ErrorIs(t, err, slug.ErrUnknownName)
	})
	t.Run("one slug has an owner in each scope", func(t *testing.T) {
		var m slug.Memory
		_, err := m.Reserve(ctx, slug.Name{Scope: "article", Slug: "storm"}, "1")
		require.NoError(t, err)
		got, err := m.Reserve(ctx, slug.Name{Scope: "page", Slug: "storm"}, "2")
		require.NoError(t, err)
		assert.Equal(t, slug.Name{Scope: "page", Slug: "storm"}, got)
	})
	t.Run("a reserved word is never given", func(t *testing.T) {
		m := slug.Memory{Options: slug.Options{Reserved: []string{"admin", "admin-2"}}}
		got, err := m.Reserve(ctx, name("admin"), "1")
		require.NoError(t, err)
		assert.Equal(t, name("admin-3"), got)
	})
	t.Run("a name that was ever given is not given to another", func(t *testing.T) {
		var m slug.Memory
		_, err := m.Reserve(ctx, name("storm"), "1")
		require.NoError(t, err)
		_, err = m.Rename(ctx, name("storm"), name("flood"), "1")
		require.NoError(t, err)
		got, err := m.Reserve(ctx, name("storm"), "2")
		require.NoError(t, err)
		assert.Equal(t, name("storm-2"), got)
	})
}

func TestRename(t *testing.T) {
	ctx := context.Background()
	var m slug.Memory
	_, err := m.Reserve(ctx, name("storm"), "1")
	require.NoError(t, err)
	got, err := m.Rename(ctx, name("storm"), name("flood"), "1")
	require.NoError(t, err)
	require.Equal(t, name("flood"), got)

	t.Run("the old name is a redirect to the current one", func(t *testing.T) {
		res, err := m.Resolve(ctx, name("storm"))
		require.NoError(t, err)
		assert.Equal(t, slug.Resolution{Status: slug.Moved, Name: name("flood"), Owner: "1"}, res)
	})
	t.Run("redirects never chain", func(t *testing.T) {
		_, err := m.Rename(ctx, name("flood"), name("gale"), "1")
		require.NoError(t, err)
		for _, old := range []string{"storm", "flood"} {
			res, err := m.Resolve(ctx, name(old))
			require.NoError(t, err)
			assert.Equal(t, slug.Resolution{Status: slug.Moved, Name: name("gale"), Owner: "1"}, res)
		}
	})
	t.Run("a name that the owner had before is taken back as it is", func(t *testing.T) {
		got, err := m.Rename(ctx, name("gale"), name("storm"), "1")
		require.NoError(t, err)
		assert.Equal(t, name("storm"), got)
		res, err := m.Resolve(ctx, name("gale"))
		require.NoError(t, err)
		assert.Equal(t, slug.Moved, res.Status)
	})
	t.Run("renaming to the current name changes nothing", func(t *testing.T) {
		got, err := m.Rename(ctx, name("storm"), name("storm"), "1")
		require.NoError(t, err)
		assert.Equal(t, name("storm"), got)
		res, err := m.Resolve(ctx, name("storm"))
		require.NoError(t, err)
		assert.Equal(t, slug.Current, res.Status)
	})
	t.Run("a name that is not current is refused", func(t *testing.T) {
		_, err := m.Rename(ctx, name("gale"), name("hail"), "1")
		require.ErrorIs(t, err, slug.ErrNotOwner)
	})
	t.Run("a name of another owner is refused", func(t *testing.T) {
		_, err := m.Rename(ctx, name("storm"), name("hail"), "2")
		require.ErrorIs(t, err, slug.ErrNotOwner)
	})
	t.Run("who has no name cannot rename none", func(t *testing.T) {
		_, err := m.Rename(ctx, slug.Name{}, name("hail"), "nobody")
		require.ErrorIs(t, err, slug.ErrNotOwner)
		_, err = m.Resolve(ctx, name("hail"))
		require.ErrorIs(t, err, slug.ErrUnknownName)
	})
}

func TestRetire(t *testing.T) {
	ctx := context.Background()
	retired := func(t *testing.T) *slug.Memory {
		m := new(slug.Memory)
		_, err := m.Reserve(ctx, name("storm"), "1")
		require.NoError(t, err)
		_, err = m.Rename(ctx, name("storm"), name("flood"), "1")
		require.NoError(t, err)
		require.NoError(t, m.Retire(ctx, name("flood"), "1"))
		return m
	}
	t.Run("the name and its redirects are gone", func(t *testing.T) {
		m := retired(t)
		for _, gone := range []string{"storm", "flood"} {
			res, err := m.Resolve(ctx, name(gone))
			require.NoError(t, err)
			assert.Equal(t, slug.Resolution{Status: slug.Gone, Name: name(gone), Owner: "1"}, res)
		}
	})
	t.Run("a gone name is not given to another", func(t *testing.T) {
		got, err := retired(t).Reserve(ctx, name("flood"), "2")
		require.NoError(t, err)
		assert.Equal(t, name("flood-2"), got)
	})
	t.Run("retiring twice is retiring once", func(t *testing.T) {
		m := retired(t)
		require.NoError(t, m.Retire(ctx, name("flood"), "1"))
		res, err := m.Resolve(ctx, name("flood"))
		require.NoError(t, err)
		assert.Equal(t, slug.Gone, res.Status)
	})
	t.Run("Reserve by the same owner brings it back", func(t *testing.T) {
		m := retired(t)
		got, err := m.Reserve(ctx, name("hail"), "1")
		require.NoError(t, err)
		assert.Equal(t, name("flood"), got)
		res, err := m.Resolve(ctx, name("storm"))
		require.NoError(t, err)
		assert.Equal(t, slug.Moved, res.Status)
	})
	t.Run("Rename by the same owner brings it back", func(t *testing.T) {
		m := retired(t)
		_, err := m.Rename(ctx, name("flood"), name("hail"), "1")
		require.NoError(t, err)
		res, err := m.Resolve(ctx, name("flood"))
		require.NoError(t, err)
		assert.Equal(t, slug.Resolution{Status: slug.Moved, Name: name("hail"), Owner: "1"}, res)
	})
	t.Run("a redirect cannot be retired by itself", func(t *testing.T) {
		require.ErrorIs(t, retired(t).Retire(ctx, name("storm"), "1"), slug.ErrNotOwner)
	})
	t.Run("a name of another owner cannot", func(t *testing.T) {
		require.ErrorIs(t, retired(t).Retire(ctx, name("flood"), "2"), slug.ErrNotOwner)
	})
}

func TestLedgerRefuses(t *testing.T) {
	over, cancel := context.WithCancel(context.Background())
	cancel()
	calls := map[string]func(context.Context, *slug.Memory, slug.Name) error{
		"Reserve": func(ctx context.Context, m *slug.Memory, n slug.Name) error {
			_, err := m.Reserve(ctx, n, "1")
			return err
		},
		"Rename": func(ctx context.Context, m *slug.Memory, n slug.Name) error {
			_, err := m.Rename(ctx, name("storm"), n, "1")
			return err
		},
		"Retire": func(ctx context.Context, m *slug.Memory, n slug.Name) error { return m.Retire(ctx, n, "1") },
		"Resolve": func(ctx context.Context, m *slug.Memory, n slug.Name) error {
			_, err := m.Resolve(ctx, n)
			return err
		},
	}
	for what, call := range calls {
		t.Run(what+" keeps to its context", func(t *testing.T) {
			require.ErrorIs(t, call(over, new(slug.Memory), name("storm")), context.Canceled)
		})
		t.Run(what+" knows what is no name", func(t *testing.T) {
			err := call(context.Background(), new(slug.Memory), name("Not A Slug"))
			want := slug.ErrInvalidName
			if what == "Resolve" {
				want = slug.ErrUnknownName // whatever a reader types may be looked up
			}
			require.ErrorIs(t, err, want)
		})
	}
}

func TestOwnersWhoComeAtOnceGetNamesOfTheirOwn(t *testing.T) {
	const owners = 32
	var m slug.Memory
	got := make([]slug.Name, owners)
	var wg sync.WaitGroup
	for i := range owners {
		wg.Go(func() {
			got[i], _ = m.Reserve(context.Background(), name("storm"), fmt.Sprint(i))
		})
	}
	wg.Wait()
	seen := map[slug.Name]bool{}
	for i, n := range got {
		require.False(t, seen[n], "%s is given twice", n)
		seen[n] = true
		res, err := m.Resolve(context.Background(), n)
		require.NoError(t, err)
		require.Equal(t, fmt.Sprint(i), res.Owner)
	}
}

// book is the slow, obvious ledger: a list of what was given, in order.
type book struct {
	given   []entry
	retired map[string]bool
}

type entry struct {
	name  slug.Name
	owner string
}

func (b *book) current(owner string) (slug.Name, bool) {
	for i := len(b.given) - 1; i >= 0; i-- {
		if b.given[i].owner == owner {
			return b.given[i].name, true
		}
	}
	return slug.Name{}, false
}

func (b *book) holder(n slug.Name) (string, bool) {
	for _, e := range b.given {
		if e.name == n {
			return e.owner, true
		}
	}
	return "", false
}

func (b *book) give(want slug.Name, owner string) slug.Name {
	got := want
	for n := 2; ; n++ {
		if holder, held := b.holder(got); !held || holder == owner {
			break
		}
		got.Slug = fmt.Sprintf("%s-%d", want.Slug, n)
	}
	b.given = append(b.given, entry{got, owner})
	delete(b.retired, owner)
	return got
}

func (b *book) resolve(n slug.Name) (slug.Resolution, error) {
	owner, held := b.holder(n)
	if !held {
		return slug.Resolution{}, slug.ErrUnknownName
	}
	current, _ := b.current(owner)
	switch {
	case b.retired[owner]:
		return slug.Resolution{Status: slug.Gone, Name: n, Owner: owner}, nil
	case current != n:
		return slug.Resolution{Status: slug.Moved, Name: current, Owner: owner}, nil
	}
	return slug.Resolution{Status: slug.Current, Name: n, Owner: owner}, nil
}

func TestMemoryAgreesWithAPlainBook(t *testing.T) {
	ctx := context.Background()
	slugs := rapid.SampledFrom([]string{"a", "a-2", "a-3", "b", "b-2"})
	scopes := rapid.SampledFrom([]string{"article", "page"})
	names := rapid.Custom(func(t *rapid.T) slug.Name {
		return slug.Name{Scope: scopes.Draw(t, "scope"), Slug: slugs.Draw(t, "slug")}
	})
	owners := rapid.SampledFrom([]string{"1", "2", "3", "4"})
	rapid.Check(t, func(t *rapid.T) {
		var m slug.Memory
		b := book{retired: map[string]bool{}}
		t.Repeat(map[string]func(*rapid.T){
			"reserve": func(t *rapid.T) {
				want, owner := names.Draw(t, "want"), owners.Draw(t, "owner")
				expect, has := b.current(owner)
				if has {
					delete(b.retired, owner)
				} else {
					expect = b.give(want, owner)
				}
				got, err := m.Reserve(ctx, want, owner)
				requireNamed(t, expect, nil, got, err)
			},
			"rename": func(t *rapid.T) {
				from, to, owner := names.Draw(t, "from"), names.Draw(t, "to"), owners.Draw(t, "owner")
				if current, ok := b.current(owner); ok && rapid.Bool().Draw(t, "honest") {
					from = current
				}
				var expect slug.Name
				wrong := slug.ErrNotOwner
				if current, ok := b.current(owner); ok && current == from {
					expect, wrong = b.give(to, owner), nil
				}
				got, err := m.Rename(ctx, from, to, owner)
				requireNamed(t, expect, wrong, got, err)
			},
			"retire": func(t *rapid.T) {
				n, owner := names.Draw(t, "name"), owners.Draw(t, "owner")
				current, ok := b.current(owner)
				if ok && rapid.Bool().Draw(t, "honest") {
					n = current
				}
				err := m.Retire(ctx, n, owner)
				if !ok || current != n {
					require.ErrorIs(t, err, slug.ErrNotOwner)
					return
				}
				require.NoError(t, err)
				b.retired[owner] = true
			},
			"": func(t *rapid.T) {
				for _, scope := range []string{"article", "page"} {
					for _, s := range []string{"a", "a-2", "a-3", "a-4", "a-2-2", "b", "b-2", "b-2-2"} {
						n := slug.Name{Scope: scope, Slug: s}
						want, wrong := b.resolve(n)
						got, err := m.Resolve(ctx, n)
						if got != want || !errors.Is(err, wrong) {
							t.Fatalf("Resolve(%s) = %+v, %v, want %+v, %v", n, got, err, want, wrong)
						}
					}
				}
			},
		})
	})
}

func requireNamed(t *rapid.T, want slug.Name, wrong error, got slug.Name, err error) {
	t.Helper()
	if got != want || !errors.Is(err, wrong) {
		t.Fatalf("got %v, %v, want %v, %v", got, err, want, wrong)
	}
}
