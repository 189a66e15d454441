package render_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render"
)

func TestNothingInARuleForCrawlersBeginsALineOfItsOwn(t *testing.T) {
	var out strings.Builder
	require.NoError(t, render.Robots(&out, newSite(t, "Gazette"), []render.RobotsGroup{{
		Agents: []string{"Bad\nBot 2"}, Allow: []string{"/a b"}, Disallow: []string{"/x\r\nAllow: /", "/é#$"},
	}}, "/a\nb", "/sitemap.xml"))
	assert.Equal(t, "User-agent: BadBot\nAllow: /a%20b\nDisallow: /x%0D%0AAllow:%20/\nDisallow: /%C3%A9%23$\n\nSitemap: https://gazette.example/sitemap.xml\n", out.String())
}

func TestWithoutRulesAllMayRead(t *testing.T) {
	var out strings.Builder
	require.NoError(t, render.Robots(&out, newSite(t, "Gazette"), nil))
	assert.Equal(t, "User-agent: *\nAllow: /\n\n", out.String())
}

func ExampleRobots() {
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{}})
	if err != nil {
		panic(err)
	}
	if err := render.Robots(os.Stdout, site, []render.RobotsGroup{{Disallow: []string{"/search"}}}, "/sitemap.xml"); err != nil {
		panic(err)
	}
	// Output:
	// User-agent: *
	// Disallow: /search
	//
	// Sitemap: https://gazette.example/sitemap.xml
}
