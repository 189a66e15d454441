package related

import (
	"cmp"
	"math"
	"slices"

	"github.com/newsjunction/news/article"
)

// Related returns the documents that belong beside one, best first, never that one
// itself. The score of a hit is its likeness, about 1 for a document of the same
// words, times up to 1.95 where both were published close in time, times what its
// weight and the boost make of it. The errors are [ErrUnknownID], and [ErrMissing]
// for a query without an instant.
func (ix *Index) Related(id article.ID, q Query) ([]Hit, error) {
	return ix.AppendRelated(nil, id, q)
}

// AppendRelated appends what [Index.Related] returns to dst.
func (ix *Index) AppendRelated(dst []Hit, id article.ID, q Query) ([]Hit, error) {
	if err := q.check(); err != nil {
		return dst, err
	}
	d := ix.drafts.Get().(*draft)
	defer ix.drafts.Put(d)
	h, gate := ix.enter()
	defer ix.leave(gate)
	doc, ok := h.find(id)
	if !ok {
		return dst, &Error{ID: id, Err: ErrUnknownID}
	}
	d.begin(h, q, ix.options)
	d.readHeld(doc)
	d.relate()
	return d.append(dst), nil
}

// Similar returns the documents that belong beside one that need not be held, such as
// a draft; one of the same id is never among them. Without words it is like nothing.
// The error is [ErrMissing], for a query without an instant.
func (ix *Index) Similar(doc Document, q Query) ([]Hit, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	p := ix.profiles.Get().(*profile)
	defer ix.profiles.Put(p)
	p.read(doc, ix.options.Analyzer)
	d := ix.drafts.Get().(*draft)
	defer ix.drafts.Put(d)
	h, gate := ix.enter()
	defer ix.leave(gate)
	d.begin(h, q, ix.options)
	d.readProfile(p)
	d.relate()
	return d.append(nil), nil
}

// draft is the scratch paper of one question, used again by the next.
type draft struct {
	h       *holdings
	options Options
	filter
	probe
	calendar
	source  *entry
	places  []place // of a source that is not held
	chosen  []chosen
	lists   []list
	parts   []part
	added   int // postings
	scores  []uint32
	near    int    // a document filed about when the source was
	most    int    // candidates wanted
	least   uint32 // score up to which no freshness can bring a document among them
	found   []candidate
	results []result
	shares  []share
	ends    []int
}

// candidate is a document that is worth a close comparison.
type candidate struct {
	doc   uint32
	score float32
}

// result is a document closely compared.
type result struct {
	doc      uint32
	likeness float64 // by words and categories
	factor   float64 // of weight and boost
	score    float64
	*entry
}

func (r result) compare(s result) int {
	return cmp.Or(-cmp.Compare(r.score, s.score), -cmp.Compare(r.published, s.published), r.id.Compare(s.id))
}

func (d *draft) begin(h *holdings, q Query, o Options) {
	d.h, d.options, d.source = h, o, nil
	d.filter.set(h, q)
	d.calendar.set(q.freshness())
	d.places, d.found, d.results = d.places[:0], d.found[:0], d.results[:0]
}

func (d *draft) readHeld(doc uint32) {
	d.source, d.near = &d.h.docs[doc], int(doc)
	d.exclude = append(d.exclude, doc)
	d.probe.read(d.h, d.source, d.settings())
	d.setLang(d.source.lang)
}

func (d *draft) settings() settings { return d.Query.settings() }

// setLang settles which language is asked, and what is too new.
func (d *draft) setLang(own uint32) {
	switch {
	case d.Lang != "":
		d.lang = d.h.language(d.Lang)
	case !d.AnyLang:
		d.lang = own
	}
	if d.OlderOnly && d.source.published != unknown {
		d.latest = d.source.published
	}
}

// language returns the number of a language; one behind all others where no document
// has it.
func (h *holdings) language(tag string) uint32 {
	if n, ok := h.langs.seek([]byte(baseLang(tag))); ok {
		return n
	}
	return none - 1
}

