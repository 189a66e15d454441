package article_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
)

func TestAChannelShowsItsBlocksAndThoseOfAll(t *testing.T) {
	on := func(text string, channels ...article.Channel) article.Block {
		b := paragraph(text)
		b.Channels = channels
		return b
	}
	inner := article.Body{on("inner"), on("inner app", "app")}
	v := article.View{Body: article.Body{on("all"), on("web", article.ChannelWeb), on("both", article.ChannelWeb, "app"),
		{Content: article.LiveEntry{At: noon, Body: inner}}}}
	before := v.Body.Clone()
	assert.Equal(t, "all\n\nweb\n\nboth\n\ninner", v.On(article.ChannelWeb).Body.Text())
	assert.Equal(t, "all\n\nboth\n\ninner\n\ninner app", v.On("app").Body.Text())
	assert.Equal(t, "all\n\ninner", v.On(article.ChannelFeed).Body.Text())
	assert.Equal(t, before, v.Body, "the view stays as it is")

	plain := article.View{Body: article.Body{on("all")}}
	assert.Same(t, &plain.Body[0], &plain.On("app").Body[0], "nothing is copied where nothing is left out")
	assert.Nil(t, article.View{}.On("app").Body)
}

func TestAViewHoldsNoInternalBlockOfALiveEntry(t *testing.T) {
	c := words("Storm")
	secret := paragraph("secret")
	secret.Internal = true
	c.Body = article.Body{{Content: article.LiveEntry{At: noon, Body: article.Body{secret, paragraph("public")}}}}
	v := viewed(t, c)
	assert.Equal(t, "public", v.Body.Text())
}

func ExampleView_On() {
	v := article.View{Body: article.Body{
		{Content: article.Code{Text: "for all"}},
		{Content: article.Code{Text: "for readers of the newsletter"}, Channels: []article.Channel{article.ChannelNewsletter}},
	}}
	fmt.Println(v.On(article.ChannelWeb).Body.Text())
	// Output: for all
}
