package sanitize

import (
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"

	"github.com/newsjunction/news/article/inline"
)

// rules is the table of a profile. It is not written after it is built.
type rules struct {
	elements map[string]*element
	rel      string // what every link says; "" keeps the link types of the source
	depth    int    // open elements
	second   *bluemonday.Policy
	line     *rules // the same for inline markup
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
)

// isBlock reports whether an element of the shape separates words.
func (s shape) isBlock() bool { return s >= block }

// element is a row of the table.
type element struct {
	name  string
	shape shape
	void  bool
	attrs []attribute
}

// attribute is an attribute that an element keeps.
type attribute struct {
	name     string
	clean    cleaner
	required bool // the element is left out without it
}

func (e *element) attribute(name string) (attribute, bool) {
	for _, a := range e.attrs {
		if a.name == name {
			return a, true
		}
	}
	return attribute{}, false
}

func newNoRules() *rules {
	r := &rules{elements: map[string]*element{}, second: bluemonday.NewPolicy()}
	r.line = r
	return r
}

// newLineRules makes the table of the inline grammar.
func newLineRules(rel string) *rules {
	r := &rules{elements: inlineElements(), rel: rel, depth: inline.MaxDepth}
	r.second = linePolicy(rel)
	r.line = r
	return r
}

func newCommentRules() *rules {
	const rel = "nofollow ugc noopener"
	r := &rules{elements: inlineElements(), rel: rel, depth: MaxDepth, line: newLineRules(rel)}
	r.add(block, "p pre")
	r.add(block, "blockquote", citation)
	r.add(list, "ul ol")
	r.add(item, "li")
	r.second = commentPolicy(rel)
	return r
}

func newArticleRules() *rules {
	r := &rules{elements: inlineElements(), depth: MaxDepth, line: newLineRules("")}
	r.add(block, "p pre div section article header footer address figure figcaption summary")
	r.add(heading, "h1 h2 h3 h4 h5 h6")
	r.add(block, "blockquote", citation)
	r.add(block, "aside", attribute{name: "data-article", clean: uuid})
	r.add(block, "details", attribute{name: "open", clean: boolean})
	r.addVoid(block, "hr")
	r.add(list, "ul")
	r.add(list, "ol", attribute{name: "start", clean: integer}, attribute{name: "reversed", clean: boolean},
		attribute{name: "type", clean: oneOf("1", "a", "A", "i", "I")})
	r.add(item, "li", attribute{name: "value", clean: integer})
	r.add(definitions, "dl")
	r.add(term, "dt dd")
	r.addTables()
	r.addMedia()
	r.second = articlePolicy()
	return r
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
	r.add(cell, "th", colspan, rowspan, attribute{name: "abbr", clean: freeText},
		attribute{name: "scope", clean: oneOf("row", "col", "rowgroup", "colgroup")})
}

func (r *rules) addMedia() {
	src := attribute{name: "src", clean: source}
	srcset := attribute{name: "srcset", clean: srcset}
	sizes := attribute{name: "sizes", clean: mediaQuery}
	width := attribute{name: "width", clean: number(0, 99999)}
	height := attribute{name: "height", clean: number(0, 99999)}
	controls := attribute{name: "controls", clean: boolean}
	loop := attribute{name: "loop", clean: boolean}
	muted := attribute{name: "muted", clean: boolean}
	preload := attribute{name: "preload", clean: oneOf("none", "metadata", "auto")}
	r.add(phrasing, "picture")
	r.addVoid(phrasing, "img", required(src), srcset, sizes, width, height,
		attribute{name: "alt", clean: freeText}, attribute{name: "title", clean: freeText},
		attribute{name: "loading", clean: oneOf("lazy", "eager")},
		attribute{name: "decoding", clean: oneOf("async", "sync", "auto")})
	r.addVoid(mediaPart, "source", src, srcset, sizes, width, height,
		attribute{name: "media", clean: mediaQuery}, attribute{name: "type", clean: mediaType})
	r.addVoid(mediaPart, "track", required(src), attribute{name: "srclang", clean: shared(inline.Language)},
		attribute{name: "label", clean: freeText}, attribute{name: "default", clean: boolean},
		attribute{name: "kind", clean: oneOf("captions", "subtitles", "descriptions", "chapters")})
	r.add(phrasing, "audio", src, controls, loop, muted, preload)
	r.add(phrasing, "video", src, controls, loop, muted, preload, width, height,
		attribute{name: "poster", clean: source}, attribute{name: "playsinline", clean: boolean})
	r.elements["iframe"] = &element{name: "iframe", shape: frame}
}

// add adds elements, their names separated by spaces, all with these attributes
// and with lang and dir.
func (r *rules) add(s shape, names string, attrs ...attribute) { r.put(s, false, names, attrs) }

func (r *rules) addVoid(s shape, names string, attrs ...attribute) { r.put(s, true, names, attrs) }

func (r *rules) put(s shape, void bool, names string, attrs []attribute) {
	attrs = append(slices.Clip(attrs), attribute{name: "dir", clean: shared(inline.Direction)},
		attribute{name: "lang", clean: shared(inline.Language)})
	for name := range strings.FieldsSeq(names) {
		r.elements[name] = &element{name: name, shape: s, void: void, attrs: attrs}
	}
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
			e.attrs = append(e.attrs, attribute{name: a.Name, clean: shared(a.Kind), required: a.Required})
		}
		elements[g.Name] = e
	}
	return elements
}

var citation = attribute{name: "cite", clean: shared(inline.Link)}

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
