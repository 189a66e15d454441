package reaction_test

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/newsjunction/news/reaction"
)

// The bar under an article: react, switch, undo.
func ExampleCounter() {
	ctx := context.Background()
	keys, err := reaction.NewKeys([]byte("32 random bytes, kept by the site"))
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
	keys, _ := reaction.NewKeys([]byte("32 random bytes, kept by the site"))
	reader, _ := keys.Reader("account:42")
	bar := reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory))
	_, err := bar.React(context.Background(), "article-1", reader, "meh")
	fmt.Println(err)
	// Output: reaction: Kind: unknown kind of reaction: "meh"
}

// A bar as a theme draws it, and what it posts when the chosen button is pressed.
func ExampleCounter_Form() {
	ctx := context.Background()
	keys, _ := reaction.NewKeys([]byte("32 random bytes, kept by the site"))
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
	keys, _ := reaction.NewKeys([]byte("32 random bytes, kept by the site"))
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

func ExampleKeys_Reader() {
	keys, _ := reaction.NewKeys([]byte("32 random bytes, kept by the site"))
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
