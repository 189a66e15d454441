package sanitize

import (
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/sanitize/lexer"
)

const (
	frameLoading  = "lazy"
	frameReferrer = "strict-origin-when-cross-origin"
	frameSandbox  = "allow-popups allow-presentation allow-same-origin allow-scripts"
)

// newFrame returns what is read of an iframe; what has a fixed value is written by
// us, whatever the source says.
func newFrame() *element {
	return &element{name: "iframe", shape: frame, attrs: []attribute{
		{name: "allowfullscreen", clean: boolean},
		{name: "loading", clean: fixed(frameLoading)},
		{name: "referrerpolicy", clean: fixed(frameReferrer)},
		{name: "sandbox", clean: fixed(frameSandbox)},
		risky("src", source),
		risky("title", freeText),
		{name: "width", clean: dimension},
		{name: "height", clean: dimension},
	}}
}

// player is a kind of frames that [Article] keeps.
type player struct {
	title string // of a frame that has none
	hosts string // separated by spaces
	path  *regexp.Regexp
}

// players are the documented embed addresses of their providers.
var players = [...]player{
	{"YouTube", "www.youtube.com youtube.com www.youtube-nocookie.com youtube-nocookie.com", regexp.MustCompile(`^/embed/[A-Za-z0-9_-]{1,64}/?$`)},
	{"Vimeo", "player.vimeo.com", regexp.MustCompile(`^/video/[0-9]{1,20}$`)},
	{"X", "platform.twitter.com platform.x.com", regexp.MustCompile(`^/embed/(Tweet\.html|index\.html)$`)},
	{"Instagram", "www.instagram.com", regexp.MustCompile(`^/(p|reel|tv)/[A-Za-z0-9_-]{1,64}/embed(/captioned)?/?$`)},
	{"Facebook", "www.facebook.com", regexp.MustCompile(`^/plugins/(post|video)\.php$`)},
	{"TikTok", "www.tiktok.com", regexp.MustCompile(`^/(embed(/v[23])?|player/v1)/[0-9]{1,24}/?$`)},
	{"Bluesky", "embed.bsky.app", regexp.MustCompile(`^/embed/did:[a-z]{3,8}:[A-Za-z0-9._:-]{1,128}/app\.bsky\.feed\.post/[A-Za-z0-9]{1,32}$`)},
	{"Mastodon", "mastodon.social mastodon.online mstdn.social mas.to fosstodon.org hachyderm.io journa.host newsie.social",
		regexp.MustCompile(`^/@[A-Za-z0-9_.-]{1,64}(@[A-Za-z0-9.-]{1,128})?/[0-9]{1,24}/embed$`)},
	{"Spotify", "open.spotify.com", regexp.MustCompile(`^/embed(-podcast)?/(track|album|playlist|artist|show|episode)/[A-Za-z0-9]{1,64}(/video)?$`)},
	{"SoundCloud", "w.soundcloud.com", regexp.MustCompile(`^/player/?$`)},
	{"Apple Podcasts", "embed.podcasts.apple.com", regexp.MustCompile(`^/([a-z]{2}/)?podcast/[^/]{1,256}(/[^/]{1,64})?$`)},
	{"Datawrapper", "datawrapper.dwcdn.net", regexp.MustCompile(`^/[A-Za-z0-9]{5}(/[0-9]{1,6})?/?$`)},
	{"Flourish", "flo.uri.sh", regexp.MustCompile(`^/(visualisation|story)/[0-9]{1,12}/embed$`)},
	{"Google Maps", "www.google.com maps.google.com", regexp.MustCompile(`^/maps/(d/)?embed$`)},
}

