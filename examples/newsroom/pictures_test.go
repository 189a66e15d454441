package main

import (
	"bytes"
	"flag"
	"image/png"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

var update = flag.Bool("update", false, "take the pictures of the pages anew; wants pngquant")

// pictureFiles is the folder of the pictures that the README shows.
const pictureFiles = "../../render/theme/pictures"

// A shot is a picture of a page as some reader sees it.
type shot struct {
	name          string
	story         string // key of the seed; "": the home page
	width, height int64
	dark, paper   bool
}

func shots() []shot {
	return []shot{
		{name: "home-wide", width: 1280, height: 900},
		{name: "home-phone", width: 390, height: 844},
		{name: "home-dark", width: 1280, height: 900, dark: true},
		{name: "home-print", width: 794, height: 1123, paper: true},
		{name: "article-wide", story: "night-marathon", width: 1280, height: 900},
		{name: "article-phone", story: "night-marathon", width: 390, height: 844},
		{name: "article-dark", story: "night-marathon", width: 1280, height: 900, dark: true},
		{name: "article-rtl", story: "night-marathon-ar", width: 1280, height: 900},
		{name: "article-print", story: "night-marathon", width: 794, height: 1123, paper: true},
	}
}

// The pictures are taken of the newsroom as it is, at an instant that does not pass, by
//
//	go test ./newsroom -run PicturesOfThePages -update
func TestThePicturesOfThePagesAreThereAndSmall(t *testing.T) {
	if *update {
		takePictures(t)
	}
	for _, s := range shots() {
		t.Run(s.name, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join(pictureFiles, s.name+".png"))
			require.NoError(t, err)
			assert.Less(t, len(content), 150<<10)
			config, err := png.DecodeConfig(bytes.NewReader(content))
			require.NoError(t, err)
			assert.Equal(t, [2]int{int(s.width), int(s.height)}, [2]int{config.Width, config.Height})
		})
	}
}

func takePictures(t *testing.T) {
	room, _ := clockwork(t)
	server := httptest.NewServer(room.handler())
	t.Cleanup(server.Close)
	b := browse(t, &site{t: t, base: server.URL})
	require.NoError(t, os.MkdirAll(pictureFiles, 0o755))
	for _, s := range shots() {
		call(b, network.ClearBrowserCookies, cdp.Empty{})
		b.seeAs("screen", "light")
		path := "/"
		if s.story != "" {
			a, err := room.articles.Get(t.Context(), article.IDFor(seedSource, "story:"+s.story))
			require.NoError(t, err)
			path = "/news/" + a.Name.Slug
		}
		b.do(chromedp.EmulateViewport(s.width, s.height))
		b.open(path)
		b.click(".consent [value=reject]")
		b.eventually("document.readyState === 'complete' && !document.querySelector('.consent')")
		media, scheme := "screen", "light"
		if s.paper {
			media = "print"
		}
		if s.dark {
			scheme = "dark"
		}
		b.seeAs(media, scheme)
		b.eventually("[...document.images].every(i => i.complete || !i.checkVisibility() || i.getBoundingClientRect().top > innerHeight)")
		content, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		require.NoError(t, err)
		reduce := exec.CommandContext(t.Context(), "pngquant", "--speed", "1", "--strip", "96", "-")
		reduce.Stdin = bytes.NewReader(content)
		small, err := reduce.Output()
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(pictureFiles, s.name+".png"), small, 0o644))
	}
}

// seeAs shows pages as they look on a screen or on paper, light or dark.
func (b *browser) seeAs(media, scheme string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}
