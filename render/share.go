package render

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/taxonomy/text"
)

// A Service is a way to pass a story on: an address that takes its title and its
// link as query parameters. It is plain data, so a site can add its own. The page
// that links to it loads nothing from it.
type Service struct {
	ID       string // "facebook": what an icon or a style hangs on
	Label    string // "Facebook": a name, the same in every language but for [Email]
	Endpoint string // before the "?"
	Title    string // parameter that takes the title; "": it takes none
	Link     string // parameter that takes the link; as Title: both go there, a space between
}

// Email is the id of the service that opens the reader's mail program.
const Email = "email"

// Services returns those of the share row, in its order.
func Services() []Service {
	return []Service{
		{ID: "facebook", Label: "Facebook", Endpoint: "https://www.facebook.com/sharer/sharer.php", Link: "u"},
		{ID: "x", Label: "X", Endpoint: "https://x.com/intent/post", Title: "text", Link: "url"},
		{ID: "whatsapp", Label: "WhatsApp", Endpoint: "https://wa.me/", Title: "text", Link: "text"},
		{ID: Email, Label: "Email", Endpoint: "mailto:", Title: "subject", Link: "body"},
	}
}

// URL returns the address that shares a title and an absolute link. Both are
// percent-encoded once, spaces as %20, which mail programs and web servers read
// alike. Control characters, line breaks among them, become spaces: no text can add
// a header to a mail. Invalid UTF-8 becomes U+FFFD.
func (s Service) URL(title, link string) string {
	title, link = oneLine(title), oneLine(link)
	query := ""
	switch {
	case s.Title == s.Link:
		query = parameter(s.Link, strings.TrimSpace(title+" "+link))
	case s.Title == "":
		query = parameter(s.Link, link)
	default:
		query = parameter(s.Title, title) + "&" + parameter(s.Link, link)
	}
	return s.Endpoint + "?" + query
}

func parameter(name, value string) string {
	return name + "=" + strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if text.Forbidden(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}
