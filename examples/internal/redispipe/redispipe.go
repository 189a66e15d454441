// Package redispipe wraps a client of go-redis as a store of reactions asks for it.
package redispipe

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"

	"github.com/newsjunction/news/reaction/reactionredis"
)

// New makes a pipe of a client, be it of one server or of a Cluster.
func New(client redis.UniversalClient) reactionredis.Pipe {
	return func(ctx context.Context, commands []reactionredis.Command) ([]any, error) {
		pipe := client.Pipeline()
		for _, c := range commands {
			pipe.Do(ctx, append([]any{c.Name}, c.Args...)...)
		}
		sent, _ := pipe.Exec(ctx) // each command carries the error of its own
		replies := make([]any, len(sent))
		for i, cmd := range sent {
			reply, err := cmd.(*redis.Cmd).Result()
			var answered redis.Error // by the server, as against what the network does
			switch {
			case errors.Is(err, redis.Nil):
				replies[i] = nil
			case errors.As(err, &answered):
				replies[i] = err
			case err != nil:
				return nil, err
			default:
				replies[i] = reply
			}
		}
		return replies, nil
	}
}
