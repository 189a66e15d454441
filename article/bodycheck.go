package article

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
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
)

// check reports the faults of the blocks.
func (b Body) check(k *checker) {
	k.entries = len(b)
	if len(b) <= MaxBlocks {
		seen := make(map[BlockID]bool, len(b))
		for i, block := range b {
			block.check(k, fmt.Sprintf("Body[%d]", i), seen)
		}
	}
	if k.entries > MaxBlocks {
		k.fault("Body", ErrTooLong)
	}
}

func (b Block) check(k *checker, path string, seen map[BlockID]bool) {
	switch {
	case b.ID != "" && seen[b.ID]:
		k.fault(path+".ID", ErrDuplicate)
	case len(b.ID) > MaxBlockID:
		k.fault(path+".ID", ErrTooLong)
	}
	seen[b.ID] = true
	k.label(path+".ID", string(b.ID))
	switch b.Content.(type) {
	case Paragraph, Heading, List, Quote, Figure, Code, Divider, Embed, Related, Raw, Unknown:
		b.Content.check(k, path)
		if !b.soundExtra() {
			k.fault(path+".Extra", ErrUnknownValue)
		}
	case nil:
		k.fault(path, ErrMissing)
	default:
		k.fault(path, ErrUnknownValue)
	}
}

// soundExtra reports whether Extra holds whole members of an object, none of which
// the block's type has: what is encoded with it can be decoded again.
func (b Block) soundExtra() bool {
	if len(b.Extra) == 0 {
		return true
	}
	if _, ok := b.Content.(Unknown); ok {
		return false
	}
	object := bytes.Join([][]byte{{'{'}, b.Extra, {'}'}}, nil)
	if !json.Valid(object) {
		return false
	}
	all, _ := extra(object, nil)
	strange, _ := extra(object, knownKeys(reflect.TypeOf(b.Content)))
	return len(all) > 0 && len(all) == len(strange)
}

func (Paragraph) check(*checker, string) {}
func (Divider) check(*checker, string)   {}
func (Quote) check(*checker, string)     {}

func (u Unknown) check(k *checker, path string) {
	b, err := decodeBlock(u.JSON)
	if held, ok := b.Content.(Unknown); err != nil || !ok || held.Name != u.Name {
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
	for _, item := range l.Items {
		if k.entries++; k.entries > MaxBlocks || item.Sub != nil && !item.Sub.count(k, path, level+1) {
			return false
		}
	}
	return true
}

func (f Figure) check(k *checker, path string) { f.Image.check(k, path) }

func (c Code) check(k *checker, path string) { k.limit(path+".Text", c.Text) }

func (e Embed) check(k *checker, path string) {
	k.link(path+".URL", e.URL, true)
	k.label(path+".Title", e.Title)
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
