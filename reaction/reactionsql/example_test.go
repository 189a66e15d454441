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

// On PostgreSQL the store is told what it speaks. The program imports a driver, such
// as github.com/jackc/pgx/v5/stdlib.
func ExampleOpen_postgreSQL() {
	db, err := sql.Open("pgx", "postgres://news@127.0.0.1:5432/news")
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	store, err := reactionsql.Open(context.Background(), db, reactionsql.Options{Dialect: reactionsql.PostgreSQL})
	if err != nil {
		log.Fatal(err)
	}
	bar := reaction.NewCounter(reaction.Default(), store)
	log.Println(bar.Tally(context.Background(), "article-1"))
}
