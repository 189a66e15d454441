package slug

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Memory is a Ledger that lives and dies with the process. Its zero value is
// empty and ready to use; it must not be copied after first use.
type Memory struct {
	Options Options // rules for suffixes; set before first use

	mu      sync.Mutex
	owners  map[Name]string // every name ever given
	current map[string]Name // by owner
	retired map[string]bool // owners whose names are gone
}

var _ Ledger = (*Memory)(nil)

// Reserve implements [Ledger].
func (m *Memory) Reserve(ctx context.Context, want Name, owner string) (Name, error) {
	if err := ready(ctx, want); err != nil {
		return Name{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if have, ok := m.current[owner]; ok {
		delete(m.retired, owner)
		return have, nil
	}
	return m.take(want, owner), nil
}

// Rename implements [Ledger].
func (m *Memory) Rename(ctx context.Context, from, to Name, owner string) (Name, error) {
	if err := ready(ctx, to); err != nil {
		return Name{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if have, ok := m.current[owner]; !ok || have != from {
		return Name{}, fmt.Errorf("slug: renaming %s: %w", from, ErrNotOwner)
	}
	return m.take(to, owner), nil
}

// Retire implements [Ledger].
func (m *Memory) Retire(ctx context.Context, name Name, owner string) error {
	if err := ready(ctx, name); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.current[owner] != name {
		return fmt.Errorf("slug: retiring %s: %w", name, ErrNotOwner)
	}
	if m.retired == nil {
		m.retired = make(map[string]bool)
	}
	m.retired[owner] = true
	return nil
}

// Resolve implements [Ledger].
func (m *Memory) Resolve(ctx context.Context, name Name) (Resolution, error) {
	if err := ctx.Err(); err != nil {
		return Resolution{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	owner, ok := m.owners[name]
	switch {
	case !ok:
		return Resolution{}, fmt.Errorf("slug: %.80q: %w", name.String(), ErrUnknownName)
	case m.retired[owner]:
		return Resolution{Status: Gone, Name: name, Owner: owner}, nil
	case m.current[owner] != name:
		return Resolution{Status: Moved, Name: m.current[owner], Owner: owner}, nil
	}
	return Resolution{Status: Current, Name: name, Owner: owner}, nil
}

// take gives owner the first free name from want on.
func (m *Memory) take(want Name, owner string) Name {
	if m.owners == nil {
		m.owners, m.current = make(map[Name]string), make(map[string]Name)
	}
	free := func(n Name) bool {
		held, ok := m.owners[n]
		return (!ok || held == owner) && !slices.Contains(m.Options.Reserved, n.Slug)
	}
	name := want
	for n := 2; !free(name); n++ {
		name.Slug = Suffix(want.Slug, n, m.Options)
	}
	m.owners[name], m.current[owner] = owner, name
	delete(m.retired, owner)
	return name
}

func ready(ctx context.Context, n Name) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return n.Check()
}
