package taxonomy_test

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// feed yields filings, as a store would.
func feed(filings []taxonomy.Filing) iter.Seq2[taxonomy.Filing, error] {
	return func(yield func(taxonomy.Filing, error) bool) {
		for _, f := range filings {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func requireNoDrift(t require.TestingT, index *taxonomy.Index, filings []taxonomy.Filing) {
	drift, err := index.Recount(feed(filings))
	require.NoError(t, err)
	require.True(t, drift.IsZero(), "%+v", drift)
}

func TestRecountFindsDrift(t *testing.T) {
	held := []taxonomy.Filing{filed(1, "japan"), filed(2, "sport"), {ID: filingID(3), Terms: []taxonomy.ID{shelfID("#is"), {}, shelfID("#is")}, Until: hour(2)}}
	miscount := func(word string, scope taxonomy.Scope, at time.Time, have, want int) taxonomy.Miscount {
		return taxonomy.Miscount{Term: shelfID(word), Scope: scope, At: at, Have: have, Want: want}
	}
	both := func(word string, at time.Time, have, want int) []taxonomy.Miscount {
		return []taxonomy.Miscount{miscount(word, taxonomy.Alone, at, have, want), miscount(word, taxonomy.WithDescendants, at, have, want)}
	}
	late := held[1]
	late.From = hour(3)
	elsewhere := filed(1, "europe")
	shut := held[2]
	shut.Until = hour(1)
	for _, tt := range []struct {
		name   string
		source []taxonomy.Filing
		blame  []int
		counts []taxonomy.Miscount
	}{
		{"none", held, nil, nil},
		{"of two with one id the last holds", append([]taxonomy.Filing{late}, held...), nil, nil},
		{"a filing that was not put", append(slices.Clone(held), filed(4, "sport")), []int{4}, both("sport", noon, 1, 2)},
		{"a filing that was not removed", held[:2], []int{3}, both("#isis", time.Time{}, 1, 0)},
		{"a filing that was put elsewhere", []taxonomy.Filing{elsewhere, held[1], held[2]}, []int{1}, slices.Concat(
			[]taxonomy.Miscount{miscount("asia", taxonomy.WithDescendants, noon, 1, 0)},
			both("japan", noon, 1, 0), both("europe", noon, 0, 1))},
		{"another beginning", []taxonomy.Filing{held[0], late, held[2]}, []int{2}, both("sport", noon, 1, 0)},
		{"another end", []taxonomy.Filing{held[0], held[1], shut}, []int{3}, both("#isis", hour(1), 1, 0)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			index := taxonomy.NewIndex(houseOf(t))
			for _, f := range held {
				index.Put(f)
			}
			drift, err := index.Recount(feed(tt.source))
			require.NoError(t, err)
			assert.Equal(t, len(tt.blame) == 0, drift.IsZero())
			var blame []taxonomy.FilingID
			for _, n := range tt.blame {
				blame = append(blame, filingID(n))
			}
			assert.Equal(t, blame, drift.Filings)
			slices.SortFunc(tt.counts, func(a, b taxonomy.Miscount) int {
				return cmp.Or(a.Term.Compare(b.Term), map[taxonomy.Scope]int{taxonomy.WithDescendants: 1}[a.Scope]-
					map[taxonomy.Scope]int{taxonomy.WithDescendants: 1}[b.Scope])
			})
			assert.Equal(t, tt.counts, drift.Counts)
		})
	}
}

func TestRecountTellsFilingsApartWhoseCountsAreTheSame(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	sport := []taxonomy.ID{shelfID("sport")}
	index.Put(taxonomy.Filing{ID: filingID(1), Terms: sport, Until: hour(9)})
	drift, err := index.Recount(feed([]taxonomy.Filing{
		{ID: filingID(1), Terms: sport, Until: hour(5)}, {ID: filingID(2), Terms: sport, From: hour(5), Until: hour(9)},
	}))
	require.NoError(t, err)
	assert.Empty(t, drift.Counts)
	assert.Equal(t, []taxonomy.FilingID{filingID(1), filingID(2)}, drift.Filings)
}

func TestRecountEndsWithTheErrorOfItsFeed(t *testing.T) {
	broken := errors.New("disk on fire")
	_, err := taxonomy.NewIndex(nil).Recount(func(yield func(taxonomy.Filing, error) bool) {
		if yield(filed(1, "asia"), nil) {
			yield(taxonomy.Filing{}, broken)
		}
	})
	assert.ErrorIs(t, err, broken)
}
