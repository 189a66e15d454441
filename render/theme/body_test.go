package theme_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render/theme"
)

// bodyPage is the page of a story whose body holds a block of each type that is not in
// every story.
func bodyPage(t testing.TB) theme.ArticlePage {
	line := func(s string) inline.HTML { return markup(t, s) }
	film := article.Video{URL: "/films/wall.mp4", Poster: "/pictures/1.svg", Title: "The wall", Caption: line("At <em>low</em> tide"), Credit: "Ilan Reef", Width: 640, Height: 360}
	farFilm, nameless := film, article.Audio{URL: "https://far.example/a.mp3"}
	farFilm.URL = "https://far.example/v.mp4"
	rows := [][]inline.HTML{{line("Tide"), line("Time")}, {line("High"), line("<b>04:12</b>")}}
	entry := func(hour int, title string) article.LiveEntry {
		return article.LiveEntry{At: dawn.Add(time.Duration(hour) * time.Hour), Title: title, Body: article.Body{{Content: article.Paragraph{Text: line("It is " + title)}}}}
	}
	pinned, key := entry(1, "over"), entry(2, "worse")
	pinned.Pinned, key.KeyEvent = true, true
	hidden := article.Block{Channels: []article.Channel{article.ChannelNewsletter}, Content: article.Paragraph{Text: line("Dear reader")}}
	key.Body = append(key.Body, hidden, article.Block{Content: entry(3, "nested")})
	page := articlePage(t)
	page.View.Body = article.Body{hidden}
	for _, content := range []article.BlockContent{
		article.PullQuote{Text: line("The sea <em>reads</em>"), Cite: line("A diver")}, article.PullQuote{Text: line("Nobody said it")},
		article.Gallery{Images: []article.Slide{{Image: article.Image{URL: "/pictures/1.svg", Alt: "One", Credit: "A"}}, {Image: article.Image{URL: "https://far.example/2.png", Alt: "Two"}}}, Caption: line("Both")},
		film, farFilm, article.Video{URL: "/films/2.mp4", Poster: "https://far.example/p.png"},
		article.Audio{URL: "/sounds/1.mp3", Title: "The bell"}, nameless,
		article.Table{Rows: rows, HeaderRow: true, HeaderColumn: true, Caption: line("Tides")}, article.Table{Rows: rows},
		article.Embed{URL: "https://www.youtube.com/watch?v=1", Title: "Film", Provider: "YouTube", Consent: true},
		entry(0, "bad"), pinned, key,
	} {
		page.View.Body = append(page.View.Body, article.Block{Content: content})
	}
	return page
}

func TestABodyIsAsKept(t *testing.T) {
	got := rendered(t, theme.Article(bodyPage(t)))
	requireLawful(t, got)
	file := filepath.Join("testdata", "article-body.html")
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestEachBlockOfABody(t *testing.T) {
	root := parse(t, rendered(t, theme.Article(bodyPage(t))))
	body := class(root, "body")[0]
	assert.Equal(t, []string{"The sea readsA diver", "Nobody said it"}, texts(class(body, "pull-quote")))
	assert.Len(t, elements(class(body, "gallery")[0], "li"), 2)
	assert.Contains(t, texts(class(body, "elsewhere")), "Picture: Two (far.example)")

	films := elements(body, "video")
	require.Len(t, films, 2, "a film of another host is not loaded")
	assert.Equal(t, []string{"/films/wall.mp4", "/pictures/1.svg", "640", "The wall"},
		[]string{attr(films[0], "src"), attr(films[0], "poster"), attr(films[0], "width"), attr(films[0], "aria-label")})
	assert.True(t, has(films[0], "controls"))
	assert.False(t, has(films[1], "poster"), "nor a picture of one")
	assert.Equal(t, "/sounds/1.mp3", attr(elements(body, "audio")[0], "src"))
	assert.Equal(t, []string{"Video on another site The wall far.example", "Recording on another site https://far.example/a.mp3 far.example",
		"On another site Film YouTube (www.youtube.com) This site may track its visitors"}, texts(class(body, "embed")))

	tables := elements(body, "table")
	assert.Len(t, elements(tables[0], "th"), 3)
	assert.Equal(t, "row", attr(elements(tables[0], "th")[2], "scope"))
	assert.Empty(t, elements(tables[1], "th"))
	assert.Contains(t, texts(class(body, "table")), "TideTime High04:12Tides")
}

func TestPinnedEntriesStandAboveTheOthers(t *testing.T) {
	page := bodyPage(t)
	body := class(parse(t, rendered(t, theme.Article(page))), "body")[0]
	assert.Equal(t, []string{
		"August 1, 2023, 09:30 Pinned overIt is over", "August 1, 2023, 08:30 badIt is bad", "August 1, 2023, 10:30 Key eventworseIt is worse",
	}, texts(class(body, "live")), "an entry in an entry is left out, as is what other channels have")
	assert.Len(t, class(body, "key-event"), 1)
	assert.NotContains(t, text(body), "Dear reader")
}

func TestABodySpeaksThePagesLanguage(t *testing.T) {
	for lang, want := range map[string]string{"es": "Fijado", "ar": "مثبّت", "en": "Pinned", "fr": "Pinned"} {
		page := bodyPage(t)
		page.View.Lang = lang
		assert.Contains(t, text(class(parse(t, rendered(t, theme.Article(page))), "body")[0]), want, lang)
	}
}
