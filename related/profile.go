package related

import (
	"cmp"
	"math"
	"strings"
)

// A Field is a part of a document.
type Field uint8

// The fields, the more telling first.
const (
	InTitle    Field = 1 << iota // the headline
	InTags                       // a tag's label
	InText                       // the lead, for Search the whole body
	InCategory                   // a category's label
	InDate                       // no text: how near in time it is
	InWeight                     // no text: the document's weight and the caller's boost
)

// String returns the field's name, such as "title".
func (f Field) String() string {
	switch f {
	case InTitle:
		return "title"
	case InTags:
		return "tags"
	case InText:
		return "text"
	case InCategory:
		return "category"
	case InDate:
		return "date"
	case InWeight:
		return "weight"
	}
	return "none"
}

// profile is a document as an index knows it, before its words have numbers.
type profile struct {
	entry
	lang   string // base language
	series string
	words  []Word
	runs   []run
	labels []string // of categories, folded, each once
}

// run is a stretch of a profile's words within which they are neighbours.
type run struct {
	field              Field
	compared, searched bool
	from, to           int
}

// maxRun is the most words that are read of a title or a label.
const maxRun = 500

func (p *profile) reset() {
	p.words, p.runs, p.labels = p.words[:0], p.runs[:0], p.labels[:0]
}

// read makes of p the profile of a document.
func (p *profile) read(d Document, analyzer Analyzer) {
	p.reset()
	p.lang, p.series = baseLang(d.Lang), clip(d.Series, MaxLabel)
	p.entry = entry{
		id: d.ID, section: d.Section, published: unknown, from: math.MinInt64, until: always,
		url: hashText(d.URL), weight: weightOf(d.Weight),
	}
	if !d.Published.IsZero() {
		p.published = d.Published.Unix()
	}
	if !d.Window.From.IsZero() {
		p.from = nanos(d.Window.From)
	}
	if !d.Window.Until.IsZero() {
		p.until = nanos(d.Window.Until)
	}
	p.add(run{field: InTitle, compared: true, searched: true}, clip(d.Title, MaxLabel), analyzer)
	p.title = p.hash()
	for _, label := range d.Tags[:min(len(d.Tags), MaxTerms)] {
		p.add(run{field: InTags, compared: true, searched: true}, clip(label, MaxLabel), analyzer)
	}
	p.readText(d, analyzer)
	p.readLabels(d.Categories[:min(len(d.Categories), MaxTerms)])
}

// readText reads the lead, and what the body has behind it.
func (p *profile) readText(d Document, analyzer Analyzer) {
	body := clip(cmp.Or(d.Body, d.Lead), MaxBody)
	lead := beginning(cmp.Or(d.Lead, body))
	rest, leads := strings.CutPrefix(body, lead)
	if !leads {
		rest = body
	}
	p.add(run{field: InText, compared: true, searched: leads}, lead, analyzer)
	p.add(run{field: InText, searched: true}, rest, analyzer)
}

func (p *profile) readLabels(labels []string) {
	seen := make(map[string]bool, len(labels))
	for _, label := range labels {
		folded := plain(foldCase(strings.Join(strings.Fields(strings.ToValidUTF8(clip(label, MaxLabel), "\uFFFD")), " ")))
		if folded != "" && !seen[folded] {
			seen[folded] = true
			p.labels = append(p.labels, folded)
		}
	}
}

func (p *profile) add(r run, text string, analyzer Analyzer) {
	r.from = len(p.words)
	for w := range analyzer.Words(text, p.lang) {
		if w.Text == "" || strings.IndexByte(w.Text, 0) >= 0 {
			continue
		}
		p.words = append(p.words, Word{clip(w.Text, MaxWord), clip(w.Stem, MaxWord)})
		if r.field != InText && len(p.words)-r.from == maxRun {
			break
		}
	}
	r.to = len(p.words)
	if r.to > r.from {
		p.runs = append(p.runs, r)
	}
}

// findable reports whether there is a word by which Search finds the document.
func (p *profile) findable() bool {
	for _, r := range p.runs {
		if r.searched {
			return true
		}
	}
	return false
}

// hash returns what the words so far have in common with the same words elsewhere;
// 0 for none.
func (p *profile) hash() uint64 {
	if len(p.words) == 0 {
		return 0
	}
	sum := uint64(len(p.words))
	for _, w := range p.words {
		sum = blend(sum, hashText(w.Text))
	}
	return max(sum, 1)
}

// weightOf returns the factor that a document's weight stands for.
func weightOf(w float64) float32 {
	if w > 0 && w <= math.MaxFloat32 {
		return float32(w)
	}
	return 1
}
