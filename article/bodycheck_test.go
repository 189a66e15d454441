package article_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy/text"
)

func nested(levels int) article.List {
	l := article.List{Items: []article.ListItem{{}}}
	for range levels - 1 {
		sub := l
		l = article.List{Items: []article.ListItem{{Sub: &sub}}}
	}
	return l
}

func gallery(slides ...article.Slide) article.Gallery { return article.Gallery{Images: slides} }

// table has a row for each number of cells.
func table(rows ...int) article.Table {
	var t article.Table
	for _, cells := range rows {
		t.Rows = append(t.Rows, make([]inline.HTML, cells))
	}
	return t
}

func TestFaultsOfABlock(t *testing.T) {
	one := func(c article.BlockContent) article.Body { return article.Body{{Content: c}} }
	unknown := func(name, json string) article.Body { return one(article.Unknown{Name: name, JSON: []byte(json)}) }
	extra := func(c article.BlockContent, extra string) article.Body {
		return article.Body{{Content: c, Extra: []byte(extra)}}
	}
	circle := nested(1)
	circle.Items[0].Sub = &circle
	holder := article.List{Items: []article.ListItem{{Sub: &circle}, {Sub: &circle}}}
	many := article.List{Items: make([]article.ListItem, article.MaxBlocks)}

	for _, tt := range []struct {
		name string
		give article.Body
		path string
		want error
	}{
		{"no content", article.Body{paragraph("x"), {}}, "Body[1]", article.ErrMissing},
		{"a pointer to a content", one(&article.Paragraph{}), "Body[0]", article.ErrUnknownValue},
		{"a nil pointer to a content", one((*article.List)(nil)), "Body[0]", article.ErrUnknownValue},
		{"a content of a foreign type", one(struct{ article.Paragraph }{}), "Body[0]", article.ErrUnknownValue},
		{"an id twice", article.Body{{ID: "a", Content: article.Divider{}}, {ID: "a", Content: article.Divider{}}}, "Body[1].ID", article.ErrDuplicate},
		{"an id beyond the limit", article.Body{{ID: article.BlockID(strings.Repeat("x", article.MaxBlockID+1)), Content: article.Divider{}}}, "Body[0].ID", article.ErrTooLong},
		{"an id with a line feed", article.Body{{ID: "a\n", Content: article.Divider{}}}, "Body[0].ID", text.ErrInvalidText},
		{"a heading of level 1", one(article.Heading{Level: 1}), "Body[0].Level", article.ErrUnknownValue},
		{"a heading of level 7", one(article.Heading{Level: 7}), "Body[0].Level", article.ErrUnknownValue},
		{"a list too deep", one(nested(article.MaxListDepth + 1)), "Body[0]", article.ErrTooDeep},
		{"a list that holds itself", one(holder), "Body[0]", article.ErrTooDeep},
		{"blocks too many", make(article.Body, article.MaxBlocks+1), "Body", article.ErrTooLong},
		{"entries of lists too many", one(many), "Body", article.ErrTooLong},
		{"an image without an address", one(article.Figure{}), "Body[0].URL", article.ErrMissing},
		{"an image with an unsafe one", one(article.Figure{Image: article.Image{URL: "//evil.example/a.png"}}), "Body[0].URL", article.ErrUnsafeURL},
		{"an image's text of two lines", one(article.Figure{Image: article.Image{URL: "/a.png", Alt: "a\nb"}}), "Body[0].Alt", text.ErrInvalidText},
		{"an embed without an address", one(article.Embed{Title: "x"}), "Body[0].URL", article.ErrMissing},
		{"an embed of data", one(article.Embed{URL: "data:text/html,x"}), "Body[0].URL", article.ErrUnsafeURL},
		{"an embed's title of two lines", one(article.Embed{URL: "https://v.example/", Title: "a\nb"}), "Body[0].Title", text.ErrInvalidText},
		{"an embed's provider of two lines", one(article.Embed{URL: "https://v.example/", Provider: "a\nb"}), "Body[0].Provider", text.ErrInvalidText},
		{"a gallery without a picture", one(article.Gallery{}), "Body[0].Images", article.ErrMissing},
		{"a gallery's picture without an address", one(gallery(article.Slide{Image: article.Image{URL: "/a"}}, article.Slide{})), "Body[0].Images[1].URL", article.ErrMissing},
		{"more fields of it that a picture has", one(gallery(article.Slide{Image: article.Image{URL: "/a", Extra: []byte(`"alt":"x"`)}})), "Body[0].Images[0].Extra", article.ErrUnknownValue},
		{"pictures of galleries too many", one(gallery(make([]article.Slide, article.MaxBlocks)...)), "Body", article.ErrTooLong},
		{"a film without an address", one(article.Video{Title: "x"}), "Body[0].URL", article.ErrMissing},
		{"a film at a mail address", one(article.Video{URL: "mailto:a@example.org"}), "Body[0].URL", article.ErrUnsafeURL},
		{"a film with an unsafe poster", one(article.Video{URL: "/v", Poster: "javascript:x"}), "Body[0].Poster", article.ErrUnsafeURL},
		{"a film's title of two lines", one(article.Video{URL: "/v", Title: "a\nb"}), "Body[0].Title", text.ErrInvalidText},
		{"a film's credit of two lines", one(article.Video{URL: "/v", Credit: "a\nb"}), "Body[0].Credit", text.ErrInvalidText},
		{"a film of no width", one(article.Video{URL: "/v", Width: -1}), "Body[0].Width", article.ErrUnknownValue},
		{"a film of no height", one(article.Video{URL: "/v", Height: -1}), "Body[0].Height", article.ErrUnknownValue},
		{"a recording without an address", one(article.Audio{}), "Body[0].URL", article.ErrMissing},
		{"a recording's title of two lines", one(article.Audio{URL: "/a", Title: "a\nb"}), "Body[0].Title", text.ErrInvalidText},
		{"a recording's credit of two lines", one(article.Audio{URL: "/a", Credit: "a\nb"}), "Body[0].Credit", text.ErrInvalidText},
		{"a table without a row", one(article.Table{}), "Body[0].Rows", article.ErrMissing},
		{"a table without a cell", one(table(0)), "Body[0].Rows", article.ErrMissing},
		{"a table with a longer row", one(table(1, 2)), "Body[0].Rows[1]", article.ErrUnknownValue},
		{"cells of tables too many", one(table(article.MaxBlocks)), "Body", article.ErrTooLong},
		{"paragraphs of quotes too many", one(article.Quote{Paragraphs: make([]inline.HTML, article.MaxBlocks)}), "Body", article.ErrTooLong},
		{"a live entry without a time", one(article.LiveEntry{}), "Body[0].At", article.ErrMissing},
		{"a live entry's title of two lines", one(article.LiveEntry{At: noon, Title: "a\nb"}), "Body[0].Title", text.ErrInvalidText},
		{"a live entry in a live entry", one(article.LiveEntry{At: noon, Body: one(article.LiveEntry{At: noon})}), "Body[0].Body[0]", article.ErrTooDeep},
		{"a fault in a live entry", one(article.LiveEntry{At: noon, Body: one(article.Heading{})}), "Body[0].Body[0].Level", article.ErrUnknownValue},
		{"an id twice, once in a live entry", article.Body{{ID: "a", Content: article.LiveEntry{At: noon, Body: article.Body{{ID: "a", Content: article.Divider{}}}}}}, "Body[0].Body[0].ID", article.ErrDuplicate},
		{"blocks of live entries too many", one(article.LiveEntry{At: noon, Body: make(article.Body, article.MaxBlocks)}), "Body", article.ErrTooLong},
		{"a channel without a name", article.Body{{Channels: []article.Channel{"web", ""}, Content: article.Divider{}}}, "Body[0].Channels[1]", article.ErrMissing},
		{"a channel twice", article.Body{{Channels: []article.Channel{"web", "web"}, Content: article.Divider{}}}, "Body[0].Channels[1]", article.ErrDuplicate},
		{"a channel of two lines", article.Body{{Channels: []article.Channel{"a\nb"}, Content: article.Divider{}}}, "Body[0].Channels[0]", text.ErrInvalidText},
		{"channels too many", article.Body{{Channels: make([]article.Channel, article.MaxChannels+1), Content: article.Divider{}}}, "Body[0].Channels", article.ErrTooLong},
		{"more fields of an entry that break off", one(article.List{Items: []article.ListItem{{Extra: []byte(`"a":`)}}}), "Body[0].Items[0].Extra", article.ErrUnknownValue},
		{"more fields of a list that a list has", one(article.List{Extra: []byte(`"ordered":true`)}), "Body[0].Extra", article.ErrUnknownValue},
		{"more fields that all blocks have", extra(article.Divider{}, `"channels":[]`), "Body[0].Extra", article.ErrUnknownValue},
		{"a related link to nowhere", one(article.Related{Title: "x"}), "Body[0].URL", article.ErrMissing},
		{"a related link to a script", one(article.Related{URL: "javascript:x", Title: "x"}), "Body[0].URL", article.ErrUnsafeURL},
		{"a related link that says nothing", one(article.Related{URL: "/x"}), "Body[0].Title", article.ErrMissing},
		{"code beyond the limit", one(article.Code{Text: strings.Repeat("x", article.MaxRaw+1)}), "Body[0].Text", article.ErrTooLong},
		{"code of invalid UTF-8", one(article.Code{Text: "caf\xe9"}), "Body[0].Text", text.ErrInvalidText},
		{"raw HTML beyond the limit", one(article.Raw{HTML: strings.Repeat("x", article.MaxRaw+1)}), "Body[0].HTML", article.ErrTooLong},
		{"raw HTML of invalid UTF-8", one(article.Raw{HTML: "\xff"}), "Body[0].HTML", text.ErrInvalidText},
		{"raw text beyond the limit", one(article.Raw{Text: strings.Repeat("x", article.MaxRaw+1)}), "Body[0].Text", article.ErrTooLong},
		{"an unknown block without JSON", unknown("hologram", ""), "Body[0].JSON", article.ErrUnknownValue},
		{"an unknown block that is no object", unknown("hologram", `["hologram"]`), "Body[0].JSON", article.ErrUnknownValue},
		{"an unknown block that breaks off", unknown("hologram", `{"type":"hologram"`), "Body[0].JSON", article.ErrUnknownValue},
		{"an unknown block of another name", unknown("hologram", `{"type":"hologramme"}`), "Body[0].JSON", article.ErrUnknownValue},
		{"an unknown block of a known type", unknown("paragraph", `{"type":"paragraph"}`), "Body[0].JSON", article.ErrUnknownValue},
		{"an unknown block without a name", unknown("", `{"type":""}`), "Body[0].JSON", article.ErrUnknownValue},
		{"more fields of an unknown block", extra(article.Unknown{Name: "h", JSON: []byte(`{"type":"h"}`)}, `"a":1`), "Body[0].Extra", article.ErrUnknownValue},
		{"more fields that break off", extra(article.Divider{}, `"a":`), "Body[0].Extra", article.ErrUnknownValue},
		{"more fields that close the block", extra(article.Divider{}, `"a":1},{"type":"raw"`), "Body[0].Extra", article.ErrUnknownValue},
		{"more fields that are white space", extra(article.Divider{}, ` `), "Body[0].Extra", article.ErrUnknownValue},
		{"more fields that name another type", extra(article.Divider{}, `"a":1,"Type":"raw"`), "Body[0].Extra", article.ErrUnknownValue},
		{"more fields that the type has", extra(article.Code{}, `"text":"x"`), "Body[0].Extra", article.ErrUnknownValue},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := words("Storm")
			c.Body = tt.give
			err := c.Check()
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{"Content." + tt.path}, paths(t, err))
		})
	}
	for name, body := range map[string]article.Body{
		"lists as deep as may be":        one(nested(article.MaxListDepth)),
		"as many blocks as may be":       make(article.Body, article.MaxBlocks),
		"as many entries as may be":      one(article.List{Items: many.Items[1:]}),
		"code as long as may be":         one(article.Code{Text: strings.Repeat("x", article.MaxRaw)}),
		"code with controls":             one(article.Code{Text: "\x1b[31m\tred\r\n"}),
		"a gallery":                      one(gallery(article.Slide{Image: article.Image{URL: "/a", Extra: []byte(`"z":1`)}})),
		"a film with a poster":           one(article.Video{URL: "v.mp4", Poster: "https://v.example/p.png"}),
		"a table":                        one(table(2, 2, 2)),
		"a live entry":                   one(article.LiveEntry{At: noon, Body: article.Body{paragraph("x")}}),
		"fields of an entry to come":     one(article.List{Items: []article.ListItem{{Extra: []byte(`"done":true`)}}}),
		"a block of channels":            {{Channels: []article.Channel{"web", "app"}, Content: article.Divider{}}},
		"an image of the site":           one(article.Figure{Image: article.Image{URL: "img/a.png"}}),
		"a related article":              one(article.Related{Article: article.IDFor("test", "x"), Title: "x"}),
		"fields of a version to come":    extra(article.Divider{}, `"style" : "wavy", "style":2`),
		"an unknown block with an id":    {{ID: "x", Content: article.Unknown{Name: "h", JSON: []byte(`{"id":"y","type":"h"}`)}}},
		"two blocks without an id":       {paragraph("a"), paragraph("b")},
		"an empty body that is not none": {},
	} {
		t.Run("allowed: "+name, func(t *testing.T) {
			c := words("Storm")
			c.Body = body
			for i := range body {
				if body[i].Content == nil {
					body[i].Content = article.Divider{}
				}
			}
			assert.NoError(t, c.Check())
		})
	}
}
