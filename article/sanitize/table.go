package sanitize

import (
	"net/url"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"

	"github.com/newsjunction/news/article/inline"
)

// rules is the table of a profile. It is not written after it is built.
type rules struct {
	elements map[string]*element
	second   *bluemonday.Policy
	guard    func(...Embed) *bluemonday.Policy // makes second
	line     *rules                            // the same for inline markup
	settings
}

// settings are what [Options] change.
type settings struct {
	maxBytes, maxDepth, maxTags, maxAttrs, maxCandidates int

	base       *url.URL // nil leaves relative addresses as they are, or refuses them
	absolute   bool     // no address is relative
	site       []string // hosts that are not framed
	players    bool     // the frames of Article are kept
	embeds     []Embed  // frames that are kept beside them
	rel        string   // what every link says; "" keeps the link types of the source
	ownRel     bool     // links say nothing else
	newTab     bool
	images     ImagePolicy
	classes    []string // nil keeps all
	idPrefix   string
	topHeading int
	first      Policy
}

func defaults() settings {
	return settings{maxBytes: MaxBytes, maxDepth: MaxDepth, maxTags: MaxTags, maxAttrs: MaxAttrs, maxCandidates: MaxCandidates}
}

func (s *settings) keepsClass(name string) bool {
	if s.classes == nil {
		return true
	}
	for _, pattern := range s.classes {
		prefix, open := strings.CutSuffix(pattern, "*")
		if name == pattern || open && strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// shape says where an element stands and what it closes.
type shape uint8

const (
	phrasing    shape = iota // stands anywhere
	link                     // phrasing that does not stand in another link
	rubyPart                 // stands directly in ruby
	mediaPart                // stands directly in picture, audio or video
	frame                    // an embed
	block                    // ends a paragraph
	paragraph                // block that another block ends
	heading                  // block that ends a heading
	list                     // block that holds items
	item                     // block that stands directly in a list
	definitions              // block that holds terms
	term                     // block that stands directly in definitions
	table                    // block that holds the parts below
	caption                  // stands directly in a table
	columns                  // stands directly in a table
	column                   // stands directly in columns
	rows                     // stands directly in a table
	row                      // stands directly in rows
	cell                     // stands directly in a row
	shapes                   // how many there are
)

// isBlock reports whether an element of the shape separates words.
func (s shape) isBlock() bool { return s >= block }

// element is a row of the table.
type element struct {
	name  string
	index int // in its table, from 0
	shape shape
	void  bool
	attrs []attribute
}

// attribute is an attribute that an element keeps.
type attribute struct {
	name     string
	clean    cleaner
	required bool // the element is left out without it
	risky    bool // an address or free text: the second opinion is asked
}

func (e *element) attribute(key string) *attribute {
	for i := range e.attrs {
		if e.attrs[i].name == key {
			return &e.attrs[i]
		}
	}
	return nil
}

func newPlainRules() *rules {
	r := &rules{elements: map[string]*element{}, second: bluemonday.NewPolicy(), settings: defaults()}
	r.line = r
	return r
}

// newRules returns a table of the inline grammar, also as that of a line.
func newRules(change func(*settings)) *rules {
	r := &rules{elements: inlineElements(), settings: defaults(), second: linePolicy()}
	change(&r.settings)
	line := *r
	line.elements, line.maxDepth = inlineElements(), inline.MaxDepth
	line.line, r.line = &line, &line
	line.number()
	return r
}

func newCommentRules() *rules {
	r := newRules(func(s *settings) { s.rel, s.ownRel = "nofollow ugc noopener", true })
	r.add(paragraph, "p")
	r.add(block, "pre")
	r.add(block, "blockquote", citation)
	r.add(list, "ul ol")
	r.add(item, "li")
	r.complete()
	r.judge(commentPolicy)
	return r
}

func newArticleRules() *rules {
	r := newRules(func(s *settings) { s.players = true })
	r.addBlocks()
	r.add(block, "div", risky("data-href", source))
	r.add(block, "blockquote", citation, risky("data-instgrm-permalink", source),
		attribute{name: "data-video-id", clean: matching(digitsPattern)})
	r.add(block, "aside", attribute{name: "data-article", clean: uuid})
	r.addTables()
	r.addMedia()
	r.complete(attribute{name: "class", clean: classes}, attribute{name: "id", clean: identifier},
		attribute{name: "role", clean: oneOf(roles()...)})
	r.elements["iframe"] = newFrame()
	r.judge(articlePolicy)
	return r
}

func newFeedRules() *rules {
	r := newRules(func(s *settings) { s.absolute = true })
	r.addBlocks()
	r.addTables()
	r.addMedia()
	r.complete()
	r.elements["iframe"] = newFrame()
	r.judge(feedPolicy)
	return r
}

func newNewsletterRules() *rules {
	r := newRules(func(s *settings) { s.absolute = true })
	r.add(paragraph, "p")
	r.add(block, "pre div")
	r.add(block, "blockquote", citation)
	r.add(heading, "h1 h2 h3 h4 h5 h6")
	r.addVoid(block, "hr")
	r.addLists()
	r.addTables()
	r.addLayout()
	r.addVoid(phrasing, "img", required(risky("src", picture)), risky("alt", freeText), risky("title", freeText),
		attribute{name: "width", clean: dimension}, attribute{name: "height", clean: dimension})
	r.complete()
	r.elements["iframe"] = newFrame()
	r.judge(newsletterPolicy)
	return r
}

// judge gives the table its second opinion.
func (r *rules) judge(guard func(...Embed) *bluemonday.Policy) {
	r.guard, r.second = guard, guard()
	r.number()
}

// number gives each element its index.
func (r *rules) number() {
	next := 0
	for _, e := range r.elements {
		e.index = next
		next++
	}
}

// maxElements is more than any table has.
const maxElements = 128

func (r *rules) addBlocks() {
	r.add(paragraph, "p")
	r.add(block, "pre div section article header footer address figure figcaption summary aside")
	r.add(heading, "h1 h2 h3 h4 h5 h6")
	r.add(block, "blockquote", citation)
	r.add(block, "details", attribute{name: "open", clean: boolean})
	r.addVoid(block, "hr")
	r.addLists()
	r.add(definitions, "dl")
	r.add(term, "dt dd")
}

func (r *rules) addLists() {
	r.add(list, "ul")
	r.add(list, "ol", attribute{name: "start", clean: integer}, attribute{name: "reversed", clean: boolean},
		attribute{name: "type", clean: oneOf("1", "a", "A", "i", "I")})
	r.add(item, "li", attribute{name: "value", clean: integer})
}

func (r *rules) addTables() {
	span := attribute{name: "span", clean: number(1, 1000)}
	colspan := attribute{name: "colspan", clean: number(1, 1000)}
	rowspan := attribute{name: "rowspan", clean: number(0, 65534)}
	r.add(table, "table")
	r.add(caption, "caption")
	r.add(columns, "colgroup", span)
	r.addVoid(column, "col", span)
	r.add(rows, "thead tbody tfoot")
	r.add(row, "tr")
	r.add(cell, "td", colspan, rowspan)
	r.add(cell, "th", colspan, rowspan, risky("abbr", freeText),
		attribute{name: "scope", clean: oneOf("row", "col", "rowgroup", "colgroup")})
}

// addLayout lets tables say how they look: mail has no style sheets.
func (r *rules) addLayout() {
	pixels := number(0, 999)
	look := []attribute{{name: "align", clean: oneOf("left", "center", "right")}, {name: "width", clean: dimension},
		{name: "bgcolor", clean: matching(colourPattern)}}
	r.widen("table", append(look, attribute{name: "role", clean: oneOf("presentation", "none")},
		attribute{name: "border", clean: pixels}, attribute{name: "cellpadding", clean: pixels}, attribute{name: "cellspacing", clean: pixels})...)
	for _, name := range []string{"tr", "td", "th"} {
		r.widen(name, append(look, attribute{name: "valign", clean: oneOf("top", "middle", "bottom", "baseline")})...)
	}
}

func (r *rules) addMedia() {
	src := risky("src", source)
	pictures := risky("srcset", srcset)
	sizes := attribute{name: "sizes", clean: mediaQuery}
	width := attribute{name: "width", clean: number(0, 99999)}
	height := attribute{name: "height", clean: number(0, 99999)}
	controls := attribute{name: "controls", clean: boolean}
	loop := attribute{name: "loop", clean: boolean}
	muted := attribute{name: "muted", clean: boolean}
	preload := attribute{name: "preload", clean: oneOf("none", "metadata", "auto")}
	r.add(phrasing, "picture")
	r.addVoid(phrasing, "img", required(risky("src", picture)), pictures, sizes, width, height,
		risky("alt", freeText), risky("title", freeText),
		attribute{name: "loading", clean: oneOf("lazy", "eager")},
		attribute{name: "decoding", clean: oneOf("async", "sync", "auto")})
	r.addVoid(mediaPart, "source", src, pictures, sizes, width, height,
		attribute{name: "media", clean: mediaQuery}, attribute{name: "type", clean: matching(mediaTypePattern)})
	r.addVoid(mediaPart, "track", required(src), attribute{name: "srclang", clean: shared(inline.Language)},
		risky("label", freeText), attribute{name: "default", clean: boolean},
		attribute{name: "kind", clean: oneOf("captions", "subtitles", "descriptions", "chapters")})
	r.add(phrasing, "audio", src, controls, loop, muted, preload)
	r.add(phrasing, "video", src, controls, loop, muted, preload, width, height,
		risky("poster", picture), attribute{name: "playsinline", clean: boolean})
}

// roles are those of the parts of a publication (DPUB-ARIA 1.1) and a few that say
// what a part is not.
func roles() []string {
	return []string{"doc-abstract", "doc-acknowledgments", "doc-afterword", "doc-backlink", "doc-biblioentry",
		"doc-bibliography", "doc-biblioref", "doc-credit", "doc-credits", "doc-endnote", "doc-endnotes", "doc-epigraph",
		"doc-example", "doc-footnote", "doc-foreword", "doc-introduction", "doc-noteref", "doc-notice", "doc-pullquote",
		"doc-qna", "doc-subtitle", "doc-tip", "figure", "group", "list", "listitem", "none", "note", "presentation"}
}

// add adds elements, their names separated by spaces, all with these attributes.
func (r *rules) add(s shape, names string, attrs ...attribute) { r.put(s, false, names, attrs) }

func (r *rules) addVoid(s shape, names string, attrs ...attribute) { r.put(s, true, names, attrs) }

func (r *rules) put(s shape, void bool, names string, attrs []attribute) {
	attrs = append(slices.Clip(attrs), attribute{name: "dir", clean: shared(inline.Direction)},
		attribute{name: "lang", clean: shared(inline.Language)})
	for name := range strings.FieldsSeq(names) {
		r.elements[name] = &element{name: name, shape: s, void: void, attrs: slices.Clone(attrs)}
	}
}

func (r *rules) widen(name string, attrs ...attribute) {
	r.elements[name].attrs = append(r.elements[name].attrs, attrs...)
}

// complete gives every element the attributes that all of them keep.
func (r *rules) complete(attrs ...attribute) {
	for name := range r.elements {
		r.widen(name, attrs...)
	}
	target := attribute{name: "target", clean: func(p *pass, value string) (string, bool) {
		return value, p.rules.newTab && value == "_blank"
	}}
	r.widen("a", target)
}

// inlineElements returns the rows that the grammar of inline markup prescribes.
func inlineElements() map[string]*element {
	elements := map[string]*element{}
	for g := range inline.Grammar() {
		e := &element{name: g.Name, void: g.Void}
		switch {
		case g.Name == "a":
			e.shape = link
		case g.Parent != "":
			e.shape = rubyPart
		}
		for _, a := range g.Attrs {
			e.attrs = append(e.attrs, attribute{name: a.Name, clean: shared(a.Kind), required: a.Required,
				risky: a.Kind == inline.Link || a.Kind == inline.FreeText})
		}
		elements[g.Name] = e
	}
	return elements
}

var citation = risky("cite", address)

func risky(name string, clean cleaner) attribute {
	return attribute{name: name, clean: clean, risky: true}
}

func required(a attribute) attribute {
	a.required = true
	return a
}

// dropsContent reports whether the content of an element goes with it: code,
// drawings and formulas, and the texts that no reader sees.
func dropsContent(name string) bool {
	switch name {
	case "script", "style", "svg", "math", "template", "title", "textarea", "select",
		"noembed", "noframes", "xmp", "plaintext", "iframe":
		return true
	}
	return false
}

// separatesWords reports whether an element that is left out stood between
// blocks or lines of text.
func separatesWords(name string) bool {
	_, found := slices.BinarySearch(separators[:], name)
	return found
}

// separators is sorted.
var separators = [...]string{"address", "article", "aside", "blockquote", "body", "br", "caption", "center",
	"dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
	"h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol",
	"option", "p", "pre", "search", "section", "summary", "table", "td", "th", "tr", "ul"}

// endsForeign reports whether a start tag ends an open svg or math element, as
// the HTML standard has it ("any other start tag in foreign content").
func endsForeign(name string) bool {
	return strings.Contains(" b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 "+
		"head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var ",
		" "+name+" ")
}

// holdsHTML reports whether an element inside svg or math holds HTML again.
func holdsHTML(name string) bool {
	switch name {
	case "foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml":
		return true
	}
	return false
}
