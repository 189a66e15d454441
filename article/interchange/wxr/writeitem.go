package wxr

import (
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy"
)

// Numbers of what has none of its own: above those that WordPress has given.
const (
	firstNative = 2_000_000_000
	firstMedia  = 3_000_000_000
)

// article writes an article, and its featured image as an item before it.
func (w *writer) article(a article.Article) error {
	c := a.Content
	if a.Live != nil {
		if a.Live.Number != a.Revisions {
			w.losses.Add("", loss.Dropped, "edit that is not published", "a post has one text")
		}
		c = a.Live.Content
	}
	if a.Revisions > 1 || len(a.Corrections) > 0 {
		w.losses.Add("", loss.Dropped, "history of an article", "an export has none")
	}
	var body strings.Builder
	if err := htmlbody.Write(&body, w.public(c.Body), htmlbody.Options{Article: w.linked}); err != nil {
		return err
	}
	thumbnail := ""
	if c.Lead != nil {
		thumbnail = w.picture(*c.Lead)
	}
	number, external := w.number(a)
	w.put("<item>\n")
	w.element("title", escapeText(c.Headlines.For("")))
	w.element("link", w.address(a, number))
	w.life(a)
	w.creators(c)
	w.put(`<guid isPermaLink="false">`)
	w.cdata(orElse(external, strings.TrimSuffix(w.blog.URL, "/")+"/?p="+number))
	w.put("</guid>\n<description></description>\n")
	w.element("content:encoded", blockOf(body.String()))
	w.element("excerpt:encoded", escapeText(variant(c.Summaries, "")))
	w.element("wp:post_id", number)
	w.element("wp:post_name", a.Name.Slug)
	w.element("wp:comment_status", [...]string{"open", "closed", "closed"}[min(a.Comments, article.CommentsOff)])
	w.element("wp:post_type", [...]string{"post", "page"}[min(a.Kind, article.Page)])
	kept := w.kept(c)
	w.filing(c)
	w.fields(a, c, kept, thumbnail, external)
	w.put("</item>\n")
	_, err := w.Writer.Write(nil) // the error of an earlier write
	return err
}

// public leaves out what no reader may see, and says what HTML can't hold.
func (w *writer) public(body article.Body) article.Body {
	return slices.DeleteFunc(slices.Clone(body), func(b article.Block) bool {
		if b.Internal {
			w.losses.Add("Content.Body", loss.Dropped, "internal block", "a post shows all of its text")
			return true
		}
		if len(b.Channels) > 0 {
			w.losses.Add("Content.Body", loss.Approximated, "channels of a block", "a post is the same everywhere")
		}
		switch b.Content.(type) {
		case article.Unknown:
			w.losses.Add("Content.Body", loss.Dropped, "block "+b.Content.Type(), "nobody knows how it is shown")
		case article.LiveEntry:
			w.losses.Add("Content.Body", loss.Approximated, "live entry", "it became running text")
		}
		return false
	})
}

// linked leaves related links to where they lead on the new site: nobody knows that.
func (w *writer) linked(article.ID) string {
	w.losses.Add("Content.Body", loss.Approximated, "related link", "WordPress gives the article another address")
	return ""
}

// blockOf wraps a body as a block of HTML, in which WordPress leaves line ends and
// paragraphs alone. What reads as a mark of qTranslate is escaped, as htmlbody does
// with what reads as a shortcode.
func blockOf(body string) string {
	if body == "" {
		return ""
	}
	return "<!-- wp:html -->\n" + strings.ReplaceAll(body, "[:", "&#91;:") + "<!-- /wp:html -->"
}

// escapeText writes a text as WordPress keeps titles: as HTML.
func escapeText(s string) string {
	return strings.ReplaceAll(html.EscapeString(s), "[:", "&#91;:")
}

