package article_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/text"
)

// spoilt is a content with one fault.
type spoilt struct {
	name  string
	spoil func(*article.Content)
	path  string
	want  error
}

func requireFaults(t *testing.T, tests []spoilt) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := whole()
			tt.spoil(&c)
			err := c.Check()
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{"Content." + tt.path}, paths(t, err))
		})
	}
}

func TestFaultsOfAFiling(t *testing.T) {
	at := func(lat, long float64) func(*article.Content) {
		return func(c *article.Content) { c.Filing.Places[0].At = &article.LatLong{Lat: lat, Long: long} }
	}
	pick := article.IDFor("test", "pick")
	requireFaults(t, []spoilt{
		{"a relevance below none", func(c *article.Content) { c.Filing.Tags[0].Relevance = -1 }, "Filing.Tags[0].Relevance", article.ErrUnknownValue},
		{"a relevance beyond all", func(c *article.Content) { c.Filing.Tags[0].Relevance = 101 }, "Filing.Tags[0].Relevance", article.ErrUnknownValue},
		{"a tagger of two lines", func(c *article.Content) { c.Filing.Tags[0].By = "a\nb" }, "Filing.Tags[0].By", text.ErrInvalidText},
		{"an entity of no kind", func(c *article.Content) { c.Filing.Entities[0].Kind = "" }, "Filing.Entities[0].Kind", article.ErrUnknownValue},
		{"an entity without a name", func(c *article.Content) { c.Filing.Entities[0].Name = " " }, "Filing.Entities[0].Name", article.ErrMissing},
		{"an entity behind a script", func(c *article.Content) { c.Filing.Entities[0].URI = "javascript:x" }, "Filing.Entities[0].URI", article.ErrUnsafeURL},
		{"an entity too many", func(c *article.Content) { c.Filing.Entities = make([]article.Entity, article.MaxTerms+1) }, "Filing.Entities", article.ErrTooLong},
		{"a place without a name", func(c *article.Content) { c.Filing.Places[0].Name = "" }, "Filing.Places[0].Name", article.ErrMissing},
		{"a place with a control", func(c *article.Content) { c.Filing.Places[0].Name = "a\x00" }, "Filing.Places[0].Name", text.ErrInvalidText},
		{"a place behind a script", func(c *article.Content) { c.Filing.Places[0].URI = "data:x" }, "Filing.Places[0].URI", article.ErrUnsafeURL},
		{"a place beyond the pole", at(90.01, 0), "Filing.Places[0].At", article.ErrUnknownValue},
		{"a place beyond the date line", at(0, -180.01), "Filing.Places[0].At", article.ErrUnknownValue},
		{"a place at no number", at(math.NaN(), 0), "Filing.Places[0].At", article.ErrUnknownValue},
		{"a place at no end", at(0, math.Inf(1)), "Filing.Places[0].At", article.ErrUnknownValue},
		{"a place too many", func(c *article.Content) { c.Filing.Places = make([]article.Place, article.MaxTerms+1) }, "Filing.Places", article.ErrTooLong},
		{"a series with a line feed", func(c *article.Content) { c.Filing.Series.Name = "a\nb" }, "Filing.Series.Name", text.ErrInvalidText},
		{"a part before the first", func(c *article.Content) { c.Filing.Series.Part = -1 }, "Filing.Series.Part", article.ErrUnknownValue},
		{"a part of nothing", func(c *article.Content) { c.Filing.Series.Name = "" }, "Filing.Series.Name", article.ErrMissing},
		{"a pick of nothing", func(c *article.Content) { c.Filing.Picks[0] = article.ID{} }, "Filing.Picks[0]", article.ErrMissing},
		{"a pick twice", func(c *article.Content) { c.Filing.Picks = []article.ID{pick, pick} }, "Filing.Picks[1]", article.ErrDuplicate},
		{"a pick too many", func(c *article.Content) { c.Filing.Picks = make([]article.ID, article.MaxTerms+1) }, "Filing.Picks", article.ErrTooLong},
	})
	for name, change := range map[string]func(*article.Content){
		"a place at the edge of the map":  at(90, -180),
		"a place that nobody has located": func(c *article.Content) { c.Filing.Places[0].At = nil },
		"a series that is not numbered":   func(c *article.Content) { c.Filing.Series.Part = 0 },
		"a tag that nobody has judged":    func(c *article.Content) { c.Filing.Tags[0].Relevance = 0 },
		"an entity that nobody has identified": func(c *article.Content) {
			c.Filing.Entities[0] = article.Entity{Kind: article.EntityPerson, Name: "x"}
		},
	} {
		t.Run("allowed: "+name, func(t *testing.T) {
			c := whole()
			change(&c)
			assert.NoError(t, c.Check())
		})
	}
}

