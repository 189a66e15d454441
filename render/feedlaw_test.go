package render_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/render"
	labels "github.com/newsjunction/news/taxonomy/text"
)

func TestTheHTMLOfAFeedIsWhatItsProfileKeepsAsItSpellsIt(t *testing.T) {
	profile, err := sanitize.Feed().With(sanitize.Options{Base: "https://gazette.example/"})
	require.NoError(t, err)
	for _, title := range hostile {
		content := read(t, feed(t, newSite(t, "Gazette"), everything(t, title))).Items[0].Content
		clean, _, err := profile.HTML(content)
		require.NoError(t, err)
		require.Equal(t, clean, content)
	}
}

func TestTheHTMLOfALetterIsWhatItsProfileKeepsAsItSpellsIt(t *testing.T) {
	profile, err := sanitize.Newsletter().With(sanitize.Options{Base: "https://gazette.example/"})
	require.NoError(t, err)
	for _, title := range hostile {
		var out strings.Builder
		require.NoError(t, render.NewsletterHTML(&out, newSite(t, "Gazette"), letter(everything(t, title))))
		_, body, _ := strings.Cut(out.String(), "<body>\n")
		body, _, _ = strings.Cut(body, "<hr><p><small>") // what the frame adds
		clean, _, err := profile.HTML(body)
		require.NoError(t, err)
		require.Equal(t, clean, body)
	}
}

// atomFeed is an Atom feed as a reader of it sees it.
type atomFeed struct {
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Summary string `xml:"summary"`
		Content string `xml:"content"`
		Updated string `xml:"updated"`
		Authors []struct {
			Name string `xml:"name"`
			URI  string `xml:"uri"`
		} `xml:"author"`
		Categories []struct {
			Term   string `xml:"term,attr"`
			Scheme string `xml:"scheme,attr"`
			Label  string `xml:"label,attr"`
		} `xml:"category"`
		Links []struct {
			Rel  string `xml:"rel,attr"`
			Type string `xml:"type,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

// jsonDoc is a JSON Feed as a reader of it sees it.
type jsonDoc struct {
	Title   string
	FeedURL string `json:"feed_url"`
	Items   []struct {
		ID, URL, Title, Summary, Language, Image string
		ContentHTML                              string    `json:"content_html"`
		ContentText                              string    `json:"content_text"`
		Published                                time.Time `json:"date_published"`
		Tags                                     []string
		Authors                                  []struct{ Name, URL string }
		Attachments                              []struct {
			Type string `json:"mime_type"`
			Size int    `json:"size_in_bytes"`
		}
	}
}

func TestHostileTitlesComeBackByteEqualFromEveryDocument(t *testing.T) {
	for _, title := range hostile {
		t.Run(title, func(t *testing.T) {
			site, v := newSite(t, title), everything(t, title)
			out := make(map[string]string)
			for _, d := range documents() {
				out[d.file] = write(t, d, site, v)
			}
			var a atomFeed
			require.NoError(t, xml.Unmarshal([]byte(out["atom.xml"]), &a))
			assert.Equal(t, []string{title, title, title + " is a deck", title + " sea"}, []string{a.Title, a.Entries[0].Title, a.Entries[0].Summary, a.Entries[0].Categories[2].Label})
			var j jsonDoc
			require.NoError(t, json.Unmarshal([]byte(out["feed.json"]), &j))
			assert.Equal(t, []string{title, title, title + " is a deck", title + " sea"}, []string{j.Title, j.Items[0].Title, j.Items[0].Summary, j.Items[0].Tags[2]})
			assert.Equal(t, j.Items[0].ContentHTML, a.Entries[0].Content, "formats say the same")
			assert.Equal(t, j.Items[0].ContentHTML, read(t, out["rss.xml"]).Items[0].Content)
			var n struct {
				Title string `xml:"url>news>title"`
				Name  string `xml:"url>news>publication>name"`
			}
			require.NoError(t, xml.Unmarshal([]byte(out["news.xml"]), &n))
			assert.Equal(t, []string{title, title}, []string{n.Title, n.Name})
			assert.Equal(t, title, graphOf(t, out["article.jsonld"])["ReportageNewsArticle"]["name"])
			assert.NotContains(t, out["article.jsonld"], "<")
			assert.Equal(t, title, strings.SplitN(out["article.txt"], "\n", 2)[0])
			m := readLetter(t, out["letter.eml"])
			assert.Equal(t, title, m.subject)
			assert.Contains(t, m.html, html.EscapeString(title))
		})
	}
}

// graphOf returns the nodes of a JSON-LD document by type; a type has its last.
func graphOf(t testing.TB, document string) map[string]map[string]any {
	var d struct {
		Graph []map[string]any `json:"@graph"`
	}
	require.NoError(t, json.Unmarshal([]byte(document), &d))
	nodes := make(map[string]map[string]any)
	for _, n := range d.Graph {
		nodes[n["@type"].(string)] = n
	}
	return nodes
}

// received is a letter as a mail program sees it.
type received struct {
	header              mail.Header
	subject, text, html string
}

func readLetter(t testing.TB, message string) received {
	m, err := mail.ReadMessage(strings.NewReader(message))
	require.NoError(t, err)
	r := received{header: m.Header}
	r.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	require.NoError(t, err)
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	require.NoError(t, err)
	require.Equal(t, "multipart/alternative", kind)
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, into := range []*string{&r.text, &r.html} {
		part, err := parts.NextRawPart()
		require.NoError(t, err)
		data, err := io.ReadAll(quotedprintable.NewReader(part))
		require.NoError(t, err)
		*into = string(data)
	}
	_, err = parts.NextPart()
	require.ErrorIs(t, err, io.EOF)
	return r
}

func FuzzDocuments(f *testing.F) {
	for _, title := range hostile {
		f.Add(title, title)
	}
	f.Add("a\x00\x0b\uFFFEb", "\xff]]\x00>")
	f.Fuzz(func(t *testing.T, title, raw string) {
		v := everything(t, title)
		v.Body = append(v.Body, article.Block{Content: article.Raw{HTML: raw}})
		out := make(map[string]string)
		for _, d := range documents() {
			out[d.file] = write(t, d, newSite(t, "Gazette"), v)
			if strings.HasSuffix(d.file, ".xml") {
				decoder := xml.NewDecoder(strings.NewReader(out[d.file]))
				for {
					if _, err := decoder.Token(); err == io.EOF {
						break
					} else if err != nil {
						require.NoError(t, err, d.file)
					}
				}
			}
		}
		require.NotContains(t, out["article.jsonld"], "<")
		item := jsonDoc{}
		require.NoError(t, json.NewDecoder(bytes.NewReader([]byte(out["feed.json"]))).Decode(&item))
		m := readLetter(t, out["letter.eml"])
		require.Len(t, m.header, 9, "no text adds a header")
		if labels.Check(title) == nil && title != "" {
			require.Equal(t, title, item.Items[0].Title)
			require.Equal(t, title, graphOf(t, out["article.jsonld"])["ReportageNewsArticle"]["name"])
		}
	})
}
