package related_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

func TestWhy(t *testing.T) {
	term := func(word string, share float64) related.Reason {
		return related.Reason{Field: related.InText, Term: word, Share: share}
	}
	tests := []struct {
		name string
		give []related.Reason
		want string
	}{
		{"no reason", nil, ""},
		{"one term", []related.Reason{{Field: related.InTitle, Term: "ash", Share: 1}}, "Shares “ash” (title, 100 %)."},
		{"a date", []related.Reason{term("ash", .75), {Field: related.InDate, Term: "published 1 day apart", Share: .25}},
			"Shares “ash” (text, 75 %); published 1 day apart (25 %)."},
		{"two terms", []related.Reason{term("ash", .5), {Field: related.InTags, Term: "$1 %s", Share: .5}},
			"Shares “ash” (text, 50 %) and “$1 %s” (tags, 50 %)."},
		{"one too many", []related.Reason{term("a", .5), term("b", .1), term("c", .1), term("d", .1), term("e", .1), term("f", .1)},
			"Shares “a” (text, 50 %), “b” (text, 10 %), “c” (text, 10 %), “d” (text, 10 %), “e” (text, 10 %) and 1 other term (10 %)."},
		{"two too many", []related.Reason{term("a", .4), term("b", .1), term("c", .1), term("d", .1), term("e", .1), term("f", .1), term("g", .1)},
			"Shares “a” (text, 40 %), “b” (text, 10 %), “c” (text, 10 %), “d” (text, 10 %), “e” (text, 10 %) and 2 other terms (20 %)."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, related.Explain(tt.give, 1))
		})
	}
}

func TestReasonsSayWhereAndHowNear(t *testing.T) {
	for days, want := range map[int]string{0: "published less than a day apart", 1: "published 1 day apart", -9: "published 9 days apart"} {
		a := related.Document{ID: id("a"), Lang: "en", Title: "Volcanoes", Tags: []string{"Iceland"}, Categories: []string{"Nature"}, Published: now}
		b := related.Document{ID: id("b"), Lang: "en", Title: "Volcano", Tags: []string{"Iceland"}, Categories: []string{"Nature"},
			Lead: "ashes", Body: "nothing", Published: now.AddDate(0, 0, days)}
		a.Body = "ash"
		hits, err := indexOf(t, a, b, doc("c", "x")).Related(id("a"), related.Query{At: now})
		require.NoError(t, err)
		require.Len(t, hits, 1)
		requireSharesAddUp(t, hits[0])
		places := make(map[string]related.Field)
		for _, r := range hits[0].Reasons() {
			places[r.Term] = r.Field
		}
		assert.Equal(t, map[string]related.Field{
			"volcano": related.InTitle, "iceland": related.InTags, "nature": related.InCategory, want: related.InDate,
			"ashes": related.InText, // as the hit has it
		}, places)
	}
}

func TestFieldNames(t *testing.T) {
	want := map[related.Field]string{0: "none", related.InTitle: "title", related.InTags: "tags", related.InText: "text",
		related.InCategory: "category", related.InDate: "date", related.InWeight: "weight"}
	for field, name := range want {
		assert.Equal(t, name, field.String())
	}
}

func TestIDsKeepTheOrder(t *testing.T) {
	assert.Equal(t, []article.ID{id("b"), id("a")}, related.IDs([]related.Hit{{ID: id("b")}, {ID: id("a")}}))
	assert.Empty(t, related.IDs(nil))
}