// embed writes a frame of the listed hosts, or a link to any other.
func (p *pass) embed() {
	u, err := url.Parse(p.get("src"))
	if err != nil || u.Host == "" {
		p.report.Add("iframe", loss.Dropped, "element", "no source that can be kept")
		return
	}
	title, ok := p.frameTitle(u)
	if !ok {
		p.report.Add("iframe", loss.Approximated, "embed", "frames of its host are not kept; it is a link")
		p.linkTo(u.String(), cmp.Or(strings.TrimSpace(p.get("title")), title, u.Host))
		return
	}
	u.Scheme = "https"
	p.set("src", u.String(), true)
	p.set("allowfullscreen", "", false)
	p.set("loading", frameLoading, false)
	p.set("referrerpolicy", frameReferrer, false)
	p.set("sandbox", frameSandbox, false)
	if strings.TrimSpace(p.get("title")) == "" {
		p.set("title", title, true)
	}
	p.open(p.rules.elements["iframe"])
	if p.topIs("iframe") {
		p.closeAbove(len(p.stack) - 2)
	}
}

// frameTitle reports whether frames of an address are kept, and what one is called
// that has no title. A frame of the site's own host could lift its own sandbox.
func (p *pass) frameTitle(u *url.URL) (title string, ok bool) {
	if slices.Contains(p.rules.site, u.Hostname()) {
		return "", false
	}
	for i := range players {
		if pl := &players[i]; slices.Contains(strings.Fields(pl.hosts), u.Host) && pl.path.MatchString(u.EscapedPath()) {
			return pl.title, p.rules.players
		}
	}
	for _, e := range p.rules.embeds {
		if u.Host == e.Host && strings.HasPrefix(u.EscapedPath(), e.Path) && strings.TrimSuffix(u.Path, "/") == strings.TrimSuffix(path.Clean(u.Path), "/") {
			return cmp.Or(e.Title, e.Host), true
		}
	}
	return "", false
}

// linkTo writes a link to what is not shown in place. Inside a link it is text alone.
func (p *pass) linkTo(address, text string) {
	p.values = append(p.values[:0], value{"href", address, true})
	p.applyPolicy(p.rules.elements["a"])
	before := len(p.stack)
	if p.opened[link] == 0 {
		p.open(p.rules.elements["a"])
	}
	p.text(text)
	if len(p.stack) > before && p.top().shape == link {
		p.closeAbove(len(p.stack) - 2)
	}
}

// scriptEmbed writes a figure with a link for a script that would write something of
// another site in its place.
func (p *pass) scriptEmbed(z *lexer.Lexer) bool {
	if p.rules.elements["iframe"] == nil {
		return false
	}
	address, title := "", ""
	for range p.rules.maxAttrs {
		key, val, ok := z.Attr()
		if !ok {
			break
		}
		if key == "src" {
			address, title = scripted(val)
		}
	}
	if address == "" {
		return false
	}
	p.report.Add("script", loss.Approximated, "embed", "scripts are not kept; it is a link")
	around := p.rules.elements["figure"]
	if around == nil {
		around = p.rules.elements["p"]
	}
	p.values = p.values[:0]
	p.open(around)
	p.linkTo(address, title)
	p.closeInnermost(around)
	return true
}

// closeInnermost closes an element if it is the innermost open one.
func (p *pass) closeInnermost(e *element) {
	if len(p.stack) > 0 && p.top() == e {
		p.closeAbove(len(p.stack) - 2)
	}
}

var (
	gistScript  = regexp.MustCompile(`^(?:https?:)?(//gist\.github\.com/[A-Za-z0-9-]{1,64}/[0-9a-f]{5,40})\.js(?:\?.*)?$`)
	chartScript = regexp.MustCompile(`^(?:https?:)?(//datawrapper\.dwcdn\.net/[A-Za-z0-9]{5}/(?:[0-9]{1,6}/)?)embed\.js$`)
)

// scripted returns what the script at an address shows, for the scripts that stand
// alone. Those of X, Instagram, TikTok and others follow a quote that has the link.
func scripted(script string) (address, title string) {
	if m := gistScript.FindStringSubmatch(script); m != nil {
		return "https:" + m[1], "GitHub Gist"
	}
	if m := chartScript.FindStringSubmatch(script); m != nil {
		return "https:" + m[1], "Datawrapper"
	}
	return "", ""
}
