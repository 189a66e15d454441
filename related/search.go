package related

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of the text of a search. What follows is not looked for.
const (
	MaxSearch      = 2_000 // bytes
	MaxSearchWords = 32
)

// Search returns the documents that hold every word of text in their title, tags or
// body, best first. A word finds its inflected forms; the last one finds, for half
// the score, also what begins with it. Stop words of a document's language are
// passed over, unless text has nothing else. A text without words finds nothing.
//
// The score of a hit is at most 1, times up to 1.95 where it is fresh at Query.At.
// The error is [ErrMissing], for a query without an instant.
func (ix *Index) Search(text string, q Query) ([]Hit, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	b := ix.scratch.Get().(*board)
	defer ix.scratch.Put(b)
	b.resize(len(ix.held))

	top := best{k: f.K}
	asked := make(map[string]*wanted)
	for _, lang := range ix.languages(f.Lang) {
		asked[lang] = ix.want(clip(text, MaxSearch), lang)
		ix.find(asked[lang], f, b, &top)
		b.wipe()
	}
	hits := make([]Hit, 0, len(top.kept))
	for _, c := range top.kept {
		hits = append(hits, asked[c.lang].hit(&ix.holdings, c, f.At.Unix()))
	}
	return hits, nil
}

// languages returns those whose documents are asked, in a fixed order.
func (h *holdings) languages(only string) []string {
	if only = baseLang(only); only == "" {
		return slices.Sorted(maps.Keys(h.shelves))
	}
	if h.shelves[only] == nil {
		return nil
	}
	return []string{only}
}

// wanted is what a search text asks of the documents in one language.
type wanted struct {
	*shelf
	words []wantedWord
	self  float64 // what a document can score at most
}

type wantedWord struct {
	Word
	prefix bool
	lists  map[uint32]float64 // of the words that match, with what a match is worth
	idf    float64
}

// half is what a match by the beginning of a word is worth.
const half = 0.5

func (ix *Index) want(text, lang string) *wanted {
	w := &wanted{shelf: ix.shelves[lang], words: searchWords(ix.analyzer, text, lang)}
	for i := range w.words {
		word := &w.words[i]
		word.lists = make(map[uint32]float64)
		for id, same := range w.matching(word.Word, word.prefix) {
			word.lists[id] = half
			if same {
				word.lists[id] = 1
			}
		}
	}
	return w
}

// searchWords returns the words of a text that a document must have.
func searchWords(a Analyzer, text, lang string) []wantedWord {
	var all, telling []wantedWord
	last := "" // of the words
	for word := range a.Words(text, lang) {
		if word.Text == "" {
			continue
		}
		w := wantedWord{Word: word, prefix: single(word.Text)}
		if w.prefix && len(last) > len(word.Text) && strings.HasSuffix(last, word.Text) {
			continue // the end of a run of pairs, which ask for it already
		}
		last = word.Text
		all = append(all, w)
		if word.Stem != "" || w.prefix {
			telling = append(telling, w)
		}
		if len(all) == MaxSearchWords {
			break
		}
	}
	if len(telling) == 0 {
		telling = all
	}
	if n := len(telling); n > 0 && telling[n-1].Text == last {
		telling[n-1].prefix = true
	}
	return telling
}

// single reports whether a word is one character of a script without spaces: an
// index holds only pairs that begin with it.
func single(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unspaced(r)
}

// find offers the documents that have every word.
func (h *holdings) find(w *wanted, f filter, b *board, top *best) {
	for i := range w.words {
		h.findWord(w, i, b)
	}
	for _, doc := range b.touched {
		c, e := b.cells[doc], &h.held[doc].entry
		if int(c.words) < len(w.words) || !f.passes(e) {
			continue
		}
		likeness := c.sum / w.self
		top.offer(candidate{doc, likeness, likeness * e.freshAt(f.At.Unix()), e})
	}
}

// findWord adds the score of a word to the documents that have it and every word
// before it.
func (h *holdings) findWord(w *wanted, i int, b *board) {
	word := &w.words[i]
	for id, worth := range word.lists {
		for _, p := range w.lists[id].postings {
			c := b.at(p.doc)
			c.aside = max(c.aside, worth*float64(p.impact)/impactScale)
		}
	}
	df := 0
	for _, doc := range b.touched {
		if b.cells[doc].aside > 0 && !h.held[doc].id.IsZero() {
			df++
		}
	}
	word.idf = idf(df, w.docs)
	w.self += word.idf
	for _, doc := range b.touched {
		c := &b.cells[doc]
		if c.aside > 0 && int(c.words) == i {
			c.words++
			c.sum += float64(word.idf * c.aside)
		}
		c.aside = 0
	}
}

func (e *entry) freshAt(now int64) float64 {
	if apart, ok := near(e.published, now); ok && e.published < now {
		return freshness(apart)
	}
	return 1
}

// hit explains a candidate.
func (w *wanted) hit(h *holdings, c candidate, now int64) Hit {
	hit := Hit{ID: c.id, Score: c.score}
	found := &h.held[c.doc]
	for _, word := range w.words {
		best, where := 0.0, ref{}
		for _, r := range found.words {
			worth := word.lists[r.list] * float64(impact(r.weight, found.wordNorm)) / impactScale
			if worth > best {
				best, where = worth, r
			}
		}
		hit.Reasons = append(hit.Reasons, Reason{where.fields.first(), w.lists[where.list].word.Text, word.idf * best / w.self})
	}
	hit.finish(c, now, "ago")
	return hit
}
