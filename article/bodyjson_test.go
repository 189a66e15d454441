package article_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
)

func decode(t require.TestingT, s string) article.Body {
	b, err := article.DecodeBody([]byte(s))
	require.NoError(t, err, "%s", s)
	return b
}

func encode(t require.TestingT, b article.Body) string {
	data, err := b.AppendJSON(nil)
	require.NoError(t, err)
	return string(data)
}

func TestJSONOfEachBlock(t *testing.T) {
	related := article.IDFor("test", "x")
	image := article.Image{URL: "/a.svg", Alt: "A storm", Caption: mark(t, "<em>It</em>"), Credit: "A", Width: 640, Height: 480}
	for _, tt := range []struct {
		name string
		give article.Block
		want string
	}{
		{"paragraph", article.Block{ID: "b1", Content: article.Paragraph{Text: mark(t, "a &amp; <b>b</b>")}},
			`{"type":"paragraph","id":"b1","text":"a \u0026amp; \u003cb\u003eb\u003c/b\u003e"}`},
		{"internal block", article.Block{Internal: true, Content: article.Paragraph{}}, `{"type":"paragraph","internal":true,"text":""}`},
		{"heading", article.Block{Content: article.Heading{Level: 2}}, `{"type":"heading","level":2,"text":""}`},
		{"list", article.Block{Content: article.List{Ordered: true, Start: 3, Items: []article.ListItem{{Sub: &article.List{}}}}},
			`{"type":"list","ordered":true,"start":3,"items":[{"text":"","sub":{"items":null}}]}`},
		{"quote", article.Block{Content: article.Quote{Paragraphs: []inline.HTML{mark(t, "a")}, Cite: mark(t, "b")}},
			`{"type":"quote","paragraphs":["a"],"cite":"b"}`},
		{"image", article.Block{Content: article.Figure{Image: image}},
			`{"type":"image","url":"/a.svg","alt":"A storm","caption":"\u003cem\u003eIt\u003c/em\u003e","credit":"A","width":640,"height":480}`},
		{"block of channels", article.Block{Channels: []article.Channel{"web", "app"}, Content: article.Divider{}}, `{"type":"divider","channels":["web","app"]}`},
		{"pull quote", article.Block{Content: article.PullQuote{Text: mark(t, "a"), Cite: mark(t, "b")}}, `{"type":"pullquote","text":"a","cite":"b"}`},
		{"gallery", article.Block{Content: article.Gallery{Images: []article.Slide{{Image: article.Image{URL: "/a", Extra: []byte(`"x":1.0`)}}}, Caption: mark(t, "b")}},
			`{"type":"gallery","images":[{"url":"/a","x":1.0}],"caption":"b"}`},
		{"video", article.Block{Content: article.Video{URL: "/v", Poster: "/p", Title: "t", Caption: mark(t, "c"), Credit: "d", Width: 1, Height: 2}},
			`{"type":"video","url":"/v","poster":"/p","title":"t","caption":"c","credit":"d","width":1,"height":2}`},
		{"audio", article.Block{Content: article.Audio{URL: "/a"}}, `{"type":"audio","url":"/a"}`},
		{"table", article.Block{Content: article.Table{Rows: [][]inline.HTML{{mark(t, "a"), {}}}, HeaderRow: true, HeaderColumn: true, Caption: mark(t, "c")}},
			`{"type":"table","rows":[["a",""]],"headerRow":true,"headerColumn":true,"caption":"c"}`},
		{"live entry", article.Block{Content: article.LiveEntry{At: noon, Title: "t", KeyEvent: true, Pinned: true, Body: article.Body{{ID: "x", Content: article.Divider{}}}}},
			`{"type":"live","at":"2026-03-01T12:00:00Z","title":"t","keyEvent":true,"pinned":true,"body":[{"type":"divider","id":"x"}]}`},
		{"embed with all", article.Block{Content: article.Embed{URL: "https://v.example/", Provider: "V", Consent: true}}, `{"type":"embed","url":"https://v.example/","provider":"V","consent":true}`},
		{"image with all", article.Block{Content: article.Figure{Image: article.Image{URL: "/a", Alts: taxonomy.Labels{{Lang: "de", Text: "a"}, {Lang: "es", Text: "b"}}, Licence: "/l", Focus: &article.Focus{X: 0.5}, Renditions: []article.Rendition{{URL: "/r", Width: 2}}}}},
			`{"type":"image","url":"/a","alts":{"de":"a","es":"b"},"licence":"/l","focus":{"x":0.5,"y":0},"renditions":[{"url":"/r","width":2}]}`},
		{"list with fields of a version to come", article.Block{Content: article.List{Items: []article.ListItem{{Extra: []byte(`"done":true`), Sub: &article.List{Items: []article.ListItem{}, Extra: []byte(`"style":1`)}}}}},
			`{"type":"list","items":[{"text":"","sub":{"items":[],"style":1},"done":true}]}`},
		{"code", article.Block{Content: article.Code{Text: "a\n\tb"}}, `{"type":"code","text":"a\n\tb"}`},
		{"divider", article.Block{ID: "x", Content: article.Divider{}}, `{"type":"divider","id":"x"}`},
		{"embed", article.Block{Content: article.Embed{URL: "https://v.example/", Title: "V"}}, `{"type":"embed","url":"https://v.example/","title":"V"}`},
		{"related", article.Block{Content: article.Related{Article: related, Title: "More"}},
			`{"type":"related","article":"` + related.String() + `","title":"More"}`},
		{"raw", article.Block{Content: article.Raw{HTML: "<hr>", Text: "x"}}, `{"type":"raw","html":"\u003chr\u003e","text":"x"}`},
		{"unknown", article.Block{ID: "x", Internal: true, Content: article.Unknown{Name: "hologram", JSON: []byte(`{"id":"x", "n":1e3,"n":1.0,"type":"hologram","internal":true}`)}},
			`{"id":"x", "n":1e3,"n":1.0,"type":"hologram","internal":true}`},
		{"fields of a version to come", article.Block{Content: article.Divider{}, Extra: []byte(`"style":{"b":1,"a":[1.50]},"style":null`)},
			`{"type":"divider","style":{"b":1,"a":[1.50]},"style":null}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := article.Body{tt.give}
			got := encode(t, body)
			assert.Equal(t, "["+tt.want+"]", got)
			assert.Equal(t, body, decode(t, got))
		})
	}
}

func TestUnknownFieldsSurvive(t *testing.T) {
	for _, tt := range []struct{ name, give, want string }{
		{"in the order they came", `[{"z":1,"type":"divider","a":2,"m":3}]`, `[{"type":"divider","z":1,"a":2,"m":3}]`},
		{"with numbers as they were spelled", `[{"type":"divider","a":1.0,"b":1e400,"c":-0,"d":123456789012345678901234567890}]`,
			`[{"type":"divider","a":1.0,"b":1e400,"c":-0,"d":123456789012345678901234567890}]`},
		{"with keys that are there twice", `[{"type":"divider","a":1,"a":2}]`, `[{"type":"divider","a":1,"a":2}]`},
		{"with strings as they were spelled", `[{"type":"divider","a":"\u00e9\/<"}]`, `[{"type":"divider","a":"\u00e9\/<"}]`},
		{"with keys of any kind", `[{"type":"divider","":1,"<\"":2}]`, `[{"type":"divider","":1,"\u003c\"":2}]`},
		{"known ones apart, whatever their case", `[{"TYPE":"code","Text":"x","iD":"b1","tex":1}]`, `[{"type":"code","id":"b1","text":"x","tex":1}]`},
		{"in a block nobody knows, to the byte", "[ {\n\t\"type\" : \"hologram\",\"a\":1.0, \"a\" : [ 1 ] } ]", "[{\n\t\"type\" : \"hologram\",\"a\":1.0, \"a\" : [ 1 ] }]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := encode(t, decode(t, tt.give))
			assert.Equal(t, tt.want, got)
			assert.Equal(t, got, encode(t, decode(t, got)))
		})
	}
}

func TestAnUnknownBlockTakesAHeadOfItsOwn(t *testing.T) {
	body := decode(t, `[{"a":1.0,"type":"hologram","id":"old","a":2}]`)
	body[0].ID, body[0].Internal = "new", true
	got := encode(t, body)
	assert.Equal(t, `[{"type":"hologram","id":"new","internal":true,"a":1.0,"a":2}]`, got, "else an internal block would be shown after a save")
	back := decode(t, got)
	assert.Equal(t, article.BlockID("new"), back[0].ID)
	assert.True(t, back[0].Internal)
	assert.Equal(t, got, encode(t, back))
}

func TestDecodeBodyRefuses(t *testing.T) {
	deep := strings.Repeat(`[`, 64) + strings.Repeat(`]`, 64)
	for _, tt := range []struct {
		name, give, path string
		want             error // nil: one of encoding/json
	}{
		{"data too large", "[" + strings.Repeat(" ", article.MaxBodyBytes) + "]", "Body", article.ErrTooLarge},
		{"data too deep", `[{"type":"x","a":` + deep + `}]`, "Body", article.ErrTooDeep},
		{"data too deep in a field that is known", `[{"type":"list","items":` + strings.Repeat(`[`, 70) + strings.Repeat(`]`, 70) + `}]`, "Body", article.ErrTooDeep},
		{"lists too deep", "[{\"type\":\"list\",\"items\":[" + strings.Repeat(`{"sub":{"items":[`, 30) + strings.Repeat(`]}}`, 30) + "]}]", "Body", article.ErrTooDeep},
		{"entries too many", `[{"type":"list","items":[` + strings.Repeat("{},", article.MaxBlocks) + "{}]}]", "Body", article.ErrTooLong},
		{"a live entry in a live entry", `[{"type":"live","body":[{"type":"live","body":[]}]}]`, "Body", article.ErrTooDeep},
		{"a block of a live entry without a type", `[{"type":"divider"},{"type":"live","body":[{"type":"divider"},{"text":"x"}]}]`, "Body[1].Body[1].Type", article.ErrMissing},
		{"a live entry whose body is none", `[{"type":"live","body":{}}]`, "Body[0]", nil},
		{"a time that is none", `[{"type":"live","at":"noon"}]`, "Body[0]", nil},
		{"a number that is not whole", `[{"type":"heading","level":2.5}]`, "Body[0]", nil},
		{"a truth value that is a number", `[{"type":"list","ordered":1}]`, "Body[0]", nil},
		{"a text that is a list", `[{"type":"code","text":["x"]}]`, "Body[0]", nil},
		{"a list that is a text", `[{"type":"list","items":"x"}]`, "Body[0]", nil},
		{"an entry that is a text", `[{"type":"list","items":["x"]}]`, "Body[0]", nil},
		{"channels that are truth", `[{"type":"divider","channels":true}]`, "Body[0]", nil},
		{"an id of no article", `[{"type":"related","article":"x"}]`, "Body[0]", nil},
		{"blocks too many", "[" + strings.Repeat(`{"type":"x"},`, article.MaxBlocks) + "{}]", "Body", article.ErrTooLong},
		{"nothing", "", "Body", nil},
		{"an object", `{}`, "Body", nil},
		{"an array that breaks off", `[{"type":"divider"}`, "Body", nil},
		{"more than an array", `[]]`, "Body", nil},
		{"a block that is no object", `[{"type":"divider"},"x"]`, "Body[1]", nil},
		{"a block that is null", `[null]`, "Body[0].Type", article.ErrMissing},
		{"a block without a type", `[{"type":"divider"},{"text":"x"}]`, "Body[1].Type", article.ErrMissing},
		{"a type that is no text", `[{"type":1}]`, "Body[0]", nil},
		{"a field of another kind", `[{"type":"heading","level":"two"}]`, "Body[0]", nil},
		{"markup that is not safe", `[{"type":"paragraph","text":"<script>x</script>"}]`, "Body[0]", inline.ErrUnsafeInline},
		{"a link that is not safe", `[{"type":"paragraph","text":"<a href=\"javascript:x\">x</a>"}]`, "Body[0]", inline.ErrUnsafeURL},
		{"markup deep in a list", `[{"type":"list","items":[{"sub":{"items":[{"text":"<script>"}]}}]}]`, "Body[0]", inline.ErrUnsafeInline},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := article.DecodeBody([]byte(tt.give))
			require.Error(t, err)
			assert.Nil(t, got)
			assert.Equal(t, []string{tt.path}, paths(t, err))
			assert.Equal(t, 1, strings.Count(err.Error(), "article: "), err.Error())
			if tt.want != nil {
				require.ErrorIs(t, err, tt.want)
			}
		})
	}
	t.Run("brackets in texts are no depth", func(t *testing.T) {
		s := strings.Repeat("[", 100)
		assert.Equal(t, article.Code{Text: s + `"` + s}, decode(t, `[{"type":"code","text":"`+s+`\"`+s+`"}]`)[0].Content)
	})
	t.Run("null is no body", func(t *testing.T) { assert.Nil(t, decode(t, " null ")) })
	t.Run("an empty one is", func(t *testing.T) { assert.Equal(t, article.Body{}, decode(t, "[]")) })
}

func TestAppendJSONRefuses(t *testing.T) {
	big := article.Block{Content: article.Raw{HTML: strings.Repeat("x", article.MaxRaw)}}
	deep := json.RawMessage(`"a":` + strings.Repeat("[", 64) + strings.Repeat("]", 64))
	for _, tt := range []struct {
		name string
		give article.Body
		path string
		want error // nil: one of encoding/json
	}{
		{"a block without content", article.Body{paragraph("x"), {}}, "Body[1]", article.ErrMissing},
		{"what DecodeBody finds too large", article.Body{big, big, big, big}, "Body", article.ErrTooLarge},
		{"what DecodeBody finds too deep", article.Body{{Content: article.Divider{}, Extra: deep}}, "Body", article.ErrTooDeep},
		{"an unknown block without JSON", article.Body{{Content: article.Unknown{Name: "x"}}}, "Body[0]", nil},
		{"a content of a foreign type", article.Body{{Content: &article.Divider{}}}, "Body[0]", article.ErrUnknownValue},
		{"an unknown block too deep", article.Body{{Content: article.Unknown{Name: "x", JSON: []byte("{" + string(deep) + "}")}}}, "Body", article.ErrTooDeep},
		{"a list that holds itself", article.Body{{Content: circle()}}, "Body", article.ErrTooDeep},
		{"a focus that is no number", article.Body{{Content: article.Figure{Image: article.Image{Focus: &article.Focus{X: math.NaN()}}}}}, "Body[0]", nil},
		{"a block of a live entry without content", article.Body{{Content: article.LiveEntry{At: noon, Body: article.Body{{}}}}}, "Body[0].Body[0]", article.ErrMissing},
		{"an unknown block of another kind", article.Body{{Content: article.Unknown{Name: "x", JSON: []byte(`[1]`)}}}, "Body[0]", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.give.AppendJSON([]byte("kept"))
			require.Error(t, err)
			assert.Nil(t, got)
			assert.Equal(t, []string{tt.path}, paths(t, err))
			if tt.want != nil {
				require.ErrorIs(t, err, tt.want)
			}
			_, err = json.Marshal(tt.give)
			require.Error(t, err, "json.Marshal refuses it too")
		})
	}
	t.Run("what is appended to stays", func(t *testing.T) {
		got, err := article.Body{{Content: article.Divider{}}}.AppendJSON([]byte("body="))
		require.NoError(t, err)
		assert.Equal(t, `body=[{"type":"divider"}]`, string(got))
	})
}

// circle is a list that holds itself.
func circle() article.List {
	l := nested(1)
	l.Items[0].Sub = &l
	return l
}

func TestNullIsNoValue(t *testing.T) {
	assert.Equal(t, article.Body{
		{Content: article.List{}}, {Content: article.List{Items: []article.ListItem{{}, {}}}}, {Content: article.Heading{}},
		{Content: article.LiveEntry{}}, {Content: article.Figure{}},
	}, decode(t, `[{"type":"list","items":null,"ordered":null,"internal":null,"id":null,"channels":null},{"type":"list","items":[null,{"sub":null,"text":null}]},
		{"type":"heading","level":null,"text":null},{"type":"live","at":null,"body":null},{"type":"image","focus":null,"alts":null,"renditions":null}]`))
}

func TestTheLastOfKnownFieldsCounts(t *testing.T) {
	assert.Equal(t, article.Body{{ID: "b", Content: article.List{Items: []article.ListItem{{Text: inline.Text("y")}}}}},
		decode(t, `[{"type":"code","id":"a","items":[{"text":"x"},{"text":"z"}],"type":"list","id":"b","items":[{"text":"y"}]}]`))
}

// TestFieldsAreThoseOfEncodingJSON: each field of a content has its place in JSON, and
// there it is as encoding/json would have it.
func TestFieldsAreThoseOfEncodingJSON(t *testing.T) {
	odd := "\x00\b\f\n\r\t\"\\/<>&\u2028\u2029é€😀\x7f\xff\xe2\x82"
	for _, content := range []article.BlockContent{
		article.Paragraph{}, article.Heading{}, article.List{}, article.Quote{}, article.PullQuote{}, article.Figure{}, article.Gallery{}, article.Video{},
		article.Audio{}, article.Embed{}, article.Table{}, article.Code{}, article.Divider{}, article.Related{}, article.LiveEntry{}, article.Raw{},
	} {
		full := reflect.New(reflect.TypeOf(content)).Elem()
		fill(t, full, odd)
		for _, give := range []any{content, full.Interface()} {
			want, err := json.Marshal(give)
			require.NoError(t, err)
			got := encode(t, article.Body{{Content: give.(article.BlockContent)}})
			fields := strings.TrimSuffix(strings.TrimPrefix(string(want), "{"), "}")
			if _, live := give.(article.LiveEntry); !live && fields != "" {
				assert.Equal(t, `[{"type":"`+content.Type()+`",`+fields+"}]", got)
			}
			back := decode(t, got)
			assert.Equal(t, back, decode(t, encode(t, back)))
		}
	}
}

// fill sets every field that JSON has to something.
func fill(t *testing.T, v reflect.Value, text string) {
	switch at := v.Addr().Interface().(type) {
	case *inline.HTML:
		*at = inline.Text(text)
		return
	case *time.Time:
		*at = noon
		return
	case *article.ID:
		*at = article.IDFor("test", "x")
		return
	case *json.RawMessage:
		return
	case *article.Body:
		*at = article.Body{paragraph("x")}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(0.25)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), text)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(t, v.Index(0), text)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("es"), reflect.ValueOf(text))
	case reflect.Pointer:
		if v.Type().Elem() == reflect.TypeFor[article.List]() {
			v.Set(reflect.ValueOf(&article.List{Start: 2}))
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), text)
	default:
		require.Fail(t, v.Kind().String())
	}
}

func FuzzStringsAreThoseOfEncodingJSON(f *testing.F) {
	for _, seed := range []string{`a`, `\u00e9\ud83d\ude00`, `\ud83d`, `\ud83d\u0041`, `\ude00\ud83d\ude00`, `\b\f\n\r\t\/\"\\`, "\xff\xe2\x82\u20ac", `\u0000`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		quoted := `"` + string(raw) + `"`
		var want string
		if json.Unmarshal([]byte(quoted), &want) != nil {
			t.Skip("no string")
		}
		body := decode(t, `[{"type":"code","text":`+quoted+`}]`)
		require.Equal(t, article.Code{Text: want}, body[0].Content)
		spelled, err := json.Marshal(want)
		require.NoError(t, err)
		require.Equal(t, `[{"type":"code","text":`+string(spelled)+`}]`, encode(t, body))
	})
}

func TestBodyWithEncodingJSON(t *testing.T) {
	c := whole()
	data, err := json.Marshal(c)
	require.NoError(t, err)
	var back article.Content
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, c, back)

	held := article.Body{paragraph("x")}
	require.NoError(t, json.Unmarshal([]byte(`[{"type":"code","text":"x"}]`), &held))
	assert.Equal(t, article.Body{{Content: article.Code{Text: "x"}}}, held)
	held = article.Body{paragraph("x")}
	require.Error(t, json.Unmarshal([]byte(`[{"type":""}]`), &held))
	assert.Equal(t, article.Body{paragraph("x")}, held, "a refused body leaves the value")
}

// anyJSON draws a value with white space, duplicates and numbers in odd spellings.
func anyJSON(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		kinds := 2
		if depth > 0 {
			kinds = 4
		}
		switch rapid.IntRange(1, kinds).Draw(t, "kind") {
		case 1:
			return rapid.SampledFrom([]string{"1.0", "-0", "1e400", "12345678901234567890", "true", "null"}).Draw(t, "scalar")
		case 2:
			return rapid.SampledFrom([]string{`""`, `"\u00e9"`, `"é"`, `"\/"`, `"<&>"`, `"]}"`, `"\"\\"`}).Draw(t, "string")
		case 3:
			return "[" + strings.Join(rapid.SliceOfN(anyJSON(depth-1), 0, 3).Draw(t, "array"), " , ") + "]"
		}
		return "{" + members(depth-1, "a", "b", "type").Draw(t, "object") + "}"
	})
}

