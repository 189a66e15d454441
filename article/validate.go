package article

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/taxonomy/text"
)

// A Profile is what a house asks of a content beyond what [Content.Check] asks of
// all: its demands, each with its own limit and severity. A nil Profile asks nothing.
type Profile []Demand

// A Demand is one rule of a house.
type Demand struct {
	Rule     Rule
	Role     Role     // of the variant that a rule on texts is about; empty: the one for all purposes
	Limit    int      // for rules of a length or number, inclusive; other rules do not read it
	Severity Severity // of what breaks the rule; the zero Severity is an error
}

// Rule names what a demand is about.
type Rule string

// The rules. Texts are measured in characters (runes), bodies in words.
const (
	RuleHeadline       Rule = "headline"        // has a variant for the role, of its own
	RuleHeadlineLength Rule = "headline-length" // the variant for the role, where there is one, is no longer than Limit
	RuleDeck           Rule = "deck"            // as RuleHeadline, for decks
	RuleDeckLength     Rule = "deck-length"
	RuleSummary        Rule = "summary"
	RuleSummaryLength  Rule = "summary-length"
	RuleMinWords       Rule = "min-words"      // the body has Limit words at least
	RuleMaxWords       Rule = "max-words"      // the body has no more than Limit words
	RuleByline         Rule = "byline"         // somebody is named as the author
	RuleNames          Rule = "names"          // a name is a name alone: no "By", no title, no place
	RuleDateline       Rule = "dateline"       // a place and a date are given
	RuleLead           Rule = "lead"           // there is a lead picture
	RuleAlt            Rule = "alt"            // every picture has an alternative text
	RuleCredit         Rule = "credit"         // every picture names who made it
	RuleCategory       Rule = "category"       // there is a primary category
	RuleTags           Rule = "tags"           // there are Limit tags at least
	RuleSponsor        Rule = "sponsor"        // what is sponsored names its sponsor
	RuleDigitalSource  Rule = "digital-source" // it is said how far machines wrote it
)

// Severity says what a finding means for the article.
type Severity uint8

// The severities.
const (
	SeverityError   Severity = iota // it is not to be published so
	SeverityWarning                 // an editor ought to look at it
)

var severities = [...]string{"error", "warning"}

// String returns "error" or "warning".
func (s Severity) String() string { return nameOf(severities[:], int(s)) }

// MarshalText writes String.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Severity) UnmarshalText(b []byte) error { return readName(s, severities[:], b) }

// A Finding is what breaks a rule of a house.
type Finding struct {
	Path     string // where, from the content down, such as "Body[3].Alt"
	Rule     Rule
	Severity Severity
	Got      int    // the length or number found, for rules that have a limit
	Limit    int    // the limit that it breaks
	Text     string // the text that breaks it, where it is one
}

// String returns the finding in one line of English.
func (f Finding) String() string {
	s := fmt.Sprintf("%s: %s: %s", f.Severity, f.Path, f.Rule)
	if f.Limit != 0 {
		s += fmt.Sprintf(" (%d, limit %d)", f.Got, f.Limit)
	}
	if f.Text != "" {
		s += fmt.Sprintf(" %.80q", f.Text)
	}
	return s
}

// StandardProfile returns the rules that most newsrooms have. Its lengths are house
// estimates of what search results and phones show whole.
func StandardProfile() Profile {
	return Profile{
		{Rule: RuleHeadlineLength, Limit: 110},
		{Rule: RuleHeadlineLength, Role: SEO, Limit: 70, Severity: SeverityWarning},
		{Rule: RuleHeadlineLength, Role: Push, Limit: 65, Severity: SeverityWarning},
		{Rule: RuleDeck, Severity: SeverityWarning},
		{Rule: RuleDeckLength, Limit: 250, Severity: SeverityWarning},
		{Rule: RuleByline, Severity: SeverityWarning},
		{Rule: RuleNames, Severity: SeverityWarning},
		{Rule: RuleAlt},
		{Rule: RuleCredit, Severity: SeverityWarning},
		{Rule: RuleCategory},
		{Rule: RuleSponsor},
	}
}

// Validate returns what in a content breaks the rules of a house, all at once: in the
// order of the profile, and for each rule in that of the content. A rule that is none
// of the known ones finds nothing.
func (c Content) Validate(p Profile) []Finding {
	var findings []Finding
	for _, d := range p {
		d.find(c, func(path, text string, got int) {
			findings = append(findings, Finding{Path: path, Rule: d.Rule, Severity: d.Severity, Got: got, Limit: d.Limit, Text: text})
		})
	}
	return findings
}

