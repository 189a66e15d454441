package taxonomy_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// Enough filings for many blocks come, and go, in every order, and counts are those
// of a plain slice at every step of the way.
func TestALongHistoryInEveryOrder(t *testing.T) {
	const many = 6000
	random := rand.New(rand.NewPCG(1, 2))
	orders := map[string]func([]int){
		"ascending":  func([]int) {},
		"descending": slices.Reverse[[]int],
		"shuffled":   func(all []int) { random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] }) },
	}
	sport := []taxonomy.ID{shelfID("sport")}
	for _, in := range slices.Sorted(maps.Keys(orders)) {
		for _, out := range slices.Sorted(maps.Keys(orders)) {
			t.Run("in "+in+", out "+out, func(t *testing.T) {
				all := make([]int, many)
				for i := range all {
					all[i] = i
				}
				index := taxonomy.NewIndex(houseOf(t))
				held := make(map[int]bool)
				check := func() {
					// Thrice the same instant: three filings share an hour.
					for _, h := range []int{-1, 0, 1, many / 7, many / 6, many/3 - 1, many / 3} {
						want := 0
						for n := range held {
							if n/3 <= h {
								want++
							}
						}
						require.Equal(t, want, index.Count(sport[0], taxonomy.Alone, hour(h)), "hour %d of %d filings", h, len(held))
					}
				}
				orders[in](all)
				for i, n := range all {
					index.Put(taxonomy.Filing{ID: filingID(n), Terms: sport, From: hour(n / 3)})
					held[n] = true
					if i%997 == 0 {
						check()
					}
				}
				orders[out](all)
				for i, n := range all {
					index.Remove(filingID(n))
					delete(held, n)
					if i%997 == 0 {
						check()
					}
				}
				check()
				assert.Equal(t, 0, index.Len())
			})
		}
	}
}

func TestNextChangeOfALongHistory(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	const many = 2000
	for n := range many {
		index.Put(taxonomy.Filing{ID: filingID(n), Terms: []taxonomy.ID{shelfID("sport")}, From: hour(n)})
	}
	met := 0
	for at, ok := index.NextChange(hour(-1)); ok; at, ok = index.NextChange(at) {
		require.Equal(t, hour(met), at)
		met++
	}
	assert.Equal(t, many, met)
}

func TestAMoveOfALongHistory(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	var all []taxonomy.Filing
	for n := range 3000 {
		f := filed(n, []string{"world", "japan", "europe", "asia"}[n%4])
		f.From = hour(n * 7 % 3000)
		all = append(all, f)
		index.Put(f)
	}
	index.Adopt(grow(t, 2, "world", "europe<world", "sport", "asia<sport", "japan<asia"))
	assert.Equal(t, 1500, index.Count(shelfID("sport"), taxonomy.WithDescendants, hour(3000)))
	requireNoDrift(t, index, all)
}
