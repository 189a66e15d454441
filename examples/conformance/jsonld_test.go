package conformance

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
)

// vocabulary gives a JSON-LD processor the one thing that it reads of schema.org's
// context here: that its terms are names of the vocabulary.
type vocabulary struct{}

func (vocabulary) LoadDocument(url string) (*ld.RemoteDocument, error) {
	if url != "https://schema.org" {
		return nil, fmt.Errorf("no such context: %s", url)
	}
	return &ld.RemoteDocument{DocumentURL: url, Document: map[string]any{"@context": map[string]any{"@vocab": "https://schema.org/"}}}, nil
}

// members counts the members of all objects but their own keywords.
func members(node any) (n int) {
	switch x := node.(type) {
	case []any:
		for _, v := range x {
			n += members(v)
		}
	case map[string]any:
		for key, v := range x {
			if !strings.HasPrefix(key, "@") {
				n++
			}
			n += members(v)
		}
	}
	return n
}

func TestAProcessorOfJSONLDExpandsEveryNodeAndDropsNoMember(t *testing.T) {
	site, section, tag := pressHouse(t)
	for _, v := range append(edition(t, section, tag)[:7], article.View{}) {
		var out strings.Builder
		require.NoError(t, render.JSONLD(&out, site, v))
		var document map[string]any
		require.NoError(t, json.Unmarshal([]byte(out.String()), &document))
		options := ld.NewJsonLdOptions("")
		options.DocumentLoader = vocabulary{}
		expanded, err := ld.NewJsonLdProcessor().Expand(document, options)
		require.NoError(t, err)
		assert.Len(t, expanded, len(document["@graph"].([]any)))
		assert.Equal(t, members(document), members(expanded))
		for _, node := range expanded {
			assert.NotEmpty(t, node.(map[string]any)["@type"])
			assert.NotEmpty(t, node.(map[string]any)["@id"])
		}
	}
}
