package reactiontest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/newsjunction/news/reaction"
	"pgregory.net/rapid"
)

// anyHistory plays random histories, each among subjects and readers of its own,
// so that one store serves them all and none starts from what another left.
func anyHistory(b bench, s reaction.Store) {
	histories := 0
	rapid.Check(b.TB, func(t *rapid.T) {
		m := newModel(histories)
		histories++
		b := bench{t}
		t.Repeat(map[string]func(*rapid.T){
			"set":     func(t *rapid.T) { m.set(t, s) },
			"swap":    func(t *rapid.T) { m.swap(t, s) },
			"repeat":  func(t *rapid.T) { m.repeat(t, s) },
			"erase":   func(t *rapid.T) { m.erase(t, s) },
			"mine":    func(t *rapid.T) { m.mine(t, s) },
			"recount": func(t *rapid.T) { b.wantDrift(s, m.subject(t), 0) },
			"":        func(t *rapid.T) { m.same(bench{t}, s) },
		})
		for _, r := range m.readers {
			b.erase(s, r)
		}
		clear(m.held)
		m.same(b, s)
	})
}

// A model is the obvious truth: a list of what is held, counted afresh each time.
type model struct {
	subjects []string
	readers  []reaction.Reader
	kinds    []reaction.Kind
	held     map[place]reaction.Kind
}

type place struct {
	subject string
	reader  reaction.Reader
}

func newModel(history int) *model {
	m := &model{
		kinds: []reaction.Kind{"", "love", "sad", "wink"},
		held:  make(map[place]reaction.Kind),
	}
	for i := range 4 {
		m.subjects = append(m.subjects, fmt.Sprintf("history %d/%d", history, i))
		m.readers = append(m.readers, reader(4*history+i))
	}
	return m
}

func (m *model) subject(t *rapid.T) string { return rapid.SampledFrom(m.subjects).Draw(t, "subject") }

func (m *model) reader(t *rapid.T) reaction.Reader {
	return rapid.SampledFrom(m.readers).Draw(t, "reader")
}

func (m *model) set(t *rapid.T, s reaction.Store) {
	at := place{m.subject(t), m.reader(t)}
	k := rapid.SampledFrom(m.kinds).Draw(t, "kind")
	bench{t}.wantBefore(s, at.subject, at.reader, k, m.held[at])
	if m.held[at] = k; k == "" {
		delete(m.held, at)
	}
}

func (m *model) swap(t *rapid.T, s reaction.Store) {
	at := place{m.subject(t), m.reader(t)}
	from, to := rapid.SampledFrom(m.kinds).Draw(t, "from"), rapid.SampledFrom(m.kinds).Draw(t, "to")
	bench{t}.wantSwap(s, at.subject, at.reader, from, to, m.held[at])
	if m.held[at] != from {
		return
	}
	if m.held[at] = to; to == "" {
		delete(m.held, at)
	}
}

func (m *model) repeat(t *rapid.T, s reaction.Store) {
	at := place{m.subject(t), m.reader(t)}
	bench{t}.wantBefore(s, at.subject, at.reader, m.held[at], m.held[at])
}

func (m *model) erase(t *rapid.T, s reaction.Store) {
	r := m.reader(t)
	bench{t}.erase(s, r)
	for at := range m.held {
		if at.reader == r {
			delete(m.held, at)
		}
	}
}

func (m *model) mine(t *rapid.T, s reaction.Store) {
	r := m.reader(t)
	want := make([]reaction.Kind, len(m.subjects))
	for i, subject := range m.subjects {
		want[i] = m.held[place{subject, r}]
	}
	if got, err := s.Mine(context.Background(), r, m.subjects...); err != nil || !slices.Equal(got, want) {
		t.Fatalf("Mine(%v, %q) = %q, %v, want %q", r, m.subjects, got, err, want)
	}
}

// same demands that the store holds and counts what the model does.
func (m *model) same(b bench, s reaction.Store) {
	counts, err := s.Tallies(context.Background(), m.subjects...)
	if err != nil || len(counts) != len(m.subjects) {
		b.Fatalf("Tallies(%q) = %v, %v, want one for each", m.subjects, counts, err)
	}
	for i, subject := range m.subjects {
		held := make(map[reaction.Kind]int)
		for at, k := range m.held {
			if at.subject == subject {
				held[k]++
			}
		}
		if want := counted(held); !sameCounts(counts[i], want) {
			b.Fatalf("Tallies(%q) = %v, want %v", subject, counts[i], want)
		}
	}
	got := slices.DeleteFunc(b.rows(s), func(row reaction.Row) bool { return !slices.Contains(m.subjects, row.Subject) })
	want := m.rows()
	if !slices.Equal(got, want) {
		b.Fatalf("Scan() = %v, want %v", got, want)
	}
	if got, want := exported(b, s.Scan(context.Background(), m.subjects...)), exported(b, each(want)); got != want {
		b.Fatalf("export of %v = %q, want %q", m.subjects, got, want)
	}
}

// exported is what [reaction.Write] makes of rows.
func exported(b bench, rows iter.Seq2[reaction.Row, error]) string {
	var text strings.Builder
	if _, err := reaction.Write(&text, rows); err != nil {
		b.Fatalf("Write() = %v, want no error", err)
	}
	return text.String()
}

func each(rows []reaction.Row) iter.Seq2[reaction.Row, error] {
	return func(yield func(reaction.Row, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (m *model) rows() []reaction.Row {
	var rows []reaction.Row
	for at, k := range m.held {
		rows = append(rows, reaction.Row{Subject: at.subject, Reader: at.reader, Kind: k})
	}
	slices.SortFunc(rows, func(a, b reaction.Row) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), a.Reader.Compare(b.Reader))
	})
	return rows
}

// counted turns numbers by kind into counts.
func counted(held map[reaction.Kind]int) (counts reaction.Counts) {
	for k, n := range held {
		counts = append(counts, reaction.Count{Kind: k, N: n})
	}
	slices.SortFunc(counts, func(a, b reaction.Count) int { return cmp.Compare(a.Kind, b.Kind) })
	return counts
}
