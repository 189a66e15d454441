package wxr

import (
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/taxonomy/text"
)

// words takes over title, excerpt and body.
func (in *reader) words(p *post, e *interchange.Entry) error {
	c := &e.Content
	in.body(p, e)
	if excerpt := in.line(p.excerpt, "Content.Summaries", e); excerpt != "" {
		c.Summaries = article.Texts{{Value: excerpt}}
	}
	title := in.line(p.title, "Content.Headlines", e)
	if title == "" {
		start, _ := prose.Excerpt(c.Body.Text(), prose.Length{Words: 8, Chars: 40})
		title = orElse(text.Clean(start), "Untitled")
		e.Losses.Add("Content.Headlines", loss.Defaulted, "item without a title", "the beginning of its text became one")
	}
	c.Headlines = article.Texts{{Value: title}}
	in.search(p, e)
	in.restore(p, e)
	return nil
}

// body makes blocks of the body. One that no article can hold is left out, and its
// article becomes a draft: nobody shall read it without.
func (in *reader) body(p *post, e *interchange.Entry) {
	if in.options.NoBodies {
		return
	}
	body := bodyReader{reader: in, entry: e, source: p.content}
	parsed, found, err := htmlbody.Parse(strings.NewReader(body.html()), in.options.Profile)
	e.Losses.Merge("Content", found)
	if err == nil {
		err = article.Content{Lang: "en", Headlines: article.Texts{{Value: "x"}}, Body: parsed}.Check()
	}
	if err != nil {
		e.Draft, e.Window = true, article.Window{}
		e.Losses.Add("Content.Body", loss.Dropped, "body", "no article can hold it, and the post became a draft: "+err.Error())
		return
	}
	e.Content.Body = parsed
}

// line makes a label of a text that WordPress keeps as HTML.
func (in *reader) line(source, path string, e *interchange.Entry) string {
	if source = strings.TrimSpace(source); source == "" {
		return ""
	}
	markup, found, err := in.options.Profile.Inline(source)
	if err != nil {
		e.Losses.Add(path, loss.Dropped, "text", err.Error())
		return ""
	}
	e.Losses.Merge(path, found)
	if strings.Contains(markup.String(), "<") {
		e.Losses.Add(path, loss.Approximated, "markup", "a line of plain text has none")
	}
	whole := text.Clean(markup.Plain())
	line := cut(whole)
	if line != whole {
		e.Losses.Add(path, loss.Dropped, "end of the text", "it is longer than a label may be")
	}
	return line
}

// search takes over what plugins have search engines and social networks say.
func (in *reader) search(p *post, e *interchange.Entry) {
	for _, f := range [...]struct {
		role article.Role
		to   *article.Texts
		path string
		keys []string
	}{
		{article.SEO, &e.Content.Headlines, "Content.Headlines[seo]", []string{"_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title", "_seopress_titles_title"}},
		{article.Social, &e.Content.Headlines, "Content.Headlines[social]", []string{"_yoast_wpseo_opengraph-title", "rank_math_facebook_title", "_aioseo_og_title", "_seopress_social_fb_title"}},
		{article.SEO, &e.Content.Summaries, "Content.Summaries[seo]", []string{"_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description", "_seopress_titles_desc"}},
		{article.Social, &e.Content.Summaries, "Content.Summaries[social]", []string{"_yoast_wpseo_opengraph-description", "rank_math_facebook_description", "_aioseo_og_description", "_seopress_social_fb_desc"}},
	} {
		for _, key := range f.keys {
			value := p.metaValue(key)
			if strings.Contains(value, "%%") || strings.Contains(value, "%title%") {
				e.Losses.Add(f.path, loss.Dropped, "template of a title", "a plugin fills it in when it shows the page")
				continue
			}
			if line := in.line(value, f.path, e); line != "" {
				*f.to = append(*f.to, article.Text{Role: f.role, Value: line})
				break
			}
		}
	}
}

// lead finds the featured image.
func (in *reader) lead(p *post, e *interchange.Entry) {
	id := number64(p.metaValue("_thumbnail_id"))
	if id == 0 || e.Content.Lead != nil {
		return
	}
	image, why, ok := in.pictures.image(id, in.options.Profile)
	if !ok {
		e.Losses.Add("Content.Lead", loss.Dropped, "featured image", why)
		return
	}
	e.Content.Lead = &image
}

// enclosure puts the recordings of podcasts below the body. WordPress keeps address,
// length and type of one in three lines.
func (in *reader) enclosure(p *post, e *interchange.Entry) {
	for _, m := range p.meta {
		if m.key != "enclosure" {
			continue
		}
		address, rest, _ := strings.Cut(strings.TrimSpace(m.value), "\n")
		address = strings.TrimSpace(address)
		if strings.Contains(p.content, address) || inline.CheckLink(address) != nil || !strings.HasPrefix(address, "http") {
			e.Losses.Add("Content.Body", loss.Dropped, "enclosure", "the body has it, or its address is not safe")
			continue
		}
		content := article.BlockContent(article.Audio{URL: address})
		if strings.Contains(rest, "video/") {
			content = article.Video{URL: address}
		}
		e.Content.Body = append(e.Content.Body, article.Block{Content: content})
		e.Losses.Add("Content.Body", loss.Approximated, "enclosure", "it became a player below the text")
	}
}