// find reports what breaks a demand.
func (d Demand) find(c Content, report func(path, text string, got int)) {
	unless := func(ok bool, path string) {
		if !ok {
			report(path, "", 0)
		}
	}
	switch d.Rule {
	case RuleHeadline, RuleHeadlineLength:
		d.findText("Headlines", c.Headlines, report)
	case RuleDeck, RuleDeckLength:
		d.findText("Decks", c.Decks, report)
	case RuleSummary, RuleSummaryLength:
		d.findText("Summaries", c.Summaries, report)
	case RuleMinWords, RuleMaxWords:
		d.findWords(c.Body, report)
	case RuleByline:
		unless(c.Byline.has(""), "Byline")
	case RuleNames:
		findNames(c, report)
	case RuleDateline:
		unless(c.Dateline.Place != "", "Dateline.Place")
		unless(!c.Dateline.Date.IsZero(), "Dateline.Date")
	case RuleLead:
		unless(c.Lead != nil, "Lead")
	case RuleAlt, RuleCredit:
		d.findPictures(c, unless)
	case RuleCategory:
		unless(!c.Filing.Category.IsZero(), "Filing.Category")
	case RuleTags:
		if n := len(c.Filing.Tags); n < d.Limit {
			report("Filing.Tags", "", n)
		}
	case RuleSponsor:
		unless(c.Genre != GenreSponsored || c.Disclosure.Sponsor.Name != "", "Disclosure.Sponsor.Name")
	case RuleDigitalSource:
		unless(c.Disclosure.Source != "", "Disclosure.Source")
	}
}

// findText holds the variant of a text for a role to being there, or to its length.
func (d Demand) findText(path string, list Texts, report func(path, text string, got int)) {
	required := d.Rule == RuleHeadline || d.Rule == RuleDeck || d.Rule == RuleSummary
	for i, t := range list {
		if t.Role != d.Role {
			continue
		}
		n := utf8.RuneCountInString(t.Value)
		if required && strings.TrimSpace(t.Value) == "" || !required && n > d.Limit {
			report(fmt.Sprintf("%s[%d].Value", path, i), t.Value, n)
		}
		return
	}
	if required {
		report(path, "", 0)
	}
}

func (d Demand) findWords(b Body, report func(path, text string, got int)) {
	n := prose.Count(b.Text()).Total()
	if d.Rule == RuleMinWords && n < d.Limit || d.Rule == RuleMaxWords && n > d.Limit {
		report("Body", "", n)
	}
}

// findPictures holds the pictures of a content to saying what they show, or who made
// them.
func (d Demand) findPictures(c Content, unless func(ok bool, path string)) {
	c.pictures(func(path string, i Image) {
		field, value := ".Alt", i.Alt
		if d.Rule == RuleCredit {
			field, value = ".Credit", i.Credit
		}
		unless(strings.TrimSpace(value) != "", path+field)
	})
}

// pictures calls visit with each picture of a content in their order, and where it is.
func (c Content) pictures(visit func(path string, i Image)) {
	if c.Lead != nil {
		visit("Lead", *c.Lead)
	}
	for n, b := range c.Body {
		switch block := b.Content.(type) {
		case Figure:
			visit(fmt.Sprintf("Body[%d]", n), block.Image)
		case Gallery:
			for m, slide := range block.Images {
				visit(fmt.Sprintf("Body[%d].Images[%d]", n, m), slide.Image)
			}
		}
	}
}

func (b Byline) has(part Part) bool {
	for _, c := range b {
		if c.Role == part {
			return true
		}
	}
	return false
}

// findNames finds credits that print more than a name. It looks for what bylines
// carry in practice: a word such as "By" or a title before the name, a place, a house
// or a second name after it.
func findNames(c Content, report func(path, text string, got int)) {
	for i, credit := range c.Byline {
		if !bareName(c.Lang, credit.Name) {
			report(fmt.Sprintf("Byline[%d].Name", i), credit.Name, 0)
		}
	}
}

// bareName reports whether nothing but a name stands in s.
func bareName(lang, s string) bool {
	name := text.Fold(s)
	for _, w := range [...]*joiners{&joinerTable[0], joinersFor(lang)} {
		// In Spanish and Arabic names, these words are parts of names.
		names := w.lang == "es" || w.lang == "ar"
		if !names && (strings.Contains(name, w.and) || strings.Contains(name, w.place[0])) {
			return false
		}
		if strings.HasPrefix(name, text.Fold(w.by)+" ") {
			return false
		}
	}
	first, _, more := strings.Cut(name, " ")
	if more && isTitle(strings.TrimSuffix(first, ".")) {
		return false
	}
	_, after, comma := strings.Cut(name, ",")
	return !strings.ContainsAny(name, "()/&|@،") && (!comma || isSuffix(strings.Trim(after, " .")))
}

// isTitle reports whether a folded word before a name is a title.
func isTitle(word string) bool {
	switch word {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "hon",
		"herr", "frau", "monsieur", "madame", "mme", "mlle", "señor", "señora", "sr", "sra", "dra", "د", "الدكتور", "السيد", "السيدة":
		return true
	}
	return false
}

// isSuffix reports whether folded words after a comma belong to a name.
func isSuffix(words string) bool {
	switch words {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}
