package wxr

import (
	"time"

	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
)

// life says when readers saw an item, if they did. Only what is certain to have been
// public becomes public.
func (s *site) life(p *post, e *interchange.Entry) {
	switch p.status {
	case "publish", "future":
	case "draft", "pending":
		e.Draft = true
	case "private":
		e.Draft = true
		e.Losses.Add("State", loss.Approximated, "private post", "it became a draft")
	case "":
		e.Draft = true
		e.Losses.Add("State", loss.Defaulted, "post without a status", "it became a draft")
	default:
		e.Draft = true
		e.Losses.Add("State", loss.Approximated, "status "+p.status, "a plugin's: the post became a draft")
	}
	if p.password != "" {
		e.Draft = true
		e.Losses.Add("State", loss.Approximated, "password", "a post that asks for a password became a draft")
	}
	e.Modified, _ = stamp(p.modifiedGMT)
	e.Window.From = published(p, &e.Losses)
	if e.Draft {
		e.Window.From = time.Time{}
	} else if e.Window.From.IsZero() {
		e.Losses.Add("Window", loss.Defaulted, "post without a date", "it is dated by its import")
	}
}

// published returns the instant of publication, zero where the file has none. What is
// guessed is noted, unless the item has not been published.
func published(p *post, losses *loss.Report) time.Time {
	if at, ok := stamp(p.dateGMT); ok {
		return at
	}
	for _, date := range [...]string{p.dateGMT, p.pubDate} {
		if at, err := interchange.ParseDate(date); err == nil {
			return at
		}
	}
	local, ok := stamp(p.date)
	if !ok {
		return time.Time{}
	}
	if p.status == "publish" || p.status == "future" {
		losses.Add("Window", loss.Approximated, "date without a zone", "it was taken for UTC")
	}
	return local
}

// stamp reads a date of WordPress, which writes 0000-00-00 for drafts.
func stamp(s string) (time.Time, bool) {
	at, err := time.Parse(time.DateTime, s)
	return at, err == nil && at.Year() > 0
}
