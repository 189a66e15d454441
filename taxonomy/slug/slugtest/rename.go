package slugtest

import (
	"context"
	"strings"

	"github.com/newsjunction/news/taxonomy/slug"
)

func oneHop(b bench, l slug.Ledger) {
	b.reserve(l, "one", "one", "1")
	b.rename(l, "one", "two", "two", "1")
	b.rename(l, "two", "three", "three", "1")
	b.wantMoved(l, "one", "three", "1")
	b.wantMoved(l, "two", "three", "1")
	b.wantCurrent(l, "three", "1")
}

func redirectsStay(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	b.reserve(l, "storm", "storm-2", "2")
	b.reserve(l, "gale", "gale", "3")
	b.rename(l, "gale", "storm", "storm-3", "3")
	b.wantMoved(l, "storm", "flood", "1")
}

func renamingBack(b bench, l slug.Ledger) {
	b.reserve(l, "one", "one", "1")
	b.rename(l, "one", "two", "two", "1")
	b.rename(l, "two", "one", "one", "1")
	b.wantCurrent(l, "one", "1")
	b.wantMoved(l, "two", "one", "1")
	b.rename(l, "one", "two", "two", "1")
	b.wantMoved(l, "one", "two", "1")
}

func ownSuffix(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.reserve(l, "storm", "storm-2", "2")
	b.reserve(l, "storm", "storm-3", "3")
	b.rename(l, "storm-2", "flood", "flood", "2")
	b.rename(l, "flood", "storm", "storm-2", "2")
	b.rename(l, "storm-2", "storm", "storm-2", "2")
	b.wantMoved(l, "flood", "storm-2", "2")
	b.reserve(l, "storm", "storm-4", "4")
}

func sameName(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "storm", "storm", "1")
	b.wantCurrent(l, "storm", "1")
}

func renameRefused(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	b.reserve(l, "gale", "gale", "2")
	for _, bad := range []struct{ from, owner string }{
		{"storm", "1"}, {"flood", "2"}, {"unknown", "1"}, {"unknown", "3"}, {"flood", ""}, {"", "3"},
	} {
		_, err := l.Rename(context.Background(), article(bad.from), article("hail"), bad.owner)
		b.wantError(err, slug.ErrNotOwner, "Rename(%q, hail, %s)", bad.from, bad.owner)
		_, err = l.PlanRename(context.Background(), article(bad.from), article("hail"), bad.owner)
		b.wantError(err, slug.ErrNotOwner, "PlanRename(%q, hail, %s)", bad.from, bad.owner)
	}
	b.wantUnknown(l, "hail")
	b.wantCurrent(l, "flood", "1")
}

func planned(b bench, l slug.Ledger) {
	b.reserve(l, "hail", "hail", "2")
	b.reserve(l, "two", "two", "1")
	b.rename(l, "two", "one", "one", "1")
	b.redirect(l, "/2015/03?p=12", "one")
	plan := func(to string) slug.Renaming {
		r, err := l.PlanRename(context.Background(), article("one"), article(to), "1")
		b.wantError(err, nil, "PlanRename(one, %s)", to)
		return r
	}
	b.equal(plan("hail"), slug.Renaming{
		To: article("hail-2"), Redirects: []slug.Name{article("/2015/03?p=12"), article("one"), article("two")},
	}, "the plan of a name that is taken")
	b.equal(plan("two"), slug.Renaming{
		To: article("two"), Redirects: []slug.Name{article("/2015/03?p=12"), article("one")},
	}, "the plan of renaming back")
	b.equal(plan("one").To, article("one"), "the name planned for no change")
	b.equal(len(plan("one").Redirects), 2, "what redirects after no change")
	b.wantUnknown(l, "hail-2")
	b.wantMoved(l, "two", "one", "1")
	b.retire(l, "one", "1")
	plan("three")
	b.wantGone(l, "one", "1")
	b.rename(l, "one", "hail", "hail-2", "1")
	b.wantMoved(l, "/2015/03?p=12", "hail-2", "1")
}

func retired(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	b.redirect(l, "/old", "flood")
	for range 2 {
		b.retire(l, "flood", "1")
		for _, name := range []string{"storm", "flood", "/old"} {
			b.wantGone(l, name, "1")
		}
	}
	b.redirect(l, "/older", "storm")
	b.wantGone(l, "/older", "1")
}

func goneStays(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.retire(l, "storm", "1")
	b.reserve(l, "storm", "storm-2", "2")
	b.wantGone(l, "storm", "1")
}

