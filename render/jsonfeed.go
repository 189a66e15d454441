package render

import (
	"cmp"
	"io"
	"iter"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/internal/jsontext"
)

// JSONFeed writes views to w as a JSON Feed (jsonfeed.org, version 1.1). What [RSS]
// says of content, order and errors holds here.
func JSONFeed(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	return Feed{}.JSONFeed(w, s, views)
}

// JSONFeed writes a JSON Feed of what f says; else it is as the function [JSONFeed].
func (f Feed) JSONFeed(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	return feed(w, s, f, "json feed", s.config().Feeds.JSON, func(w io.Writer, st *stream) format {
		return &jsonFeed{Writer: jsontext.NewWriter(w), stream: st}
	}, views)
}

type jsonFeed struct {
	*jsontext.Writer
	*stream
	content []byte // of the story at hand
}

func (j *jsonFeed) open() {
	c := j.site.config()
	j.Open('{')
	j.Text("version", "https://jsonfeed.org/version/1.1")
	j.Text("title", j.Title)
	j.Text("home_page_url", j.Page)
	j.Text("feed_url", j.Self)
	j.Text("description", j.Description)
	j.Text("icon", j.site.URL(c.Logo.URL))
	j.Text("favicon", j.site.URL(c.Icon))
	j.Name("authors")
	j.Open('[')
	j.author(c.Publisher, j.site.Home())
	j.Close(']')
	j.Text("language", c.Lang)
	j.Name("items")
	j.Open('[')
}

func (j *jsonFeed) author(name, url string) {
	j.Open('{')
	j.Text("name", name)
	j.Text("url", url)
	j.Close('}')
}

func (j *jsonFeed) story(v *article.View, address string) error {
	html, err := j.html(v, address)
	if err != nil {
		return err
	}
	summary := v.Summary("")
	j.Open('{')
	j.Name("id")
	j.Bytes(j.urn(v.ID))
	j.Text("url", address)
	j.Text("title", v.Headline(""))
	if len(html) > 0 {
		j.Name("content_html")
		j.Bytes(html)
	} else {
		j.Text("content_text", cmp.Or(summary, title(v, address))) // one of both is required
	}
	j.Text("summary", summary)
	j.Time("date_published", inZone(v.Published, j.zone))
	j.Time("date_modified", inZone(v.Modified, j.zone))
	j.Name("authors")
	j.Open('[')
	j.authors(v, j.author)
	j.Close(']')
	j.tags(v)
	if v.Lang != j.site.config().Lang {
		j.Text("language", v.Lang)
	}
	j.attach(v)
	j.Close('}')
	return j.Step()
}

// html returns the full content of a story, good until the next one; nothing for one
// whose summary stands alone.
func (j *jsonFeed) html(v *article.View, address string) (html []byte, err error) {
	if !j.full(v) {
		return nil, nil
	}
	j.content, err = j.body.append(j.content[:0], v, address)
	return j.content, err
}

func (j *jsonFeed) spell(dst []byte, t termText) []byte { return jsontext.AppendString(dst, t.label) }

// tags writes the labels of a story's terms, each once: readers of the format do not
// learn that a section and a tag of one name are two.
func (j *jsonFeed) tags(v *article.View) {
	var seen set[string]
	j.filed(j, v, func(t kept) {
		if !seen.add(t.label) {
			return
		}
		if seen.n == 1 {
			j.Name("tags")
			j.Open('[')
		}
		j.Raw(t.spelled)
	})
	if seen.n > 0 {
		j.Close(']')
	}
}

func (j *jsonFeed) attach(v *article.View) {
	p, ok := j.picture(v)
	if !ok {
		return
	}
	j.Name("image")
	j.Bytes(p.address)
	if p.kind == "" { // which an attachment must have
		return
	}
	j.Name("attachments")
	j.Open('[')
	j.Open('{')
	j.Name("url")
	j.Bytes(p.address)
	j.Text("mime_type", p.kind)
	j.Text("title", p.AltIn(v.Lang))
	j.Number("size_in_bytes", p.bytes)
	j.Close('}')
	j.Close(']')
}

func (j *jsonFeed) end() error {
	j.Close(']')
	j.Close('}')
	return j.End()
}
