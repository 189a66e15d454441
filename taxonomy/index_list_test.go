package taxonomy_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/taxonomy"
)

func TestFiledListsWhatNamesAnIdSeenOrNot(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	index.Put(filed(3, "#is"))
	index.Put(filed(2, "#isis", "#is"))
	index.Put(taxonomy.Filing{ID: filingID(1), Terms: []taxonomy.ID{shelfID("#is")}, From: noon, Until: noon})
	assert.Equal(t, []taxonomy.FilingID{filingID(1), filingID(2), filingID(3)}, slices.Collect(index.Filed(shelfID("#is"))))
	assert.Equal(t, []taxonomy.FilingID{filingID(2)}, slices.Collect(index.Filed(shelfID("#isis"))))
	assert.Empty(t, slices.Collect(index.Filed(shelfID("world"))))
	for id := range index.Filed(shelfID("#is")) {
		index.Remove(id) // the index may be written while it is read
		break
	}
	assert.Equal(t, 2, index.Len())
}

func TestCountsOfAllTerms(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	index.Put(filed(1, "japan", "#is"))
	index.Put(filed(2, "europe", "lost"))
	index.Put(taxonomy.Filing{ID: filingID(3), Terms: []taxonomy.ID{shelfID("sport")}, From: hour(1)})
	named := func(words map[string]int) map[taxonomy.ID]int {
		out := make(map[taxonomy.ID]int)
		for word, n := range words {
			out[shelfID(word)] = n
		}
		return out
	}
	assert.Equal(t, named(map[string]int{"japan": 1, "europe": 1, "#isis": 1, "lost": 1}),
		maps.Collect(index.Counts(taxonomy.Alone, noon)))
	assert.Equal(t, named(map[string]int{"world": 2, "asia": 1, "japan": 1, "europe": 1, "#isis": 1, "lost": 1, "sport": 1}),
		maps.Collect(index.Counts(taxonomy.WithDescendants, hour(1))))
	var ids []taxonomy.ID
	for id := range index.Counts(taxonomy.WithDescendants, noon) {
		index.Put(filed(9, "sport")) // the index may be written while it is read
		ids = append(ids, id)
		if len(ids) == 4 {
			break
		}
	}
	assert.Len(t, ids, 4)
	assert.True(t, slices.IsSortedFunc(ids, taxonomy.ID.Compare))
}

func TestFewerListsThinPages(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	index.Put(filed(1, "japan", "#is"))
	index.Put(filed(2, "europe"))
	thin := func(n int, scope taxonomy.Scope) (words []string) {
		for id, count := range index.Fewer(n, scope, noon) {
			term, ok := houseOf(t).Term(id)
			assert.True(t, ok)
			words = append(words, fmt.Sprint(term.Labels.In(""), count))
		}
		return words
	}
	assert.Equal(t, []string{"sport0", "#daesh0"}, thin(1, taxonomy.WithDescendants))
	assert.Equal(t, []string{"sport0", "asia1", "japan1", "europe1"}, thin(2, taxonomy.WithDescendants)[:4])
	assert.Equal(t, []string{"sport0", "world0", "asia0", "#daesh0"}, thin(1, taxonomy.Alone))
	assert.Empty(t, thin(0, taxonomy.Alone))
	for _, n := range []int{1, 6} { // in the midst of categories, and of tags
		for range index.Fewer(9, taxonomy.Alone, noon) {
			if n--; n == 0 {
				break
			}
		}
	}
}
