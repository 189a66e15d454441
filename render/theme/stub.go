package theme

import "github.com/a-h/templ"

// Home returns the front page.
func Home(p HomePage) templ.Component { return templ.NopComponent }
func List(p ListPage) templ.Component { return templ.NopComponent }
func Article(p ArticlePage) templ.Component { return templ.NopComponent }
func Static(p StaticPage) templ.Component { return templ.NopComponent }
func Search(p SearchPage) templ.Component { return templ.NopComponent }
func Notice(p NoticePage) templ.Component { return templ.NopComponent }
