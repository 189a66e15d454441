package article

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/newsjunction/news/taxonomy/slug"
)

// Memory is a Store and an Authors that lives and dies with the process. Its zero
// value is empty and ready to use; it must not be copied after first use.
type Memory struct {
	Naming Naming // set before first use

	mu        sync.RWMutex
	articles  map[ID]Article
	revisions map[ID][]Revision
	changes   []Change // of cursor 1, 2 and so on
	names     slug.Memory
	authors   map[AuthorID]Author
}

var (
	_ Store   = (*Memory)(nil)
	_ Authors = (*Memory)(nil)
)

// Save implements [Store].
func (m *Memory) Save(ctx context.Context, a Article) (Article, error) {
	if err := errors.Join(ctx.Err(), a.Check()); err != nil {
		return a, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	held, ok := m.articles[a.ID]
	if held.Version != a.Version {
		return a, fmt.Errorf("article: saving %s at version %d: %w", a.ID, a.Version, ErrVersionConflict)
	}
	if a.Revisions-len(a.Pending) != held.Revisions {
		return a, fault("Revisions", ErrUnknownValue)
	}
	name, err := m.name(ctx, a, held.Name)
	if err != nil {
		return a, err
	}
	if !ok && m.articles == nil {
		m.articles, m.revisions = make(map[ID]Article), make(map[ID][]Revision)
	}
	next := a
	next.Name, next.Pending = name, nil
	next.Version++
	for _, r := range a.Pending {
		r.Content = r.Content.Clone()
		m.revisions[a.ID] = append(m.revisions[a.ID], r)
	}
	m.articles[a.ID] = next.clone()
	m.changes = append(m.changes, Change{Cursor(len(m.changes) + 1), a.ID, next.Version})
	return next, nil
}

// name keeps the ledger as the article wants it.
func (m *Memory) name(ctx context.Context, a Article, held slug.Name) (slug.Name, error) {
	m.names.Options = m.Naming.Slug
	ctx = context.WithoutCancel(ctx) // a context that ends halfway must not leave half of it
	owner := a.ID.String()
	want := m.Naming.Want(a)
	name, err := want, error(nil)
	if held.IsZero() || a.Name.IsZero() || want == held {
		name, err = m.names.Reserve(ctx, want, owner)
	} else {
		name, err = m.names.Rename(ctx, held, want, owner)
	}
	if err == nil && a.State == Withdrawn {
		err = m.names.Retire(ctx, name, owner)
	}
	return name, err
}

// Get implements [Store].
func (m *Memory) Get(ctx context.Context, id ID) (Article, error) {
	if err := ctx.Err(); err != nil {
		return Article{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	a, ok := m.articles[id]
	if !ok {
		return Article{}, fmt.Errorf("article: %s: %w", id, ErrNotFound)
	}
	return a.clone(), nil
}

// Revisions implements [Store].
func (m *Memory) Revisions(ctx context.Context, id ID) iter.Seq2[Revision, error] {
	return func(yield func(Revision, error) bool) {
		m.mu.RLock()
		revisions := slices.Clone(m.revisions[id])
		m.mu.RUnlock()
		for _, r := range revisions {
			if err := ctx.Err(); err != nil {
				yield(Revision{}, err)
				return
			}
			r.Content = r.Content.Clone()
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Find implements [Store].
func (m *Memory) Find(ctx context.Context, name slug.Name) (Found, error) {
	m.mu.RLock() // a name that is found has its article, in the state that is kept
	defer m.mu.RUnlock()
	res, err := m.names.Resolve(ctx, name)
	if errors.Is(err, slug.ErrUnknownName) {
		return Found{}, fmt.Errorf("article: name %.80q: %w", name.String(), ErrNotFound)
	}
	if err != nil {
		return Found{}, err
	}
	id, err := ParseID(res.Owner)
	return Found{Status: res.Status, ID: id, Name: res.Name}, err
}

// Views implements [Store].
func (m *Memory) Views(ctx context.Context, now time.Time, ids ...ID) iter.Seq2[View, error] {
	return func(yield func(View, error) bool) {
		for _, id := range ids {
			a, err := m.Get(ctx, id)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				yield(View{}, err)
				return
			}
			if v, ok := a.View(now); ok && !yield(v, nil) {
				return
			}
		}
	}
}

// Teasers implements [Store].
func (m *Memory) Teasers(ctx context.Context, now time.Time, ids ...ID) ([]Teaser, error) {
	teasers := make([]Teaser, 0, len(ids))
	for v, err := range m.Views(ctx, now, ids...) {
		if err != nil {
			return nil, err
		}
		teasers = append(teasers, v.Teaser)
	}
	return teasers, nil
}

// List implements [Store]. It looks at every article.
func (m *Memory) List(ctx context.Context, q Query) iter.Seq2[Key, error] {
	return func(yield func(Key, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(Key{}, err)
			return
		}
		m.mu.RLock()
		keys := m.list(q)
		m.mu.RUnlock()
		for _, key := range keys {
			if !yield(key, nil) {
				return
			}
		}
	}
}

// list returns what List yields. The caller holds the lock.
func (m *Memory) list(q Query) []Key {
	var keys []Key
	for _, a := range m.articles {
		if q.Matches(a) {
			keys = append(keys, a.Key())
		}
	}
	slices.SortFunc(keys, q.compare)
	if q.Limit > 0 {
		keys = keys[:min(q.Limit, len(keys))]
	}
	return keys
}

// NextChange implements [Store]. It looks at every article.
func (m *Memory) NextChange(ctx context.Context, q Query, after time.Time) (at time.Time, ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return time.Time{}, false, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	shown := m.list(q.asked(after))
	for _, a := range m.articles {
		// What comes after the last key of a full answer can't enter it as long
		// as none of the others leaves it.
		if q.Limit > 0 && len(shown) == q.Limit && q.compare(a.Key(), shown[q.Limit-1]) > 0 {
			continue
		}
		if edge, changes := q.NextChange(a, after); changes && (!ok || edge.Before(at)) {
			at, ok = edge, true
		}
	}
	return at, ok, nil
}

// Changes implements [Store].
func (m *Memory) Changes(ctx context.Context, since Cursor) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		m.mu.RLock()
		changes := m.changes[min(max(since, 0), Cursor(len(m.changes))):]
		m.mu.RUnlock() // what is there is never written again
		if err := ctx.Err(); err != nil {
			yield(Change{}, err)
			return
		}
		for _, change := range changes {
			if !yield(change, nil) {
				return
			}
		}
	}
}

// SaveAuthor implements [Authors].
func (m *Memory) SaveAuthor(ctx context.Context, a Author) (Author, error) {
	if err := errors.Join(ctx.Err(), a.Check()); err != nil {
		return a, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	want := slug.Make(cmp.Or(a.Slug, a.Name), slug.Options{})
	a.Slug = slug.Free(want, slug.Options{}, func(name string) bool { return m.slugTaken(name, a.ID) })
	if m.authors == nil {
		m.authors = make(map[AuthorID]Author)
	}
	m.authors[a.ID] = a.Clone()
	return a, nil
}

func (m *Memory) slugTaken(name string, by AuthorID) bool {
	for _, a := range m.authors {
		if a.Slug == name && a.ID != by {
			return true
		}
	}
	return false
}

// Authors implements [Authors].
func (m *Memory) Authors(ctx context.Context, ids ...AuthorID) ([]Author, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	authors := make([]Author, 0, len(ids))
	for _, id := range ids {
		if a, ok := m.authors[id]; ok {
			authors = append(authors, a.Clone())
		}
	}
	return authors, ctx.Err()
}

// FindAuthor implements [Authors].
func (m *Memory) FindAuthor(ctx context.Context, slug string) (Author, error) {
	if err := ctx.Err(); err != nil {
		return Author{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, a := range m.authors {
		if a.Slug == slug {
			return a.Clone(), nil
		}
	}
	return Author{}, fmt.Errorf("article: author %.80q: %w", slug, ErrNotFound)
}

// clone returns a copy that shares nothing that can be written.
func (a Article) clone() Article {
	a.Content = a.Content.Clone()
	if a.Live != nil {
		live := *a.Live
		live.Content = live.Content.Clone()
		a.Live = &live
	}
	a.Pending = slices.Clone(a.Pending)
	a.Corrections = slices.Clone(a.Corrections)
	return a
}
