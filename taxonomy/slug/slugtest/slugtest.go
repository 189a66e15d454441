package slugtest

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy/slug"
)

// Run holds a ledger to the promises of [slug.Ledger], each in a subtest. open is
// called at least once for each of them; it must return an empty ledger that makes
// suffixes by the zero [slug.Options], and register its own clean-up with t.
func Run(t *testing.T, open func(t *testing.T) slug.Ledger) {
	for _, p := range promises() {
		t.Run(p.name, func(t *testing.T) { p.check(bench{t}, open(t)) })
	}
}

// A promise is one sentence about every ledger, and the check of it.
type promise struct {
	name  string
	check func(b bench, l slug.Ledger)
}

func promises() []promise {
	return []promise{
		{"a free name is given as it is", freeName},
		{"a name that another holds gets the first free suffix", firstSuffix},
		{"a suffix keeps the cap", suffixKeepsCap},
		{"an owner that has a name keeps it", keepsName},
		{"one slug has an owner in each scope", scopesApart},
		{"names in letters of any script are names", otherScripts},
		{"the old name redirects to the new one in one hop", oneHop},
		{"a name that redirects is not given to another", redirectsStay},
		{"renaming back frees the name for its owner", renamingBack},
		{"a rename that gets a suffix finds its own again", ownSuffix},
		{"renaming to the current name changes nothing", sameName},
		{"only the current name of its owner can be renamed", renameRefused},
		{"a plan says what a rename does and changes nothing", planned},
		{"what is retired is gone with all that redirects to it", retired},
		{"what is gone is not given to another", goneStays},
		{"reserving and renaming bring back what was retired", broughtBack},
		{"only the current name of its owner can be retired", retireRefused},
		{"an old path redirects wherever its article goes", pathsRedirect},
		{"an old path may be of 1 KiB and of any script", longPaths},
		{"a redirect to a redirect leads to the current name", redirectFlattened},
		{"a redirect is written twice as once", redirectTwice},
		{"a redirect takes no name that an owner has", redirectTaken},
		{"a redirect leads to a name that is held", redirectUnknown},
		{"a redirect of what is no path is refused", redirectInvalid},
		{"a released redirect is free for all", releasedRedirect},
		{"releasing the current name leaves nothing", releasedAll},
		{"a released suffix is the first free one", releasedSuffix},
		{"only the owner of a name can release it", releaseRefused},
		{"what is no name is refused and nothing changes", invalidNames},
		{"a context that is over is refused and nothing changes", contextOver},
		{"any history equals the model", anyHistory},
		{"owners who come at once get names without a gap", atOnce},
		{"concurrent calls have an order that explains them", linearizable},
	}
}

// A bench is where a promise is checked: a test, or one history of a rapid one.
type bench struct{ rapid.TB }

func article(s string) slug.Name { return slug.Name{Scope: "article", Slug: s} }

// reserve is Ledger.Reserve on a bench that expects want to be given.
func (b bench) reserve(l slug.Ledger, asked, want, owner string) {
	b.Helper()
	got, err := l.Reserve(context.Background(), article(asked), owner)
	if err != nil || got != article(want) {
		b.Fatalf("Reserve(%q, %s) = %v, %v, want %v", asked, owner, got, err, article(want))
	}
}

// rename is Ledger.Rename on a bench that expects want to be given.
func (b bench) rename(l slug.Ledger, from, asked, want, owner string) {
	b.Helper()
	got, err := l.Rename(context.Background(), article(from), article(asked), owner)
	if err != nil || got != article(want) {
		b.Fatalf("Rename(%q, %q, %s) = %v, %v, want %v", from, asked, owner, got, err, article(want))
	}
}

// redirect is Ledger.Redirect on a bench that expects no error.
func (b bench) redirect(l slug.Ledger, from, to string) {
	b.Helper()
	if err := l.Redirect(context.Background(), article(from), article(to)); err != nil {
		b.Fatalf("Redirect(%.80q, %q) = %v, want no error", from, to, err)
	}
}

// retire is Ledger.Retire on a bench that expects no error.
func (b bench) retire(l slug.Ledger, name, owner string) {
	b.Helper()
	if err := l.Retire(context.Background(), article(name), owner); err != nil {
		b.Fatalf("Retire(%q, %s) = %v, want no error", name, owner, err)
	}
}

// release is Ledger.Release on a bench that expects no error.
func (b bench) release(l slug.Ledger, name, owner string) {
	b.Helper()
	if err := l.Release(context.Background(), article(name), owner); err != nil {
		b.Fatalf("Release(%q, %s) = %v, want no error", name, owner, err)
	}
}

func (b bench) wantCurrent(l slug.Ledger, name, owner string) {
	b.Helper()
	b.want(l, name, slug.Resolution{Status: slug.Current, Name: article(name), Owner: owner})
}

func (b bench) wantMoved(l slug.Ledger, name, to, owner string) {
	b.Helper()
	b.want(l, name, slug.Resolution{Status: slug.Moved, Name: article(to), Owner: owner})
}

func (b bench) wantGone(l slug.Ledger, name, owner string) {
	b.Helper()
	b.want(l, name, slug.Resolution{Status: slug.Gone, Name: article(name), Owner: owner})
}

func (b bench) want(l slug.Ledger, name string, want slug.Resolution) {
	b.Helper()
	got, err := l.Resolve(context.Background(), article(name))
	if err != nil || got != want {
		b.Fatalf("Resolve(%.80q) = %+v, %v, want %+v", name, got, err, want)
	}
}

func (b bench) wantUnknown(l slug.Ledger, name string) {
	b.Helper()
	got, err := l.Resolve(context.Background(), article(name))
	b.wantError(err, slug.ErrUnknownName, "Resolve(%.80q) = %+v", name, got)
}

func (b bench) wantError(err, want error, format string, args ...any) {
	b.Helper()
	if !errors.Is(err, want) {
		b.Errorf(format, args...)
		b.Fatalf("error is %v, want %v", err, want)
	}
}

func (b bench) equal(got, want any, what string) {
	b.Helper()
	if !reflect.DeepEqual(got, want) {
		b.Fatalf("%s is %v, want %v", what, got, want)
	}
}
