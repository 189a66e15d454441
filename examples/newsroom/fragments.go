package main

import (
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
)

// mended takes the links out of an import that lead to a place within their own page:
// a body keeps no ids, so that there is no such place.
func mended(entries iter.Seq2[interchange.Entry, error]) iter.Seq2[interchange.Entry, error] {
	return func(yield func(interchange.Entry, error) bool) {
		for e, err := range entries {
			if err == nil {
				for i := range e.Content.Body {
					unlinkBlock(&e.Content.Body[i], &e.Losses)
				}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func unlinkBlock(b *article.Block, losses *loss.Report) {
	switch c := b.Content.(type) {
	case article.Paragraph:
		c.Text = unlink(c.Text, losses)
		b.Content = c
	case article.List:
		unlinkList(&c, losses)
		b.Content = c
	}
}

func unlinkList(l *article.List, losses *loss.Report) {
	for i := range l.Items {
		l.Items[i].Text = unlink(l.Items[i].Text, losses)
		if l.Items[i].Sub != nil {
			unlinkList(l.Items[i].Sub, losses)
		}
	}
}

// unlink leaves the words of links within the page, and takes the links away.
func unlink(h inline.HTML, losses *loss.Report) inline.HTML {
	if !strings.Contains(h.String(), `href="#`) {
		return h
	}
	var out strings.Builder
	within := false // a link does not stand inside a link
	for z := html.NewTokenizer(strings.NewReader(h.String())); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				return h
			}
			break
		}
		raw := string(z.Raw())
		token := z.Token()
		switch {
		case kind == html.StartTagToken && token.Data == "a" && leadsWithin(token):
			within = true
			losses.Add("", loss.Dropped, "link", "it leads to a place within its page that is not there")
		case within && kind == html.EndTagToken && token.Data == "a":
			within = false
		default:
			out.WriteString(raw)
		}
	}
	plain, err := inline.Parse(out.String())
	if err != nil {
		return h
	}
	return plain
}

func leadsWithin(link html.Token) bool {
	for _, a := range link.Attr {
		if a.Key == "href" && strings.HasPrefix(a.Val, "#") {
			return true
		}
	}
	return false
}
