package reactionredis_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionredis"
)

// A program wraps its client into a Pipe once. With redigo it reads
//
//	func pipe(pool *redis.Pool) reactionredis.Pipe {
//		return func(ctx context.Context, commands []reactionredis.Command) ([]any, error) {
//			conn, err := pool.GetContext(ctx)
//			if err != nil {
//				return nil, err
//			}
//			defer conn.Close()
//			for _, c := range commands {
//				if err := conn.Send(c.Name, c.Args...); err != nil {
//					return nil, err
//				}
//			}
//			if err := conn.Flush(); err != nil {
//				return nil, err
//			}
//			replies := make([]any, len(commands))
//			for i := range replies {
//				replies[i], err = redis.ReceiveContext(conn, ctx)
//				var answered redis.Error
//				if errors.As(err, &answered) {
//					replies[i] = answered
//				} else if err != nil {
//					return nil, err
//				}
//			}
//			return replies, nil
//		}
//	}
//
// and with go-redis
//
//	func pipe(client redis.UniversalClient) reactionredis.Pipe {
//		return func(ctx context.Context, commands []reactionredis.Command) ([]any, error) {
//			p := client.Pipeline()
//			for _, c := range commands {
//				p.Do(ctx, append([]any{c.Name}, c.Args...)...)
//			}
//			sent, _ := p.Exec(ctx) // each command carries the error of its own
//			replies := make([]any, len(sent))
//			for i, cmd := range sent {
//				reply, err := cmd.(*redis.Cmd).Result()
//				var answered redis.Error
//				switch {
//				case errors.Is(err, redis.Nil):
//				case errors.As(err, &answered):
//					replies[i] = err
//				case err != nil:
//					return nil, err
//				default:
//					replies[i] = reply
//				}
//			}
//			return replies, nil
//		}
//	}
func ExampleNew() {
	var pipe reactionredis.Pipe = func(context.Context, []reactionredis.Command) ([]any, error) {
		return nil, errors.New("connection refused") // a real one is above
	}
	store, err := reactionredis.New(pipe, reactionredis.Options{})
	if err != nil {
		log.Fatal(err)
	}
	bar := reaction.NewCounter(reaction.Default(), store)
	_, err = bar.Tally(context.Background(), "article-1")
	fmt.Println(err)
	// Output: reactionredis: tallies: connection refused
}
