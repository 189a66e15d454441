package taxonomy_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
)

func TestIndexAgainstTheNaiveModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newNaive(t)
		t.Repeat(map[string]func(*rapid.T){
			"put": m.put,
			"put many": func(t *rapid.T) {
				for range rapid.IntRange(1, 30).Draw(t, "how many") {
					m.put(t)
				}
			},
			"remove":  m.remove,
			"adopt":   m.adopt,
			"surgery": m.surgery,
			"":        m.check,
		})
	})
}

// naive is the slow truth about an index: all filings, looked through each time.
type naive struct {
	index   *taxonomy.Index
	tree    *taxonomy.Tree
	filings map[taxonomy.FilingID]taxonomy.Filing
	version int
}

// words are categories, then tags.
var words = []string{"a", "b", "c", "d", "e", "f", "#g", "#h", "#i"}

func newNaive(t *rapid.T) *naive {
	m := &naive{filings: make(map[taxonomy.FilingID]taxonomy.Filing)}
	m.tree = m.draw(t)
	m.index = taxonomy.NewIndex(m.tree)
	return m
}

// draw makes any tree of the words: each is unknown, merged into one further on, or
// stands below one further on. Of categories only one that stands for itself is above another.
func (m *naive) draw(t *rapid.T) *taxonomy.Tree {
	var lines []string
	into, standing := make(map[string]string), make(map[bool][]string)
	for _, word := range slices.Backward(words) {
		tag := word[0] == '#'
		kind := rapid.IntRange(0, 4).Draw(t, "kind of "+word)
		free := standing[tag]
		switch {
		case kind == 0:
			continue
		case kind == 1 && len(free) > 0:
			into[word] = rapid.SampledFrom(free).Draw(t, "into")
			lines = append(lines, word+"="+into[word])
			continue
		case kind > 2 && !tag && len(free) > 0:
			lines = append(lines, word+"<"+rapid.SampledFrom(free).Draw(t, "above"))
		default:
			lines = append(lines, word)
		}
		standing[tag] = append(free, word)
	}
	m.version++
	return grow(t, m.version, lines...)
}

func (m *naive) put(t *rapid.T) {
	f := filed(rapid.IntRange(1, 40).Draw(t, "id"), rapid.SliceOfN(rapid.SampledFrom(words), 0, 4).Draw(t, "terms")...)
	f.From = hour(rapid.IntRange(0, 6).Draw(t, "from"))
	if rapid.Bool().Draw(t, "ends") {
		f.Until = hour(rapid.IntRange(0, 8).Draw(t, "until"))
	}
	m.filings[f.ID] = f
	m.index.Put(f)
}

func (m *naive) remove(t *rapid.T) {
	id := filingID(rapid.IntRange(1, 40).Draw(t, "id"))
	delete(m.filings, id)
	m.index.Remove(id)
}

func (m *naive) adopt(t *rapid.T) {
	m.tree = m.draw(t)
	m.index.Adopt(m.tree)
}

// surgery adopts the tree that an editor's change leads to; one that is refused leads
// nowhere.
func (m *naive) surgery(t *rapid.T) {
	word := rapid.SampledFrom(words).Draw(t, "word")
	id, other := shelfID(word), shelfID(rapid.SampledFrom(words).Draw(t, "other"))
	term, plan := taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Text: word}}}, m.tree.Plan()
	switch rapid.SampledFrom([]string{"add", "move", "to the top", "merge", "replace", "delete", "rename"}).Draw(t, "surgery") {
	case "add":
		if word[0] == '#' {
			plan = plan.AddTag(taxonomy.Tag{Term: term})
			break
		}
		plan = plan.AddCategory(taxonomy.Category{Term: term, Parent: other})
	case "move":
		plan = plan.Move(id, other)
	case "to the top":
		plan = plan.Move(id, taxonomy.ID{})
	case "merge":
		plan = plan.Merge(id, other)
	case "replace":
		plan = plan.Retire(id, other)
	case "delete":
		plan = plan.Delete(id, taxonomy.Deletion{Children: taxonomy.PromoteChildren})
	case "rename":
		plan = plan.Rename(id, taxonomy.Label{Text: word + word}, taxonomy.FollowLabel)
	}
	next, change, err := m.tree.Apply(plan)
	if err != nil {
		return
	}
	m.index.Adopt(next)
	if rapid.Bool().Draw(t, "undone") {
		back, _, err := next.Apply(next.Plan().Undo(change))
		require.NoError(t, err)
		m.index.Adopt(back)
		next = back
	}
	m.tree = next
}

// under reports whether a filing counts for a term.
func (m *naive) under(f taxonomy.Filing, id taxonomy.ID, scope taxonomy.Scope) bool {
	want, _ := m.tree.Resolve(id)
	return slices.ContainsFunc(f.Terms, func(named taxonomy.ID) bool {
		own, _ := m.tree.Resolve(named)
		return own == want || scope == taxonomy.WithDescendants &&
			slices.ContainsFunc(m.tree.Breadcrumb(own), func(c taxonomy.Category) bool { return c.ID == want })
	})
}

func (m *naive) check(t *rapid.T) {
	require.Equal(t, len(m.filings), m.index.Len())
	for _, word := range words {
		id := shelfID(word)
		for _, scope := range []taxonomy.Scope{taxonomy.Alone, taxonomy.WithDescendants} {
			for h := range 10 {
				require.Equal(t, m.count(id, scope, hour(h)), m.index.Count(id, scope, hour(h)), "%s at %d", word, h)
			}
			after := hour(rapid.IntRange(-1, 9).Draw(t, "after"))
			want, comes := m.next(after, func(f taxonomy.Filing) bool { return m.under(f, id, scope) })
			at, ok := m.index.NextChangeOf(id, scope, after)
			require.Equal(t, comes, ok)
			require.True(t, at.Equal(want), "%s: %v, not %v", word, at, want)
		}
		var names []taxonomy.FilingID
		for _, f := range m.filings {
			if slices.Contains(f.Terms, id) {
				names = append(names, f.ID)
			}
		}
		require.ElementsMatch(t, names, slices.Collect(m.index.Filed(id)))
	}
	want, comes := m.next(noon, func(f taxonomy.Filing) bool { return len(f.Terms) > 0 })
	at, ok := m.index.NextChange(noon)
	require.True(t, comes == ok && at.Equal(want))
	requireNoDrift(t, m.index, slices.Collect(maps.Values(m.filings)))
}

func (m *naive) count(id taxonomy.ID, scope taxonomy.Scope, now time.Time) (n int) {
	for _, f := range m.filings {
		if !now.Before(f.From) && (f.Until.IsZero() || now.Before(f.Until)) && m.under(f, id, scope) {
			n++
		}
	}
	return n
}

// next looks at every edge of every window that has an instant in it.
func (m *naive) next(after time.Time, of func(taxonomy.Filing) bool) (first time.Time, ok bool) {
	for _, f := range m.filings {
		if !of(f) || !f.Until.IsZero() && !f.Until.After(f.From) {
			continue
		}
		for _, edge := range []time.Time{f.From, f.Until} {
			if edge.After(after) && (!ok || edge.Before(first)) {
				first, ok = edge, true
			}
		}
	}
	return first, ok
}
