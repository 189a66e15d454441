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

func (f *frame) searchHeading(p SearchPage) string {
	switch {
	case p.Query == "":
		return f.words.searchTitle
	case len(p.Stories) == 0:
		return f.words.nothingFound
	}
	return f.words.results.before + p.Query + f.words.results.after
}

// notice returns the heading and the text of a notice.
func (f *frame) notice(status int) (title, text string) {
	switch status {
	case http.StatusNotFound:
		return f.words.missing, f.words.missingText
	case http.StatusGone:
		return f.words.gone, f.words.goneText
	}
	return f.words.broken, f.words.brokenText
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
