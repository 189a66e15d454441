package articletest

import (
	"encoding/json"
	"fmt"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
)

// text is one that every layer which takes text for its own language would spoil.
const text = `Tea & "cake" < $1 ${x} %s \1 </script> ]]> ` + "🫖 سلام"

// rich is a content with something in every field and a block of every type.
func rich() article.Content {
	lead := picture()
	lead.Extra = json.RawMessage(`"type":"x","seen":[1.0,"<"],"seen":null`)
	return article.Content{
		Lang:      "pt-BR",
		Genre:     article.GenreAnalysis,
		Headlines: article.Texts{{Role: article.Social, Value: "Kettle"}, {Value: "Kettle & pot"}},
		Decks:     article.Texts{{Role: article.Short, Value: "A deck"}},
		Summaries: article.Texts{{Role: article.Short, Value: "A summary"}},
		Kicker:    "Kitchen",
		Dateline:  article.Dateline{Place: "VELMAR", Date: article.Date{Year: 2024, Month: 3, Day: 1}, Source: "Agency"},
		Byline: article.Byline{
			{Author: author(1), Name: "Ann", Role: article.PartReporting, Affiliation: "Agency", Place: "Velmar"}, {Name: "Guest"},
		},
		SignedAs: "By our own correspondent",
		Lead:     &lead,
		Body:     richBody(),
		Filing: article.Filing{
			Category: term(1), Categories: fileUnder(2).Categories,
			Tags:     []article.Tagging{{Term: term(3), Relevance: 90, By: "a machine"}},
			Entities: []article.Entity{{Kind: article.EntityPerson, Name: "Ann", URI: "https://example.org/ann"}},
			Places:   []article.Place{{Name: "Velmar", URI: "https://example.org/velmar", At: &article.LatLong{Lat: 1.5, Long: -2.25}}},
			Series:   article.Series{Name: "Kitchens", Part: 2},
			Picks:    []article.ID{id("pick", 1)},
		},
		Origin: article.Origin{
			Source: "Agency", Distributor: "Wire", Rights: article.Rights{Notice: "© Agency", Terms: "No resale"},
			Translation: article.Translation{Of: id("original", 9), Revision: 3},
			System:      "https://example.org", ExternalID: "7", URL: "https://example.org/7", Digest: "d",
		},
		Disclosure: article.Disclosure{
			Sponsor:  article.Sponsor{Name: "Kettles Inc.", URL: "https://example.org/k", Window: article.Window{From: after(1), Until: after(9)}},
			Source:   article.SourceAIAssisted,
			Warnings: []article.Warning{article.WarnLanguage},
		},
		Note: "Ask the cook.",
		Extensions: []article.Extension{
			{Namespace: "example.org/tea", Data: `{"n":1.50,"n":2}`},
			{Namespace: article.UnknownFields, Data: `"mood":{"b":1.0,"a":"<&>"},"mood":null`},
		},
	}
}

// picture is one that may stand anywhere. In a figure, the block keeps what is not known
// of it.
func picture() article.Image {
	later := func() json.RawMessage { return json.RawMessage(`"later":1.50,"later":"<"`) }
	return article.Image{
		URL: "https://example.org/a.jpg?x=1&y=2", Alt: "A kettle", Alts: taxonomy.Labels{{Lang: "de", Text: "Ein Kessel"}}, Caption: inline.Text(text),
		Credit: "A. Photographer", Licence: "https://example.org/licence", Width: 640, Height: 480, Focus: &article.Focus{X: 0.25, Y: 0.5, Extra: later()},
		Renditions: []article.Rendition{{URL: "https://example.org/b.webp", Width: 320, Height: 240, Type: "image/webp", Extra: later()}},
	}
}

func richBody() (body article.Body) {
	text := inline.Text(text)
	later := func() json.RawMessage { return json.RawMessage(`"later":{"a":[1.0,"<"]}`) }
	slide := article.Slide{Image: picture()}
	slide.Extra = later()
	blocks := []article.BlockContent{
		article.Paragraph{Text: text},
		article.Heading{Level: 2, Text: text},
		article.List{Ordered: true, Start: 3, Items: []article.ListItem{
			{Text: text, Sub: &article.List{Items: []article.ListItem{{Text: text}}, Extra: later()}, Extra: later()},
		}},
		article.Quote{Paragraphs: []inline.HTML{text, text}, Cite: text},
		article.Figure{Image: picture()},
		article.Code{Text: "a < b\n\tc & d\u2028"},
		article.Divider{},
		article.Embed{URL: "https://example.org/v", Title: "A video", Provider: "Example", Consent: true},
		article.Related{Article: id("related", 1), URL: "/also", Title: "Also"},
		article.Raw{HTML: "<table><tr><td>1</td></tr></table>", Text: "1"},
		article.Unknown{Name: "poll", JSON: json.RawMessage(`{"type":"poll","id":"x10","a":"<&>","n":1.50,"n":2}`)},
		article.PullQuote{Text: text, Cite: text},
		article.Gallery{Images: []article.Slide{slide}, Caption: text},
		article.Video{URL: "https://example.org/v.mp4", Poster: "https://example.org/v.jpg", Title: "Tea", Caption: text, Credit: "A.", Width: 640, Height: 480},
		article.Audio{URL: "https://example.org/a.mp3", Title: "Tea", Caption: text, Credit: "A."},
		article.Table{Rows: [][]inline.HTML{{text, text}, {text, text}}, HeaderRow: true, HeaderColumn: true, Caption: text},
		article.LiveEntry{At: after(3), Title: "Tea is served", KeyEvent: true, Pinned: true, Body: article.Body{{ID: "y1", Content: article.Paragraph{Text: text}}}},
	}
	for i, content := range blocks {
		body = append(body, article.Block{ID: article.BlockID(fmt.Sprint("x", i)), Internal: i == 1, Content: content})
	}
	body[0].Extra = later()
	body[3].Channels = []article.Channel{article.ChannelWeb, article.ChannelFeed}
	return body
}
