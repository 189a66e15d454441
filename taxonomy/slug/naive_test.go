package slug_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy/slug"
)

// A naive book asks for one suffix after the other.
type naive struct {
	slug.Options
	holders map[slug.Name]string
	current map[string]slug.Name
}

func (k naive) give(want slug.Name, owner string) slug.Name {
	name := want
	for n := 2; ; n++ {
		holder, held := k.holders[name]
		if (!held || holder == owner) && !slices.Contains(k.Reserved, name.Slug) {
			k.holders[name], k.current[owner] = owner, name
			return name
		}
		name.Slug = slug.Suffix(want.Slug, n, k.Options)
	}
}

func (k naive) release(name slug.Name, owner string) {
	if k.current[owner] != name {
		delete(k.holders, name)
		return
	}
	maps.DeleteFunc(k.holders, func(_ slug.Name, holder string) bool { return holder == owner })
	delete(k.current, owner)
}

// Slugs are cut to one stem at some counts of digits and not at others, words are
// reserved, and numbers are wanted before a count reaches them.
func TestMemoryGivesWhatANaiveOneDoes(t *testing.T) {
	ctx := context.Background()
	o := slug.Options{MaxBytes: 16, Reserved: []string{"storm", "storm-3", "storm-nears-2", "storm-nears-11", "gale-12"}}
	wanted := []string{
		"storm", "storm-2", "storm-4", "storm-nears-coast", "storm-nears-cities", "storm-nears", "storm-nears-3", "gale",
		"gale", "gale", "gale-2-2", "gale-2", "gale-11", "gale-12", "storm-3", "stormstormstormst", "storm-stormstorms", "буря-буря-буря",
	}
	rapid.Check(t, func(t *rapid.T) {
		m := &slug.Memory{Options: o}
		k := naive{o, map[slug.Name]string{}, map[string]slug.Name{}}
		owners := 0
		anyName := func() slug.Name { return name(rapid.SampledFrom(wanted).Draw(t, "wanted")) }
		anyOwner := func() string { return rapid.SampledFrom(slices.Sorted(maps.Keys(k.current))).Draw(t, "owner") }
		for range rapid.IntRange(1, 200).Draw(t, "calls") {
			do := rapid.SampledFrom([]string{"new", "new", "new", "rename", "redirect", "release", "release"}).Draw(t, "do")
			if len(k.current) == 0 {
				do = "new"
			}
			switch do {
			case "new":
				owners++
				want, owner := anyName(), strconv.Itoa(owners)
				got, err := m.Reserve(ctx, want, owner)
				require.NoError(t, err)
				require.Equal(t, k.give(want, owner), got)
			case "rename":
				owner, to := anyOwner(), anyName()
				plan, err := m.PlanRename(ctx, k.current[owner], to, owner)
				require.NoError(t, err)
				got, err := m.Rename(ctx, k.current[owner], to, owner)
				require.NoError(t, err)
				require.Equal(t, k.give(to, owner), got)
				require.Equal(t, plan.To, got)
			case "redirect":
				from, owner := anyName(), anyOwner()
				_, held := k.holders[from]
				if err := m.Redirect(ctx, from, k.current[owner]); !held {
					require.NoError(t, err)
					k.holders[from] = owner
				}
			case "release":
				owner := anyOwner()
				names := slices.SortedFunc(maps.Keys(k.holders), slug.Name.Compare)
				names = slices.DeleteFunc(names, func(n slug.Name) bool { return k.holders[n] != owner })
				n := rapid.SampledFrom(names).Draw(t, "name")
				require.NoError(t, m.Release(ctx, n, owner))
				k.release(n, owner)
			}
		}
		for n, owner := range k.holders {
			res, err := m.Resolve(ctx, n)
			require.NoError(t, err)
			require.Equal(t, slug.Resolution{Status: res.Status, Name: k.current[owner], Owner: owner}, res)
			require.Equal(t, n == res.Name, res.Status == slug.Current)
		}
	})
}
