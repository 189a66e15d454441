package slug

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Memory is a Ledger that lives and dies with the process. Its zero value is
// empty and ready to use; it must not be copied after first use.
//
// A name that very many want costs no more than one that few do: each name that
// was wanted in vain counts on from the last suffix that was given.
type Memory struct {
	Options Options // rules for suffixes; set before first use

	mu     sync.RWMutex
	names  map[string]map[string]*holding // by scope and slug
	owners map[string]*account
}

// A holding is a name that is held, or one that was wanted in vain.
type holding struct {
	owner *account // nil where the name is free
	base  *holding // a name whose count has passed this one, which is held; nil where none
	count *count   // nil where nobody wanted the name in vain, and base says all
}

// A count is what only few names need.
type count struct {
	next  int        // the suffix that the next who wants this name is given; 0 where nobody did in vain
	freed []int      // those below next that are free again, in order
	under []*holding // more such as base
}

// An account is an owner that has a name.
type account struct {
	owner   string
	current Name
	others  []Name // what redirects to current
	retired bool   // all of them are gone
}

var _ Ledger = (*Memory)(nil)

// Reserve implements [Ledger].
func (m *Memory) Reserve(ctx context.Context, want Name, owner string) (Name, error) {
	if err := ready(ctx, want); err != nil {
		return Name{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if a, ok := m.owners[owner]; ok {
		a.retired = false
		return a.current, nil
	}
	if m.names == nil {
		m.names, m.owners = make(map[string]map[string]*holding), make(map[string]*account)
	}
	p := m.find(want, nil)
	entry := struct {
		account
		holding
	}{account: account{owner: owner, current: p.name}}
	if p.held == nil {
		p.held = &entry.holding
		p.all[p.name.Slug] = p.held
	}
	m.owners[owner] = &entry.account
	p.hold(&entry.account)
	return p.name, nil
}

// Rename implements [Ledger].
func (m *Memory) Rename(ctx context.Context, from, to Name, owner string) (Name, error) {
	if err := ready(ctx, to); err != nil {
		return Name{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.account(from, owner)
	if err != nil {
		return Name{}, fmt.Errorf("slug: renaming %s: %w", from.quoted(), err)
	}
	p := m.find(to, a)
	a.retired = false
	if p.name != a.current {
		a.others = append(without(a.others, p.name), a.current)
		a.current = p.name
		p.hold(a)
	}
	return p.name, nil
}

// PlanRename implements [Ledger].
func (m *Memory) PlanRename(ctx context.Context, from, to Name, owner string) (Renaming, error) {
	if err := ready(ctx, to); err != nil {
		return Renaming{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.account(from, owner)
	if err != nil {
		return Renaming{}, fmt.Errorf("slug: planning to rename %s: %w", from.quoted(), err)
	}
	name := m.find(to, a).name
	redirects := without(append(slices.Clone(a.others), a.current), name)
	slices.SortFunc(redirects, Name.Compare)
	return Renaming{To: name, Redirects: redirects}, nil
}

// Redirect implements [Ledger].
func (m *Memory) Redirect(ctx context.Context, from, to Name) error {
	if err := ready(ctx, to); err != nil {
		return err
	}
	if err := from.source(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	target := m.look(to)
	if target == nil || target.owner == nil {
		return fmt.Errorf("slug: redirecting to %s: %w", to.quoted(), ErrUnknownName)
	}
	a := target.owner
	held := m.look(from)
	if held != nil && held.owner != nil {
		if held.owner != a || a.current == from {
			return fmt.Errorf("slug: redirecting %s: %w", from.quoted(), ErrTaken)
		}
		return nil
	}
	a.others = append(a.others, from)
	place{name: from, all: m.scope(from.Scope), held: held}.hold(a)
	return nil
}

// Retire implements [Ledger].
func (m *Memory) Retire(ctx context.Context, name Name, owner string) error {
	if err := ready(ctx, name); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.account(name, owner)
	if err != nil {
		return fmt.Errorf("slug: retiring %s: %w", name.quoted(), err)
	}
	a.retired = true
	return nil
}

// Release implements [Ledger].
func (m *Memory) Release(ctx context.Context, name Name, owner string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.look(name)
	if h == nil || h.owner == nil || h.owner.owner != owner {
		return fmt.Errorf("slug: releasing %s: %w", name.quoted(), ErrNotOwner)
	}
	a := h.owner
	if a.current != name {
		a.others = without(a.others, name)
		m.drop(name)
		return nil
	}
	for _, n := range append(a.others, name) {
		m.drop(n)
	}
	delete(m.owners, owner)
	return nil
}

// Resolve implements [Ledger].
func (m *Memory) Resolve(ctx context.Context, name Name) (Resolution, error) {
	if err := ctx.Err(); err != nil {
		return Resolution{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	h := m.look(name)
	if h == nil || h.owner == nil {
		return Resolution{}, fmt.Errorf("slug: %s: %w", name.quoted(), ErrUnknownName)
	}
	a := h.owner
	switch {
	case a.retired:
		return Resolution{Status: Gone, Name: name, Owner: a.owner}, nil
	case a.current != name:
		return Resolution{Status: Moved, Name: a.current, Owner: a.owner}, nil
	}
	return Resolution{Status: Current, Name: name, Owner: a.owner}, nil
}

// account returns the owner whose current name is name.
func (m *Memory) account(name Name, owner string) (*account, error) {
	if a, ok := m.owners[owner]; ok && a.current == name {
		return a, nil
	}
	return nil, ErrNotOwner
}
