package reactionfile_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
)

func ExampleOpen() {
	parent, err := os.MkdirTemp("", "news")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(parent)

	store, err := reactionfile.Open(filepath.Join(parent, "reactions"), reactionfile.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	keys, err := reaction.NewReaderKeys([]byte("a pepper that is kept elsewhere"))
	if err != nil {
		log.Fatal(err)
	}
	reader, err := keys.Reader("account:42")
	if err != nil {
		log.Fatal(err)
	}
	bar := reaction.NewCounter(reaction.Default(), store)
	result, err := bar.React(context.Background(), "article-1", reader, "love")
	fmt.Println(result.Tally.Of("love"), err)
	// Output: 1 <nil>
}
