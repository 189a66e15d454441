package article_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

func mark(t require.TestingT, s string) inline.HTML {
	h, err := inline.Parse(s)
	require.NoError(t, err)
	return h
}

func TestTextOfABody(t *testing.T) {
	image := article.Image{URL: "/a.svg", Alt: "not printed", Caption: mark(t, "The <em>storm</em>"), Credit: "A. Photographer"}
	uncredited, uncaptioned := image, image
	uncredited.Credit, uncaptioned.Caption = "", inline.HTML{}
	nested := article.List{Items: []article.ListItem{
		{Text: mark(t, "one"), Sub: &article.List{Items: []article.ListItem{{Text: mark(t, "one a")}, {Text: mark(t, "one b")}}}},
		{Text: mark(t, "two")},
	}}
	for _, tt := range []struct {
		name string
		give article.BlockContent
		want string
	}{
		{"paragraph", article.Paragraph{Text: mark(t, "R&amp;D <b>grows</b><br/>fast")}, "R&D grows\nfast"},
		{"heading", article.Heading{Level: 2, Text: mark(t, "What <i>now</i>?")}, "What now?"},
		{"list", nested, "one\none a\none b\ntwo"},
		{"quote", article.Quote{Paragraphs: []inline.HTML{mark(t, "Run!"), mark(t, "Now!")}, Cite: mark(t, "A sailor")}, "Run!\nNow!\nA sailor"},
		{"quote of nobody", article.Quote{Paragraphs: []inline.HTML{mark(t, "Run!")}}, "Run!"},
		{"quote of a source alone", article.Quote{Cite: mark(t, "A sailor")}, "A sailor"},
		{"image", article.Figure{Image: image}, "The storm\nA. Photographer"},
		{"image without credit", article.Figure{Image: uncredited}, "The storm"},
		{"image without caption", article.Figure{Image: uncaptioned}, "A. Photographer"},
		{"pull quote", article.PullQuote{Text: mark(t, "Run!"), Cite: mark(t, "A sailor")}, "Run!\nA sailor"},
		{"gallery", article.Gallery{Images: []article.Slide{{Image: image}, {}, {Image: uncredited}}, Caption: mark(t, "Both")}, "The storm\nA. Photographer\nThe storm\nBoth"},
		{"video", article.Video{URL: "/v", Title: "Film", Caption: mark(t, "Low"), Credit: "C"}, "Film\nLow\nC"},
		{"audio of a title alone", article.Audio{URL: "/v", Title: "Bell"}, "Bell"},
		{"table", article.Table{Rows: [][]inline.HTML{{mark(t, "a"), mark(t, "<b>b</b>")}, {{}, mark(t, "c")}}, Caption: mark(t, "d")}, "a\tb\n\tc\nd"},
		{"live entry", article.LiveEntry{At: noon, Title: "Noon", Body: article.Body{paragraph("one"), paragraph("two")}}, "Noon\none\n\ntwo"},
		{"live entry of a title alone", article.LiveEntry{At: noon, Title: "Noon", Body: article.Body{{Content: article.Divider{}}}}, "Noon"},
		{"live entry without a title", article.LiveEntry{At: noon, Body: article.Body{paragraph("one")}}, "one"},
		{"code", article.Code{Text: "if a < b {\n\treturn\n}"}, "if a < b {\n\treturn\n}"},
		{"divider", article.Divider{}, ""},
		{"embed with a title", article.Embed{URL: "https://video.example/1", Title: "The storm"}, "The storm"},
		{"embed without one", article.Embed{URL: "https://video.example/1"}, ""},
		{"related", article.Related{URL: "/x", Title: "More on this"}, "More on this"},
		{"raw", article.Raw{HTML: "<table>…</table>", Text: "1 2"}, "1 2"},
		{"unknown", article.Unknown{Name: "hologram", JSON: []byte(`{"type":"hologram","text":"x"}`)}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, article.Body{{Content: tt.give}}.Text())
		})
	}
	t.Run("paragraphs are an empty line apart, and what has no text leaves no gap", func(t *testing.T) {
		b := article.Body{
			{Content: article.Divider{}}, paragraph("one"), {}, {Content: article.Divider{}}, paragraph(""), paragraph("two"), {Content: article.Divider{}},
		}
		assert.Equal(t, "one\n\ntwo", b.Text())
	})
	assert.Empty(t, article.Body(nil).Text())
}

func TestLinked(t *testing.T) {
	a, b := article.IDFor("test", "a"), article.IDFor("test", "b")
	body := article.Body{
		{Content: article.Related{Article: b, Title: "B"}}, paragraph("x"), {},
		{Content: article.Related{URL: "https://elsewhere.example/", Title: "Elsewhere"}},
		{Content: article.LiveEntry{Body: article.Body{{Content: article.Related{Article: a, Title: "A"}}}}}, {Content: article.Related{Article: b, Title: "B again"}},
	}
	assert.Equal(t, []article.ID{b, a, b}, body.Linked())
	assert.Empty(t, article.Body(nil).Linked())
}

func blockIDs(b article.Body) []article.BlockID {
	var ids []article.BlockID
	for _, block := range b {
		ids = append(ids, block.ID)
	}
	return ids
}

