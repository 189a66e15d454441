package inline_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article/inline"
)

func TestCheckLink(t *testing.T) {
	safe := []string{"http://x.example", "HTTPS://X.example:8080/a?b#c", "https://xn--bcher-kva.example/", "https://bücher.example/ü",
		"http://[2001:db8::1]/", "mailto:a@b.example", "mailto:?subject=x", "tel:+441632960000", "/", "/x", "x/y", "x.html", "./a:b", "../x",
		"?q=a:b", "#x", "#", "/a//b", "https://x.example/@user", "/x?u=https://y.example/"}
	for _, s := range safe {
		assert.NoError(t, inline.CheckLink(s), s)
	}
	unsafe := []string{"", " /x", "/x y", "//x.example/", "/\\x.example", "\\\\x.example", "java\tscript:x", "javascript:x", "JavaScript:x",
		"data:text/html,x", "vbscript:x", "file:///x", "blob:x", "ftp://x.example/", "x:y", ":x", "a%3a:b", "http:x", "http:/x", "https:", "http://",
		"http:///x", "http://a@x.example/", "http://a:b@x.example/", "http://:80/", "http://x.example:y/", "http://x y/", "http://x<y/",
		"http://%zz/", "http://x%80.example/", "http://x%e2%80%ae.example", "/x%", "mailto:", "tel:", "/\u202ex", "/\x00", "/\xff",
		"/\u00a0", "http://x\u3000y/", "https://x%e3%80%80y/", strings.Repeat("a", inline.MaxLink+1)}
	for _, s := range unsafe {
		assert.ErrorIs(t, inline.CheckLink(s), inline.ErrUnsafeURL, "%q", s)
	}
}
