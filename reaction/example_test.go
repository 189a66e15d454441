package reaction_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/newsjunction/news/reaction"
)

// The bar under an article: react, switch, undo.
func ExampleCounter() {
	ctx := context.Background()
	keys, err := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	if err != nil {
		fmt.Println(err)
		return
	}
	reader, _ := keys.Reader("account:42")
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))

	res, _ := bar.React(ctx, "article-1", reader, "love")
	fmt.Printf("%q to %q, %d in all\n", res.Before, res.After, res.Tally.Total())
	res, _ = bar.React(ctx, "article-1", reader, "wink")
	fmt.Printf("%q to %q, %d in all\n", res.Before, res.After, res.Tally.Total())
	res, _ = bar.Undo(ctx, "article-1", reader)
	fmt.Printf("%q to %q, %d in all\n", res.Before, res.After, res.Tally.Total())
	// Output:
	// "" to "love", 1 in all
	// "love" to "wink", 1 in all
	// "wink" to "", 0 in all
}

func ExampleCounter_React() {
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	reader, _ := keys.Reader("account:42")
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	_, err := bar.React(context.Background(), "article-1", reader, "meh")
	fmt.Println(err)
	// Output: reaction: Kind: unknown kind of reaction: "meh"
}

// A bar as a theme draws it, and what it posts when the chosen button is pressed.
func ExampleCounter_Form() {
	ctx := context.Background()
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	reader, _ := keys.Reader("guest:6f1c")
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	_, _ = bar.React(ctx, "article-1", reader, "love")

	form, _ := bar.Form(ctx, "article-1", reader, "es")
	for _, b := range form.Buttons {
		fmt.Printf("%s %s %d, posts %s=%s\n", b.Emoji, b.Label, b.Count, form.ValueField, b.Value)
	}
	res, _ := bar.Press(ctx, form.Subject, reader, form.Buttons[0].Value)
	fmt.Println(res.Tally.Of("love"))
	// Output:
	// ❤️ Me encanta 1, posts reaction=-
	// 😢 Triste 0, posts reaction=sad
	// 0
}

// The counts of a page of teasers, in one call.
func ExampleCounter_Tallies() {
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	tallies, _ := bar.Tallies(context.Background(), "article-1", "article-2")
	for _, t := range tallies {
		b, _ := json.Marshal(t)
		fmt.Println(string(b))
	}
	// Output:
	// {"love":0,"sad":0}
	// {"love":0,"sad":0}
}

func ExampleCounter_Erase() {
	ctx := context.Background()
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	reader, _ := keys.Reader("account:42")
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	_, _ = bar.React(ctx, "article-1", reader, "sad")
	_, _ = bar.React(ctx, "article-2", reader, "love")

	fmt.Println(bar.Erase(ctx, reader))
	fmt.Println(bar.Mine(ctx, reader, "article-1", "article-2"))
	// Output:
	// <nil>
	// [ ] <nil>
}

func ExampleNewSet() {
	choices := reaction.Default().Choices()[:2]
	choices = append(choices, reaction.Choice{
		Kind:   "wow",
		Emoji:  "😮",
		Labels: []reaction.Label{{Lang: "en", Text: "Wow"}, {Lang: "ar", Text: "واو"}},
	})
	set, err := reaction.NewSet(choices...)
	fmt.Println(set.Len(), err)
	_, err = reaction.NewSet(reaction.Choice{Kind: "Wow!"})
	fmt.Println(err)
	// Output:
	// 3 <nil>
	// reaction: Choices[0].Kind: invalid set of reactions: does not match ^[a-z][a-z0-9_-]{0,31}$: "Wow!"
}

// A retired kind takes no more reactions; those it has still count.
func ExampleChoice() {
	ctx := context.Background()
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	reader, _ := keys.Reader("account:42")
	store := new(reaction.Memory)
	_, _ = reaction.NewCounter(reaction.MustSet("love", "sleepy"), store).React(ctx, "article-1", reader, "sleepy")

	choices := reaction.MustSet("love", "sleepy").Choices()
	choices[1].Retired = true
	set, _ := reaction.NewSet(choices...)
	bar := reaction.NewCounter(set, store)
	tally, _ := bar.Tally(ctx, "article-1")
	_, err := bar.React(ctx, "article-2", reader, "sleepy")
	fmt.Println(tally.Of("sleepy"), err)
	// Output: 1 reaction: Kind: retired kind of reaction: "sleepy"
}

// Two articles become one: nobody is counted twice, and nothing is overwritten.
func ExampleCounter_Merge() {
	ctx := context.Background()
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	first, _ := keys.Reader("account:1")
	second, _ := keys.Reader("account:2")
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	_, _ = bar.React(ctx, "first-draft", first, "love")
	_, _ = bar.React(ctx, "first-draft", second, "love")
	_, _ = bar.React(ctx, "final", second, "sad")

	moved, err := bar.Merge(ctx, "first-draft", "final")
	tally, _ := bar.Tally(ctx, "final")
	b, _ := json.Marshal(tally)
	fmt.Printf("%+v %v\n%s\n", moved, err, b)
	// Output:
	// {Made:1 Same:0 Kept:1} <nil>
	// {"love":1,"sad":1}
}

func ExampleCounter_Export() {
	ctx := context.Background()
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	reader, _ := keys.Reader("account:42")
	old := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	_, _ = old.React(ctx, "article-1", reader, "wink")

	var file bytes.Buffer
	n, err := old.Export(ctx, &file)
	fmt.Println(n, err)
	moved, err := reaction.NewCounter(reaction.Default(), new(reaction.Memory)).Import(ctx, &file, reaction.Limits{})
	fmt.Println(moved.Made, err)
	// Output:
	// 1 <nil>
	// 1 <nil>
}

// What readers of the world section react to today.
func ExampleTrend() {
	ctx := context.Background()
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	day := reaction.NewTrend(reaction.TrendOptions{HalfLife: 24 * time.Hour})
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

	for i, subject := range []string{"yesterday", "yesterday", "yesterday", "today", "today"} {
		reader, _ := keys.Reader(fmt.Sprint("account:", i))
		at := noon
		if subject == "yesterday" {
			at = noon.Add(-24 * time.Hour)
		}
		res, _ := bar.React(ctx, subject, reader, "love")
		_ = day.Add(subject, "world", res, at)
	}
	for _, s := range day.Top(10, "world", noon) {
		fmt.Printf("%s %.1f\n", s.Subject, s.Score)
	}
	// Output:
	// today 2.0
	// yesterday 1.5
}

func ExampleReaderKeys_Reader() {
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	reader, _ := keys.Reader("account:42")
	again, _ := reaction.ParseReader(reader.String())
	fmt.Println(again == reader, len(reader.String()))
	// Output: true 32
}

func ExampleTally_All() {
	counts := reaction.Counts{{Kind: "sad", N: 3}}
	for kind, n := range reaction.MustSet("love", "sad").Tally(counts).All() {
		fmt.Println(kind, n)
	}
	// Output:
	// love 0
	// sad 3
}
