package theme

import (
	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/taxonomy"
)

// HomePage is what [Home] shows.
type HomePage struct {
	Chrome  Chrome
	Visitor Visitor
	Top     []article.Teaser // the first leads the page; it is best to have a picture and a deck
	Strips  []Strip          // below it, in order; an empty one is left out
	Latest  []article.Teaser // beside it
}

// A Strip is a row of stories of a section.
type Strip struct {
	Section taxonomy.Category
	Stories []article.Teaser
}

// ListKind says what a list is the list of.
type ListKind uint8

const (
	SectionList ListKind = iota
	TagList
	AuthorList
	AllList // all articles: the "Blog"
)

// ListPage is what [List] shows: the stories of a section, a tag, an author, or all.
type ListPage struct {
	Chrome  Chrome
	Visitor Visitor
	Kind    ListKind
	Heading string              // the name of the term or author
	Intro   string              // a paragraph on it, such as an author's; may be empty
	URL     string              // where this page of the list stands: canonical
	Trail   []taxonomy.Category // of a section: from the top down, itself included
	Stories []article.Teaser    // newest first
	Newer   string              // URL of the page of the list before this one; "" for none
	Older   string              // URL of the page after it
	Picture *article.Image      // of an author; nil for none
	Links   []string            // where else an author is found
}

// ArticlePage is what [Article] shows.
type ArticlePage struct {
	Chrome    Chrome
	Visitor   Visitor
	View      article.View
	Reactions reaction.Form    // without an Action the bar is left out
	Previous  *article.Teaser  // published before it
	Next      *article.Teaser  // published after it
	Linked    []article.Teaser // those that the body's related links lead to (View.Linked); a link to another is left out
	Original  *article.Teaser  // what it is a translation of (View.Translation)
	Related   []Suggestion     // "You Might Also Like"; left out where empty
	Comments  Comments
}

// A Suggestion is a story that goes with another.
type Suggestion struct {
	Story article.Teaser
	Why   []string // what both have in common, in words: shown to readers who ask
}

// Comments are what readers say below a story. Without content they are left out, with
// the link to them.
type Comments struct {
	Count   int
	Content templ.Component // the list, and the form where there is one
}

// StaticPage is what [Static] shows: About, Privacy and the like.
type StaticPage struct {
	Chrome  Chrome
	Visitor Visitor
	View    article.View
	Linked  []article.Teaser // as in ArticlePage
}

// SearchPage is what [Search] shows.
type SearchPage struct {
	Chrome  Chrome
	Visitor Visitor
	Query   string           // as the reader typed it; "" shows the form alone
	Stories []article.Teaser // best first
	Newer   string           // URL of the page of results before this one; "" for none
	Older   string           // URL of the page after it
}

// NoticePage is what [Notice] shows where there is no page.
type NoticePage struct {
	Chrome  Chrome
	Visitor Visitor
	Status  int              // 404, 410 or 500; others read as 500
	Latest  []article.Teaser // what to read instead; left out where empty
}