// members draws the inside of an object.
func members(depth int, keys ...string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var list []string
		for range rapid.IntRange(0, 4).Draw(t, "members") {
			list = append(list, fmt.Sprintf("%q:%s", rapid.SampledFrom(keys).Draw(t, "key"), anyJSON(depth).Draw(t, "value")))
		}
		return strings.Join(list, ",")
	})
}

func TestABodySurvivesAnyNumberOfRoundTrips(t *testing.T) {
	known := rapid.SampledFrom([]string{
		`"type":"gallery","images":[{"url":"/a","zz":[1.0]}]`, `"type":"video","url":"/v"`, `"type":"table","rows":[["a"]]`, `"type":"pullquote","text":"x"`,
		`"type":"live","at":"2026-03-01T12:00:00Z","body":[{"type":"hologram", "a":1.0},{"type":"divider","a":1}]`, `"type":"divider","channels":["web"]`,
		`"type":"list","items":[{"text":"x","done":1e3,"done":-0}]`,
		`"type":"paragraph","text":"a <b>b</b>"`, `"type":"heading","level":3,"text":"x"`, `"type":"list","items":[{"text":"x","sub":{"items":[]}}]`,
		`"type":"quote","paragraphs":["x"],"cite":"y"`, `"type":"image","url":"/a.png"`, `"type":"code","text":"x"`, `"type":"divider"`,
		`"type":"embed","url":"https://v.example/"`, `"type":"related","url":"/x","title":"y"`, `"type":"raw","html":"<hr>"`,
	})
	strange := members(3, "a", "b", "zz", "€", "", "url2", "types")
	rapid.Check(t, func(t *rapid.T) {
		var blocks, wants []string
		for i := range rapid.IntRange(0, 5).Draw(t, "blocks") {
			more := strange.Draw(t, "strange")
			comma := ","
			if more == "" {
				comma = ""
			}
			if rapid.Bool().Draw(t, "unknown") {
				blocks = append(blocks, "{ "+more+comma+`"type":"hologram"}`)
				wants = append(wants, blocks[i]) // to the byte
				continue
			}
			blocks = append(blocks, "{"+more+comma+known.Draw(t, "known")+"}")
			wants = append(wants, more) // its tokens, in order
		}
		body := decode(t, "["+strings.Join(blocks, ",")+"]")
		first := encode(t, body)
		again := decode(t, first)
		require.Equal(t, body, again)
		require.Equal(t, first, encode(t, again))
		for _, want := range wants {
			require.Contains(t, first, want)
		}
		clone := body.Clone()
		require.Equal(t, first, encode(t, clone))

		marshaled, err := json.Marshal(body)
		require.NoError(t, err)
		require.Equal(t, tokens(t, []byte(first)), tokens(t, marshaled), "json.Marshal only spells the same tokens without white space")
	})
}

