package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"

	"github.com/newsjunction/news/examples/internal/redispipe"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionfile"
	"github.com/newsjunction/news/reaction/reactionredis"
	"github.com/newsjunction/news/reaction/reactionsql"
)

// reactionStore is where reactions are kept.
type reactionStore interface {
	reaction.Store
	io.Closer
}

// openReactions opens what where names: a server, by its URL, or a folder, which is
// made where it is missing. What is written to a folder survives a killed process and
// a loss of power; what a server promises is the server's to say.
func openReactions(ctx context.Context, where string) (reactionStore, error) {
	scheme, _, isURL := strings.Cut(where, "://")
	if !isURL {
		return reactionfile.Open(where, reactionfile.Options{})
	}
	var store reactionStore
	var err error
	switch scheme {
	case "redis", "rediss":
		store, err = openRedis(ctx, where)
	case "postgres", "postgresql":
		store, err = openPostgres(ctx, where)
	default:
		err = errors.New("neither a folder nor redis:// nor postgres://")
	}
	if err != nil {
		return nil, fmt.Errorf("reactions in %s: %w", scheme, err) // a URL may hold a password
	}
	return store, nil
}

// served is a store with the connections to its server.
type served struct {
	reaction.Store
	io.Closer
}

func openPostgres(ctx context.Context, url string) (reactionStore, error) {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return nil, err
	}
	store, err := reactionsql.Open(ctx, db, reactionsql.Options{Dialect: reactionsql.PostgreSQL})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return served{store, db}, nil
}

func openRedis(ctx context.Context, url string) (reactionStore, error) {
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, err
	}
	redis.SetLogger(new(logging.VoidLogger)) // it would tell on its own what is returned as an error
	options.MaxRetries = -1                  // a script that is sent twice tells the wrong kind held before
	client := redis.NewClient(options)
	if err := client.Ping(ctx).Err(); err != nil {
		return nil, errors.Join(err, client.Close())
	}
	store, err := reactionredis.New(redispipe.New(client), reactionredis.Options{})
	if err != nil {
		return nil, errors.Join(err, client.Close())
	}
	return served{store, client}, nil
}
