package theme_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render/theme"
)

func TestAssetsAreSmallAndNamedByTheirContent(t *testing.T) {
	limits := map[string]int{"text/css; charset=utf-8": 14 << 10, "text/javascript; charset=utf-8": 4 << 10, "image/svg+xml": 1 << 10}
	for _, a := range theme.Assets() {
		assert.Regexp(t, `^[a-z]+-[0-9a-f]{12}\.(css|js|svg)$`, a.Name)
		assert.NotEmpty(t, a.Bytes)
		assert.Less(t, len(a.Bytes), limits[a.Type], a.Name)
	}
	files := theme.AssetsAt("/assets/")
	assert.Equal(t, files, theme.AssetsAt("/assets"))
	assert.Equal(t, "/assets/"+theme.Assets()[0].Name, files.Style)
}

func TestTheStyleLoadsNothingAndReadsFromEitherSide(t *testing.T) {
	css := theme.Assets()[0].Bytes
	assert.NotContains(t, string(css), "url(")
	assert.NotContains(t, string(css), "@import")
	physical := regexp.MustCompile(`(margin|padding|border|inset)-(left|right|top|bottom)|[{;](left|right|top|bottom|width|height|max-width|min-height|max-height):|(float|text-align):(left|right)`)
	assert.Empty(t, physical.FindAllString(string(css), -1))
	require.Equal(t, bytes.Count(css, []byte("{")), bytes.Count(css, []byte("}")))
}
