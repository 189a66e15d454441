package article_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/text"
)

// whole is a content in which every field is set.
func whole() article.Content {
	lead := article.Image{
		URL: "/lead.svg", Alt: "A storm", Alts: taxonomy.Labels{{Lang: "de", Text: "Ein Sturm"}}, Caption: inline.Text("The storm"), Credit: "A. Photographer",
		Licence: "https://licences.example/by", Width: 640, Height: 480, Focus: &article.Focus{X: 0.5, Y: 1},
		Renditions: []article.Rendition{{URL: "/lead-320.webp", Width: 320, Height: 240, Type: "image/webp"}},
	}
	return article.Content{
		Lang:      "en",
		Genre:     article.GenreSponsored,
		Headlines: article.Texts{{Value: "Storm nears coast"}, {Role: article.Short, Value: "Storm"}},
		Decks:     article.Texts{{Value: "Thousands told to leave"}},
		Summaries: article.Texts{{Role: article.Social, Value: "It is coming"}},
		Kicker:    "Weather",
		Dateline:  article.Dateline{Place: "VELMAR", Date: article.Date{Year: 2026, Month: 3}, Source: "Reuters"},
		Byline: []article.Credit{
			{Author: article.AuthorIDFor("test", "1")},
			{Name: "B. Writer", Role: article.PartReporting, Affiliation: "Reuters", Place: "Lagos"},
		},
		SignedAs: "By our own correspondent",
		Lead:     &lead,
		Body: article.Body{
			paragraph("First."),
			{ID: "note", Internal: true, Content: article.Paragraph{Text: inline.Text("Ask the lawyer.")}},
			{ID: "list", Content: article.List{Items: []article.ListItem{
				{Text: inline.Text("one"), Sub: &article.List{Items: []article.ListItem{{Text: inline.Text("one a")}}}},
				{Text: inline.Text("two")},
			}}},
			{ID: "quote", Content: article.Quote{Paragraphs: []inline.HTML{inline.Text("Run!")}, Cite: inline.Text("A sailor")}},
			{ID: "new", Content: article.Unknown{Name: "hologram", JSON: []byte(`{"type":"hologram","id":"new"}`)}},
			{ID: "extra", Content: article.Divider{}, Extra: []byte(`"style":"wavy"`)},
		},
		Filing: article.Filing{
			Category:   taxonomy.CategoryID("test", "world"),
			Categories: []taxonomy.ID{taxonomy.CategoryID("test", "weather")},
			Tags:       []article.Tagging{{Term: taxonomy.TagID("test", "storm"), Relevance: 80, By: "tagger"}},
			Entities:   []article.Entity{{Kind: article.EntityOrganisation, Name: "Coast Guard", URI: "https://data.example/Q1"}},
			Places:     []article.Place{{Name: "Velmar", URI: "https://data.example/Q2", At: &article.LatLong{Lat: -90, Long: 180}}},
			Series:     article.Series{Name: "Storms", Part: 2},
			Picks:      []article.ID{article.IDFor("test", "pick")},
		},
		Origin: article.Origin{
			Source: "Reuters", Distributor: "Wire", Rights: article.Rights{Notice: "© Reuters", Terms: "One use."},
			Translation: article.Translation{Of: article.IDFor("test", "original"), Revision: 3},
			System:      "blog", ExternalID: "7", URL: "https://blog.example/7", Digest: "abc",
		},
		Disclosure: article.Disclosure{
			Sponsor:  article.Sponsor{Name: "Umbrella Ltd", URL: "https://umbrella.example", Window: article.Window{Until: noon.AddDate(9, 0, 0)}},
			Source:   article.SourceAIAssisted,
			Warnings: []article.Warning{article.WarnDeath},
		},
		Note:       "Ask the lawyer.\n\tThen print.",
		Extensions: []article.Extension{{Namespace: "example.org/ads", Data: "{\"slots\": [1, 1.0]}\x00"}},
	}
}

