package conformance

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gomodule/redigo/redis"
	"github.com/newsjunction/news/examples/internal/redigopipe"
	"github.com/newsjunction/news/examples/internal/redispipe"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionredis"
	"github.com/newsjunction/news/reaction/reactiontest"
	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func redisAddress(t *testing.T) string {
	t.Helper()
	return server(t, "NEWS_TEST_REDIS", "redis://127.0.0.1:6379/0", func(address string) error {
		conn, err := redis.DialURLContext(t.Context(), address)
		if err != nil {
			return err
		}
		defer conn.Close()
		_, err = conn.Do("PING")
		return err
	})
}

// openGoRedis opens a store whose keys go with the test. The client repeats nothing by
// itself, so that each answer is that of the command asked for.
func openGoRedis(t *testing.T) *reactionredis.Store {
	t.Helper()
	options, err := goredis.ParseURL(redisAddress(t))
	require.NoError(t, err)
	options.MaxRetries = -1
	options.DialTimeout, options.ReadTimeout, options.WriteTimeout, options.PoolTimeout = patience, patience, patience, patience
	client := goredis.NewClient(options)
	t.Cleanup(func() { require.NoError(t, client.Close()) })
	return openRedis(t, redispipe.New(client))
}

func openRedigo(t *testing.T) *reactionredis.Store {
	t.Helper()
	return openRedis(t, redigopipe.New(redigoPool(t)))
}

func redigoPool(t *testing.T) *redis.Pool {
	t.Helper()
	address := redisAddress(t)
	pool := &redis.Pool{
		MaxIdle:     32,
		DialContext: func(ctx context.Context) (redis.Conn, error) { return redis.DialURLContext(ctx, address) },
	}
	t.Cleanup(func() { require.NoError(t, pool.Close()) })
	return pool
}

func openRedis(t *testing.T, pipe reactionredis.Pipe) *reactionredis.Store {
	t.Helper()
	s, _ := openRedisUnder(t, pipe)
	return s
}

// openRedisUnder opens a store under a prefix of the test's own.
func openRedisUnder(t *testing.T, pipe reactionredis.Pipe) (s *reactionredis.Store, prefix string) {
	t.Helper()
	prefix = ownName() + ":"
	s, err := reactionredis.New(pipe, reactionredis.Options{Prefix: prefix})
	require.NoError(t, err)
	pool := redigoPool(t)
	t.Cleanup(func() {
		conn := pool.Get()
		defer conn.Close()
		for _, key := range keysOf(t, conn, prefix) {
			_, err := conn.Do("UNLINK", key)
			require.NoError(t, err)
		}
	})
	return s, prefix
}

// keysOf returns the keys that begin with prefix.
func keysOf(t *testing.T, conn redis.Conn, prefix string) []string {
	t.Helper()
	keys, err := redis.Strings(conn.Do("KEYS", prefix+"*"))
	require.NoError(t, err)
	return keys
}

func TestReactionsOnRedisByGoRedis(t *testing.T) {
	reactiontest.Run(t, func(t *testing.T) reaction.Store { return openGoRedis(t) })
}

func TestReactionsOnRedisByRedigo(t *testing.T) {
	reactiontest.Run(t, func(t *testing.T) reaction.Store { return openRedigo(t) })
}

func TestReactionsOnRedisByGoRedisAreLinearizable(t *testing.T) {
	reactiontest.Linearizable(t, openGoRedis(t), *calls)
}

func TestReactionsOnRedisByRedigoAreLinearizable(t *testing.T) {
	reactiontest.Linearizable(t, openRedigo(t), *calls)
}

// Each trip to the server fails once, before or after it is done.
func TestReactionsOnRedisSurviveEachFailingCall(t *testing.T) {
	requireSurvival(t, func(t *testing.T) (reaction.Store, *faults) {
		f, pipe := new(faults), redigopipe.New(redigoPool(t))
		return openRedis(t, func(ctx context.Context, commands []reactionredis.Command) (replies []any, err error) {
			err = f.call(func() error {
				replies, err = pipe(ctx, commands)
				return err
			})
			return replies, err
		}), f
	})
}

// The server refuses one command of a pipeline and carries out the others: what is
// left of an erasure is found by the next one.
func TestReactionsOnRedisAreErasedAgainAfterEachRefusedCommand(t *testing.T) {
	f, pipe := new(faults), redigopipe.New(redigoPool(t))
	s := openRedis(t, func(ctx context.Context, commands []reactionredis.Command) ([]any, error) {
		commands = slices.Clone(commands)
		for i := range commands {
			if f.call(func() error { return nil }) != nil {
				commands[i] = reactionredis.Command{Name: "NOSUCHCOMMAND"}
			}
		}
		return pipe(ctx, commands)
	})
	first, second := reactionReader(t, "account:1"), reactionReader(t, "account:2")
	subjects := []string{"a", "b", "c", "d", "e"}
	for n := 1; ; n++ {
		for _, subject := range subjects {
			require.NoError(t, set(t.Context(), s, subject, first, "love"))
			require.NoError(t, set(t.Context(), s, subject, second, "love"))
		}
		f.plant(n, false)
		err := s.Erase(t.Context(), first)
		if !f.spent() {
			require.NoError(t, err)
			require.Greater(t, n, 256+len(subjects), "commands that could be refused")
			return
		}
		require.Error(t, err, "command %d", n)
		requireExact(t, s, subjects...)
		require.NoError(t, s.Erase(t.Context(), first))
		requireExact(t, s, subjects...)
		rows := rowsOf(t, s)
		require.Len(t, rows, len(subjects))
		for _, row := range rows {
			require.Equal(t, second, row.Reader)
		}
	}
}

