package bench

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gomodule/redigo/redis"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/newsjunction/news/examples/internal/redigopipe"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionredis"
	"github.com/newsjunction/news/reaction/reactionsql"
)

// A press is a reader who presses a button.
type press struct {
	subject string
	reader  reaction.Reader
	kind    reaction.Kind
}

const (
	pressers     = 16 // at once
	pressesEach  = 30 // 480 in all
	pressSubject = 4  // a busy hour has few articles
	pressReaders = 12 // who press twice, and change their minds
	pressRounds  = 9  // of both sides, in turn
)

// pressing is what each of the pressers does, the same for both sides.
func pressing(seed uint64) [][]press {
	random := mathrand.New(mathrand.NewPCG(seed, 1))
	all := make([][]press, pressers)
	for g := range all {
		for range pressesEach {
			all[g] = append(all[g], press{
				subject: fmt.Sprint("article-", random.IntN(pressSubject)),
				reader:  benchReader(random.IntN(pressReaders)),
				kind:    kindsOfBench[random.IntN(len(kindsOfBench))],
			})
		}
	}
	return all
}

func benchReader(i int) reaction.Reader {
	r, err := reaction.ParseReader(fmt.Sprintf("%032x", i+1))
	if err != nil {
		panic(err) // the text is 32 digits by construction
	}
	return r
}

// A side keeps what is pressed, and knows by how much its counts are off.
type side struct {
	press func(press) error
	drift func() (int, error)
}

// sideOf is a store of the library.
func sideOf(s reaction.Store) side {
	ctx := context.Background()
	return side{
		press: func(p press) error { _, err := s.Set(ctx, p.subject, p.reader, p.kind); return err },
		drift: func() (sum int, err error) {
			for i := range pressSubject {
				n, err := s.Recount(ctx, fmt.Sprint("article-", i))
				if err != nil {
					return 0, err
				}
				sum += n
			}
			return sum, nil
		},
	}
}

// shown is what the page shows each reader as theirs, once the server has answered:
// the naive code takes that for what is held, which spares it a question.
type shown struct{ sync.Map }

type place struct {
	subject string
	reader  reaction.Reader
}

func (s *shown) before(p press) reaction.Kind {
	before, _ := s.Load(place{p.subject, p.reader})
	k, _ := before.(reaction.Kind)
	return k
}

func (s *shown) answered(p press) { s.Store(place{p.subject, p.reader}, p.kind) }

// naiveSQL writes the row, and then the counters: two statements without a
// transaction, and no index of readers.
func naiveSQL(db *sql.DB, numbered bool) side {
	bind := func(text string) string {
		for i := 1; numbered && strings.Contains(text, "?"); i++ {
			text = strings.Replace(text, "?", fmt.Sprint("$", i), 1)
		}
		return text
	}
	row := bind("INSERT INTO naive (subject, reader, kind) VALUES (?, ?, ?) ON CONFLICT (subject, reader) DO UPDATE SET kind = excluded.kind")
	counters := bind("UPDATE naive_counts SET n = n + CASE WHEN kind = ? THEN 1 ELSE -1 END WHERE subject = ? AND kind IN (?, ?)")
	var page shown
	return side{
		press: func(p press) error {
			before := page.before(p)
			defer page.answered(p)
			reader, _ := p.reader.MarshalBinary() // never fails
			if _, err := db.Exec(row, p.subject, reader, string(p.kind)); err != nil || before == p.kind {
				return err
			}
			_, err := db.Exec(counters, string(p.kind), p.subject, string(before), string(p.kind))
			return err
		},
		drift: func() (drift int, err error) {
			err = db.QueryRow("SELECT CAST(coalesce(sum(abs(c.n - (SELECT count(*) FROM naive r WHERE r.subject = c.subject AND r.kind = c.kind))), 0) AS BIGINT) FROM naive_counts c").Scan(&drift)
			return drift, err
		},
	}
}