// tokens lists the tokens of JSON, numbers as they are spelled.
func tokens(t require.TestingT, data []byte) []json.Token {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var out []json.Token
	for {
		token, err := dec.Token()
		if err != nil {
			require.False(t, json.Valid(data) && dec.More(), "%v", err)
			return out
		}
		out = append(out, token)
	}
}

func FuzzDecodeBody(f *testing.F) {
	for _, seed := range []string{
		`[]`, `null`, `[null]`, `[{"type":"paragraph","id":"b1","text":"a <b>b</b>"}]`, `[{"type":"paragraph","text":null}]`,
		`[{"TYPE":"code","Text":"x","z":1.0,"z":1e9}]`, `[ {"type" : "hologram", "a":[1, 2]} ]`, `[{"type":"hologram","type":"divider"}]`,
		`[{"type":"list","items":[{"text":"x","sub":{"items":[{"text":"y"}]}}]}]`, `[{"type":"quote","paragraphs":null}]`,
		`[{"type":"image","url":"/a","width":1,"caption":"<em>x</em>"}]`, `[{"type":"related","article":"018f3a5c-7c00-7abc-8def-0123456789ab"}]`,
		`[{"type":"divider","\ud800":1}]`, "[{\"type\":\"divider\",\"\xff\":\"\xff\"}]", `[{"type":"divider","ſ":1,"K":2}]`, `[{"type":"code","id":"","internal":false}]`,
		`[{"type":"divider","a":"\u2028<"}]`,
		`[{"type":"live","at":"2026-03-01T12:00:00Z","body":[{"type":"code","text":"x","z":1}],"z":2}]`, `[{"type":"gallery","images":[{"url":"/a","z":[1]}]}]`,
		`[{"type":"table","rows":[["a"],null]}]`, `[{"type":"divider","channels":["web",null]}]`, `[{"type":"x","channels":["a"]}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// Law: what can be read can be written, is read as the same again, and is written as the same again.
		body, err := article.DecodeBody(data)
		if err != nil {
			require.NotEmpty(t, paths(t, err))
			return
		}
		first := encode(t, body)
		require.True(t, json.Valid([]byte(first)) || !json.Valid(data))
		again := decode(t, first)
		require.Equal(t, body.Text(), again.Text())
		require.Equal(t, first, encode(t, again))
		require.Equal(t, first, encode(t, body.Clone()))
	})
}
