package reactionhttp_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Whatever is posted, it is one reaction to a subject that exists, led back to its
// page, or a problem that changes nothing; and it is never the site's fault.
func FuzzForm(f *testing.F) {
	for _, seed := range []string{
		"subject=a&reaction=love", "subject=b&reaction=sad&subject=a", "subject=%61&reaction=%6Cove", "subject=a;reaction=love",
		"subject=a&reaction=-", "subject=a&reaction=", "reaction=love", "subject=\x00&reaction=love", "subject=a&reaction=love&%", "=&=",
		strings.Repeat("&", 5000), "subject=" + strings.Repeat("%F0%9F%98%A2", 200) + "&reaction=sad",
	} {
		f.Add(seed, "application/x-www-form-urlencoded")
	}
	f.Add("subject=a&reaction=love", "application/x-www-form-urlencoded; charset=utf-8")
	f.Add("subject=a&reaction=love", "multipart/form-data; boundary=x")
	f.Add("subject=a&reaction=love", ";")
	f.Fuzz(func(t *testing.T, form, contentType string) {
		s := open(t)
		r := httptest.NewRequest(http.MethodPost, "/react", strings.NewReader(form))
		r.Header.Set("Content-Type", contentType)
		res := s.answer(r)
		total := 0
		for _, subject := range []string{"a", "b"} {
			love, sad := s.count(t, subject)
			total += love + sad
		}
		if res.StatusCode == http.StatusSeeOther {
			assert.Contains(t, []string{"/news/a#reactions", "/news/b#reactions"}, res.Header.Get("Location"))
			assert.Equal(t, len(res.Cookies()), total, "one reaction, or the undoing of a stranger")
			return
		}
		assert.Less(t, res.StatusCode, 500)
		assertProblem(t, res)
		assert.Zero(t, total)
	})
}