func broughtBack(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	b.retire(l, "flood", "1")
	b.reserve(l, "hail", "flood", "1")
	b.wantMoved(l, "storm", "flood", "1")
	b.retire(l, "flood", "1")
	b.rename(l, "flood", "hail", "hail", "1")
	b.wantCurrent(l, "hail", "1")
	b.wantMoved(l, "flood", "hail", "1")
	b.retire(l, "hail", "1")
	b.rename(l, "hail", "hail", "hail", "1")
	b.wantCurrent(l, "hail", "1")
}

func retireRefused(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	for _, bad := range []struct{ name, owner string }{{"storm", "1"}, {"flood", "2"}, {"unknown", "1"}} {
		err := l.Retire(context.Background(), article(bad.name), bad.owner)
		b.wantError(err, slug.ErrNotOwner, "Retire(%q, %s)", bad.name, bad.owner)
	}
	b.wantCurrent(l, "flood", "1")
}

func pathsRedirect(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	paths := []string{"/2015/03/storm", "?p=12", "/новости/буря", "/a?b=c&d=%zz", "storm.html", "old-storm"}
	for _, p := range paths {
		b.redirect(l, p, "storm")
		b.wantMoved(l, p, "storm", "1")
	}
	b.rename(l, "storm", "flood", "flood", "1")
	for _, p := range paths {
		b.wantMoved(l, p, "flood", "1")
	}
	b.reserve(l, "old-storm", "old-storm-2", "2")
	b.rename(l, "flood", "old-storm", "old-storm", "1")
	b.wantCurrent(l, "old-storm", "1")
}

func longPaths(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	longest := "/" + strings.Repeat("ж", 511) + "a"
	b.redirect(l, longest, "storm")
	b.wantMoved(l, longest, "storm", "1")
	b.wantUnknown(l, longest[:len(longest)-1])
	err := l.Redirect(context.Background(), article(longest+"a"), article("storm"))
	b.wantError(err, slug.ErrInvalidName, "Redirect of a path of 1025 bytes")
}

func redirectFlattened(b bench, l slug.Ledger) {
	b.reserve(l, "one", "one", "1")
	b.rename(l, "one", "two", "two", "1")
	b.redirect(l, "/zero", "one")
	b.wantMoved(l, "/zero", "two", "1")
	b.rename(l, "two", "one", "one", "1")
	b.wantMoved(l, "/zero", "one", "1")
}

func redirectTwice(b bench, l slug.Ledger) {
	b.reserve(l, "one", "one", "1")
	b.rename(l, "one", "two", "two", "1")
	b.redirect(l, "/old", "two")
	b.redirect(l, "/old", "two")
	b.redirect(l, "one", "two")
	r, err := l.PlanRename(context.Background(), article("two"), article("three"), "1")
	b.wantError(err, nil, "PlanRename(two, three)")
	b.equal(r.Redirects, []slug.Name{article("/old"), article("one"), article("two")}, "what redirects")
	b.release(l, "/old", "1")
	b.wantUnknown(l, "/old")
}

func redirectTaken(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.reserve(l, "gale", "gale", "2")
	b.rename(l, "gale", "hail", "hail", "2")
	b.redirect(l, "/old", "hail")
	for _, from := range []string{"storm", "hail", "gale", "/old"} {
		err := l.Redirect(context.Background(), article(from), article("storm"))
		b.wantError(err, slug.ErrTaken, "Redirect(%q, storm)", from)
	}
	b.wantCurrent(l, "storm", "1")
	b.wantMoved(l, "gale", "hail", "2")
	b.wantMoved(l, "/old", "hail", "2")
}

func redirectUnknown(b bench, l slug.Ledger) {
	err := l.Redirect(context.Background(), article("/old"), article("storm"))
	b.wantError(err, slug.ErrUnknownName, "Redirect to a name that nobody holds")
	err = l.Redirect(context.Background(), article("storm"), article("storm"))
	b.wantError(err, slug.ErrUnknownName, "Redirect of an unknown name to itself")
	b.wantUnknown(l, "/old")
	b.reserve(l, "storm", "storm", "1")
}

func redirectInvalid(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	for _, bad := range []slug.Name{
		{}, {Slug: "/old"}, article(""), article("/Old"), article("/old/"), article("//old"), article("/%41"), article("/a\x00"),
		article("/\xff"), article("/a\u202e"), article("/e\u0301"), {Scope: strings.Repeat("a", 65), Slug: "/old"},
	} {
		err := l.Redirect(context.Background(), bad, article("storm"))
		b.wantError(err, slug.ErrInvalidName, "Redirect(%.80q)", bad)
	}
}
