package sanitize_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// morsels are what soups are made of: tags that close each other, move each
// other about, or change how what follows is read.
func morsels() []string {
	names := strings.Fields("a b i em p div h1 h2 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th " +
		"ruby rt rp pre blockquote figure figcaption details summary picture video source img iframe br hr svg math " +
		"foreignobject desc title style script template noscript select option textarea form button nobr font " +
		"address section aside span q code html body head frameset plaintext xmp object marquee center")
	all := []string{"x", " ", "\n", "&lt;", "&amp;lt;", "<", ">", "\"", "'", "\x00", "\u202e", "é", "\xff", "\r\n",
		"<!--", "-->", "<![CDATA[", "]]>", "<!doctype html>", "<?x>", "</", "<a href=", "&#13;", "&#x202e;", "\f",
		`<a href="//x.example/a b">`, `<a href="/x">`, `<a href="javascript:x">`, `<img src="/a.jpg" srcset="/b.jpg 2x, c,d.jpg 1x, javascript:x 3x">`,
		`<iframe src="//www.youtube.com/embed/a?x=1">`, `<iframe src="https://x.example/" title="t">`, `<img src=x onerror=y>`,
		`<svg/>`, `<td colspan="02">`, `<p dir="RTL" lang="en-">`, `<a href="mailto:a@b.example" rel="UGC opener tag tag">`,
		`<a href="http://a.example/%zz">`, `<a href="a:b">`, `<a href="./a:b">`, `<a href="http://é.example/ü?ö#ä">`, `<img src=" /a
.jpg ">`}
	for _, name := range names {
		all = append(all, "<"+name+">", "</"+name+">")
	}
	return all
}

func TestTheLawsHoldForAnySoup(t *testing.T) {
	morsel := rapid.SampledFrom(morsels())
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(morsel, 0, 80).Draw(t, "soup"), "")
		require.NoError(t, checkAll(s))
	})
}

func FuzzHTML(f *testing.F) {
	f.Add(`<p>a<table><b>b<tr><a href=/x>c<td>d</a></table>`)
	f.Add(`<svg><style><img title="</style><img src=x onerror=y>">`)
	f.Add(`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x&gt;">`)
	f.Add("<pre>\n\nx</pre><noscript><p title=\"</noscript><img src=x>\">")
	f.Add(`<iframe src=//www.youtube.com/embed/a></iframe><img srcset="a,b 1x, c 2x,">`)
	f.Add(`<iframe src="https://www.x%80.example">`)
	for i, v := range corpus(f, "hostile.jsonl") {
		// All are checked by a test; as seeds a part is enough to vary.
		if i%10 == 0 {
			f.Add(v.HTML)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		require.NoError(t, checkAll(s))
	})
}