func (d *draft) readProfile(p *profile) {
	e := p.entry
	d.source, d.near = &e, len(d.h.docs)
	e.lang = d.h.language(p.lang)
	if doc, ok := d.h.find(e.id); ok {
		d.exclude = append(d.exclude, doc)
	}
	compared := 0
	missing := uint32(none - 1) // terms that no document has; each is another
	strangers := make(map[string]uint32)
	for _, r := range p.runs {
		if !r.compared {
			continue
		}
		opens := true
		for _, w := range p.words[r.from:r.to] {
			if w.Stem == "" {
				continue
			}
			term, ok := d.h.terms.seek([]byte(w.Stem))
			if !ok {
				if term, ok = strangers[w.Stem]; !ok {
					term = missing
					missing--
					strangers[w.Stem] = term
				}
			}
			d.places = append(d.places, place{term, r.field, opens})
			opens = false
			compared += fieldWeight(r.field)
		}
	}
	d.places = d.places[:min(len(d.places), maxCompared)]
	e.norm = float32(lengthNorm(compared, termLength))
	d.probe.reset(d.h, d.settings())
	before := -1
	for _, at := range d.places {
		before = d.probe.add(d.h, at, before)
	}
	for _, label := range p.labels {
		if n, ok := d.h.labels.seek([]byte(label)); ok {
			d.addLabel(d.h, n)
		}
	}
	d.probe.finish(float64(e.norm))
	d.setLang(e.lang)
}

// faint is the part of the first score behind the answer's below which documents are
// not compared closely. It costs no nDCG@5 on the judged collections; 0.85 costs 0.002.
const faint = 0.8

// plain reports whether the likest documents are the answer.
func (d *draft) plain() bool {
	return d.Diversity == 0 && d.PerSection <= 0 && d.PerSeries <= 0 && d.Boost == nil
}

// relate finds the documents that belong beside the source.
func (d *draft) relate() {
	d.choose()
	d.read()
	d.gather(max(d.options.Candidates, min(2*d.K, MaxCandidates)))
	for i, c := range d.found {
		if i > d.K && c.score < faint*d.found[d.K].score && d.plain() {
			break
		}
		d.weighUp(c.doc)
	}
	slices.SortFunc(d.results, result.compare)
	d.pick()
}

// gather keeps the documents with the best scores that pass the filter, and wipes the
// scores. Of those filed about when the source was, freshness makes the best: they come
// first, so that few of the others are worth a second look.
func (d *draft) gather(most int) {
	const about = 1 << 12
	d.most, d.least = most, 0
	docs := len(d.h.docs)
	d.scan(max(0, d.near-about), min(docs, d.near+about))
	const many = 4 // documents that are looked at in the time that a posting takes
	if docs < many*d.added {
		d.scan(0, docs)
		return
	}
	// In a large archive few documents have a score, and are found where their postings are.
	for _, p := range d.parts {
		walk(p.chunk, func(doc uint32, _ byte) {
			sum := d.scores[doc]
			d.scores[doc] = 0
			if sum > d.least {
				d.offer(doc, sum)
			}
		})
	}
}

// scan offers the documents from one to before another.
func (d *draft) scan(from, to int) {
	scores := d.scores[from:to]
	for at := 0; ; at++ {
		at += above(scores[at:], d.least)
		if at == len(scores) {
			break
		}
		d.offer(uint32(from+at), scores[at])
	}
	clear(scores)
}

// above returns where the first score above one stands; where none does, it returns how
// many they are.
func above(scores []uint32, least uint32) int {
	at := 0
	for s := scores; len(s) >= 4 && max(s[0], s[1], s[2], s[3]) <= least; s = s[4:] {
		at += 4
	}
	for at < len(scores) && scores[at] <= least {
		at++
	}
	return at
}

// offer keeps a document if it passes the filter and is among the best so far.
func (d *draft) offer(doc, sum uint32) {
	c := candidate{doc, float32(sum) * d.calendar.between(d.source.day(), d.h.days[doc])}
	full := len(d.found) == d.most
	if full && d.compareFound(c, d.found[d.most-1]) > 0 || !d.passes(d.h, doc) {
		return
	}
	if full {
		d.found = d.found[:d.most-1]
	}
	at, _ := slices.BinarySearchFunc(d.found, c, d.compareFound)
	d.found = slices.Insert(d.found, at, c)
	if len(d.found) == d.most {
		d.least = uint32(max(0, float64(d.found[d.most-1].score)/d.freshness.most()*(1-1e-6)-1))
	}
}

func (d *draft) compareFound(a, b candidate) int {
	if a.score != b.score {
		return -cmp.Compare(a.score, b.score)
	}
	x, y := &d.h.docs[a.doc], &d.h.docs[b.doc]
	return cmp.Or(-cmp.Compare(x.published, y.published), x.id.Compare(y.id))
}

// weighUp compares a document closely, and keeps it if it may be a hit.
func (d *draft) weighUp(doc uint32) {
	e := &d.h.docs[doc]
	c := d.compare(d.h, doc)
	factor, ok := d.boost(e)
	if c.likeness <= 0 || c.likeness < d.Threshold || !ok {
		return
	}
	r := result{doc: doc, likeness: c.likeness + c.filed, factor: factor, entry: e}
	r.score = min(r.likeness*factor*d.freshness.between(d.source.published, e.published), math.MaxFloat64)
	d.results = append(d.results, r)
}
