package related

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/newsjunction/news/taxonomy"
)

// A Suggester finds the known tags in a text, by their labels in all languages and
// their aliases. It is never changed, and safe for concurrent use.
type Suggester struct {
	words lexicon
	steps map[step]uint32        // to the node behind a word
	tags  map[uint32]taxonomy.ID // of the labels that end at a node
}

// step is a word behind the words that led to a node; 0 is the beginning.
type step struct{ node, word uint32 }

// A Suggestion is a tag that a text names.
type Suggestion struct {
	Tag   taxonomy.ID
	Text  string // as the text names it first
	At    int    // where, in bytes
	Count int    // how often
}

// NewSuggester returns the Suggester of a tree's tags. Labels and aliases of what was
// merged into a tag stand for that tag; retired tags are not suggested.
func NewSuggester(tree *taxonomy.Tree) *Suggester {
	s := &Suggester{words: newLexicon(), steps: make(map[step]uint32), tags: make(map[uint32]taxonomy.ID)}
	for tag := range tree.Tags() {
		if tag.Retired {
			continue
		}
		s.add(tag.ID, tag.Term)
		for merged := range tree.Merged(tag.ID) {
			s.add(tag.ID, merged)
		}
	}
	return s
}

// MaxSuggest is how much of a text is read, in bytes.
const MaxSuggest = MaxBody

func (s *Suggester) add(id taxonomy.ID, names taxonomy.Term) {
	for _, label := range names.Labels {
		s.addName(id, label.Text)
	}
	for _, alias := range names.Aliases {
		s.addName(id, alias)
	}
}

// addName lets a name lead to a tag, unless it leads to another already.
func (s *Suggester) addName(id taxonomy.ID, name string) {
	node := uint32(0)
	for w := range namedWords(name) {
		next := step{node, s.words.intern([]byte(w.folded))}
		if s.steps[next] == 0 {
			s.steps[next] = uint32(len(s.steps) + 1)
		}
		node = s.steps[next]
	}
	if _, ok := s.tags[node]; !ok && node != 0 {
		s.tags[node] = id
	}
}

// Suggest returns the tags that a text names, the most often named first. Of names
// that begin at the same word the longest counts, and what it covers names nothing
// else: "South Korea" is not Korea.
func (s *Suggester) Suggest(text string) []Suggestion {
	text = clip(text, MaxSuggest)
	found := make(map[taxonomy.ID]*Suggestion)
	for name := range s.names(text) {
		if first := found[name.Tag]; first != nil {
			first.Count++
		} else {
			found[name.Tag] = &name
		}
	}
	all := make([]Suggestion, 0, len(found))
	for _, f := range found {
		all = append(all, *f)
	}
	slices.SortFunc(all, func(a, b Suggestion) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.At, b.At))
	})
	return all
}

// names yields the names in a text, in order.
func (s *Suggester) names(text string) iter.Seq[Suggestion] {
	return func(yield func(Suggestion) bool) {
		var ahead []namedWord // words that are read and not passed
		next, stop := iter.Pull(namedWords(text))
		defer stop()
		for {
			tag, length := taxonomy.ID{}, 0
			node := uint32(0)
			for i := 0; ; i++ {
				if i == len(ahead) {
					w, ok := next()
					if !ok {
						break
					}
					ahead = append(ahead, w)
				}
				word, ok := s.words.seek([]byte(ahead[i].folded))
				if !ok {
					break
				}
				if node = s.steps[step{node, word}]; node == 0 {
					break
				}
				if id, ok := s.tags[node]; ok {
					tag, length = id, i+1
				}
			}
			if len(ahead) == 0 {
				return
			}
			if length > 0 {
				from, to := ahead[0].from, ahead[length-1].to
				if !yield(Suggestion{tag, text[from:to], from, 1}) {
					return
				}
			}
			ahead = append(ahead[:0], ahead[max(length, 1):]...)
		}
	}
}

// namedWord is a word of a name or a text.
type namedWord struct {
	folded   string
	from, to int
}

// namedWords yields the words of a text. Each character of a script without spaces is
// one.
func namedWords(text string) iter.Seq[namedWord] {
	return func(yield func(namedWord) bool) {
		at := 0
		for it := words.FromString(text); it.Next(); {
			raw, from := it.Value(), at
			at += len(raw)
			first, _ := utf8.DecodeRuneInString(raw)
			if unspaced(first) {
				for i := 0; i < len(raw); {
					_, size := utf8.DecodeRuneInString(raw[i:])
					if !yield(namedWord{raw[i : i+size], from + i, from + i + size}) {
						return
					}
					i += size
				}
				continue
			}
			if !wordlike(raw) {
				continue
			}
			whole := raw + sign(raw, text[at:])
			for _, owner := range []string{"'s", "’s"} {
				whole = strings.TrimSuffix(whole, owner)
			}
			if !yield(namedWord{plain(foldCase(whole)), from, from + len(whole)}) {
				return
			}
		}
	}
}

func wordlike(s string) bool {
	for _, r := range s {
		if wordRune(r) {
			return true
		}
	}
	return false
}
