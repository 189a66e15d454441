package articletest

import (
	"errors"
	"fmt"

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
		m := &model{
			history:   histories,
			held:      make(map[article.ID]article.Article),
			revisions: make(map[article.ID][]article.Revision),
			owners:    make(map[slug.Name]article.ID),
		}
		histories++
		t.Repeat(map[string]func(*rapid.T){
			"new":       func(t *rapid.T) { m.start(t, s) },
			"edit":      func(t *rapid.T) { m.edit(t, s) },
			"publish":   func(t *rapid.T) { m.act(t, s, article.Article.Publish) },
			"schedule":  func(t *rapid.T) { m.schedule(t, s) },
			"unpublish": func(t *rapid.T) { m.act(t, s, article.Article.Unpublish) },
			"withdraw":  func(t *rapid.T) { m.act(t, s, article.Article.Withdraw) },
			"rename":    func(t *rapid.T) { m.rename(t, s) },
			"stale":     func(t *rapid.T) { m.stale(t, s) },
			"find":      func(t *rapid.T) { m.find(t, s, m.name(t)) },
			"list":      func(t *rapid.T) { m.list(t, s) },
		})
		m.same(t, s)
	})
}

// A model is the obvious truth: maps of what was saved, searched from end to end.
type model struct {
	history   int
	ids       []article.ID
	held      map[article.ID]article.Article
	revisions map[article.ID][]article.Revision
	owners    map[slug.Name]article.ID // every name that was given
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
	q := article.Query{
		Author: author(1000 + m.history),
		Lang:   rapid.SampledFrom([]string{"", "", "es"}).Draw(t, "lang"),
		Oldest: rapid.Bool().Draw(t, "oldest"),
		Limit:  rapid.IntRange(0, 3).Draw(t, "limit"),
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
	bench{t}.wantList(s, q, m.articles())
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
	b.wantList(s, article.Query{Author: author(1000 + m.history)}, m.articles())
}
