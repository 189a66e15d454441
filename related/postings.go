package related

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// posting says that a document has a word.
type posting struct {
	doc    uint32
	impact uint16
	fields Field
}

// list is all there is to say of a word. Postings of documents that are gone stay
// until the index is compacted; df counts those that are not gone.
type list struct {
	word     Word
	df       int
	postings []posting // by doc
}

// ref is a use of a word that is filed.
type ref struct {
	list   uint32
	weight uint16
	fields Field
}

// postings is an inverted index.
type postings struct {
	lists []list
	ids   map[Word]uint32
}

func (p *postings) file(doc uint32, uses []use, norm float64, added func(uint32, Word)) []ref {
	refs := make([]ref, len(uses))
	for i, u := range uses {
		id, ok := p.ids[u.word]
		if !ok {
			id = uint32(len(p.lists))
			// The index must not hold the text that its words were cut from.
			u.word = Word{strings.Clone(u.word.Text), strings.Clone(u.word.Stem)}
			p.ids[u.word] = id
			p.lists = append(p.lists, list{word: u.word})
			added(id, u.word)
		}
		refs[i] = ref{id, u.weight, u.fields}
		if u.weight > 0 {
			l := &p.lists[id]
			l.df++
			l.postings = append(l.postings, posting{doc, impact(u.weight, norm), u.fields})
		}
	}
	return refs
}

// drop forgets that a document has its words; the postings stay.
func (p *postings) drop(refs []ref) {
	for _, r := range refs {
		if r.weight > 0 {
			p.lists[r.list].df--
		}
	}
}

// uses returns what was filed.
func (p *postings) uses(refs []ref) []use {
	uses := make([]use, len(refs))
	for i, r := range refs {
		uses[i] = use{p.lists[r.list].word, r.weight, r.fields}
	}
	return uses
}

// shelf holds the words of all documents in one language, for Search.
type shelf struct {
	postings
	docs    int
	byStem  map[string][]uint32 // lists of the words with a stem
	byFirst map[rune][]uint32   // lists of the words with a first character
}

func newShelf() *shelf {
	return &shelf{
		postings: postings{ids: make(map[Word]uint32)},
		byStem:   make(map[string][]uint32),
		byFirst:  make(map[rune][]uint32),
	}
}

func (s *shelf) added(id uint32, w Word) {
	first, _ := utf8.DecodeRuneInString(w.Text)
	s.byFirst[first] = append(s.byFirst[first], id)
	if w.Stem != "" {
		s.byStem[w.Stem] = append(s.byStem[w.Stem], id)
	}
}

// matching yields the lists of the words that a query's word stands for: those of
// its spelling or stem, which are the same word, and, where it is a prefix, those
// that begin with it, which are not.
func (s *shelf) matching(w Word, prefix bool) iter.Seq2[uint32, bool] {
	return func(yield func(uint32, bool) bool) {
		if w.Stem != "" {
			for _, id := range s.byStem[w.Stem] {
				if !yield(id, true) {
					return
				}
			}
		}
		first, _ := utf8.DecodeRuneInString(w.Text)
		for _, id := range s.byFirst[first] {
			other := s.lists[id].word
			sameStem := w.Stem != "" && other.Stem == w.Stem // yielded above
			if other.Text == w.Text || prefix && !sameStem && strings.HasPrefix(other.Text, w.Text) {
				if !yield(id, other.Text == w.Text) {
					return
				}
			}
		}
	}
}
