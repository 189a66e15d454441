package related

import (
	"bytes"
	"iter"
	"math"
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
// The score of a hit is at most 1, times up to 1.95 where it is fresh at Query.At,
// times what its weight and the boost make of it. The error is [ErrMissing], for a
// query without an instant.
func (ix *Index) Search(text string, q Query) ([]Hit, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	b := ix.boards.Get().(*board)
	defer ix.boards.Put(b)
	h, gate := ix.enter()
	defer ix.leave(gate)
	b.begin(h, q)
	asked := make(map[uint32]*wanted)
	for lang, name := range h.languages(q.Lang) {
		asked[lang] = h.want(searchWords(ix.options.Analyzer, clip(text, MaxSearch), name), lang)
		h.search(asked[lang], b)
	}
	a := &answer{words: h.words, labels: h.labels, relation: "ago"}
	hits := make([]Hit, 0, len(b.top))
	for _, r := range b.top {
		from := len(a.shares)
		a.shares = asked[r.lang].appendShares(a.shares, h, r.doc)
		hits = append(hits, a.close(from, r, q.At.Unix()))
	}
	return hits, nil
}

// languages yields those whose documents are asked.
func (h *holdings) languages(only string) iter.Seq2[uint32, string] {
	only = baseLang(only)
	return func(yield func(uint32, string) bool) {
		for n := range uint32(h.langs.len()) {
			if name := string(h.langs.at(n)); (only == "" || only == name) && !yield(n, name) {
				return
			}
		}
	}
}

// wanted is what a search text asks of the documents in one language.
type wanted struct {
	words []wantedWord
	self  float64 // what a document can score at most
}

type wantedWord struct {
	Word
	prefix bool
	known  []knownWord
	idf    float64
}

// knownWord is a word that matches, with what a match is worth.
type knownWord struct {
	word  uint32
	worth float32
}

// half is what a match by the beginning of a word is worth.
const half = 0.5

func (h *holdings) want(words []wantedWord, lang uint32) *wanted {
	w := &wanted{words: words}
	for i := range w.words {
		word := &w.words[i]
		if word.Stem != "" {
			for n := range h.stemmed(lang, word.Stem) {
				word.known = append(word.known, knownWord{n, 1})
			}
		} else if n, ok := h.words.seek(wordKey(nil, lang, word.Word)); ok {
			word.known = append(word.known, knownWord{n, 1})
		}
		if !word.prefix {
			continue
		}
		for n := range h.beginning(lang, word.Text) {
			_, text, stem := splitKey(h.words.at(n))
			switch {
			case text == word.Text && stem == word.Stem, word.Stem != "" && stem == word.Stem:
			case text == word.Text:
				word.known = append(word.known, knownWord{n, 1})
			default:
				word.known = append(word.known, knownWord{n, half})
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
		if word.Text == "" || strings.IndexByte(word.Text, 0) >= 0 {
			continue
		}
		word = Word{clip(word.Text, MaxWord), clip(word.Stem, MaxWord)}
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

// search offers the documents that have every word.
func (h *holdings) search(w *wanted, b *board) {
	defer b.wipe()
	if len(w.words) == 0 {
		return
	}
	for i := range w.words {
		if !h.searchWord(w, i, b) {
			return
		}
	}
	fresh := b.freshness()
	for _, doc := range b.touched {
		c, e := b.cells[doc], &h.docs[doc]
		if int(c.words) < len(w.words) || !b.passes(h, doc) {
			continue
		}
		factor, ok := b.boost(e)
		if !ok {
			continue
		}
		r := result{doc: doc, likeness: c.sum / w.self, factor: factor, entry: e}
		r.score = r.likeness * factor
		if now := b.At.Unix(); e.published < now {
			r.score *= fresh.between(e.published, now)
		}
		r.score = min(r.score, math.MaxFloat64)
		b.offer(r)
	}
}

// searchWord adds the score of a word to the documents that have it and every word
// before it, and reports whether there are any.
func (h *holdings) searchWord(w *wanted, i int, b *board) bool {
	word := &w.words[i]
	for _, k := range word.known {
		h.shelf.each(h.spots[k.word], func(doc uint32, mark byte) {
			c := b.at(doc)
			c.best = max(c.best, k.worth*worthOf(mark))
		})
	}
	df := 0
	for _, doc := range b.touched {
		if b.cells[doc].best > 0 && !h.isGone(doc) {
			df++
		}
	}
	word.idf = idf(df, h.live)
	w.self += word.idf
	alive := false
	for _, doc := range b.touched {
		c := &b.cells[doc]
		if c.best > 0 && int(c.words) == i {
			c.words++
			c.sum += float64(word.idf * float64(c.best))
			alive = true
		}
		c.best = 0
	}
	return alive
}

// match returns the best match of a word in a document, of several the first of the
// alphabet.
func (word *wantedWord) match(h *holdings, doc uint32) (found knownWord, mark byte) {
	best := float32(0)
	for _, k := range word.known {
		m, ok := h.shelf.mark(h.spots[k.word], doc)
		worth := k.worth * worthOf(m)
		if !ok || worth < best || worth == best && bytes.Compare(h.words.at(k.word), h.words.at(found.word)) > 0 {
			continue
		}
		best, found, mark = worth, k, m
	}
	return found, mark
}

func (word *wantedWord) part(k knownWord, mark byte, self float64) float64 {
	return word.idf * float64(k.worth*worthOf(mark)) / self
}

func (w *wanted) appendShares(dst []share, h *holdings, doc uint32) []share {
	for i := range w.words {
		k, mark := w.words[i].match(h, doc)
		dst = append(dst, share{w.words[i].part(k, mark, w.self), fieldOf(mark).first(), k.word, none})
	}
	return dst
}
