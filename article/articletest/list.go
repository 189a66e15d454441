package articletest

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

func fileUnder(terms ...int) (f article.Filing) {
	for _, n := range terms {
		f.Categories = append(f.Categories, term(n))
	}
	return f
}

// wantList demands what a query means, asked of articles one by one.
func (b bench) wantList(s article.Store, q article.Query, among []article.Article) {
	b.Helper()
	require.Equal(b, answer(q, q.At, among), all(b, s.List(ctx, q)), "List(%+v)", q)
}

// answer is what a query asked at an instant finds among articles.
func answer(q article.Query, now time.Time, among []article.Article) (keys []article.Key) {
	q.At = now
	for _, a := range among {
		if q.Matches(a) {
			keys = append(keys, a.Key())
		}
	}
	slices.SortFunc(keys, article.Key.Compare)
	if !q.Oldest {
		slices.Reverse(keys)
	}
	if q.Limit > 0 {
		keys = keys[:min(q.Limit, len(keys))]
	}
	return keys
}

func ties(b bench, s article.Store) {
	var made []article.Article
	for i := range 8 {
		made = append(made, b.published(s, id("tie", i), words(fmt.Sprint("Tie ", i)), 0))
	}
	keys := all(b, s.List(ctx, article.Query{Oldest: true}))
	require.Len(b, keys, 8)
	for i, key := range keys[1:] {
		require.Equal(b, noon, key.Time)
		require.Negative(b, keys[i].ID.Compare(key.ID))
	}
	b.wantList(s, article.Query{}, made)
	for _, key := range keys { // a page ends within the tie
		b.wantList(s, article.Query{Before: key}, made)
		b.wantList(s, article.Query{After: key, Oldest: true}, made)
	}
}

func orderAndLimit(b bench, s article.Store) {
	var made []article.Article
	for i, minutes := range []int{30, 10, 50, 20, 40} {
		made = append(made, b.published(s, id("order", i), words(fmt.Sprint("Order ", i)), minutes))
	}
	keys := all(b, s.List(ctx, article.Query{}))
	for i, minutes := range []int{50, 40, 30, 20, 10} {
		require.Equal(b, after(minutes), keys[i].Time)
	}
	for limit := range 7 {
		b.wantList(s, article.Query{Limit: limit}, made)
		b.wantList(s, article.Query{Limit: limit, Oldest: true}, made)
	}
	between := article.Key{Time: after(20).Add(1)} // an instant that no article has
	b.wantList(s, article.Query{Before: between}, made)
	b.wantList(s, article.Query{After: between}, made)
}

func longList(b bench, s article.Store) {
	const n = 600
	made := make([]article.Article, n)
	for i := range made {
		c := words(fmt.Sprint("Long list ", i))
		c.Filing = fileUnder(i%3, 3+i%150)
		c.Byline = []article.Credit{{Author: author(i % 2)}}
		made[i] = b.published(s, id("long list", i), c, i/4)
	}
	var reach []taxonomy.ID
	for i := range 153 {
		reach = append(reach, term(i), term(i)) // twice is once
	}
	for _, q := range []article.Query{
		{}, {At: after(n)}, {At: after(n / 8)}, {Oldest: true}, {Limit: 300}, {Authors: authors(0)}, {Authors: authors(1), Oldest: true},
		{Terms: reach}, {Terms: reach, Oldest: true, Limit: 290}, {Terms: reach[:4]}, {Terms: reach[:1]}, {At: after(n), Terms: reach, Authors: authors(1)},
	} {
		b.wantList(s, q, made)
	}
	ids := make([]article.ID, n)
	for i, a := range made {
		ids[i] = a.ID
	}
	views := all(b, s.Views(ctx, after(n), ids...))
	require.Len(b, views, n)
	for i, v := range views {
		require.Equal(b, ids[i], v.ID)
	}
	whole := all(b, article.Views(ctx, s, article.Query{At: after(n), Oldest: true}))
	require.Len(b, whole, n)
}

