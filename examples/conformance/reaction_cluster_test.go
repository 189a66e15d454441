package conformance

import (
	"context"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gomodule/redigo/redis"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionredis"
	"github.com/newsjunction/news/reaction/reactiontest"
	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A Cluster refuses a script whose keys are on several servers, and knows no script
// at first. Each test of the kit finds it empty.
func TestReactionsOnARedisCluster(t *testing.T) {
	client := openCluster(t)
	stores := 0
	open := func(t *testing.T) reaction.Store {
		stores++
		s, err := reactionredis.New(overGoRedis(client), reactionredis.Options{Prefix: "s" + strconv.Itoa(stores) + ":"})
		require.NoError(t, err)
		return s
	}
	reactiontest.Run(t, open)
	t.Run("a long history is linearizable", func(t *testing.T) { reactiontest.Linearizable(t, open(t), *calls) })

	var used atomic.Int32
	require.NoError(t, client.ForEachMaster(t.Context(), func(ctx context.Context, server *goredis.Client) error {
		keys, err := server.DBSize(ctx).Result()
		if keys > 0 {
			used.Add(1)
		}
		return err
	}))
	assert.EqualValues(t, 3, used.Load(), "servers that hold keys")
}

// openCluster starts three servers that share the slots, which end with the test.
func openCluster(t *testing.T) *goredis.ClusterClient {
	t.Helper()
	const servers, slots = 3, 16384
	program := redisServer(t)
	var conns []redis.Conn
	var addresses []string
	for i := range servers {
		port, bus := freePort(t), freePort(t)
		conn := startRedis(t, program, port, "--cluster-enabled", "yes", "--cluster-port", bus)
		_, err := conn.Do("CLUSTER", "ADDSLOTSRANGE", i*slots/servers, (i+1)*slots/servers-1)
		require.NoError(t, err)
		if i > 0 {
			_, err = conns[0].Do("CLUSTER", "MEET", "127.0.0.1", port, bus)
			require.NoError(t, err)
		}
		conns, addresses = append(conns, conn), append(addresses, net.JoinHostPort("127.0.0.1", port))
	}
	for _, conn := range conns {
		require.Eventually(t, func() bool {
			about, err := redis.String(conn.Do("CLUSTER", "INFO"))
			return err == nil && strings.Contains(about, "cluster_state:ok") && strings.Contains(about, "cluster_size:3")
		}, 30*time.Second, 20*time.Millisecond)
	}
	client := goredis.NewClusterClient(&goredis.ClusterOptions{Addrs: addresses})
	t.Cleanup(func() { require.NoError(t, client.Close()) })
	return client
}

// redisServer is the program, for tests that need servers of their own.
func redisServer(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		require.Empty(t, os.Getenv("CI"), "%v", err)
		t.Skipf("skipped: %v", err)
	}
	return program
}

// startRedis starts a server that keeps nothing, and waits until it answers.
func startRedis(t *testing.T, program, port string, more ...string) (conn redis.Conn) {
	t.Helper()
	args := []string{"--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", t.TempDir()}
	server := exec.Command(program, append(args, more...)...)
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		require.NoError(t, server.Process.Kill())
		_ = server.Wait() // it was killed
	})
	require.Eventually(t, func() (ok bool) {
		var err error
		conn, err = redis.Dial("tcp", net.JoinHostPort("127.0.0.1", port))
		return err == nil
	}, 30*time.Second, 20*time.Millisecond)
	t.Cleanup(func() { _ = conn.Close() }) // the server may be gone
	return conn
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)
	return port
}
