package render

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/taxonomy"
)

// A Feed says what a feed is of: a section's, say, or one of summaries. The zero Feed is
// the whole site's, with full text; the functions [RSS], [Atom] and [JSONFeed] write it.
type Feed struct {
	Title       string    // "" means the site's name
	Description string    // "" means the site's
	Page        string    // the page that shows the same, such as a section's; "" means home
	Self        string    // where the feed stands; "" means the site's feed of its format
	Updated     time.Time // of the newest change; zero: when the first story was modified
	Summary     bool      // summaries only

	// Linked finds the articles that related links of a body lead to. It may be nil:
	// such a link is then its title alone.
	Linked func(article.ID) (article.Teaser, bool)
}

// generator names the library to those who read feeds, as their formats ask for.
const generator = "github.com/newsjunction/news"

// stream is a feed that is being written: what all formats share. What it learnt of a
// term or a person is kept until its end, within bounds, so that an item costs no
// look-up that another one made.
type stream struct {
	Feed
	site    Site
	zone    *time.Location
	body    *body
	terms   map[termKey]kept
	people  map[article.AuthorID]string // addresses
	id      []byte                      // of the story at hand
	address []byte                      // of its picture
}

type termKey struct {
	id   taxonomy.ID
	lang string
}

// termText is a term as feeds name it; one without a label is not named.
type termText struct {
	id               taxonomy.ID // of the term that stands for it
	slug, label, url string
}

// kept is a term as a format spells it; nothing where it is not named.
type kept struct {
	id      taxonomy.ID // of the term that stands for it
	label   string
	spelled []byte
}

// maxKept is how many terms and people a stream keeps.
const maxKept = 8192

func newStream(s Site, f Feed, self string) (*stream, error) {
	body, err := newBody(s, htmlbody.Feed, sanitize.Feed(), f.Linked)
	if err != nil {
		return nil, err
	}
	c := s.config()
	f.Title = cmp.Or(f.Title, c.Name)
	f.Description = cmp.Or(f.Description, c.Description)
	f.Page = s.URL(cmp.Or(f.Page, "."))
	f.Self = s.URL(cmp.Or(f.Self, self))
	return &stream{
		Feed: f, site: s, zone: c.TimeZone, body: body,
		terms: make(map[termKey]kept), people: make(map[article.AuthorID]string),
	}, nil
}

// format writes one kind of feed.
type format interface {
	open()
	spell(dst []byte, t termText) []byte
	story(v *article.View, address string) error
	end() error
}

// write writes a feed: its head as soon as the first story tells when it was updated.
func (st *stream) write(f format, views iter.Seq2[article.View, error]) error {
	opened := false
	open := func(at time.Time) {
		if !opened {
			st.Updated = cmp.Or(st.Updated, at).In(st.zone)
			f.open()
		}
		opened = true
	}
	var story article.View // one for all, for its address is passed on
	for v, err := range views {
		if err != nil {
			return err
		}
		if v.Kind == article.Page {
			continue
		}
		story = v.On(article.ChannelFeed)
		open(modified(&story.Teaser))
		if err := f.story(&story, st.site.articleURL(&story.Teaser)); err != nil {
			return fmt.Errorf("story %s: %w", story.ID, err)
		}
	}
	open(time.Time{})
	return f.end()
}

// full reports whether a feed holds the whole of a story.
func (st *stream) full(v *article.View) bool {
	return v.Access == article.Public && !st.Summary
}

// feed writes a feed of a format, or says why not, naming the format.
func feed(w io.Writer, s Site, f Feed, name, self string, start func(io.Writer, *stream) format, views iter.Seq2[article.View, error]) error {
	if s.made == nil {
		return fmt.Errorf("render: %s: %w", name, ErrNoBase)
	}
	st, err := newStream(s, f, self)
	if err == nil {
		err = st.write(start(w, st), views)
	}
	if err != nil {
		return fmt.Errorf("render: %s: %w", name, err)
	}
	return nil
}

// modified returns when readers last saw a change.
func modified(t *article.Teaser) time.Time { return cmp.Or(t.Modified, t.Published) }

// urn returns the id of an article as a URN, good until the next call.
func (st *stream) urn(id article.ID) []byte {
	st.id = appendURN(st.id[:0], id)
	return st.id
}

