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
	guardToots     = `(?:mastodon\.(?:social|online)|mstdn\.social|mas\.to|fosstodon\.org|hachyderm\.io|journa\.host|newsie\.social)`
	guardFrames    = `(?:www\.)?youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/|` +
		`platform\.(?:twitter|x)\.com/embed/|www\.instagram\.com/[a-z]+/[^/]+/embed|www\.facebook\.com/plugins/|` +
		`www\.tiktok\.com/(?:embed|player)/|embed\.bsky\.app/embed/|` + guardToots + `/@[^/]+/[0-9]+/embed|` +
		`open\.spotify\.com/embed|w\.soundcloud\.com/player|embed\.podcasts\.apple\.com/|datawrapper\.dwcdn\.net/|` +
		`flo\.uri\.sh/[a-z]+/[0-9]+/embed|(?:www|maps)\.google\.com/maps/(?:d/)?embed`
)

var (
	guardLang       = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
	guardDir        = regexp.MustCompile(`^(ltr|rtl|auto)$`)
	guardInteger    = regexp.MustCompile(`^-?[0-9]+$`)
	guardDimension  = regexp.MustCompile(`^[0-9]{1,5}%?$`)
	guardEmpty      = regexp.MustCompile(`^$`)
	guardNever      = regexp.MustCompile(`^[^\s\S]$`)
	guardWord       = regexp.MustCompile(`^[A-Za-z0-9]+$`)
	guardRelation   = regexp.MustCompile(`^[a-z]+( [a-z]+)*$`)
	guardTarget     = regexp.MustCompile(`^_blank$`)
	guardTime       = regexp.MustCompile(`^[0-9A-Za-z+:., -]+$`)
	guardClass      = regexp.MustCompile(`^[A-Za-z0-9_ -]+$`)
	guardID         = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.:-]*$`)
	guardRole       = regexp.MustCompile(`^[a-z-]+$`)
	guardColour     = regexp.MustCompile(`^#?[A-Za-z0-9]+$`)
	guardWeb        = regexp.MustCompile(`^https?://[^\s\\@/?#]+(?:[/?#]|$)`)
	guardPath       = regexp.MustCompile(`^(?:/[^/\\]|/$|[^\s\\/:?#]+(?:[/?#]|$)|[?#])`)
	guardContact    = regexp.MustCompile(`^(?:mailto|tel):[^\s\\]`)
	guardCandidates = regexp.MustCompile(`^` + guardCandidate + `(?:, ` + guardCandidate + `)*$`)
	guardQuery      = regexp.MustCompile(`^[^"'&;{}\\@]+$`)
	guardType       = regexp.MustCompile(`^[a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+(;[a-zA-Z0-9 =".,-]+)?$`)
	guardUUID       = regexp.MustCompile(`^[0-9a-f-]{36}$`)
	guardFrame      = regexp.MustCompile(`^https://(?:` + guardFrames + `)[^\s\\]*$`)
	guardSandbox    = regexp.MustCompile(`^allow-popups allow-presentation allow-same-origin allow-scripts$`)
	guardReferrer   = regexp.MustCompile(`^strict-origin-when-cross-origin$`)
)

// linePolicy is the second opinion on inline markup.
func linePolicy(...Embed) *bluemonday.Policy {
	policy := bluemonday.NewPolicy()
	allow(policy, "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
		"mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
		"var", "wbr")
	policy.AllowAttrs("lang").Matching(guardLang).Globally()
	policy.AllowAttrs("dir").Matching(guardDir).Globally()
	allowAddresses(policy, "href", "a")
	policy.AllowAttrs("href").Matching(guardContact).OnElements("a")
	policy.AllowAttrs("hreflang").Matching(guardLang).OnElements("a")
	policy.AllowAttrs("title").OnElements("a", "abbr")
	allowAddresses(policy, "cite", "q")
	policy.AllowAttrs("cite").Matching(guardContact).OnElements("q")
	policy.AllowAttrs("datetime").Matching(guardTime).OnElements("time")
	policy.AllowAttrs("rel").Matching(guardRelation).OnElements("a")
	policy.AllowAttrs("target").Matching(guardTarget).OnElements("a")
	return policy
}

func commentPolicy(...Embed) *bluemonday.Policy {
	policy := linePolicy()
	allow(policy, "p", "pre", "blockquote", "ul", "ol", "li")
	allowAddresses(policy, "cite", "blockquote")
	policy.AllowAttrs("cite").Matching(guardContact).OnElements("blockquote")
	return policy
}

func newsletterPolicy(embeds ...Embed) *bluemonday.Policy {
	policy := commentPolicy()
	allow(policy, "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr")
	allowTables(policy)
	policy.AllowAttrs("role").Matching(guardRole).OnElements("table")
	policy.AllowAttrs("align", "valign").Matching(guardWord).OnElements("table", "tr", "td", "th")
	policy.AllowAttrs("bgcolor").Matching(guardColour).OnElements("table", "tr", "td", "th")
	policy.AllowAttrs("width").Matching(guardDimension).OnElements("table", "tr", "td", "th", "img")
	policy.AllowAttrs("height").Matching(guardDimension).OnElements("img")
	policy.AllowAttrs("border", "cellpadding", "cellspacing").Matching(guardInteger).OnElements("table")
	allowAddresses(policy, "src", "img")
	policy.AllowAttrs("alt", "title").OnElements("img")
	allowFrames(policy, embeds, guardNever)
	return policy
}

