package render_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

func TestAFeedHoldsWhatFeedsAreToShow(t *testing.T) {
	v := article.View{Teaser: teaser("Calm sea")}
	for channel, text := range map[article.Channel]string{article.ChannelFeed: "For feeds.", article.ChannelWeb: "For pages."} {
		v.Body = append(v.Body, article.Block{Channels: []article.Channel{channel}, Content: article.Paragraph{Text: inline.Text(text)}})
	}
	document := feed(t, newSite(t, "Gazette"), v)
	assert.Contains(t, document, "For feeds.")
	assert.NotContains(t, document, "For pages.")
}