func TestBlocksGetIDs(t *testing.T) {
	c := words("Storm")
	c.Body = article.Body{paragraph("one"), {ID: "b2", Content: article.Divider{}}, paragraph("two"), {ID: "intro", Content: article.Divider{}}, paragraph("three"),
		{Content: article.Unknown{Name: "hologram", JSON: []byte(`{"type":"hologram"}`)}}}
	a := draft(t, c)
	assert.Equal(t, []article.BlockID{"b1", "b2", "b3", "intro", "b4", ""}, blockIDs(a.Content.Body), "counted up past those taken; an unknown block stays as it is")
	assert.Equal(t, a.Content.Body, a.Pending[0].Content.Body)

	next := a.Content.Clone()
	next.Body = append(article.Body{paragraph("new")}, next.Body[2:]...)
	a, err := a.Edit(next, by(1))
	require.NoError(t, err)
	assert.Equal(t, []article.BlockID{"b2-1", "b3", "intro", "b4", ""}, blockIDs(a.Content.Body), "a block that is kept keeps its id, and a new one never gets that of one that is gone")

	parsed := a.Content.Clone()
	for i := range parsed.Body {
		parsed.Body[i].ID = ""
	}
	parsed.Body = append(parsed.Body[:1:1], append(article.Body{paragraph("newer"), paragraph("new")}, parsed.Body[1:]...)...)
	a, err = a.Edit(parsed, by(2))
	require.NoError(t, err)
	assert.Equal(t, []article.BlockID{"b2-1", "b3-1", "b3-2", "b3", "intro", "b4", ""}, blockIDs(a.Content.Body), "what is parsed anew keeps the ids of what stays")
}

func TestEachKnownBlockHasAnIDOfItsOwn(t *testing.T) {
	id := rapid.SampledFrom([]article.BlockID{"", "", "", "b1", "b2", "b3", "b5"})
	rapid.Check(t, func(t *rapid.T) {
		c := words("Storm")
		for _, id := range rapid.SliceOfN(id, 0, 12).Draw(t, "ids") {
			c.Body = append(c.Body, article.Block{ID: id, Content: article.Divider{}})
		}
		if c.Check() != nil {
			t.Skip("an id is there twice")
		}
		seen := map[article.BlockID]bool{"": true}
		for i, id := range blockIDs(draft(t, c).Content.Body) {
			require.False(t, seen[id], "block %d: %q", i, id)
			require.True(t, c.Body[i].ID == "" || c.Body[i].ID == id)
			seen[id] = true
		}
	})
}

func TestTypesOfBlocks(t *testing.T) {
	for want, content := range map[string]article.BlockContent{
		"paragraph": article.Paragraph{}, "heading": article.Heading{}, "list": article.List{}, "quote": article.Quote{},
		"image": article.Figure{}, "code": article.Code{}, "divider": article.Divider{}, "embed": article.Embed{},
		"pullquote": article.PullQuote{}, "gallery": article.Gallery{}, "video": article.Video{}, "audio": article.Audio{},
		"table": article.Table{}, "live": article.LiveEntry{},
		"related": article.Related{}, "raw": article.Raw{}, "hologram": article.Unknown{Name: "hologram"},
	} {
		assert.Equal(t, want, content.Type(), fmt.Sprintf("%T", content))
	}
}

func TestBlocksOfLiveEntriesGetIDsOfTheirOwn(t *testing.T) {
	c := words("Storm")
	c.Body = article.Body{paragraph("one"), {Content: article.LiveEntry{At: noon, Body: article.Body{paragraph("two"), {ID: "b1", Content: article.Divider{}}}}}, paragraph("three")}
	a := draft(t, c)
	assert.Equal(t, []article.BlockID{"b2", "b3", "b5"}, blockIDs(a.Content.Body))
	assert.Equal(t, []article.BlockID{"b4", "b1"}, blockIDs(a.Content.Body[1].Content.(article.LiveEntry).Body))
	assert.Empty(t, c.Body[1].Content.(article.LiveEntry).Body[0].ID, "what was given is left as it is")
}

func TestACloneSharesNothing(t *testing.T) {
	fresh := func() article.Body {
		return article.Body{
			{Channels: []article.Channel{"web"}, Extra: []byte(`"a":1`), Content: article.List{Items: []article.ListItem{{Extra: []byte(`"a":1`), Sub: &article.List{Start: 1}}}}},
			{Content: article.Figure{Image: article.Image{
				Focus: &article.Focus{X: 1, Extra: []byte(`"a":1`)}, Renditions: []article.Rendition{{URL: "/a", Extra: []byte(`"a":1`)}},
			}}},
			{Content: gallery(article.Slide{Image: article.Image{URL: "/a", Extra: []byte(`"a":1`)}})},
			{Content: table(1)},
			{Content: article.LiveEntry{Body: article.Body{paragraph("x")}}},
			{Content: article.Unknown{JSON: []byte("{}")}},
		}
	}
	body := fresh()
	clone := body.Clone()
	assert.Equal(t, body, clone)
	clone[0].Channels[0], clone[0].Extra[1] = "app", 'b'
	item := &clone[0].Content.(article.List).Items[0]
	item.Sub.Start, item.Extra[1] = 2, 'b'
	figure := clone[1].Content.(article.Figure)
	figure.Focus.X, figure.Focus.Extra[1], figure.Renditions[0].Extra[1] = 0, 'b', 'b'
	slide := &clone[2].Content.(article.Gallery).Images[0]
	slide.URL, slide.Extra[1] = "/b", 'b'
	clone[3].Content.(article.Table).Rows[0][0] = mark(t, "b")
	clone[4].Content.(article.LiveEntry).Body[0] = paragraph("y")
	clone[5].Content.(article.Unknown).JSON[0] = 'x'
	assert.Equal(t, fresh(), body)
}
