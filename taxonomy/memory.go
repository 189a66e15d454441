package taxonomy

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"github.com/newsjunction/news/taxonomy/slug"
)

// Memory is a Store, and the book of its [Names], that lives and dies with the
// process and keeps all changes. Its zero value is empty and ready to use; it must not
// be copied after first use.
type Memory struct {
	mu      sync.RWMutex
	tree    *Tree
	changes []Change
	paths   map[slug.Name]ID // old URLs, to a term of the tree or one that was merged
}

var (
	_ Store = (*Memory)(nil)
	_ Names = (*Memory)(nil)
)

// Load implements [Store].
func (m *Memory) Load(ctx context.Context) (*Tree, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.tree, nil
}

// Commit implements [Store].
func (m *Memory) Commit(ctx context.Context, change Change) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if change.IsZero() {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	next, err := m.tree.With(change)
	if err != nil {
		return err
	}
	if err := m.free(next, change); err != nil {
		return err
	}
	m.take(change)
	m.follow(next, change)
	m.tree, m.changes = next, append(m.changes, change.clone())
	return nil
}

// free demands that no slug of a change is an old URL that leads to another term.
func (m *Memory) free(next *Tree, change Change) error {
	for _, t := range change.turns() {
		if t.after == nil {
			continue
		}
		end, _ := next.Resolve(t.after.id)
		for _, s := range t.after.slugs() {
			name := slug.Name{Scope: scopeOf(t.after.sort), Slug: s}
			id, held := m.paths[name]
			if to, ok := change.Successor(next, id); held && !(ok && to == end) {
				return fault(t.after.id, "Slug", fmt.Errorf("%w: %s redirects elsewhere", slug.ErrTaken, name))
			}
		}
	}
	return nil
}

// take forgets the old URLs that terms of a change have as slugs: who has a slug keeps
// it, whatever becomes of the term that the URL was given to.
func (m *Memory) take(change Change) {
	for _, t := range change.turns() {
		if t.after == nil {
			continue
		}
		for _, s := range t.after.slugs() {
			delete(m.paths, slug.Name{Scope: scopeOf(t.after.sort), Slug: s})
		}
	}
}

// follow leads the old URLs of deleted terms elsewhere, or forgets them.
func (m *Memory) follow(next *Tree, change Change) {
	if len(change.Refile) == 0 {
		return
	}
	for name, id := range m.paths {
		if _, held := next.Record(id); held {
			continue // one that was merged has its old URLs back when the merge is undone
		}
		if to, ok := change.Successor(next, id); ok {
			m.paths[name] = to
		} else {
			delete(m.paths, name)
		}
	}
}

// Changes implements [Store].
func (m *Memory) Changes(ctx context.Context, since Version) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		m.mu.RLock()
		changes := m.changes
		m.mu.RUnlock()
		for i := min(since, Version(len(changes))); i < Version(len(changes)); i++ {
			if err := ctx.Err(); err != nil {
				yield(Change{}, err)
				return
			}
			if !yield(changes[i].clone(), nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Change{}, err)
		}
	}
}

// Resolve implements [Names].
func (m *Memory) Resolve(ctx context.Context, name slug.Name) (slug.Resolution, error) {
	if err := ctx.Err(); err != nil {
		return slug.Resolution{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if got, ok := m.tree.resolve(name); ok {
		return got, nil
	}
	if r := m.tree.standing(m.paths[name]); r != nil {
		got := slug.Resolution{Status: slug.Moved, Name: slug.Name{Scope: scopeOf(r.sort), Slug: r.slug}, Owner: r.id.String()}
		if r.retired {
			got.Status, got.Name = slug.Gone, name
		}
		return got, nil
	}
	return slug.Resolution{}, fmt.Errorf("taxonomy: %.80q: %w", name, slug.ErrUnknownName)
}

// Redirect implements [Names].
func (m *Memory) Redirect(ctx context.Context, from, to slug.Name) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := from.CheckSource(); err != nil {
		return fmt.Errorf("taxonomy: redirecting %.80q: %w", from, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	target := m.tree.holder(to)
	if target == nil {
		return fmt.Errorf("taxonomy: redirecting to %.80q: %w", to, slug.ErrUnknownName)
	}
	if held := m.tree.holder(from); held != nil {
		if held.id == target.id && from.Slug != held.slug {
			return nil // it is one that the term had, or was merged with
		}
		return fmt.Errorf("taxonomy: redirecting %.80q: %w", from, slug.ErrTaken)
	}
	if held := m.tree.standing(m.paths[from]); held != nil {
		if held.id == target.id {
			return nil
		}
		return fmt.Errorf("taxonomy: redirecting %.80q: %w", from, slug.ErrTaken)
	}
	if m.paths == nil {
		m.paths = make(map[slug.Name]ID)
	}
	m.paths[from] = target.id
	return nil
}
