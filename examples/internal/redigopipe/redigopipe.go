// Package redigopipe wraps a pool of redigo as a store of reactions asks for it.
package redigopipe

import (
	"context"
	"errors"

	"github.com/gomodule/redigo/redis"

	"github.com/newsjunction/news/reaction/reactionredis"
)

// New makes a pipe of a pool of connections.
func New(pool *redis.Pool) reactionredis.Pipe {
	return func(ctx context.Context, commands []reactionredis.Command) ([]any, error) {
		conn, err := pool.GetContext(ctx)
		if err != nil {
			return nil, err
		}
		defer conn.Close()
		for _, c := range commands {
			if err := conn.Send(c.Name, c.Args...); err != nil {
				return nil, err
			}
		}
		if err := conn.Flush(); err != nil {
			return nil, err
		}
		replies := make([]any, len(commands))
		for i := range replies {
			reply, err := redis.ReceiveContext(conn, ctx)
			var answered redis.Error
			switch {
			case errors.As(err, &answered):
				replies[i] = answered
			case err != nil:
				return nil, err
			default:
				replies[i] = reply
			}
		}
		return replies, nil
	}
}
