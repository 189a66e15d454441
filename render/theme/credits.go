package theme

import (
	"slices"
	"strings"

	"github.com/newsjunction/news/article"
)

// marks are the labels of a story beside its section's: its genre, where that is no
// report, and whom it is for, where that is not everybody.
func (w *words) marks(t *article.Teaser) (labels []string) {
	if genre := w.genres[t.Genre]; genre != "" {
		labels = append(labels, genre)
	}
	switch t.Access {
	case article.Members:
		labels = append(labels, w.members)
	case article.Paid:
		labels = append(labels, w.paid)
	}
	return labels
}

// warned says what a reader may not want to meet; "" for nothing.
func (w *words) warned(warnings []article.Warning) string {
	var named []string
	for _, warning := range warnings {
		if name := w.warnings[warning]; name != "" {
			named = append(named, name)
		}
	}
	if len(named) == 0 {
		return ""
	}
	return w.warning + ": " + strings.Join(named, " · ")
}

// dateline prints where and when a story was reported, such as "VELMAR (Reuters),
// August 2023".
func (w *words) dateline(d article.Dateline) string {
	line, date := d.String(), w.known(d.Date)
	if line == "" || date == "" {
		return line + date
	}
	return line + ", " + date
}

// sourced says whose report a story is; "" for the site's own.
func (w *words) sourced(t article.Teaser) string {
	source := t.Source
	if t.Distributor != "" {
		if source == "" {
			source = t.Distributor
		} else {
			source += w.via.before + t.Distributor + w.via.after
		}
	}
	if source == "" {
		return ""
	}
	return w.source.before + source + w.source.after
}

// authorURL returns the page of whom a piece of a line names.
func (f *frame) authorURL(p article.Piece) string {
	if p.Credit == nil {
		return ""
	}
	return f.Site.AuthorURL(*p.Credit)
}

func newestFirst(list []article.Notice) []article.Notice {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