func TestFaultsOfAContent(t *testing.T) {
	require.NoError(t, whole().Check())
	variants := func(n int) article.Texts {
		list := article.Texts{{Value: "Storm"}}
		for len(list) < n {
			list = append(list, article.Text{Role: article.Role(fmt.Sprint(len(list))), Value: "x"})
		}
		return list
	}
	for _, tt := range []struct {
		name  string
		spoil func(*article.Content)
		path  string
		want  error
	}{
		{"no language", func(c *article.Content) { c.Lang = "" }, "Lang", article.ErrMissing},
		{"a language that is a word", func(c *article.Content) { c.Lang = "English language" }, "Lang", article.ErrUnknownValue},
		{"no headline", func(c *article.Content) { c.Headlines = nil }, "Headlines", article.ErrMissing},
		{"a blank headline", func(c *article.Content) { c.Headlines = article.Texts{{Value: " \u00a0"}} }, "Headlines", article.ErrMissing},
		{"a headline of two lines", func(c *article.Content) { c.Headlines[0].Value = "a\nb" }, "Headlines[0].Value", text.ErrInvalidText},
		{"a role with a control", func(c *article.Content) { c.Headlines[1].Role = "a\x00" }, "Headlines[1].Role", text.ErrInvalidText},
		{"a role twice", func(c *article.Content) { c.Headlines[1].Role = "" }, "Headlines[1].Role", article.ErrDuplicate},
		{"a headline beyond the limit", func(c *article.Content) {
			c.Headlines[0].Value = strings.Repeat("x", article.MaxText+1)
		}, "Headlines[0].Value", article.ErrTooLong},
		{"a variant too many", func(c *article.Content) { c.Headlines = variants(article.MaxTexts + 1) }, "Headlines", article.ErrTooLong},
		{"a deck that reads backwards", func(c *article.Content) { c.Decks[0].Value = "\u202eabc" }, "Decks[0].Value", text.ErrInvalidText},
		{"a summary of invalid UTF-8", func(c *article.Content) { c.Summaries[0].Value = "caf\xe9" }, "Summaries[0].Value", text.ErrInvalidText},
		{"a kicker with a tab", func(c *article.Content) { c.Kicker = "a\tb" }, "Kicker", text.ErrInvalidText},
		{"a credit of nobody", func(c *article.Content) { c.Byline[1] = article.Credit{} }, "Byline[1]", article.ErrMissing},
		{"a credit of a blank name", func(c *article.Content) { c.Byline[1].Name = " " }, "Byline[1]", article.ErrMissing},
		{"a credit with a line feed", func(c *article.Content) { c.Byline[0].Name = "A\nB" }, "Byline[0].Name", text.ErrInvalidText},
		{"a picture without an address", func(c *article.Content) { c.Lead.URL = "" }, "Lead.URL", article.ErrMissing},
		{"a picture behind a script", func(c *article.Content) { c.Lead.URL = "javascript:alert(1)" }, "Lead.URL", article.ErrUnsafeURL},
		{"a picture behind an address of mail", func(c *article.Content) { c.Lead.URL = "mailto:a@b.example" }, "Lead.URL", article.ErrUnsafeURL},
		{"a picture behind a telephone", func(c *article.Content) { c.Lead.URL = "tel:112" }, "Lead.URL", article.ErrUnsafeURL},
		{"an alternative text of two lines", func(c *article.Content) { c.Lead.Alt = "a\nb" }, "Lead.Alt", text.ErrInvalidText},
		{"a credit of a picture with NUL", func(c *article.Content) { c.Lead.Credit = "\x00" }, "Lead.Credit", text.ErrInvalidText},
		{"a picture of negative width", func(c *article.Content) { c.Lead.Width = -1 }, "Lead.Width", article.ErrUnknownValue},
		{"a picture of negative height", func(c *article.Content) { c.Lead.Height = -1 }, "Lead.Height", article.ErrUnknownValue},
		{"a genre that nobody knows", func(c *article.Content) { c.Genre = "novel" }, "Genre", article.ErrUnknownValue},
		{"a line of names that breaks", func(c *article.Content) { c.SignedAs = "By\nus" }, "SignedAs", text.ErrInvalidText},
		{"a note that reads backwards", func(c *article.Content) { c.Note = "a\u202eb" }, "Note", text.ErrInvalidText},
		{"a note beyond the limit", func(c *article.Content) { c.Note = strings.Repeat("x", article.MaxNote+1) }, "Note", article.ErrTooLong},
		{"an extension of nobody", func(c *article.Content) { c.Extensions[0].Namespace = "" }, "Extensions[0].Namespace", article.ErrMissing},
		{"an extension twice", func(c *article.Content) {
			c.Extensions = append(c.Extensions, article.Extension{Namespace: "example.org/ads"})
		}, "Extensions[1].Namespace", article.ErrDuplicate},
		{"an extension that no JSON can keep", func(c *article.Content) { c.Extensions[0].Data = "\xff" }, "Extensions[0].Data", text.ErrInvalidText},
		{"an extension beyond the limit", func(c *article.Content) {
			c.Extensions[0].Data = strings.Repeat("x", article.MaxExtension+1)
		}, "Extensions[0].Data", article.ErrTooLong},
		{"an extension too many", func(c *article.Content) {
			c.Extensions = make([]article.Extension, article.MaxLinks+1)
		}, "Extensions", article.ErrTooLong},
		{"a credit too many", func(c *article.Content) { c.Byline = make(article.Byline, article.MaxTerms+1) }, "Byline", article.ErrTooLong},
		{"a part that nobody plays", func(c *article.Content) { c.Byline[1].Role = "catering" }, "Byline[1].Role", article.ErrUnknownValue},
		{"a house of two lines", func(c *article.Content) { c.Byline[1].Affiliation = "a\nb" }, "Byline[1].Affiliation", text.ErrInvalidText},
		{"a place of two lines", func(c *article.Content) { c.Byline[1].Place = "a\nb" }, "Byline[1].Place", text.ErrInvalidText},
		{"a term too many", func(c *article.Content) { c.Filing.Tags = make([]article.Tagging, article.MaxTerms) }, "Filing", article.ErrTooLong},
		{"a fault in the body", func(c *article.Content) { c.Body[0].Content = nil }, "Body[0]", article.ErrMissing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := whole()
			tt.spoil(&c)
			err := c.Check()
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{"Content." + tt.path}, paths(t, err))
		})
	}
	for name, change := range map[string]func(*article.Content){
		"a headline of 2000 letters of four bytes": func(c *article.Content) { c.Headlines[0].Value = strings.Repeat("𞤀", article.MaxText) },
		"as many variants as may be":               func(c *article.Content) { c.Headlines = variants(article.MaxTexts) },
		"a headline for one role only":             func(c *article.Content) { c.Headlines = article.Texts{{Role: article.Social, Value: "x"}} },
		"a headline that looks like a template":    func(c *article.Content) { c.Headlines[0].Value = "$105K ${x} %s {{.}} \\1 </script> ]]>" },
		"a picture on another site":                func(c *article.Content) { c.Lead.URL = "https://cdn.example/a.jpg?w=640#x" },
		"a picture with a colon in its path":       func(c *article.Content) { c.Lead.URL = "/a:b.jpg" },
		"nothing but a headline":                   func(c *article.Content) { *c = words("x") },
	} {
		t.Run("allowed: "+name, func(t *testing.T) {
			c := whole()
			change(&c)
			assert.NoError(t, c.Check())
		})
	}
}

