package article

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/newsjunction/news/taxonomy/text"
)

const (
	// MaxListDepth is how deep lists may nest.
	MaxListDepth = 16
	// MaxRaw is the limit of a block's raw HTML or code, in bytes.
	MaxRaw = 4 << 20
	// MaxBlockID is the limit of a block's id, in bytes.
	MaxBlockID = 64
	// MaxChannels is how many channels a block may be limited to.
	MaxChannels = 32
)

// check reports the faults of the blocks.
func (b Body) check(k *checker) {
	k.blockIDs = make(map[BlockID]bool, len(b))
	if k.blocks("Body", b); k.entries > MaxBlocks {
		k.fault("Body", ErrTooLong)
	}
}

// blocks checks the blocks of the body or of a live entry in it, unless they are too
// many.
func (k *checker) blocks(path string, b Body) {
	if k.entries += len(b); k.entries > MaxBlocks {
		return
	}
	for i, block := range b {
		block.check(k, fmt.Sprintf("%s[%d]", path, i))
	}
}

func (b Block) check(k *checker, path string) {
	switch {
	case b.ID != "" && k.blockIDs[b.ID]:
		k.fault(path+".ID", ErrDuplicate)
	case len(b.ID) > MaxBlockID:
		k.fault(path+".ID", ErrTooLong)
	}
	k.blockIDs[b.ID] = true
	k.label(path+".ID", string(b.ID))
	k.channels(path+".Channels", b.Channels)
	known := func(m *members) {
		new(blockHead).members(m)
		m.content(b.Content)
	}
	_, unknown := b.Content.(Unknown)
	switch {
	case b.Content == nil:
		k.fault(path, ErrMissing)
	case !unknown && !(&members{mode: asking}).content(b.Content):
		k.fault(path, ErrUnknownValue)
	default:
		b.Content.check(k, path)
		if len(b.Extra) > 0 && (unknown || !soundExtra(b.Extra, known)) {
			k.fault(path+".Extra", ErrUnknownValue)
		}
	}
}

func (k *checker) channels(path string, channels []Channel) {
	if len(channels) > MaxChannels {
		k.fault(path, ErrTooLong)
		return
	}
	for i, channel := range channels {
		at := fmt.Sprintf("%s[%d]", path, i)
		if channel == "" {
			k.fault(at, ErrMissing)
		} else if slices.Contains(channels[:i], channel) {
			k.fault(at, ErrDuplicate)
		}
		k.label(at, string(channel))
	}
}

// extra checks the members that are kept of an object inside a block.
func (k *checker) extra(path string, extra json.RawMessage, fields fielder) {
	if len(extra) > 0 && !soundExtra(extra, fields.members) {
		k.fault(path, ErrUnknownValue)
	}
}

// soundExtra reports whether extra holds whole members of an object, none of which is
// a known one: what is encoded with it can be decoded again.
func soundExtra(extra []byte, known func(*members)) bool {
	in := scanner{data: extra}
	sound := true
	for key := range in.inside {
		ask := &members{mode: asking, wanted: key}
		known(ask)
		sound = sound && !ask.found
	}
	return sound && in.err == nil
}

func (Paragraph) check(*checker, string) {}
func (Divider) check(*checker, string)   {}
func (PullQuote) check(*checker, string) {}

func (q Quote) check(k *checker, _ string) { k.entries += len(q.Paragraphs) }

func (u Unknown) check(k *checker, path string) {
	var held Block
	m := &members{scanner: scanner{data: u.JSON}}
	held.read(m)
	m.end()
	if got, ok := held.Content.(Unknown); m.err != nil || !ok || got.Name != u.Name {
		k.fault(path+".JSON", ErrUnknownValue)
	}
}

func (h Heading) check(k *checker, path string) {
	if h.Level < 2 || h.Level > 6 {
		k.fault(path+".Level", ErrUnknownValue)
	}
}

func (l List) check(k *checker, path string) { l.count(k, path, 1) }

// count adds the entries of a list and of those in it to the checker's. It stops
// where they are too many or too deep, so that a list that holds itself ends too.
func (l List) count(k *checker, path string, level int) bool {
	if level > MaxListDepth {
		k.fault(path, ErrTooDeep)
		return false
	}
	k.extra(path+".Extra", l.Extra, new(List))
	for i, item := range l.Items {
		if k.entries++; k.entries > MaxBlocks {
			return false
		}
		if len(item.Extra) > 0 {
			k.extra(fmt.Sprintf("%s.Items[%d].Extra", path, i), item.Extra, new(ListItem))
		}
		if item.Sub != nil && !item.Sub.count(k, path, level+1) {
			return false
		}
	}
	return true
}

func (f Figure) check(k *checker, path string) {
	if len(f.Extra) > 0 {
		k.fault(path+".Image.Extra", ErrUnknownValue)
		f.Extra = nil
	}
	k.image(path, f.Image)
}

// image checks a picture of the body.
func (k *checker) image(path string, i Image) {
	k.entries += len(i.Renditions)
	i.check(k, path)
}

func (c Code) check(k *checker, path string) { k.limit(path+".Text", c.Text) }

func (e Embed) check(k *checker, path string) {
	k.link(path+".URL", e.URL, true)
	k.label(path+".Title", e.Title)
	k.label(path+".Provider", e.Provider)
}

func (r Related) check(k *checker, path string) {
	k.link(path+".URL", r.URL, r.Article.IsZero())
	k.label(path+".Title", r.Title)
	if r.Title == "" {
		k.fault(path+".Title", ErrMissing)
	}
}

func (r Raw) check(k *checker, path string) {
	k.limit(path+".HTML", r.HTML)
	k.limit(path+".Text", r.Text)
}

// limit checks a text of many lines.
func (k *checker) limit(path, s string) {
	if len(s) > MaxRaw {
		k.fault(path, ErrTooLong)
	} else if !utf8.ValidString(s) {
		k.fault(path, text.ErrInvalidText)
	}
}
