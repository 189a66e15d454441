package reaction

import (
	"context"
	"hash/maphash"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
)

// memoryShards is how many locks the subjects of a [Memory] share.
const memoryShards = 64

// Memory is a [Store] that lives and dies with the process. Its zero value is
// empty and ready to use; it must not be copied after first use.
//
// A reaction to a subject with many takes 9 to 12 bytes, a subject some 150 beside
// its name, and each reader who holds anything some 40, however much they hold;
// what nobody holds takes nothing. The cost of a write and of a count does not depend
// on how many reactions there are. [Memory.Erase] looks at each subject once.
//
// A Memory numbers at most [MaxStoredKinds] different kinds in its life, and
// refuses the next with [ErrTooManyKinds].
type Memory struct {
	once   sync.Once
	seed   maphash.Seed // set once
	salt   salt         // set once
	kinds  kindTable
	roster roster
	shards [memoryShards]shard
}

// A shard is some of the subjects under one lock.
type shard struct {
	mu       sync.Mutex         // held for some 50 ns, which is too short for one with readers to pay
	subjects map[string]*ledger // none is empty
	_        [48]byte           // two locks never share a cache line
}

// Size is how much a [Memory] holds.
type Size struct {
	Subjects  int // with a reaction
	Readers   int // who hold a reaction
	Reactions int
}

var _ Store = (*Memory)(nil)

// Set is as [Store] says.
func (m *Memory) Set(ctx context.Context, subject string, r Reader, k Kind) (Kind, error) {
	if err := Check(subject, r, k); err != nil {
		return "", err
	}
	return m.change(ctx, subject, r, nil, k)
}

// Swap is as [Store] says.
func (m *Memory) Swap(ctx context.Context, subject string, r Reader, from, to Kind) (Kind, error) {
	if err := CheckSwap(subject, r, from, to); err != nil {
		return "", err
	}
	return m.change(ctx, subject, r, &from, to)
}

// change makes to what r holds, where from is nil or points at what r holds.
func (m *Memory) change(ctx context.Context, subject string, r Reader, from *Kind, to Kind) (Kind, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	m.ready()
	kind, err := m.kinds.number(to)
	if err != nil {
		return "", err
	}
	n := m.roster.hold(r, kind != 0)
	if n == 0 {
		return "", nil // nothing is held, and nothing is to be
	}
	before, more := m.shard(subject).change(m, subject, n, from, kind)
	m.roster.release(n, 1-more)
	return before, nil
}

// change also returns how many reactions more there are: 1, 0 or -1.
func (s *shard) change(m *Memory, subject string, n number, from *Kind, to kindNumber) (before Kind, more int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := m.kinds.names()
	l := s.subjects[subject]
	at, held := 0, kindNumber(0)
	if l != nil {
		at, held = l.find(n, m.salt)
	}
	if before = names[held]; held == to || (from != nil && *from != before) {
		return before, 0
	}
	if l == nil {
		l = s.open(subject)
	}
	l.change(at, n, held, to, m.salt, names)
	switch {
	case held == 0:
		return before, 1
	case to != 0:
		return before, 0
	}
	if l.len() == 0 {
		delete(s.subjects, subject)
	}
	return before, -1
}

// open adds an empty ledger, which the caller fills under the same lock.
func (s *shard) open(subject string) *ledger {
	if s.subjects == nil {
		s.subjects = make(map[string]*ledger)
	}
	l := new(ledger)
	s.subjects[strings.Clone(subject)] = l // what it may be a part of, such as a request, is not kept
	return l
}

// Mine is as [Store] says.
func (m *Memory) Mine(ctx context.Context, r Reader, subjects ...string) ([]Kind, error) {
	if err := CheckReader(r); err != nil {
		return nil, err
	}
	if err := checkCall(ctx, subjects); err != nil {
		return nil, err
	}
	m.ready()
	kinds := make([]Kind, len(subjects))
	n := m.roster.hold(r, false)
	if n == 0 {
		return kinds, nil
	}
	defer m.roster.release(n, 1)
	for i, subject := range subjects {
		kinds[i] = m.shard(subject).get(m, subject, n)
	}
	return kinds, nil
}

func (s *shard) get(m *Memory, subject string, n number) Kind {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.subjects[subject]; l != nil {
		_, held := l.find(n, m.salt)
		return m.kinds.names()[held]
	}
	return ""
}

