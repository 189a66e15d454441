package wxr

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/sanitize"
)

// Options of [Read]. The zero value is ready to use.
type Options struct {
	MaxItem int              // bytes of one item, or of all that stands before the first; 0 means 16 MiB
	Profile sanitize.Profile // what stays of bodies; the zero Profile means sanitize.Article()
}

const (
	defaultMaxItem = 16 << 20
	maxDepth       = 64
)

// Read yields the posts and pages of an export. A file that can't be read ends the
// sequence with an empty Entry and an [*Error], or the error of r; the entries
// before it are good.
func Read(r io.Reader, o Options) iter.Seq2[interchange.Entry, error] {
	return func(yield func(interchange.Entry, error) bool) {
		if o.MaxItem <= 0 {
			o.MaxItem = defaultMaxItem
		}
		in := &reader{limit: &limited{r: r, left: o.MaxItem}, options: o}
		in.dec = xml.NewDecoder(in.limit)
		if err := in.channel(yield); err != nil && !errors.Is(err, errStopped) {
			yield(interchange.Entry{}, err)
		}
	}
}

// errStopped means that the caller has had enough.
var errStopped = errors.New("stopped")

// limited reads at most left bytes until it is refilled.
type limited struct {
	r    io.Reader
	left int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, ErrTooLarge
	}
	n, err := l.r.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}

// reader is one pass over a file.
type reader struct {
	dec     *xml.Decoder
	limit   *limited
	options Options
	depth   int
	site    site
	skipped loss.Report // what stood between two articles
}

// next returns the next token, keeping count of the depth.
func (in *reader) next() (xml.Token, error) {
	token, err := in.dec.Token()
	if err != nil {
		return nil, in.fail(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if in.depth++; in.depth > maxDepth {
			return nil, in.fail(ErrTooDeep)
		}
	case xml.EndElement:
		in.depth--
	case xml.Directive:
		return nil, in.fail(ErrDoctype)
	}
	return token, nil
}

// fail places an error. Those of the reader below pass as they are.
func (in *reader) fail(err error) error {
	line, _ := in.dec.InputPos()
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, ErrTooLarge):
		return &Error{Line: line, Err: ErrTooLarge, Detail: fmt.Sprintf("limit %d bytes", in.options.MaxItem)}
	case errors.As(err, &syntax):
		return &Error{Line: syntax.Line, Err: ErrSyntax, Detail: syntax.Msg}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Line: line, Err: ErrNotWXR, Detail: "file ends without a channel"}
	case errors.Is(err, ErrNotWXR), errors.Is(err, ErrVersion), errors.Is(err, ErrDoctype), errors.Is(err, ErrTooDeep):
		return &Error{Line: line, Err: err}
	case strings.HasPrefix(err.Error(), "xml: "):
		return &Error{Line: line, Err: ErrSyntax, Detail: strings.TrimPrefix(err.Error(), "xml: ")}
	}
	return fmt.Errorf("wxr: line %d: reading: %w", line, err)
}

// channel reads the whole file.
func (in *reader) channel(yield func(interchange.Entry, error) bool) error {
	if err := in.open("rss", "channel"); err != nil {
		return err
	}
	for {
		token, err := in.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "item" {
				err = in.head(t)
			} else {
				err = in.item(yield)
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			return in.close(yield)
		}
	}
}

// open steps into the elements named.
func (in *reader) open(names ...string) error {
	for _, name := range names {
		start, err := in.start()
		if err != nil {
			return err
		}
		if start.Name.Local != name {
			return in.fail(ErrNotWXR)
		}
	}
	return nil
}

func (in *reader) start() (xml.StartElement, error) {
	for {
		token, err := in.next()
		if err != nil {
			return xml.StartElement{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			return t, nil
		case xml.EndElement:
			return xml.StartElement{}, in.fail(ErrNotWXR)
		case xml.CharData:
			if strings.TrimSpace(string(t)) != "" {
				return xml.StartElement{}, in.fail(ErrNotWXR)
			}
		}
	}
}

// close reads what follows the channel, and gives the losses that are left.
func (in *reader) close(yield func(interchange.Entry, error) bool) error {
	if err := in.checkVersion(); err != nil {
		return err
	}
	for in.depth > 0 {
		if _, err := in.next(); err != nil {
			return err
		}
	}
	if !in.skipped.Empty() && !yield(interchange.Entry{Losses: in.skipped}, nil) {
		return errStopped
	}
	return nil
}

func (in *reader) checkVersion() error {
	switch in.site.version {
	case "1.0", "1.1", "1.2":
		return nil
	}
	return in.fail(ErrVersion)
}

// item reads one item and yields it, if it is an article.
func (in *reader) item(yield func(interchange.Entry, error) bool) error {
	if err := in.checkVersion(); err != nil {
		return err
	}
	in.limit.left = in.options.MaxItem
	post, err := in.post()
	if err != nil {
		return err
	}
	entry, ok, err := in.site.entry(post, in.options.Profile, &in.skipped)
	if err != nil {
		return in.fail(err)
	}
	if !ok {
		return nil
	}
	var losses loss.Report
	losses.Merge("", in.skipped)
	losses.Merge("", entry.Losses)
	entry.Losses, in.skipped = losses, loss.Report{}
	if !yield(entry, nil) {
		return errStopped
	}
	return nil
}

// text returns the text of the element that was begun, those of elements in it
// included, and steps out of it.
func (in *reader) text() (string, error) {
	var s strings.Builder
	for outside := in.depth - 1; in.depth > outside; {
		token, err := in.next()
		if err != nil {
			return "", err
		}
		if data, ok := token.(xml.CharData); ok {
			s.Write(data)
		}
	}
	return s.String(), nil
}

// fields calls set with the text of each element directly in the one that was
// begun, and steps out of it.
func (in *reader) fields(set func(name, value string)) error {
	for {
		token, err := in.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			value, err := in.text()
			if err != nil {
				return err
			}
			set(t.Name.Local, strings.TrimSpace(value))
		case xml.EndElement:
			return nil
		}
	}
}
