package related

import (
	"cmp"
	"math"
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

func newProfile(d Document, analyzer Analyzer) profile {
	p := profile{entry: entry{id: d.ID, lang: baseLang(d.Lang), section: d.Section, window: d.Window}}
	if !d.Published.IsZero() {
		p.published = d.Published.Unix()
	}
	body := clip(cmp.Or(d.Body, d.Lead), MaxBody)
	lead := beginning(cmp.Or(d.Lead, body))

	terms := counter{analyzer: analyzer, lang: p.lang, key: byStem, place: make(map[Word]int)}
	terms.count(titleWeight, InTitle, clip(d.Title, MaxLabel))
	terms.count(textWeight, InText, lead)
	terms.countLabels(tagWeight, InTags, d.Tags)
	terms.countLabels(categoryWeight, InCategory, d.Categories)
	p.terms, p.termNorm = terms.uses, lengthNorm(terms.total, termLength)

	words := counter{analyzer: analyzer, lang: p.lang, key: byText, place: make(map[Word]int)}
	words.count(titleWeight, InTitle, clip(d.Title, MaxLabel))
	words.countLabels(tagWeight, InTags, d.Tags)
	words.count(textWeight, InText, body)
	words.countLabels(0, InCategory, d.Categories)
	p.words, p.wordNorm = words.uses, lengthNorm(words.total, wordLength)
	return p
}

// findable reports whether there is a word by which Search finds the document.
func (p profile) findable() bool {
	return slices.ContainsFunc(p.words, func(u use) bool { return u.weight > 0 })
}

// counter adds up the words of a document, field by field.
type counter struct {
	analyzer Analyzer
	lang     string
	key      func(Word) Word // under which a word is filed; an empty one is not
	place    map[Word]int    // in uses
	uses     []use           // in the order of the text
	total    int             // of the weights
}

func byStem(w Word) Word { return Word{Stem: w.Stem} }
func byText(w Word) Word { return w }

func (c *counter) count(weight int, field Field, text string) {
	for word := range c.analyzer.Words(text, c.lang) {
		key := c.key(word)
		if word.Text == "" || key == (Word{}) {
			continue
		}
		i, ok := c.place[key]
		if !ok {
			i = len(c.uses)
			c.place[key] = i
			c.uses = append(c.uses, use{word: key})
		}
		u := &c.uses[i]
		u.weight = uint16(min(int(u.weight)+weight, math.MaxUint16))
		u.fields |= field
		c.total += weight
	}
}

func (c *counter) countLabels(weight int, field Field, labels []string) {
	for _, label := range labels[:min(len(labels), MaxTerms)] {
		c.count(weight, field, clip(label, MaxLabel))
	}
}
