package related

import (
	"cmp"
	"slices"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
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
	}
	return "none"
}

// profile is a document as an index knows it, before it is filed.
type profile struct {
	entry
	terms []use // stems, which Related compares
	words []use // words as written, which Search looks for
}

// use is how much a document makes of a word.
type use struct {
	word   Word
	weight uint16 // sum over the fields, in units of 1/unit; 0: only to be shown
	fields Field
}

// entry is what an index keeps of a document but for its words.
type entry struct {
	id        article.ID
	lang      string // base language
	section   taxonomy.ID
	published int64 // Unix seconds; 0: unknown
	window    article.Window
	termNorm  float64 // what the length of the compared text puts into the denominator of BM25
	wordNorm  float64 // the same of the searched text
}

const (
	unit = 2 // a category weighs half as much as a word of the text

	titleWeight    = 3 * unit
	textWeight     = 1 * unit
	tagWeight      = 1 * unit
	categoryWeight = unit / 2
)

// profiler reads a document field by field.
type profiler struct {
	analyzer Analyzer
	lang     string
	place    map[Word]int
	uses     []use
}

func (p *profiler) reset() { p.place, p.uses = make(map[Word]int), nil }

// add counts the words of a text, and returns how many there are. Key says under
// which Word an index files one; one without an entry is not filed.
func (p *profiler) add(text string, weight int, field Field, key func(Word) Word) int {
	count := 0
	for word := range p.analyzer.Words(text, p.lang) {
		k := key(word)
		if word.Text == "" || k == (Word{}) {
			continue
		}
		count++
		i, ok := p.place[k]
		if !ok {
			i = len(p.uses)
			p.place[k] = i
			p.uses = append(p.uses, use{word: k})
		}
		p.uses[i].weight = uint16(min(int(p.uses[i].weight)+weight, 1<<16-1))
		p.uses[i].fields |= field
	}
	return count
}

func byStem(w Word) Word { return Word{Stem: w.Stem} }
func byText(w Word) Word { return w }

func newProfile(d Document, analyzer Analyzer) profile {
	p := profile{entry: entry{id: d.ID, lang: baseLang(d.Lang), section: d.Section, window: d.Window}}
	if !d.Published.IsZero() {
		p.published = d.Published.Unix()
	}
	lead, body, title := d.Lead, clip(d.Body, MaxBody), clip(d.Title, MaxLabel)
	if body == "" {
		body = clip(lead, MaxBody)
	}
	lead = beginning(cmp.Or(lead, body))
	read := profiler{analyzer: analyzer, lang: p.lang}

	read.reset()
	n := read.add(title, titleWeight, InTitle, byStem) * titleWeight
	n += read.add(lead, textWeight, InText, byStem) * textWeight
	n += read.addAll(d.Tags, tagWeight, InTags, byStem) * tagWeight
	n += read.addAll(d.Categories, categoryWeight, InCategory, byStem) * categoryWeight
	p.terms, p.termNorm = read.uses, lengthNorm(n, termLength)

	read.reset()
	n = read.add(title, titleWeight, InTitle, byText) * titleWeight
	n += read.addAll(d.Tags, tagWeight, InTags, byText) * tagWeight
	n += read.add(body, textWeight, InText, byText) * textWeight
	read.addAll(d.Categories, 0, InCategory, byText)
	p.words, p.wordNorm = read.uses, lengthNorm(n, wordLength)
	return p
}

func (p *profiler) addAll(labels []string, weight int, field Field, key func(Word) Word) int {
	count := 0
	for _, label := range labels[:min(len(labels), MaxTerms)] {
		count += p.add(clip(label, MaxLabel), weight, field, key)
	}
	return count
}

// searchable reports whether anything can find the document.
func (p profile) searchable() bool {
	posted := func(u use) bool { return u.weight > 0 }
	return slices.ContainsFunc(p.terms, posted) || slices.ContainsFunc(p.words, posted)
}
