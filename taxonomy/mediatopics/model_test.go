package mediatopics_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/mediatopics"
)

// anyRelease draws a release of up to 8 topics that hang and retire at will.
func anyRelease(t *rapid.T, name string) *mediatopics.Release {
	code := rapid.IntRange(1, 8)
	var concepts []string
	for _, c := range rapid.SliceOfNDistinct(code, 0, 8, rapid.ID[int]).Draw(t, name) {
		more := []string{}
		if parent := rapid.IntRange(0, 9).Draw(t, "parent"); parent > 0 {
			more = append(more, under(fmt.Sprint(parent)))
		}
		if rapid.IntRange(0, 2).Draw(t, "retired") == 0 {
			note := rapid.SampledFrom([]string{"", "Use medtop:%d", "Use medtop:%d or medtop:8", "covered by the parent", "rare"}).Draw(t, "note")
			if strings.Contains(note, "%d") {
				note = fmt.Sprintf(note, code.Draw(t, "successor"))
			}
			more = append(more, retired, fmt.Sprintf(`"note":{"en-GB":%q}`, note))
		}
		concepts = append(concepts, topic(fmt.Sprint(c), rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "label"), more...))
	}
	r, err := mediatopics.Read(strings.NewReader(file(concepts...)), mediatopics.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Whatever two releases say, the plan can be made, every topic of the later one is in
// the tree, in its place and state unless a task says why not, and a second time
// nothing changes.
func TestUpdateOfAnyTwoReleases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := anyRelease(t, "before"), anyRelease(t, "after")
		tree, _, err := before.Tree()
		if err != nil {
			t.Fatal(err)
		}
		options := mediatopics.Options{From: before}
		if rapid.Bool().Draw(t, "blind") {
			options.From = nil
		}
		update := after.Update(tree, options)
		next, _, err := tree.Apply(update.Plan)
		if err != nil {
			t.Fatalf("%v: %v", lines(update.Differences), err)
		}
		told := make(map[mediatopics.Code]bool)
		for _, task := range update.Tasks {
			told[task.Code] = true
		}
		for _, c := range after.Concepts {
			checkFollowed(t, next, c, told[c.Code])
		}
		again := after.Update(next, mediatopics.Options{From: after})
		if again.Plan.Len() > 0 {
			t.Fatalf("a second time: %v", lines(again.Differences))
		}
	})
}

func checkFollowed(t *rapid.T, tree *taxonomy.Tree, c mediatopics.Concept, told bool) {
	held, ok := tree.Record(c.Code.ID())
	if !ok || held.Retired != c.IsRetired() {
		t.Fatalf("%s: there %v, retired %v, want %v", c.Code, ok, held.Retired, c.IsRetired())
	}
	if told || !held.Into.IsZero() {
		return
	}
	if held.Labels.In("en-GB") != c.Label() {
		t.Fatalf("%s is called %v, want %s", c.Code, held.Labels, c.Label())
	}
	category, _ := tree.Category(held.ID)
	var want taxonomy.ID
	if c.Parent != "" {
		if want, ok = tree.Resolve(c.Parent.ID()); !ok {
			return
		}
	}
	if category.Parent != want {
		t.Fatalf("%s hangs under %v, want %s", c.Code, category.Parent, c.Parent)
	}
}
