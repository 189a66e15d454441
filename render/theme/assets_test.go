package theme_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render/theme"
)

// compressed is how long bytes are on the wire.
func compressed(t *testing.T, b []byte) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(b)
	require.NoError(t, errors.Join(err, w.Close()))
	return out.Len()
}

func TestAssetsAreSmallAndNamedByTheirContent(t *testing.T) {
	limits := map[string]int{"text/css; charset=utf-8": 6 << 10, "text/javascript; charset=utf-8": 3 << 10, "image/svg+xml": 1 << 10}
	for _, a := range theme.Assets() {
		assert.Regexp(t, `^[a-z]+-[0-9a-f]{12}\.(css|js|svg)$`, a.Name)
		assert.NotEmpty(t, a.Bytes)
		assert.Less(t, compressed(t, a.Bytes), limits[a.Type], a.Name)
		assert.Less(t, len(a.Bytes), 20<<10, a.Name)
	}
	assert.LessOrEqual(t, compressed(t, slices.Concat(theme.Assets()[0].Bytes, theme.Assets()[1].Bytes)), 6<<10, "both style sheets")
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