// Tallies is as [Store] says.
func (m *Memory) Tallies(ctx context.Context, subjects ...string) ([]Counts, error) {
	if err := checkCall(ctx, subjects); err != nil {
		return nil, err
	}
	flat, ends := make(Counts, 0, 8*len(subjects)), make([]int, len(subjects))
	for i, subject := range subjects {
		flat = m.AppendCounts(flat, subject)
		ends[i] = len(flat)
	}
	tallies, begin := make([]Counts, len(subjects)), 0
	for i, end := range ends {
		tallies[i], begin = flat[begin:end:end], end
	}
	return tallies, nil
}

// AppendCounts appends the counts of subject to dst, as [Store.Tallies] orders
// them, and returns the longer list. It allocates nothing where dst has room, and
// appends nothing for a subject that no store would take.
func (m *Memory) AppendCounts(dst Counts, subject string) Counts {
	m.ready()
	s := m.shard(subject)
	s.mu.Lock()
	if l := s.subjects[subject]; l != nil {
		dst = l.appendCounts(dst, m.kinds.names())
	}
	s.mu.Unlock()
	return dst
}

// Erase is as [Store] says.
func (m *Memory) Erase(ctx context.Context, r Reader) error {
	if err := CheckReader(r); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.ready()
	n := m.roster.hold(r, false)
	if n == 0 {
		return nil
	}
	erased := 0
	for i := range m.shards {
		erased += m.shards[i].erase(m, n)
	}
	m.roster.release(n, 1+erased)
	return nil
}

// erase returns how many reactions it took away.
func (s *shard) erase(m *Memory, n number) (erased int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := m.kinds.names()
	for subject, l := range s.subjects {
		at, held := l.find(n, m.salt)
		if held == 0 {
			continue
		}
		erased++
		l.change(at, n, held, 0, m.salt, names)
		if l.len() == 0 {
			delete(s.subjects, subject)
		}
	}
	return erased
}

// Recount is as [Store] says. It looks at every reaction to subject.
func (m *Memory) Recount(ctx context.Context, subject string) (int, error) {
	if err := CheckSubject(subject); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	m.ready()
	s := m.shard(subject)
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.subjects[subject]
	if l == nil {
		return 0, nil
	}
	return l.recount(m.kinds.names()), nil
}

// Scan is as [Store] says. It holds the names of all subjects that it walks, and
// the rows of one at a time, which are those of one instant.
func (m *Memory) Scan(ctx context.Context, subjects ...string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := checkCall(ctx, subjects); err != nil {
			yield(Row{}, err)
			return
		}
		m.ready()
		for _, subject := range m.ordered(subjects) {
			for _, row := range m.shard(subject).rows(m, subject) {
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

// ordered returns the subjects asked for, each once, or all where none is.
func (m *Memory) ordered(asked []string) []string {
	if len(asked) > 0 {
		return slices.Compact(slices.Sorted(slices.Values(asked)))
	}
	var all []string
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		all = slices.AppendSeq(all, maps.Keys(s.subjects))
		s.mu.Unlock()
	}
	slices.Sort(all)
	return all
}

// rows returns the reactions to subject in the order of readers.
func (s *shard) rows(m *Memory, subject string) []Row {
	rows := s.unordered(m, subject)
	slices.SortFunc(rows, func(a, b Row) int { return a.Reader.Compare(b.Reader) })
	return rows
}

func (s *shard) unordered(m *Memory, subject string) []Row {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.subjects[subject]
	if l == nil {
		return nil
	}
	names := m.kinds.names()
	rows := make([]Row, 0, l.len())
	for _, held := range l.slots {
		if held != 0 {
			rows = append(rows, Row{Subject: subject, Reader: m.roster.reader(held.reader()), Kind: names[held.kind()]})
		}
	}
	return rows
}

// Size returns how much is held. It looks at each subject; beside writers it is a
// size of the last moments.
func (m *Memory) Size() Size {
	size := Size{Readers: m.roster.len()}
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		size.Subjects += len(s.subjects)
		for _, l := range s.subjects {
			size.Reactions += l.len()
		}
		s.mu.Unlock()
	}
	return size
}

// ready makes the seeds. They keep readers and subjects that somebody chose from
// crowding one place of a table; no result depends on them.
func (m *Memory) ready() {
	m.once.Do(func() {
		m.seed = maphash.MakeSeed()
		m.salt = salt(maphash.String(m.seed, "slots"))
		m.roster.seed = m.seed
	})
}

func (m *Memory) shard(subject string) *shard {
	return &m.shards[maphash.String(m.seed, subject)%memoryShards]
}
