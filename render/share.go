package render

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/article"
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
	Picture  string // parameter that takes the picture's address, which the service cannot do without; "": it takes none
}

// Email is the id of the service that opens the reader's mail program.
const Email = "email"

// Services returns the services that the library knows, the ones of a usual share row
// first. Mastodon has no one address: give it the reader's or the site's own server.
func Services() []Service {
	return []Service{
		{ID: "facebook", Label: "Facebook", Endpoint: "https://www.facebook.com/sharer/sharer.php", Link: "u"},
		{ID: "x", Label: "X", Endpoint: "https://x.com/intent/post", Title: "text", Link: "url"},
		{ID: "pinterest", Label: "Pinterest", Endpoint: "https://www.pinterest.com/pin/create/button/", Title: "description", Link: "url", Picture: "media"},
		{ID: "whatsapp", Label: "WhatsApp", Endpoint: "https://wa.me/", Title: "text", Link: "text"},
		{ID: "linkedin", Label: "LinkedIn", Endpoint: "https://www.linkedin.com/sharing/share-offsite/", Link: "url"},
		{ID: Email, Label: "Email", Endpoint: "mailto:", Title: "subject", Link: "body"},
		{ID: "telegram", Label: "Telegram", Endpoint: "https://t.me/share/url", Title: "text", Link: "url"},
		{ID: "mastodon", Label: "Mastodon", Endpoint: "https://mastodon.social/share", Title: "text", Link: "text"},
		{ID: "bluesky", Label: "Bluesky", Endpoint: "https://bsky.app/intent/compose", Title: "text", Link: "text"},
		{ID: "reddit", Label: "Reddit", Endpoint: "https://www.reddit.com/submit", Title: "title", Link: "url"},
		{ID: "threads", Label: "Threads", Endpoint: "https://www.threads.com/intent/post", Title: "text", Link: "url"},
	}
}

// A Sharing is what is passed on: a title, an absolute link, and the absolute address
// of a picture, if there is one.
type Sharing struct {
	Title, Link, Picture string
}

// URL returns the address that shares something. Each part is percent-encoded once,
// spaces as %20, which mail programs and web servers read alike. Control characters,
// line breaks among them, become spaces: no text can add a header to a mail. Invalid
// UTF-8 becomes U+FFFD. It is "" where the service needs a picture and there is none.
func (s Service) URL(sh Sharing) string {
	title, link := oneLine(sh.Title), oneLine(sh.Link)
	if s.Picture != "" && sh.Picture == "" {
		return ""
	}
	query := ""
	switch {
	case s.Title == s.Link:
		query = parameter(s.Link, strings.TrimSpace(title+" "+link))
	case s.Title == "":
		query = parameter(s.Link, link)
	default:
		query = parameter(s.Title, title) + "&" + parameter(s.Link, link)
	}
	if s.Picture != "" {
		query += "&" + parameter(s.Picture, oneLine(sh.Picture))
	}
	return s.Endpoint + "?" + query
}

// A Share is a link of an article's share row.
type Share struct {
	Service
	Address string
}

// Shares returns the share row of an article: the site's services that can share it.
// There is none for an article without an address.
func (s Site) Shares(t article.Teaser) []Share {
	sh := Sharing{Title: t.Headline(article.Social), Link: s.ArticleURL(t)}
	if sh.Link == "" {
		return nil
	}
	if t.Lead != nil {
		sh.Picture = s.URL(t.Lead.URL)
	}
	var row []Share
	for _, service := range s.config().Share {
		if address := service.URL(sh); address != "" {
			row = append(row, Share{service, address})
		}
	}
	return row
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
