package taxonomy_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// noon is the instant that the tests of the index count hours from.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func hour(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }

func filingID(n int) taxonomy.FilingID {
	var id taxonomy.FilingID
	id.UUID[0], id.UUID[1], id.UUID[2] = byte(n>>16), byte(n>>8), byte(n)
	id.UUID[15] = 1
	return id
}

// filed is visible from noon on, under categories of these words.
func filed(n int, words ...string) taxonomy.Filing {
	f := taxonomy.Filing{ID: filingID(n), From: noon}
	for _, word := range words {
		f.Terms = append(f.Terms, shelfID(word))
	}
	return f
}

func shelfID(word string) taxonomy.ID { return taxonomy.CategoryID("index", word) }

// grow makes a small tree, a line a term: "asia<world" stands below world, "far-east=asia"
// is merged into it, "#isis" is a tag.
func grow(t require.TestingT, version int, lines ...string) *taxonomy.Tree {
	var categories []taxonomy.Category
	var tags []taxonomy.Tag
	for _, line := range lines {
		word, above, _ := strings.Cut(line, "<")
		word, into, _ := strings.Cut(word, "=")
		term := taxonomy.Term{ID: shelfID(word), Labels: taxonomy.Labels{{Text: word}}}
		if into != "" {
			term.Into = shelfID(into)
		}
		if word[0] == '#' {
			tags = append(tags, taxonomy.Tag{Term: term})
			continue
		}
		c := taxonomy.Category{Term: term}
		if above != "" {
			c.Parent = shelfID(above)
		}
		categories = append(categories, c)
	}
	tree, repairs := taxonomy.Load(categories, tags, taxonomy.Options{Version: taxonomy.Version(version)})
	require.Empty(t, repairs)
	return tree
}

func houseOf(t require.TestingT) *taxonomy.Tree {
	return grow(t, 1, "world", "asia<world", "japan<asia", "europe<world", "sport", "#isis", "#daesh", "#is=#isis")
}

func TestCount(t *testing.T) {
	for _, tt := range []struct {
		name    string
		filings []taxonomy.Filing
		term    string
		alone   int
		all     int
	}{
		{"nothing was filed", nil, "world", 0, 0},
		{"a story counts for its section and all above", []taxonomy.Filing{filed(1, "japan")}, "japan", 1, 1},
		{"a section alone does not count what is below", []taxonomy.Filing{filed(1, "japan")}, "world", 0, 1},
		{"a story in two descendants counts once", []taxonomy.Filing{filed(1, "japan", "europe"), filed(2, "asia")}, "world", 0, 2},
		{"a story in a section and below it counts once", []taxonomy.Filing{filed(1, "world", "japan"), filed(2, "world")}, "world", 2, 2},
		{"a section that had stories before those below it", []taxonomy.Filing{filed(1, "world"), filed(2, "asia")}, "world", 1, 2},
		{"another section's story is none of its own", []taxonomy.Filing{filed(1, "sport")}, "world", 0, 0},
		{"a tag and one merged into it are one", []taxonomy.Filing{filed(1, "#isis", "#is"), filed(2, "#is")}, "#isis", 2, 2},
		{"a merged id is asked as its survivor", []taxonomy.Filing{filed(1, "#isis"), filed(2, "#is")}, "#is", 2, 2},
		{"a term that is named twice counts once", []taxonomy.Filing{filed(1, "asia", "asia")}, "asia", 1, 1},
		{"an id that the tree does not know counts what names it", []taxonomy.Filing{filed(1, "lost"), filed(2, "lost")}, "lost", 2, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			index := taxonomy.NewIndex(houseOf(t))
			for _, f := range tt.filings {
				index.Put(f)
			}
			assert.Equal(t, tt.alone, index.Count(shelfID(tt.term), taxonomy.Alone, noon))
			assert.Equal(t, tt.all, index.Count(shelfID(tt.term), taxonomy.WithDescendants, noon))
			assert.Equal(t, len(tt.filings), index.Len())
		})
	}
}

func TestCountAtAnInstant(t *testing.T) {
	year := func(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		name        string
		from, until time.Time
		now         time.Time
		want        int
	}{
		{"from is inclusive", hour(1), time.Time{}, hour(1), 1},
		{"before from it is not there", hour(1), time.Time{}, hour(1).Add(-1), 0},
		{"until is exclusive", hour(1), hour(2), hour(2), 0},
		{"just before until it is still there", hour(1), hour(2), hour(2).Add(-1), 1},
		{"zero from is from ever", time.Time{}, hour(2), year(1), 1},
		{"zero until is for ever", hour(1), time.Time{}, year(9999), 1},
		{"what never opens is never there", hour(2), hour(1), hour(1), 0},
		{"what closes as it opens is never there", hour(1), hour(1), hour(1), 0},
		{"the year 9999 as an end is for ever", hour(1), year(9999), year(2500), 1},
		{"the year 1500 as a beginning is from ever", year(1500), hour(1), year(1700), 1},
		{"what ended in 1500 never was", time.Time{}, year(1500), year(1400), 0},
		{"what begins in 2500 never comes", year(2500), time.Time{}, year(2600), 0},
		{"another zone is the same instant", hour(1).In(time.FixedZone("", 3600)), time.Time{}, hour(1), 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			index := taxonomy.NewIndex(houseOf(t))
			index.Put(taxonomy.Filing{ID: filingID(1), Terms: []taxonomy.ID{shelfID("asia")}, From: tt.from, Until: tt.until})
			assert.Equal(t, tt.want, index.Count(shelfID("asia"), taxonomy.Alone, tt.now))
			assert.Equal(t, tt.want, index.Count(shelfID("world"), taxonomy.WithDescendants, tt.now))
		})
	}
}

