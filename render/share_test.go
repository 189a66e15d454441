package render_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render"
	labels "github.com/newsjunction/news/taxonomy/text"
)

// hostile are titles that hurt somebody once.
var hostile = []string{
	"$105K in Play", "${x}", "%s %d", "{{.}}", `\1`, "</script><script>x</script>", "]]>", "a]]]]><![CDATA[>b", "&amp; & &lt;",
	`"quoted" 'twice'`, "a+b%20c&d=e#f", "<!--", "日本 🌊", "a\u200fb", "\uFFFD",
}

const (
	story   = "https://gazette.example/news/a?b=c&d=%C3%A9"
	picture = "https://gazette.example/p.jpg?w=1"
)

func TestTitleAndLinkArriveAsTheyWere(t *testing.T) {
	for _, title := range hostile {
		for _, service := range render.Services() {
			u, err := url.Parse(service.URL(render.Sharing{Title: title, Link: story, Picture: picture}))
			require.NoError(t, err)
			query, err := url.ParseQuery(u.RawQuery)
			require.NoError(t, err)
			if service.Title == service.Link {
				assert.Equal(t, title+" "+story, query.Get(service.Link), service.ID)
				continue
			}
			assert.Equal(t, story, query.Get(service.Link), service.ID)
			if service.Picture != "" {
				assert.Equal(t, picture, query.Get(service.Picture), service.ID)
			}
			if service.Title != "" {
				assert.Equal(t, title, query.Get(service.Title), service.ID)
			}
		}
	}
}

func TestNoTextAddsAHeaderToAMail(t *testing.T) {
	for _, title := range []string{"x\r\nBcc: all@example.com", "x\nBcc: y", "x%0D%0ABcc: y", "x\u2028y", "x\x00y", "x&bcc=all@example.com"} {
		for _, service := range render.Services() {
			got := service.URL(render.Sharing{Title: title, Link: story + "\r\nCc: z", Picture: picture + "\nx"})
			for _, bad := range []string{"\r", "\n", "%0D", "%0A", "%00", "%E2%80%A8"} {
				assert.NotContains(t, strings.ReplaceAll(got, "%250D%250A", ""), bad, service.ID)
			}
			u, err := url.Parse(got)
			require.NoError(t, err)
			assert.False(t, u.Query().Has("bcc"), service.ID)
		}
	}
}

func FuzzServiceURL(f *testing.F) {
	for _, title := range hostile {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		for _, service := range render.Services() {
			got := service.URL(render.Sharing{Title: title, Link: story, Picture: picture})
			require.NotContains(t, got, "+")
			require.Equal(t, -1, strings.IndexFunc(got, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"<>\`, r) }))
			u, err := url.Parse(got)
			require.NoError(t, err)
			if service.Title != "" && service.Title != service.Link && labels.Check(title) == nil {
				require.Equal(t, title, u.Query().Get(service.Title))
			}
		}
	})
}

func ExampleService_URL() {
	fish := render.Sharing{Title: "Fish & ships", Link: "https://gazette.example/news/fish"}
	for _, service := range render.Services()[3:6] {
		fmt.Println(service.Label, service.URL(fish))
	}
	// Output:
	// WhatsApp https://wa.me/?text=Fish%20%26%20ships%20https%3A%2F%2Fgazette.example%2Fnews%2Ffish
	// LinkedIn https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fgazette.example%2Fnews%2Ffish
	// Email mailto:?subject=Fish%20%26%20ships&body=https%3A%2F%2Fgazette.example%2Fnews%2Ffish
}

func TestAShareRowHasTheServicesThatCanShareTheStory(t *testing.T) {
	site, with := newSite(t, "Gazette"), teaser("Calm sea")
	ids := func(row []render.Share) (ids []string) {
		for _, s := range row {
			ids = append(ids, s.ID)
		}
		return ids
	}
	assert.Equal(t, []string{"facebook", "x", "pinterest", "whatsapp", "linkedin", "email"}, ids(site.Shares(with)))
	assert.Contains(t, site.Shares(with)[1].Address, "Calm%20sea%21")
	with.Lead = nil
	assert.Equal(t, []string{"facebook", "x", "whatsapp", "linkedin", "email"}, ids(site.Shares(with)), "Pinterest pins pictures")
	with.Name.Slug = ""
	assert.Empty(t, site.Shares(with), "nothing to link to")
}
