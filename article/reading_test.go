package article_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
)

// everyPart is a content of one word in each part that may be omitted, and two beside.
func everyPart() article.Content {
	c := words("Storm")
	image := article.Image{URL: "/a.png", Caption: inline.Text("caption"), Credit: "credit"}
	c.Lead = &image
	c.Byline = article.Byline{{Name: "Ann Poe"}, {Name: "Jim", Role: article.PartEditing}}
	c.Body = article.Body{
		paragraph("paragraph"),
		{Internal: true, Content: article.Paragraph{Text: inline.Text("secret")}},
		{Content: article.Heading{Level: 2, Text: inline.Text("heading")}},
		{Content: article.Figure{Image: image}},
		{Content: article.Gallery{Images: []article.Slide{{Image: image}, {Image: image}}, Caption: inline.Text("gallery")}},
		{Content: article.Video{URL: "/a.mp4", Title: "video"}},
		{Content: article.Audio{URL: "/a.mp3", Title: "audio"}},
		{Content: article.Embed{URL: "https://video.example/1", Title: "embed"}},
		{Content: article.Table{Rows: [][]inline.HTML{{inline.Text("cell")}}, Caption: inline.Text("table")}},
		{Content: article.Related{URL: "https://news.example/", Title: "related"}},
		{Content: article.Code{Text: "code"}},
		{Content: article.LiveEntry{At: noon, Title: "live", Body: article.Body{{Content: article.Code{Text: "coded"}}}}},
	}
	return c
}

func TestPlainTextLessItsParts(t *testing.T) {
	const note = "Editing by Jim."
	tests := []struct {
		name string
		omit article.Omit
		want string
	}{
		{
			"nothing is omitted", article.Omit{},
			"paragraph heading caption credit caption credit caption credit gallery video audio embed cell table related code live coded " + note,
		},
		{"captions", article.Omit{Captions: true}, "paragraph heading cell related code live coded " + note},
		{
			"related links", article.Omit{Related: true},
			"paragraph heading caption credit caption credit caption credit gallery video audio embed cell table code live coded " + note,
		},
		{
			"code", article.Omit{Code: true},
			"paragraph heading caption credit caption credit caption credit gallery video audio embed cell table related live " + note,
		},
		{
			"contributors", article.Omit{Contributors: true},
			"paragraph heading caption credit caption credit caption credit gallery video audio embed cell table related code live coded",
		},
		{
			"everything", article.Omit{Captions: true, Related: true, Code: true, Contributors: true},
			"paragraph heading cell live",
		},
	}
	v := viewed(t, everyPart())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := v.PlainText(article.Reading{Omit: tt.omit})
			assert.Equal(t, tt.want, strings.Join(strings.Fields(text), " "))
			assert.Equal(t, len(strings.Fields(tt.want)), v.Words(article.Reading{Omit: tt.omit}))
		})
	}
	assert.Equal(t, viewed(t, everyPart()).Body, v.Body, "the view itself is left alone")
}

func TestPlainTextOfANoteAlone(t *testing.T) {
	c := words("Storm")
	c.Body = nil
	author := article.NewAuthorID(noon)
	c.Byline = article.Byline{{Author: author, Role: article.PartReporting}}
	v := viewed(t, c)
	assert.Empty(t, v.PlainText(article.Reading{}), "nobody knows the name")
	names := func(id article.AuthorID) (article.Author, bool) {
		return article.Author{ID: id, Name: "Ann Poe"}, id == author
	}
	assert.Equal(t, "Additional reporting by Ann Poe.", v.PlainText(article.Reading{Names: names}))
}

