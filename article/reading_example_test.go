package article_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
)

func ExampleView_ReadingTime() {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	a, _ := article.New(article.NewID(at), article.Content{
		Lang:      "en",
		Headlines: article.Texts{{Value: "Storm nears coast"}},
		Byline:    article.Byline{{Name: "Ann Poe"}, {Name: "Jim Coe", Role: article.PartEditing}},
		Body: article.Body{
			{Content: article.Paragraph{Text: inline.Text(strings.Repeat("Thousands were told to leave. ", 160))}},
			{Content: article.Related{URL: "https://news.example/ports", Title: "All ports are closed"}},
			{Content: article.Figure{Image: article.Image{URL: "/storm.jpg", Caption: inline.Text("The pier on Sunday")}}},
		},
	}, article.Stamp{At: at})
	a, _ = a.Publish(article.Stamp{At: at})
	v, _ := a.View(at)

	fmt.Println(v.Words(article.Reading{}), prose.Minutes(v.ReadingTime(article.Reading{})))

	body := article.Omit{Captions: true, Related: true, Contributors: true}
	fmt.Println(v.Words(article.Reading{Omit: body}))

	house := article.Reading{Speed: prose.Speed{Words: 120}, Images: true}
	fmt.Println(prose.Minutes(v.ReadingTime(house)))

	blog := article.Reading{Profile: prose.Ghost()} // the figures that the site had there
	fmt.Println(v.Words(blog), v.ReadingTime(blog))
	// Output:
	// 812 4
	// 800
	// 7
	// 812 3m0s
}
