package reaction

import (
	"context"
	"hash/maphash"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// memoryShards is how many locks the subjects of a [Memory] share.
const memoryShards = 64

// Memory is a [Store] that lives and dies with the process. Its zero value is
// empty and ready to use; it must not be copied after first use.
//
// A reaction to a subject with many takes 9 to 12 bytes, a subject some 70 to 200
// beside its name, and each reader who holds anything some 40, however much they
// hold; what is held no more leaves its room to what comes. The cost of a write and
// of a count does not depend on how many reactions there are. [Memory.Erase] looks at
// each subject once.
//
// A Memory numbers at most [MaxStoredKinds] different kinds in its life, and
// refuses the next with [ErrTooManyKinds].
type Memory struct {
	once   sync.Once
	seed   maphash.Seed // set once
	kinds  kindTable
	views  atomic.Pointer[view]
	roster roster
	shards [memoryShards]shard
}

// A shard is some of the subjects under one lock.
type shard struct {
	mu       sync.Mutex        // held for some 30 ns, which is too short for one with readers to pay
	subjects directory[ledger] // none is empty
	_        [48]byte          // two locks never share a cache line
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
	n := m.roster.hold(r, kind != 0 && (from == nil || *from == ""))
	if n == 0 {
		return "", nil // nothing is held, and nothing is to be made of that
	}
	h := m.hash(subject)
	before, more := m.shard(h).change(m, subject, h, n, from, kind)
	m.roster.release(n, 1-more)
	return before, nil
}

// change also returns how many reactions more there are: 1, 0 or -1.
func (s *shard) change(m *Memory, subject string, h uint64, n number, from *Kind, to kindNumber) (before Kind, more int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kinds := m.kinds.known()
	i, l := s.find(subject, h)
	at, held := 0, kindNumber(0)
	if l != nil {
		at, held = l.find(n)
	}
	if before = kinds.names[held]; held == to || (from != nil && *from != before) {
		return before, 0
	}
	if l == nil {
		i = s.subjects.add(h)
		l = &s.subjects.things[i]
		l.subject = strings.Clone(subject) // what it may be a part of, such as a request, is not kept
	}
	l.change(at, n, held, to, kinds)
	switch {
	case held == 0:
		return before, 1
	case to != 0:
		return before, 0
	}
	if l.len() == 0 {
		s.subjects.remove(i, h)
	}
	return before, -1
}

// find returns the ledger of the subject with hash h, or nil.
func (s *shard) find(subject string, h uint64) (i uint32, l *ledger) {
	d := &s.subjects
	if len(d.index) == 0 {
		return 0, nil
	}
	for at := d.begin(h); d.index[at] != 0; at = next(d.index, at) {
		if e := d.index[at]; e.has(h) && d.things[e.place()].subject == subject {
			return e.place(), &d.things[e.place()]
		}
	}
	return 0, nil
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
		h := m.hash(subject)
		kinds[i] = m.shard(h).get(m, subject, h, n)
	}
	return kinds, nil
}

func (s *shard) get(m *Memory, subject string, h uint64, n number) Kind {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, l := s.find(subject, h); l != nil {
		_, held := l.find(n)
		return m.kinds.known().names[held]
	}
	return ""
}

// Tallies is as [Store] says.
func (m *Memory) Tallies(ctx context.Context, subjects ...string) ([]Counts, error) {
	if err := checkCall(ctx, subjects); err != nil {
		return nil, err
	}
	tallies, flat := make([]Counts, len(subjects)), make(Counts, 0, 8*len(subjects))
	for i, subject := range subjects {
		begin := len(flat)
		flat = m.AppendCounts(flat, subject)
		tallies[i] = flat[begin:len(flat):len(flat)] // and stays so when flat moves
	}
	return tallies, nil
}

// AppendCounts appends the counts of subject to dst, as [Store.Tallies] orders
// them, and returns the longer list. It allocates nothing where dst has room, and
// appends nothing for a subject that no store would take.
func (m *Memory) AppendCounts(dst Counts, subject string) Counts {
	m.ready()
	h := m.hash(subject)
	s := m.shard(h)
	s.mu.Lock()
	if _, l := s.find(subject, h); l != nil {
		dst = l.appendCounts(dst, m.kinds.known().names)
	}
	s.mu.Unlock()
	return dst
}

