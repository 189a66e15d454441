package articlesql_test

import (
	"context"
	"database/sql"
	"fmt"
	"log"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
)

// The program imports a driver of its choice, such as modernc.org/sqlite.
func Example() {
	ctx := context.Background()
	db, err := sql.Open("sqlite", "news.db?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(10000)")
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	content, err := articlesql.Open(ctx, db, articlesql.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for key, err := range content.Articles().List(ctx, article.Query{Limit: 10}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(key.Time, key.ID)
	}
}
