package sanitize

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// The policies of the second opinion. They are written apart from the table on
// purpose: a mistake has to be made twice to be served.

const (
	// guardAddress is an address on the web, from the root, or relative.
	guardAddress = `(?:https?://[^\s\\@/?#]+(?:[/?#][^\s\\]*)?|/|/[^\s\\/][^\s\\]*|` +
		`[^\s\\/:?#]+(?:[/?#][^\s\\]*)?|[?#][^\s\\]*)`
	guardCandidate = guardAddress + `(?: [0-9.]+[wxh])?`
)

var (
	guardLang       = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
	guardDir        = regexp.MustCompile(`^(ltr|rtl|auto)$`)
	guardInteger    = regexp.MustCompile(`^-?[0-9]{1,9}$`)
	guardEmpty      = regexp.MustCompile(`^$`)
	guardWord       = regexp.MustCompile(`^[A-Za-z0-9]+$`)
	guardRelation   = regexp.MustCompile(`^[a-z]+( [a-z]+)*$`)
	guardSource     = regexp.MustCompile(`^` + guardAddress + `$`)
	guardCandidates = regexp.MustCompile(`^` + guardCandidate + `(?:, ` + guardCandidate + `)*$`)
	guardQuery      = regexp.MustCompile(`^[^"'&;{}\\@]+$`)
	guardType       = regexp.MustCompile(`^[a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+(;[a-zA-Z0-9 =".,-]+)?$`)
	guardUUID       = regexp.MustCompile(`^[0-9a-f-]{36}$`)
	guardFrame      = regexp.MustCompile(`^https://((www\.)?youtube(-nocookie)?\.com/embed/|player\.vimeo\.com/video/)[A-Za-z0-9_-]+([?#].*)?$`)
	guardSandbox    = regexp.MustCompile(`^allow-popups allow-presentation allow-same-origin allow-scripts$`)
	guardReferrer   = regexp.MustCompile(`^strict-origin-when-cross-origin$`)
)

// linePolicy is the second opinion on inline markup.
func linePolicy(rel string) *bluemonday.Policy {
	policy := bluemonday.NewPolicy()
	policy.RequireParseableURLs(true)
	policy.AllowRelativeURLs(true)
	policy.AllowURLSchemes("http", "https", "mailto", "tel")
	allow(policy, "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
		"mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
		"var", "wbr")
	policy.AllowAttrs("lang").Matching(guardLang).Globally()
	policy.AllowAttrs("dir").Matching(guardDir).Globally()
	policy.AllowAttrs("href").OnElements("a")
	policy.AllowAttrs("hreflang").Matching(guardLang).OnElements("a")
	policy.AllowAttrs("title").OnElements("a", "abbr")
	policy.AllowAttrs("cite").OnElements("q")
	policy.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9A-Za-z+:., -]+$`)).OnElements("time")
	relation := guardRelation
	if rel != "" {
		relation = regexp.MustCompile("^" + regexp.QuoteMeta(rel) + "$")
	}
	policy.AllowAttrs("rel").Matching(relation).OnElements("a")
	return policy
}

func commentPolicy(rel string) *bluemonday.Policy {
	policy := linePolicy(rel)
	allow(policy, "p", "pre", "blockquote", "ul", "ol", "li")
	policy.AllowAttrs("cite").OnElements("blockquote")
	return policy
}

func articlePolicy() *bluemonday.Policy {
	policy := linePolicy("")
	allow(policy, "p", "pre", "div", "section", "article", "header", "footer", "address", "figure",
		"figcaption", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "details", "hr",
		"ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot",
		"tr", "td", "th", "picture", "source", "audio", "video")
	policy.AllowAttrs("cite").OnElements("blockquote")
	policy.AllowAttrs("data-article").Matching(guardUUID).OnElements("aside")
	policy.AllowAttrs("open").Matching(guardEmpty).OnElements("details")
	policy.AllowAttrs("start").Matching(guardInteger).OnElements("ol")
	policy.AllowAttrs("reversed").Matching(guardEmpty).OnElements("ol")
	policy.AllowAttrs("type").Matching(guardWord).OnElements("ol")
	policy.AllowAttrs("value").Matching(guardInteger).OnElements("li")
	policy.AllowAttrs("span").Matching(guardInteger).OnElements("col", "colgroup")
	policy.AllowAttrs("colspan", "rowspan").Matching(guardInteger).OnElements("td", "th")
	policy.AllowAttrs("scope").Matching(guardWord).OnElements("th")
	policy.AllowAttrs("abbr").OnElements("th")
	allowMedia(policy)
	return policy
}

func allowMedia(policy *bluemonday.Policy) {
	policy.AllowAttrs("src").Matching(guardSource).OnElements("img", "source", "audio", "video", "track")
	policy.AllowAttrs("poster").Matching(guardSource).OnElements("video")
	policy.AllowAttrs("srcset").Matching(guardCandidates).OnElements("img", "source")
	policy.AllowAttrs("sizes").Matching(guardQuery).OnElements("img", "source")
	policy.AllowAttrs("media").Matching(guardQuery).OnElements("source")
	policy.AllowAttrs("type").Matching(guardType).OnElements("source")
	policy.AllowAttrs("width", "height").Matching(guardInteger).OnElements("img", "source", "video", "iframe")
	policy.AllowAttrs("alt", "title").OnElements("img")
	policy.AllowAttrs("loading", "decoding").Matching(guardWord).OnElements("img")
	policy.AllowAttrs("controls", "loop", "muted", "playsinline", "default").Matching(guardEmpty).OnElements("audio", "video", "track")
	policy.AllowAttrs("preload", "kind").Matching(guardWord).OnElements("audio", "video", "track")
	policy.AllowAttrs("srclang").Matching(guardLang).OnElements("track")
	policy.AllowAttrs("label").OnElements("track")
	policy.AllowAttrs("src").Matching(guardFrame).OnElements("iframe")
	policy.AllowAttrs("title").OnElements("iframe")
	policy.AllowAttrs("allowfullscreen").Matching(guardEmpty).OnElements("iframe")
	policy.AllowAttrs("loading").Matching(guardWord).OnElements("iframe")
	policy.AllowAttrs("sandbox").Matching(guardSandbox).OnElements("iframe")
	policy.AllowAttrs("referrerpolicy").Matching(guardReferrer).OnElements("iframe")
}

// allow lets elements pass, with and without attributes.
func allow(policy *bluemonday.Policy, names ...string) {
	policy.AllowElements(names...)
	policy.AllowNoAttrs().OnElements(names...)
}
