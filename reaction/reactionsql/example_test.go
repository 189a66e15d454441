package reactionsql_test

import (
	"context"
	"database/sql"
	"log"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionsql"
)

// The program imports a driver, here modernc.org/sqlite, and says when opening
// the database how patient and how durable it is.
func ExampleOpen() {
	db, err := sql.Open("sqlite", "file:news.db?_pragma=journal_mode(WAL)&_pragma=busy_timeout(5000)&_pragma=synchronous(FULL)")
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	store, err := reactionsql.Open(context.Background(), db, reactionsql.Options{})
	if err != nil {
		log.Fatal(err)
	}
	bar := reaction.NewCounter(reaction.Default(), store)
	log.Println(bar.Tally(context.Background(), "article-1"))
}
