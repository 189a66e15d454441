package taxonomy

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// Latest holds the newest tree that it has seen of a store, for readers: Tree never
// waits. It is safe for concurrent use.
type Latest struct {
	store Store
	mu    sync.Mutex // one Refresh at a time
	tree  atomic.Pointer[Tree]
}

// NewLatest loads the tree of a store.
func NewLatest(ctx context.Context, s Store) (*Latest, error) {
	l := &Latest{store: s}
	if err := l.load(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

// Tree returns the newest tree that is known.
func (l *Latest) Tree() *Tree { return l.tree.Load() }

// Refresh follows the store to its newest tree: after a commit, or when another
// process may have made one. It takes only what changed. On an error readers keep the
// newest tree that was reached.
func (l *Latest) Refresh(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	tree := l.tree.Load()
	for change, err := range l.store.Changes(ctx, tree.Version()) {
		if err == nil {
			tree, err = tree.With(change)
		}
		if errors.Is(err, ErrForgotten) || errors.Is(err, ErrVersionConflict) {
			return l.load(ctx)
		}
		if err != nil {
			return err
		}
		l.tree.Store(tree)
	}
	return nil
}

func (l *Latest) load(ctx context.Context) error {
	tree, err := l.store.Load(ctx)
	if err == nil {
		l.tree.Store(tree)
	}
	return err
}
