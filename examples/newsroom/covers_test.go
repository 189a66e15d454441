package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

func TestAStoryWithoutAPictureHasACoverEverywhereAndAlwaysTheSame(t *testing.T) {
	s := start(t, "-import", export(t, item(1, "Without a picture", "<p>Words alone.</p>")))
	stories := s.stories()
	require.Len(t, stories, 1)
	require.Nil(t, stories[0].Lead, "what is stored stays as it is")
	name := coverName(stories[0].ID)
	for _, path := range []string{"/", "/news/" + stories[0].Name.Slug, "/feed.xml"} {
		_, page := s.get(path)
		assert.Contains(t, page, coverFolder+name, path)
	}
	_, feed := s.get("/feed.json")
	res, whole := s.get(coverFolder + name)
	assert.Equal(t, "image/svg+xml", res.Header.Get("Content-Type"))
	assert.Contains(t, feed, name)
	_, again := s.get(coverFolder + coverName(stories[0].ID))
	assert.Equal(t, whole, again)
}

func TestADrawingIsThereInEachOfItsSizes(t *testing.T) {
	room, start := clockwork(t)
	for _, path := range []string{"lake-rowers.svg", "480/lake-rowers.svg", "800/lake-rowers.svg"} {
		answer := room.at(start, pictureFolder+path)
		require.Equal(t, http.StatusOK, answer.Code, path)
		width, height := drawnSize(t, answer.Body.Bytes())
		want := strings.TrimSuffix(strings.TrimSuffix(path, "lake-rowers.svg"), "/")
		if want == "" {
			want = "1200"
		}
		assert.Equal(t, want, width, path)
		assert.NotEqual(t, width, height)
	}
	for _, path := range []string{
		pictureFolder, pictureFolder + "none.svg", pictureFolder + "481/lake-rowers.svg", pictureFolder + "../articles/lake-rowers.html",
		coverFolder, coverFolder + "a.svg", coverFolder + "zzzz.svg", coverFolder + "ABCD.svg", coverFolder + "abcd", coverFolder + "abcdef.svg", coverFolder + "100/abcd.svg",
	} {
		assert.NotEqual(t, http.StatusOK, room.at(start, path).Code, path)
	}
	assert.Equal(t, int64(len(drawnCover("abcd.svg"))), pictureBytes("http://news.example/covers/abcd.svg"))
	assert.Zero(t, pictureBytes("http://news.example/covers/x.svg"))
	assert.NotZero(t, pictureBytes("http://news.example/pictures/lake-rowers.svg"))
}

// drawnSize reads what the root element of a drawing says of its size; the whole
// drawing must be well-formed.
func drawnSize(t *testing.T, drawing []byte) (width, height string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(drawing))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return width, height
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "svg" {
			for _, a := range start.Attr {
				switch a.Name.Local {
				case "width":
					width = a.Value
				case "height":
					height = a.Value
				}
			}
		}
	}
}

func TestEveryCoverIsADrawingOfItsOwn(t *testing.T) {
	seen := make(map[string]bool)
	for i := range 64 {
		drawing := cover([]byte{byte(i), byte(255 - i)})
		width, height := drawnSize(t, drawing)
		assert.Equal(t, "1200 675", width+" "+height)
		assert.Less(t, len(drawing), 4<<10)
		seen[string(drawing)] = true
	}
	assert.Len(t, seen, 64)
}

func TestTheHomePageHasNoTranslationBesideItsOriginal(t *testing.T) {
	room, start := clockwork(t)
	home := room.at(start, "/").Body.String()
	main := home[strings.Index(home, "<main"):]
	for key, shown := range map[string]bool{"night-marathon": true, "night-marathon-ar": false, "water-leak-sensors": true} {
		a, err := room.articles.Get(t.Context(), article.IDFor(seedSource, "story:"+key))
		require.NoError(t, err)
		assert.Equal(t, shown, strings.Contains(main, `href="/news/`+a.Name.Slug+`"`), key)
	}
}
