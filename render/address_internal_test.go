package render

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestTheUsualLinksResolveAsTheParserDoes(t *testing.T) {
	for _, base := range []string{"https://news.example", "http://127.0.0.1:8080", "https://news.example/paper"} {
		site, err := NewSite(Config{Name: "x", BaseURL: base, Linker: Paths{}})
		require.NoError(t, err)
		rapid.Check(t, func(t *rapid.T) {
			link := rapid.StringMatching(`(https?:/?/?|/|//)?[a-zA-Z0-9./_~%?&=+,;#@: -]{0,14}`).Draw(t, "link")
			require.Equal(t, site.resolve(link), site.URL(link), link)
			require.Equal(t, site.URL(link), string(site.appendURL(nil, link)), link)
		})
	}
}
