package slugtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy/slug"
)

// A book is the slow, obvious ledger: who holds a name, what each owner has now,
// and who is gone.
type book struct {
	holders map[slug.Name]string
	current map[string]slug.Name
	retired map[string]bool
}

func newBook() book {
	return book{map[slug.Name]string{}, map[string]slug.Name{}, map[string]bool{}}
}

// A call is one use of a ledger, and its outcome.
type call struct {
	do       string
	name, to slug.Name
	owner    string
}

type outcome struct {
	name slug.Name
	plan slug.Renaming
	res  slug.Resolution
	err  error // a sentinel
}

// free returns the first name from want on that owner may have.
func (k book) free(want slug.Name, owner string) slug.Name {
	name := want
	for n := 2; ; n++ {
		if holder, held := k.holders[name]; !held || holder == owner {
			return name
		}
		name.Slug = slug.Suffix(want.Slug, n, slug.Options{})
	}
}

func (k book) give(want slug.Name, owner string) slug.Name {
	name := k.free(want, owner)
	k.holders[name], k.current[owner] = owner, name
	delete(k.retired, owner)
	return name
}

// apply does a call to the book and returns what comes of it.
func (k book) apply(c call) outcome {
	has, named := k.current[c.owner]
	own := named && has == c.name
	switch c.do {
	case "reserve":
		if named {
			delete(k.retired, c.owner)
			return outcome{name: has}
		}
		return outcome{name: k.give(c.name, c.owner)}
	case "rename":
		if !own {
			return outcome{err: slug.ErrNotOwner}
		}
		return outcome{name: k.give(c.to, c.owner)}
	case "plan":
		if !own {
			return outcome{err: slug.ErrNotOwner}
		}
		plan := slug.Renaming{To: k.free(c.to, c.owner)}
		for n, owner := range k.holders {
			if owner == c.owner && n != plan.To {
				plan.Redirects = append(plan.Redirects, n)
			}
		}
		slices.SortFunc(plan.Redirects, slug.Name.Compare)
		return outcome{plan: plan}
	case "retire":
		if !own {
			return outcome{err: slug.ErrNotOwner}
		}
		k.retired[c.owner] = true
		return outcome{}
	case "redirect":
		return k.redirect(c)
	case "release":
		return k.release(c, own)
	}
	return k.resolve(c.name)
}

func (k book) redirect(c call) outcome {
	owner, held := k.holders[c.to]
	if !held {
		return outcome{err: slug.ErrUnknownName}
	}
	if holder, held := k.holders[c.name]; held && (holder != owner || k.current[owner] == c.name) {
		return outcome{err: slug.ErrTaken}
	}
	k.holders[c.name] = owner
	return outcome{}
}

func (k book) release(c call, own bool) outcome {
	if holder, held := k.holders[c.name]; !held || holder != c.owner {
		return outcome{err: slug.ErrNotOwner}
	}
	if !own {
		delete(k.holders, c.name)
		return outcome{}
	}
	for n, owner := range k.holders {
		if owner == c.owner {
			delete(k.holders, n)
		}
	}
	delete(k.current, c.owner)
	delete(k.retired, c.owner)
	return outcome{}
}

func (k book) resolve(n slug.Name) outcome {
	owner, held := k.holders[n]
	switch {
	case !held:
		return outcome{err: slug.ErrUnknownName}
	case k.retired[owner]:
		return outcome{res: slug.Resolution{Status: slug.Gone, Name: n, Owner: owner}}
	case k.current[owner] != n:
		return outcome{res: slug.Resolution{Status: slug.Moved, Name: k.current[owner], Owner: owner}}
	}
	return outcome{res: slug.Resolution{Status: slug.Current, Name: n, Owner: owner}}
}

