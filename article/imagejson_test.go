package article_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

func TestUnknownFieldsOfAPictureSurviveWhereverItStands(t *testing.T) {
	const inner = `"focus":{"x":0.25,"y":1,"radius":1.0,"radius":null},"renditions":[{"url":"/s","width":320,"fit":{"b":-0,"a":1e3}},{"url":"/m","width":640}]`
	for _, tt := range []struct{ name, before, after string }{
		{"in a figure", `{"lang":"en","headlines":null,"body":[{"type":"image",`, `}]}`},
		{"in a gallery", `{"lang":"en","headlines":null,"body":[{"type":"gallery","images":[{`, `}]}]}`},
		{"above the body", `{"lang":"en","headlines":null,"lead":{`, `}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			give := tt.before + `"url":"/a",` + inner + `,"later":"\u00e9","later":2.50` + tt.after
			c := read(t, give)
			assert.Equal(t, give, spell(t, c))
			assert.Equal(t, give, spell(t, c.Clone()))
		})
	}
	t.Run("of an author", func(t *testing.T) {
		give := `{"id":"` + article.AuthorIDFor("test", "x").String() + `","name":"A","picture":{"url":"/a",` + inner + `,"later":2.50}}`
		var a article.Author
		require.NoError(t, json.Unmarshal([]byte(give), &a))
		require.NoError(t, a.Check())
		data, err := json.Marshal(a.Clone())
		require.NoError(t, err)
		assert.Equal(t, give, string(data))
	})
}

func TestAPictureThatCannotBeRead(t *testing.T) {
	for _, give := range []string{`[]`, `{"url":1}`, `{"focus":{"x":"1"}}`, `{"focus":{"x":1e400}}`, `{"focus":{"x":-}}`, `{"focus":[]}`, `{"renditions":{}}`, `{"renditions":[{"width":1.5}]}`, `{} {}`} {
		held := article.Image{URL: "/kept"}
		err := held.UnmarshalJSON([]byte(give))
		require.Error(t, err, give)
		assert.Equal(t, []string{"Image"}, paths(t, err))
		assert.Equal(t, article.Image{URL: "/kept"}, held)
	}
	_, err := article.Image{Extra: []byte(`"a"`)}.MarshalJSON()
	assert.EqualError(t, err, "article: Image: data are not JSON")
}

func TestFaultsOfAPicturesUnknownFields(t *testing.T) {
	requireFaults(t, []spoilt{
		{"those of a picture that it has", func(c *article.Content) { c.Lead.Extra = []byte(`"alt":"x"`) }, "Lead.Extra", article.ErrUnknownValue},
		{"those of a focus that it has", func(c *article.Content) { c.Lead.Focus.Extra = []byte(`"x":1`) }, "Lead.Focus.Extra", article.ErrUnknownValue},
		{"those of a rendition that break off", func(c *article.Content) { c.Lead.Renditions[0].Extra = []byte(`"a":`) }, "Lead.Renditions[0].Extra", article.ErrUnknownValue},
		{"those of a figure, which its block keeps", func(c *article.Content) {
			c.Body = article.Body{{Content: article.Figure{Image: article.Image{URL: "/a", Extra: []byte(`"a":1`)}}}}
		}, "Body[0].Image.Extra", article.ErrUnknownValue},
	})
	figure := article.Body{{Content: article.Figure{Image: article.Image{Extra: []byte(`"type":"raw"`)}}}}
	_, err := figure.AppendJSON(nil)
	require.ErrorIs(t, err, article.ErrUnknownValue)
}
