package theme_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
)

func TestAPageIsInTheLanguageOfItsStory(t *testing.T) {
	tests := []struct{ lang, pageLang, dir, interfaceLang, latest, published string }{
		{"en", "en", "ltr", "", "Latest Post", "Published August 1, 2023"},
		{"en-GB", "en-GB", "ltr", "", "Latest Post", "Published August 1, 2023"},
		{"es", "es", "ltr", "", "Lo último", "Publicado el 1 de agosto de 2023"},
		{"ar", "ar", "rtl", "", "أحدث المقالات", "نُشر في 1 أغسطس 2023"},
		{"de", "de", "ltr", "", "Neueste Artikel", "Veröffentlicht am 1. August 2023"},
		{"he", "he", "rtl", "en", "Latest Post", "Published August 1, 2023"},
		{"", "en", "ltr", "", "Latest Post", "Published August 1, 2023"},
	}
	for _, tt := range tests {
		t.Run(tt.lang, func(t *testing.T) {
			v := article.View{Teaser: teaser(0)}
			v.Lang = tt.lang
			root := requireLawful(t, rendered(t, theme.Article(theme.ArticlePage{Chrome: gazette(t), View: v})))
			page := elements(root, "html")[0]
			assert.Equal(t, tt.pageLang, attr(page, "lang"))
			assert.Equal(t, tt.dir, attr(page, "dir"))
			assert.Equal(t, tt.interfaceLang, attr(class(root, "masthead")[0], "lang"))
			assert.Equal(t, []string{tt.latest}, texts(elements(class(root, "latest")[0], "h2")))
			assert.Equal(t, []string{tt.published}, texts(class(root, "dates")))
		})
	}
}

func TestATeaserInAnotherLanguageSaysSo(t *testing.T) {
	root := parse(t, rendered(t, theme.Home(theme.HomePage{Chrome: gazette(t), Top: []article.Teaser{teaser(0), arabic()}})))
	assert.False(t, has(class(root, "lead-story")[0], "lang"))
	card := class(root, "card")[0]
	assert.Equal(t, "ar", attr(card, "lang"))
	assert.Equal(t, "rtl", attr(card, "dir"))
	assert.Equal(t, []string{"31 يوليو 2023"}, texts(class(card, "day")), "its date is in its language")
}