// newsroom saves articles in which all that a query asks about occurs in many
// combinations, working copies that differ from what readers see among them.
func (b bench) newsroom(s article.Store) (made []article.Article) {
	langs := []string{"en", "es"}
	for i := range 48 {
		c := words(fmt.Sprint("Newsroom ", i))
		c.Lang = langs[i%2]
		c.Filing = fileUnder(i%3, i%5)
		c.Byline = []article.Credit{{Author: author(i % 3)}, {Name: "Guest"}, {Author: author(i % 3)}}
		if i%4 == 1 {
			c.Origin.Translation.Of = id("original", i%8)
		}
		a := b.draft(id("newsroom", i), c)
		if i%11 == 0 {
			a.Kind = article.Page
		}
		switch i % 6 {
		case 1, 2:
			a = b.did(a.Publish(stamp(i % 4 * 10)))
		case 3:
			a = b.did(a.Schedule(article.Window{From: after(15), Until: after(25)}, stamp(0)))
		case 4:
			a = b.saved(s, b.did(a.Publish(stamp(10))))
			c.Lang, c.Filing = langs[(i+1)%2], fileUnder((i+1)%5)
			c.Byline = []article.Credit{{Author: author((i + 1) % 3)}}
			a = b.did(a.Edit(c, stamp(20)))
		case 5:
			a = b.saved(s, b.did(a.Publish(stamp(10))))
			if a = b.did(a.Withdraw(stamp(20))); i%4 == 1 {
				a = b.did(b.did(a.Publish(stamp(21))).Unpublish(stamp(22)))
			}
		}
		made = append(made, b.saved(s, a))
	}
	return made
}

func queries(b bench, s article.Store) {
	made := b.newsroom(s)
	qs := varied(made[7].Key())
	for _, q := range slices.Clone(qs) {
		if q.Limit == 0 && q.Lang == "" && q.Before.IsZero() {
			ranged := q
			ranged.From, ranged.Until = after(10).Add(-1), after(20)
			q.TranslationOf = id("original", 1)
			qs = append(qs, q, ranged)
		}
	}
	for _, at := range []time.Time{after(10), after(10).Add(1)} { // inclusive and exclusive
		qs = append(qs, article.Query{From: at}, article.Query{Until: at}, article.Query{From: at, Until: at})
	}
	qs = append(qs, article.Query{Lang: "xx"}, article.Query{Authors: authors(9)}, article.Query{Terms: []taxonomy.ID{term(9)}})
	slices.SortStableFunc(qs, func(x, y article.Query) int { return cmp.Compare(x.Limit, y.Limit) })
	for _, q := range qs {
		b.wantList(s, q, made)
	}
}

// varied returns queries in which the values of fields meet each other.
func varied(middle article.Key) (qs []article.Query) {
	vary := func(fields ...func(*article.Query)) {
		var next []article.Query
		for _, q := range qs {
			for _, set := range fields {
				one := q
				set(&one)
				next = append(next, one)
			}
		}
		qs = next
	}
	zero := func(*article.Query) {}
	qs = []article.Query{{}}
	vary(zero, func(q *article.Query) { q.At = after(10) }, func(q *article.Query) { q.At = after(25) })
	vary(zero, func(q *article.Query) { q.States = []article.State{article.Scheduled} },
		func(q *article.Query) {
			q.States = []article.State{article.Unpublished, article.Draft, article.Unpublished}
		},
		func(q *article.Query) { q.States = []article.State{article.Published, article.Withdrawn} })
	vary(zero, func(q *article.Query) { q.Kind = article.Page })
	vary(zero, func(q *article.Query) { q.Lang = "es" })
	vary(zero, func(q *article.Query) { q.Authors = authors(1) }, func(q *article.Query) { q.Authors = authors(2, 0, 2, 9) })
	vary(zero, func(q *article.Query) { q.Terms = []taxonomy.ID{term(2)} },
		func(q *article.Query) { q.Terms = []taxonomy.ID{term(4), term(1), term(4), term(77)} })
	vary(zero, func(q *article.Query) { q.Before = middle }, func(q *article.Query) { q.After = middle },
		func(q *article.Query) { q.Before, q.After = middle, article.Key{Time: noon} })
	vary(zero, func(q *article.Query) { q.Oldest = true })
	vary(zero, func(q *article.Query) { q.Limit = 3 })
	const stride = 13 // prime to the number of values of each field: every pair of values is met
	for i := range len(qs) / stride {
		qs[i] = qs[i*stride]
	}
	return qs[:len(qs)/stride]
}
