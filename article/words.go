package article

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	maxTable = 64 * 64 // cells of the table of a common sequence: cost a word stays bounded
	maxDepth = 32      // anchors between anchors
)

// A comparison compares texts, one pair after the other. Its zero value is ready.
type comparison struct {
	ids   map[string]int // of all words it met
	slots []slot         // by id
	pass  int            // what slots are of
	table []int          // of common
	done  []step
}

// A slot says where a word stands in the two stretches of a pass.
type slot struct {
	pass          int
	before, after int // the index, where it stands once
	times, again  int
}

// A word is a run of letters and digits, or of spaces, or one other character.
type word struct {
	id   int // the same for the same text
	text string
}

// A step is a stretch of words with what became of it.
type step struct {
	op    Op
	words []word
}

// words returns the runs of two texts, each differing from the next by its operation:
// where words were replaced, the removed run comes first. It is nil for two empty texts.
//
// It anchors both on words that each has once, in the order common to both (patience
// diff, B. Cohen), does the same between the anchors, and where there are none looks for
// the longest common sequence if the stretch is short.
func (c *comparison) words(earlier, later string) []Run {
	if c.ids == nil {
		c.ids = make(map[string]int)
	}
	c.done = c.done[:0]
	c.stretch(c.split(earlier), c.split(later), 0)
	return c.runs()
}

func (c *comparison) split(s string) []word {
	list := make([]word, 0, len(s)/3)
	for len(s) > 0 {
		n := wordEnd(s)
		id, ok := c.ids[s[:n]]
		if !ok {
			id = len(c.ids)
			c.ids[s[:n]] = id
		}
		list = append(list, word{id, s[:n]})
		s = s[n:]
	}
	return list
}

// wordEnd returns the length of the first word of s. Scripts without spaces between
// words are compared character by character.
func wordEnd(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	first := classOf(r)
	if first == alone {
		return n
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if class := classOf(r); class != first && !(first == letters && unicode.IsMark(r)) {
			break
		}
		n += size
	}
	return n
}

type class uint8

const (
	alone class = iota
	letters
	spaces
)

func classOf(r rune) class {
	switch {
	case unicode.IsSpace(r):
		return spaces
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return alone
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return letters
	}
	return alone
}

func (c *comparison) did(op Op, words []word) {
	if len(words) > 0 {
		c.done = append(c.done, step{op, words})
	}
}

// stretch compares two stretches of words.
func (c *comparison) stretch(x, y []word, depth int) {
	n := 0
	for n < len(x) && n < len(y) && x[n].id == y[n].id {
		n++
	}
	c.did(Kept, x[:n])
	x, y = x[n:], y[n:]
	n = 0
	for n < len(x) && n < len(y) && x[len(x)-1-n].id == y[len(y)-1-n].id {
		n++
	}
	end := x[len(x)-n:]
	x, y = x[:len(x)-n], y[:len(y)-n]
	switch {
	case len(x) == 0 || len(y) == 0 || depth == maxDepth:
		c.replace(x, y)
	case len(x)*len(y) <= maxTable:
		c.common(x, y)
	default:
		c.anchored(x, y, depth)
	}
	c.did(Kept, end)
}

func (c *comparison) replace(x, y []word) {
	c.did(Removed, x)
	c.did(Added, y)
}

// anchored compares what lies between words that each stretch has once.
func (c *comparison) anchored(x, y []word, depth int) {
	order, place := c.once(x, y)
	stays := rising(order, len(x))
	i, j, found := 0, 0, false
	for n, anchor := range order {
		if stays[anchor] {
			c.stretch(x[i:anchor], y[j:place[n]], depth+1)
			c.did(Kept, x[anchor:anchor+1])
			i, j, found = anchor+1, place[n]+1, true
		}
	}
	if !found {
		c.replace(x, y)
		return
	}
	c.stretch(x[i:], y[j:], depth+1)
}

