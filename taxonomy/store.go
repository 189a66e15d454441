package taxonomy

import (
	"context"
	"sync"
)

// A Store keeps the newest tree. Implementations are safe for concurrent use and
// linearizable.
type Store interface {
	// Load returns the newest tree; an empty store has an empty one.
	Load(ctx context.Context) (*Tree, error)
	// Commit makes the change, whole or not at all. [ErrVersionConflict] where
	// the store no longer holds the version that the change was made on. An
	// empty change is committed by doing nothing.
	Commit(ctx context.Context, change Change) error
}

// Memory is a Store that lives and dies with the process. Its zero value is empty
// and ready to use; it must not be copied after first use.
type Memory struct {
	mu   sync.Mutex
	tree *Tree
}

var _ Store = (*Memory)(nil)

// Load implements [Store].
func (m *Memory) Load(ctx context.Context) (*Tree, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
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
	if m.tree.Version() != change.Base {
		return ErrVersionConflict
	}
	next, err := m.tree.With(change)
	if err == nil {
		m.tree = next
	}
	return err
}

// With returns the tree after a change that was made on it: how a reader follows
// a store. [ErrVersionConflict] where the change was made on another version;
// [ErrUnknownTerm] where a step leads to no term.
func (t *Tree) With(change Change) (*Tree, error) {
	if t.Version() != change.Base {
		return t, ErrVersionConflict
	}
	plan := t.Plan()
	for _, step := range change.Categories {
		if step.After == nil {
			return t, &TermError{Field: "After", Err: ErrUnknownTerm}
		}
		plan = plan.AddCategory(*step.After)
	}
	for _, step := range change.Tags {
		if step.After == nil {
			return t, &TermError{Field: "After", Err: ErrUnknownTerm}
		}
		plan = plan.AddTag(*step.After)
	}
	next, _, err := t.Apply(plan)
	return next, err
}
