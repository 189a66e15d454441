package theme

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/newsjunction/news/taxonomy"
)

// above returns the sections that a list stands below.
func (p ListPage) above() []taxonomy.Category {
	if len(p.Trail) == 0 {
		return nil
	}
	return p.Trail[:len(p.Trail)-1]
}

// title is what the window calls a list: a section may have the name of a topic.
func (p ListPage) title() string {
	if p.Kind == TagList {
		return wordsFor(p.Chrome.lang()).tagList + ": " + p.Heading
	}
	return p.Heading
}

func (f *frame) listLabel(kind ListKind) string {
	switch kind {
	case TagList:
		return f.words.tagList
	case AuthorList:
		return f.words.authorList
	case AllList:
		return f.Site.Config().Name
	default:
		return f.words.sectionList
	}
}

func (w *words) searchHeading(p SearchPage) string {
	switch {
	case p.Query == "":
		return w.searchTitle
	case len(p.Stories) == 0:
		return w.nothingFound
	}
	return w.results.before + p.Query + w.results.after
}

// notice returns the heading and the text of a notice.
func (w *words) notice(status int) (title, text string) {
	switch status {
	case http.StatusNotFound:
		return w.missing, w.missingText
	case http.StatusGone:
		return w.gone, w.goneText
	}
	return w.broken, w.brokenText
}

func status(code int) string {
	if code != http.StatusNotFound && code != http.StatusGone {
		code = http.StatusInternalServerError
	}
	return strconv.Itoa(code)
}

// linkText is what a link to another page of an author reads: host and path.
func linkText(link string) string {
	_, rest, web := strings.Cut(link, "://")
	if !web {
		return link
	}
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}
