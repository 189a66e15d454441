package mediatopics

import (
	"strings"

	"github.com/newsjunction/news/taxonomy"
)

// A Code names a concept for ever: what follows the colon of "medtop:20000002".
// Labels and parents change, a code never does.
type Code string

const (
	prefix   = "medtop:"
	uriSpace = "cv.iptc.org/newscodes/mediatopic/"
)

// ParseCode reads a code as IPTC writes it: a qcode ("medtop:20000002"), a URI of
// either scheme ("http://cv.iptc.org/newscodes/mediatopic/20000002"), or the bare
// code. A name in another vocabulary is not ok.
//
// QUIRK: a code is digits, but the release of 2019-04-06 has a "2000118x".
func ParseCode(s string) (Code, bool) {
	for _, lead := range []string{prefix, "http://" + uriSpace, "https://" + uriSpace} {
		if rest, ok := strings.CutPrefix(s, lead); ok {
			s = rest
			break
		}
	}
	if !letters(s) || len(s) > 16 || s[0] > '9' {
		return "", false
	}
	return Code(s), true
}

// String returns the qcode: "medtop:20000002"; nothing for the empty Code.
func (c Code) String() string {
	if c == "" {
		return ""
	}
	return prefix + string(c)
}

// ID returns the id of the concept's category, the same at every import of every
// release.
func (c Code) ID() taxonomy.ID { return taxonomy.CategoryID("medtop", string(c)) }
