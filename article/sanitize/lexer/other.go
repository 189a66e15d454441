package lexer

import (
	"strings"

	"golang.org/x/net/html"
)

// other reads with x/net/html.
type other struct {
	z      *html.Tokenizer
	length int    // bytes of the token at hand
	read   int    // bytes of all so far
	name   string // of the tag at hand
	more   bool   // it has more attributes
	raw    bool   // text follows the tag at hand
}

// newOther reads from a text that does not change, with a copy of its own.
func newOther(source string) *other {
	return &other{z: html.NewTokenizer(strings.NewReader(source))}
}

// isDone reports whether enough was read to pay for having asked, and whether it can
// be left here.
func (o *other) isDone() bool {
	const price = 4 << 10
	return o.read >= price && !o.raw
}

func (o *other) next() Kind {
	kind := o.z.Next()
	o.length = len(o.z.Raw())
	o.read += o.length
	o.raw, o.more, o.name = false, false, ""
	switch kind {
	case html.TextToken:
		return Text
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		name, more := o.z.TagName()
		o.name, o.more = string(name), more
		if kind == html.EndTagToken {
			return EndTag
		}
		o.raw = holdsText(o.name)
		if kind == html.SelfClosingTagToken {
			return SelfClosing
		}
		return StartTag
	case html.CommentToken:
		return Comment
	case html.DoctypeToken:
		return Doctype
	}
	return End
}

func (o *other) text() string { return string(o.z.Text()) }

func (o *other) attr() (name, value string, ok bool) {
	if !o.more {
		return "", "", false
	}
	var key, val []byte
	key, val, o.more = o.z.TagAttr()
	return string(key), string(val), true
}

func (o *other) nextIsMarkup() {
	o.z.NextIsNotRawText()
	o.raw = false
}