// An erased reader leaves no key and no field, and an undone reaction neither.
func TestReactionsOnRedisLeaveNoTrace(t *testing.T) {
	pool := redigoPool(t)
	s, prefix := openRedisUnder(t, redigopipe.New(pool))
	first, second := reactionReader(t, "account:1"), reactionReader(t, "account:2")
	for i := range 1200 {
		require.NoError(t, set(t.Context(), s, fmt.Sprint("subject ", i), first, "love"))
	}
	for _, k := range []reaction.Kind{"love", "sad", ""} {
		require.NoError(t, set(t.Context(), s, "undone", second, k))
	}
	require.NoError(t, s.Erase(t.Context(), first))
	conn := pool.Get()
	defer conn.Close()
	assert.Empty(t, keysOf(t, conn, prefix))
}

func TestReactionsOnRedisRepairDrift(t *testing.T) {
	pool := redigoPool(t)
	s, prefix := openRedisUnder(t, redigopipe.New(pool))
	for i, k := range []reaction.Kind{"love", "love", "sad"} {
		require.NoError(t, set(t.Context(), s, "a", reactionReader(t, fmt.Sprint("account:", i)), k))
	}
	conn := pool.Get()
	defer conn.Close()
	counters := keyOf(t, conn, prefix, "}n:a")
	for kind, n := range map[string]int{"love": 5, "sad": -1, "ghost": 2, "minus": -1} {
		_, err := conn.Do("HINCRBY", counters, kind, n)
		require.NoError(t, err)
	}
	assert.Equal(t, reaction.Counts{{Kind: "ghost", N: 2}, {Kind: "love", N: 7}}, reactionCounts(t, s, "a"))
	drift, err := s.Recount(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, 5+1+2+1, drift)
	assert.Equal(t, reaction.Counts{{Kind: "love", N: 2}, {Kind: "sad", N: 1}}, reactionCounts(t, s, "a"))
	requireExact(t, s, "a")
}

func TestReactionsOnRedisReportDamagedRows(t *testing.T) {
	for name, row := range map[string][2]string{
		"short reader": {"\x01", "love"},
		"bad kind":     {"0123456789abcdef", "NO KIND"},
		"no kind":      {"0123456789abcdef", ""},
	} {
		t.Run(name, func(t *testing.T) {
			pool := redigoPool(t)
			s, prefix := openRedisUnder(t, redigopipe.New(pool))
			r := reactionReader(t, "account:1")
			require.NoError(t, set(t.Context(), s, "a", r, "love"))
			require.NoError(t, set(t.Context(), s, "b", r, "love"))
			conn := pool.Get()
			defer conn.Close()
			_, err := conn.Do("HSET", keyOf(t, conn, prefix, "}r:b"), row[0], row[1])
			require.NoError(t, err)
			rows, err := scanned(t.Context(), s)
			require.ErrorIs(t, err, reactionredis.ErrCorrupt)
			assert.Equal(t, []reaction.Row{{Subject: "a", Reader: r, Kind: "love"}}, rows, "rows before the damage")
		})
	}
}

// A server without memory refuses writes, and is read on.
func TestReactionsOnRedisThatIsFullFailAndChangeNothing(t *testing.T) {
	server := startRedis(t, redisServer(t), false)
	conn := server.conn
	pool := &redis.Pool{Dial: func() (redis.Conn, error) { return redis.Dial("tcp", server.address()) }}
	t.Cleanup(func() { require.NoError(t, pool.Close()) })
	s, err := reactionredis.New(redigopipe.New(pool), reactionredis.Options{})
	require.NoError(t, err)
	r := reactionReader(t, "account:1")
	require.NoError(t, set(t.Context(), s, "a", r, "love"))
	held := rowsOf(t, s)

	_, err = conn.Do("CONFIG", "SET", "maxmemory", "1")
	require.NoError(t, err)
	for name, err := range map[string]error{
		"set": set(t.Context(), s, "b", r, "love"), "switch": set(t.Context(), s, "a", r, "sad"),
		"undo": set(t.Context(), s, "a", r, ""), "erase": s.Erase(t.Context(), r),
	} {
		assert.ErrorContains(t, err, "OOM", name)
	}
	assert.Equal(t, held, rowsOf(t, s))
	requireExact(t, s, "a", "b")

	_, err = conn.Do("CONFIG", "SET", "maxmemory", "0")
	require.NoError(t, err)
	require.NoError(t, s.Erase(t.Context(), r))
	assert.Empty(t, keysOf(t, conn, ""))
}

// A subject that many readers react to is read in several pages.
func TestReactionsOnRedisToOneSubjectAreScannedInOrder(t *testing.T) {
	s := openRedigo(t)
	var done sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		readers := make([]reaction.Reader, 500)
		for n := range readers {
			readers[n] = reactionReader(t, fmt.Sprintf("account:%d-%d", i, n))
		}
		done.Go(func() {
			for _, r := range readers {
				errs[i] = errors.Join(errs[i], set(t.Context(), s, "a", r, "love"))
			}
		})
	}
	done.Wait()
	require.NoError(t, errors.Join(errs...))
	rows := rowsOf(t, s)
	require.Len(t, rows, 4000)
	for i := range rows[1:] {
		require.Equal(t, -1, rows[i].Reader.Compare(rows[i+1].Reader), "readers of rows %d and %d", i, i+1)
	}
}

// keyOf returns the one key that begins with prefix and ends in rest.
func keyOf(t *testing.T, conn redis.Conn, prefix, rest string) string {
	t.Helper()
	keys := slices.DeleteFunc(keysOf(t, conn, prefix), func(key string) bool { return !strings.HasSuffix(key, rest) })
	require.Len(t, keys, 1)
	return keys[0]
}
