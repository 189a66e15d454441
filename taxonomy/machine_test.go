package taxonomy_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy"
)

// A model is a tree in the slow way: a map of terms, each of which says where it went.
type model struct {
	terms map[taxonomy.ID]*modelTerm
	slugs map[string]taxonomy.ID // every slug that a term ever had, to that term; "c/" and "t/" keep sorts apart
}

type modelTerm struct {
	tag     bool
	parent  taxonomy.ID
	into    taxonomy.ID
	retired bool
	label   string
}

func (m *model) clone() *model {
	next := &model{map[taxonomy.ID]*modelTerm{}, map[string]taxonomy.ID{}}
	for id, t := range m.terms {
		copied := *t
		next.terms[id] = &copied
	}
	for s, id := range m.slugs {
		next.slugs[s] = id
	}
	return next
}

// end follows a term to where it went.
func (m *model) end(id taxonomy.ID) taxonomy.ID {
	for m.terms[id] != nil && !m.terms[id].into.IsZero() {
		id = m.terms[id].into
	}
	return id
}

func (m *model) stands(id taxonomy.ID) bool { return m.terms[id] != nil && m.terms[id].into.IsZero() }

// below reports whether id stands in the subtree of top.
func (m *model) below(id, top taxonomy.ID) bool {
	for ; !id.IsZero(); id = m.terms[id].parent {
		if id == top {
			return true
		}
	}
	return false
}

// target reports whether r may be led to id.
func (m *model) target(tag bool, id taxonomy.ID) bool {
	end := m.terms[m.end(id)]
	return end != nil && end.tag == tag && !end.retired
}

func (m *model) merge(id, into taxonomy.ID, retired bool) bool {
	t := m.terms[id]
	if !m.stands(id) || !m.target(t.tag, into) || m.below(m.end(into), id) {
		return false
	}
	for _, child := range m.terms {
		if child.parent == id {
			child.parent = m.end(into)
		}
	}
	end := m.end(into)
	for _, other := range m.terms { // what led to it goes on with it, and does not come back with it
		if other.into == id {
			other.into = end
		}
	}
	t.into, t.parent, t.retired = end, taxonomy.ID{}, retired
	return true
}

func (m *model) drop(id, to taxonomy.ID, promote bool) bool {
	t := m.terms[id]
	if !m.stands(id) || !to.IsZero() && (!m.target(t.tag, to) || m.end(to) == id) {
		return false
	}
	for _, child := range m.terms {
		if child.parent == id && !promote {
			return false
		}
	}
	for _, child := range m.terms {
		if child.parent == id {
			child.parent = t.parent
		}
	}
	if to = m.end(to); to.IsZero() {
		for other := range m.terms {
			if other != id && m.end(other) == id {
				m.forget(other)
			}
		}
		m.forget(id)
		return true
	}
	for _, other := range m.terms {
		if other.into == id {
			other.into = to
		}
	}
	for s, holder := range m.slugs {
		if holder == id {
			m.slugs[s] = to
		}
	}
	delete(m.terms, id)
	return true
}

func (m *model) forget(id taxonomy.ID) {
	delete(m.terms, id)
	for s, holder := range m.slugs {
		if holder == id {
			delete(m.slugs, s)
		}
	}
}

// note writes down the slugs that terms have.
func (m *model) note(tree *taxonomy.Tree) {
	for c := range tree.Categories() {
		m.slugs["c/"+c.Slug] = c.ID
	}
	for tag := range tree.Tags() {
		m.slugs["t/"+tag.Slug] = tag.ID
	}
}