// once returns where the words stand that both stretches have once: in x, and in y, in
// whose order they are.
func (c *comparison) once(x, y []word) (order, place []int) {
	c.slots = append(c.slots, make([]slot, len(c.ids)-len(c.slots))...)
	c.pass++
	at := func(id int) *slot {
		s := &c.slots[id]
		if s.pass != c.pass {
			*s = slot{pass: c.pass}
		}
		return s
	}
	for i := range x {
		s := at(x[i].id)
		s.before, s.times = i, s.times+1
	}
	for j := range y {
		s := at(y[j].id)
		s.after, s.again = j, s.again+1
	}
	for j := range y {
		if s := at(y[j].id); s.times == 1 && s.again == 1 {
			order, place = append(order, s.before), append(place, j)
		}
	}
	return order, place
}

// common compares two short stretches by their longest common sequence.
func (c *comparison) common(x, y []word) {
	width := len(y) + 1
	c.table = slices.Grow(c.table[:0], (len(x)+1)*width)[:(len(x)+1)*width]
	length := c.table // of the longest sequence common to x[i:] and y[j:]
	clear(length)
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i].id == y[j].id {
				length[i*width+j] = length[(i+1)*width+j+1] + 1
			} else {
				length[i*width+j] = max(length[(i+1)*width+j], length[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i].id == y[j].id:
			c.did(Kept, x[i:i+1])
			i, j = i+1, j+1
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			c.did(Removed, x[i:i+1])
			i++
		default:
			c.did(Added, y[j:j+1])
			j++
		}
	}
	c.replace(x[i:], y[j:])
}

// runs joins the steps: between two kept runs there is at most one removed and one
// added, and kept spaces between two changed words go with them.
func (c *comparison) runs() []Run {
	var list []Run
	var text [Added + 1][]byte
	flush := func() {
		for op := Kept; op <= Added; op++ {
			if len(text[op]) > 0 {
				list = append(list, Run{op, string(text[op])})
			}
			text[op] = text[op][:0]
		}
	}
	for n, s := range c.done {
		changed := len(text[Removed])+len(text[Added]) > 0
		if s.op == Kept && changed && c.between(n) {
			text[Removed] = appendWords(text[Removed], s.words)
			text[Added] = appendWords(text[Added], s.words)
			continue
		}
		if s.op == Kept && changed {
			flush()
		}
		text[s.op] = appendWords(text[s.op], s.words)
	}
	flush()
	return list
}

// between reports whether a kept step is but a space before another change of words, so
// that "red wine" to "white beer" is one change and not two.
func (c *comparison) between(n int) bool {
	words := c.done[n].words
	return len(words) == 1 && isSpace(words[0].text) && n+1 < len(c.done) && c.done[n+1].op != Kept &&
		c.pairs(n-1, -1) && c.pairs(n+1, 1)
}

// pairs reports whether a change is a replacement: both operations stand together.
func (c *comparison) pairs(n, dir int) bool {
	other := n + dir
	return other >= 0 && other < len(c.done) && c.done[n].op != Kept && c.done[other].op != Kept && c.done[n].op != c.done[other].op
}

func isSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func appendWords(dst []byte, words []word) []byte {
	for _, w := range words {
		dst = append(dst, w.text...)
	}
	return dst
}

// rising marks, of numbers below limit that are each given once, those of a longest
// rising subsequence (patience sorting).
func rising(order []int, limit int) []bool {
	var tops []int // the index in order of the last number of a rising sequence of each length
	previous := make([]int, len(order))
	for k, number := range order {
		at, _ := slices.BinarySearchFunc(tops, number, func(top, number int) int { return order[top] - number })
		previous[k] = -1
		if at > 0 {
			previous[k] = tops[at-1]
		}
		if at == len(tops) {
			tops = append(tops, k)
		} else {
			tops[at] = k
		}
	}
	marked := make([]bool, limit)
	if len(tops) > 0 {
		for k := tops[len(tops)-1]; k >= 0; k = previous[k] {
			marked[order[k]] = true
		}
	}
	return marked
}