func TestAllFaultsOfAContentAtOnce(t *testing.T) {
	c := whole()
	c.Lang, c.Kicker, c.Lead.URL, c.Body[0].Content = "", "\n", "", nil
	for range 5 {
		assert.Equal(t, []string{"Content.Lang", "Content.Kicker", "Content.Lead.URL", "Content.Body[0]"}, paths(t, c.Check()))
	}
}

func TestLanguageTags(t *testing.T) {
	for lang, ok := range map[string]bool{
		"en": true, "pt-BR": true, "zh-Hant-TW": true, "sl-rozaj-biske-1994": true, "es-419": true, "gsw": true, "de-CH-1996": true,
		"e": false, "-en": false, "en-": false, "en--GB": false, "en_GB": false, "12": false, "e1": false, "en1": false, "x-klingon": false,
		"ünglisch": false, "englishes": false, "en-abcdefghi": false, "en-GB ": false, "en\x00": false, "en-" + strings.Repeat("abc-", 8) + "a": false,
	} {
		c := words("x")
		c.Lang = lang
		assert.Equal(t, ok, c.Check() == nil, "language %q", lang)
	}
}

func TestTermsOfAFiling(t *testing.T) {
	a, b, c := taxonomy.CategoryID("test", "a"), taxonomy.CategoryID("test", "b"), taxonomy.TagID("test", "c")
	f := article.Filing{Category: a, Categories: []taxonomy.ID{b, a, {}, b}, Tags: []article.Tagging{{Term: c}, {Term: b}, {}}}
	assert.Equal(t, []taxonomy.ID{a, b, c}, f.Terms(), "each once, the primary one first")
	assert.Empty(t, article.Filing{}.Terms())
}

