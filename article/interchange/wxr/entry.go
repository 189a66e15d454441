package wxr

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/taxonomy/text"
)

// entry makes an Entry of an item; ok is false for one that is no article, which is
// noted in skipped.
func (s *site) entry(p post, profile sanitize.Profile, skipped *loss.Report) (e interchange.Entry, ok bool, err error) {
	switch p.kind {
	case "post", "":
		e.Kind = article.Story
	case "page":
		e.Kind = article.Page
	default:
		skipped.Add("", loss.Dropped, "item of type "+p.kind, "it is no article")
		return e, false, nil
	}
	if p.status == "trash" || p.status == "auto-draft" {
		skipped.Add("", loss.Dropped, "item of status "+p.status, "its newsroom had thrown it away")
		return e, false, nil
	}
	e.Source, e.URL, e.ExternalID = s.source(), p.link, p.id
	if e.ExternalID == "" {
		e.ExternalID = orElse(p.guid, orElse(p.link, "title:"+text.Fold(p.title)))
		e.Losses.Add("ID", loss.Defaulted, "item without a number", "its address or title identifies it")
	}
	if name, err := url.PathUnescape(p.name); err == nil {
		e.Slug = text.Clean(name)
	}
	s.life(p, &e)
	s.people(p, &e)
	s.file(p, &e)
	noteRest(p, &e)
	return e, true, s.words(p, profile, &e)
}

// life says when readers saw the article, if they did.
func (s *site) life(p post, e *interchange.Entry) {
	switch {
	case p.password != "":
		e.Draft = true
		e.Losses.Add("State", loss.Approximated, "password", "a post that asks for a password became a draft")
	case p.status == "private":
		e.Draft = true
		e.Losses.Add("State", loss.Approximated, "private post", "it became a draft")
	case p.status == "draft" || p.status == "pending":
		e.Draft = true
	}
	e.Window.From = published(p, &e.Losses)
	e.Modified, _ = stamp(p.modifiedGMT)
	if e.Window.From.IsZero() && !e.Draft {
		e.Losses.Add("Window", loss.Defaulted, "post without a date", "it is dated by its import")
	}
	if e.Draft {
		e.Window = article.Window{}
	}
}

// published returns the instant of publication, zero where the file has none.
func published(p post, losses *loss.Report) time.Time {
	if at, ok := stamp(p.dateGMT); ok {
		return at
	}
	if at, err := time.Parse(time.RFC1123Z, p.pubDate); err == nil && at.Year() > 0 {
		return at.UTC()
	}
	if at, ok := stamp(p.date); ok {
		losses.Add("Window", loss.Approximated, "date without a zone", "it was taken for UTC")
		return at
	}
	return time.Time{}
}

// stamp reads a date of WordPress, which writes 0000-00-00 for drafts.
func stamp(s string) (time.Time, bool) {
	at, err := time.Parse(time.DateTime, s)
	return at, err == nil && at.Year() > 0
}

func (s *site) people(p post, e *interchange.Entry) {
	if p.creator == "" {
		return
	}
	name, ok := s.authors[p.creator]
	if !ok {
		name = p.creator
		e.Losses.Add("Byline", loss.Defaulted, "author without a record", "the login became the name")
	}
	e.Authors = []interchange.Author{{Key: p.creator, Name: orElse(text.Clean(name), p.creator)}}
}

// file takes over the terms. Version 1.0 writes each twice, once without a domain.
func (s *site) file(p post, e *interchange.Entry) {
	seen := make(map[term]bool)
	for _, t := range p.terms {
		key := term{domain: t.domain, nicename: t.nicename}
		if t.nicename == "" || seen[key] {
			continue
		}
		seen[key] = true
		name := t.nicename
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		to := interchange.Term{Kind: interchange.Tag, Key: t.nicename, Label: orElse(text.Clean(t.label), text.Clean(name)), Slug: name}
		switch t.domain {
		case "category":
			to.Kind, to.Parent = interchange.Category, s.above(t.nicename, 0)
		case "post_tag", "tag":
		case "post_format":
			e.Losses.Add("Filing", loss.Dropped, "post format", "the body says what it is")
			continue
		default:
			to.Key = t.domain + ":" + t.nicename
			e.Losses.Add("Filing", loss.Approximated, "term of "+t.domain, "a taxonomy of a plugin: it became a tag")
		}
		e.Terms = append(e.Terms, to)
	}
}

// noteRest reports what the item has and an article has not.
func noteRest(p post, e *interchange.Entry) {
	for range p.comments {
		e.Losses.Add("", loss.Dropped, "reader's comment", "comments are not imported")
	}
	for range p.meta {
		e.Losses.Add("", loss.Dropped, "custom field", "its meaning is its plugin's")
	}
}

// words takes over title, excerpt and body.
func (s *site) words(p post, profile sanitize.Profile, e *interchange.Entry) error {
	if profile == (sanitize.Profile{}) {
		profile = sanitize.Article()
	}
	c := &e.Content
	c.Lang = s.language(&e.Losses)
	body, found, err := htmlbody.Parse(strings.NewReader(p.content), profile)
	if err != nil {
		return err
	}
	c.Body = body
	e.Losses.Merge("Content", found)
	if excerpt := s.line(p.excerpt, profile, "Content.Summaries", e); excerpt != "" {
		c.Summaries = article.Texts{{Value: excerpt}}
	}
	title := s.line(p.title, profile, "Content.Headlines", e)
	if title == "" {
		start, _ := prose.Excerpt(body.Text(), prose.Length{Words: 8, Chars: 40})
		title = orElse(text.Clean(start), "Untitled")
		e.Losses.Add("Content.Headlines", loss.Defaulted, "item without a title", "the beginning of its text became one")
	}
	c.Headlines = article.Texts{{Value: title}}
	return nil
}

// language returns the file's language in canonical form (BCP 47).
func (s *site) language(losses *loss.Report) string {
	if s.lang == "" {
		losses.Add("Content.Lang", loss.Defaulted, "language", "the file names none: English")
		return "en"
	}
	tag, err := language.Parse(s.lang)
	if err != nil {
		losses.Add("Content.Lang", loss.Dropped, "language "+s.lang, "it is none that is known")
		return language.Und.String()
	}
	return tag.String()
}

// line makes a label of a text that WordPress keeps as HTML.
func (s *site) line(source string, profile sanitize.Profile, path string, e *interchange.Entry) string {
	markup, found, err := profile.Inline(source)
	if err != nil {
		e.Losses.Add(path, loss.Dropped, "text", err.Error())
		return ""
	}
	e.Losses.Merge(path, found)
	if plain := markup.Plain(); markup.String() != plain && strings.Contains(markup.String(), "<") {
		e.Losses.Add(path, loss.Approximated, "markup", "a line of plain text has none")
	}
	label := text.Clean(markup.Plain())
	if runes := []rune(label); len(runes) > article.MaxText {
		e.Losses.Add(path, loss.Dropped, "end of the text", "it is longer than a label may be")
		label = string(runes[:article.MaxText])
	}
	return label
}