func TestReadingTime(t *testing.T) {
	c := words("Storm")
	c.Body = article.Body{paragraph(strings.Repeat("word ", 240)), {Internal: true, Content: article.Paragraph{Text: inline.Text(strings.Repeat("secret ", 500))}}}
	v := viewed(t, c)
	speed := prose.Speed{Words: 120}
	assert.Equal(t, 2*time.Minute, v.ReadingTime(article.Reading{Speed: speed}), "what a reader does not see takes no time")
	assert.Equal(t, 2*time.Minute, v.ReadingTime(article.Reading{Speed: speed, Images: true}))
	assert.Equal(t, 3*time.Minute, v.ReadingTime(article.Reading{Profile: prose.WordPress(100)}), "as another system has it")
	assert.Zero(t, viewed(t, words("Storm")).ReadingTime(article.Reading{}))

	text := article.Reading{Omit: article.Omit{Captions: true}}
	pictures := text
	pictures.Images = true
	whole := viewed(t, everyPart())
	assert.Equal(t, whole.ReadingTime(text)+(12+11+10+9)*time.Second, whole.ReadingTime(pictures), "one above the text, one in it, two in a gallery")
}

func TestReadingIsInTheLanguageOfTheView(t *testing.T) {
	c := words("議会")
	c.Lang = "ja"
	c.Body = article.Body{paragraph(strings.Repeat("東京", 653))}
	v := viewed(t, c)
	assert.Equal(t, 2*time.Minute, v.ReadingTime(article.Reading{}))
	assert.Equal(t, 2*653, v.Words(article.Reading{}))
	assert.NotEqual(t, 2*time.Minute, v.ReadingTime(article.Reading{Speed: prose.Speed{Lang: "zh"}}))
	assert.Equal(t, "東京東……", v.Excerpt(prose.Length{Chars: 3}))
	assert.Equal(t, "東京東…", v.Excerpt(prose.Length{Chars: 3, Lang: "en"}))
}

func TestExcerptOfALongView(t *testing.T) {
	c := words("Storm")
	for range 500 {
		c.Body = append(c.Body, paragraph("One two three four five six seven."))
	}
	v := viewed(t, c)
	whole := strings.TrimSuffix(strings.Repeat("One two three four five six seven. ", 500), " ")
	for _, n := range []int{1, 8, 700, 2000, 3499} {
		want, _ := prose.Excerpt(whole, prose.Length{Words: n})
		assert.Equal(t, want, v.Excerpt(prose.Length{Words: n}), "%d words", n)
	}
	assert.Equal(t, whole, v.Excerpt(prose.Length{Words: 3500}))
}

// The body of the model page counts 833 words, 20 of them in two inline links and 15 in
// the note of contributors, and takes 7 minutes at 120 words a minute.
func TestReadingTheModelPage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", "page", "model-body.txt"))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("the text of the model page is not on this machine")
	}
	require.NoError(t, err)
	c := words("Attack")
	for line := range strings.Lines(string(text)) {
		switch line = strings.TrimSpace(line); {
		case line == "":
		case strings.HasPrefix(line, "At least 40 killed"), strings.HasPrefix(line, "Mastermind of Kabul"):
			c.Body = append(c.Body, article.Block{Content: article.Related{URL: "https://news.example/", Title: line}})
		default:
			c.Body = append(c.Body, paragraph(line))
		}
	}
	v := viewed(t, c)
	page := article.Reading{Profile: prose.WordPress(120)}
	assert.Equal(t, 833, v.Words(page))
	assert.Equal(t, 7*time.Minute, v.ReadingTime(page))
	assert.Equal(t, 833-20, v.Words(article.Reading{Profile: page.Profile, Omit: article.Omit{Related: true}}))

	// By word boundaries six lone dashes do not count, and ten compounds count twice.
	assert.Equal(t, 837, v.Words(article.Reading{}))
	assert.Equal(t, 7, prose.Minutes(v.ReadingTime(article.Reading{Speed: prose.Speed{Words: 120}})))

	last := len(c.Body) - 1
	note := c.Body[last]
	c.Body = c.Body[:last]
	c.Byline = article.Byline{
		{Name: "Shaiq Hussain", Role: article.PartReporting, Place: "Islamabad"},
		{Name: "Haq Nawaz Khan", Role: article.PartReporting, Place: "Peshawar"},
	}
	v = viewed(t, c)
	printed := len(strings.Fields(v.Byline.Contributors("en", nil).String()))
	assert.Equal(t, 833-15+printed, v.Words(page), "the note of the credits counts instead of %v", note.Content)
	page.Omit.Contributors = true
	assert.Equal(t, 833-15, v.Words(page))
}
