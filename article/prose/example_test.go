package prose_test

import (
	"fmt"
	"time"

	"github.com/newsjunction/news/article/prose"
)

func ExampleCount() {
	fmt.Println(prose.Count("The mayor didn't say – 東京で発表"))
	fmt.Println(prose.Count("c'est 1,000,000 de morts").Words())
	// Output:
	// Latin 4, Han 4, Kana 1
	// 4
}

func ExampleSpeed_Time() {
	count := prose.Counts{prose.Latin: 837} // the model page
	fmt.Println(prose.Minutes(prose.Speed{Words: 120}.Time(count)), "min read")

	average := prose.Speed{Lang: "en"}.Time(count)
	short, long := prose.Range(average + prose.Pictures(2))
	fmt.Println(average.Round(time.Second))
	fmt.Printf("%d–%d min\n", prose.Minutes(short), prose.Minutes(long))
	// Output:
	// 7 min read
	// 3m31s
	// 4–6 min
}

func ExampleMinutes() {
	fmt.Println(prose.Minutes(0), prose.Minutes(5*time.Second), prose.Minutes(61*time.Second))
	// Output:
	// 0 1 2
}

func ExampleRange() {
	short, long := prose.Range(7 * time.Minute)
	fmt.Printf("%d–%d min\n", prose.Minutes(short), prose.Minutes(long))
	// Output:
	// 6–10 min
}

func ExamplePictures() {
	fmt.Println(prose.Pictures(1), prose.Pictures(2), prose.Pictures(12))
	// Output:
	// 12s 23s 1m21s
}

func ExampleSpeed_Rate() {
	for _, script := range []prose.Script{prose.Kana, prose.Han, prose.Latin} {
		fmt.Println(script, prose.Speed{Lang: "ja"}.Rate(script), prose.Speed{Lang: "fr"}.Rate(script))
	}
	// Output:
	// Kana 653 653
	// Han 653 439
	// Latin 238 275
}

func ExampleRates() {
	for _, rate := range prose.Rates()[:1] {
		fmt.Println(rate.Lang, rate.Script, rate.PerMinute, rate.Source)
	}
	// Output:
	// en Latin 238 Brysbaert 2019, Journal of Memory and Language 109, doi:10.1016/j.jml.2019.104047
}

func ExampleProfile_Measure() {
	text := "Don't stop – สวัสดี"
	fmt.Println(prose.WordPress(200).Measure(text, 0))
	fmt.Println(prose.Ghost().Measure(text, 0))
	fmt.Println(prose.Hugo(false).Measure(text, 0))
	fmt.Println(prose.Profile{}.Measure(text, 0))
	// Output:
	// 4 1
	// 3 1
	// 4 1
	// 6 1
}

func ExampleExcerpt() {
	text := "The harbour authority said on Tuesday (see map) that dredging will resume. It did not say when."
	fmt.Println(prose.Excerpt(text, prose.Length{Words: 6}))
	fmt.Println(prose.Excerpt(text, prose.Length{Chars: 40}))
	fmt.Println(prose.Excerpt(text, prose.Length{Sentences: 1}))
	fmt.Println(prose.Excerpt("昨日の午後、市議会は可決した。", prose.Length{Chars: 6, Lang: "ja"}))
	// Output:
	// The harbour authority said on Tuesday… true
	// The harbour authority said on Tuesday… true
	// The harbour authority said on Tuesday (see map) that dredging will resume. true
	// 昨日の午後、…… true
}

func ExampleSentences() {
	for sentence := range prose.Sentences("Mr. Adams met the U.S. envoy. “Nothing new,” he said.") {
		fmt.Println(sentence)
	}
	// Output:
	// Mr. Adams met the U.S. envoy.
	// “Nothing new,” he said.
}

func ExampleLead() {
	fmt.Println(prose.Lead("\nThe harbour  is closed.\n\nIt opens on Friday."))
	// Output:
	// The harbour is closed.
}

func ExampleLine() {
	fmt.Println(prose.Line("  Budget\n passes "))
	// Output:
	// Budget passes
}

func ExampleTitle() {
	fmt.Println(prose.Title("budget passes in the night", "en"))
	fmt.Println(prose.Title("le budget est adopté", "fr"))
	fmt.Println(prose.Title("budget passes in the night", ""))
	// Output:
	// Budget Passes in the Night
	// Le budget est adopté
	// budget passes in the night
}

func ExampleClean() {
	title, source := prose.Clean("Latest attempt to avoid a ceasefire | World News", "World News", "Reuters")
	fmt.Printf("%q %q\n", title, source)
	title, source = prose.Clean("The most famous dishes – Insights Success", "World News", "Reuters")
	fmt.Printf("%q %q\n", title, source)
	// Output:
	// "Latest attempt to avoid a ceasefire" "World News"
	// "The most famous dishes – Insights Success" ""
}
