package article_test

import (
	"fmt"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

func ExampleArticle_Correct() {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := article.Content{Lang: "en", Headlines: article.Texts{{Value: "Ferry sinks"}}, Body: article.Body{
		{ID: "toll", Content: article.Paragraph{Text: inline.Text("The sinking killed 21.")}},
	}}
	a, _ := article.New(article.NewID(at), c, article.Stamp{At: at})
	a, _ = a.Publish(article.Stamp{At: at})

	c.Body[0].Content = article.Paragraph{Text: inline.Text("The sinking killed 12.")}
	kind := article.SuggestKind(article.Diff(a.Live.Content, c))
	a, err := a.Correct(article.Correction{
		Kind: kind, Text: "An earlier version gave a wrong toll.",
		Block: "toll", Before: "21", After: "12",
	}, c, article.Stamp{At: at.Add(time.Hour), By: "ana"})
	if err != nil {
		fmt.Println(err)
		return
	}
	v, _ := a.View(at.Add(2 * time.Hour))
	notice := v.Corrections[0]
	fmt.Println(notice.Kind, notice.At.Format(time.TimeOnly), notice.Text)
	fmt.Println(v.Modified.Format(time.TimeOnly), a.Corrections[0].Orphaned(v.Body))
	// Output:
	// correction 13:00:00 An earlier version gave a wrong toll.
	// 13:00:00 false
}

func ExampleLocalTime() {
	// The clocks of the newsroom are two hours ahead, and three from 29 March.
	zone, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		zone = time.UTC
	}
	for _, typed := range []string{"2026-03-28T06:00", "2026-03-29T03:30", "2026-10-25T03:30"} {
		wall, _ := time.Parse("2006-01-02T15:04", typed)
		at, how := article.LocalTime(zone, wall)
		fmt.Println(at.Format("2006-01-02 15:04 MST"), how)
	}
	// Output:
	// 2026-03-28 06:00 EET as typed
	// 2026-03-29 04:30 EEST moved later
	// 2026-10-25 03:30 EEST took first
}

func ExampleArticle_SetEmbargo() {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	stamp := article.Stamp{At: at}
	a, _ := article.New(article.NewID(at), article.Content{Lang: "en", Headlines: article.Texts{{Value: "Budget"}}}, stamp)
	a, _ = a.SetEmbargo(at.Add(6*time.Hour), "agreed with the ministry", stamp)
	a, _ = a.Publish(stamp)
	for _, hours := range []int{5, 6} {
		_, ok := a.View(at.Add(time.Duration(hours) * time.Hour))
		fmt.Println(hours, "hours later:", ok)
	}
	// Output:
	// 5 hours later: false
	// 6 hours later: true
}

func ExampleArticle_Explain() {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	stamp := article.Stamp{At: at}
	a, _ := article.New(article.NewID(at), article.Content{Lang: "en", Headlines: article.Texts{{Value: "Budget"}}}, stamp)
	a, _ = a.Schedule(article.Window{From: at.Add(24 * time.Hour)}, stamp)
	fmt.Println(a.Explain(at))
	a, _ = a.SetEmbargo(time.Time{}, "until the minister speaks", stamp)
	fmt.Println(a.Explain(at))
	// Output:
	// Readers do not see it yet: its window begins on 2026-03-02 12:00 UTC. It appears on 2026-03-02 12:00 UTC.
	// Readers do not see it: an embargo holds until it is lifted. It appears when the embargo is lifted, and not before.
}

func ExampleDiff() {
	block := func(id article.BlockID, text string) article.Block {
		return article.Block{ID: id, Content: article.Paragraph{Text: inline.Text(text)}}
	}
	earlier := article.Content{Lang: "en", Body: article.Body{block("b1", "The red fox ran."), block("b2", "It rained.")}}
	later := article.Content{Lang: "en", Body: article.Body{block("b1", "The brown fox ran."), block("b3", "It stopped.")}}
	for _, change := range article.Diff(earlier, later).Blocks {
		fmt.Print(change.ID, ":")
		for _, run := range change.Words {
			fmt.Printf(" %s %q", run.Op, run.Text)
		}
		fmt.Println()
	}
	// Output:
	// b1: kept "The " removed "red" added "brown" kept " fox ran."
	// b2: removed "It rained."
	// b3: added "It stopped."
}
