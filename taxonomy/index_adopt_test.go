package taxonomy_test

import (
	"maps"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/taxonomy"
)

func TestAdopt(t *testing.T) {
	type counts map[string]int // with descendants; "=" in front: alone
	for _, tt := range []struct {
		name   string
		before []string
		after  []string
		want   counts
	}{
		{"a section that moved counts at its place",
			[]string{"world", "asia<world", "sport"}, []string{"world", "sport", "asia<sport"},
			counts{"world": 1, "sport": 2, "asia": 2}},
		{"a section that moved within one above leaves its count",
			[]string{"world", "asia<world", "east<world"}, []string{"world", "east<world", "asia<east"},
			counts{"world": 3, "east": 2, "=east": 0, "asia": 2}},
		{"a section that came to the top",
			[]string{"world", "asia<world"}, []string{"world", "asia"},
			counts{"world": 1, "asia": 2}},
		{"a section that was merged into its parent",
			[]string{"world", "asia<world"}, []string{"world", "asia=world"},
			counts{"world": 3, "=world": 3, "asia": 3}},
		{"a section that takes the place of its parent",
			[]string{"world", "asia<world"}, []string{"asia", "world=asia"},
			counts{"world": 3, "=asia": 3}},
		{"sections that both stories name are merged: each counts once",
			[]string{"world", "asia", "both"}, []string{"world", "asia=both", "both"},
			counts{"both": 3, "=both": 3, "world": 1}},
		{"a merge undone",
			[]string{"world", "asia=world"}, []string{"world", "asia<world"},
			counts{"world": 3, "=world": 1, "asia": 2}},
		{"a section deleted",
			[]string{"world", "asia<world"}, []string{"world"},
			counts{"world": 1, "asia": 2}},
		{"a section that was not known",
			[]string{"world"}, []string{"world", "asia<world"},
			counts{"world": 3, "asia": 2}},
		{"two merges in a row are one step",
			[]string{"world", "asia=both", "both"}, []string{"world", "asia=world", "both=world"},
			counts{"world": 4, "=world": 4, "both": 4, "asia": 4}},
		{"a section that was put between, with no story of its own",
			[]string{"world", "asia<world"}, []string{"world", "new<world", "asia<new"},
			counts{"world": 3, "new": 2, "=new": 0}},
		{"a parent that goes up with what is below",
			[]string{"world", "new<world", "asia<new"}, []string{"world", "new", "asia<new"},
			counts{"world": 1, "new": 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			index := taxonomy.NewIndex(grow(t, 1, tt.before...))
			filings := []taxonomy.Filing{filed(1, "world"), filed(2, "asia", "both"), filed(3, "asia"), filed(4, "both")}
			for _, f := range filings {
				index.Put(f)
			}
			index.Adopt(grow(t, 2, tt.after...))
			for word, want := range tt.want {
				scope := taxonomy.WithDescendants
				if word[0] == '=' {
					word, scope = word[1:], taxonomy.Alone
				}
				assert.Equal(t, want, index.Count(shelfID(word), scope, noon), word)
			}
			requireNoDrift(t, index, filings)
			for _, f := range filings {
				index.Remove(f.ID)
			}
			requireNoDrift(t, index, nil)
			assert.Empty(t, maps.Collect(index.Counts(taxonomy.WithDescendants, noon)))
		})
	}
}

func TestTheTreeThatIsHeldIsAdoptedByDoingNothing(t *testing.T) {
	tree := houseOf(t)
	index := taxonomy.NewIndex(tree)
	index.Put(filed(1, "asia"))
	assert.Zero(t, testing.AllocsPerRun(10, func() { index.Adopt(tree) }))
	index.Adopt(houseOf(t))
	assert.Equal(t, 1, index.Count(shelfID("world"), taxonomy.WithDescendants, noon))
}

func TestReadersNeverSeeHalfOfAChange(t *testing.T) {
	// A hundred stories stand in Asia. Law: whoever asks for all counts sees them
	// under World or under Sport, never under both or neither, and one story stands
	// in Europe or in Sport.
	near, far := grow(t, 1, "world", "asia<world", "europe<world", "sport"), grow(t, 2, "world", "europe<world", "sport", "asia<sport")
	index := taxonomy.NewIndex(near)
	for n := range 100 {
		index.Put(filed(n, "asia"))
	}
	index.Put(filed(100, "europe"))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				n := maps.Collect(index.Counts(taxonomy.WithDescendants, noon))
				if n[shelfID("world")]+n[shelfID("sport")] != 101 || n[shelfID("asia")] != 100 {
					t.Errorf("world %d, sport %d, asia %d", n[shelfID("world")], n[shelfID("sport")], n[shelfID("asia")])
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	var writers sync.WaitGroup
	writers.Go(func() {
		for range 200 {
			index.Adopt(far)
			index.Adopt(near)
		}
	})
	writers.Go(func() {
		for range 500 {
			index.Put(filed(100, "sport"))
			index.Put(filed(100, "europe"))
		}
	})
	writers.Wait()
	close(done)
	readers.Wait()
}
