package wxr

import (
	"encoding/xml"
	"strings"

	"github.com/newsjunction/news/article/interchange"
)

// site is what stands in the channel before its items.
type site struct {
	version    string
	link       string // of the channel
	blog       string // base_blog_url
	lang       string
	authors    map[string]string   // display name by login
	categories map[string]category // by nicename
}

type category struct{ label, parent string }

// maxParents bounds the way up from a category: files hold circles.
const maxParents = 31

// head reads an element of the channel that is not an item.
func (in *reader) head(start xml.StartElement) error {
	s := &in.site
	switch start.Name.Local {
	case "author":
		return in.author()
	case "category":
		return in.category()
	case "wxr_version":
		return in.into(&s.version)
	case "base_blog_url":
		return in.into(&s.blog)
	case "language":
		return in.into(&s.lang)
	case "link":
		return in.into(&s.link)
	}
	_, err := in.text()
	return err
}

// into reads an element's text, if nothing was read before.
func (in *reader) into(to *string) error {
	value, err := in.text()
	if value = strings.TrimSpace(value); *to == "" {
		*to = value
	}
	return err
}

func (in *reader) author() error {
	var login, name string
	err := in.fields(func(field, value string) {
		switch field {
		case "author_login":
			login = value
		case "author_display_name":
			name = value
		}
	})
	if login != "" && name != "" {
		if in.site.authors == nil {
			in.site.authors = make(map[string]string)
		}
		in.site.authors[login] = name
	}
	return err
}

func (in *reader) category() error {
	var nicename string
	var c category
	err := in.fields(func(field, value string) {
		switch field {
		case "category_nicename":
			nicename = value
		case "cat_name":
			c.label = value
		case "category_parent":
			c.parent = value
		}
	})
	if nicename != "" {
		if in.site.categories == nil {
			in.site.categories = make(map[string]category)
		}
		in.site.categories[nicename] = c
	}
	return err
}

// source names the blog that was exported.
func (s *site) source() string {
	if s.blog != "" {
		return s.blog
	}
	return s.link
}

// above returns the category above one, with those above it.
func (s *site) above(nicename string, depth int) *interchange.Term {
	key := s.categories[nicename].parent
	parent, ok := s.categories[key]
	if !ok || depth == maxParents {
		return nil
	}
	return &interchange.Term{
		Kind: interchange.Category, Key: key, Label: orElse(parent.label, key), Slug: key,
		Parent: s.above(key, depth+1),
	}
}

func orElse(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}
