package theme

import (
	"slices"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
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

// markup is inline markup, which its type keeps safe.
func markup(h inline.HTML) raw {
	// HTML has no slash in the tags of elements without content, and elsewhere the
	// canonical spelling has none before a ">".
	return raw(strings.ReplaceAll(h.String(), "/>", ">"))
}

// flat returns the blocks of a live entry, less entries in it.
func flat(blocks article.Body) article.Body {
	return slices.DeleteFunc(slices.Clone(blocks), func(b article.Block) bool {
		_, nested := b.Content.(article.LiveEntry)
		return nested
	})
}

// clock prints day and time of an instant.
func (f *frame) clock(t time.Time) string {
	return f.words.day(f.local(t)) + ", " + f.local(t).Format("15:04")
}
