package theme_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
)

func ExampleArticle() {
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{Article: "/news/"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2023, time.August, 1, 6, 30, 0, 0, time.UTC)
	view := article.View{
		Teaser: article.Teaser{Lang: "en", Headlines: article.Texts{{Value: "Fish & ships"}}, Published: at, Modified: at},
		Body:   article.Body{{Content: article.Paragraph{Text: inline.Text("The fleet is in.")}}},
	}
	chrome := theme.Chrome{Site: site, Files: theme.AssetsAt("/assets/")}

	var page strings.Builder
	err = theme.Article(theme.ArticlePage{Chrome: chrome, View: view}).Render(context.Background(), &page)
	fmt.Println(err)
	fmt.Println(strings.Contains(page.String(), "<h1>Fish &amp; ships</h1>"))
	fmt.Println(strings.Contains(page.String(), `<time datetime="2023-08-01T06:30:00Z">August 1, 2023</time>`))
	// Output:
	// <nil>
	// true
	// true
}

// A part is anything with a Render method: here it is plain Go.
func ExampleParts() {
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{}})
	if err != nil {
		fmt.Println(err)
		return
	}
	footer := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "<footer>Printed in the harbour.</footer>")
		return err
	})
	chrome := theme.Chrome{Site: site, Parts: theme.Parts{Footer: footer}}

	var page strings.Builder
	err = theme.Home(theme.HomePage{Chrome: chrome}).Render(context.Background(), &page)
	fmt.Println(err, strings.Contains(page.String(), "<footer>Printed in the harbour.</footer></body>"))
	// Output: <nil> true
}

func ExampleAssets() {
	for _, asset := range theme.Assets() {
		name, _, _ := strings.Cut(asset.Name, "-")
		fmt.Println(name, asset.Type)
	}
	// Output:
	// news text/css; charset=utf-8
	// late text/css; charset=utf-8
	// news text/javascript; charset=utf-8
	// icon image/svg+xml
}

// A kept chrome renders a page once; each reader gets it with their own slots.
func ExamplePage_Cast() {
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{Article: "/news/"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	chrome := theme.Chrome{Site: site}.Keep(1000)
	serve := func(v theme.Visitor) (string, error) {
		ctx := context.Background()
		plate, ok := chrome.Plate("fish-and-ships")
		if !ok {
			story := article.View{Teaser: article.Teaser{Headlines: article.Texts{{Value: "Fish & ships"}}}} // and all that stands around it
			if plate, err = theme.Article(theme.ArticlePage{Chrome: chrome, View: story}).Cast(ctx, "fish-and-ships"); err != nil {
				return "", err
			}
		}
		var page strings.Builder
		err := plate.Fill(theme.Slots{Visitor: v}).Render(ctx, &page)
		return page.String(), err
	}
	for _, v := range []theme.Visitor{{}, {Name: "Nadia"}} {
		page, err := serve(v)
		fmt.Println(strings.Contains(page, "<h1>Fish &amp; ships</h1>"), strings.Contains(page, "Nadia"), err)
	}
	// Output:
	// true false <nil>
	// true true <nil>
}
