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
	case "facebook.com", "m.facebook.com", "fb.watch":
		return "Facebook"
	case "instagram.com":
		return "Instagram"
	case "tiktok.com":
		return "TikTok"
	case "open.spotify.com", "spotify.com":
		return "Spotify"
	case "soundcloud.com", "w.soundcloud.com", "api.soundcloud.com":
		return "SoundCloud"
	case "bsky.app", "embed.bsky.app":
		return "Bluesky"
	case "podcasts.apple.com", "embed.podcasts.apple.com":
		return "Apple Podcasts"
	case "datawrapper.dwcdn.net":
		return "Datawrapper"
	case "flo.uri.sh", "public.flourish.studio":
		return "Flourish"
	case "maps.google.com":
		return "Google Maps"
	case "google.com":
		if strings.HasPrefix(u.Path, "/maps") {
			return "Google Maps"
		}
	case "flickr.com", "flic.kr":
		return "Flickr"
	}
	return ""
}
