package main

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReactionsAreKeptInAFolderBesideTheStories(t *testing.T) {
	db := filepath.Join(t.TempDir(), "newsroom.db")
	process, s := spawn(t, db)
	v := story(t, s)
	res, _ := s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {"love"}})
	require.Equal(t, http.StatusSeeOther, res.StatusCode)

	t.Run("which a second newsroom is kept out of", func(t *testing.T) {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), []string{"-addr", "127.0.0.1:0", "-db", filepath.Join(t.TempDir(), "other.db"), "-reactions", db + ".reactions"}, &stdout, &stderr)
		assert.Equal(t, 1, code)
		assert.Equal(t, 1, strings.Count(stderr.String(), "\n"), stderr.String())
		assert.Contains(t, stderr.String(), "reactionfile")
	})
	t.Run("and is left whole at an interrupt", func(t *testing.T) {
		require.NoError(t, process.Process.Signal(os.Interrupt))
		require.NoError(t, process.Wait())
		store, err := openReactions(t.Context(), db+".reactions")
		require.NoError(t, err)
		held := 0
		for row, err := range store.Scan(t.Context()) {
			require.NoError(t, err)
			assert.Equal(t, v.ID.String(), row.Subject)
			held++
		}
		assert.Equal(t, 1, held)
		require.NoError(t, store.Close())
	})
}

func TestWhereReactionsCanNotBeKeptIsToldInOneLine(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	require.NoError(t, os.WriteFile(file, []byte("no folder"), 0o600))
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	nobody := silent.Addr().String()
	require.NoError(t, silent.Close())
	for name, where := range map[string]string{
		"a file":                   file,
		"in no folder":             filepath.Join(folder, "no", "such"),
		"another kind of server":   "mysql://root:hidden@127.0.0.1/test",
		"a Redis that is off":      "redis://:hidden@" + nobody + "/0?max_retries=-1",
		"a PostgreSQL that is off": "postgres://root:hidden@" + nobody + "/test?sslmode=disable",
		"a Redis URL that is none": "redis://:hidden@127.0.0.1/none",
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := run(t.Context(), []string{"-addr", "127.0.0.1:0", "-db", filepath.Join(t.TempDir(), "newsroom.db"), "-reactions", where}, &stdout, &stderr)
			assert.Equal(t, 1, code)
			assert.Equal(t, 1, strings.Count(stderr.String(), "\n"), "%q is not one line", stderr.String())
			assert.NotContains(t, stderr.String(), "hidden", "no password is told")
			assert.Empty(t, stdout.String())
		})
	}
}

// server returns the URL that a variable of the environment names, or the usual one,
// with a part that is the test's own. In CI the server has to be there.
func server(t *testing.T, variable, usual string, reach func(address string) error) string {
	t.Helper()
	address := usual
	if named := os.Getenv(variable); named != "" {
		address = named
	}
	if err := reach(address); err != nil {
		require.Empty(t, os.Getenv("CI"), "%s: no server: %v", variable, err)
		t.Skipf("no server at %s (%s names another): %v", usual, variable, err)
	}
	return address
}

func TestReactionsAreKeptOnPostgreSQL(t *testing.T) {
	address := server(t, "NEWS_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable", func(address string) error {
		db, err := sql.Open("pgx", address)
		if err != nil {
			return err
		}
		defer db.Close()
		return db.PingContext(t.Context())
	})
	db := must(sql.Open("pgx", address))
	schema := "newsroom_test_" + strings.ToLower(rand.Text()[:12])
	_, err := db.ExecContext(t.Context(), "CREATE SCHEMA "+schema)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := db.Exec("DROP SCHEMA " + schema + " CASCADE") // the test's context is over
		assert.NoError(t, err)
		assert.NoError(t, db.Close())
	})
	where := must(url.Parse(address))
	query := where.Query()
	query.Set("search_path", schema)
	where.RawQuery = query.Encode()
	reactOnServer(t, where.String())
}

func TestReactionsAreKeptOnRedis(t *testing.T) {
	address := server(t, "NEWS_TEST_REDIS", "redis://127.0.0.1:6379/15", func(address string) error {
		options, err := redis.ParseURL(address)
		if err != nil {
			return err
		}
		client := redis.NewClient(options)
		defer client.Close()
		return client.Ping(t.Context()).Err()
	})
	reactOnServer(t, address)
}

// reactOnServer presses a button in one newsroom, and sees the count in another. The
// story is the test's own, for others may use the server at the same time.
func reactOnServer(t *testing.T, where string) {
	number := must(rand.Int(rand.Reader, big.NewInt(1<<31)))
	s := start(t, "-import", export(t, item(int(number.Int64()), "Storm nears", "<p>Wind.</p>")), "-reactions", where)
	v := s.stories()[0]
	before := loves(t, s, v.Name.Slug)
	res, _ := s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {"love"}})
	require.Equal(t, http.StatusSeeOther, res.StatusCode)
	again := start(t, "-db", s.db, "-reactions", where)
	assert.Equal(t, before+1, loves(t, again, v.Name.Slug))
	res, _ = s.post("/react", url.Values{"subject": {v.ID.String()}, "reaction": {"-"}})
	require.Equal(t, http.StatusSeeOther, res.StatusCode)
	assert.Equal(t, before, loves(t, again, v.Name.Slug))
}

// loves is how many love a story.
func loves(t *testing.T, s *site, name string) int {
	t.Helper()
	_, page := s.get("/news/" + name)
	buttons := all(parse(t, page), "button", "data-kind=love")
	require.Len(t, buttons, 1)
	return must(strconv.Atoi(words(all(buttons[0], "span", "count")[0])))
}
