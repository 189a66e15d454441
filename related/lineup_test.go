package related_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

func ids(names ...string) []article.ID {
	var all []article.ID
	for _, name := range names {
		all = append(all, id(name))
	}
	return all
}

func from(names ...string) iter.Seq[article.ID] { return slices.Values(ids(names...)) }

// stand writes placements as name:reason.
func stand(slot []related.Placement) []string {
	var all []string
	for _, p := range slot {
		for _, name := range []string{"a", "b", "c", "d", "e"} {
			if p.ID == id(name) {
				all = append(all, name+":"+p.Reason.String())
			}
		}
	}
	return all
}

func TestLineup(t *testing.T) {
	tests := []struct {
		name  string
		slots []related.Slot
		want  [][]string
	}{
		{"no story twice", []related.Slot{{Want: 2, From: from("a", "b", "c")}, {Want: 2, From: from("a", "b", "c")}},
			[][]string{{"a:selected", "b:selected"}, {"c:selected"}}},
		{"a slot is filled up", []related.Slot{{Want: 3, From: from("a", "a"), Backfill: from("a", "b", "c", "d")}},
			[][]string{{"a:selected", "b:backfilled", "c:backfilled"}}},
		{"pins come first", []related.Slot{{Want: 2, Pins: ids("c"), From: from("a", "b", "c")}}, [][]string{{"c:pinned", "a:selected"}}},
		{"a pin is kept for its slot", []related.Slot{{Want: 2, From: from("a", "b", "c")}, {Want: 1, Pins: ids("a")}},
			[][]string{{"b:selected", "c:selected"}, {"a:pinned"}}},
		{"the first of two pins counts", []related.Slot{{Want: 1, Pins: ids("a")}, {Want: 1, Pins: ids("a"), From: from("b")}},
			[][]string{{"a:pinned"}, {"b:selected"}}},
		{"more pins than wanted", []related.Slot{{Want: 1, Pins: ids("a", "b")}}, [][]string{{"a:pinned"}}},
		{"a slot may repeat", []related.Slot{{Want: 1, From: from("a")}, {Want: 2, From: from("a", "a", "b"), Repeat: true}, {Want: 1, From: from("b")}},
			[][]string{{"a:selected"}, {"a:selected", "b:selected"}, {"b:selected"}}},
		{"what is hidden is left out", []related.Slot{{Want: 2, Pins: ids("e"), From: from("e", "a")}}, [][]string{{"a:selected"}}},
		{"nothing wanted", []related.Slot{{Pins: ids("a"), From: from("b")}, {Want: -1, From: from("b")}}, [][]string{nil, nil}},
		{"nothing offered", []related.Slot{{Want: 2}}, [][]string{nil}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := related.Lineup{Visible: func(a article.ID) bool { return a != id("e") }}
			var got [][]string
			for _, slot := range l.Compose(tt.slots...) {
				got = append(got, stand(slot))
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestLineupReadsNoMoreThanItNeeds(t *testing.T) {
	read := 0
	endless := func(yield func(article.ID) bool) {
		for i := 0; yield(id(fmt.Sprint(i % 5))); i++ {
			read++
		}
	}
	var l related.Lineup
	assert.Len(t, l.Fill(related.Slot{Want: 3, From: endless}), 3)
	assert.Equal(t, 2, read)
	read = 0
	assert.Len(t, l.Fill(related.Slot{Want: 3, From: endless}), 2, "there are but five")
	assert.Equal(t, related.MaxOffered-1, read)
	assert.True(t, l.Shown(id("0")))
	assert.False(t, l.Shown(id("a")))
}

func TestPlacementsSayWhy(t *testing.T) {
	for reason, want := range map[related.Placing]string{
		related.Pinned: "Picked by hand for Top.", related.Selected: "Next in order for Top.",
		related.Backfilled: "Fills up Top, which had too few stories of its own.",
	} {
		assert.Equal(t, want, related.Placement{Slot: "Top", Reason: reason}.Why())
	}
	assert.Equal(t, "none", related.Placing(0).String())
}

func TestNoStoryStandsTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOf(rapid.SampledFrom(ids("a", "b", "c", "d", "e")))
		seq := func(name string) iter.Seq[article.ID] { return slices.Values(some.Draw(t, name)) }
		var slots []related.Slot
		for range rapid.IntRange(1, 4).Draw(t, "slots") {
			slots = append(slots, related.Slot{Want: rapid.IntRange(0, 3).Draw(t, "want"), Pins: some.Draw(t, "pins"),
				From: seq("from"), Backfill: seq("backfill"), Repeat: rapid.Bool().Draw(t, "repeat")})
		}
		var l related.Lineup
		page := make(map[article.ID]bool)
		for i, slot := range l.Compose(slots...) {
			if len(slot) > slots[i].Want {
				t.Fatalf("%d stories, want %d", len(slot), slots[i].Want)
			}
			here := make(map[article.ID]bool)
			for _, p := range slot {
				if here[p.ID] || page[p.ID] && !slots[i].Repeat {
					t.Fatalf("%s stands twice", p.ID)
				}
				here[p.ID] = true
				page[p.ID] = page[p.ID] || !slots[i].Repeat
			}
		}
	})
}
