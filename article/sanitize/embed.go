package sanitize

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/newsjunction/news/article/loss"
)

const (
	frameLoading  = "lazy"
	frameReferrer = "strict-origin-when-cross-origin"
	frameSandbox  = "allow-popups allow-presentation allow-same-origin allow-scripts"
)

// frameSource holds what is read of an iframe; those with a fixed value are
// written by us, whatever the source says.
var frameSource = &element{name: "iframe", attrs: []attribute{
	{name: "allowfullscreen", clean: boolean},
	{name: "loading", clean: fixed(frameLoading)},
	{name: "referrerpolicy", clean: fixed(frameReferrer)},
	{name: "sandbox", clean: fixed(frameSandbox)},
	{name: "src", clean: source},
	{name: "title", clean: freeText},
	{name: "width", clean: number(0, 99999)},
	{name: "height", clean: number(0, 99999)},
}}

var (
	youtubePath = regexp.MustCompile(`^/embed/[A-Za-z0-9_-]{1,64}$`)
	vimeoPath   = regexp.MustCompile(`^/video/[0-9]{1,20}$`)
)

// embed writes a frame of the listed hosts, or a link to any other.
func (p *pass) embed() {
	u, err := url.Parse(p.get("src"))
	if err != nil || u.Host == "" {
		p.report.Add("iframe", loss.Dropped, "element", "no source that can be kept")
		return
	}
	if !isPlayer(u) {
		p.linkTo(u)
		return
	}
	u.Scheme = "https"
	p.set("src", u.String())
	p.set("allowfullscreen", "")
	p.set("loading", frameLoading)
	p.set("referrerpolicy", frameReferrer)
	p.set("sandbox", frameSandbox)
	if strings.TrimSpace(p.get("title")) == "" {
		p.set("title", "Video")
	}
	p.open(p.rules.elements["iframe"])
	if p.topIs("iframe") {
		p.closeAbove(len(p.stack) - 2)
	}
}

func isPlayer(u *url.URL) bool {
	switch u.Host {
	case "www.youtube.com", "youtube.com", "www.youtube-nocookie.com", "youtube-nocookie.com":
		return youtubePath.MatchString(u.EscapedPath())
	case "player.vimeo.com":
		return vimeoPath.MatchString(u.EscapedPath())
	}
	return false
}

// linkTo writes a link to what a frame would have shown. Inside a link it is
// text alone.
func (p *pass) linkTo(u *url.URL) {
	p.report.Add("iframe", loss.Approximated, "embed", "frames of its host are not kept; it is a link")
	text := strings.TrimSpace(p.get("title"))
	if text == "" {
		text = u.Host
	}
	p.values = append(p.values[:0], value{"href", u.String()})
	before := len(p.stack)
	if p.innermost(isLink, nil) < 0 {
		p.open(p.rules.elements["a"])
	}
	p.text(text, false)
	if len(p.stack) > before && p.top().shape == link {
		p.closeAbove(len(p.stack) - 2)
	}
}
