package wxr

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
)

// post is an item as it stands in the file.
type post struct {
	title, link, guid, creator, content, excerpt string
	id, name, kind, status, password             string
	pubDate, date, dateGMT, modifiedGMT          string
	parent, order, sticky, commenting            string
	attachment                                   string // its address, of an attachment
	terms                                        []term
	meta                                         []meta
	comments                                     []Comment
}

// term is a category element of an item.
type term struct{ domain, nicename, label string }

// meta is a custom field.
type meta struct{ key, value string }

// field returns where the text of a simple element goes, nil for any other.
func (p *post) field(name string) *string {
	switch name {
	case "title":
		return &p.title
	case "link":
		return &p.link
	case "guid":
		return &p.guid
	case "dc:creator", "wp:author":
		return &p.creator
	case "pubDate":
		return &p.pubDate
	case "wp:post_id":
		return &p.id
	case "wp:post_name":
		return &p.name
	case "wp:post_type":
		return &p.kind
	case "wp:status":
		return &p.status
	case "wp:post_password":
		return &p.password
	case "wp:post_date":
		return &p.date
	case "wp:post_date_gmt":
		return &p.dateGMT
	case "wp:post_modified_gmt":
		return &p.modifiedGMT
	case "wp:post_parent":
		return &p.parent
	case "wp:menu_order":
		return &p.order
	case "wp:is_sticky":
		return &p.sticky
	case "wp:comment_status":
		return &p.commenting
	case "wp:attachment_url":
		return &p.attachment
	}
	return nil
}

// item reads the item that was begun, and gives it, if it is an article.
func (in *reader) item(t tag) error {
	if in.sighting {
		if passed, err := in.passItem(); passed || err != nil {
			return err
		}
	}
	var p post
	if err := in.fields(t, func(t tag) (bool, error) { return in.part(&p, t) }); err != nil {
		return err
	}
	in.options.Counts.item(&p)
	if p.kind == "attachment" {
		in.pictures.add(&p)
	}
	if in.sighting {
		return nil
	}
	if in.fragment {
		in.site.link = home(p.link)
	}
	return in.entries(&p)
}

// home returns the address of the site on which a page stands; "" where there is none.
func home(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String()
}

// passItem passes over an item that holds no attachment without reading it.
func (in *reader) passItem() (bool, error) {
	const end = "</item>"
	distance, err := in.find(end)
	for err == nil && opensSection(in.buf[in.pos:in.pos+distance]) {
		if distance, err = in.findAfter(distance, closeCDATA); err == nil {
			distance, err = in.findAfter(distance, end)
		}
	}
	if err != nil || bytes.Contains(in.buf[in.pos:in.pos+distance], []byte("attachment_url")) {
		return false, nil // what is wrong is found by reading it
	}
	in.pos += distance + len(end)
	return true, nil
}

// opensSection reports whether a text ends within a CDATA section.
func opensSection(text []byte) bool {
	open := bytes.LastIndex(text, []byte(openCDATA))
	return open >= 0 && !bytes.Contains(text[open:], []byte(closeCDATA))
}

// part reads one element of an item.
func (in *reader) part(p *post, t tag) (bool, error) {
	if to := p.field(t.name); to != nil {
		return in.into(t, to)
	}
	var err error
	switch t.name {
	case "content:encoded":
		return in.first(t, &p.content)
	case "excerpt:encoded":
		return in.first(t, &p.excerpt)
	case "category":
		of := term{domain: t.attr("domain"), nicename: t.attr("nicename")}
		of.label, err = in.text(t)
		p.terms = append(p.terms, of)
		return true, err
	case "wp:postmeta":
		m, err := in.metadata(t, "wp:meta_key", "wp:meta_value")
		p.meta = append(p.meta, m)
		return true, err
	case "wp:comment":
		c, err := in.comment(t)
		p.comments = append(p.comments, c)
		return true, err
	case "description", "wp:ping_status", "wp:post_modified":
		_, err = in.text(t)
		return true, err
	}
	return false, nil
}

// metadata reads a pair of a key and a value. Values keep their white space: those
// that PHP serialised count it.
func (in *reader) metadata(t tag, key, value string) (m meta, err error) {
	return m, in.fields(t, func(t tag) (bool, error) {
		switch t.name {
		case key:
			return in.into(t, &m.key)
		case value:
			m.value, err = in.text(t)
			return true, err
		}
		return false, nil
	})
}

// metaValue returns the first value of a custom field.
func (p *post) metaValue(key string) string {
	for _, m := range p.meta {
		if m.key == key {
			return strings.TrimSpace(m.value)
		}
	}
	return ""
}

// number reads an id of WordPress; 0 for what is none.
func number64(s string) uint64 {
	n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