// requireSame compares a tree with its model.
func (m *model) requireSame(t *rapid.T, tree *taxonomy.Tree) {
	for id, want := range m.terms {
		end, ok := tree.Resolve(id)
		require.True(t, ok)
		require.Equal(t, m.end(id), end, "an id that was merged leads to the end")
		held, ok := tree.Record(id)
		require.True(t, ok)
		require.Equal(t, want.retired, held.Retired)
		require.Equal(t, want.label, held.Labels.In(""))
		if !want.into.IsZero() {
			require.Equal(t, m.end(id), held.Into, "in one step")
			continue
		}
		c, ok := tree.Category(id)
		require.Equal(t, !want.tag, ok)
		require.Equal(t, want.parent, c.Parent)
		require.ElementsMatch(t, m.reach(id), tree.Reach(id))
	}
	for s, id := range m.slugs {
		find := func() (taxonomy.ID, bool) { c, ok := tree.CategoryBySlug(s[2:]); return c.ID, ok }
		if s[0] == 't' {
			find = func() (taxonomy.ID, bool) { tag, ok := tree.TagBySlug(s[2:]); return tag.ID, ok }
		}
		got, ok := find()
		require.True(t, ok, "slug %s leads somewhere for ever", s)
		require.Equal(t, m.end(id), got, "slug %s", s)
	}
	categories, tags := tree.Len()
	standing := 0
	for id := range m.terms {
		if m.stands(id) {
			standing++
		}
	}
	require.Equal(t, standing, categories+tags)
	requireSound(t, tree)
}

func (m *model) reach(top taxonomy.ID) (ids []taxonomy.ID) {
	for id := range m.terms {
		if end := m.end(id); end == top || m.below(end, top) {
			ids = append(ids, id)
		}
	}
	return ids
}

// A machine drives a tree and its model.
type machine struct {
	tree, base *taxonomy.Tree // base: before the last change
	change     taxonomy.Change
	model, was *model
	follower   *taxonomy.Tree
	made       int
	ids        []taxonomy.ID
}

// try makes a step on both, and demands that they agree on whether it may be made.
func (m *machine) try(t *rapid.T, plan taxonomy.Plan, step func(*model) bool) {
	next := m.model.clone()
	may := step(next)
	before := listed(t, m.tree)
	tree, change, err := m.tree.Apply(plan)
	require.Equal(t, before, listed(t, m.tree), "Apply is pure")
	if !may {
		require.Error(t, err)
		require.Same(t, m.tree, tree)
		return
	}
	require.NoError(t, err)
	next.note(tree)
	followed, err := m.follower.With(change)
	require.NoError(t, err)
	require.Equal(t, listed(t, tree), listed(t, followed), "who follows the changes has the same tree")
	m.base, m.was, m.change = m.tree, m.model, change
	m.tree, m.model, m.follower = tree, next, followed
}

func (m *machine) draw(t *rapid.T, name string) taxonomy.ID {
	if len(m.ids) == 0 {
		t.Skip("nothing there")
	}
	return rapid.SampledFrom(m.ids).Draw(t, name)
}

func (m *machine) add(t *rapid.T) {
	m.made++
	// Labels of categories are few, so that slugs collide; those of tags are unique.
	term := &modelTerm{tag: rapid.Bool().Draw(t, "tag"), label: rapid.SampledFrom([]string{"World", "Asia", "C++"}).Draw(t, "label")}
	if term.tag {
		term.label += fmt.Sprint(" ", m.made)
	} else if len(m.ids) > 0 && rapid.Bool().Draw(t, "child") {
		term.parent = m.draw(t, "parent")
	}
	id := taxonomy.TagID("machine", fmt.Sprint(m.made))
	it := taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Text: term.label}}, Order: rapid.IntRange(0, 1).Draw(t, "order")}
	plan := m.tree.Plan().AddTag(taxonomy.Tag{Term: it})
	if !term.tag {
		plan = m.tree.Plan().AddCategory(taxonomy.Category{Term: it, Parent: term.parent})
	}
	m.ids = append(m.ids, id)
	m.try(t, plan, func(next *model) bool {
		if !term.parent.IsZero() && !next.target(false, term.parent) {
			return false
		}
		term.parent = next.end(term.parent)
		next.terms[id] = term
		return true
	})
}

func (m *machine) rename(t *rapid.T) {
	id, label := m.draw(t, "id"), rapid.SampledFrom([]string{"World", "Europe", "C#"}).Draw(t, "label")
	if held := m.model.terms[id]; held != nil && held.tag {
		m.made++
		label += fmt.Sprint(" ", m.made)
	}
	s := rapid.SampledFrom([]taxonomy.Slugging{taxonomy.KeepSlug, taxonomy.FollowLabel}).Draw(t, "slug")
	m.try(t, m.tree.Plan().Rename(id, taxonomy.Label{Text: label}, s), func(next *model) bool {
		if !next.stands(id) {
			return false
		}
		next.terms[id].label = label
		return true
	})
}

