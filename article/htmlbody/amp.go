package htmlbody

import (
	"net/url"
	"strings"

	"github.com/newsjunction/news/article/loss"
)

// component writes in HTML what an AMP component shows (amp.dev, component
// reference). What stands in it is for pages on which it does not work.
func (t *translator) component(name string, attrs map[string]string, raw string) {
	switch name {
	case "amp-carousel":
		t.put("<figure>")
		return
	case "amp-video":
		t.put("<figure>")
		t.tag("video", with(attrs, "controls"), "src", "poster", "width", "height", "controls")
		return
	case "amp-audio":
		t.put("<figure>")
		t.tag("audio", with(attrs, "controls"), "src", "controls")
		return
	case "amp-img", "amp-anim":
		t.tag("img", attrs, "src", "srcset", "sizes", "alt", "width", "height")
	case "amp-iframe":
		t.tag("iframe", attrs, "src", "title", "width", "height")
		t.put("</iframe>")
	default:
		address, title := componentAddress(name, attrs)
		if address == "" {
			t.put(raw)
			return
		}
		t.link(address, title)
	}
	t.skipFallback(name)
}

func with(attrs map[string]string, flag string) map[string]string {
	attrs[flag] = ""
	return attrs
}

// componentAddress returns where the thing stands that a component shows, and whose it is.
func componentAddress(name string, attrs map[string]string) (address, provider string) {
	of := func(before, key, after string) string {
		if value := strings.TrimSpace(attrs[key]); value != "" {
			return before + url.PathEscape(value) + after
		}
		return ""
	}
	switch name {
	case "amp-youtube":
		return of("https://www.youtube.com/watch?v=", "data-videoid", ""), "YouTube"
	case "amp-vimeo":
		return of("https://vimeo.com/", "data-videoid", ""), "Vimeo"
	case "amp-dailymotion":
		return of("https://www.dailymotion.com/video/", "data-videoid", ""), "Dailymotion"
	case "amp-twitter":
		return of("https://x.com/i/status/", "data-tweetid", ""), "X"
	case "amp-instagram":
		return of("https://www.instagram.com/p/", "data-shortcode", "/"), "Instagram"
	case "amp-soundcloud":
		return of("https://api.soundcloud.com/tracks/", "data-trackid", ""), "SoundCloud"
	case "amp-gist":
		return of("https://gist.github.com/", "data-gistid", ""), "GitHub Gist"
	case "amp-facebook":
		return attrs["data-href"], "Facebook"
	case "amp-tiktok":
		return attrs["data-src"], "TikTok"
	}
	return "", ""
}

// skipFallback leaves out what stands in a component, to its end tag.
func (t *translator) skipFallback(name string) {
	if t.unended[name] {
		return
	}
	end := strings.Index(t.source[t.read:], "</"+name)
	if end < 0 {
		if t.unended == nil {
			t.unended = map[string]bool{}
		}
		t.unended[name] = true
		return
	}
	if strings.TrimSpace(t.source[t.read:t.read+end]) != "" {
		t.report.Add("Body", loss.Dropped, "fallback of "+name, "it is for readers to whom the component shows nothing")
	}
	for stop := t.read + end; t.read < stop; {
		t.z.Next()
		t.read += len(t.z.Raw())
	}
}
