package article

import (
	"context"
	"iter"
	"time"

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
	// faults of [Article.Check] where it may not be kept, and [ErrUnknownValue]
	// at Revisions where it does not follow on those that the store holds.
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
	// NextChange returns the first instant after another at which the answer to
	// a query, asked at that instant, changes with no save. What q.At says does
	// not matter. Ok is false where the answer stays as it is.
	NextChange(ctx context.Context, q Query, after time.Time) (at time.Time, ok bool, err error)
	// Changes yields the saves after a cursor, in the order in which they were
	// committed, each once, up to the last. None is ever added before one that
	// was yielded: who goes on from the last cursor misses nothing.
	Changes(ctx context.Context, since Cursor) iter.Seq2[Change, error]
}

// A Cursor is a place in a store's feed of changes; the zero Cursor is its
// beginning. Cursors grow along the feed, and mean nothing to another store.
type Cursor int64

// A Change is one save in a store's feed.
type Change struct {
	Cursor  Cursor // to go on from
	ID      ID
	Version int // that the save made
}

// Found is what a name leads to.
type Found struct {
	Status slug.Status // Moved: answer 301 with Name; Gone: 410
	ID     ID
	Name   slug.Name // the current name
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