// ask does a call to a ledger. An error that is none of the package's own fails.
func (b bench) ask(l slug.Ledger, c call) outcome {
	var o outcome
	ctx := context.Background()
	switch c.do {
	case "reserve":
		o.name, o.err = l.Reserve(ctx, c.name, c.owner)
	case "rename":
		o.name, o.err = l.Rename(ctx, c.name, c.to, c.owner)
	case "plan":
		o.plan, o.err = l.PlanRename(ctx, c.name, c.to, c.owner)
	case "retire":
		o.err = l.Retire(ctx, c.name, c.owner)
	case "redirect":
		o.err = l.Redirect(ctx, c.name, c.to)
	case "release":
		o.err = l.Release(ctx, c.name, c.owner)
	default:
		o.res, o.err = l.Resolve(ctx, c.name)
	}
	if len(o.plan.Redirects) == 0 {
		o.plan.Redirects = nil
	}
	if o.err == nil {
		return o
	}
	for _, known := range []error{slug.ErrNotOwner, slug.ErrUnknownName, slug.ErrTaken, slug.ErrInvalidName} {
		if errors.Is(o.err, known) {
			return outcome{err: known}
		}
	}
	b.Errorf("%v = %v, which is no error of a ledger", c, o.err)
	return o
}

// A machine draws calls of a small world, in which owners meet.
type machine struct {
	pick func(n int) int // a number from 0 to n-1
	book book
}

func (m machine) one(of ...string) string { return of[m.pick(len(of))] }

func (m machine) anyName() slug.Name {
	return slug.Name{Scope: m.one("article", "article", "page"), Slug: m.one("a", "a", "a-2", "a-3", "b", "b-2")}
}

// call draws a call. Where a name of the owner's is asked for, it mostly is.
func (m machine) call() call {
	c := call{
		do:    m.one("reserve", "reserve", "rename", "rename", "plan", "retire", "redirect", "release", "resolve"),
		name:  m.anyName(),
		to:    m.anyName(),
		owner: m.one("1", "2", "3", "4", "5"),
	}
	switch c.do {
	case "rename", "plan", "retire", "release":
		if has, ok := m.book.current[c.owner]; ok && m.pick(4) > 0 {
			c.name = has
		}
	case "redirect":
		if m.pick(2) > 0 {
			c.name.Slug = m.one("/old", "?p=12", "/буря")
		}
	}
	if (c.do == "release" || c.do == "resolve") && m.pick(2) > 0 {
		c.name = m.held(c.name, c.owner)
	}
	return c
}

// held returns a name that owner holds, or the other one.
func (m machine) held(other slug.Name, owner string) slug.Name {
	var names []slug.Name
	for n, holder := range m.book.holders {
		if holder == owner {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return other
	}
	slices.SortFunc(names, slug.Name.Compare)
	return names[m.pick(len(names))]
}

// step draws a call and compares what ledger and book make of it.
func (m machine) step(b bench, l slug.Ledger) {
	c := m.call()
	want := m.book.apply(c)
	if got := b.ask(l, c); !reflect.DeepEqual(got, want) {
		b.Fatalf("%+v: the ledger says %+v, the model %+v", c, got, want)
	}
}

// compare holds every name that there may be against the book.
func (m machine) compare(b bench, l slug.Ledger) {
	names := slices.Collect(maps.Keys(m.book.holders))
	for i := 2; i < 8; i++ {
		names = append(names, article(fmt.Sprint("a-", i)))
	}
	for _, n := range names {
		if got, want := b.ask(l, call{do: "resolve", name: n}), m.book.resolve(n); !reflect.DeepEqual(got, want) {
			b.Fatalf("Resolve(%v): the ledger says %+v, the model %+v", n, got, want)
		}
	}
}

// anyHistory plays one drawn history after the other on the same ledger, each
// with owners that release what they held at its end.
func anyHistory(b bench, l slug.Ledger) {
	check := func(t *rapid.T) {
		inner := bench{t}
		m := machine{func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }, newBook()}
		defer func() {
			for owner, name := range m.book.current {
				_ = l.Release(context.Background(), name, owner)
			}
		}()
		for range rapid.IntRange(1, 40).Draw(t, "calls") {
			m.step(inner, l)
		}
		m.compare(inner, l)
	}
	rapid.Check(b.TB, check)
}
