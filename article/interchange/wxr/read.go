package wxr

import (
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
	Limits   interchange.Limits
	Profile  sanitize.Profile // what stays of bodies; the zero Profile means sanitize.Article()
	Types    []string         // types of items that are articles beside post and page, such as "review"
	NoBodies bool             // leave the bodies out: to count, to list, to check
	Comments bool             // give each entry its readers' comments
	Counts   *Counts          // counts what is read; nil: nothing is counted
}

const maxDepth = 64

// Read yields what an export holds: first, without an id, its authors and terms, a
// batch at a time; then its posts and pages in file order. A post in several
// languages (qTranslate) is several entries. A line of a menu is an entry without an id. A file that can't be read ends the
// sequence with an empty Entry and an [*Error], or the error of r; the entries before
// it are good.
//
// Pictures often stand behind the posts that they lead. A reader that is an
// [io.Seeker] is read twice, first for the pictures; of any other only the pictures
// that stand before their posts are found, and a post that lacks one says so in its
// losses.
func Read(r io.Reader, o Options) iter.Seq2[interchange.Entry, error] {
	return func(yield func(interchange.Entry, error) bool) {
		o.Limits = o.Limits.OrDefault()
		if o.Profile == (sanitize.Profile{}) {
			o.Profile = sanitize.Article()
		}
		if o.Counts == nil {
			o.Counts = new(Counts)
		}
		*o.Counts = newCounts()
		in := &reader{options: o, yield: yield, pictures: newPictures()}
		err := in.lookAhead(r)
		if err == nil {
			err = in.read(r)
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(interchange.Entry{}, err)
		}
	}
}

// errStopped means that the caller has had enough.
var errStopped = errors.New("stopped")

// reader is one pass over a file.
type reader struct {
	*scanner
	options  Options
	yield    func(interchange.Entry, error) bool
	site     site
	pictures *pictures
	sighting bool        // the pass that looks for pictures
	fragment bool        // the file is a single item
	skipped  loss.Report // what stood between two articles
}

// lookAhead reads a file that can be read again for its pictures. What is wrong with
// it is told by the pass that follows.
func (in *reader) lookAhead(r io.Reader) error {
	file, ok := r.(io.Seeker)
	if !ok {
		return nil
	}
	start, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil // QUIRK: a pipe is an os.File, and a Seeker by its type alone
	}
	first := &reader{options: in.options, pictures: in.pictures, sighting: true}
	first.options.Counts = new(Counts)
	*first.options.Counts = newCounts()
	_ = first.read(r)
	in.pictures.whole = true
	if _, err := file.Seek(start, io.SeekStart); err != nil {
		return fmt.Errorf("wxr: reading again: %w", err)
	}
	return nil
}

func (in *reader) read(r io.Reader) error {
	source, err := open(r, in.options.Limits.File)
	if err != nil {
		return err
	}
	in.scanner = &scanner{r: source, limit: in.options.Limits.Record, repair: in.repaired}
	if ok, err := in.has("\uFEFF"); err != nil {
		return err
	} else if ok {
		in.pos += len("\uFEFF")
		in.fixed = true
	}
	root, err := in.root()
	if err != nil {
		return err
	}
	if root.name == "item" {
		err = in.single(root)
	} else {
		err = in.channel()
	}
	if err != nil {
		return err
	}
	return in.close()
}

// repaired notes a repair with its place.
func (in *reader) repaired(at int64, what, why string) {
	in.skipped.Add(fmt.Sprintf("line %d, byte %d", in.lines+1, at), loss.Repaired, what, why)
}

// root steps into the outermost elements.
func (in *reader) root() (tag, error) {
	if distance, err := in.find("<"); errors.Is(err, io.EOF) || err == nil && strings.TrimSpace(string(in.buf[in.pos:in.pos+distance])) != "" {
		return tag{}, in.fault(in.pos, ErrNotWXR, "")
	} else if err != nil {
		return tag{}, err
	}
	for _, name := range [...]string{"rss", "channel"} {
		t, err := in.next()
		if errors.Is(err, io.EOF) {
			return t, in.fault(len(in.buf), ErrNotWXR, "it ends without a channel")
		} else if err != nil {
			return t, err
		}
		if name == "rss" && t.name == "item" && !t.end && !t.empty {
			return t, nil
		}
		if t.name == name && t.empty {
			return t, in.fault(t.at, ErrNotWXR, fmt.Sprintf("<%s> is empty", name))
		}
		if t.name != name || t.end {
			return t, in.fault(t.at, ErrNotWXR, fmt.Sprintf("<%.40s> stands where <%s> should", t.raw, name))
		}
	}
	return tag{name: "rss"}, nil
}