// makeNaive makes the tables of naiveSQL, with a counter for each subject and kind.
func makeNaive(b *testing.B, db *sql.DB, bytes string) {
	b.Helper()
	for _, text := range []string{
		"CREATE TABLE naive (subject TEXT, reader " + bytes + ", kind TEXT, PRIMARY KEY (subject, reader))",
		"CREATE TABLE naive_counts (subject TEXT, kind TEXT, n BIGINT, PRIMARY KEY (subject, kind))",
	} {
		_, err := db.Exec(text)
		require.NoError(b, err)
	}
	for i := range pressSubject {
		for _, k := range kindsOfBench {
			_, err := db.Exec(fmt.Sprintf("INSERT INTO naive_counts VALUES ('article-%d', '%s', 0)", i, k))
			require.NoError(b, err)
		}
	}
}

// run presses all at once, and returns how long it took.
func (s side) run(b *testing.B, all [][]press) time.Duration {
	b.Helper()
	errs := make([]error, len(all))
	var done sync.WaitGroup
	begun := time.Now()
	for g, list := range all {
		done.Go(func() {
			for _, p := range list {
				errs[g] = errors.Join(errs[g], s.press(p))
			}
		})
	}
	done.Wait()
	took := time.Since(begun)
	require.NoError(b, errors.Join(errs...))
	return took
}

// beside reports the throughput of a store in that of the naive code, the median of
// some rounds in turn, and by how much the counts of each are off at the end.
func beside(b *testing.B, store, naive side) {
	b.Helper()
	var times, rates []float64
	for round := 0; b.Loop(); {
		for range pressRounds {
			all := pressing(uint64(round))
			round++
			peer, own := naive.run(b, all), store.run(b, all)
			times = append(times, peer.Seconds()/own.Seconds())
			rates = append(rates, pressers*pressesEach/own.Seconds())
		}
	}
	slices.Sort(times)
	slices.Sort(rates)
	b.ReportMetric(times[len(times)/2], "times-naive")
	b.ReportMetric(rates[len(rates)/2], "writes/s")
	for name, s := range map[string]side{"drift": store, "naive-drift": naive} {
		drift, err := s.drift()
		require.NoError(b, err)
		b.ReportMetric(float64(drift)/float64(len(times)), name+"/480")
	}
}

func BenchmarkReactionsOnPostgreSQL(b *testing.B) {
	db := benchPostgres(b)
	s, err := reactionsql.Open(b.Context(), db, reactionsql.Options{Dialect: reactionsql.PostgreSQL})
	require.NoError(b, err)
	makeNaive(b, db, "BYTEA")
	beside(b, sideOf(s), naiveSQL(db, true))
}

func BenchmarkReactionsOnSQLite(b *testing.B) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "news.db")+
		"?_pragma=busy_timeout(60000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	db.SetMaxIdleConns(pressers)
	s, err := reactionsql.Open(b.Context(), db, reactionsql.Options{})
	require.NoError(b, err)
	makeNaive(b, db, "BLOB")
	beside(b, sideOf(s), naiveSQL(db, false))
}

func BenchmarkReactionsOnRedis(b *testing.B) {
	pool, prefix := benchRedis(b)
	s, err := reactionredis.New(redigopipe.New(pool), reactionredis.Options{Prefix: prefix})
	require.NoError(b, err)
	beside(b, sideOf(s), naiveRedis(pool, prefix))
}

// naiveRedis writes the field, and then the counters in one pipeline.
func naiveRedis(pool *redis.Pool, prefix string) side {
	var page shown
	return side{
		press: func(p press) error {
			before := page.before(p)
			defer page.answered(p)
			conn := pool.Get()
			defer conn.Close()
			if _, err := conn.Do("HSET", prefix+"naive:"+p.subject, p.reader.String(), string(p.kind)); err != nil || before == p.kind {
				return err
			}
			if before != "" {
				if err := conn.Send("HINCRBY", prefix+"naive-counts:"+p.subject, string(before), -1); err != nil {
					return err
				}
			}
			_, err := conn.Do("HINCRBY", prefix+"naive-counts:"+p.subject, string(p.kind), 1)
			return err
		},
		drift: func() (drift int, err error) {
			conn := pool.Get()
			defer conn.Close()
			for i := range pressSubject {
				held, err := redis.StringMap(conn.Do("HGETALL", fmt.Sprint(prefix, "naive:article-", i)))
				if err != nil {
					return 0, err
				}
				kept, err := redis.IntMap(conn.Do("HGETALL", fmt.Sprint(prefix, "naive-counts:article-", i)))
				if err != nil {
					return 0, err
				}
				for _, k := range held {
					kept[k]--
				}
				for _, n := range kept {
					drift += max(n, -n)
				}
			}
			return drift, nil
		},
	}
}

