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
	store, err := reactionredis.New(pipe(client), reactionredis.Options{})
	if err != nil {
		return nil, errors.Join(err, client.Close())
	}
	return served{store, client}, nil
}

// pipe sends commands as one pipeline.
func pipe(client *redis.Client) reactionredis.Pipe {
	return func(ctx context.Context, commands []reactionredis.Command) ([]any, error) {
		p := client.Pipeline()
		for _, c := range commands {
			p.Do(ctx, append([]any{c.Name}, c.Args...)...)
		}
		sent, _ := p.Exec(ctx) // the first error of the commands, which are looked at one by one
		replies := make([]any, len(sent))
		for i, command := range sent {
			reply, err := command.(*redis.Cmd).Result()
			if refused := redis.Error(nil); errors.As(err, &refused) && !errors.Is(err, redis.Nil) {
				reply = err
			} else if err != nil && !errors.Is(err, redis.Nil) {
				return nil, err
			}
			replies[i] = reply
		}
		return replies, nil
	}
}
