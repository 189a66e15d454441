package articletest

import (
	"errors"
	"fmt"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

// anyHistory plays random histories, each among articles, names and an author of
// its own, so that one store serves them all.
func anyHistory(b bench, s article.Store) {
	histories := 0
	rapid.Check(b.TB, func(t *rapid.T) {
		play(t, s, histories)
		histories++
	})
}

// play is one random history, the n-th in its store. It returns how many steps it
// had.
func play(t *rapid.T, s article.Store, n int) (steps int) {
	m := &model{
		history:   n,
		held:      make(map[article.ID]article.Article),
		revisions: make(map[article.ID][]article.Revision),
		owners:    make(map[slug.Name]article.ID),
	}
	for change, err := range s.Changes(ctx, 0) { // of the histories before
		require.NoError(t, err)
		m.since = change.Cursor
	}
	actions := map[string]func(*rapid.T, article.Store){
		"new":         m.start,
		"edit":        m.edit,
		"restore":     m.restore,
		"publish":     m.doing(article.Article.Publish),
		"schedule":    m.schedule,
		"correct":     m.correct,
		"unpublish":   m.doing(article.Article.Unpublish),
		"withdraw":    m.doing(article.Article.Withdraw),
		"embargo":     m.embargo,
		"lift":        m.lift,
		"rename":      m.rename,
		"stale":       m.stale,
		"find":        func(t *rapid.T, s article.Store) { m.find(t, s, m.name(t)) },
		"list":        m.list,
		"next change": m.nextChange,
	}
	repeated := make(map[string]func(*rapid.T), len(actions))
	for name, do := range actions {
		repeated[name] = func(t *rapid.T) {
			do(t, s)
			steps++ // not where the step was skipped
		}
	}
	t.Repeat(repeated)
	m.same(t, s)
	return steps
}

// A model is the obvious truth: maps of what was saved, searched from end to end.
type model struct {
	history   int
	ids       []article.ID
	held      map[article.ID]article.Article
	revisions map[article.ID][]article.Revision
	owners    map[slug.Name]article.ID // every name that was given
	since     article.Cursor           // of the feed, before this history
	changes   []article.Change         // in this history, without their cursors
}

func (m *model) id(t *rapid.T) article.ID {
	if len(m.ids) == 0 {
		t.Skip("there is no article yet")
	}
	return rapid.SampledFrom(m.ids).Draw(t, "article")
}

func (m *model) name(t *rapid.T) slug.Name {
	word := rapid.SampledFrom([]string{"storm", "calm", "storm-2", "storm-3"}).Draw(t, "word")
	return name(fmt.Sprint("history-", m.history, "-", word))
}

// content credits the author of this history, by whom its lists are found.
func (m *model) content(t *rapid.T) article.Content {
	c := words(fmt.Sprint("History ", m.history, " ", rapid.SampledFrom([]string{"storm", "calm"}).Draw(t, "headline")))
	c.Lang = rapid.SampledFrom([]string{"en", "es"}).Draw(t, "lang")
	c.Filing = fileUnder(rapid.SliceOfN(rapid.IntRange(0, 3), 0, 3).Draw(t, "terms")...)
	c.Byline = []article.Credit{{Author: author(1000 + m.history)}}
	return c
}

func at(t *rapid.T) article.Stamp { return stamp(rapid.IntRange(0, 9).Draw(t, "minute")) }

func (m *model) start(t *rapid.T, s article.Store) {
	a, err := article.New(id(fmt.Sprint("history ", m.history, "/"), len(m.ids)), m.content(t), at(t))
	require.NoError(t, err)
	if rapid.Bool().Draw(t, "page") {
		a.Kind = article.Page
	}
	m.ids = append(m.ids, a.ID)
	m.save(t, s, a)
}

func (m *model) edit(t *rapid.T, s article.Store) {
	a, err := m.held[m.id(t)].Edit(m.content(t), at(t))
	require.NoError(t, err)
	m.save(t, s, a)
}

func (m *model) schedule(t *rapid.T, s article.Store) {
	from := rapid.IntRange(0, 9).Draw(t, "from")
	window := article.Window{From: after(from), Until: after(from + rapid.IntRange(1, 9).Draw(t, "length"))}
	m.act(t, s, func(a article.Article, stamp article.Stamp) (article.Article, error) {
		return a.Schedule(window, stamp)
	})
}

func (m *model) doing(do func(article.Article, article.Stamp) (article.Article, error)) func(*rapid.T, article.Store) {
	return func(t *rapid.T, s article.Store) { m.act(t, s, do) }
}

func (m *model) restore(t *rapid.T, s article.Store) {
	id := m.id(t)
	r := rapid.SampledFrom(m.revisions[id]).Draw(t, "revision")
	a, err := m.held[id].Restore(r, at(t))
	require.NoError(t, err)
	m.save(t, s, a)
}

func (m *model) correct(t *rapid.T, s article.Store) {
	c := article.Correction{
		Kind:     rapid.SampledFrom([]article.CorrectionKind{article.KindTypo, article.KindCorrection}).Draw(t, "kind"),
		Text:     "It was calm.",
		Internal: rapid.Bool().Draw(t, "internal"),
	}
	content := m.content(t)
	m.act(t, s, func(a article.Article, stamp article.Stamp) (article.Article, error) {
		return a.Correct(c, content, stamp)
	})
}

func (m *model) embargo(t *rapid.T, s article.Store) {
	var until time.Time
	if minute := rapid.IntRange(9, 15).Draw(t, "until"); minute > 9 {
		until = after(minute)
	}
	m.act(t, s, func(a article.Article, stamp article.Stamp) (article.Article, error) {
		return a.SetEmbargo(until, "agreed", stamp)
	})
}

func (m *model) lift(t *rapid.T, s article.Store) {
	m.act(t, s, func(a article.Article, stamp article.Stamp) (article.Article, error) {
		if !a.Embargo.On {
			t.Skip("there is no embargo")
		}
		return a.LiftEmbargo(stamp)
	})
}

func (m *model) rename(t *rapid.T, s article.Store) {
	to := m.name(t)
	m.act(t, s, func(a article.Article, stamp article.Stamp) (article.Article, error) {
		return a.Rename(to, stamp)
	})
}

func (m *model) act(t *rapid.T, s article.Store, do func(article.Article, article.Stamp) (article.Article, error)) {
	a, err := do(m.held[m.id(t)], at(t))
	if errors.Is(err, article.ErrNotAllowed) {
		t.Skip("the state does not allow it")
	}
	require.NoError(t, err)
	m.save(t, s, a)
}

// save demands that the store keeps what the model keeps.
func (m *model) save(t *rapid.T, s article.Store, a article.Article) {
	want := a
	want.Name, want.Pending = m.given(a), nil
	want.Version++
	got, err := s.Save(ctx, a)
	require.NoError(t, err)
	require.Equal(t, want, got)
	m.held[a.ID] = want
	m.owners[want.Name] = a.ID
	m.changes = append(m.changes, article.Change{ID: a.ID, Version: want.Version})
	m.revisions[a.ID] = append(m.revisions[a.ID], a.Pending...)
}

// given is the name that a save gives: the first that nobody else ever had.
func (m *model) given(a article.Article) slug.Name {
	want := article.Naming{}.Want(a)
	free := want
	for n := 2; ; n++ {
		if owner, ok := m.owners[free]; !ok || owner == a.ID {
			return free
		}
		free.Slug = slug.Suffix(want.Slug, n, slug.Options{})
	}
}

func (m *model) stale(t *rapid.T, s article.Store) {
	a := m.held[m.id(t)]
	a.Version -= rapid.IntRange(1, a.Version).Draw(t, "behind")
	got, err := s.Save(ctx, a)
	require.ErrorIs(t, err, article.ErrVersionConflict)
	require.Equal(t, a, got)
}

func (m *model) find(t *rapid.T, s article.Store, n slug.Name) {
	owner, ok := m.owners[n]
	if !ok {
		bench{t}.wantNoName(s, n)
		return
	}
	a := m.held[owner]
	want := article.Found{Status: slug.Current, ID: owner, Name: a.Name}
	switch {
	case a.State == article.Withdrawn:
		want.Status, want.Name = slug.Gone, n
	case a.Name != n:
		want.Status = slug.Moved
	}
	bench{t}.wantFound(s, n, want)
}

func (m *model) list(t *rapid.T, s article.Store) {
	bench{t}.wantList(s, m.query(t), m.articles())
}

func (m *model) nextChange(t *rapid.T, s article.Store) {
	bench{t}.wantNextChange(s, m.query(t), after(rapid.IntRange(-1, 20).Draw(t, "after")), m.articles())
}

// query asks for articles of this history only.
func (m *model) query(t *rapid.T) article.Query {
	q := article.Query{
		Authors: authors(1000 + m.history),
		Lang:    rapid.SampledFrom([]string{"", "", "es"}).Draw(t, "lang"),
		Oldest:  rapid.Bool().Draw(t, "oldest"),
		Limit:   rapid.IntRange(0, 3).Draw(t, "limit"),
	}
	if rapid.Bool().Draw(t, "at an instant") {
		q.At = after(rapid.IntRange(-1, 20).Draw(t, "minute"))
	}
	if rapid.Bool().Draw(t, "page") {
		q.Kind = article.Page
	}
	for _, n := range rapid.SliceOfN(rapid.IntRange(0, 3), 0, 2).Draw(t, "terms") {
		q.Terms = append(q.Terms, term(n))
	}
	if rapid.Bool().Draw(t, "of states") {
		q.States = rapid.SliceOfN(rapid.SampledFrom([]article.State{
			article.Draft, article.Scheduled, article.Published, article.Unpublished, article.Withdrawn,
		}), 1, 3).Draw(t, "states")
	}
	return q
}

func (m *model) articles() (list []article.Article) {
	for _, id := range m.ids {
		list = append(list, m.held[id])
	}
	return list
}

// same demands that the store answers every question as the model does.
func (m *model) same(t *rapid.T, s article.Store) {
	b := bench{t}
	for _, id := range m.ids {
		b.wantHeld(s, m.held[id])
		require.Equal(t, m.revisions[id], all(b, s.Revisions(ctx, id)))
	}
	for n := range m.owners {
		m.find(t, s, n)
	}
	var want []article.View
	for _, a := range m.articles() {
		if v, ok := a.View(after(5)); ok {
			want = append(want, v)
		}
	}
	require.Equal(t, want, all(b, s.Views(ctx, after(5), m.ids...)))
	b.wantList(s, article.Query{Authors: authors(1000 + m.history)}, m.articles())
	var changes []article.Change
	for _, change := range all(b, s.Changes(ctx, m.since)) {
		changes = append(changes, article.Change{ID: change.ID, Version: change.Version})
	}
	require.Equal(t, m.changes, changes)
}
