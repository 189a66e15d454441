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
// A name that very many want costs no more than one that few do: the name knows which
// number comes next, and only the one that is to be given is looked up beside it.
type Memory struct {
	Options Options // rules for suffixes; set before first use

	mu     sync.RWMutex
	names  map[string]scope
	owners map[string]*account
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
		m.names, m.owners = make(map[string]scope), make(map[string]*account)
	}
	names := m.scope(want.Scope)
	p := m.find(names, want, nil)
	a := &account{owner: owner, current: Name{want.Scope, p.slug}}
	m.owners[owner] = a
	names.hold(p, a)
	return a.current, nil
}

// find returns the spot that a, or a new owner where it is nil, is given who wants a
// name: that of the name itself, or of the first suffix that is free or its own.
func (m *Memory) find(names scope, want Name, a *account) spot {
	p := names.spot(want.Slug)
	if holder := p.holder(); (holder == nil || holder == a) && !slices.Contains(m.Options.Reserved, want.Slug) {
		return p
	}
	p = names.free(want.Slug, m.Options)
	if a == nil {
		return p
	}
	for _, n := range append(a.others[:len(a.others):len(a.others)], a.current) {
		if n.Scope == want.Scope && m.isSuffixed(n.Slug, want.Slug) && before(n.Slug, p.slug) {
			p = names.spot(n.Slug)
		}
	}
	return p
}

// isSuffixed reports whether a slug is a suffixed one of another, and no reserved word.
func (m *Memory) isSuffixed(slug, of string) bool {
	stem, digits, _ := split(slug)
	return digits > 0 && stem == head(of, digits, m.Options) && !slices.Contains(m.Options.Reserved, slug)
}

// before reports whether the number at the end of a is less than that of b.
func before(a, b string) bool {
	_, digits, i := split(a)
	_, limit, j := split(b)
	return digits < limit || digits == limit && i < j
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
	names := m.scope(to.Scope)
	p := m.find(names, to, a)
	a.retired = false
	if name := (Name{to.Scope, p.slug}); name != a.current {
		a.others = append(without(a.others, name), a.current)
		a.current = name
		names.hold(p, a)
	}
	return a.current, nil
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
	name := Name{to.Scope, m.find(m.scope(to.Scope), to, a).slug}
	redirects := without(append(slices.Clone(a.others), a.current), name)
	slices.SortFunc(redirects, Name.Compare)
	return Renaming{To: name, Redirects: redirects}, nil
}

// Redirect implements [Ledger].
func (m *Memory) Redirect(ctx context.Context, from, to Name) error {
	if err := ready(ctx, to); err != nil {
		return err
	}
	if err := from.CheckSource(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a := m.holder(to)
	if a == nil {
		return fmt.Errorf("slug: redirecting to %s: %w", to.quoted(), ErrUnknownName)
	}
	names := m.scope(from.Scope)
	p := names.spot(from.Slug)
	switch holder := p.holder(); {
	case holder != nil && (holder != a || a.current == from):
		return fmt.Errorf("slug: redirecting %s: %w", from.quoted(), ErrTaken)
	case holder == nil:
		a.others = append(a.others, from)
		names.hold(p, a)
	}
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
	a := m.holder(name)
	if a == nil || a.owner != owner {
		return fmt.Errorf("slug: releasing %s: %w", name.quoted(), ErrNotOwner)
	}
	if a.current != name {
		a.others = without(a.others, name)
		m.names[name.Scope].drop(name.Slug)
		return nil
	}
	for _, n := range append(a.others, name) {
		m.names[n.Scope].drop(n.Slug)
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
	a := m.holder(name)
	if a == nil {
		return Resolution{}, fmt.Errorf("slug: %s: %w", name.quoted(), ErrUnknownName)
	}
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

// holder returns who holds a name, or nil.
func (m *Memory) holder(n Name) *account { return m.names[n.Scope].spot(n.Slug).holder() }

// scope returns the names of a scope, which it has from then on.
func (m *Memory) scope(s string) scope {
	names := m.names[s]
	if names == nil {
		names = make(scope)
		m.names[s] = names
	}
	return names
}

func without(list []Name, name Name) []Name {
	return slices.DeleteFunc(list, func(n Name) bool { return n == name })
}

func ready(ctx context.Context, n Name) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return n.Check()
}
