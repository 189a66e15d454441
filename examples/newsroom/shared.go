package main

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

const (
	perPanel = 5 // stories in the panel of a section
	perBell  = 7 // in the notification panel: one more than "Latest Post" shows
	inShort  = 6 // sections in the short menu
	reasons  = 3 // that a suggestion gives
)

// actions are where the forms of the pages lead.
func actions() theme.Actions {
	return theme.Actions{
		Settings: "/settings", Newsletter: "/newsletter",
		SignIn: "/sign-in", Join: "/join", LostPassword: "/lost-password", NewPassword: "/new-password", SignOut: "/sign-out",
	}
}

// follow are the site's pages elsewhere.
func follow() []theme.Link {
	return []theme.Link{
		{Name: "Mastodon", URL: "https://mastodon.social/@newsjunction"},
		{Name: "Bluesky", URL: "https://bsky.app/profile/newsjunction.bsky.social"},
		{Name: "YouTube", URL: "https://www.youtube.com/@newsjunction"},
	}
}

// profiles are the addresses of those.
func profiles() (addresses []string) {
	for _, link := range follow() {
		addresses = append(addresses, link.URL)
	}
	return addresses
}

// parts are what the newsroom puts in the places that the theme leaves: a notice of
// its own where others sell theirs.
func parts() theme.Parts {
	return theme.Parts{Story: theme.Ad{Content: plain(`<p lang="en" dir="ltr"><a href="#newsletter">The day’s stories in one letter: have the newsletter.</a></p>`)}}
}

// comments lead to the desk: what readers write is read before it is printed. The id is
// that of WordPress's form, which old links lead to.
func comments(v article.View) theme.Comments {
	if v.Comments == article.CommentsClosed {
		return theme.Comments{Content: plain(`<p id="respond" lang="en" dir="ltr">No more letters are printed about this story. <a href="/contact">The desk</a> reads them all the same.</p>`)}
	}
	return theme.Comments{Content: plain(`<p id="respond" lang="en" dir="ltr">Letters are read by the desk, and the best are printed here. <a href="/contact">Write to us</a>.</p>`)}
}

// plain is a part of a page in plain Go.
func plain(html string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, html)
		return err
	})
}

// panels are the latest stories of each section of the menu.
func (n *newsroom) panels(ctx context.Context, q article.Query, sections []taxonomy.Category) (list []theme.Strip, err error) {
	for _, c := range sections {
		q.Terms, q.Limit = n.tree().Reach(c.ID), perPanel
		stories, err := n.teasers(ctx, q)
		if err != nil {
			return nil, err
		}
		list = append(list, theme.Strip{Section: c, Stories: stories})
	}
	return list, nil
}

// suggestions are stories with what the index says that they have in common.
func suggestions(stories []article.Teaser, hits []related.Hit) []theme.Suggestion {
	list := make([]theme.Suggestion, len(stories))
	for i, t := range stories {
		list[i].Story = t
		for _, h := range hits {
			if h.ID == t.ID {
				list[i].Why = inCommon(h)
			}
		}
	}
	return list
}

// inCommon names the terms that a hit owes most to.
func inCommon(h related.Hit) (terms []string) {
	for _, r := range h.Reasons() {
		if r.Field != related.InDate && r.Field != related.InWeight && len(terms) < reasons {
			terms = append(terms, r.Term)
		}
	}
	return terms
}

// blog lists all stories.
func blog() theme.ListPage {
	return theme.ListPage{Kind: theme.AllList, Heading: "Blog", URL: "/blog"}
}