// single reads a file that is a single item.
func (in *reader) single(root tag) error {
	in.fragment = true
	in.skipped.Add("", loss.Defaulted, "channel", "the file is a single item: neither its version nor its site are known")
	return in.item(root)
}

// channel reads the whole channel, and steps out of it and of its root.
func (in *reader) channel() error {
	for {
		in.begin()
		t, err := in.inside("channel")
		if err != nil {
			return err
		}
		switch {
		case t.end:
			if err := in.site.check(in, t.at); err != nil {
				return err
			}
			return in.leave("rss")
		case t.name == "item":
			if err = in.site.check(in, t.at); err == nil {
				err = in.head()
			}
			if err == nil {
				err = in.item(t)
			}
		default:
			err = in.site.element(in, t)
		}
		if err != nil {
			return err
		}
	}
}

// inside returns the next tag in an element: the start of one in it, or its own end.
func (in *reader) inside(name string) (tag, error) {
	t, err := in.next()
	switch {
	case errors.Is(err, io.EOF):
		return t, in.fault(len(in.buf), ErrTruncated, fmt.Sprintf("within <%.40s>", name))
	case err != nil:
		return t, err
	case t.end && t.name != name && t.raw != name:
		return t, in.fault(t.at, ErrSyntax, fmt.Sprintf("<%.40s> is closed by </%.40s>", name, t.raw))
	}
	return t, nil
}

// leave reads up to the end of an element, with nothing more in it.
func (in *reader) leave(name string) error {
	for {
		t, err := in.inside(name)
		if err != nil || t.end {
			return err
		}
		in.mended(t.at, "element "+t.raw, "it stands after the channel, and was dropped")
		if err := in.skip(t); err != nil {
			return err
		}
	}
}

// skip passes over an element, whatever is in it: tags that are not closed are those of
// HTML that was never escaped.
func (in *reader) skip(t tag) error {
	if t.empty {
		return nil
	}
	in.passing = true
	defer func() { in.passing = false }()
	for open := []string{t.raw}; len(open) > 0; {
		last := len(open) - 1
		inner, err := in.next()
		switch {
		case errors.Is(err, io.EOF):
			return in.fault(len(in.buf), ErrTruncated, fmt.Sprintf("within <%.40s>", open[last]))
		case err != nil:
			return err
		case inner.end:
			closes := last
			for closes >= 0 && open[closes] != inner.raw {
				closes--
			}
			if closes < 0 {
				return in.fault(inner.at, ErrSyntax, fmt.Sprintf("<%.40s> is closed by </%.40s>", open[last], inner.raw))
			}
			if closes < last {
				in.mended(inner.at, "element that is not closed", "it stands in one that is passed over")
			}
			open = open[:closes]
		case !inner.empty:
			if open = append(open, inner.raw); len(open) > maxDepth {
				return in.fault(inner.at, ErrTooDeep, fmt.Sprintf("limit %d", maxDepth))
			}
		}
	}
	return nil
}

// fields calls set for each element in t, and steps out of it. Set reads the element,
// or returns false for one that is to be passed over.
func (in *reader) fields(t tag, set func(tag) (bool, error)) error {
	if t.empty {
		return nil
	}
	for {
		inner, err := in.inside(t.raw)
		if err != nil || inner.end {
			return err
		}
		done, err := set(inner)
		if err == nil && !done {
			err = in.skip(inner)
		}
		if err != nil {
			return err
		}
	}
}

// into reads an element's text without the white space around it, if nothing was
// read before: a damaged file that has one twice means the first.
func (in *reader) into(t tag, to *string) (bool, error) {
	value, err := in.text(t)
	if value = strings.TrimSpace(value); *to == "" {
		*to = value
	}
	return true, err
}

// first is into for a text that keeps its white space.
func (in *reader) first(t tag, to *string) (bool, error) {
	value, err := in.text(t)
	*to = orElse(*to, value)
	return true, err
}

// close reads what follows the root, and gives what is left to say.
func (in *reader) close() error {
	in.begin()
	switch t, err := in.next(); {
	case err == nil:
		return in.fault(t.at, ErrSyntax, fmt.Sprintf("a second root, <%.40s>", t.raw))
	case !errors.Is(err, io.EOF):
		return err
	}
	if err := in.head(); err != nil {
		return err
	}
	if in.sighting || in.skipped.Empty() {
		return nil
	}
	return in.give(interchange.Entry{})
}

// give yields an entry with the losses of what stood before it.
func (in *reader) give(e interchange.Entry) error {
	var losses loss.Report
	losses.Merge("", in.skipped)
	losses.Merge("", e.Losses)
	e.Losses, in.skipped = losses, loss.Report{}
	if !in.yield(e, nil) {
		return errStopped
	}
	return nil
}
