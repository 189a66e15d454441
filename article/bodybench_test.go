package article_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

// plainBlock has what a block of the benchmarks' story has, in types of encoding/json's
// own kind: what a body is measured against.
type plainBlock struct {
	Type       string          `json:"type"`
	ID         string          `json:"id,omitempty"`
	Text       string          `json:"text,omitempty"`
	Level      int             `json:"level,omitempty"`
	Paragraphs []string        `json:"paragraphs,omitempty"`
	Cite       string          `json:"cite,omitempty"`
	URL        string          `json:"url,omitempty"`
	Alt        string          `json:"alt,omitempty"`
	Caption    string          `json:"caption,omitempty"`
	Credit     string          `json:"credit,omitempty"`
	Width      int             `json:"width,omitempty"`
	Height     int             `json:"height,omitempty"`
	Items      []plainListItem `json:"items,omitempty"`
	Title      string          `json:"title,omitempty"`
}

type plainListItem struct {
	Text string `json:"text"`
}

// measuredBody is a story of 833 words.
func measuredBody(t require.TestingT) (article.Body, []plainBlock) {
	sentence := `The storm nears <b>the coast</b> &amp; thousands leave; see <a href="https://weather.example/map?x=1&amp;y=2">the map</a>. “We wait,” said a sailor. `
	text := strings.TrimSpace(strings.Repeat(sentence, 2))
	var data []string
	for i := range 21 {
		data = append(data, fmt.Sprintf(`{"type":"paragraph","id":"b%d","text":%q}`, i, text))
	}
	data = append(data,
		`{"type":"heading","id":"h1","level":2,"text":"What the divers saw"}`,
		`{"type":"quote","id":"q1","paragraphs":["The sea does not read plans."],"cite":"A diver, at breakfast"}`,
		`{"type":"image","id":"i1","url":"/pictures/1.svg","alt":"The gap in the wall","caption":"The <em>outer</em> wall at low tide","credit":"Drawing: Gazette","width":1200,"height":800}`,
		`{"type":"list","id":"l1","items":[{"text":"the outer wall"},{"text":"the slipway"},{"text":"the lamp"}]}`,
		`{"type":"related","id":"r1","url":"/news/ferry","title":"Ferry sails at midnight, and the harbour waits for the morning"}`,
	)
	all := "[" + strings.Join(data, ",") + "]"
	var plain []plainBlock
	require.NoError(t, json.Unmarshal([]byte(all), &plain))
	body := decode(t, all)
	rest := strings.TrimSpace(strings.Repeat("word ", 833-len(strings.Fields(body.Text()))))
	body = append(body, paragraph(rest))
	plain = append(plain, plainBlock{Type: "paragraph", Text: rest})
	require.Len(t, strings.Fields(body.Text()), 833)
	return body, plain
}

func BenchmarkBodyEncode(b *testing.B) {
	body, plain := measuredBody(b)
	b.Run("body", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			data, _ := body.AppendJSON(nil)
			b.SetBytes(int64(len(data)))
		}
	})
	b.Run("plain structs", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			data, _ := json.Marshal(plain)
			b.SetBytes(int64(len(data)))
		}
	})
}

func BenchmarkBodyDecode(b *testing.B) {
	body, plain := measuredBody(b)
	ours, err := body.AppendJSON(nil)
	require.NoError(b, err)
	theirs, err := json.Marshal(plain)
	require.NoError(b, err)
	b.Run("body", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(ours)))
		for b.Loop() {
			_, _ = article.DecodeBody(ours)
		}
	})
	b.Run("plain structs", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(theirs)))
		for b.Loop() {
			var out []plainBlock
			_ = json.Unmarshal(theirs, &out)
		}
	})
}

// A body that is twice as large or twice as deep takes about twice as long to write: a
// Marshaler inside a Marshaler would take four times as long for each.
func BenchmarkBodyEncodeOfDeepLists(b *testing.B) {
	for _, depth := range []int{4, 8, 16} {
		body := article.Body{{Content: nested(depth)}}
		b.Run(fmt.Sprint(depth, " deep"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = body.AppendJSON(nil)
			}
		})
	}
}
