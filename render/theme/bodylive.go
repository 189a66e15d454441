package theme

import (
	"time"

	"github.com/newsjunction/news/article"
)

// arranged returns the blocks that the pages of a site show, the pinned live entries
// above the others.
func arranged(blocks article.Body) article.Body {
	blocks = article.View{Body: blocks}.On(article.ChannelWeb).Body
	first := -1
	var pinned, others article.Body
	for i, block := range blocks {
		entry, live := block.Content.(article.LiveEntry)
		if live && first < 0 {
			first = i
		}
		switch {
		case first < 0:
		case entry.Pinned:
			pinned = append(pinned, block)
		default:
			others = append(others, block)
		}
	}
	if len(pinned) == 0 {
		return blocks
	}
	return append(append(blocks[:first:first], pinned...), others...)
}

// clock prints day and time of an instant.
func (f *frame) clock(t time.Time) string {
	return f.words.day(f.local(t)) + ", " + f.local(t).Format("15:04")
}
