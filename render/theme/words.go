package theme

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
)

// words are what the interface says in one language. Another language is another
// value in wordTables; a test holds each to having every word.
type words struct {
	lang string // base language (BCP 47)
	tag  language.Tag

	skip, sections, search, breadcrumb, feed      string
	published, updated                            phrase
	share, email, picture, embed, readAlso        string
	tagged, think, saved, undone, failed          string
	around, previous, next, latest, related       string
	about, quickLinks, topCategories, rights      string
	sectionList, tagList, authorList              string
	pages, newer, older, nothingYet               string
	searchTitle, searchHint                       string
	results, noResults                            phrase
	missing, missingText, gone, goneText          string
	broken, brokenText, nothingFound, untitled    string
	members, paid, warning, licence, terms        string
	corrections, commentsClosed                   string
	part, sponsor, source, via, translated        phrase
	genres                                        map[article.Genre]string // all but the report
	digital                                       map[article.DigitalSource]string
	warnings                                      map[article.Warning]string
	kinds                                         map[article.CorrectionKind]string
	months                                        [12]string
	date, month                                   string // order of a date: D, MONTH and Y stand for its parts
	minutes, commented, fresh, found              counted
	menu, shortMenu, showMore, close              string
	latestIn, showMoreIn                          phrase
	notification, sinceVisit                      string
	resizer, dark, settings                       string
	reading, copyLink, copied, printIt, comments  string
	ad, followUs, blog, why, shares               string
	consent, consentText, accept, reject, privacy string
	newsletter, newsletterText, newsletterDone    string
	subscribe, confirmed                          string
	emailAddress, password, yourName              string
	signIn, signInText, signOut, lost             string
	lostTitle, lostText, lostDone, send           string
	join, joinText, joinDone                      string
	renew, renewText, renewDone, save             string
	faultEmail, faultSignIn, faultPassword        string
	faultName, faultLink, faultOften, faultTaken  string
}

// A phrase is what stands around a text: "Published …".
type phrase struct{ before, after string }

// counted is what is said of a number, by the plural forms of the language (CLDR), #
// standing for it. Zero, where it is there, is what is said of nothing.
type counted map[plural.Form]string

// of says a number of things.
func (c counted) of(w *words, n int) string {
	form := plural.Cardinal.MatchPlural(w.tag, n%10_000_000, 0, 0, 0, 0)
	if n == 0 && c[plural.Zero] != "" {
		form = plural.Zero
	}
	return strings.Replace(cmp.Or(c[form], c[plural.Other]), "#", strconv.Itoa(n), 1)
}

// wordsFor returns the words of a language, or those in English.
func wordsFor(lang string) *words {
	base, _, _ := strings.Cut(lang, "-")
	for _, w := range wordTables {
		if strings.EqualFold(w.lang, base) {
			return w
		}
	}
	return &english
}

var wordTables = [...]*words{&english, &spanish, &arabic, &german}
