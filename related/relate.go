package related

import (
	"cmp"
	"math"
	"slices"

	"github.com/newsjunction/news/article"
)

// Related returns the documents that belong beside one, best first, never that one
// itself. The score of a hit is its likeness, 1 for a document like the article in
// every word that matters, times up to 1.95 where both were published close in time.
// The errors are [ErrUnknownID], and [ErrMissing] for a query without an instant.
func (ix *Index) Related(id article.ID, q Query) ([]Hit, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	doc, ok := ix.docs[id]
	if !ok {
		return nil, &Error{ID: id, Err: ErrUnknownID}
	}
	source := &ix.held[doc]
	f.exclude[id] = true
	if f.Lang != "" {
		f.Lang, f.AnyLang = baseLang(f.Lang), false
	} else if !f.AnyLang {
		f.Lang = source.lang
	}
	asked := ix.probe(source)
	hits := make([]Hit, 0, f.K)
	for _, c := range ix.relate(asked, f) {
		hits = append(hits, asked.hit(&ix.holdings, c))
	}
	return hits, nil
}

const (
	probeTerms  = 64   // of a document's terms are compared
	idfExponent = 1.25 // how much rare words count more
)

// probe is what is asked with: the terms that say most of a document.
type probe struct {
	*entry
	terms []probeTerm
	self  float64 // what the document would score by itself
}

type probeTerm struct {
	ref
	word  Word
	value float64
}

func (h *holdings) probe(d *holding) probe {
	p := probe{entry: &d.entry}
	for _, r := range d.terms {
		l := &h.terms.lists[r.list]
		value := float64(r.weight) / unit * math.Pow(idf(l.df, len(h.docs)), idfExponent)
		p.terms = append(p.terms, probeTerm{r, l.word, value})
	}
	slices.SortFunc(p.terms, func(a, b probeTerm) int {
		return cmp.Or(-cmp.Compare(a.value, b.value), cmp.Compare(a.word.Stem, b.word.Stem))
	})
	p.terms = p.terms[:min(len(p.terms), probeTerms)]
	for _, t := range p.terms {
		p.self += t.gain(impact(t.weight, d.termNorm))
	}
	return p
}

// gain returns what a term adds to the score of a document on which it has an
// impact.
func (t probeTerm) gain(impact uint16) float64 { return t.value * float64(impact) / impactScale }

// relate scores the documents that share a term with the probe.
func (ix *Index) relate(p probe, f filter) []candidate {
	b := ix.scratch.Get().(*board)
	defer ix.scratch.Put(b)
	b.resize(len(ix.held))
	defer b.wipe()
	for _, t := range p.terms {
		for _, posted := range ix.terms.lists[t.list].postings {
			c := b.at(posted.doc)
			if filedOnly(t.fields, posted.fields) {
				c.aside += t.gain(posted.impact)
			} else {
				c.sum += t.gain(posted.impact)
			}
		}
	}
	top := best{k: f.K}
	for _, doc := range b.touched {
		c, e := b.cells[doc], &ix.held[doc].entry
		likeness := (c.sum + c.aside) / p.self
		if c.sum == 0 || c.sum/p.self < f.Threshold || top.hopeless(likeness) ||
			!f.AnyLang && e.lang != f.Lang || !f.passes(e) {
			continue
		}
		top.offer(candidate{doc, likeness, likeness * p.freshness(e), e})
	}
	return top.kept
}

// filedOnly reports whether a term is shared by way of a category alone, which many
// stories are.
func filedOnly(a, b Field) bool { return a == InCategory || b == InCategory }

func (p probe) freshness(e *entry) float64 {
	if apart, ok := near(p.published, e.published); ok {
		return freshness(apart)
	}
	return 1
}

// hit explains a candidate.
func (p probe) hit(h *holdings, c candidate) Hit {
	hit := Hit{ID: c.id, Score: c.score}
	found := &h.held[c.doc]
	shared := make(map[uint32]ref, len(found.terms))
	for _, r := range found.terms {
		shared[r.list] = r
	}
	shown := h.shown(found)
	for _, t := range p.terms {
		if r, ok := shared[t.list]; ok {
			share := t.gain(impact(r.weight, found.termNorm)) / p.self
			hit.Reasons = append(hit.Reasons, Reason{r.fields.first(), cmp.Or(shown[t.word.Stem], t.word.Stem), share})
		}
	}
	hit.finish(c, p.published, "apart")
	return hit
}

// shown returns, for each stem of a document, the word to show for it: the shortest
// of those it has.
func (h *holdings) shown(d *holding) map[string]string {
	words := make(map[string]string, len(d.words))
	for _, r := range d.words {
		w := h.shelves[d.lang].lists[r.list].word
		old, ok := words[w.Stem]
		if !ok || cmp.Or(cmp.Compare(len(w.Text), len(old)), cmp.Compare(w.Text, old)) < 0 {
			words[w.Stem] = w.Text
		}
	}
	return words
}