// BenchmarkReactionPage reads the counts of fifty articles, a page of a site.
func BenchmarkReactionPage(b *testing.B) {
	open := map[string]func(b *testing.B) reaction.Store{
		"PostgreSQL": func(b *testing.B) reaction.Store {
			s, err := reactionsql.Open(b.Context(), benchPostgres(b), reactionsql.Options{Dialect: reactionsql.PostgreSQL})
			require.NoError(b, err)
			return s
		},
		"Redis": func(b *testing.B) reaction.Store {
			pool, prefix := benchRedis(b)
			s, err := reactionredis.New(redigopipe.New(pool), reactionredis.Options{Prefix: prefix})
			require.NoError(b, err)
			return s
		},
	}
	for _, engine := range []string{"PostgreSQL", "Redis"} {
		b.Run(engine, func(b *testing.B) {
			s := open[engine](b)
			page := make([]string, 50)
			for i := range page {
				page[i] = fmt.Sprint("article-", i)
				for n := range kindsOfBench {
					_, err := s.Set(b.Context(), page[i], benchReader(n), kindsOfBench[n])
					require.NoError(b, err)
				}
			}
			for b.Loop() {
				if _, err := s.Tallies(b.Context(), page...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchPostgres opens a schema of the benchmark's own.
func benchPostgres(b *testing.B) *sql.DB {
	b.Helper()
	config, err := pgx.ParseConfig(benchServer("NEWS_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable"))
	require.NoError(b, err)
	schema := "news_bench_" + strings.ToLower(rand.Text()[:12])
	config.RuntimeParams["search_path"] = schema
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(pressers)
	db.SetMaxIdleConns(pressers)
	if err := db.PingContext(b.Context()); err != nil {
		_ = db.Close()
		b.Skipf("skipped: no PostgreSQL: %v", err)
	}
	_, err = db.Exec("CREATE SCHEMA " + schema)
	require.NoError(b, err)
	b.Cleanup(func() {
		_, err := db.Exec("DROP SCHEMA " + schema + " CASCADE")
		require.NoError(b, err)
		require.NoError(b, db.Close())
	})
	return db
}

// benchRedis opens a server on which the benchmark has a prefix of its own.
func benchRedis(b *testing.B) (pool *redis.Pool, prefix string) {
	b.Helper()
	address := benchServer("NEWS_TEST_REDIS", "redis://127.0.0.1:6379/0")
	pool = &redis.Pool{MaxIdle: pressers, Dial: func() (redis.Conn, error) { return redis.DialURL(address) }}
	prefix = "news_bench_" + strings.ToLower(rand.Text()[:12]) + ":"
	conn := pool.Get()
	defer conn.Close()
	if _, err := conn.Do("PING"); err != nil {
		b.Skipf("skipped: no Redis: %v", err)
	}
	b.Cleanup(func() {
		conn := pool.Get()
		keys, err := redis.Strings(conn.Do("KEYS", prefix+"*"))
		require.NoError(b, err)
		for _, key := range keys {
			_, err := conn.Do("UNLINK", key)
			require.NoError(b, err)
		}
		require.NoError(b, conn.Close())
		require.NoError(b, pool.Close())
	})
	return pool, prefix
}

func benchServer(variable, usual string) string {
	if named := os.Getenv(variable); named != "" {
		return named
	}
	return usual
}
