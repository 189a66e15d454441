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
)

func ExampleContent_UnmarshalJSON() {
	later := `{"lang":"en","headlines":[{"value":"Storm"}],"mood":"calm","mood":1.0}` // of a version to come
	var c article.Content
	if err := json.Unmarshal([]byte(later), &c); err != nil {
		fmt.Println(err)
		return
	}
	c.Headlines[0].Value = "Storm nears"
	data, _ := json.Marshal(c)
	fmt.Println(string(data))
	// Output:
	// {"lang":"en","headlines":[{"value":"Storm nears"}],"mood":"calm","mood":1.0}
}

func read(t require.TestingT, data string) (c article.Content) {
	require.NoError(t, c.UnmarshalJSON([]byte(data)), "%s", data)
	return c
}

func spell(t require.TestingT, v json.Marshaler) string {
	data, err := v.MarshalJSON()
	require.NoError(t, err)
	return string(data)
}

// plainContent has the fields of a Content, for encoding/json to go through by itself.
type plainContent article.Content

func TestContentIsWhatEncodingJSONMakesOfItsFields(t *testing.T) {
	for _, give := range []article.Content{{}, whole(), words("Storm")} {
		want, err := json.Marshal(plainContent(give))
		require.NoError(t, err)
		got, err := json.Marshal(give)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
		assert.Equal(t, give, read(t, string(got)))
	}
}

func TestUnknownFieldsOfAContentSurvive(t *testing.T) {
	give := `{"z":{"b":1.50,"a":[]},"lang":"en","headlines":null,"z":null,"extensions":[{"namespace":"example.org/tea","data":"1"}],"":-0,"lead":{"url":"/a","type":"x","later":1e3},
		"body":[{"type":"divider","y":1}]}`
	want := `{"lang":"en","headlines":null,"lead":{"url":"/a","type":"x","later":1e3},"body":[{"type":"divider","y":1}],"extensions":[{"namespace":"example.org/tea","data":"1"}],` +
		`"z":{"b":1.50,"a":[]},"z":null,"":-0}`
	c := read(t, give)
	assert.Equal(t, article.Extension{Namespace: article.UnknownFields, Data: `"z":{"b":1.50,"a":[]},"z":null,"":-0`}, c.Extensions[1])
	assert.Equal(t, want, spell(t, c))
	assert.Equal(t, c, read(t, want))
	assert.Len(t, c.Extensions, 2, "the content that is encoded is left as it is")
}

func TestContentRefusesWhatItWouldLose(t *testing.T) {
	for _, tt := range []struct {
		name, give, path string
		want             error // nil: one of encoding/json
	}{
		{"a field of an origin", `{"origin":{"rights":{"later":1}}}`, "Content.Origin", nil},
		{"a field of a headline", `{"headlines":[{"value":"a","later":1}]}`, "Content.Headlines", nil},
		{"a field of an extension", `{"extensions":[{"later":1}]}`, "Content.Extensions", nil},
		{"a dateline that is a text", `{"dateline":"x"}`, "Content.Dateline", nil},
		{"a language that is a number", `{"lang":1}`, "Content", nil},
		{"a picture that is a text", `{"lead":"x"}`, "Content.Lead", nil},
		{"markup of a picture that is not safe", `{"lead":{"caption":"<script>"}}`, "Content.Lead", inline.ErrUnsafeInline},
		{"a block without a type", `{"body":[{"type":"divider"},{}]}`, "Content.Body[1].Type", article.ErrMissing},
		{"blocks too many", `{"body":[` + strings.Repeat(`{"type":"x"},`, article.MaxBlocks) + `{"type":"x"}]}`, "Content.Body", article.ErrTooLong},
		{"a body too deep", `{"body":[{"type":"x","a":` + strings.Repeat("[", 63) + strings.Repeat("]", 63) + `}]}`, "Content.Body", article.ErrTooDeep},
		{"a body too large", `{"body":[` + strings.Repeat(`{"type":"raw","html":"`+strings.Repeat("x", article.MaxRaw)+`"},`, 4) + `{"type":"x"}]}`, "Content.Body", article.ErrTooLarge},
		{"fields too deep", `{"a":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`, "Content", article.ErrTooDeep},
		{"what is no object", `[]`, "Content", nil},
		{"what breaks off", `{"lang":"en"`, "Content", nil},
		{"what goes on", `{} 1`, "Content", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := words("kept")
			err := c.UnmarshalJSON([]byte(tt.give))
			require.Error(t, err)
			assert.Equal(t, []string{tt.path}, paths(t, err))
			if tt.want != nil {
				require.ErrorIs(t, err, tt.want)
			}
			assert.Equal(t, words("kept"), c)
		})
	}
	t.Run("a body that is as deep as one may be alone", func(t *testing.T) {
		deep := `[{"type":"x","a":` + strings.Repeat("[", 62) + strings.Repeat("]", 62) + `}]`
		assert.Equal(t, decode(t, deep), read(t, `{"body":`+deep+`}`).Body)
	})
}

func TestContentThatCannotBeWritten(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*article.Content)
		path  string
	}{
		{"a block without content", func(c *article.Content) { c.Body = article.Body{{}} }, "Content.Body[0]"},
		{"fields that break off", func(c *article.Content) {
			c.Extensions = []article.Extension{{Namespace: article.UnknownFields, Data: `"a":`}}
		}, "Content"},
		{"a picture's fields that break off", func(c *article.Content) { c.Lead.Extra = []byte(`"a":1}`) }, "Content.Lead"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := whole()
			tt.spoil(&c)
			_, err := c.MarshalJSON()
			require.Error(t, err)
			assert.Equal(t, []string{tt.path}, paths(t, err))
			_, err = json.Marshal(c)
			require.Error(t, err)
		})
	}
}

func TestFaultsOfUnknownFields(t *testing.T) {
	set := func(data string) func(*article.Content) {
		return func(c *article.Content) {
			c.Extensions[0] = article.Extension{Namespace: article.UnknownFields, Data: data}
		}
	}
	requireFaults(t, []spoilt{
		{"fields that are none", set(""), "Extensions[0].Data", article.ErrUnknownValue},
		{"fields that break off", set(`"a":`), "Extensions[0].Data", article.ErrUnknownValue},
		{"fields that close the content", set(`"a":1},{"b":1`), "Extensions[0].Data", article.ErrUnknownValue},
		{"fields that a content has", set(`"a":1,"Body":[]`), "Extensions[0].Data", article.ErrUnknownValue},
	})
	c := whole()
	set(`"a":1,"b":2`)(&c)
	require.NoError(t, c.Check())
}

func FuzzContent(f *testing.F) {
	for _, c := range []article.Content{{}, words("Storm"), whole()} {
		f.Add([]byte(spell(f, c)))
	}
	for _, seed := range []string{
		`null`, `{"z":1,"z":2}`, `{"LANG":"en","lang":null}`, `{"extensions":[{"namespace":"` + article.UnknownFields + `","data":"\"a\":1"}],"b":1}`,
		`{"lead":{"focus":{"x":1,"z":0},"renditions":[{"url":"/a","z":[]},null]}}`, `{"origin":{"x":1}}`, `{"body":[{"a":1,"type":"code"}],"body":null}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// Law: what can be read can be written where it is sound, and is read as the same again.
		var c article.Content
		if c.UnmarshalJSON(data) != nil || c.Check() != nil {
			return
		}
		require.True(t, json.Valid(data))
		first := spell(t, c)
		again := read(t, first)
		require.Equal(t, first, spell(t, again))
		require.NoError(t, again.Check())
	})
}
