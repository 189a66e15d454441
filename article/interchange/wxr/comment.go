package wxr

import (
	"time"

	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/taxonomy/text"
)

// Comment is what a reader, or another site, left at a post, as it stands in the file:
// nothing of it is safe to show.
type Comment struct {
	ID, Parent, Author, Email, URL, IP, DateGMT, Content string
	Type                                                 string // "", "comment", "pingback", "trackback", "like" or a plugin's
	Approved                                             string // "1", "0", "spam" or "trash"
	User                                                 string // number of the account; "0": none
	Meta                                                 int    // custom fields
}

func (c *Comment) field(name string) *string {
	switch name {
	case "wp:comment_id":
		return &c.ID
	case "wp:comment_parent":
		return &c.Parent
	case "wp:comment_author":
		return &c.Author
	case "wp:comment_author_email":
		return &c.Email
	case "wp:comment_author_url":
		return &c.URL
	case "wp:comment_author_IP":
		return &c.IP
	case "wp:comment_date_gmt":
		return &c.DateGMT
	case "wp:comment_content":
		return &c.Content
	case "wp:comment_type":
		return &c.Type
	case "wp:comment_approved":
		return &c.Approved
	case "wp:comment_user_id":
		return &c.User
	}
	return nil
}

// comment reads a comment. Where nobody asked for comments it keeps what is counted.
func (in *reader) comment(t tag) (c Comment, err error) {
	return c, in.fields(t, func(t tag) (bool, error) {
		to := c.field(t.name)
		switch {
		case t.name == "wp:commentmeta":
			c.Meta++
			return false, nil
		case to == nil:
			return false, nil
		case !in.options.Comments && to != &c.Type && to != &c.Approved:
			to = new(string)
		}
		return in.into(t, to)
	})
}

// record makes a comment that is safe to show.
func (c Comment) record() interchange.Comment {
	out := interchange.Comment{
		ID: c.ID, Parent: c.Parent, Author: text.Clean(c.Author), Email: c.Email, IP: c.IP,
		Type: c.Type, Approved: c.Approved == "1",
	}
	if out.Parent == "0" {
		out.Parent = ""
	}
	if link, err := sanitize.ParseLink(c.URL); err == nil {
		out.URL = link.String()
	}
	if at, err := time.Parse(time.DateTime, c.DateGMT); err == nil && at.Year() > 0 {
		out.At = at
	}
	if markup, _, err := sanitize.Comment().HTML(c.Content); err == nil {
		out.HTML = markup
	}
	return out
}
