package mediatopics

import (
	"slices"
	"strings"

	"github.com/newsjunction/news/taxonomy/text"
)

// A Verdict is what a retirement note comes to.
type Verdict int

const (
	Silent  Verdict = iota // there is no note; nothing takes the place of the concept
	Replace                // one topic takes its place
	Choose                 // the note names several ways, and a person decides
	Unclear                // there is a note, and a person must read it
)

// String names the verdict in lower case.
func (v Verdict) String() string {
	switch v {
	case Replace:
		return "replace"
	case Choose:
		return "choose"
	case Unclear:
		return "unclear"
	}
	return "silent"
}

// Advice is what a release says of a retired concept. IPTC has no field for a
// successor: it is read from English prose, of which five wordings are known.
type Advice struct {
	Verdict Verdict
	Topics  []Code   // the topics to use instead, in the order of the note
	Beside  []string // what the note names of other vocabularies, as written: "genre:Analysis", "sports facet cyclingtype"
	Note    string   // the prose
}

// Advice reads the notes of a retired concept. That of a concept in use, or
// unknown, is Silent.
//
// A note that names one topic is Replace, be it by code, by a label that one live
// concept has, or as the parent; a facet that is to be used with it ("cycling +
// sports facet cyclingtype") stands in Beside. Two topics, or one topic "or"
// something else, are Choose.
func (r *Release) Advice(code Code) Advice {
	c, ok := r.Concept(code)
	if !ok || !c.IsRetired() || len(c.Notes) == 0 {
		return Advice{}
	}
	n := note{self: c}
	for _, prose := range c.Notes {
		for _, sentence := range strings.Split(prose, ". ") {
			n.read(sentence)
		}
	}
	for _, label := range n.labels {
		n.topics = append(n.topics, r.live[text.Fold(label)]...)
	}
	n.topics = unique(n.topics)
	a := Advice{Topics: n.topics, Beside: n.beside, Note: strings.Join(c.Notes, "\n")}
	a.Verdict = n.verdict()
	return a
}

// note gathers what the sentences of one concept's notes name.
type note struct {
	self   Concept
	topics []Code
	labels []string // of topics that are named without a code
	beside []string
	either bool // two of them are joined by "or"
}

func (n *note) verdict() Verdict {
	switch {
	case len(n.topics) == 0:
		return Unclear
	case len(n.topics) > 1 || n.either:
		return Choose
	}
	return Replace
}

// read takes what one sentence tells to use. What stands before the verb is the
// concept itself or its history, and a sentence without one of the verbs is about
// something else.
func (n *note) read(sentence string) {
	if strings.Contains(strings.ToLower(sentence), "covered by the parent") {
		if n.self.Parent != "" {
			n.topics = append(n.topics, n.self.Parent)
		}
		return
	}
	rest, ok := afterVerb(sentence)
	if !ok {
		return
	}
	if label, ok := strings.CutPrefix(rest, "Media Topic"); ok && !strings.Contains(rest, prefix) {
		n.readLabel(label)
		return
	}
	n.readCodes(strings.Fields(rest))
}

// afterVerb returns what follows the first verb of a sentence.
func afterVerb(sentence string) (string, bool) {
	words := strings.ToLower(sentence)
	first, end := len(words), 0
	for _, verb := range []string{"merged into ", "merged with ", "replaced by ", "use "} {
		for from := 0; ; {
			i := strings.Index(words[from:], verb)
			if i < 0 {
				break
			}
			// "because" is no verb.
			if i += from; i == 0 || words[i-1] == ' ' {
				if i < first {
					first, end = i, i+len(verb)
				}
				break
			}
			from = i + len(verb)
		}
	}
	// A letter whose lower case has another length would shift the places.
	if end == 0 || len(words) != len(sentence) {
		return "", false
	}
	return strings.TrimSpace(sentence[end:]), true
}

// readLabel reads what follows "Media Topic": a label, and behind a plus a facet.
// QUIRK: the blanks around both are missing here and there.
func (n *note) readLabel(rest string) {
	label, facet, _ := strings.Cut(rest, "+")
	n.labels = append(n.labels, trimmed(label))
	if facet = trimmed(facet); facet != "" {
		n.beside = append(n.beside, facet)
	}
}

func trimmed(s string) string { return strings.Trim(s, " .") }

// readCodes reads names such as medtop:20000168 and genre:Analysis among words.
func (n *note) readCodes(words []string) {
	before, named := "", false
	for _, word := range words {
		word = strings.Trim(word, "().,;:")
		code, ok := ParseCode(word)
		switch {
		case ok && strings.ContainsAny(word, ":") && code != n.self.Code:
			n.topics = append(n.topics, code)
		case !ok && isName(word):
			n.beside = append(n.beside, word)
		default:
			before = word
			continue
		}
		n.either = n.either || named && (before == "or" || before == "and/or")
		named = true
	}
}

// isName reports whether a word names something in a vocabulary: "genre:Analysis".
func isName(word string) bool {
	scheme, name, ok := strings.Cut(word, ":")
	return ok && letters(scheme) && letters(name)
}

func letters(s string) bool {
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') }
	return s != "" && !strings.ContainsFunc(s, odd)
}

// unique keeps the first of each.
func unique(codes []Code) []Code {
	var out []Code
	for _, code := range codes {
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// Successor follows the advice from a retired concept to the one in use that takes
// its place, over those that were retired in between; a concept in use is its own. It
// is not ok where the way ends in a concept without one, is longer than 32 steps, or
// leads to a code that a whole release does not have. A part says nothing of what it
// leaves out: such a code is returned.
func (r *Release) Successor(code Code) (Code, bool) {
	for range maxSteps {
		c, known := r.Concept(code)
		if !known && r.Partial || known && !c.IsRetired() {
			return code, true
		}
		advice := r.Advice(code)
		if advice.Verdict != Replace {
			return "", false
		}
		code = advice.Topics[0]
	}
	return "", false
}

// maxSteps bounds the way to a successor.
const maxSteps = 32
