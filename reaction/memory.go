package reaction

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"sync"
)

// Memory is a [Store] that lives and dies with the process. Its zero value is
// empty and ready to use; it must not be copied after first use.
//
// A write and a count cost the same however many reactions there are; Erase costs
// a look at each subject.
type Memory struct {
	mu       sync.RWMutex
	subjects map[string]*ledger // none is empty
}

// A ledger is what readers hold to one subject.
type ledger struct {
	held   map[Reader]Kind
	counts Counts // equals the count over held; both change under Memory.mu
}

var _ Store = (*Memory)(nil)

// Set is as [Store] says.
func (m *Memory) Set(ctx context.Context, subject string, r Reader, k Kind) (Kind, error) {
	if err := Check(subject, r, k); err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.subjects[subject]
	if l == nil {
		if k == "" {
			return "", nil
		}
		l = m.open(subject)
	}
	before := l.set(r, k)
	m.closeEmpty(subject, l)
	return before, nil
}

// Mine is as [Store] says.
func (m *Memory) Mine(ctx context.Context, r Reader, subjects ...string) ([]Kind, error) {
	if err := CheckReader(r); err != nil {
		return nil, err
	}
	if err := CheckSubjects(subjects...); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	kinds := make([]Kind, len(subjects))
	m.mu.RLock()
	defer m.mu.RUnlock()
	for i, s := range subjects {
		if l := m.subjects[s]; l != nil {
			kinds[i] = l.held[r]
		}
	}
	return kinds, nil
}

// Tallies is as [Store] says.
func (m *Memory) Tallies(ctx context.Context, subjects ...string) ([]Counts, error) {
	if err := CheckSubjects(subjects...); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	counts := make([]Counts, len(subjects))
	m.mu.RLock()
	defer m.mu.RUnlock()
	for i, s := range subjects {
		if l := m.subjects[s]; l != nil {
			counts[i] = slices.Clone(l.counts)
		}
	}
	return counts, nil
}

// Erase is as [Store] says.
func (m *Memory) Erase(ctx context.Context, r Reader) error {
	if err := CheckReader(r); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for subject, l := range m.subjects {
		l.set(r, "")
		m.closeEmpty(subject, l)
	}
	return nil
}

// Recount is as [Store] says. It looks at every reaction to subject.
func (m *Memory) Recount(ctx context.Context, subject string) (int, error) {
	if err := CheckSubject(subject); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.subjects[subject]
	if l == nil {
		return 0, nil
	}
	return l.recount(), nil
}

// Scan is as [Store] says. It holds the names of all subjects, and the rows of
// one at a time.
func (m *Memory) Scan(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		m.mu.RLock()
		subjects := slices.Sorted(maps.Keys(m.subjects))
		m.mu.RUnlock()
		if err := ctx.Err(); err != nil {
			yield(Row{}, err)
			return
		}
		for _, subject := range subjects {
			for _, row := range m.rows(subject) {
				if err := ctx.Err(); err != nil {
					yield(Row{}, err)
					return
				}
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// open adds an empty ledger, which the caller fills under the same lock.
func (m *Memory) open(subject string) *ledger {
	if m.subjects == nil {
		m.subjects = make(map[string]*ledger)
	}
	l := &ledger{held: make(map[Reader]Kind)}
	m.subjects[subject] = l
	return l
}

func (m *Memory) closeEmpty(subject string, l *ledger) {
	if len(l.held) == 0 {
		delete(m.subjects, subject)
	}
}

// rows returns the reactions to subject in the order of readers.
func (m *Memory) rows(subject string) []Row {
	m.mu.RLock()
	defer m.mu.RUnlock()
	l := m.subjects[subject]
	if l == nil {
		return nil
	}
	rows := make([]Row, 0, len(l.held))
	for r, k := range l.held {
		rows = append(rows, Row{Subject: subject, Reader: r, Kind: k})
	}
	slices.SortFunc(rows, func(a, b Row) int { return a.Reader.Compare(b.Reader) })
	return rows
}

// set changes what r holds to k, and the counts with it.
func (l *ledger) set(r Reader, k Kind) (before Kind) {
	before = l.held[r]
	if before == k {
		return before
	}
	if before != "" {
		l.counts = l.counts.plus(before, -1)
	}
	if k == "" {
		delete(l.held, r)
		return before
	}
	l.held[r] = k
	l.counts = l.counts.plus(k, 1)
	return before
}

// recount replaces the counts by those of the reactions held.
func (l *ledger) recount() (drift int) {
	var exact Counts
	for _, k := range l.held {
		exact = exact.plus(k, 1)
	}
	drift = exact.Drift(l.counts)
	l.counts = exact
	return drift
}

// plus adds n to the count of k in place, keeping the order and no zero.
func (c Counts) plus(k Kind, n int) Counts {
	i, found := slices.BinarySearchFunc(c, k, func(c Count, k Kind) int { return cmp.Compare(c.Kind, k) })
	if !found {
		return slices.Insert(c, i, Count{Kind: k, N: n})
	}
	if c[i].N += n; c[i].N == 0 {
		return slices.Delete(c, i, i+1)
	}
	return c
}
