package prose

import (
	"slices"
	"strings"
)

// A Rate is how fast an adult reads a script silently, as a rule in one language.
type Rate struct {
	Lang      string // base language (BCP 47); "" for a script without one of its own
	Script    Script
	PerMinute int    // words, or characters, as the script is counted
	Source    string // of the figure
}

// Rates returns the figures by which [Speed] works, those of a script together. Where a
// language has none, the first of its script holds; a script in words that has none is
// read like English.
func Rates() []Rate { return slices.Clone(rates[:]) }

const (
	brysbaert = "Brysbaert 2019, Journal of Memory and Language 109, doi:10.1016/j.jml.2019.104047"
	song      = "Song et al. 2016, Journal of the Korean Ophthalmological Society, as cited by getzola/zola#3145"
	wang      = "Wang et al. 2024, Studies of Psychology and Behavior, doi:10.12139/j.1672-0628.2024.02.005, as cited by getzola/zola#3145"
	kobayashi = "Kobayashi and Kawashima 2018, ITE Journal 72, doi:10.3169/itej.72.J154, as cited by getzola/zola#3145"
	stories   = "house estimate: ten parallel stories of NTREX-128 take as long as in English (the rule of Brysbaert 2019)"
	likeThai  = "house estimate: as Thai"
	likeHan   = "house estimate: as Chinese"
)

// english is the rate of the language that the others are compared with.
const english = 238

var rates = [...]Rate{
	{"en", Latin, english, brysbaert},
	{"de", Latin, 245, stories},
	{"es", Latin, 275, stories},
	{"fi", Latin, 180, stories},
	{"fr", Latin, 275, stories},
	{"tr", Latin, 195, stories},
	{"vi", Latin, 335, stories},
	{"ru", Cyrillic, 215, stories},
	{"el", Greek, 255, stories},
	{"hy", Armenian, 200, stories},
	{"he", Hebrew, 195, stories},
	{"ar", Arabic, 215, stories},
	{"fa", Arabic, 275, stories},
	{"hi", Indic, 290, stories},
	{"bn", Indic, 210, stories},
	{"te", Indic, 175, stories},
	{"ko", Hangul, 202, song},
	{"zh", Han, 439, wang},
	{"ja", Han, 653, kobayashi},
	{"ja", Kana, 653, kobayashi},
	{"th", Thai, 1020, stories},
	{"lo", Lao, 975, stories},
	{"km", Khmer, 1020, likeThai},
	{"my", Burmese, 1020, likeThai},
	{"", OtherChars, 439, likeHan},
	{"", Unknown, 1020, likeThai},
}

// rateOf returns the rate of a script in a text of a language.
func rateOf(lang string, script Script) int {
	base := baseOf(lang)
	found := english
	for i := len(rates) - 1; i >= 0; i-- { // so that the first of a script is found last
		if r := &rates[i]; r.Script == script {
			if r.Lang == base {
				return r.PerMinute
			}
			found = r.PerMinute
		}
	}
	return found
}

// numberRate returns the rate of numbers in a text of a language: that of its words.
func numberRate(lang string) int {
	base := baseOf(lang)
	for i := range rates {
		if rates[i].Lang == base && rates[i].Script.InWords() {
			return rates[i].PerMinute
		}
	}
	return english
}

// baseOf returns the base language of a tag, in lower case.
func baseOf(lang string) string {
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		lang = lang[:i]
	}
	return strings.ToLower(lang)
}
