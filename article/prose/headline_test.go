package prose_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article/prose"
)

func TestClean(t *testing.T) {
	known := []string{"World News", "RT World News", "WaPo", "Science & Tech News", " "}
	tests := []struct{ name, give, title, source string }{
		{"a bar", "Latest attempt to avoid a ceasefire | World News", "Latest attempt to avoid a ceasefire", "World News"},
		{"a dash", "Offensive will fail – RT World News", "Offensive will fail", "RT World News"},
		{"several", "Offensive will fail – WaPo — RT World News", "Offensive will fail", "WaPo — RT World News"},
		{"case and white space do not matter", "Supermoon  rises  |  SCIENCE &  tech news\n", "Supermoon rises", "SCIENCE & tech news"},
		{"an unknown suffix stays", "The most famous dishes – Insights Success", "The most famous dishes – Insights Success", ""},
		{"a known one behind an unknown", "Dishes – Insights Success | World News", "Dishes – Insights Success", "World News"},
		{"an unknown one behind a known", "Dishes | World News | Insights", "Dishes | World News | Insights", ""},
		{"a word of the headline stays", "She trusts the World News", "She trusts the World News", ""},
		{"a hyphen inside a word parts nothing", "Anti-WaPo", "Anti-WaPo", ""},
		{"a source alone stays", "World News", "World News", ""},
		{"two sources alone leave one", "WaPo | World News", "WaPo", "World News"},
		{"a separator at the end is text", "Budget passes |", "Budget passes |", ""},
		{"text is data", "$105K in Play ${1} %s | WaPo", "$105K in Play ${1} %s", "WaPo"},
		{"nothing", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			title, source := prose.Clean(tt.give, known...)
			assert.Equal(t, tt.title, title)
			assert.Equal(t, tt.source, source)
		})
	}
}

func TestCleanSplitsTheHeadlinesOfTheModelPage(t *testing.T) {
	page := string(shared(t, "page", "model-page.txt"))
	sources := []string{"World News", "Politics News", "Science & Tech News", "RT World News"}
	split := make(map[string]int)
	for line := range strings.Lines(page) {
		title, source := prose.Clean(line, sources...)
		if source != "" {
			split[source]++
			assert.Equal(t, 1, strings.Count(line, title))
		}
	}
	for _, source := range sources {
		assert.Positive(t, split[source], source)
	}
	assert.Len(t, split, len(sources))
}

func TestTitle(t *testing.T) {
	tests := []struct{ name, lang, give, want string }{
		{"without a language the case stays", "", " budget  passes ", "budget passes"},
		{"English", "en", "budget passes in the night", "Budget Passes in the Night"},
		{"English of any place", "en-GB", "the end of it", "The End of It"},
		{"the last word has a capital", "en", "what the party stands for", "What the Party Stands For"},
		{"the first after a colon has one", "en", "analysis: a long way to go", "Analysis: A Long Way to Go"},
		{"capitals are never lowered", "en", "NATO And the IMF", "NATO And the IMF"},
		{"a word with a capital inside stays", "en", "iPhone and eBay", "iPhone and eBay"},
		{"a word that begins with a digit stays", "en", "2nd try", "2nd Try"},
		{"both parts of a compound", "en", "right-wing party", "Right-Wing Party"},
		{"apostrophes", "en", "don't stop", "Don't Stop"},
		{"French raises the first word alone", "fr", "l'été de paris: une histoire", "L'été de paris: une histoire"},
		{"Turkish raises i to İ", "tr", "istanbul'da seçim", "İstanbul'da seçim"},
		{"Dutch raises ij as one", "nl", "ijs in de winter", "IJs in de winter"},
		{"a quote before the first word", "de", "„ein Satz“", "„Ein Satz“"},
		{"a script without case", "ja", "東京で発表", "東京で発表"},
		{"signs alone", "en", "— — —", "— — —"},
		{"a tag that is none", "no such tag", "budget passes", "Budget passes"},
		{"nothing", "en", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, prose.Title(tt.give, tt.lang)) })
	}
}
