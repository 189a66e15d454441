package wxr

import (
	"encoding/xml"
	"strings"
)

// post is an item as it stands in the file.
type post struct {
	title, link, guid, creator, content, excerpt string
	id, name, kind, status, password             string
	pubDate, date, dateGMT, modifiedGMT          string
	terms                                        []term
	meta                                         int // custom fields, WordPress's own left out
	comments                                     int
}

type term struct{ domain, nicename, label string }

// field returns where the text of a simple element goes, nil for any other.
func (p *post) field(name string) *string {
	switch name {
	case "title":
		return &p.title
	case "link":
		return &p.link
	case "guid":
		return &p.guid
	case "creator":
		return &p.creator
	case "pubDate":
		return &p.pubDate
	case "post_id":
		return &p.id
	case "post_name":
		return &p.name
	case "post_type":
		return &p.kind
	case "status":
		return &p.status
	case "post_password":
		return &p.password
	case "post_date":
		return &p.date
	case "post_date_gmt":
		return &p.dateGMT
	case "post_modified_gmt":
		return &p.modifiedGMT
	}
	return nil
}

// post reads the item that was begun.
func (in *reader) post() (post, error) {
	var p post
	for {
		token, err := in.next()
		if err != nil {
			return p, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return p, nil
		case xml.StartElement:
			if to := p.field(t.Name.Local); to != nil {
				err = in.into(to)
			} else {
				err = in.part(&p, t)
			}
			if err != nil {
				return p, err
			}
		}
	}
}

// part reads an element that may stand in an item more than once, or has a twin of
// the same name.
func (in *reader) part(p *post, start xml.StartElement) (err error) {
	switch start.Name.Local {
	case "encoded": // the body and the excerpt differ by their name space alone
		if strings.HasSuffix(strings.TrimSuffix(start.Name.Space, "/"), "/excerpt") {
			return in.into(&p.excerpt)
		}
		p.content, err = in.text()
		return err
	case "category":
		t := term{domain: attr(start, "domain"), nicename: attr(start, "nicename")}
		t.label, err = in.text()
		p.terms = append(p.terms, t)
		return err
	case "postmeta":
		return in.fields(func(name, value string) {
			// Names that begin with an underscore are WordPress's own, not the author's.
			if name == "meta_key" && !strings.HasPrefix(value, "_") {
				p.meta++
			}
		})
	case "comment":
		p.comments++
	}
	_, err = in.text()
	return err
}

func attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
