package related

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// A word's text in a lexicon is its key, which says its language, its spelling, and
// how its stem differs from that.
//
//	language (varint) · text · 0 · length of the stem where the text begins with it, or 255 · stem
func wordKey(dst []byte, lang uint32, w Word) []byte {
	dst = wordStart(dst, lang, w.Text)
	dst = append(dst, 0)
	if n := len(w.Stem); n < 255 && n <= len(w.Text) && w.Text[:n] == w.Stem {
		return append(dst, byte(n))
	}
	return append(append(dst, 255), w.Stem...)
}

// wordStart is what the keys of words that begin with a text begin with.
func wordStart(dst []byte, lang uint32, text string) []byte {
	return append(binary.AppendUvarint(dst, uint64(lang)), text...)
}

// splitKey takes a key apart.
func splitKey(key []byte) (lang uint32, text, stem string) {
	n, size := binary.Uvarint(key)
	key = key[size:]
	end := bytes.IndexByte(key, 0)
	text, key = string(key[:end]), key[end+1:]
	if key[0] == 255 {
		return uint32(n), text, string(key[1:])
	}
	return uint32(n), text, text[:key[0]]
}

// text returns the spelling of a word.
func (l *lexicon) text(word uint32) string {
	_, text, _ := splitKey(l.at(word))
	return text
}

// lang returns the language of a word, in langs.
func (h *holdings) lang(word uint32) uint32 {
	lang, _ := binary.Uvarint(h.words.at(word))
	return uint32(lang)
}

// sortWords puts the latest words in order when they have become many. Readers may be
// using the order that there is.
func (h *holdings) sortWords() {
	const few = 1 << 10
	if loose := h.words.len() - len(h.order); loose < few+len(h.order)/16 {
		return
	}
	loose := make([]uint32, 0, h.words.len()-len(h.order))
	for n := len(h.order); n < h.words.len(); n++ {
		loose = append(loose, uint32(n))
	}
	compare := func(a, b uint32) int { return bytes.Compare(h.words.at(a), h.words.at(b)) }
	slices.SortFunc(loose, compare)
	merged := make([]uint32, 0, h.words.len())
	for old := h.order; len(old) > 0 || len(loose) > 0; {
		if len(loose) == 0 || len(old) > 0 && compare(old[0], loose[0]) < 0 {
			merged, old = append(merged, old[0]), old[1:]
		} else {
			merged, loose = append(merged, loose[0]), loose[1:]
		}
	}
	h.order = merged
}

// beginning yields the words of a language that begin with a text.
func (h *holdings) beginning(lang uint32, text string) func(yield func(uint32) bool) {
	start := wordStart(nil, lang, text)
	return func(yield func(uint32) bool) {
		at, _ := slices.BinarySearchFunc(h.order, start, func(n uint32, key []byte) int { return bytes.Compare(h.words.at(n), key) })
		for _, n := range h.order[at:] {
			if !bytes.HasPrefix(h.words.at(n), start) {
				break
			}
			if !yield(n) {
				return
			}
		}
		for n := len(h.order); n < h.words.len(); n++ {
			if bytes.HasPrefix(h.words.at(uint32(n)), start) && !yield(uint32(n)) {
				return
			}
		}
	}
}

// stemmed yields the words of a language that have a stem.
func (h *holdings) stemmed(lang uint32, stem string) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		term, ok := h.terms.seek([]byte(stem))
		if !ok {
			return
		}
		for n := h.tops[term]; n != none; n = h.next[n] {
			if h.lang(n) == lang && !yield(n) {
				return
			}
		}
	}
}