// talliesOf returns what set makes of the counts of each subject, without the lists
// that Tallies has to make.
func (m *Memory) talliesOf(ctx context.Context, set Set, last []Tally, subjects []string) ([]Tally, error) {
	if err := checkAmount(ctx, subjects); err != nil {
		return nil, err
	}
	m.ready()
	tallies := set.zeros(last, len(subjects))
	for i, subject := range subjects {
		// A subject that is held was checked when it came.
		if !m.addTo(tallies[i], subject) && reasonAgainst(subject) != nil {
			return nil, CheckSubjects(subjects...)
		}
	}
	return tallies, nil
}

// addTo adds the counts of subject to t, and reports whether there is a reaction to it.
func (m *Memory) addTo(t Tally, subject string) bool {
	h := m.hash(subject)
	s := m.shard(h)
	s.mu.Lock()
	_, l := s.find(subject, h)
	if l != nil {
		l.addTo(t.counts, m.placesIn(t.set))
	}
	s.mu.Unlock()
	return l != nil
}

// A view says where a set lists the kinds of a list, by number; a place beyond the
// set is nowhere. It is never changed.
type view struct {
	set    Set
	kinds  *kindList
	places []uint8
}

// placesIn is called under a lock as [kindTable.known] is. It keeps the last view, for
// most stores serve one set.
func (m *Memory) placesIn(set Set) []uint8 {
	kinds := m.kinds.known()
	if v := m.views.Load(); v != nil && v.set == set && v.kinds == kinds {
		return v.places
	}
	v := &view{set: set, kinds: kinds, places: make([]uint8, len(kinds.names))}
	for n, k := range kinds.names {
		v.places[n] = MaxKinds
		if at, ok := set.find(k); ok {
			v.places[n] = uint8(at)
		}
	}
	m.views.Store(v)
	return v.places
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
	kinds := m.kinds.known()
	for i := 0; i < len(s.subjects.things); i++ { // none is left when the last one goes
		l := &s.subjects.things[i]
		at, held := l.find(n)
		if held == 0 {
			continue
		}
		erased++
		if l.change(at, n, held, 0, kinds); l.len() == 0 {
			s.subjects.remove(uint32(i), m.hash(l.subject))
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
	h := m.hash(subject)
	s := m.shard(h)
	s.mu.Lock()
	defer s.mu.Unlock()
	_, l := s.find(subject, h)
	if l == nil {
		return 0, nil
	}
	return l.recount(m.kinds.known()), nil
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

// ordered returns the subjects asked for, each once, or all where none is.
func (m *Memory) ordered(asked []string) []string {
	if len(asked) > 0 {
		return slices.Compact(slices.Sorted(slices.Values(asked)))
	}
	var all []string
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		for _, l := range s.subjects.things {
			if l.subject != "" {
				all = append(all, l.subject)
			}
		}
		s.mu.Unlock()
	}
	slices.Sort(all)
	return all
}

// rows returns the reactions to subject in the order of readers.
func (m *Memory) rows(subject string) []Row {
	h := m.hash(subject)
	rows := m.shard(h).unordered(m, subject, h)
	slices.SortFunc(rows, func(a, b Row) int { return a.Reader.Compare(b.Reader) })
	return rows
}

func (s *shard) unordered(m *Memory, subject string, h uint64) []Row {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, l := s.find(subject, h)
	if l == nil {
		return nil
	}
	names := m.kinds.known().names
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
		size.Subjects += s.subjects.len()
		for _, l := range s.subjects.things {
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
		m.kinds.ready()
		m.roster.seed = m.seed
		m.roster.mixer = newMixer(maphash.String(m.seed, "numbers"))
	})
}

func (m *Memory) hash(subject string) uint64 { return maphash.String(m.seed, subject) }

func (m *Memory) shard(h uint64) *shard { return &m.shards[h%memoryShards] }