// number returns the number of a post: its own at the source, if that is this blog. Any
// other gets one, and keeps its id in a field.
func (w *writer) number(a article.Article) (number, external string) {
	own, external := a.Content.Origin, a.ID.String()
	if own.ExternalID != "" {
		external = own.ExternalID
	}
	if own.System == w.blog.URL && number64(own.ExternalID) != 0 {
		return own.ExternalID, ""
	}
	if own.System != w.blog.URL {
		w.losses.Add("ID", loss.Approximated, "id of an article", "it counts as one of this blog from here on")
	}
	w.native++
	return strconv.Itoa(firstNative + w.native), external
}

func (w *writer) address(a article.Article, number string) string {
	if w.blog.Address != nil {
		return w.blog.Address(a)
	}
	if a.Content.Origin.System != "" {
		return a.Content.Origin.URL
	}
	return strings.TrimSuffix(w.blog.URL, "/") + "/?p=" + number
}

// life writes status and dates.
func (w *writer) life(a article.Article) {
	status, at := "draft", time.Time{}
	window, visible := a.Visible()
	if visible {
		status, at = "publish", window.From
		if !w.blog.At.IsZero() && at.After(w.blog.At) {
			status = "future"
		}
	} else if a.State == article.Published || a.State == article.Withdrawn || a.State == article.Unpublished {
		w.losses.Add("State", loss.Approximated, a.State.String()+" article that readers don't see", "it became a draft")
	}
	if visible && !window.Until.IsZero() {
		w.losses.Add("Window", loss.Approximated, "end of visibility", "WordPress does not take a post offline: it is kept in a custom field")
		if !w.blog.At.IsZero() && !window.Until.After(w.blog.At) {
			status = "draft"
		}
	}
	if a.Access != article.Public && status != "draft" {
		status = "private"
		w.losses.Add("Access", loss.Approximated, "article that is not for everybody", "it became a private post")
	}
	if a.Embargo.On {
		w.losses.Add("Embargo", loss.Dropped, "embargo", "the date is that at which it ends; where it has no end, the post is a draft")
	}
	if !at.IsZero() {
		w.element("pubDate", at.Format(time.RFC1123Z))
	}
	w.date("wp:post_date", at)
	w.date("wp:post_date_gmt", at)
	w.date("wp:post_modified", a.Modified)
	w.date("wp:post_modified_gmt", a.Modified)
	w.element("wp:status", status)
}

func (w *writer) date(name string, at time.Time) {
	if at.Nanosecond() != 0 {
		w.losses.Add("", loss.Approximated, "fraction of a second", "dates of WordPress have none")
	}
	if at.IsZero() {
		w.element(name, "0000-00-00 00:00:00")
		return
	}
	w.element(name, at.UTC().Format(time.DateTime))
}

// creators writes the first author, and all of several as Co-Authors Plus does.
func (w *writer) creators(c article.Content) {
	var logins []string
	for _, credit := range c.Byline {
		if login, ok := w.logins[credit.Author]; ok && credit == (article.Credit{Author: credit.Author}) {
			logins = append(logins, login)
		}
	}
	if len(logins) > 0 {
		w.element("dc:creator", logins[0])
	}
	for _, login := range logins[min(1, len(logins)):] {
		if login == logins[1] {
			w.category("author", logins[0], logins[0])
		}
		w.category("author", login, login)
	}
}

func (w *writer) category(domain, nicename, label string) {
	w.put("<category")
	w.attr("domain", domain)
	w.attr("nicename", nicename)
	w.put(">")
	w.cdata(label)
	w.put("</category>\n")
}

// filing writes the terms, the primary category first.
func (w *writer) filing(c article.Content) {
	for _, id := range c.Filing.Terms() {
		t, ok := w.blog.Terms.Term(id)
		if !ok {
			w.losses.Add("Content.Filing", loss.Dropped, "term", "the terms of the blog lack it")
			continue
		}
		domain := "post_tag"
		if _, ok := w.blog.Terms.Category(id); ok {
			domain = "category"
		}
		in, nicename := w.place(t, domain)
		w.category(in, nicename, escapeTerm(t.Labels.In("")))
	}
	for _, t := range c.Filing.Tags {
		if t.Relevance != 0 || t.By != "" {
			w.losses.Add("Content.Filing.Tags", loss.Dropped, "relevance of a tag", "a tag of WordPress has none")
		}
	}
	if c.Lang != w.blog.Lang {
		w.category("language", c.Lang, c.Lang)
	}
}

