package article

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/text"
)

// Limits of a Content. They hold real news with room to spare.
const (
	MaxText   = 2_000   // runes of a headline, deck, summary, kicker, name or other text of one line
	MaxTexts  = 32      // variants of one text
	MaxBlocks = 20_000  // blocks of a body and entries of its lists, quotes, galleries and tables, together
	MaxTerms  = 5_000   // terms of an article; so many entities, places and picks, too
	MaxNote   = 100_000 // runes of an editor's note
	MaxLinks  = 100     // links of an author, renditions of an image, warnings, extensions

	// MaxExtension is the limit of the data of one extension, in bytes.
	MaxExtension = 1 << 20
)

// Content is what an editor writes. In JSON, fields of a version to come survive (see
// [Content.UnmarshalJSON]).
type Content struct {
	Lang       string      `json:"lang"`                // BCP 47, such as "en" or "pt-BR"; required
	Genre      Genre       `json:"genre,omitempty"`     // empty: a report
	Headlines  Texts       `json:"headlines"`           // required
	Decks      Texts       `json:"decks,omitempty"`     // standfirst: the line below the headline
	Summaries  Texts       `json:"summaries,omitempty"` // what feeds and cards say of it, where not its excerpt
	Kicker     string      `json:"kicker,omitempty"`    // the few words above the headline
	Dateline   Dateline    `json:"dateline,omitzero"`   // where and when it was reported
	Byline     Byline      `json:"byline,omitempty"`    // who made it, in the order printed
	SignedAs   string      `json:"signedAs,omitempty"`  // a line that stands in the place of the byline on the page
	Lead       *Image      `json:"lead,omitempty"`      // the picture above the body
	Body       Body        `json:"body,omitempty"`
	Filing     Filing      `json:"filing,omitzero"`
	Origin     Origin      `json:"origin,omitzero"`
	Disclosure Disclosure  `json:"disclosure,omitzero"`
	Note       string      `json:"note,omitempty"`       // from editor to editor: no View holds it
	Extensions []Extension `json:"extensions,omitempty"` // what programs keep with it: no View holds them
}

// An Extension is what a program of the caller's keeps with an article, under a name
// of its own, such as "example.org/paywall", one an article. Its bytes, which must be
// UTF-8, come out as they went in. The one of [UnknownFields] is this package's own.
type Extension struct {
	Namespace string `json:"namespace"`
	Data      string `json:"data"`
}

// Role says what a variant of a text is for. The empty role serves every purpose
// that has no variant of its own.
type Role string

// The roles that the library knows. A site may have others.
const (
	SEO    Role = "seo"    // the title of the page's window, which search engines show
	Social Role = "social" // where it is shared
	Push   Role = "push"   // on a locked screen; where there is none, the short one serves
	Print  Role = "print"  // on paper
	Short  Role = "short"  // where room is scarce: menus, lists, previous and next
)

// A Text is one variant of a headline, deck or summary.
type Text struct {
	Role  Role   `json:"role,omitempty"`
	Value string `json:"value"`
}

// Texts are the variants of a text, one a role.
type Texts []Text

// For returns the variant for a role: its own, else, for [Push], the one of [Short],
// else the one of the empty role, else the first.
func (t Texts) For(role Role) string {
	second := role
	if role == Push {
		second = Short
	}
	for _, want := range [...]Role{role, second, ""} {
		for _, text := range t {
			if text.Role == want {
				return text.Value
			}
		}
	}
	if len(t) > 0 {
		return t[0].Value
	}
	return ""
}

// Clone returns a copy that shares nothing that can be written.
func (c Content) Clone() Content {
	c.Headlines = slices.Clone(c.Headlines)
	c.Decks = slices.Clone(c.Decks)
	c.Summaries = slices.Clone(c.Summaries)
	c.Byline = slices.Clone(c.Byline)
	c.Body = c.Body.Clone()
	c.Filing = c.Filing.clone()
	c.Disclosure.Warnings = slices.Clone(c.Disclosure.Warnings)
	c.Extensions = slices.Clone(c.Extensions)
	if c.Lead != nil {
		lead := c.Lead.clone()
		c.Lead = &lead
	}
	return c
}

// Check returns every fault of a content, joined, each a [FieldError]: what no
// store may keep and no page may show. House rules are the caller's own.
func (c Content) Check() error {
	k := checker{root: "Content."}
	if !langTag(c.Lang) {
		k.fault("Lang", cond(c.Lang == "", ErrMissing, ErrUnknownValue))
	}
	if !c.Genre.known() {
		k.fault("Genre", ErrUnknownValue)
	}
	k.texts("Headlines", c.Headlines)
	if strings.TrimSpace(c.Headlines.For("")) == "" {
		k.fault("Headlines", ErrMissing)
	}
	k.texts("Decks", c.Decks)
	k.texts("Summaries", c.Summaries)
	k.label("Kicker", c.Kicker)
	c.Dateline.check(&k)
	c.Byline.check(&k)
	k.label("SignedAs", c.SignedAs)
	if c.Lead != nil {
		c.Lead.check(&k, "Lead")
	}
	c.Body.check(&k)
	c.Filing.check(&k)
	c.Origin.check(&k)
	c.Disclosure.check(&k)
	k.note(c.Note)
	k.extensions(c.Extensions)
	return errors.Join(k.errs...)
}

