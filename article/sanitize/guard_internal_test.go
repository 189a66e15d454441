package sanitize

import (
	"testing"

	"github.com/microcosm-cc/bluemonday"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/loss"
)

// TestBothOpinionsMustAgree stands inside the package because the two opinions of
// the real profiles agree: a policy that does not is put in.
func TestBothOpinionsMustAgree(t *testing.T) {
	t.Run("what the second refuses is not served", func(t *testing.T) {
		r := *articleRules()
		r.second = bluemonday.NewPolicy().AllowElements("b")
		out, report, err := Profile{rules: &r}.HTML(`<p>a <b>b</b></p>`)
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
}
