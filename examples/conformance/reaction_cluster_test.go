package conformance

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gomodule/redigo/redis"
	"github.com/newsjunction/news/examples/internal/redispipe"
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
		s, err := reactionredis.New(redispipe.New(client), reactionredis.Options{Prefix: "s" + strconv.Itoa(stores) + ":"})
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

// openCluster starts three servers that share the slots, which end with the test. The
// client never gives up on one that is slow: a write that is sent twice has two answers.
func openCluster(t *testing.T) *goredis.ClusterClient {
	t.Helper()
	const servers, slots = 3, 16384
	program := redisServer(t)
	var started []startedRedis
	var addresses []string
	for i := range servers {
		s := startRedis(t, program, true)
		_, err := s.conn.Do("CLUSTER", "ADDSLOTSRANGE", i*slots/servers, (i+1)*slots/servers-1)
		require.NoError(t, err)
		if i > 0 {
			_, err = started[0].conn.Do("CLUSTER", "MEET", "127.0.0.1", s.port, s.bus)
			require.NoError(t, err)
		}
		started, addresses = append(started, s), append(addresses, s.address())
	}
	for _, s := range started {
		require.Eventually(t, func() bool {
			about, err := redis.String(s.conn.Do("CLUSTER", "INFO"))
			return err == nil && strings.Contains(about, "cluster_state:ok") && strings.Contains(about, "cluster_size:3")
		}, patience, 20*time.Millisecond)
	}
	client := goredis.NewClusterClient(&goredis.ClusterOptions{
		Addrs: addresses, DialTimeout: patience, ReadTimeout: patience, WriteTimeout: patience, PoolTimeout: patience,
	})
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

// patience is how long a server may take for anything, on whatever machine.
const patience = 2 * time.Minute

// A startedRedis is a server of a test's own.
type startedRedis struct {
	port, bus string
	conn      redis.Conn
}

func (s startedRedis) address() string { return net.JoinHostPort("127.0.0.1", s.port) }

// startRedis starts a server that keeps nothing, and waits until it answers. A server
// ends at once where another process has taken a port of it meanwhile, and the next
// one gets others.
func startRedis(t *testing.T, program string, clustered bool) startedRedis {
	t.Helper()
	for range 10 {
		s := startedRedis{}
		s.port, s.bus = freePorts(t)
		args := []string{"--port", s.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", t.TempDir()}
		if clustered {
			args = append(args, "--cluster-enabled", "yes", "--cluster-port", s.bus, "--cluster-node-timeout", "60000")
		}
		server, ended := exec.Command(program, args...), make(chan struct{})
		require.NoError(t, server.Start())
		go func() {
			defer close(ended)
			_ = server.Wait() // it is killed
		}()
		t.Cleanup(func() {
			_ = server.Process.Kill() // it may have ended
			<-ended
		})
		if s.reach(t, server.Process.Pid, ended) {
			t.Cleanup(func() { _ = s.conn.Close() }) // the server may be gone
			return s
		}
	}
	require.FailNow(t, "no server kept its ports")
	return startedRedis{}
}

// reach connects to the server when it answers, and reports whether it did so before
// it ended. Whoever else answers at its port is another process.
func (s *startedRedis) reach(t *testing.T, process int, ended <-chan struct{}) bool {
	t.Helper()
	given := time.After(patience)
	for {
		conn, err := redis.Dial("tcp", s.address(), redis.DialReadTimeout(patience))
		if err == nil {
			about, _ := redis.String(conn.Do("INFO", "server"))
			if s.conn = conn; strings.Contains(about, fmt.Sprintf("process_id:%d\r", process)) {
				return true
			}
			_ = conn.Close()
		}
		select {
		case <-ended:
			return false
		case <-given:
			require.FailNow(t, "the server does not answer", "%v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// freePorts returns two ports that nobody listens on.
func freePorts(t *testing.T) (first, second string) {
	t.Helper()
	var ports [2]string
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		defer l.Close() // after both are known, so that they differ
		_, ports[i], err = net.SplitHostPort(l.Addr().String())
		require.NoError(t, err)
	}
	return ports[0], ports[1]
}
