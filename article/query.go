package article

import (
	"slices"
	"time"

	"github.com/newsjunction/news/taxonomy"
)

// A Query asks a store for articles. Its zero value asks for every story there is,
// drafts included, newest first.
//
// With an instant and no states it is a reader's question: only what readers see
// then, and the language, authors, terms and original of the live revision. Any
// other is the newsroom's: it asks about the working copy.
type Query struct {
	At            time.Time     // the instant at which it is asked; zero: none
	States        []State       // only these, at the instant, or, at none, as decided; Scheduled is only ever at one
	Kind          Kind          // stories, if not told otherwise
	Lang          string        // only this language
	Authors       []AuthorID    // only those that credit one of these
	Terms         []taxonomy.ID // only those filed under one of these: a reach, from taxonomy.Tree
	TranslationOf ID            // only those translated from this
	From          time.Time     // only those whose key is not before this
	Until         time.Time     // only those whose key is before this; zero: no end
	Before        Key           // only those older than this key
	After         Key           // only those newer than this key
	Oldest        bool          // oldest first
	Limit         int           // at most so many; 0: all
}

// Matches reports whether an article is one that the query asks for, whatever its
// limit. It is the meaning of the fields above; a Store may find the same in
// another way.
func (q Query) Matches(a Article) bool {
	return a.Kind == q.Kind && q.inState(a) && q.inRange(a.Key()) && q.about(a)
}

// NextChange returns the first instant after another at which the query, asked at
// that instant, begins or ceases to match an article with no further action; ok is
// false where it never will. What q.At says does not matter.
func (q Query) NextChange(a Article, after time.Time) (at time.Time, ok bool) {
	q = q.asked(after)
	matches := q.Matches(a)
	edges := []time.Time{a.Window.From, a.Window.Until, a.Embargo.Until}
	slices.SortFunc(edges, time.Time.Compare)
	for _, edge := range edges {
		if !edge.After(q.At) {
			continue
		}
		if q.At = edge; q.Matches(a) != matches {
			return edge, true
		}
	}
	return time.Time{}, false
}

// asked is the query at an instant.
func (q Query) asked(now time.Time) Query {
	if q.At = now; now.IsZero() {
		q.At = now.Add(1) // the zero time would be none
	}
	return q
}

// compare orders keys as the query's answer does.
func (q Query) compare(a, b Key) int {
	if q.Oldest {
		return a.Compare(b)
	}
	return b.Compare(a)
}

// readers reports whether the query asks what readers see.
func (q Query) readers() bool { return !q.At.IsZero() && len(q.States) == 0 }

func (q Query) inState(a Article) bool {
	switch {
	case q.readers():
		return a.Live != nil && a.StateAt(q.At) == Published
	case len(q.States) == 0:
		return true
	case q.At.IsZero():
		return slices.Contains(q.States, a.State)
	}
	return slices.Contains(q.States, a.StateAt(q.At))
}

func (q Query) inRange(key Key) bool {
	return !key.Time.Before(q.From) &&
		(q.Until.IsZero() || key.Time.Before(q.Until)) &&
		(q.Before.IsZero() || key.Compare(q.Before) < 0) &&
		(q.After.IsZero() || key.Compare(q.After) > 0)
}

// about reports whether the content that the query asks about is of its language,
// authors, terms and original.
func (q Query) about(a Article) bool {
	c := &a.Content
	if q.readers() {
		c = &a.Live.Content
	}
	credited := func(credit Credit) bool {
		return !credit.Author.IsZero() && slices.Contains(q.Authors, credit.Author)
	}
	filed := func(id taxonomy.ID) bool { return slices.Contains(q.Terms, id) }
	return (q.Lang == "" || c.Lang == q.Lang) &&
		(q.TranslationOf.IsZero() || c.Origin.Translation.Of == q.TranslationOf) &&
		(len(q.Authors) == 0 || slices.ContainsFunc(c.Byline, credited)) &&
		(len(q.Terms) == 0 || slices.ContainsFunc(c.Filing.Terms(), filed))
}
