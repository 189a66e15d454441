package slug_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/slug/slugtest"
)

func TestMemory(t *testing.T) {
	slugtest.Run(t, func(*testing.T) slug.Ledger { return new(slug.Memory) })
}

func name(s string) slug.Name { return slug.Name{Scope: "article", Slug: s} }

func TestMemoryKeepsItsOptions(t *testing.T) {
	ctx := context.Background()
	t.Run("a reserved word is never given", func(t *testing.T) {
		m := slug.Memory{Options: slug.Options{Reserved: []string{"admin", "admin-2", "admin-4"}}}
		for owner, want := range []string{"admin-3", "admin-5", "admin-6"} {
			got, err := m.Reserve(ctx, name("admin"), fmt.Sprint(owner))
			require.NoError(t, err)
			assert.Equal(t, name(want), got)
		}
		require.NoError(t, m.Release(ctx, name("admin-3"), "0"))
		got, err := m.Reserve(ctx, name("admin"), "3")
		require.NoError(t, err)
		assert.Equal(t, name("admin-3"), got)
		_, err = m.Resolve(ctx, name("admin"))
		require.ErrorIs(t, err, slug.ErrUnknownName)
		require.ErrorIs(t, m.Redirect(ctx, name("old"), name("admin")), slug.ErrUnknownName)
		require.ErrorIs(t, m.Release(ctx, name("admin"), ""), slug.ErrNotOwner)
	})
	t.Run("a suffix keeps the cap", func(t *testing.T) {
		m := slug.Memory{Options: slug.Options{MaxBytes: 16}}
		for owner, want := range []string{"storm-nears-coast", "storm-nears-2", "storm-nears-3"} {
			got, err := m.Reserve(ctx, name("storm-nears-coast"), fmt.Sprint(owner))
			require.NoError(t, err)
			assert.Equal(t, name(want), got)
		}
	})
	t.Run("two names that are cut to one share its suffixes", func(t *testing.T) {
		m := slug.Memory{Options: slug.Options{MaxBytes: 16}}
		for owner, give := range []struct{ want, got string }{
			{"storm-nears-coast", "storm-nears-coast"},
			{"storm-nears-coast", "storm-nears-2"},
			{"storm-nears-cities", "storm-nears-cities"},
			{"storm-nears-cities", "storm-nears-3"},
			{"storm-nears-coast", "storm-nears-4"},
		} {
			got, err := m.Reserve(ctx, name(give.want), fmt.Sprint(owner))
			require.NoError(t, err)
			require.Equal(t, name(give.got), got)
		}
		require.NoError(t, m.Release(ctx, name("storm-nears-3"), "3"))
		for owner, want := range []string{"storm-nears-3", "storm-nears-5"} {
			got, err := m.Reserve(ctx, name("storm-nears-coast"), fmt.Sprint("later ", owner))
			require.NoError(t, err)
			require.Equal(t, name(want), got)
		}
		got, err := m.Reserve(ctx, name("storm-nears-cities"), "last")
		require.NoError(t, err)
		require.Equal(t, name("storm-nears-6"), got)
	})
}

func TestReserveCostsNoMoreWhenManyWantOneName(t *testing.T) {
	// Each look-up of a candidate makes its text, so that allocations count them.
	ctx := context.Background()
	var m slug.Memory
	owners := 0
	reserve := func() {
		owners++
		_, err := m.Reserve(ctx, name("storm-nears-coast"), strconv.Itoa(owners))
		require.NoError(t, err)
	}
	for range 10_000 {
		reserve()
	}
	assert.LessOrEqual(t, testing.AllocsPerRun(100, reserve), 4.0)
}