// checker collects the faults of a content in the order of its fields.
type checker struct {
	root    string // what every path begins with
	errs    []error
	entries int // blocks of the body and entries of its lists, quotes, galleries and tables

	blockIDs map[BlockID]bool // those that the body has used
	live     bool             // in a live entry
}

func (k *checker) fault(path string, err error) {
	k.errs = append(k.errs, fault(k.root+path, err))
}

func (k *checker) label(path, s string) {
	if err := text.Check(s); err != nil {
		k.fault(path, err)
	} else if utf8.RuneCountInString(s) > MaxText {
		k.fault(path, ErrTooLong)
	}
}

func (k *checker) texts(path string, list Texts) {
	if len(list) > MaxTexts {
		k.fault(path, ErrTooLong)
		return
	}
	for i, t := range list {
		role := fmt.Sprintf("%s[%d].Role", path, i)
		if slices.ContainsFunc(list[:i], func(other Text) bool { return other.Role == t.Role }) {
			k.fault(role, ErrDuplicate)
		}
		k.label(role, string(t.Role))
		k.label(fmt.Sprintf("%s[%d].Value", path, i), t.Value)
	}
}

func (k *checker) labels(path string, labels taxonomy.Labels) {
	for i, label := range labels {
		path := path + "[" + label.Lang + "]"
		if label.Lang != "" && !langTag(label.Lang) {
			k.fault(path, ErrUnknownValue)
		}
		if slices.ContainsFunc(labels[:i], func(other taxonomy.Label) bool { return other.Lang == label.Lang }) {
			k.fault(path, ErrDuplicate)
		}
		k.label(path, label.Text)
	}
}

// note checks a text that may have lines.
func (k *checker) note(s string) {
	lines := strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ").Replace(s)
	if err := text.Check(lines); err != nil {
		k.fault("Note", err)
	} else if utf8.RuneCountInString(s) > MaxNote {
		k.fault("Note", ErrTooLong)
	}
}

func (k *checker) extensions(list []Extension) {
	if !k.count("Extensions", len(list), MaxLinks) {
		return
	}
	for i, e := range list {
		path := fmt.Sprintf("Extensions[%d]", i)
		k.name(path+".Namespace", e.Namespace)
		if slices.ContainsFunc(list[:i], func(other Extension) bool { return other.Namespace == e.Namespace }) {
			k.fault(path+".Namespace", ErrDuplicate)
		}
		switch {
		case len(e.Data) > MaxExtension:
			k.fault(path+".Data", ErrTooLong)
		case !utf8.ValidString(e.Data):
			k.fault(path+".Data", text.ErrInvalidText)
		case e.Namespace == UnknownFields && !soundExtra([]byte(e.Data), new(Content).members):
			k.fault(path+".Data", ErrUnknownValue)
		}
	}
}

// name checks a label that must be there.
func (k *checker) name(path, s string) {
	if strings.TrimSpace(s) == "" {
		k.fault(path, ErrMissing)
	} else {
		k.label(path, s)
	}
}

// count reports whether a list is within its limit.
func (k *checker) count(path string, n, limit int) bool {
	if n > limit {
		k.fault(path, ErrTooLong)
	}
	return n <= limit
}

func (k *checker) atLeast(path string, n, least int) {
	if n < least {
		k.fault(path, ErrUnknownValue)
	}
}

func (k *checker) link(path, url string, required bool) {
	if url == "" {
		if required {
			k.fault(path, ErrMissing)
		}
	} else if inline.CheckLink(url) != nil {
		k.fault(path, ErrUnsafeURL)
	}
}

func cond[T any](yes bool, a, b T) T {
	if yes {
		return a
	}
	return b
}

// langTag reports whether s has the shape of a language tag (RFC 5646: letters and
// digits in parts of one to eight, the first of two to eight letters).
func langTag(s string) bool {
	if len(s) > 35 {
		return false
	}
	for i, part := range strings.Split(s, "-") {
		first := i == 0
		other := func(r rune) bool {
			return (r|0x20 < 'a' || r|0x20 > 'z') && (first || r < '0' || r > '9')
		}
		if part == "" || len(part) > 8 || first && len(part) < 2 || strings.ContainsFunc(part, other) {
			return false
		}
	}
	return true
}
