package related_test

import (
	"bufio"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

// judged is a collection of documents with the judgements of what is related.
type judged struct {
	docs       []related.Document
	queries    []article.ID
	judgements []map[article.ID]float64 // by query
}

// collection reads a set of ../shared/data/related; its README says the format.
func collection(tb testing.TB, name string) judged {
	tb.Helper()
	dir := filepath.Join("..", "..", "shared", "data", "related")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			tb.Fatal(err)
		}
		tb.Skip("the judged collections are not on this machine: ", err)
	}
	var j judged
	lines(tb, filepath.Join(dir, name+".docs.jsonl"), func(d struct {
		ID, Title, Body  string
		Tags, Categories []string
		Published        time.Time
	}) {
		j.docs = append(j.docs, related.Document{
			ID: article.IDFor(name, d.ID), Lang: "en", Title: d.Title, Lead: d.Body, Body: d.Body,
			Tags: d.Tags, Categories: d.Categories, Published: d.Published,
		})
	})
	lines(tb, filepath.Join(dir, name+".dev.qrels.jsonl"), func(q struct {
		Query string
		Rel   map[string]float64
	}) {
		grades := make(map[article.ID]float64)
		for id, grade := range q.Rel {
			grades[article.IDFor(name, id)] = grade
		}
		j.queries = append(j.queries, article.IDFor(name, q.Query))
		j.judgements = append(j.judgements, grades)
	})
	return j
}

func lines[T any](tb testing.TB, path string, each func(T)) {
	tb.Helper()
	f, err := os.Open(path)
	require.NoError(tb, err)
	defer f.Close()
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 8<<20)
	for scanner.Scan() {
		var v T
		require.NoError(tb, json.Unmarshal(scanner.Bytes(), &v))
		each(v)
	}
	require.NoError(tb, scanner.Err())
}

// late is an instant at which everything is visible.
var late = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

func (j judged) index(tb testing.TB) *related.Index {
	tb.Helper()
	ix := related.NewIndex(related.Options{})
	for _, d := range j.docs {
		require.NoError(tb, ix.Put(d))
	}
	return ix
}

// answers returns the best five for each query.
func (j judged) answers(tb testing.TB) [][]article.ID {
	tb.Helper()
	ix := j.index(tb)
	var answers [][]article.ID
	for _, id := range j.queries {
		hits, err := ix.Related(id, related.Query{K: 5, At: late})
		require.NoError(tb, err)
		answers = append(answers, related.IDs(hits))
	}
	return answers
}

// nDCG5 is the mean normalised discounted cumulative gain of the first five
// (Järvelin and Kekäläinen 2002), with the grade as gain.
func nDCG5(answers [][]article.ID, judgements []map[article.ID]float64) float64 {
	gain := func(grades []float64) float64 {
		sum := 0.0
		for i, g := range grades[:min(len(grades), 5)] {
			sum += g / math.Log2(float64(i)+2)
		}
		return sum
	}
	sum := 0.0
	for i, ids := range answers {
		var got, ideal []float64
		for _, id := range ids {
			got = append(got, judgements[i][id])
		}
		for _, g := range judgements[i] {
			ideal = append(ideal, g)
		}
		slices.Sort(ideal)
		slices.Reverse(ideal)
		sum += gain(got) / gain(ideal)
	}
	return sum / float64(len(answers))
}

func TestRelatedAgreesWithEditors(t *testing.T) {
	tests := []struct {
		name    string
		atLeast float64
	}{
		{"dgov", .40}, {"18f", .51}, {"events", .97}, {"ecb", .96}, {"lee", .38},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := collection(t, tt.name)
			answers := j.answers(t)
			got := nDCG5(answers, j.judgements)
			t.Logf("nDCG@5 = %.4f over %d queries", got, len(answers))
			require.GreaterOrEqual(t, got, tt.atLeast)
		})
	}
}

func TestShuffledJudgementsAreNotMet(t *testing.T) {
	j := collection(t, "dgov")
	shuffle := rand.New(rand.NewPCG(1, 2))
	shuffle.Shuffle(len(j.judgements), func(a, b int) {
		j.judgements[a], j.judgements[b] = j.judgements[b], j.judgements[a]
	})
	got := nDCG5(j.answers(t), j.judgements)
	t.Logf("nDCG@5 = %.4f", got)
	require.Less(t, got, .05)
}
