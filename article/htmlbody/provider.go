package htmlbody

import (
	"net/url"
	"strings"
)

// provider returns who stands behind an address, as printed; "" where that is nobody
// who is known to watch those who load a thing of theirs.
func provider(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	switch strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") {
	case "youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com":
		return "YouTube"
	case "vimeo.com", "player.vimeo.com":
		return "Vimeo"
	case "dailymotion.com", "dai.ly":
		return "Dailymotion"
	case "twitter.com", "mobile.twitter.com", "x.com":
		return "X"
	case "facebook.com", "fb.watch":
		return "Facebook"
	case "instagram.com":
		return "Instagram"
	case "tiktok.com":
		return "TikTok"
	case "open.spotify.com":
		return "Spotify"
	case "soundcloud.com", "w.soundcloud.com":
		return "SoundCloud"
	case "flickr.com", "flic.kr":
		return "Flickr"
	}
	return ""
}
