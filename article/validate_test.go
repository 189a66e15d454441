package article_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
)

func TestRulesOfAHouse(t *testing.T) {
	long := article.Text{Role: article.Push, Value: strings.Repeat("ж", 70)}
	five := article.Body{paragraph("One two three four five.")}
	pictures := article.Body{{Content: article.Figure{Image: article.Image{URL: "/a.svg", Alt: " ", Credit: "x"}}}, paragraph("x")}
	slides := article.Body{{Content: article.Gallery{Images: []article.Slide{
		{Image: article.Image{URL: "/a.svg", Alt: "x"}}, {Image: article.Image{URL: "/b.svg", Credit: "x"}},
	}}}}
	for _, tt := range []struct {
		name   string
		demand article.Demand
		change func(*article.Content)
		want   []string // path, and what was found
	}{
		{"a headline as long as may be", article.Demand{Rule: article.RuleHeadlineLength, Limit: 5}, nil, nil},
		{"a headline too long", article.Demand{Rule: article.RuleHeadlineLength, Limit: 4}, nil, []string{"Headlines[0].Value 5 Storm"}},
		{"a variant too long, in characters", article.Demand{Rule: article.RuleHeadlineLength, Role: article.Push, Limit: 69},
			func(c *article.Content) { c.Headlines = append(c.Headlines, long) }, []string{"Headlines[1].Value 70 " + long.Value}},
		{"no variant for a role, which is not long", article.Demand{Rule: article.RuleHeadlineLength, Role: article.Push, Limit: 1}, nil, nil},
		{"no variant for a role that has to have one", article.Demand{Rule: article.RuleHeadline, Role: article.SEO}, nil, []string{"Headlines 0 "}},
		{"no deck", article.Demand{Rule: article.RuleDeck}, nil, []string{"Decks 0 "}},
		{"a blank deck", article.Demand{Rule: article.RuleDeck}, func(c *article.Content) { c.Decks = article.Texts{{Value: " "}} }, []string{"Decks[0].Value 1  "}},
		{"a deck", article.Demand{Rule: article.RuleDeck}, func(c *article.Content) { c.Decks = article.Texts{{Value: "x"}} }, nil},
		{"a deck too long", article.Demand{Rule: article.RuleDeckLength, Limit: 1}, func(c *article.Content) { c.Decks = article.Texts{{Value: "xx"}} }, []string{"Decks[0].Value 2 xx"}},
		{"no summary", article.Demand{Rule: article.RuleSummary}, nil, []string{"Summaries 0 "}},
		{"a summary too long", article.Demand{Rule: article.RuleSummaryLength}, func(c *article.Content) { c.Summaries = article.Texts{{Value: "xx"}} }, []string{"Summaries[0].Value 2 xx"}},
		{"as few words as may be", article.Demand{Rule: article.RuleMinWords, Limit: 5}, func(c *article.Content) { c.Body = five }, nil},
		{"too few words", article.Demand{Rule: article.RuleMinWords, Limit: 6}, func(c *article.Content) { c.Body = five }, []string{"Body 5 "}},
		{"too many words", article.Demand{Rule: article.RuleMaxWords, Limit: 4}, func(c *article.Content) { c.Body = five }, []string{"Body 5 "}},
		{"nobody named", article.Demand{Rule: article.RuleByline}, nil, []string{"Byline 0 "}},
		{"a photographer alone", article.Demand{Rule: article.RuleByline}, func(c *article.Content) {
			c.Byline = article.Byline{{Name: "x", Role: article.PartPhotography}}
		}, []string{"Byline 0 "}},
		{"somebody named", article.Demand{Rule: article.RuleByline}, func(c *article.Content) { c.Byline = article.Byline{{Name: "x"}} }, nil},
		{"no dateline", article.Demand{Rule: article.RuleDateline}, nil, []string{"Dateline.Place 0 ", "Dateline.Date 0 "}},
		{"no lead picture", article.Demand{Rule: article.RuleLead}, nil, []string{"Lead 0 "}},
		{"pictures that say nothing", article.Demand{Rule: article.RuleAlt}, func(c *article.Content) {
			c.Lead, c.Body = &article.Image{URL: "/b.svg"}, pictures
		}, []string{"Lead.Alt 0 ", "Body[0].Alt 0 "}},
		{"pictures that nobody made", article.Demand{Rule: article.RuleCredit}, func(c *article.Content) {
			c.Lead, c.Body = &article.Image{URL: "/b.svg"}, pictures
		}, []string{"Lead.Credit 0 "}},
		{"a slide that says nothing", article.Demand{Rule: article.RuleAlt}, func(c *article.Content) { c.Body = slides }, []string{"Body[0].Images[1].Alt 0 "}},
		{"a slide that nobody made", article.Demand{Rule: article.RuleCredit}, func(c *article.Content) { c.Body = slides }, []string{"Body[0].Images[0].Credit 0 "}},
		{"no category", article.Demand{Rule: article.RuleCategory}, nil, []string{"Filing.Category 0 "}},
		{"a category", article.Demand{Rule: article.RuleCategory}, func(c *article.Content) { c.Filing.Category = taxonomy.CategoryID("test", "x") }, nil},
		{"too few tags", article.Demand{Rule: article.RuleTags, Limit: 2}, func(c *article.Content) { c.Filing.Tags = make([]article.Tagging, 1) }, []string{"Filing.Tags 1 "}},
		{"something sponsored by nobody", article.Demand{Rule: article.RuleSponsor}, func(c *article.Content) { c.Genre = article.GenreSponsored }, []string{"Disclosure.Sponsor.Name 0 "}},
		{"a report that nobody sponsored", article.Demand{Rule: article.RuleSponsor}, nil, nil},
		{"a story that does not say who wrote it", article.Demand{Rule: article.RuleDigitalSource}, nil, []string{"Disclosure.Source 0 "}},
		{"a rule that nobody knows", article.Demand{Rule: "colour"}, nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := words("Storm")
			if tt.change != nil {
				tt.change(&c)
			}
			var got []string
			for _, f := range c.Validate(article.Profile{tt.demand}) {
				got = append(got, fmt.Sprint(f.Path, " ", f.Got, " ", f.Text))
				assert.Equal(t, article.Finding{Path: f.Path, Rule: tt.demand.Rule, Got: f.Got, Limit: tt.demand.Limit, Text: f.Text}, f)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestANameIsANameAlone(t *testing.T) {
	bare := func(lang, name string) bool {
		c := words("x")
		c.Lang, c.Byline = lang, article.Byline{{Name: name}}
		return len(c.Validate(article.Profile{{Rule: article.RuleNames}})) == 0
	}
	for name, langs := range map[string]string{
		"Jane Doe": "en de fr es ar", "": "en", "Jane Doe, Jr.": "en", "Byron Innis": "en", "Maria von Trapp": "de", "José Ortega y Gasset": "es",
		"Ludwig van Beethoven III": "en", "Drew Prof": "en", "Andy Sand": "en", "Mr": "en", "ليلى الحمداني": "ar", "Porfirio Díaz": "es", "Jean d’Ormesson": "fr",
	} {
		for lang := range strings.FieldsSeq(langs) {
			assert.True(t, bare(lang, name), "%s: %q", lang, name)
		}
	}
	for name, langs := range map[string]string{
		"By Jane Doe": "en de ar", "by jane doe": "en", "BY JANE DOE": "en", "Von Jane Doe": "de", "Par Jane Doe": "fr", "Por Jane Doe": "es", "بقلم ليلى": "ar",
		"Dr. Jane Doe": "en es", "Prof Jane Doe": "en", "Sir John Roe": "en", "Frau Jane Doe": "de", "Mme Jane Doe": "fr", "Dra. Ana Paz": "es", "د. ليلى": "ar",
		"Jane Doe in Kyiv": "en de", "Jane Doe, Senior Editor": "en", "Jane Doe, Kyiv": "en", "Jane Doe (Reuters)": "en", "Jane Doe / Reuters": "en",
		"Jane Doe and John Roe": "en", "Jane Doe & John Roe": "en", "Jane Doe und John Roe": "de", "jane@news.example": "en", "ليلى، يوسف": "ar",
	} {
		for lang := range strings.FieldsSeq(langs) {
			assert.False(t, bare(lang, name), "%s: %q", lang, name)
		}
	}
}

func TestFindingsComeAllAtOnceInTheOrderOfTheProfile(t *testing.T) {
	c := words(strings.Repeat("x", 111))
	c.Byline = article.Byline{{Name: "By A"}, {Name: "B"}, {Name: "Dr. C"}}
	var got []string
	for _, f := range c.Validate(article.StandardProfile()) {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{
		fmt.Sprintf(`error: Headlines[0].Value: headline-length (111, limit 110) "%s"`, strings.Repeat("x", 80)),
		"warning: Decks: deck",
		`warning: Byline[0].Name: names "By A"`,
		`warning: Byline[2].Name: names "Dr. C"`,
		"error: Filing.Category: category",
	}, got)
	assert.Empty(t, c.Validate(nil))
}

func TestSeveritiesInJSON(t *testing.T) {
	encoded, err := json.Marshal(article.Finding{Path: "Lead", Rule: article.RuleLead, Severity: article.SeverityWarning})
	require.NoError(t, err)
	assert.Contains(t, string(encoded), `"Severity":"warning"`)
	var s article.Severity
	require.NoError(t, s.UnmarshalText([]byte("warning")))
	assert.Equal(t, article.SeverityWarning, s)
	assert.ErrorIs(t, s.UnmarshalText([]byte("fatal")), article.ErrUnknownValue)
}

func ExampleContent_Validate() {
	c := article.Content{
		Lang:      "en",
		Headlines: article.Texts{{Value: "Storm nears coast"}},
		Byline:    article.Byline{{Name: "By Jane Doe"}},
		Body:      article.Body{{Content: article.Paragraph{Text: inline.Text("It is coming.")}}},
	}
	for _, finding := range c.Validate(article.StandardProfile()) {
		fmt.Println(finding)
	}
	// Output:
	// warning: Decks: deck
	// warning: Byline[0].Name: names "By Jane Doe"
	// error: Filing.Category: category
}
