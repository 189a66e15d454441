package taxonomytest

import (
	"context"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// book is the store's book of names, where it has one.
func (b bench) book(s taxonomy.Store) taxonomy.Names {
	book, ok := s.(taxonomy.Names)
	if !ok {
		b.Skip("the store is no book of names")
	}
	return book
}

func tagName(s string) slug.Name { return slug.Name{Scope: taxonomy.TagScope, Slug: s} }

func sectionName(s string) slug.Name { return slug.Name{Scope: taxonomy.CategoryScope, Slug: s} }

func (b bench) resolved(book taxonomy.Names, name slug.Name, status slug.Status, to slug.Name, owner taxonomy.ID) {
	b.Helper()
	got, err := book.Resolve(ctx, name)
	require.NoError(b, err, name)
	require.Equal(b, slug.Resolution{Status: status, Name: to, Owner: owner.String()}, got, name)
}

func names(b bench, s taxonomy.Store) {
	book := b.book(s)
	b.world(s)
	b.resolved(book, tagName("isis"), slug.Current, tagName("isis"), flat(1))
	b.resolved(book, sectionName("asia"), slug.Current, sectionName("asia"), section(2))
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().Rename(section(2), taxonomy.Label{Text: "Far East"}, taxonomy.FollowLabel).Merge(flat(1), flat(2)).
			Retire(section(4), taxonomy.ID{}).Retire(flat(4), flat(2))
	})
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Merge(flat(2), flat(3)) })
	b.resolved(book, sectionName("asia"), slug.Moved, sectionName("far-east"), section(2))
	b.resolved(book, sectionName("sport"), slug.Gone, sectionName("sport"), section(4))
	for _, old := range []string{"isis", "islamic-state", "go"} {
		b.resolved(book, tagName(old), slug.Moved, tagName("daesh"), flat(3))
	}
	for _, unknown := range []slug.Name{tagName("far-east"), sectionName("daesh"), tagName("nobody"), {Scope: "article", Slug: "isis"}, {}} {
		_, err := book.Resolve(ctx, unknown)
		require.ErrorIs(b, err, slug.ErrUnknownName)
	}
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Delete(section(4), taxonomy.Deletion{}) })
	_, err := book.Resolve(ctx, sectionName("sport"))
	require.ErrorIs(b, err, slug.ErrUnknownName, "a term that is deleted takes its names with it")
}

func redirected(b bench, s taxonomy.Store) {
	book := b.book(s)
	b.world(s)
	old := slug.Name{Scope: "old", Slug: "/tag/isis.html?page=1"}
	require.NoError(b, book.Redirect(ctx, old, tagName("isis")))
	require.NoError(b, book.Redirect(ctx, old, tagName("isis")), "a second time changes nothing")
	require.ErrorIs(b, book.Redirect(ctx, old, tagName("go")), slug.ErrTaken)
	require.ErrorIs(b, book.Redirect(ctx, tagName("go"), tagName("isis")), slug.ErrTaken)
	require.ErrorIs(b, book.Redirect(ctx, tagName("isis"), tagName("isis")), slug.ErrTaken)
	require.ErrorIs(b, book.Redirect(ctx, old, tagName("nobody")), slug.ErrUnknownName)
	require.ErrorIs(b, book.Redirect(ctx, slug.Name{Scope: "old", Slug: "/A%20B/"}, tagName("isis")), slug.ErrInvalidName)
	b.resolved(book, old, slug.Moved, tagName("isis"), flat(1))
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Merge(flat(1), flat(2)) })
	require.NoError(b, book.Redirect(ctx, old, tagName("isis")), "to a name that leads to the same term")
	b.resolved(book, old, slug.Moved, tagName("islamic-state"), flat(2))
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Delete(flat(2), taxonomy.Deletion{To: flat(3)}) })
	b.resolved(book, old, slug.Moved, tagName("daesh"), flat(3))
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Retire(flat(3), taxonomy.ID{}) })
	b.resolved(book, old, slug.Gone, old, flat(3))
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Delete(flat(3), taxonomy.Deletion{}) })
	_, err := book.Resolve(ctx, old)
	require.ErrorIs(b, err, slug.ErrUnknownName)
	over, cancel := context.WithCancel(ctx)
	cancel()
	require.ErrorIs(b, book.Redirect(over, old, tagName("go")), context.Canceled)
	_, err = book.Resolve(over, tagName("go"))
	require.ErrorIs(b, err, context.Canceled)
}

func nameTaken(b bench, s taxonomy.Store) {
	book := b.book(s)
	next := b.world(s)
	require.NoError(b, book.Redirect(ctx, tagName("caliphate"), tagName("isis")))
	for _, plan := range []taxonomy.Plan{
		next.Plan().AddTag(tag(8, "Caliphate")).AddTag(tag(9, "Nine")),
		next.Plan().Reslug(flat(4), "caliphate"),
	} {
		_, change := b.applied(next, plan)
		require.ErrorIs(b, s.Commit(ctx, change), slug.ErrTaken)
		b.wantTree(s, next)
	}
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan { return t.Plan().Reslug(flat(1), "caliphate") })
	b.resolved(book, tagName("caliphate"), slug.Current, tagName("caliphate"), flat(1))
	b.commit(s, func(t *taxonomy.Tree) taxonomy.Plan {
		return t.Plan().AddCategory(category(9, "Caliphate", taxonomy.ID{}))
	})
}