// appendURN appends an id as RFC 9562 (section 4) spells it.
func appendURN(dst []byte, id article.ID) []byte {
	dst = append(dst, "urn:uuid:"...)
	from := 0
	for _, to := range []int{4, 6, 8, 10, 16} {
		if from > 0 {
			dst = append(dst, '-')
		}
		dst = hex.AppendEncode(dst, id.UUID[from:to])
		from = to
	}
	return dst
}

// title returns what a story is called: never nothing, for formats ask for a title.
func title(v *article.View, address string) string {
	if t := cmp.Or(v.Headline(""), address); t != "" {
		return t
	}
	return v.ID.String()
}

// authors calls yield with each author of a story, or else its publisher.
func (st *stream) authors(v *article.View, yield func(name, url string)) {
	found := false
	for _, credit := range v.Byline {
		if credit.Role != "" {
			continue
		}
		if name := credit.NameIn(v.Lang, st.body.names); name != "" {
			yield(name, st.person(credit))
			found = true
		}
	}
	if !found {
		yield(st.site.config().Publisher, st.site.Home())
	}
}

func (st *stream) person(credit article.Credit) string {
	if credit.Author.IsZero() {
		return ""
	}
	url, ok := st.people[credit.Author]
	if !ok {
		if len(st.people) >= maxKept {
			clear(st.people)
		}
		url = st.site.URL(st.site.AuthorURL(credit))
		st.people[credit.Author] = url
	}
	return url
}

// filed calls yield with each term of a story, each once, as it is kept for the format.
func (st *stream) filed(f format, v *article.View, yield func(kept)) {
	if st.site.terms == nil {
		return
	}
	var seen set[taxonomy.ID]
	for id := range filed(&v.Filing) {
		if t := st.term(f, id, v.Lang); len(t.spelled) > 0 && seen.add(t.id) {
			yield(t)
		}
	}
}

func (st *stream) term(f format, id taxonomy.ID, lang string) kept {
	key := termKey{id, lang}
	k, ok := st.terms[key]
	if !ok {
		if len(st.terms) >= maxKept {
			clear(st.terms)
		}
		t := st.site.termText(id, lang)
		if k.id, k.label = t.id, t.label; t.label != "" {
			k.spelled = f.spell(nil, t)
		}
		st.terms[key] = k
	}
	return k
}

func (s Site) termText(id taxonomy.ID, lang string) termText {
	if c, ok := s.terms.Category(id); ok && !c.Internal {
		return termText{c.ID, c.Slug, c.Labels.In(lang), s.URL(s.config().Linker.CategoryURL(c))}
	}
	if t, ok := s.terms.Tag(id); ok && !t.Internal {
		return termText{t.ID, t.Slug, t.Labels.In(lang), s.URL(s.config().Linker.TagURL(t))}
	}
	return termText{}
}

// enclosed is a picture as a feed carries it.
type enclosed struct {
	*article.Image
	address []byte // good until the next story
	kind    string
	bytes   int64
}

// picture returns the picture of a story; ok is false where there is none, or nobody
// can say where it stands.
func (st *stream) picture(v *article.View) (e enclosed, ok bool) {
	if v.Lead == nil {
		return e, false
	}
	st.address = st.site.appendURL(st.address[:0], v.Lead.URL)
	e = enclosed{Image: v.Lead, address: st.address, kind: mediaType(v.Lead.URL)}
	if measure := st.site.config().PictureBytes; measure != nil && len(e.address) > 0 {
		e.bytes = max(measure(string(e.address)), 0)
	}
	return e, len(e.address) > 0
}

// mediaType tells the type of a picture by the ending of its address (RFC 6838's
// registry); "" where it says nothing.
func mediaType(address string) string {
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address = address[:i]
	}
	switch ending := address[strings.LastIndexByte(address, '.')+1:]; {
	case strings.EqualFold(ending, "jpg"), strings.EqualFold(ending, "jpeg"):
		return "image/jpeg"
	case strings.EqualFold(ending, "png"):
		return "image/png"
	case strings.EqualFold(ending, "webp"):
		return "image/webp"
	case strings.EqualFold(ending, "avif"):
		return "image/avif"
	case strings.EqualFold(ending, "gif"):
		return "image/gif"
	case strings.EqualFold(ending, "svg"):
		return "image/svg+xml"
	}
	return ""
}