func TestFaultsOfAnOrigin(t *testing.T) {
	requireFaults(t, []spoilt{
		{"a source of two lines", func(c *article.Content) { c.Origin.Source = "a\nb" }, "Origin.Source", text.ErrInvalidText},
		{"a distributor with a control", func(c *article.Content) { c.Origin.Distributor = "\x01" }, "Origin.Distributor", text.ErrInvalidText},
		{"a notice that reads backwards", func(c *article.Content) { c.Origin.Rights.Notice = "\u202e" }, "Origin.Rights.Notice", text.ErrInvalidText},
		{"terms of two lines", func(c *article.Content) { c.Origin.Rights.Terms = "a\nb" }, "Origin.Rights.Terms", text.ErrInvalidText},
		{"an id with NUL", func(c *article.Content) { c.Origin.ExternalID = "\x00" }, "Origin.ExternalID", text.ErrInvalidText},
		{"a revision before the first", func(c *article.Content) { c.Origin.Translation.Revision = -1 }, "Origin.Translation.Revision", article.ErrUnknownValue},
		{"a revision of nothing", func(c *article.Content) { c.Origin.Translation.Of = article.ID{} }, "Origin.Translation.Of", article.ErrMissing},
	})
}

func TestFaultsOfADisclosure(t *testing.T) {
	requireFaults(t, []spoilt{
		{"a sponsor without a name", func(c *article.Content) { c.Disclosure.Sponsor.Name = "" }, "Disclosure.Sponsor.Name", article.ErrMissing},
		{"a sponsor of two lines", func(c *article.Content) { c.Disclosure.Sponsor.Name = "a\nb" }, "Disclosure.Sponsor.Name", text.ErrInvalidText},
		{"a sponsor behind a script", func(c *article.Content) { c.Disclosure.Sponsor.URL = "javascript:x" }, "Disclosure.Sponsor.URL", article.ErrUnsafeURL},
		{"a sponsor that ends before it begins", func(c *article.Content) {
			c.Disclosure.Sponsor.Window = article.Window{From: noon, Until: noon}
		}, "Disclosure.Sponsor.Window", article.ErrWindow},
		{"a digital source that nobody knows", func(c *article.Content) { c.Disclosure.Source = "robot" }, "Disclosure.Source", article.ErrUnknownValue},
		{"a warning of nothing", func(c *article.Content) { c.Disclosure.Warnings[0] = "" }, "Disclosure.Warnings[0]", article.ErrUnknownValue},
		{"a warning twice", func(c *article.Content) {
			c.Disclosure.Warnings = []article.Warning{article.WarnDeath, article.WarnDeath}
		}, "Disclosure.Warnings[1]", article.ErrDuplicate},
		{"a warning too many", func(c *article.Content) { c.Disclosure.Warnings = make([]article.Warning, article.MaxLinks+1) }, "Disclosure.Warnings", article.ErrTooLong},
	})
}

