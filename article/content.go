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
	MaxText   = 2_000  // runes of a headline, deck, summary, kicker, name or other text of one line
	MaxTexts  = 32     // variants of one text
	MaxBlocks = 20_000 // blocks of a body and entries of its lists, together
	MaxTerms  = 5_000  // tags or categories of an article
)

// Content is what an editor writes.
type Content struct {
	Lang      string   `json:"lang"`                // BCP 47, such as "en" or "pt-BR"; required
	Headlines Texts    `json:"headlines"`           // required
	Decks     Texts    `json:"decks,omitempty"`     // standfirst: the line below the headline
	Summaries Texts    `json:"summaries,omitempty"` // what feeds and cards say of it, where not its excerpt
	Kicker    string   `json:"kicker,omitempty"`    // the few words above the headline
	Byline    []Credit `json:"byline,omitempty"`    // in the order printed
	Lead      *Image   `json:"lead,omitempty"`      // the picture above the body
	Body      Body     `json:"body,omitempty"`
	Filing    Filing   `json:"filing,omitzero"`
	Origin    Origin   `json:"origin,omitzero"`
}

// Filing says under which terms an article is found. It names ids: what they are
// called today, a taxonomy.Tree knows.
type Filing struct {
	Category   taxonomy.ID   `json:"category,omitzero"`    // the primary one: section label, breadcrumb
	Categories []taxonomy.ID `json:"categories,omitempty"` // others
	Tags       []Tagging     `json:"tags,omitempty"`       // in the order printed
}

// A Tagging is one tag of an article.
type Tagging struct {
	Term taxonomy.ID `json:"term"`
}

// Terms returns the ids of all terms, each once: the primary category, the other
// categories, the tags.
func (f Filing) Terms() []taxonomy.ID {
	ids := make([]taxonomy.ID, 0, 1+len(f.Categories)+len(f.Tags))
	seen := make(map[taxonomy.ID]bool, cap(ids))
	add := func(id taxonomy.ID) {
		if !id.IsZero() && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	add(f.Category)
	for _, id := range f.Categories {
		add(id)
	}
	for _, tag := range f.Tags {
		add(tag.Term)
	}
	return ids
}

// Origin says where an imported article came from. Readers never see it.
type Origin struct {
	Source     string `json:"source,omitempty"`     // the system, such as the address of a blog
	ExternalID string `json:"externalId,omitempty"` // its id there
	URL        string `json:"url,omitempty"`        // its address there
	Digest     string `json:"digest,omitempty"`     // of the record it was made from: the same means nothing to import
}

// Role says what a variant of a text is for. The empty role serves every purpose
// that has no variant of its own.
type Role string

// The roles that the library knows. A site may have others.
const (
	Social Role = "social" // where it is shared
	Short  Role = "short"  // where room is scarce: menus, lists, previous and next
)

// A Text is one variant of a headline, deck or summary.
type Text struct {
	Role  Role   `json:"role,omitempty"`
	Value string `json:"value"`
}

// Texts are the variants of a text, one a role.
type Texts []Text

// For returns the variant for a role: its own, else the one of the empty role, else
// the first.
func (t Texts) For(role Role) string {
	for _, want := range [...]Role{role, ""} {
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
	c.Filing.Categories = slices.Clone(c.Filing.Categories)
	c.Filing.Tags = slices.Clone(c.Filing.Tags)
	if c.Lead != nil {
		lead := *c.Lead
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
	k.texts("Headlines", c.Headlines)
	if strings.TrimSpace(c.Headlines.For("")) == "" {
		k.fault("Headlines", ErrMissing)
	}
	k.texts("Decks", c.Decks)
	k.texts("Summaries", c.Summaries)
	k.label("Kicker", c.Kicker)
	for i, credit := range c.Byline {
		credit.check(&k, fmt.Sprintf("Byline[%d]", i))
	}
	if c.Lead != nil {
		c.Lead.check(&k, "Lead")
	}
	c.Body.check(&k)
	if len(c.Filing.Categories)+len(c.Filing.Tags) > MaxTerms {
		k.fault("Filing", ErrTooLong)
	}
	return errors.Join(k.errs...)
}

// checker collects the faults of a content in the order of its fields.
type checker struct {
	root    string // what every path begins with
	errs    []error
	entries int // blocks of the body and entries of its lists
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