func TestTextsFor(t *testing.T) {
	texts := article.Texts{{Role: "print", Value: "printed"}, {Value: "plain"}, {Role: article.Social, Value: "shared"}}
	assert.Equal(t, "shared", texts.For(article.Social), "a role has its own")
	assert.Equal(t, "plain", texts.For(article.Short), "else the one of the empty role")
	assert.Equal(t, "printed", texts[:1].For(article.Short), "else the first")
	short := article.Texts{{Value: "plain"}, {Role: article.Short, Value: "short"}}
	assert.Equal(t, "short", short.For(article.Push), "a locked screen has as little room as a menu")
	assert.Equal(t, "plain", short.For(article.SEO))
	assert.Empty(t, article.Texts(nil).For(article.Short))
}

// scribble writes over everything that a content shares with others.
func scribble(c *article.Content) {
	for _, texts := range []article.Texts{c.Headlines, c.Decks, c.Summaries} {
		texts[0].Value = "scribbled"
	}
	c.Byline[0].Name = "scribbled"
	c.Lead.URL, c.Lead.Focus.X, c.Lead.Renditions[0].URL, c.Lead.Alts[0].Text = "/scribbled", 0, "/scribbled", "scribbled"
	c.Filing.Categories[0], c.Filing.Tags[0] = taxonomy.ID{}, article.Tagging{}
	c.Filing.Entities[0].Name, c.Filing.Places[0].At.Lat, c.Filing.Picks[0] = "scribbled", 0, article.ID{}
	c.Disclosure.Warnings[0], c.Extensions[0].Data = "scribbled", "scribbled"
	list := c.Body[2].Content.(article.List)
	list.Items[0].Sub.Items[0].Text = inline.Text("scribbled")
	list.Items[1].Text = inline.Text("scribbled")
	c.Body[3].Content.(article.Quote).Paragraphs[0] = inline.Text("scribbled")
	copy(c.Body[4].Content.(article.Unknown).JSON, "scribbled")
	copy(c.Body[5].Extra, "scribbled")
	c.Body[0] = article.Block{ID: "scribbled"}
}

func TestCloneSharesNothing(t *testing.T) {
	c := whole()
	d := c.Clone()
	require.Equal(t, c, d)
	scribble(&c)
	assert.Equal(t, whole(), d)
	assert.Equal(t, article.Content{}, article.Content{}.Clone())
}

func TestNewAndEditCopyWhatTheyTakeIn(t *testing.T) {
	first, second := whole(), whole()
	a, err := article.New(article.NewID(noon), first, by(0))
	require.NoError(t, err)
	assert.Empty(t, first.Body[0].ID, "ids are given to the copy")
	a, err = a.Edit(second, by(1))
	require.NoError(t, err)
	want := whole()
	want.Body[0].ID = "b1"

	scribble(&first)
	scribble(&second)
	assert.Equal(t, want, a.Content)
	assert.Equal(t, want, a.Pending[0].Content)
	assert.Equal(t, want, a.Pending[1].Content)

	scribble(&a.Content)
	assert.Equal(t, want, a.Pending[1].Content, "a revision shares nothing with the working copy")
}
