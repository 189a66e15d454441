// Quickstart makes two articles of HTML, files and publishes them, finds the one that
// is related to the other, and writes both as a feed. It is the first code block of
// the README.
package main

import (
	"context"
	"errors"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

func main() {
	if err := run(context.Background(), os.Stdout, time.Now()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, w io.Writer, now time.Time) error {
	world := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.NewID(now), Labels: taxonomy.Labels{{Lang: "en", Text: "World News"}}}}
	tree, _ := taxonomy.Load([]taxonomy.Category{world}, nil, taxonomy.Options{})
	store, index := new(article.Memory), related.NewIndex(related.Options{})
	var page theme.ArticlePage
	for _, story := range [][2]string{
		{"Dockers end their strike in Velmar", `<p>The cranes of the harbour <em>move</em> again.</p>`},
		{"Velmar harbour reopens after the strike", `<p>Ships wait for the cranes.</p><script>alert(1)</script>`},
	} {
		body, lost, err := htmlbody.Parse(strings.NewReader(story[1]), sanitize.Article())
		if err != nil {
			return err
		}
		log.Print(lost) // Body.script: dropped element: the element is not kept
		stamp := article.Stamp{At: now, By: "desk", Why: "first edition"}
		a, err := article.New(article.NewID(now), article.Content{
			Lang:      "en",
			Headlines: article.Texts{{Value: story[0]}},
			Body:      body,
			Filing:    article.Filing{Category: world.ID},
		}, stamp)
		if err == nil {
			a, err = a.Publish(stamp)
		}
		if err == nil {
			a, err = store.Save(ctx, a) // names it: article:velmar-harbour-reopens-after-the-strike
		}
		page.View, _ = a.View(now) // what a reader may see
		if err := errors.Join(err, index.Put(related.FromView(page.View, tree))); err != nil {
			return err
		}
	}
	hits, err1 := index.Related(page.View.ID, related.Query{At: now})
	teasers, err2 := store.Teasers(ctx, now, related.IDs(hits)...)
	site, err3 := render.NewSite(render.Config{
		Name: "News Junction", BaseURL: "https://news.example", Lang: "en", Linker: render.Paths{Article: "/news/"},
	})
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	for _, t := range teasers {
		page.Related = append(page.Related, theme.Suggestion{Story: t})
	}
	page.Chrome.Site = site.With(tree, nil)
	return theme.Article(page).Render(ctx, w)
}