// kept returns what the article keeps of an earlier export, and writes what has an
// element of its own.
func (w *writer) kept(c article.Content) (kept Kept) {
	for _, e := range c.Extensions {
		if e.Namespace == Namespace && json.Unmarshal([]byte(e.Data), &kept) != nil {
			w.losses.Add("Content.Extensions", loss.Dropped, "extension "+Namespace, "it was changed, and can't be read")
		}
	}
	w.element("wp:post_parent", orElse(kept.Parent, "0"))
	w.element("wp:menu_order", orElse(kept.Order, "0"))
	w.element("wp:is_sticky", map[bool]string{true: "1", false: "0"}[kept.Sticky])
	return kept
}

// fields writes the custom fields.
func (w *writer) fields(a article.Article, c article.Content, kept Kept, thumbnail, external string) {
	w.field("_thumbnail_id", thumbnail)
	w.field(keyExternal, external)
	w.field("_yoast_wpseo_title", variant(c.Headlines, article.SEO))
	w.field("_yoast_wpseo_opengraph-title", variant(c.Headlines, article.Social))
	w.field("_yoast_wpseo_metadesc", variant(c.Summaries, article.SEO))
	w.field("_yoast_wpseo_opengraph-description", variant(c.Summaries, article.Social))
	if len(c.Filing.Categories) > 0 {
		w.field(primaryKeys[0], w.primary(c.Filing.Category))
	}
	for _, f := range kept.Fields {
		w.put("<wp:postmeta>\n")
		w.element("wp:meta_key", f.Key)
		w.element("wp:meta_value", f.Value)
		w.put("</wp:postmeta>\n")
	}
	left, ok := ownOf(c)
	if !ok && a.Window.Until.IsZero() && a.Comments != article.CommentsOff {
		return
	}
	data, err := json.Marshal(own{Content: left, Window: article.Window{Until: a.Window.Until}, Off: a.Comments})
	if err != nil {
		w.losses.Add("Content", loss.Dropped, "fields that WordPress has not", err.Error())
		return
	}
	w.losses.Add("Content", loss.Approximated, "fields that WordPress has not", "they go along in a custom field")
	w.field(keyContent, string(data))
}

func (w *writer) primary(id taxonomy.ID) string {
	if number := w.numbers[id]; number != 0 {
		return strconv.Itoa(number)
	}
	return ""
}

func (w *writer) field(key, value string) {
	if value == "" {
		return
	}
	w.put("<wp:postmeta>\n")
	w.element("wp:meta_key", key)
	w.element("wp:meta_value", value)
	w.put("</wp:postmeta>\n")
}

// variant returns the variant of a text for a role, and no other.
func variant(texts article.Texts, role article.Role) string {
	for _, t := range texts {
		if t.Role == role {
			return t.Value
		}
	}
	return ""
}

// picture writes a picture as an item of the media library, and returns its number.
func (w *writer) picture(i article.Image) string {
	w.media++
	number := strconv.Itoa(firstMedia + w.media)
	w.put("<item>\n")
	w.element("title", escapeText(orElse(i.Alt, "picture "+strconv.Itoa(w.media))))
	w.element("link", i.URL)
	w.element("excerpt:encoded", i.Caption.String())
	w.element("wp:post_id", number)
	w.element("wp:status", "inherit")
	w.element("wp:post_type", "attachment")
	w.element("wp:attachment_url", i.URL)
	w.field("_wp_attachment_image_alt", i.Alt)
	if i.Width > 0 && i.Height > 0 {
		w.field("_wp_attachment_metadata", `a:2:{s:5:"width";i:`+strconv.Itoa(i.Width)+`;s:6:"height";i:`+strconv.Itoa(i.Height)+`;}`)
	}
	w.put("</item>\n")
	if !simple(i) {
		w.losses.Add("Content.Lead", loss.Approximated, "credit, licence, focus or sizes of a picture", "they go along in a custom field")
	}
	return number
}