func TestFaultsOfAnImage(t *testing.T) {
	focus := func(x, y float64) func(*article.Content) {
		return func(c *article.Content) { c.Lead.Focus = &article.Focus{X: x, Y: y} }
	}
	requireFaults(t, []spoilt{
		{"an alternative text in no language", func(c *article.Content) { c.Lead.Alts[0].Lang = "9" }, "Lead.Alts[9]", article.ErrUnknownValue},
		{"an alternative text of two lines", func(c *article.Content) { c.Lead.Alts[0].Text = "a\nb" }, "Lead.Alts[de]", text.ErrInvalidText},
		{"a licence behind a script", func(c *article.Content) { c.Lead.Licence = "javascript:x" }, "Lead.Licence", article.ErrUnsafeURL},
		{"a focus beside the picture", focus(1.01, 0), "Lead.Focus", article.ErrUnknownValue},
		{"a focus above the picture", focus(0, -0.01), "Lead.Focus", article.ErrUnknownValue},
		{"a focus at no number", focus(0, math.NaN()), "Lead.Focus", article.ErrUnknownValue},
		{"a rendition at no address", func(c *article.Content) { c.Lead.Renditions[0].URL = "" }, "Lead.Renditions[0].URL", article.ErrMissing},
		{"a rendition behind an address of mail", func(c *article.Content) { c.Lead.Renditions[0].URL = "mailto:a@b.example" }, "Lead.Renditions[0].URL", article.ErrUnsafeURL},
		{"a rendition of no width", func(c *article.Content) { c.Lead.Renditions[0].Width = 0 }, "Lead.Renditions[0].Width", article.ErrUnknownValue},
		{"a rendition of negative height", func(c *article.Content) { c.Lead.Renditions[0].Height = -1 }, "Lead.Renditions[0].Height", article.ErrUnknownValue},
		{"a rendition that is no picture", func(c *article.Content) { c.Lead.Renditions[0].Type = "text/html" }, "Lead.Renditions[0].Type", article.ErrUnknownValue},
		{"a rendition with a parameter", func(c *article.Content) { c.Lead.Renditions[0].Type = "image/svg+xml; x" }, "Lead.Renditions[0].Type", article.ErrUnknownValue},
		{"a rendition too many", func(c *article.Content) { c.Lead.Renditions = make([]article.Rendition, article.MaxLinks+1) }, "Lead.Renditions", article.ErrTooLong},
	})
	assert.Equal(t, "Ein Sturm", whole().Lead.AltIn("de-AT"))
	assert.Equal(t, "A storm", whole().Lead.AltIn("fr"))
	assert.Equal(t, "x", article.Image{Alt: "x"}.AltIn("fr"))
}

func TestFaultsOfADateline(t *testing.T) {
	requireFaults(t, []spoilt{
		{"a place of two lines", func(c *article.Content) { c.Dateline.Place = "a\nb" }, "Dateline.Place", text.ErrInvalidText},
		{"a day that no calendar has", func(c *article.Content) { c.Dateline.Date = article.Date{Year: 2026, Month: 2, Day: 29} }, "Dateline.Date", article.ErrUnknownValue},
		{"a day of no month", func(c *article.Content) { c.Dateline.Date = article.Date{Year: 2026, Day: 1} }, "Dateline.Date", article.ErrUnknownValue},
		{"a source of two lines", func(c *article.Content) { c.Dateline.Source = "a\nb" }, "Dateline.Source", text.ErrInvalidText},
	})
	for want, d := range map[string]article.Dateline{
		"":                 {Date: article.Date{Year: 2026}},
		"VELMAR":           {Place: "VELMAR"},
		"Reuters":          {Source: "Reuters"},
		"VELMAR (Reuters)": {Place: "VELMAR", Source: "Reuters"},
	} {
		assert.Equal(t, want, d.String())
	}
}

func TestASponsorIsNamedWithinItsWindow(t *testing.T) {
	c := words("Storm")
	sponsor := article.Sponsor{Name: "Umbrella Ltd", Window: article.Window{From: by(5).At, Until: by(9).At}}
	c.Disclosure = article.Disclosure{Sponsor: sponsor, Source: article.SourceHuman}
	a := published(t, c)
	for hour, want := range map[int]article.Sponsor{4: {}, 5: sponsor, 8: sponsor, 9: {}} {
		v, ok := a.View(by(hour).At)
		require.True(t, ok)
		assert.Equal(t, article.Disclosure{Sponsor: want, Source: article.SourceHuman}, v.Disclosure, hour)
	}
}
