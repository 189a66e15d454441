package related

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// Limits of what is read of a document. What lies beyond them is not indexed.
const (
	MaxBody  = 1 << 20 // bytes of the body
	MaxLabel = 8_000   // bytes of the title, a tag or a category
	MaxTerms = 1_000   // tags, and as many categories
)

// LeadLength is how much of a body says what the story is about, in characters.
const LeadLength = 2_500

// A Document is what an index reads of a story.
type Document struct {
	ID         article.ID // required
	Lang       string     // BCP 47; empty: unknown, which is a language of its own
	Title      string
	Tags       []string       // labels
	Categories []string       // labels, those above the story's section included
	Section    taxonomy.ID    // the category it is filed under first; what Query.Sections asks for
	Lead       string         // beginning of the text, which Related compares; empty: that of Body
	Body       string         // all of the text, which Search looks through; empty: Lead
	Published  time.Time      // zero: unknown, which makes it neither fresh nor near to another
	Window     article.Window // when readers see it
	Series     string         // name; what Query.PerSeries counts
	URL        string         // canonical address, by which Duplicates knows it; empty: unknown
	Weight     float64        // factor of its scores; 0 or less, or not a number: 1
}

// Terms says what a term is called and where a category stands. A *taxonomy.Tree is
// one.
type Terms interface {
	Term(taxonomy.ID) (taxonomy.Term, bool)
	Breadcrumb(taxonomy.ID) []taxonomy.Category
}

// FromView makes a document of what readers see of an article. Its text is the deck
// and the body, without the titles of links to other stories; its labels are those
// of the article's language. Terms that are not known are left out.
func FromView(v article.View, terms Terms) Document {
	text := runningText(v)
	return Document{
		ID:         v.ID,
		Lang:       v.Lang,
		Title:      v.Headline(""),
		Tags:       tagLabels(v, terms),
		Categories: categoryLabels(v, terms),
		Section:    v.Filing.Category,
		Lead:       beginning(text),
		Body:       text,
		Published:  v.Published,
		Window:     v.Window,
		Series:     v.Filing.Series.Name,
	}
}

func runningText(v article.View) string {
	body := slices.DeleteFunc(slices.Clone(v.Body), func(b article.Block) bool {
		switch c := b.Content.(type) {
		case article.Related:
			return true
		case article.Embed:
			return c.Title == ""
		}
		return false
	})
	text := body.Text()
	if deck := v.Decks.For(""); deck != "" {
		return deck + "\n\n" + text
	}
	return text
}

func tagLabels(v article.View, terms Terms) []string {
	var labels []string
	for _, tagging := range v.Filing.Tags {
		if term, ok := terms.Term(tagging.Term); ok {
			labels = append(labels, term.Labels.In(v.Lang))
		}
	}
	return labels
}

func categoryLabels(v article.View, terms Terms) []string {
	var labels []string
	seen := make(map[taxonomy.ID]bool)
	for _, id := range append([]taxonomy.ID{v.Filing.Category}, v.Filing.Categories...) {
		for _, category := range terms.Breadcrumb(id) {
			if !seen[category.ID] {
				seen[category.ID] = true
				labels = append(labels, category.Labels.In(v.Lang))
			}
		}
	}
	return labels
}

// beginning returns the first LeadLength characters of a text, less a word that
// would be cut.
func beginning(text string) string {
	n := 0
	for i := range text {
		if n == LeadLength {
			text = text[:i]
			if space := strings.LastIndexFunc(text, unicode.IsSpace); space >= i-MaxWord {
				return text[:max(space, 0)]
			}
			return text
		}
		n++
	}
	return text
}
