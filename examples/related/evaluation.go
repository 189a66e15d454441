package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"github.com/newsjunction/news/related"
)

// relevant is the grade from which on an article counts as related in MAP and recall.
const relevant = 0.4

// judged is a query with the grades of what is related; all else has grade 0.
type judged struct {
	Query string             `json:"query"`
	Rel   map[string]float64 `json:"rel"`
}

// evaluate prints how well, and how fast, the index answers judged queries.
func (c *corpus) evaluate(path string, out io.Writer) error {
	var nDCG, meanAP, recall mean
	var took []time.Duration
	err := readLines(path, func(line []byte) error {
		var j judged
		if err := json.Unmarshal(line, &j); err != nil {
			return err
		}
		start := time.Now()
		hits, err := c.index.Related(idOf(j.Query), related.Query{K: 10, At: late()})
		took = append(took, time.Since(start))
		if err != nil && !errors.Is(err, related.ErrUnknownID) {
			return err
		}
		grades := make([]float64, len(hits))
		for i, h := range hits {
			grades[i] = j.Rel[c.name[h.ID]]
		}
		nDCG.add(gainAt(grades, 5), idealAt(j.Rel, 5))
		total := 0
		for _, g := range j.Rel {
			if g >= relevant {
				total++
			}
		}
		meanAP.add(precisionSum(grades, 10), float64(min(total, 10)))
		recall.add(float64(count(grades, 4)), float64(total))
		return nil
	})
	if err != nil {
		return err
	}
	slices.Sort(took)
	_, err = fmt.Fprintf(out, "queries   %d\nnDCG@5    %.4f\nMAP@10    %.4f\nrecall@4  %.4f\nlatency   p50 %v, p99 %v\n",
		len(took), nDCG.value(), meanAP.value(), recall.value(), percentile(took, 50), percentile(took, 99))
	return err
}

// mean is that of the shares of queries that can have one.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(part, whole float64) {
	if whole > 0 {
		m.sum += part / whole
		m.n++
	}
}

func (m *mean) value() float64 { return m.sum / math.Max(1, float64(m.n)) }

// gainAt is the discounted cumulative gain of the first n (Järvelin and Kekäläinen
// 2002), with the grade as gain.
func gainAt(grades []float64, n int) float64 {
	sum := 0.0
	for i, g := range grades[:min(len(grades), n)] {
		sum += g / math.Log2(float64(i)+2)
	}
	return sum
}

func idealAt(rel map[string]float64, n int) float64 {
	var grades []float64
	for _, g := range rel {
		grades = append(grades, g)
	}
	slices.Sort(grades)
	slices.Reverse(grades)
	return gainAt(grades, n)
}

// precisionSum adds up the precision at each of the first n that is related.
func precisionSum(grades []float64, n int) float64 {
	sum, found := 0.0, 0
	for i, g := range grades[:min(len(grades), n)] {
		if g >= relevant {
			found++
			sum += float64(found) / float64(i+1)
		}
	}
	return sum
}

func count(grades []float64, n int) int {
	found := 0
	for _, g := range grades[:min(len(grades), n)] {
		if g >= relevant {
			found++
		}
	}
	return found
}

// percentile returns the duration that so many of a hundred do not exceed.
func percentile(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)*percent+99)/100-1].Round(time.Microsecond)
}
