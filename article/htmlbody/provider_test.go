package htmlbody_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
)

func TestThoseWhoWatchTheirVisitorsNeedConsent(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.youtube.com/watch?v=1": "YouTube", "https://youtu.be/1": "YouTube", "https://vimeo.com/1": "Vimeo",
		"https://www.dailymotion.com/video/1": "Dailymotion", "https://twitter.com/a/status/1": "X", "https://x.com/a/status/1": "X",
		"https://www.facebook.com/a": "Facebook", "https://www.instagram.com/p/a": "Instagram", "https://www.tiktok.com/@a/video/1": "TikTok",
		"https://open.spotify.com/track/a": "Spotify", "https://soundcloud.com/a": "SoundCloud", "https://flic.kr/p/a": "Flickr",
		"https://example.org/v": "", "https://notyoutube.com/v": "", "https://youtube.com.evil.example/v": "",
	} {
		body, _, err := htmlbody.Parse(strings.NewReader(address), sanitize.Article())
		require.NoError(t, err)
		assert.Equal(t, article.Embed{URL: address, Title: address, Provider: want, Consent: want != ""}, body[0].Content)
	}
}

func TestAPlayerThatStartsByItselfIsReported(t *testing.T) {
	_, report, err := htmlbody.Parse(strings.NewReader(`<video src="/v.mp4" loop muted></video>`), sanitize.Article())
	require.NoError(t, err)
	assert.Contains(t, report.String(), "loop")
	assert.Contains(t, report.String(), "muted")
}
