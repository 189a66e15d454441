package article

import (
	"context"
	"iter"
	"time"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// A Store keeps articles, their revisions and their names. Implementations are safe
// for concurrent use, linearizable, and must pass articletest.Run.
type Store interface {
	// Save keeps an article with its pending revisions and its name, in one
	// step, and returns it as kept: with the next version, nothing pending and
	// the name it was given. An empty name is made of the headline; one that
	// another article holds gets a suffix; one that changed leaves a redirect.
	// On error the article that was given comes back and nothing has changed:
	// [ErrVersionConflict] where a.Version is not what the store holds, the
	// faults of [Article.Check] where it may not be kept.
	Save(ctx context.Context, a Article) (Article, error)
	// Get returns the article of an id, or [ErrNotFound].
	Get(ctx context.Context, id ID) (Article, error)
	// Revisions yields an article's revisions, oldest first. An article that is
	// not there has none.
	Revisions(ctx context.Context, id ID) iter.Seq2[Revision, error]
	// Find says which article a name leads to. [ErrNotFound] where no article
	// ever had it.
	Find(ctx context.Context, name slug.Name) (Found, error)
	// Views yields what readers see of ids at an instant, in the order given;
	// what they don't see is left out.
	Views(ctx context.Context, now time.Time, ids ...ID) iter.Seq2[View, error]
	// Teasers is Views without the bodies, whole.
	Teasers(ctx context.Context, now time.Time, ids ...ID) ([]Teaser, error)
	// List yields the keys of the articles that a query asks for, in its order.
	List(ctx context.Context, q Query) iter.Seq2[Key, error]
}

// Found is what a name leads to.
type Found struct {
	Status slug.Status // Moved: answer 301 with Name; Gone: 410
	ID     ID
	Name   slug.Name // the current name
}

// A Query asks a store for articles. Its zero value asks for every story there is,
// drafts included, newest first.
type Query struct {
	At     time.Time     // only those that readers see at this instant; zero: all, in whatever state
	Kind   Kind          // stories, if not told otherwise
	Lang   string        // only this language; at an instant, that of the live revision
	Author AuthorID      // only those that credit the author
	Terms  []taxonomy.ID // only those filed under one of these: a reach, from taxonomy.Tree
	Before Key           // only those older than this key
	After  Key           // only those newer than this key
	Oldest bool          // oldest first
	Limit  int           // at most so many; 0: all
}

// Matches reports whether an article is one that the query asks for, whatever its
// limit. It is the meaning of the fields above; a Store may find the same in
// another way.
func (q Query) Matches(a Article) bool {
	c := &a.Content
	if !q.At.IsZero() {
		if _, ok := a.View(q.At); !ok {
			return false
		}
		c = &a.Live.Content
	}
	key := a.Key()
	switch {
	case a.Kind != q.Kind,
		q.Lang != "" && c.Lang != q.Lang,
		!q.Before.IsZero() && key.Compare(q.Before) >= 0,
		!q.After.IsZero() && key.Compare(q.After) <= 0:
		return false
	}
	return q.credits(c.Byline) && q.files(c.Filing)
}

func (q Query) credits(byline []Credit) bool {
	for _, credit := range byline {
		if credit.Author == q.Author {
			return true
		}
	}
	return q.Author.IsZero()
}

func (q Query) files(f Filing) bool {
	for _, id := range f.Terms() {
		for _, want := range q.Terms {
			if id == want {
				return true
			}
		}
	}
	return len(q.Terms) == 0
}

// viewBatch is how many views are asked for at a time.
const viewBatch = 64

// Views yields what readers see of the articles that a query asks for, in its order,
// holding a batch in memory at a time. The query must be asked at an instant
// ([ErrMissing]).
func Views(ctx context.Context, store Store, q Query) iter.Seq2[View, error] {
	return func(yield func(View, error) bool) {
		if q.At.IsZero() {
			yield(View{}, fault("Query.At", ErrMissing))
			return
		}
		batch := make([]ID, 0, viewBatch)
		flush := func() bool {
			for v, err := range store.Views(ctx, q.At, batch...) {
				if !yield(v, err) || err != nil {
					return false
				}
			}
			batch = batch[:0]
			return true
		}
		for key, err := range store.List(ctx, q) {
			if err != nil {
				yield(View{}, err)
				return
			}
			if batch = append(batch, key.ID); len(batch) == viewBatch && !flush() {
				return
			}
		}
		flush()
	}
}

// Keys collects what List yields.
func Keys(seq iter.Seq2[Key, error]) ([]ID, error) {
	var ids []ID
	for key, err := range seq {
		if err != nil {
			return nil, err
		}
		ids = append(ids, key.ID)
	}
	return ids, nil
}

// Naming says how a store names articles. Its zero value puts stories into scope
// "article" and pages into scope "page".
type Naming struct {
	Slug  slug.Options         // Lang is set from the article
	Scope func(Article) string // nil: by kind
}

// Want returns the name that an article asks for: its own, or one of its headline.
func (n Naming) Want(a Article) slug.Name {
	if !a.Name.IsZero() {
		return a.Name
	}
	scope := cond(a.Kind == Page, "page", "article")
	if n.Scope != nil {
		scope = n.Scope(a)
	}
	o := n.Slug
	o.Lang = a.Content.Lang
	return slug.Name{Scope: scope, Slug: slug.Make(a.Content.Headlines.For(""), o)}
}
