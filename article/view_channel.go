package article

import "slices"

// Channel names where a view is shown. A site may have others than those below.
type Channel string

// The channels that the library's renderers ask for.
const (
	ChannelWeb        Channel = "web"        // the pages of the site
	ChannelFeed       Channel = "feed"       // RSS, Atom and JSON feeds
	ChannelNewsletter Channel = "newsletter" // mail
)

// On returns the view as a channel shows it: without the blocks that are limited to
// others. Every renderer says which channel it is; a View that was not asked holds
// the blocks of all channels.
func (v View) On(channel Channel) View {
	v.Body = v.Body.only(func(b *Block) bool {
		return len(b.Channels) == 0 || slices.Contains(b.Channels, channel)
	})
	return v
}

// public returns the body without the blocks that are the newsroom's.
func (b Body) public() Body {
	return b.only(func(b *Block) bool { return !b.Internal })
}

// only returns the blocks, those in live entries too, for which a condition holds: the
// body itself, where that is all of them, else a copy.
func (b Body) only(keep func(*Block) bool) Body {
	if b.all(keep) {
		return b
	}
	out := make(Body, 0, len(b))
	for i := range b {
		if !keep(&b[i]) {
			continue
		}
		block := b[i]
		if entry, ok := block.Content.(LiveEntry); ok {
			entry.Body = entry.Body.only(keep)
			block.Content = entry
		}
		out = append(out, block)
	}
	return out
}

func (b Body) all(keep func(*Block) bool) bool {
	for i := range b {
		if !keep(&b[i]) {
			return false
		}
		switch b[i].Content.(type) { // which makes no room for an entry where there is none
		case LiveEntry:
			if !b[i].Content.(LiveEntry).Body.all(keep) {
				return false
			}
		}
	}
	return true
}
