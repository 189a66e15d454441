package mediatopics

import "golang.org/x/text/language"

// tag returns the BCP 47 tag of a language key. QUIRK: IPTC writes country codes
// for Swedish and Danish, and a form of its own for the two Norwegians; "se" would
// be Northern Sami.
func tag(key string) (string, bool) {
	switch key {
	case "se":
		return "sv", true
	case "dk":
		return "da", true
	case "no-NB":
		return "nb", true
	case "no-NN":
		return "nn", true
	}
	t, err := language.Parse(key)
	if err != nil || t == language.Und {
		return "", false
	}
	return t.String(), true
}
