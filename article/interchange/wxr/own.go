package wxr

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
)

// The custom fields in which [Write] keeps what WordPress has no place for. WordPress
// carries them along and shows nothing of them.
const (
	keyExternal = "_news_external_id" // of an article whose id at its source is no number
	keyContent  = "_news_content"     // the fields of own, as JSON
)

// own is what WordPress has no place for. Its Content lacks what stands elsewhere in
// the export: the basic headline and summary, the body, authors and terms.
type own struct {
	Content article.Content  `json:"content"`
	Window  article.Window   `json:"window,omitzero"` // of which the end counts
	Off     article.Comments `json:"comments,omitempty"`
}

// ownOf takes out of a content what WordPress has a place for; ok is false where
// nothing is left.
func ownOf(c article.Content) (left article.Content, ok bool) {
	c = c.Clone()
	plain := func(t article.Text) bool { return t.Role == "" || t.Role == article.SEO || t.Role == article.Social }
	c.Body = nil
	c.Headlines, c.Summaries = without(c.Headlines, plain), without(c.Summaries, plain)
	c.Byline = without(c.Byline, func(credit article.Credit) bool { return credit == article.Credit{Author: credit.Author} })
	c.Extensions = without(c.Extensions, func(e article.Extension) bool { return e.Namespace == Namespace })
	c.Filing.Category, c.Filing.Categories, c.Filing.Tags = article.Filing{}.Category, nil, nil
	c.Origin.System, c.Origin.ExternalID, c.Origin.URL, c.Origin.Digest = "", "", "", ""
	if c.Lead != nil && simple(*c.Lead) {
		c.Lead = nil
	}
	return c, !reflect.DeepEqual(c, article.Content{Lang: c.Lang})
}

// without takes elements away; of none left, nil.
func without[S ~[]E, E any](list S, gone func(E) bool) S {
	if list = slices.DeleteFunc(list, gone); len(list) == 0 {
		return nil
	}
	return list
}

// simple reports whether the media library of WordPress holds all of a picture.
func simple(i article.Image) bool {
	return i.Alts == nil && i.Credit == "" && i.Licence == "" && i.Focus == nil && i.Renditions == nil && i.Extra == nil
}

// restore takes over what Write kept.
func (in *reader) restore(p *post, e *interchange.Entry) {
	text := p.metaValue(keyContent)
	if text == "" {
		return
	}
	var kept own
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		e.Losses.Add("Content", loss.Dropped, "custom field "+keyContent, "it was changed, and can't be read")
		return
	}
	was := e.Content
	c := kept.Content
	c.Lang, c.Body, c.Origin.Translation = was.Lang, was.Body, firstOf(c.Origin.Translation, was.Origin.Translation)
	c.Headlines = append(slices.Clone(was.Headlines), c.Headlines...)
	c.Summaries = append(slices.Clone(was.Summaries), c.Summaries...)
	if err := c.Check(); err != nil {
		e.Losses.Add("Content", loss.Dropped, "custom field "+keyContent, err.Error())
		return
	}
	e.Content = c
	if !e.Draft {
		e.Window.Until = kept.Window.Until
	}
	e.Commenting = kept.Off
}

func firstOf(a, b article.Translation) article.Translation {
	if a.Of.IsZero() {
		return b
	}
	return a
}
