package render_test

import (
	"net/mail"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy/slug"
)

func send(t testing.TB, l render.Letter) string {
	var out strings.Builder
	require.NoError(t, render.Newsletter(&out, newSite(t, "Gazette"), l))
	return out.String()
}

func TestALetterSaysTheSameTwice(t *testing.T) {
	m := readLetter(t, send(t, letter(view(t, "Calm sea"), view(t, "High sea"))))
	for _, words := range []string{"Calm sea is a deck", "High sea is a deck", "By Mara Quist and Ilan Reef", "https://gazette.example/news/ferry", "https://gazette.example/letter/end"} {
		assert.Contains(t, m.text, words)
		assert.Contains(t, m.html, words)
	}
	assert.Equal(t, "Calm sea", m.subject)
	assert.Equal(t, "<https://gazette.example/letter/end>", m.header.Get("List-Unsubscribe"))
	from, err := m.header.AddressList("From")
	require.NoError(t, err)
	assert.Equal(t, "news@gazette.example", from[0].Address)
	date, err := m.header.Date()
	require.NoError(t, err)
	assert.True(t, date.Equal(dawn))
}

func TestNoTextAddsAHeaderToALetter(t *testing.T) {
	evil := "x\r\nBcc: all@example.com\r\n\r\nbody"
	m := readLetter(t, send(t, render.Letter{
		From: mail.Address{Name: evil, Address: "a@b.example"}, To: mail.Address{Name: "Zoë", Address: "a@b.example\r\nBcc: y@z.example"},
		Subject: evil, ID: evil, Unsubscribe: "/x", Articles: []article.View{view(t, evil)},
	}))
	assert.Empty(t, m.header.Get("Bcc"))
	assert.Len(t, m.header, 8)
}

func TestALongSubjectIsFoldedAndReadsTheSame(t *testing.T) {
	for _, subject := range []string{strings.TrimSpace(strings.Repeat("long words ", 150)), strings.TrimSpace(strings.Repeat("größe ", 200)), "a  b", "$105K %s ]]>"} {
		message := send(t, render.Letter{Subject: subject})
		assert.Equal(t, subject, readLetter(t, message).subject)
		for line := range strings.Lines(message) {
			require.LessOrEqual(t, len(line), 998)
		}
	}
}

func TestALetterWithoutAnythingIsALetter(t *testing.T) {
	m := readLetter(t, send(t, render.Letter{}))
	assert.Equal(t, "Gazette", m.subject)
	assert.Empty(t, m.header.Get("From"))
}

func TestALetterHoldsTheWholeOfWhatItsSenderGivesIt(t *testing.T) {
	v := view(t, "Calm sea")
	v.Access = article.Paid
	v.Body = append(v.Body, article.Block{Channels: []article.Channel{article.ChannelWeb}, Content: article.Paragraph{Text: inline.Text("For pages.")}})
	m := readLetter(t, send(t, letter(v)))
	assert.Contains(t, m.html, "the ferry")
	assert.NotContains(t, m.html, "For pages.")
	assert.NotContains(t, m.text, "For pages.")
}

func TestALetterThatIsTooLargeIsNotWritten(t *testing.T) {
	v := article.View{Body: article.Body{{Content: article.Raw{HTML: strings.Repeat("x", sanitize.MaxBytes+1)}}}}
	var out strings.Builder
	require.ErrorIs(t, render.Newsletter(&out, newSite(t, "Gazette"), letter(v)), sanitize.ErrTooLarge)
	assert.Zero(t, out.Len())
}

func ExampleNewsletter() {
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{Article: "/news/"}})
	if err != nil {
		panic(err)
	}
	story := article.View{
		Teaser: article.Teaser{Lang: "en", Name: slug.Name{Scope: "article", Slug: "fish"}, Headlines: article.Texts{{Value: "Fish & ships"}}},
		Body:   article.Body{{Content: article.Paragraph{Text: inline.Text("The fleet is in.")}}},
	}
	letter := render.Letter{
		From: mail.Address{Name: "Harbour Gazette", Address: "news@gazette.example"}, To: mail.Address{Address: "ann@reader.example"},
		Date: time.Date(2023, 8, 1, 6, 30, 0, 0, time.UTC), Articles: []article.View{story},
	}
	var message strings.Builder
	if err := render.Newsletter(&message, site, letter); err != nil {
		panic(err)
	}
	os.Stdout.WriteString(strings.ReplaceAll(message.String(), "\r\n", "\n"))
	// Output:
	// From: "Harbour Gazette" <news@gazette.example>
	// To: <ann@reader.example>
	// Subject: Fish & ships
	// Date: Tue, 01 Aug 2023 06:30:00 +0000
	// MIME-Version: 1.0
	// Content-Type: multipart/alternative; boundary="af1a0eeec6568977a790383e7346f862"
	//
	// --af1a0eeec6568977a790383e7346f862
	// Content-Type: text/plain; charset=utf-8
	// Content-Transfer-Encoding: quoted-printable
	//
	// Fish & ships
	//
	// The fleet is in.
	//
	// https://gazette.example/news/fish
	//
	// --af1a0eeec6568977a790383e7346f862
	// Content-Type: text/html; charset=utf-8
	// Content-Transfer-Encoding: quoted-printable
	//
	// <!DOCTYPE html><html lang=3D"en" dir=3D"ltr"><head><meta charset=3D"utf-8">=
	// <title>Fish &amp; ships</title></head><body>
	// <div dir=3D"ltr" lang=3D"en"><h1><a href=3D"https://gazette.example/news/fi=
	// sh">Fish &amp; ships</a></h1>
	// <p>The fleet is in.</p></div>
	// </body></html>
	//
	// --af1a0eeec6568977a790383e7346f862--
}

func ExampleText() {
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{Article: "/news/"}})
	if err != nil {
		panic(err)
	}
	words, err := inline.Parse(`The fleet is in, says <a href="/news/ferry">the ferry</a>, and it brought more fish than anybody can eat.`)
	if err != nil {
		panic(err)
	}
	story := article.View{
		Teaser: article.Teaser{Lang: "en", Name: slug.Name{Scope: "article", Slug: "fish"}, Headlines: article.Texts{{Value: "Fish & ships"}}},
		Body:   article.Body{{Content: article.Paragraph{Text: words}}},
	}
	if err := render.Text(os.Stdout, site, story, 40); err != nil {
		panic(err)
	}
	// Output:
	// Fish & ships
	//
	// The fleet is in, says the ferry [1], and
	// it brought more fish than anybody can
	// eat.
	//
	// https://gazette.example/news/fish
	//
	// [1] https://gazette.example/news/ferry
}