func feedPolicy(embeds ...Embed) *bluemonday.Policy {
	policy := commentPolicy()
	allow(policy, "div", "section", "article", "header", "footer", "address", "figure",
		"figcaption", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "aside", "details", "hr",
		"dl", "dt", "dd", "picture", "source", "audio", "video")
	policy.AllowAttrs("open").Matching(guardEmpty).OnElements("details")
	allowTables(policy)
	allowMedia(policy)
	allowFrames(policy, embeds, guardNever)
	return policy
}

func articlePolicy(embeds ...Embed) *bluemonday.Policy {
	policy := feedPolicy(embeds...)
	policy.AllowAttrs("class").Matching(guardClass).Globally()
	policy.AllowAttrs("id").Matching(guardID).Globally()
	policy.AllowAttrs("role").Matching(guardRole).Globally()
	policy.AllowAttrs("data-article").Matching(guardUUID).OnElements("aside")
	allowAddresses(policy, "data-href", "div")
	allowAddresses(policy, "data-instgrm-permalink", "blockquote")
	policy.AllowAttrs("data-video-id").Matching(guardInteger).OnElements("blockquote")
	allowFrames(policy, nil, guardFrame)
	return policy
}

func allowTables(policy *bluemonday.Policy) {
	allow(policy, "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th")
	policy.AllowAttrs("start", "value").Matching(guardInteger).OnElements("ol", "li")
	policy.AllowAttrs("reversed").Matching(guardEmpty).OnElements("ol")
	policy.AllowAttrs("type").Matching(guardWord).OnElements("ol")
	policy.AllowAttrs("span").Matching(guardInteger).OnElements("col", "colgroup")
	policy.AllowAttrs("colspan", "rowspan").Matching(guardInteger).OnElements("td", "th")
	policy.AllowAttrs("scope").Matching(guardWord).OnElements("th")
	policy.AllowAttrs("abbr").OnElements("th")
}

func allowMedia(policy *bluemonday.Policy) {
	allowAddresses(policy, "src", "img", "source", "audio", "video", "track")
	allowAddresses(policy, "poster", "video")
	policy.AllowAttrs("srcset").Matching(guardCandidates).OnElements("img", "source")
	policy.AllowAttrs("sizes").Matching(guardQuery).OnElements("img", "source")
	policy.AllowAttrs("media").Matching(guardQuery).OnElements("source")
	policy.AllowAttrs("type").Matching(guardType).OnElements("source")
	policy.AllowAttrs("width", "height").Matching(guardInteger).OnElements("img", "source", "video")
	policy.AllowAttrs("alt", "title").OnElements("img")
	policy.AllowAttrs("loading", "decoding").Matching(guardWord).OnElements("img")
	policy.AllowAttrs("controls", "loop", "muted", "playsinline", "default").Matching(guardEmpty).OnElements("audio", "video", "track")
	policy.AllowAttrs("preload", "kind").Matching(guardWord).OnElements("audio", "video", "track")
	policy.AllowAttrs("srclang").Matching(guardLang).OnElements("track")
	policy.AllowAttrs("label").OnElements("track")
}

// allowAddresses lets addresses pass on the web and of the same site. Their hosts and
// schemes are judged here; how the rest of one is spelled does no harm.
func allowAddresses(policy *bluemonday.Policy, attr string, names ...string) {
	policy.AllowAttrs(attr).Matching(guardWeb).OnElements(names...)
	policy.AllowAttrs(attr).Matching(guardPath).OnElements(names...)
}

// allowFrames lets frames pass from addresses of a pattern, and of embeds.
func allowFrames(policy *bluemonday.Policy, embeds []Embed, builtin *regexp.Regexp) {
	policy.AllowAttrs("src").Matching(builtin).OnElements("iframe")
	for _, e := range embeds {
		address := regexp.MustCompile("^https://" + regexp.QuoteMeta(e.Host+e.Path) + `[^\s\\]*$`)
		policy.AllowAttrs("src").Matching(address).OnElements("iframe")
	}
	policy.AllowAttrs("title").OnElements("iframe")
	policy.AllowAttrs("allowfullscreen").Matching(guardEmpty).OnElements("iframe")
	policy.AllowAttrs("loading").Matching(guardWord).OnElements("iframe")
	policy.AllowAttrs("sandbox").Matching(guardSandbox).OnElements("iframe")
	policy.AllowAttrs("referrerpolicy").Matching(guardReferrer).OnElements("iframe")
	policy.AllowAttrs("width", "height").Matching(guardDimension).OnElements("iframe")
}

// allow lets elements pass, with and without attributes.
func allow(policy *bluemonday.Policy, names ...string) {
	policy.AllowElements(names...)
	policy.AllowNoAttrs().OnElements(names...)
}