func (m *machine) move(t *rapid.T) {
	id, parent := m.draw(t, "id"), rapid.OneOf(rapid.Just(taxonomy.ID{}), rapid.SampledFrom(append(m.ids, taxonomy.ID{}))).Draw(t, "parent")
	m.try(t, m.tree.Plan().Move(id, parent), func(next *model) bool {
		if !next.stands(id) || next.terms[id].tag || !parent.IsZero() && (!next.target(false, parent) || next.below(next.end(parent), id)) {
			return false
		}
		next.terms[id].parent = next.end(parent)
		return true
	})
}

func (m *machine) merge(t *rapid.T) {
	from, into := m.draw(t, "from"), m.draw(t, "into")
	m.try(t, m.tree.Plan().Merge(from, into), func(next *model) bool {
		return next.stands(from) && !next.terms[from].retired && next.merge(from, into, false)
	})
}

func (m *machine) retire(t *rapid.T) {
	id, by := m.draw(t, "id"), rapid.SampledFrom(append(m.ids, taxonomy.ID{})).Draw(t, "replacement")
	m.try(t, m.tree.Plan().Retire(id, by), func(next *model) bool {
		if !by.IsZero() {
			return next.merge(id, by, true)
		}
		may := next.stands(id) && !next.terms[id].retired
		if may {
			next.terms[id].retired = true
		}
		return may
	})
}

func (m *machine) restore(t *rapid.T) {
	id := m.draw(t, "id")
	m.try(t, m.tree.Plan().Restore(id), func(next *model) bool {
		held := next.terms[id]
		if held == nil {
			return false
		}
		held.retired, held.into = false, taxonomy.ID{}
		term, _ := m.tree.Record(id)
		for s, holder := range next.slugs { // what it had comes back with it, the rest stays
			if holder == id && s[2:] != term.Slug && !slices.Contains(term.Former, s[2:]) {
				delete(next.slugs, s)
			}
		}
		return true
	})
}

func (m *machine) delete(t *rapid.T) {
	id, to := m.draw(t, "id"), rapid.SampledFrom(append(m.ids, taxonomy.ID{})).Draw(t, "to")
	policy := rapid.SampledFrom([]taxonomy.Children{taxonomy.RefuseChildren, taxonomy.PromoteChildren}).Draw(t, "children")
	m.try(t, m.tree.Plan().Delete(id, taxonomy.Deletion{Children: policy, To: to}), func(next *model) bool {
		return next.drop(id, to, policy == taxonomy.PromoteChildren)
	})
}

// undo goes back and forth: after it, all is as it was before the last change.
func (m *machine) undo(t *rapid.T) {
	if m.base == nil || m.change.IsZero() {
		t.Skip("nothing to undo")
	}
	was := m.was
	tree, change, err := m.tree.Apply(m.tree.Plan().Undo(m.change))
	require.NoError(t, err)
	require.Equal(t, terms(t, m.base), terms(t, tree), "undoing leads back")
	followed, err := m.follower.With(change)
	require.NoError(t, err)
	m.base, m.change = nil, taxonomy.Change{}
	m.tree, m.follower, m.model = tree, followed, was
}

// terms is a tree without its version.
func terms(t require.TestingT, tree *taxonomy.Tree) string {
	same, _ := taxonomy.Load(nil, nil, taxonomy.Options{Version: tree.Version()})
	head := len(listed(t, same)) - len(",\n\"categories\":[],\n\"tags\":[]}\n")
	return listed(t, tree)[head:]
}

func TestAnyHistoryEqualsTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := machine{model: &model{map[taxonomy.ID]*modelTerm{}, map[string]taxonomy.ID{}}}
		t.Repeat(map[string]func(*rapid.T){
			"add": m.add, "rename": m.rename, "move": m.move, "merge": m.merge, "retire": m.retire,
			"restore": m.restore, "delete": m.delete, "undo": m.undo,
			"stale": func(t *rapid.T) {
				_, _, err := m.tree.Apply((*taxonomy.Tree)(nil).Plan().Move(taxonomy.ID{}, taxonomy.ID{}))
				require.Equal(t, m.tree.Version() != 0, errors.Is(err, taxonomy.ErrVersionConflict))
			},
			"": func(t *rapid.T) {
				m.model.requireSame(t, m.tree)
				requireReloads(t, m.tree)
			},
		})
	})
}
