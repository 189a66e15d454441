package slugtest

import (
	"context"
	"strings"

	"github.com/newsjunction/news/taxonomy/slug"
)

func freeName(b bench, l slug.Ledger) {
	b.wantUnknown(l, "storm")
	b.reserve(l, "storm", "storm", "1")
	b.wantCurrent(l, "storm", "1")
}

func firstSuffix(b bench, l slug.Ledger) {
	b.reserve(l, "storm-3", "storm-3", "0")
	b.reserve(l, "storm", "storm", "1")
	b.reserve(l, "storm", "storm-2", "2")
	b.reserve(l, "storm", "storm-4", "3")
	b.reserve(l, "storm-2", "storm-2-2", "4")
	b.reserve(l, "storm", "storm-5", "5")
	b.wantCurrent(l, "storm-4", "3")
}

func suffixKeepsCap(b bench, l slug.Ledger) {
	long := strings.Repeat("storm-", 15) + "winds"
	b.reserve(l, long, long, "1")
	b.reserve(l, long, slug.Suffix(long, 2, slug.Options{}), "2")
	b.reserve(l, long, slug.Suffix(long, 3, slug.Options{}), "3")
}

func keepsName(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.reserve(l, "flood", "storm", "1")
	b.wantUnknown(l, "flood")
}

func scopesApart(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	page := slug.Name{Scope: "page", Slug: "storm"}
	got, err := l.Reserve(context.Background(), page, "2")
	if err != nil || got != page {
		b.Fatalf("Reserve(%v) = %v, %v, want it", page, got, err)
	}
	b.wantCurrent(l, "storm", "1")
	got, err = l.Rename(context.Background(), page, article("storm"), "2")
	if want := article("storm-2"); err != nil || got != want {
		b.Fatalf("Rename(%v, article:storm) = %v, %v, want %v", page, got, err, want)
	}
	res, err := l.Resolve(context.Background(), page)
	if want := (slug.Resolution{Status: slug.Moved, Name: got, Owner: "2"}); err != nil || res != want {
		b.Fatalf("Resolve(%v) = %+v, %v, want %+v", page, res, err, want)
	}
}

func otherScripts(b bench, l slug.Ledger) {
	b.reserve(l, "буря-столетия", "буря-столетия", "1")
	b.reserve(l, "буря-столетия", "буря-столетия-2", "2")
	b.reserve(l, "été", "été", "3")
	b.reserve(l, "ete", "ete", "4")
	b.wantCurrent(l, "été", "3")
}

func releasedRedirect(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	b.release(l, "storm", "1")
	b.wantUnknown(l, "storm")
	b.reserve(l, "storm", "storm", "2")
	b.wantCurrent(l, "storm", "2")
	b.wantCurrent(l, "flood", "1")
}

func releasedAll(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	b.redirect(l, "/old", "flood")
	b.retire(l, "flood", "1")
	b.release(l, "flood", "1")
	for _, name := range []string{"storm", "flood", "/old"} {
		b.wantUnknown(l, name)
	}
	b.reserve(l, "storm", "storm", "2")
	b.reserve(l, "gale", "gale", "1")
	b.wantCurrent(l, "gale", "1")
}

func releasedSuffix(b bench, l slug.Ledger) {
	for i, want := range []string{"storm", "storm-2", "storm-3", "storm-4", "storm-5"} {
		b.reserve(l, "storm", want, string(rune('0'+i)))
	}
	b.release(l, "storm-4", "3")
	b.release(l, "storm-2", "1")
	b.reserve(l, "storm-2", "storm-2", "6")
	b.reserve(l, "storm", "storm-4", "7")
	b.reserve(l, "storm", "storm-6", "8")
	b.release(l, "storm", "0")
	b.reserve(l, "storm", "storm", "9")
}

func releaseRefused(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	b.rename(l, "storm", "flood", "flood", "1")
	for _, name := range []string{"storm", "flood", "gale"} {
		err := l.Release(context.Background(), article(name), "2")
		b.wantError(err, slug.ErrNotOwner, "Release(%q, 2), which 2 does not hold", name)
	}
	b.wantMoved(l, "storm", "flood", "1")
}

func invalidNames(b bench, l slug.Ledger) {
	ctx := context.Background()
	b.reserve(l, "storm", "storm", "1")
	for _, bad := range []slug.Name{
		{}, {Slug: "storm"}, {Scope: "article"}, article("Storm"), article("a.b"), article("a--b"), article("../x"),
		article("Буря"), article("e\u0301te"), article(strings.Repeat("a", 513)), article("a\x00b"), article("\xff"),
		{Scope: strings.Repeat("a", 65), Slug: "storm"}, {Scope: "a\x00", Slug: "storm"},
	} {
		_, err := l.Reserve(ctx, bad, "2")
		b.wantError(err, slug.ErrInvalidName, "Reserve(%.80q)", bad)
		_, err = l.Rename(ctx, article("storm"), bad, "1")
		b.wantError(err, slug.ErrInvalidName, "Rename to %.80q", bad)
		_, err = l.PlanRename(ctx, article("storm"), bad, "1")
		b.wantError(err, slug.ErrInvalidName, "PlanRename to %.80q", bad)
		b.wantError(l.Retire(ctx, bad, "1"), slug.ErrInvalidName, "Retire(%.80q)", bad)
		b.wantError(l.Redirect(ctx, article("old"), bad), slug.ErrInvalidName, "Redirect to %.80q", bad)
		b.wantError(l.Release(ctx, bad, "1"), slug.ErrNotOwner, "Release(%.80q)", bad)
		_, err = l.Resolve(ctx, bad)
		b.wantError(err, slug.ErrUnknownName, "Resolve(%.80q)", bad)
	}
	b.wantCurrent(l, "storm", "1")
}

func contextOver(b bench, l slug.Ledger) {
	b.reserve(l, "storm", "storm", "1")
	over, cancel := context.WithCancel(context.Background())
	cancel()
	_, reserve := l.Reserve(over, article("flood"), "2")
	_, rename := l.Rename(over, article("storm"), article("gale"), "1")
	_, plan := l.PlanRename(over, article("storm"), article("gale"), "1")
	_, resolve := l.Resolve(over, article("storm"))
	for call, err := range map[string]error{
		"Reserve": reserve, "Rename": rename, "PlanRename": plan, "Resolve": resolve,
		"Redirect": l.Redirect(over, article("old"), article("storm")),
		"Retire":   l.Retire(over, article("storm"), "1"),
		"Release":  l.Release(over, article("storm"), "1"),
	} {
		b.wantError(err, context.Canceled, "%s with a context that is over", call)
	}
	b.wantCurrent(l, "storm", "1")
	for _, name := range []string{"flood", "gale", "old"} {
		b.wantUnknown(l, name)
	}
}
