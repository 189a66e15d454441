package conformance

import (
	"crypto/rand"
	"database/sql"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/newsjunction/news/reaction/reactionsql"
	"github.com/stretchr/testify/require"
)

// calls is how long the histories on servers are: go test -run Linearizable -args -calls 1000000
var calls = flag.Int("calls", 20_000, "calls of each linearizable history on a server")

// server returns the address that the variable names, or the usual one. A server that
// does not answer skips the test, but not where the tests of record run.
func server(t *testing.T, variable, usual string, reach func(address string) error) string {
	t.Helper()
	address := usual
	if named := os.Getenv(variable); named != "" {
		address = named
	}
	if err := reach(address); err != nil {
		if os.Getenv("CI") != "" || os.Getenv(variable) != "" {
			require.NoError(t, err, "%s: no server", variable)
		}
		t.Skipf("skipped: no server at %s (%s names another): %v", usual, variable, err)
	}
	return address
}

// ownName is a name for what one test keeps on a server.
func ownName() string { return "news_test_" + strings.ToLower(rand.Text()[:12]) }

// openPostgres opens a schema of the test's own, which goes with the test.
func openPostgres(t *testing.T) *sql.DB {
	t.Helper()
	return openConfig(t, postgresConfig(t))
}

func openConfig(t *testing.T, config *pgx.ConnConfig) *sql.DB {
	t.Helper()
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// openFaultyPostgres is openPostgres through a driver that fails when told to.
func openFaultyPostgres(t *testing.T) (*sql.DB, *faults) {
	t.Helper()
	config := postgresConfig(t)
	name := stdlib.RegisterConnConfig(config)
	t.Cleanup(func() { stdlib.UnregisterConnConfig(name) })
	f := new(faults)
	db := sql.OpenDB(faultyConnector{stdlib.GetDefaultDriver(), name, f})
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db, f
}

// postgresConfig is a connection whose search path is a schema of the test's own.
func postgresConfig(t *testing.T) *pgx.ConnConfig {
	t.Helper()
	address := server(t, "NEWS_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable", func(address string) error {
		db, err := sql.Open("pgx", address)
		if err != nil {
			return err
		}
		defer db.Close()
		return db.PingContext(t.Context())
	})
	config, err := pgx.ParseConfig(address)
	require.NoError(t, err)
	db := stdlib.OpenDB(*config)
	schema := ownName()
	_, err = db.ExecContext(t.Context(), "CREATE SCHEMA "+schema)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := db.Exec("DROP SCHEMA " + schema + " CASCADE") // the test's context is over
		require.NoError(t, err)
		require.NoError(t, db.Close())
	})
	config.RuntimeParams["search_path"] = schema
	return config
}

// postgres is what the store has to be told.
func postgres() reactionsql.Options { return reactionsql.Options{Dialect: reactionsql.PostgreSQL} }
