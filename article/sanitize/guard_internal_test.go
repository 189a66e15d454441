package sanitize

import (
	"testing"

	"github.com/microcosm-cc/bluemonday"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/loss"
)

// SecondOpinion returns what the second opinion of a profile makes of the whole of an
// output, so that tests ask it always.
func (p Profile) SecondOpinion(s string) string { return p.table().second.Sanitize(s) }

// TestBothOpinionsMustAgree stands inside the package because the two opinions of
// the real profiles agree: a policy that does not is put in.
func TestBothOpinionsMustAgree(t *testing.T) {
	t.Run("what the second refuses is not served", func(t *testing.T) {
		r := *articleRules()
		r.second = bluemonday.NewPolicy().AllowElements("b")
		out, report, err := Profile{rules: &r}.HTML(`<p>a <b>b</b><img src="/x"></p>`)
		require.NoError(t, err)
		assert.Equal(t, "a <b>b</b>", out)
		assert.Equal(t, "dropped markup: the second opinion refused it\n", report.String())
	})
	t.Run("where they never agree the text is served", func(t *testing.T) {
		r := *commentRules()
		r.second = bluemonday.UGCPolicy().RequireNoReferrerOnLinks(true)
		out, report, err := Profile{rules: &r}.HTML(`<p>a <a href="/x">b</a></p>`)
		require.NoError(t, err)
		assert.Equal(t, "a b", out)
		for l := range report.All() {
			if l.Action == loss.Dropped && l.What == "markup" {
				assert.Equal(t, 3, l.Count)
			}
		}
	})
	t.Run("tags alone may be refused that stand in the whole", func(t *testing.T) {
		r := *commentRules()
		r.second = bluemonday.NewPolicy().AllowElements("p")
		r.second.AllowAttrs("href", "rel").OnElements("a")
		out, _, err := Profile{rules: &r}.HTML(`<a href="/x">b</a>`)
		require.NoError(t, err)
		assert.Equal(t, `<a href="/x" rel="nofollow ugc noopener">b</a>`, out)
	})
}

// TestUsualAddressesAreReadAsOthers holds the short way to the long one.
func TestUsualAddressesAreReadAsOthers(t *testing.T) {
	p := newPass(articleRules(), &loss.Report{})
	for _, address := range []string{"https://a.example/b", "http://a.example/b//c/../d?e=f&g=h,i:j@k;l=$m", "https://a.example/", "https://a/."} {
		require.True(t, isCanonical(address), address)
		u, ok := p.resolve(address)
		require.True(t, ok, address)
		assert.Equal(t, address, u.String())
	}
	for _, address := range []string{"/b", "https://a.example", "https://A.example/", "https://a:1/", "https:///b", "https://a/b?c?d", "https://a/%zz", "https://a/b#c#d", "ftp://a/b", "https://b@a/", "https://a/ü"} {
		assert.False(t, isCanonical(address), address)
	}
}