func TestPutReplacesAndRemoveTakesOut(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	index.Put(filed(1, "asia"))
	index.Put(filed(1, "asia"))
	assert.Equal(t, 1, index.Count(shelfID("world"), taxonomy.WithDescendants, noon), "the same twice is once")
	index.Put(filed(1, "sport"))
	assert.Equal(t, 0, index.Count(shelfID("world"), taxonomy.WithDescendants, noon))
	assert.Equal(t, 1, index.Count(shelfID("sport"), taxonomy.Alone, noon))
	index.Put(taxonomy.Filing{ID: filingID(1), Terms: []taxonomy.ID{shelfID("sport")}, From: hour(1)})
	assert.Equal(t, 0, index.Count(shelfID("sport"), taxonomy.Alone, noon))
	index.Remove(filingID(2))
	index.Remove(filingID(1))
	assert.Equal(t, 0, index.Len())
	assert.Equal(t, 0, index.Count(shelfID("sport"), taxonomy.Alone, hour(2)))
	index.Put(filed(3, "sport"))
	assert.Equal(t, []taxonomy.FilingID{filingID(3)}, slices.Collect(index.Filed(shelfID("sport"))))
}

func TestTheIndexKeepsNothingOfItsCallers(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	f := filed(1, "asia")
	index.Put(f)
	f.Terms[0] = shelfID("sport")
	assert.Equal(t, 1, index.Count(shelfID("asia"), taxonomy.Alone, noon))
	assert.Empty(t, slices.Collect(index.Filed(shelfID("sport"))))
}

func TestAnIndexOfNoTree(t *testing.T) {
	index := taxonomy.NewIndex(nil)
	index.Put(filed(1, "asia"))
	assert.Equal(t, 1, index.Count(shelfID("asia"), taxonomy.WithDescendants, noon))
	assert.Equal(t, 0, index.Count(shelfID("world"), taxonomy.WithDescendants, noon))
	assert.Empty(t, maps.Collect(index.Fewer(5, taxonomy.Alone, noon)))
	index.Adopt(houseOf(t))
	assert.Equal(t, 1, index.Count(shelfID("world"), taxonomy.WithDescendants, noon))
	index.Adopt(nil)
	assert.Equal(t, 0, index.Count(shelfID("world"), taxonomy.WithDescendants, noon))
}

func TestTheZeroIndexIsReady(t *testing.T) {
	var index taxonomy.Index
	assert.Zero(t, index.Count(shelfID("asia"), taxonomy.WithDescendants, noon))
	_, ok := index.NextChange(noon)
	assert.False(t, ok)
	index.Remove(filingID(1))
	index.Put(filed(1, "asia"))
	index.Adopt(houseOf(t))
	assert.Equal(t, 1, index.Count(shelfID("world"), taxonomy.WithDescendants, noon))
	requireNoDrift(t, &index, []taxonomy.Filing{filed(1, "asia")})
}

func TestNextChange(t *testing.T) {
	index := taxonomy.NewIndex(houseOf(t))
	index.Put(taxonomy.Filing{ID: filingID(1), Terms: []taxonomy.ID{shelfID("japan")}, From: hour(1), Until: hour(4)})
	index.Put(taxonomy.Filing{ID: filingID(2), Terms: []taxonomy.ID{shelfID("sport")}, From: hour(2)})
	index.Put(taxonomy.Filing{ID: filingID(3), Terms: []taxonomy.ID{shelfID("sport")}, Until: hour(3)})
	index.Put(taxonomy.Filing{ID: filingID(4), From: hour(5)})                                                         // under no term
	index.Put(taxonomy.Filing{ID: filingID(5), Terms: []taxonomy.ID{{}}, From: hour(5)})                               // nor this
	index.Put(taxonomy.Filing{ID: filingID(6), Terms: []taxonomy.ID{shelfID("sport")}, From: hour(7), Until: hour(6)}) // never seen

	changes := func(next func(time.Time) (time.Time, bool)) (hours []int) {
		for at, ok := next(time.Time{}); ok; at, ok = next(at) {
			hours = append(hours, int(at.Sub(noon)/time.Hour))
		}
		return hours
	}
	of := func(word string, scope taxonomy.Scope) func(time.Time) (time.Time, bool) {
		return func(after time.Time) (time.Time, bool) { return index.NextChangeOf(shelfID(word), scope, after) }
	}
	assert.Equal(t, []int{1, 2, 3, 4}, changes(index.NextChange))
	assert.Equal(t, []int{1, 4}, changes(of("world", taxonomy.WithDescendants)))
	assert.Empty(t, changes(of("world", taxonomy.Alone)))
	assert.Equal(t, []int{2, 3}, changes(of("sport", taxonomy.Alone)))
	assert.Empty(t, changes(of("europe", taxonomy.WithDescendants)))
	assert.Empty(t, changes(of("nobody", taxonomy.Alone)))
	at, _ := index.NextChange(noon.In(time.FixedZone("", 3600)))
	assert.Equal(t, time.UTC, at.Location())
}
