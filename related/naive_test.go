package related_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

// naive is the slow, obvious Related: it compares an article with every document, term
// by term, by the formula in the package comment.
type naive map[article.ID]*naiveDocument

type naiveDocument struct {
	related.Document
	terms, pairs map[string]float64 // weights
	norm         float64
}

func readNaive(d related.Document, analyzer related.Analyzer) *naiveDocument {
	n := &naiveDocument{Document: d, terms: make(map[string]float64), pairs: make(map[string]float64)}
	total := 0.0
	add := func(weight float64, text string) {
		last := ""
		for w := range analyzer.Words(text, d.Lang) {
			if w.Stem == "" {
				continue
			}
			n.terms[w.Stem] += weight
			total += weight
			if last != "" {
				n.pairs[last+" "+w.Stem] += 1.5
			}
			last = w.Stem
		}
	}
	add(4, d.Title)
	for _, tag := range d.Tags {
		add(2, tag)
	}
	add(1, d.Body)
	n.norm = 1.2 * (0.1 + 0.9*total/240)
	return n
}

func (n naive) worth(term string) float64 {
	df := 0.0
	for _, d := range n {
		if d.terms[term] > 0 {
			df++
		}
	}
	return math.Pow(math.Log1p((float64(len(n))-df+.5)/(df+.5)), 1.25)
}

func (n naive) pairWorth(pair string) float64 {
	for i := range pair {
		if pair[i] == ' ' {
			return (n.worth(pair[:i]) + n.worth(pair[i+1:])) / 2
		}
	}
	return 0
}

func (n naive) self(d *naiveDocument) float64 {
	sum := 0.0
	for term, w := range d.terms {
		sum += w * n.worth(term) * w / (w + d.norm)
	}
	return sum
}

func (n naive) likeness(a, b *naiveDocument) float64 {
	forth, back := 0.0, 0.0
	add := func(ours, theirs, worth float64) {
		forth += ours * worth * theirs / (theirs + b.norm)
		back += theirs * worth * ours / (ours + a.norm)
	}
	for term, w := range a.terms {
		if b.terms[term] > 0 {
			add(w, b.terms[term], n.worth(term))
		}
	}
	for pair, w := range a.pairs {
		if b.pairs[pair] > 0 {
			add(w, b.pairs[pair], n.pairWorth(pair))
		}
	}
	if forth == 0 {
		return 0
	}
	return .6*forth/n.self(a) + .4*back/n.self(b)
}

type scored struct {
	id    article.ID
	score float64
}

func (n naive) related(id article.ID) []scored {
	a := n[id]
	var all []scored
	for other, b := range n {
		score := n.likeness(a, b)
		if other == id || a.Lang != b.Lang || score < related.DefaultThreshold {
			continue
		}
		if !a.Published.IsZero() && !b.Published.IsZero() {
			days := math.Abs(a.Published.Sub(b.Published).Hours() / 24)
			score *= (1 + .5*math.Exp(-days/365)) * (1 + .3*math.Exp(-days/14))
		}
		all = append(all, scored{other, score})
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(-cmp.Compare(a.score, b.score), a.id.Compare(b.id)) })
	return all
}

func TestRelatedAnswersAsANaiveScorer(t *testing.T) {
	analyzer := new(related.Standard)
	rapid.Check(t, func(t *rapid.T) {
		ix, model := related.NewIndex(related.Options{Analyzer: analyzer}), make(naive)
		for range rapid.IntRange(2, 15).Draw(t, "puts") {
			d := drawDocument(t)
			d.Lang, d.Categories = "en", nil
			require.NoError(t, ix.Put(d))
			model[d.ID] = readNaive(d, analyzer)
		}
		for id := range model {
			hits, err := ix.Related(id, related.Query{At: now, K: 9})
			require.NoError(t, err)
			want := model.related(id)
			require.Len(t, hits, len(want))
			for i, h := range hits {
				require.InEpsilon(t, want[i].score, h.Score, 1e-4, "hit %d", i)
				require.InEpsilon(t, score(want, h.ID), h.Score, 1e-4)
			}
		}
	})
}

func score(all []scored, id article.ID) float64 {
	for _, s := range all {
		if s.id == id {
			return s.score
		}
	}
	return 0
}

func TestListsThatDoNotFitAreNotRead(t *testing.T) {
	ix := related.NewIndex(related.Options{Postings: 8, Candidates: 3})
	for i, text := range []string{"volcano ash harbour", "ash harbour", "ash grey", "ash town", "ash sea", "ash sky", "ash sand", "volcano"} {
		d := doc(string(rune('a'+i)), text)
		d.Published = now.Add(time.Duration(i) * time.Hour)
		require.NoError(t, ix.Put(d))
	}
	got := relatedTo(t, ix, "a", related.Query{K: 1})
	require.Equal(t, []article.ID{id("b")}, got, "found by harbour, compared by ash too")
	for i := range 400 {
		require.NoError(t, ix.Put(doc(fmt.Sprint("more", i), "ash")))
	}
	q := related.Query{Threshold: -1, K: 500}
	require.Contains(t, relatedTo(t, ix, "a", q), id("b"))
	got = relatedTo(t, ix, "c", q)
	require.NotEmpty(t, got, "where there is room, some documents of the next word are read")
	require.NotContains(t, got, id("more0"), "the latest of them")
	require.Contains(t, got, id("more399"))
}

func TestProminentWordsAreReadFirst(t *testing.T) {
	ix := related.NewIndex(related.Options{Postings: 8})
	for i := range 20 {
		require.NoError(t, ix.Put(doc(fmt.Sprint("passing", i), "a volcano seen from the boat "+fmt.Sprint("word", i))))
	}
	for _, name := range []string{"probe", "other"} {
		d := doc(name, "volcano ash")
		d.Title = "Volcano"
		require.NoError(t, ix.Put(d))
	}
	q := related.Query{Threshold: -1, K: 50}
	require.Equal(t, []article.ID{id("other")}, relatedTo(t, ix, "probe", q))
}
